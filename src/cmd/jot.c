/* jot: JSON written straight into a buf. */
#include "cmd/jot.h"
#include <string.h>

static void begin(struct jot *jot, const char *key)
{
	if (jot->more)
		buf_char(jot->out, ',');
	jot->more = true;
	if (!key)
		return;
	buf_char(jot->out, '"');
	buf_string(jot->out, key);
	buf_add(jot->out, SLICE("\":"));
}

void jot_open(struct jot *jot, const char *key, char bracket)
{
	begin(jot, key);
	buf_char(jot->out, bracket);
	jot->more = false;
}

void jot_close(struct jot *jot, char bracket)
{
	buf_char(jot->out, bracket);
	jot->more = true;
}

/* RFC 8259 section 7; DEL too, which a terminal might act on. */
static bool stands_alone(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* Beyond U+FFFF in two halves, as UTF-16 has it. */
static void add_escape(struct buf *out, uint32_t code)
{
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";	/* what it is, what it is written as */

	for (const char *c = letters; *c; c += 2)
		if (code == (uint32_t)*c) {
			buf_add(out, (struct slice){ (char[]){ '\\', c[1] }, 2 });
			return;
		}
	if (code == 0x7f)
		buf_string(out, "\\u007f");
	else if (code < 0x10000)
		buf_printf(out, "\\u%04X", (unsigned)code);
	else
		buf_printf(out, "\\u%04X\\u%04X", (unsigned)(0xd7c0 + (code >> 10)), (unsigned)(0xdc00 | (code & 0x3ff)));
}

static void add_escaped(struct buf *out, struct slice text)
{
	while (text.len) {
		size_t plain = 0;
		uint32_t code;

		while (plain < text.len && stands_alone(text.at[plain]))
			plain++;
		buf_add(out, slice_to(text, plain));
		text = slice_from(text, plain);
		if (!text.len)
			break;
		text = slice_from(text, utf8_decode(text, &code));
		add_escape(out, code);
	}
}

static void add_printable(struct buf *out, struct slice text)
{
	struct buf printable = { 0 };

	text_printable(&printable, text, TEXT_UTF8);
	add_escaped(out, buf_slice(&printable));
	out->failed |= printable.failed;
	buf_release(&printable);
}

void jot_text(struct jot *jot, const char *key, struct slice text)
{
	begin(jot, key);
	buf_char(jot->out, '"');
	if (utf8_valid(text))
		add_escaped(jot->out, text);
	else
		add_printable(jot->out, text);
	buf_char(jot->out, '"');
}

void jot_word(struct jot *jot, const char *key, const char *text)
{
	if (text)
		jot_text(jot, key, slice_of(text));
	else
		jot_null(jot, key);
}

void jot_number(struct jot *jot, const char *key, uint64_t n)
{
	char digits[20], *at = digits + sizeof digits;

	begin(jot, key);
	do
		*--at = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(jot->out, (struct slice){ at, (size_t)(digits + sizeof digits - at) });
}

void jot_bool(struct jot *jot, const char *key, bool yes)
{
	begin(jot, key);
	buf_string(jot->out, yes ? "true" : "false");
}

void jot_null(struct jot *jot, const char *key)
{
	begin(jot, key);
	buf_add(jot->out, SLICE("null"));
}

void jot_members(struct jot *jot, struct slice members)
{
	if (!members.len)
		return;
	begin(jot, NULL);
	buf_add(jot->out, members);
}
