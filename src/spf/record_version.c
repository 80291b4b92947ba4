/* record_version: what stands where "v=spf1" and a space, or the end, should (RFC 7208 section 4.5). */
#include "spf/record_private.h"
#include <string.h>

/*
 * "spf1", "v = spf1", "v=spf 1", "SPF=...", "v=spf2": the version as it was meant, up to where the terms begin. Bytes, or 0. Not
 * "spf2.0/pra", which is a version of its own (Sender ID, RFC 4406).
 */
static size_t near_version(struct slice text)
{
	size_t i = 0;
	bool v = false;

	while (i < text.len && memchr("vV= \"'", text.at[i], 6)) {
		v = v || ascii_lower(text.at[i]) == 'v';
		i++;
	}
	if (!slice_starts(slice_from(text, i), SLICE("spf")))
		return 0;
	i += 3;
	if (!v && i < text.len && !memchr("1=: ", text.at[i], 4))
		return 0;
	while (i < text.len && memchr("1=: ", text.at[i], 4))
		i++;
	while (text.at[i - 1] != ' ' && i < text.len && text.at[i] != ' ')
		i++;
	while (text.at[i - 1] == ' ')	/* the blank that a term needs before it stays */
		i--;
	return i;
}

unsigned version_guess(struct slice text, struct span *at, size_t *from)
{
	size_t blanks = 0, near;

	*from = 6;
	if (record_is_spf(text))
		return 0;
	while (blanks < text.len && ascii_blank(text.at[blanks]))
		blanks++;
	struct slice rest = slice_from(text, blanks);
	*at = (struct span){ 0, (uint32_t)(text.len < 6 ? text.len : 6) };
	if (blanks && record_is_spf(rest)) {
		*from = blanks + 6;
		*at = (struct span){ 0, (uint32_t)blanks };
		return F_LEADING_SPACE;
	}
	*from = 0;
	if (rest.len && (rest.at[0] == '"' || rest.at[0] == '\'')) {
		*at = (struct span){ (uint32_t)blanks, 1 };
		near = near_version(rest);
		*from = near ? blanks + near : 0;
		return F_QUOTES;
	}
	if (slice_starts(rest, SLICE("v=spf1"))) {
		*from = blanks + 6;
		while (*from < text.len && !ascii_alpha(text.at[*from]) && !strchr(" +-~?", text.at[*from]))
			(*from)++;
		*at = (struct span){ (uint32_t)blanks, (uint32_t)(*from - blanks) };
		return F_VERSION;
	}
	near = near_version(rest);
	if (near) {
		*from = blanks + near;
		*at = (struct span){ (uint32_t)blanks, (uint32_t)near };
		return F_NEAR_VERSION;
	}
	return F_NO_RECORD;
}
