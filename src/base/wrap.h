#pragma once
/*
 * wrap: prose broken at blanks into the lines of a terminal. For text that is read; what is copied (records, zone lines, commands, JSON)
 * never goes through here.
 *
 * Text is printable (text_printable()) and its width is text_width(). A word that is wider than a line has one of its own and stays whole.
 * columns 0: nothing is broken. Both add to out.
 */
#include "base/buf.h"

/* One line without its newline. at: cells that stand in front of it already; hang: blanks in front of each further line. */
void wrap_line(struct buf *out, struct slice text, size_t columns, size_t at, size_t hang);
/*
 * Lines with their newlines, the last may lack it. What fits stays byte for byte; what does not goes on below its first word, `indent`
 * cells further right, and for a list ("  1. ") below the word behind the number.
 */
void wrap_lines(struct buf *out, struct slice text, size_t columns, size_t indent);
