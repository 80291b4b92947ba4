/* txt: cutting a value into character-strings, and their wire and master-file forms. */
#include "base/txt.h"

#include "base/memory.h"

enum { RDATA_MOST = 65535 };	/* RDLENGTH has 16 bits, RFC 1035 3.2.1 */

static bool strings_add(struct strings *out, struct slice string)
{
	if (out->n == out->size) {
		size_t size = out->size ? out->size * 2 : 8;
		struct slice *grown = mem_resize(out->string, size, sizeof(*grown));

		if (!grown)
			return false;
		out->string = grown;
		out->size = size;
	}
	out->string[out->n++] = string;
	return true;
}

/* How many bytes of piece, which is longer than most, go into its first string. */
static size_t piece_first(struct slice piece, size_t most)
{
	size_t at = most;

	while (at > 0 && piece.at[at - 1] != ' ')
		at--;
	return at > 0 ? at : most;
}

static bool piece_add(struct strings *out, struct slice piece, size_t most)
{
	while (piece.len > most) {
		size_t first = piece_first(piece, most);

		if (!strings_add(out, slice_to(piece, first)))
			return false;
		piece = slice_from(piece, first);
	}
	return strings_add(out, piece);
}

enum error txt_split(struct slice value, const uint32_t *cut, size_t cuts, size_t most, struct strings *out)
{
	size_t from = 0;

	*out = (struct strings){ 0 };
	if (most == 0 || most > TXT_STRING)
		most = TXT_STRING;
	for (size_t i = 0; i < cuts; i++) {
		/* An edit may have left a cut where it no longer divides anything. */
		if (cut[i] <= from || cut[i] >= value.len)
			continue;
		if (!piece_add(out, slice_from(slice_to(value, cut[i]), from), most))
			goto memory;
		from = cut[i];
	}
	/* An empty value is one empty string: TXT has one or more (RFC 1035 3.3.14). */
	if (piece_add(out, slice_from(value, from), most))
		return ERR_NONE;
memory:
	strings_release(out);
	return ERR_MEMORY;
}

void strings_release(struct strings *strings)
{
	mem_free(strings->string);
	*strings = (struct strings){ 0 };
}

enum error txt_wire(const struct strings *strings, struct buf *out)
{
	size_t before = out->len, total = 0;

	for (size_t i = 0; i < strings->n; i++) {
		total += 1 + strings->string[i].len;
		if (strings->string[i].len > TXT_STRING || total > RDATA_MOST)
			return ERR_TOO_LARGE;
	}
	for (size_t i = 0; i < strings->n; i++) {
		buf_char(out, (char)strings->string[i].len);
		buf_add(out, strings->string[i]);
	}
	if (!out->failed)
		return ERR_NONE;
	buf_cut(out, before);
	return ERR_MEMORY;
}

void txt_quote(struct buf *out, struct slice string)
{
	buf_char(out, '"');
	for (size_t i = 0; i < string.len; i++) {
		unsigned char c = (unsigned char)string.at[i];

		if (c < ' ' || c > '~')
			buf_printf(out, "\\%03u", c);
		else if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}
