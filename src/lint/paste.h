#pragma once
/*
 * paste: the clinic. What people copy from panels, mails, dig and how-to pages becomes a record's text, with a list of what was done.
 *
 * Knows: a whole zone line or several, dig, nslookup and host output, a provider's cell with or without quotes, TXT "..." inside the
 * value, character-strings to be joined, typographic dashes and quotes, NBSP and zero-width characters, full-width punctuation, and what
 * the parser's guesses know (record.h). Pure; never fails for what it is given: at worst the text comes back as it was. What it gives
 * back is clean: cleaning it again changes nothing. Of a paste over 1 MiB only the beginning is looked at.
 */
#include "base/error.h"
#include "base/pool.h"
#include "base/span.h"
#include "lint/rule.h"

struct paste_change {
	const struct rule *rule;	/* 201, 202, 221 ... */
	/* Bytes, in the pool; now may be empty. Of what stood around the record the line nearest to it; "  " for blanks too many. */
	struct slice was, now;
};
struct pasted {
	struct slice text;		/* the record, in the pool; or the input trimmed where no record was found in it */
	const struct paste_change *change;
	size_t n;
	bool found;			/* there is a record in it */
	size_t others;			/* further SPF records in the paste, left out */
	struct span at;			/* of the paste: what was taken for the record, without what stands around it */
	const uint32_t *cut;		/* where the character-strings that text came in end, as in struct record; in the pool */
	size_t cuts;
};
/* ERR_MEMORY. Cleans the wrapping alone when repair is false: what the linter would repair term by term stays, to be shown. */
enum error paste_clean(struct pool *, struct slice text, bool repair, struct pasted *) MUST_CHECK;
/*
 * Would the record have an all or a redirect if the clinic repaired it? What is behind a comma, a blank that is none or in quotes is there,
 * as its author sees it. false too: there is no record in it, it is too long to be thought about, or memory (pool->failed).
 */
bool paste_ends(struct pool *, struct slice text);
/* What to say, in one finding, of what stands around the record; NULL: nothing does. Borrowed from pasted. */
const struct paste_change *paste_around(const struct pasted *);
