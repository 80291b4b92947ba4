/* rdata: the fields that our own types are made of. */
#include "dns/rdata_private.h"
#include "base/words.h"

static enum error add_number(struct parser *p, uint32_t number, unsigned bytes)
{
	uint8_t wire[4];

	for (unsigned i = 0; i < bytes; i++)
		wire[i] = (uint8_t)(number >> 8 * (bytes - 1 - i));
	return parser_add(p, wire, bytes);
}

static uint32_t get_number(const uint8_t *at, unsigned bytes)
{
	uint32_t number = 0;

	for (unsigned i = 0; i < bytes; i++)
		number = number << 8 | at[i];
	return number;
}

static enum error parse_name(struct parser *p, struct slice text)
{
	struct name name;
	enum error e = name_from_master(text, p->origin, &name);

	if (e)
		return parser_fail(p, e, "%.*s", WORD_ARG(text));
	return parser_add(p, name.wire, name.len);
}

static size_t print_name(const uint8_t *at, size_t left, struct buf *out)
{
	struct name name;
	size_t took = name_from_wire(at, left, &name);
	char text[NAME_TEXT];

	if (!took)
		return 0;
	buf_add(out, (struct slice){ text, name_text(&name, text) });
	if (!name_is_root(&name))
		buf_char(out, '.');
	return took;
}

static enum error parse_number(struct parser *p, struct slice text)
{
	uint64_t number;

	if (!slice_number(text, UINT16_MAX, &number))
		return parser_fail(p, ERR_SYNTAX, _("a number from 0 to 65535 is expected, not %.*s"), WORD_ARG(text));
	return add_number(p, (uint32_t)number, 2);
}

static size_t print_number(const uint8_t *at, size_t left, struct buf *out)
{
	if (left < 2)
		return 0;
	buf_printf(out, "%u", (unsigned)get_number(at, 2));
	return 2;
}

static enum error parse_serial(struct parser *p, struct slice text)
{
	uint64_t number;

	if (!slice_number(text, UINT32_MAX, &number))
		return parser_fail(p, ERR_SYNTAX, _("a number from 0 to 4294967295 is expected, not %.*s"), WORD_ARG(text));
	return add_number(p, (uint32_t)number, 4);
}

static size_t print_serial(const uint8_t *at, size_t left, struct buf *out)
{
	if (left < 4)
		return 0;
	buf_printf(out, "%lu", (unsigned long)get_number(at, 4));
	return 4;
}

static uint32_t unit_seconds(char unit)
{
	static const struct {
		char unit;
		uint32_t seconds;
	} row[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 604800 } };

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (row[i].unit == ascii_lower(unit))
			return row[i].seconds;
	return 0;
}

/* "3600", or numbers with a unit each: "1h30m". */
static bool seconds_parse(struct slice text, uint64_t *sum)
{
	if (slice_number(text, UINT32_MAX, sum))
		return true;
	*sum = 0;
	for (size_t at = 0, from = 0; at < text.len; at++) {
		uint64_t number;

		if (ascii_digit(text.at[at]))
			continue;
		if (!slice_number(slice_to(slice_from(text, from), at - from), UINT32_MAX, &number) || !unit_seconds(text.at[at]))
			return false;
		*sum += number * unit_seconds(text.at[at]);
		if (*sum > UINT32_MAX)
			return false;
		from = at + 1;
	}
	return text.len && !ascii_digit(text.at[text.len - 1]);
}

static enum error parse_time(struct parser *p, struct slice text)
{
	uint64_t seconds;

	if (!seconds_parse(text, &seconds))
		return parser_fail(p, ERR_SYNTAX, _("a time such as 3600 or 1h is expected, not %.*s"), WORD_ARG(text));
	return add_number(p, (uint32_t)seconds, 4);
}

static enum error parse_ip4(struct parser *p, struct slice text)
{
	struct ip ip;

	if (!ip4_parse(text, &ip))
		return parser_fail(p, ERR_SYNTAX, _("an IPv4 address is expected, not %.*s"), WORD_ARG(text));
	return add_number(p, (uint32_t)ip.lo, 4);
}

static size_t print_ip4(const uint8_t *at, size_t left, struct buf *out)
{
	char text[IP_TEXT];

	if (left < 4)
		return 0;
	buf_add(out, (struct slice){ text, ip_text(ip_from_wire(at, false), false, text) });
	return 4;
}

static enum error parse_ip6(struct parser *p, struct slice text)
{
	struct ip ip;
	uint8_t wire[16];

	if (!ip6_parse(text, &ip))
		return parser_fail(p, ERR_SYNTAX, _("an IPv6 address is expected, not %.*s"), WORD_ARG(text));
	for (unsigned i = 0; i < 8; i++) {
		wire[i] = (uint8_t)(ip.hi >> 8 * (7 - i));
		wire[8 + i] = (uint8_t)(ip.lo >> 8 * (7 - i));
	}
	return parser_add(p, wire, sizeof(wire));
}

static size_t print_ip6(const uint8_t *at, size_t left, struct buf *out)
{
	char text[IP_TEXT];

	if (left < 16)
		return 0;
	buf_add(out, (struct slice){ text, ip_text(ip_from_wire(at, true), true, text) });
	return 16;
}

enum { STRING_MOST = 255 };	/* RFC 1035 3.3 */

/* One string, still with its escapes; how long it is stands in front. */
static enum error parse_string(struct parser *p, struct slice text)
{
	size_t length = p->len, len = 0;
	enum error e = parser_add(p, &(uint8_t){ 0 }, 1);

	for (size_t at = 0; at < text.len && !e; len++) {
		uint8_t byte = (uint8_t)text.at[at];

		if (byte != '\\')
			at++;
		else if (!name_unescape(text, &at, &byte))
			return parser_fail(p, ERR_SYNTAX,
			    _("after a backslash one sign or three digits up to 255 are expected: %.*s"),
			    WORD_ARG(slice_from(text, at)));
		if (len < STRING_MOST)
			e = parser_add(p, &byte, 1);
	}
	if (!e && len > STRING_MOST)
		e = parser_fail(p, ERR_SYNTAX, _("a string of %zu bytes; it can hold 255. Cut it in two: \"...\" \"...\""), len);
	if (!e)
		p->wire[length] = (uint8_t)len;
	return e;
}

static size_t print_strings(const uint8_t *at, size_t left, struct buf *out)
{
	size_t took = 0;

	while (took < left) {
		size_t len = at[took];

		if (len >= left - took)
			return 0;
		if (took)
			buf_char(out, ' ');
		rdata_quote((struct slice){ (const char *)at + took + 1, len }, out);
		took += len + 1;
	}
	return took;
}

const struct rdata_field rdata_fields[FIELD_COUNT] = {
	[FIELD_NAME] = { parse_name, print_name, N_("a domain name") },
	[FIELD_NUMBER] = { parse_number, print_number, N_("a number") },
	[FIELD_SERIAL] = { parse_serial, print_serial, N_("a serial number") },
	[FIELD_TIME] = { parse_time, print_serial, N_("a time") },
	[FIELD_IP4] = { parse_ip4, print_ip4, N_("an IPv4 address") },
	[FIELD_IP6] = { parse_ip6, print_ip6, N_("an IPv6 address") },
	[FIELD_STRINGS] = { parse_string, print_strings, N_("a string") },
};

void rdata_quote(struct slice string, struct buf *out)
{
	buf_char(out, '"');
	for (size_t i = 0; i < string.len; i++) {
		char c = string.at[i];

		if (c < ' ' || c > '~') {
			buf_printf(out, "\\%03u", (unsigned)(uint8_t)c);
			continue;
		}
		if (c == '"' || c == '\\')
			buf_char(out, '\\');
		buf_char(out, c);
	}
	buf_char(out, '"');
}
