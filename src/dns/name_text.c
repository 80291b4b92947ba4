/* name: the text forms of domain names, as records and master files write them. */
#include "dns/name.h"

#include <string.h>

enum { LABEL_MOST = 63 };	/* RFC 1035 2.3.4 */

/* A name under way: len is what stands in wire, and from is where the length of the open label will stand. */
struct writer {
	struct name *name;
	size_t len, from;
};

static struct writer writer_start(struct name *name)
{
	name->len = 0;
	return (struct writer){ .name = name, .len = 1, .from = 0 };
}

static enum error writer_byte(struct writer *w, uint8_t byte)
{
	if (w->len - w->from > LABEL_MOST)
		return ERR_NAME_LABEL;
	if (w->len >= NAME_WIRE - 1)	/* the root needs the last one */
		return ERR_NAME_LONG;
	w->name->wire[w->len++] = (uint8_t)ascii_lower((char)byte);
	return ERR_NONE;
}

static enum error writer_dot(struct writer *w)
{
	size_t label = w->len - w->from - 1;

	if (!label)
		return ERR_NAME_LABEL;
	w->name->wire[w->from] = (uint8_t)label;
	w->from = w->len++;
	return ERR_NONE;
}

/* After a last dot: what stands at from is the root. */
static void writer_end(struct writer *w)
{
	w->name->wire[w->from] = 0;
	w->name->len = (uint8_t)(w->from + 1);
}

/* As many bytes as fit are looked at, so that a text of any size costs no more than a name. */
enum error name_from_bytes(struct slice text, struct name *name)
{
	struct writer w = writer_start(name);
	enum error e = ERR_NONE;

	if (!text.len)
		return ERR_NAME_EMPTY;
	if (text.at[text.len - 1] == '.')
		text.len--;
	for (size_t i = 0; i < text.len && !e; i++)
		e = text.at[i] == '.' ? writer_dot(&w) : writer_byte(&w, (uint8_t)text.at[i]);
	if (!e)
		e = writer_dot(&w);
	if (!e)
		writer_end(&w);
	return e;
}

bool name_unescape(struct slice text, size_t *at, uint8_t *byte)
{
	struct slice after = slice_from(text, *at + 1);
	uint64_t value;

	if (!after.len)
		return false;
	if (!ascii_digit(after.at[0])) {
		*byte = (uint8_t)after.at[0];
		*at += 2;
		return true;
	}
	if (after.len < 3 || !slice_number(slice_to(after, 3), UINT8_MAX, &value))
		return false;
	*byte = (uint8_t)value;
	*at += 4;
	return true;
}

/* All labels of text into w. *open: the last one is not yet ended by a dot. */
static enum error master_labels(struct slice text, struct writer *w, bool *open)
{
	enum error e = ERR_NONE;
	size_t at = 0;

	*open = true;
	while (at < text.len && !e) {
		uint8_t byte = (uint8_t)text.at[at];

		*open = byte != '.';
		if (!*open) {
			e = writer_dot(w);
			at++;
			continue;
		}
		if (byte != '\\')
			at++;
		else if (!name_unescape(text, &at, &byte))
			e = ERR_NAME_BYTES;
		if (!e)
			e = writer_byte(w, byte);
	}
	return e;
}

static enum error from_master(struct slice text, const struct name *origin, struct name *out)
{
	struct name left;
	struct writer w = writer_start(&left);
	bool open;
	enum error e = master_labels(text, &w, &open);

	if (!e && open)
		e = writer_dot(&w);
	if (e)
		return e;
	writer_end(&w);
	if (open && origin)
		return name_join(&left, origin, out) ? ERR_NONE : ERR_NAME_LONG;
	*out = left;
	return ERR_NONE;
}

enum error name_from_master(struct slice text, const struct name *origin, struct name *name)
{
	enum error e = ERR_NONE;

	if (slice_equal(text, SLICE(".")))
		*name = (struct name){ .len = 1 };
	else if (slice_equal(text, SLICE("@")) && origin)
		*name = *origin;
	else if (!text.len || slice_equal(text, SLICE("@")))
		e = ERR_NAME_EMPTY;
	else
		e = from_master(text, origin, name);
	if (e)
		name->len = 0;
	return e;
}

/* What a master file would take for something else than itself (RFC 1035 5.1); "$" too, as BIND writes it. */
static bool needs_backslash(uint8_t byte)
{
	return byte && strchr(".\\\"();@$", byte);
}

static size_t text_byte(uint8_t byte, char *out)
{
	if (byte <= ' ' || byte > '~') {
		out[0] = '\\';
		out[1] = (char)('0' + byte / 100);
		out[2] = (char)('0' + byte / 10 % 10);
		out[3] = (char)('0' + byte % 10);
		return 4;
	}
	if (!needs_backslash(byte)) {
		out[0] = (char)byte;
		return 1;
	}
	out[0] = '\\';
	out[1] = (char)byte;
	return 2;
}

size_t name_text(const struct name *n, char out[static NAME_TEXT])
{
	size_t len = 0;

	if (name_is_root(n))
		out[len++] = '.';
	for (size_t at = 0; at + 1 < n->len;) {
		size_t end = at + n->wire[at] + 1;

		if (at)
			out[len++] = '.';
		for (at++; at < end; at++)
			len += text_byte(n->wire[at], out + len);
	}
	out[len] = '\0';
	return len;
}
