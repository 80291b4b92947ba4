/* paste_temper: what no repair of a term makes: an all that lets everybody pass (RFC 7208 8.2), where none was to be read. */
#include "lint/paste_private.h"

#include <string.h>

bool paste_policy(struct slice name)
{
	return name.len && (name.at[0] == '_' || slice_starts(name, SLICE("spf")));
}

/* "+-all": the sign that is left, if the term has another. */
static const char *all_of(struct slice was)
{
	bool doubled = was.len > 1 && strchr("+-~?!", was.at[0]) && strchr("+-~?", was.at[1]);

	return doubled && memchr(was.at, '-', 2) && !memchr(was.at, '~', 2) && !memchr(was.at, '?', 2) ? "-all" : "~all";
}

bool paste_temper(const struct record *record, const struct term *term, struct buf *out)
{
	struct slice whole = record_slice(record, term->whole), rest = buf_slice(out), word;
	struct buf text = { 0 };
	bool open = false;

	while (slice_word(&rest, &word)) {
		bool all = !strchr("-~?", word.at[0]) && paste_good(word) == K_ALL;

		if (text.len)
			buf_char(&text, ' ');
		if (all)
			buf_string(&text, all_of(whole));
		else
			buf_add(&text, word);
		open |= all;
	}
	if (open) {
		buf_clear(out);
		buf_add(out, buf_slice(&text));
	}
	out->failed |= text.failed;
	buf_release(&text);
	return open;
}
