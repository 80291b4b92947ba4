#pragma once
/*
 * words: the mark on every text a person reads.
 *
 * _("...") translates where the text is printed; N_("...") marks a text that stands in a table and is translated when its row
 * is printed. Rule ids, JSON keys and the RFC's words (pass, softfail, include) are never marked.
 */
#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text
