/* macro: checking macro-strings and domain-specs (RFC 7208 section 7.1). */
#include "spf/macro.h"
#include <string.h>

enum { LETTERS_TERM = 1, LETTERS_EXPLANATION = 2 };

/* Where each letter may stand (7.2). */
static const uint8_t letter_place[26] = {
	['s' - 'a'] = LETTERS_TERM, ['l' - 'a'] = LETTERS_TERM, ['o' - 'a'] = LETTERS_TERM, ['d' - 'a'] = LETTERS_TERM,
	['i' - 'a'] = LETTERS_TERM, ['p' - 'a'] = LETTERS_TERM, ['h' - 'a'] = LETTERS_TERM, ['v' - 'a'] = LETTERS_TERM,
	['c' - 'a'] = LETTERS_EXPLANATION, ['r' - 'a'] = LETTERS_EXPLANATION, ['t' - 'a'] = LETTERS_EXPLANATION,
};

static bool is_delimiter(char c)
{
	return c == '.' || c == '-' || c == '+' || c == ',' || c == '/' || c == '_' || c == '=';
}

/* What stands behind the letter: *DIGIT [ "r" ] *delimiter "}". Returns the index behind "}", 0: it is not well formed. */
static size_t scan_transformers(struct slice s, size_t i)
{
	size_t digits = i;
	bool zero = true;
	for (; i < s.len && ascii_digit(s.at[i]); i++)
		zero = zero && s.at[i] == '0';
	if (i > digits && zero)		/* 7.3: "If a DIGIT is specified, the value MUST be nonzero." */
		return 0;
	if (i < s.len && ascii_lower(s.at[i]) == 'r')
		i++;
	while (i < s.len && is_delimiter(s.at[i]))
		i++;
	return i < s.len && s.at[i] == '}' ? i + 1 : 0;
}

/* From a "%" to where a person would see the macro end: for marking it. */
static struct span mark(struct slice s, size_t at)
{
	size_t end = at + 1;
	if (end < s.len && s.at[end] == '{') {
		const char *close = memchr(s.at + end, '}', s.len - end);
		end = close ? (size_t)(close - s.at) + 1 : s.len;
	} else if (end < s.len) {
		end++;
	}
	return (struct span){ (uint32_t)at, (uint32_t)(end - at) };
}

/* macro-expand at s.at[*i], a "%". Moves *i behind it. Returns the number of the rule, 0: good. */
static unsigned scan_macro(struct slice s, enum macro_place place, size_t *i, uint32_t *letters)
{
	size_t at = *i + 1;
	if (at == s.len)
		return 316;
	if (s.at[at] == '%' || s.at[at] == '_' || s.at[at] == '-') {
		*i = at + 1;
		return 0;
	}
	if (s.at[at] != '{' || at + 1 == s.len || !ascii_alpha(s.at[at + 1]))
		return 316;
	char letter = ascii_lower(s.at[at + 1]);
	unsigned where = letter_place[letter - 'a'];
	size_t end = scan_transformers(s, at + 2);
	if (where == 0 || end == 0)
		return 316;
	if (where == LETTERS_EXPLANATION && place != MACRO_EXPLANATION)
		return 317;
	*letters |= MACRO_LETTER(letter);
	*i = end;
	return 0;
}

/* toplabel: alphanumerics with a letter among them, or with hyphens inside. */
static bool is_toplabel(struct slice s)
{
	bool all_digits = true;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_alnum(s.at[i]) && s.at[i] != '-')
			return false;
		all_digits = all_digits && ascii_digit(s.at[i]);
	}
	return s.len > 0 && !all_digits && s.at[0] != '-' && s.at[s.len - 1] != '-';
}

/* domain-end of s, whose last macro ends before byte macro_end (0: it has none). */
static unsigned scan_domain_end(struct slice s, size_t macro_end, struct span *fault_at)
{
	if (s.len == 0) {
		*fault_at = (struct span){ 0, 0 };
		return 305;
	}
	if (macro_end == s.len)
		return 0;
	size_t end = s.len, dot = s.len;
	if (s.at[end - 1] == '.')
		dot = --end;
	while (dot > macro_end && s.at[dot - 1] != '.')
		dot--;
	if (dot > macro_end && is_toplabel((struct slice){ s.at + dot, end - dot }))
		return 0;
	if (dot == end)		/* dots and nothing behind them */
		while (dot > macro_end && s.at[dot - 1] == '.')
			dot--;
	*fault_at = (struct span){ (uint32_t)dot, (uint32_t)(s.len - dot) };
	return 306;
}

unsigned macro_scan(struct slice s, enum macro_place place, uint32_t *letters, struct span *fault_at)
{
	size_t macro_end = 0;
	*letters = 0;
	*fault_at = (struct span){ 0, 0 };
	for (size_t i = 0; i < s.len; ) {
		char c = s.at[i];
		if (c == '%') {
			unsigned rule = scan_macro(s, place, &i, letters);
			if (rule) {
				*fault_at = mark(s, i);
				return rule;
			}
			macro_end = i;
		} else if ((c > ' ' && c <= '~') || (c == ' ' && place == MACRO_EXPLANATION)) {
			i++;
		} else {
			*fault_at = (struct span){ (uint32_t)i, 1 };
			return 109;
		}
	}
	return place == MACRO_DOMAIN ? scan_domain_end(s, macro_end, fault_at) : 0;
}
