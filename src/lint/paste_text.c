/*
 * paste_text: characters that word processors, web pages and input methods put where ASCII was meant.
 */
#include "lint/paste_private.h"

#include <string.h>

enum { DASH = 201, QUOTE = 202, UNSEEN = 203, BREAK = 204, OTHER = 109 };

static const struct fold {
	uint32_t from, to;
	char c;			/* what was meant; 0: nothing */
	uint8_t rule;
} folds[] = {
	{ 0x0009, 0x0009, '\t', BREAK }, { 0x000a, 0x000a, '\n', BREAK }, { 0x000b, 0x000c, ' ', BREAK }, { 0x000d, 0x000d, '\n', BREAK },
	{ 0x0085, 0x0085, '\n', BREAK }, { 0x00a0, 0x00a0, ' ', UNSEEN }, { 0x00ab, 0x00ab, '"', QUOTE }, { 0x00ad, 0x00ad, 0, UNSEEN },
	{ 0x00b4, 0x00b4, '\'', QUOTE }, { 0x00bb, 0x00bb, '"', QUOTE }, { 0x02dc, 0x02dc, '~', OTHER }, { 0x034f, 0x034f, 0, UNSEEN },
	{ 0x061c, 0x061c, 0, UNSEEN }, { 0x1680, 0x1680, ' ', UNSEEN }, { 0x180e, 0x180e, 0, UNSEEN }, { 0x2000, 0x200a, ' ', UNSEEN },
	{ 0x200b, 0x200f, 0, UNSEEN }, { 0x2010, 0x2015, '-', DASH }, { 0x2018, 0x201b, '\'', QUOTE }, { 0x201c, 0x201f, '"', QUOTE },
	{ 0x2028, 0x2029, '\n', UNSEEN }, { 0x202a, 0x202e, 0, UNSEEN }, { 0x202f, 0x202f, ' ', UNSEEN }, { 0x2032, 0x2032, '\'', QUOTE },
	{ 0x2033, 0x2033, '"', QUOTE }, { 0x2035, 0x2035, '\'', QUOTE }, { 0x2036, 0x2036, '"', QUOTE }, { 0x2039, 0x203a, '\'', QUOTE },
	{ 0x205f, 0x205f, ' ', UNSEEN }, { 0x2060, 0x206f, 0, UNSEEN }, { 0x2212, 0x2212, '-', DASH }, { 0x2236, 0x2236, ':', OTHER },
	{ 0x223c, 0x223c, '~', OTHER }, { 0x3000, 0x3000, ' ', UNSEEN }, { 0x3001, 0x3001, ',', OTHER }, { 0x3002, 0x3002, '.', OTHER },
	{ 0x300c, 0x300f, '"', QUOTE }, { 0x301c, 0x301c, '~', OTHER }, { 0x301d, 0x301f, '"', QUOTE }, { 0xa789, 0xa789, ':', OTHER },
	{ 0xfe00, 0xfe0f, 0, UNSEEN }, { 0xfe50, 0xfe51, ',', OTHER }, { 0xfe52, 0xfe52, '.', OTHER }, { 0xfe54, 0xfe54, ';', OTHER },
	{ 0xfe55, 0xfe55, ':', OTHER }, { 0xfe58, 0xfe58, '-', DASH }, { 0xfe63, 0xfe63, '-', DASH }, { 0xfeff, 0xfeff, 0, UNSEEN },
	{ 0xff02, 0xff02, '"', QUOTE }, { 0xff07, 0xff07, '\'', QUOTE }, { 0xff0d, 0xff0d, '-', DASH }, { 0xff61, 0xff61, '.', OTHER },
	{ 0xff64, 0xff64, ',', OTHER },
};

static const struct fold *find_fold(uint32_t code)
{
	size_t low = 0, high = sizeof folds / sizeof *folds;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > folds[middle].to)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof folds / sizeof *folds && code >= folds[low].from ? &folds[low] : NULL;
}

/* What the source of a web page has for them. */
static const struct entity {
	const char *name;
	char c;
	uint8_t rule;
} entities[] = {
	{ "&quot;", '"', QUOTE }, { "&ldquo;", '"', QUOTE }, { "&rdquo;", '"', QUOTE }, { "&#34;", '"', QUOTE }, { "&#39;", '\'', QUOTE },
	{ "&apos;", '\'', QUOTE }, { "&nbsp;", ' ', UNSEEN }, { "&#160;", ' ', UNSEEN }, { "&ndash;", '-', DASH }, { "&mdash;", '-', DASH },
	{ "&minus;", '-', DASH }, { "&amp;", '&', OTHER }, { "&lt;", '<', OTHER }, { "&gt;", '>', OTHER },
};

static const struct entity *find_entity(struct slice s)
{
	for (size_t i = 0; s.at[0] == '&' && i < sizeof entities / sizeof *entities; i++)
		if (slice_starts(s, slice_of(entities[i].name)))
			return &entities[i];
	return NULL;
}

bool folded_new(struct pool *pool, size_t size, struct folded *out)
{
	*out = (struct folded){
		.text = pool_alloc(pool, size + 1),
		.from = POOL_NEW(pool, uint32_t, size + 1),
		.to = POOL_NEW(pool, uint32_t, size + 1),
	};
	if (!out->text || !out->from || !out->to)
		return false;
	out->text[0] = '\0';
	return true;
}

void folded_add(struct folded *out, char c, uint32_t from, uint32_t to)
{
	out->text[out->n] = c;
	out->from[out->n] = from;
	out->to[out->n++] = to;
	out->text[out->n] = '\0';
}

static bool is_full_width(uint32_t code)
{
	return code >= 0xff01 && code <= 0xff5e;
}

char paste_folded(uint32_t code)
{
	const struct fold *fold = find_fold(code);

	return fold ? fold->c : is_full_width(code) ? (char)(code - 0xfee0) : 0;
}

/* A byte that cannot stand in text or, behind a backslash, is two: it says nothing. */
static bool is_control(uint32_t code)
{
	return code < ' ' || code == 0x7f;
}

bool paste_fold(struct pool *pool, struct slice paste, struct folded *out)
{
	if (!folded_new(pool, paste.len, out))
		return false;
	for (size_t at = 0; at < paste.len;) {
		uint32_t code, from = (uint32_t)at;
		size_t used = utf8_decode(slice_from(paste, at), &code);
		const struct fold *fold = find_fold(code);
		const struct entity *entity = find_entity(slice_from(paste, at));
		char c = entity ? entity->c : paste_folded(code);

		at += entity ? strlen(entity->name) : used;
		if (code == '\r' && at < paste.len && paste.at[at] == '\n')
			at++;
		if (c) {
			folded_add(out, c, from, (uint32_t)at);
			continue;
		}
		if (fold || is_control(code)) {	/* nothing: goes with the byte before it */
			if (out->n)
				out->to[out->n - 1] = (uint32_t)at;
			continue;
		}
		for (size_t i = 0; i < used; i++)
			folded_add(out, paste.at[from + i], from + (uint32_t)i, from + (uint32_t)i + 1);
	}
	return true;
}

unsigned paste_damage(struct slice s)
{
	while (s.len) {
		uint32_t code;
		size_t used = utf8_decode(s, &code);
		const struct fold *fold = find_fold(code);
		const struct entity *entity = find_entity(s);

		if (fold || entity)
			return fold ? fold->rule : entity->rule;
		if (is_full_width(code) || is_control(code))
			return OTHER;
		s = slice_from(s, used);
	}
	return 0;
}
