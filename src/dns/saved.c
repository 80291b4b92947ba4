/* saved: printing a table of answers, and answering from one. Reading is in saved_parse.c. */
#include "dns/saved.h"
#include "base/memory.h"
#include "base/words.h"
#include "dns/rdata.h"
#include "dns/saved_words.h"

#include <stdlib.h>

struct line {
	const struct question *question;
	const struct answer *answer;
};

static int line_compare(const void *a, const void *b)
{
	const struct question *p = ((const struct line *)a)->question, *q = ((const struct line *)b)->question;
	int order = name_compare(&p->name, &q->name);

	return order ? order : p->type - q->type;
}

/* What the readers of top see: an answer of a lower layer counts unless one above hides it. Returns how many; line has room. */
static size_t gather(const struct answers *top, struct line *line)
{
	size_t n = 0;

	for (const struct answers *layer = top; layer; layer = answers_under(layer)) {
		struct line next;

		for (size_t at = 0; answers_next(layer, &at, &next.question, &next.answer);)
			if (answers_get(top, next.question) == next.answer)
				line[n++] = next;
	}
	return n;
}

/* All that comes here is printable ASCII. */
static void print_string(struct slice text, struct buf *out)
{
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, text.at[i]);
	}
	buf_char(out, '"');
}

static void print_name(const char *key, const struct name *name, struct buf *out)
{
	char text[NAME_TEXT];
	size_t len = name_text(name, text);

	buf_printf(out, "\"%s\":", key);
	print_string((struct slice){ text, len }, out);
}

static void print_records(uint16_t type, const struct answer *answer, struct buf *text, struct buf *out)
{
	buf_string(out, ",\"rr\":[");
	for (size_t i = 0; i < answer->n; i++) {
		buf_clear(text);
		rdata_print(type, &answer->rr[i], text);
		out->failed |= text->failed;
		buf_string(out, i ? "," : "");
		print_string(buf_slice(text), out);
	}
	buf_char(out, ']');
}

static void print_line(const struct line *line, struct buf *text, struct buf *out)
{
	const struct answer *answer = line->answer;
	char type[12];

	buf_char(out, '{');
	print_name("name", &line->question->name, out);
	buf_printf(out, ",\"type\":\"%s\",\"said\":\"%s\"", rrtype_text(line->question->type, type), saved_said[answer->said]);
	if (answer->failure)
		buf_printf(out, ",\"failure\":\"%s\"", saved_failure[answer->failure]);
	if (answer->rcode)
		buf_printf(out, ",\"rcode\":%u", (unsigned)answer->rcode);
	buf_printf(out, ",\"ttl\":%lu,", (unsigned long)answer->ttl);
	print_name("owner", answer->owner.len ? &answer->owner : &line->question->name, out);
	if (answer->n)
		print_records(line->question->type, answer, text, out);
	buf_string(out, "}\n");
}

enum error saved_print(const struct answers *top, struct buf *out)
{
	struct buf text = { 0 };
	struct line *line;
	size_t n = 0;

	for (const struct answers *layer = top; layer; layer = answers_under(layer))
		n += answers_count(layer);
	line = mem_zero(n ? n : 1, sizeof(*line));
	if (!line)
		return ERR_MEMORY;
	n = gather(top, line);
	qsort(line, n, sizeof(*line), line_compare);
	for (size_t i = 0; i < n && !out->failed; i++)
		print_line(&line[i], &text, out);
	buf_release(&text);
	mem_free(line);
	return out->failed ? ERR_MEMORY : ERR_NONE;
}

static enum error answer_saved(void *arg, const struct question *q, struct answer *answer)
{
	const struct answer *found = answers_get(arg, q);

	*answer = found ? *found : (struct answer){ .said = SAID_FAILED, .failure = FAILURE_OUTSIDE, .owner = q->name };
	return ERR_NONE;
}

static void free_saved(void *arg)
{
	answers_free(arg);
}

struct source *saved_source_new(struct answers *answers)
{
	return source_local_new(answer_saved, answers, free_saved, N_("saved answers"));
}
