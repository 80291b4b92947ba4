/* record_version: what stands where "v=spf1" and a space, or the end, should (RFC 7208 section 4.5). */
#include "spf/record_private.h"
#include <string.h>

/* "spf1", "v = spf1", "v=spf 1", "SPF=...": the words before the terms, as they were meant. Bytes taken, or 0. */
static size_t near_version(struct slice text)
{
	size_t i = 0;
	bool spf = false;

	while (i < text.len && (ascii_alnum(text.at[i]) || strchr("=. \"'", text.at[i])) && text.at[i]) {
		if (slice_starts(slice_from(text, i), SLICE("spf"))) {
			spf = true;
			i += 3;
			break;
		}
		if (!strchr("vV= \"'", text.at[i]))
			return 0;
		i++;
	}
	while (spf && i < text.len && text.at[i] && strchr("= 1:", text.at[i]))
		i++;
	return spf ? i : 0;
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
