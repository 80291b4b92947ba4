/* name: what a person types as a domain, and what a person is shown (IDNA2008, RFC 5890 to 5895, by libidn2). */
#include "dns/name.h"

#include <idn2.h>
#include <string.h>

enum { LABEL_TYPED = 512 };	/* bytes of one label as typed: 63 letters of four bytes each, and as much again for marks */

/* Blanks that come along with a paste: NBSP, ZWSP, ideographic space, BOM. */
static bool is_blank(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 || code == 0x200b || code == 0x3000 ||
	       code == 0xfeff;
}

/* The other full stops of RFC 5895 2: "a person may type them as dots". */
static bool is_dot(uint32_t code)
{
	return code == '.' || code == 0x3002 || code == 0xff0e || code == 0xff61;
}

static struct slice trim(struct slice text)
{
	size_t end = 0;
	uint32_t code;

	while (text.len) {
		size_t step = utf8_decode(text, &code);

		if (!is_blank(code))
			break;
		text = slice_from(text, step);
	}
	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(slice_from(text, at), &code);
		if (!is_blank(code))
			end = at;
	}
	return slice_to(text, end);
}

/* "192.0.2.1", "[2001:db8::1]", "192.0.2.0/24", and "1.2.3", which resolvers take for an address. */
static bool is_address(struct slice text)
{
	struct address address;
	unsigned bits;

	if (text.len > 2 && text.at[0] == '[' && text.at[text.len - 1] == ']')
		text = slice_to(slice_from(text, 1), text.len - 2);
	if (address_parse(text, &address) || network_parse(text, &address, &bits))
		return true;
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_digit(text.at[i]) && text.at[i] != '.')
			return false;
	return text.len && ascii_digit(text.at[0]);
}

/* Letters, digits, hyphen (RFC 952) and the underscore, which stands before services and keys (RFC 8552). */
static bool all_host_bytes(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_alnum(text.at[i]) && text.at[i] != '-' && text.at[i] != '_')
			return false;
	return true;
}

static bool all_ascii(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] & 0x80)
			return false;
	return true;
}

static enum error idna_error(int status)
{
	if (status == IDN2_OK)
		return ERR_NONE;
	if (status == IDN2_MALLOC)
		return ERR_MEMORY;
	return status == IDN2_TOO_BIG_LABEL || status == IDN2_TOO_BIG_DOMAIN ? ERR_NAME_LABEL : ERR_NAME_IDNA;
}

/* The name under way, as the bytes of name_from_bytes(). */
struct typed {
	char text[NAME_WIRE];
	size_t len, labels;
};

static enum error add_label(struct typed *t, struct slice label)
{
	if (!label.len)
		return ERR_NAME_LABEL;
	if (!all_host_bytes(label))
		return ERR_NAME_BYTES;
	if (label.len + 1 > sizeof(t->text) - t->len)
		return ERR_NAME_LONG;
	if (t->labels++)
		t->text[t->len++] = '.';
	memcpy(t->text + t->len, label.at, label.len);
	t->len += label.len;
	return ERR_NONE;
}

/*
 * libidn2 sees labels with other than ASCII only: of a whole name it lets "a b.com" and "a..b" pass and refuses "-a.com". What
 * comes back is looked at again, as the mapping of UTS 46 makes "a/c" of one sign.
 */
static enum error add_idna_label(struct typed *t, struct slice label)
{
	uint8_t text[LABEL_TYPED];
	uint8_t *ascii = NULL;
	enum error e;

	if (label.len >= sizeof(text))
		return ERR_NAME_LABEL;
	memcpy(text, label.at, label.len);
	text[label.len] = '\0';
	e = idna_error(idn2_lookup_u8(text, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL));
	if (!e)
		e = add_label(t, slice_of((const char *)ascii));
	idn2_free(ascii);
	return e == ERR_NAME_BYTES ? ERR_NAME_IDNA : e;
}

/* Bytes that no domain has, before IDNA may see them: NUL would end its text. */
static enum error check_bytes(struct slice label)
{
	for (size_t at = 0; at < label.len;) {
		uint32_t code;

		at += utf8_decode(slice_from(label, at), &code);
		if (code == UTF8_INVALID || code < ' ' || is_blank(code))
			return ERR_NAME_BYTES;
	}
	return ERR_NONE;
}

static enum error add_typed(struct typed *t, struct slice label)
{
	enum error e = check_bytes(label);

	if (e)
		return e;
	return all_ascii(label) ? add_label(t, label) : add_idna_label(t, label);
}

/* Takes the next label and the dot after it from *rest. */
static struct slice next_label(struct slice *rest)
{
	struct slice label = *rest;
	size_t at = 0;

	while (at < label.len) {
		uint32_t code;
		size_t step = utf8_decode(slice_from(label, at), &code);

		if (is_dot(code)) {
			*rest = slice_from(label, at + step);
			return slice_to(label, at);
		}
		at += step;
	}
	*rest = slice_from(label, label.len);
	return label;
}

enum error name_from_person(struct slice text, struct name *name)
{
	struct typed t = { .len = 0 };
	struct slice rest = trim(text);
	enum error e = ERR_NONE;

	name->len = 0;
	if (is_address(rest))
		return ERR_NAME_ADDRESS;
	while (!e && rest.len) {
		struct slice label = next_label(&rest);

		if (!label.len && !t.labels && !rest.len)
			return ERR_NAME_EMPTY;		/* the root is not a domain of anybody */
		e = add_typed(&t, label);
	}
	if (e)
		return e;
	if (!t.labels)
		return ERR_NAME_EMPTY;
	e = name_from_bytes((struct slice){ t.text, t.len }, name);
	if (!e && t.labels == 1)
		e = ERR_NAME_SINGLE;
	if (e)
		name->len = 0;
	return e;
}

/* A letter that cannot be seen would deceive: then the A-label is shown. */
static bool all_visible(struct slice text)
{
	while (text.len) {
		uint32_t code;
		size_t step = utf8_decode(text, &code);

		if (code == UTF8_INVALID || code_width(code) < 0)
			return false;
		text = slice_from(text, step);
	}
	return true;
}

/* A U-label that leads back to this very A-label, else false (RFC 5891 5.4). */
static bool show_label(const char *ascii, struct buf *out)
{
	char *shown = NULL;
	uint8_t *back = NULL;
	bool good = all_host_bytes(slice_of(ascii)) && idn2_to_unicode_8z8z(ascii, &shown, 0) == IDN2_OK &&
	    all_visible(slice_of(shown)) &&
	    idn2_lookup_u8((const uint8_t *)shown, &back, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK &&
	    !strcmp((const char *)back, ascii);

	if (good)
		buf_string(out, shown);
	idn2_free(shown);
	idn2_free(back);
	return good;
}

void name_show(const struct name *n, struct buf *out)
{
	if (name_is_root(n))
		buf_char(out, '.');
	for (size_t at = 0; at + 1 < n->len; at += n->wire[at] + 1U) {
		struct name label = { .len = (uint8_t)(n->wire[at] + 2U) };
		char text[NAME_TEXT];
		struct slice shown;

		memcpy(label.wire, n->wire + at, n->wire[at] + 1U);
		shown = (struct slice){ text, name_text(&label, text) };
		if (at)
			buf_char(out, '.');
		if (!slice_starts(shown, SLICE("xn--")) || !show_label(text, out))
			buf_add(out, shown);
	}
}

void name_shown(const struct name *name, enum text_form form, struct buf *out)
{
	char text[NAME_TEXT];

	if (form == TEXT_UTF8) {
		name_show(name, out);
		return;
	}
	name_text(name, text);
	buf_string(out, text);
}
