/* format_json: formats that are JSON. */
#include "publish/format_private.h"
#include "base/memory.h"
#include <inttypes.h>

enum { ROUTE53_TTL = 300, CLOUDFLARE_AUTO = 1 };

static uint32_t ttl_or(const struct printing *p, uint32_t otherwise)
{
	return p->what->ttl_given ? p->what->ttl : otherwise;
}

/* Whatever the bytes: those that are not ASCII as \DDD, and all of them in hexadecimal too. */
enum error format_json(struct printing *p)
{
	struct buf wire = { 0 }, shown = { 0 };
	enum error error = txt_wire(&p->strings, &wire);

	if (error) {
		buf_release(&wire);
		return error;
	}
	buf_string(p->out, "{\"name\": \"");
	format_escape(p->out, p->owner);
	buf_string(p->out, ".\", \"type\": \"TXT\", \"ttl\": ");
	if (p->what->ttl_given)
		buf_printf(p->out, "%" PRIu32, p->what->ttl);
	else
		buf_string(p->out, "null");
	text_printable(&shown, p->what->value, TEXT_ASCII);
	buf_string(p->out, ", \"value\": \"");
	format_escape(p->out, buf_slice(&shown));
	buf_string(p->out, "\", \"strings\": [");
	for (size_t i = 0; i < p->strings.n; i++) {
		buf_clear(&shown);
		text_printable(&shown, p->strings.string[i], TEXT_ASCII);
		buf_string(p->out, i ? ", \"" : "\"");
		format_escape(p->out, buf_slice(&shown));
		buf_char(p->out, '"');
	}
	buf_string(p->out, "], \"rdata\": \"");
	for (size_t i = 0; i < wire.len; i++)
		buf_printf(p->out, "%02x", (unsigned char)wire.text[i]);
	buf_string(p->out, "\"}\n");
	error = wire.failed || shown.failed ? ERR_MEMORY : ERR_NONE;
	buf_release(&wire);
	buf_release(&shown);
	return error;
}

static enum error route53_value(struct printing *p, const struct strings *strings, bool last)
{
	struct buf value = { 0 };

	format_strings(&value, strings, true);
	buf_string(p->out, "          {\"Value\": \"");
	format_escape(p->out, buf_slice(&value));
	buf_string(p->out, last ? "\"}\n" : "\"},\n");
	enum error error = value.failed ? ERR_MEMORY : ERR_NONE;
	buf_release(&value);
	return error;
}

/* UPSERT puts the set that is written in place of the one that is there. */
enum error format_route53(struct printing *p)
{
	buf_string(p->out, "{\n  \"Changes\": [\n    {\n      \"Action\": \"UPSERT\",\n      \"ResourceRecordSet\": {\n");
	buf_string(p->out, "        \"Name\": \"");
	format_escape(p->out, p->owner);
	buf_string(p->out, ".\",\n        \"Type\": \"TXT\",\n");
	buf_printf(p->out, "        \"TTL\": %" PRIu32 ",\n        \"ResourceRecords\": [\n", ttl_or(p, ROUTE53_TTL));
	enum error error = format_all(p, route53_value);
	buf_string(p->out, "        ]\n      }\n    }\n  ]\n}\n");
	return error;
}

/* Its content is quoted strings of up to 255 bytes each (RFC 1035). */
enum error format_cloudflare(struct printing *p)
{
	struct buf value = { 0 };

	format_strings(&value, &p->strings, false);
	buf_string(p->out, "{\"type\": \"TXT\", \"name\": \"");
	format_escape(p->out, p->owner);
	buf_string(p->out, "\", \"content\": \"");
	format_escape(p->out, buf_slice(&value));
	buf_printf(p->out, "\", \"ttl\": %" PRIu32 "}\n", ttl_or(p, CLOUDFLARE_AUTO));
	enum error error = value.failed ? ERR_MEMORY : ERR_NONE;
	buf_release(&value);
	return error;
}
