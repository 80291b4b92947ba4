/* expect: a line read and printed. */
#include "wizard/expect.h"

#include "base/words.h"

bool expect_next(struct slice *rest, struct slice *line)
{
	while (slice_cut(rest, '\n', line)) {
		*line = slice_trim(*line);
		if (line->len && line->at[0] != '#')
			return true;
	}
	return false;
}

static bool refuse(struct buf *fault, const char *format, struct slice word)
{
	struct buf shown = { 0 };

	if (!fault)
		return false;
	text_printable(&shown, slice_to(word, 100), TEXT_UTF8);
	buf_printf(fault, format, buf_text(&shown));
	fault->failed |= shown.failed;
	buf_release(&shown);
	return false;
}

static bool read_result(struct slice word, enum result *out)
{
	for (int result = R_NONE; result <= R_PERMERROR; result++) {
		if (!slice_same(word, slice_of(result_word((enum result)result))))
			continue;
		*out = (enum result)result;
		return true;
	}
	return false;
}

/* "from X" and "helo X", in either order. What is neither begins the note. */
static void read_sender(struct slice *rest, struct expectation *out)
{
	for (;;) {
		struct slice after = *rest, key, value;

		if (!slice_word(&after, &key) || !slice_word(&after, &value))
			return;
		if (slice_same(key, SLICE("from")) && !out->from.len)
			out->from = value;
		else if (slice_same(key, SLICE("helo")) && !out->helo.len)
			out->helo = value;
		else
			return;
		*rest = after;
	}
}

bool expect_parse(struct slice line, struct expectation *out, struct buf *fault)
{
	struct slice rest = line, word;

	*out = (struct expectation){ 0 };
	if (!slice_word(&rest, &word))
		return refuse(fault, _("Type what is expected and of whom: pass 192.0.2.1"), word);
	if (!read_result(word, &out->result))
		return refuse(fault, _("\"%s\" is no result; pass, fail, softfail, neutral, none, permerror and temperror are."), word);
	if (!slice_word(&rest, &word))
		return refuse(fault, _("Add the sending address: pass 192.0.2.1"), word);
	if (!address_parse(word, &out->address))
		return refuse(fault, _("\"%s\" is not an IP address."), word);
	read_sender(&rest, out);
	out->note = slice_trim(rest);
	return true;
}

void expect_print(const struct expectation *e, struct buf *out)
{
	char ip[IP_TEXT];

	ip_text(e->address.ip, e->address.v6, ip);
	buf_printf(out, "%s %s", result_word(e->result), ip);
	if (e->from.len) {
		buf_string(out, " from ");
		buf_add(out, e->from);
	}
	if (e->helo.len) {
		buf_string(out, " helo ");
		buf_add(out, e->helo);
	}
	if (e->note.len) {
		buf_char(out, ' ');
		buf_add(out, e->note);
	}
}
