/*
 * lint_record: the text that was given becomes the record that is linted; and what is done to it is told, change by change.
 */
#include "cmd/lint_run.h"
#include "base/words.h"
#include "cmd/out.h"
#include "lint/paste.h"
#include <string.h>

enum {
	RECORDS_MOST = 16,	/* of one paste */
	SHOWN_MOST = 160,	/* bytes of a change that are shown */
};

/* What looks like another character, or like none, is named. */
static bool is_named(uint32_t code)
{
	return code < ' ' || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200f) || code == 0x202f || code == 0x205f ||
	    code == 0x3000 || (code >= 0x7f && (code_width(code) < 1 || !out_utf8()));
}

static void show(struct buf *out, struct slice text)
{
	struct slice rest = slice_to(text, SHOWN_MOST);
	bool quoted = slice_trim(text).len < text.len;

	buf_string(out, quoted ? "\"" : "");
	while (rest.len) {
		uint32_t code;
		size_t used = utf8_decode(rest, &code);

		if (code >= UTF8_INVALID || !is_named(code))
			out_printable(out, slice_to(rest, used));
		else
			buf_printf(out, "<U+%04X>", (unsigned)code);
		rest = slice_from(rest, used);
	}
	buf_string(out, text.len > SHOWN_MOST ? "..." : "");
	buf_string(out, quoted ? "\"" : "");
}

static void tell_person(const struct rule *rule, struct slice was, struct slice now)
{
	struct buf out = { 0 };

	buf_string(&out, !now.len ? _("removed: ") : !was.len ? _("added: ") : _("changed: "));
	show(&out, was.len ? was : now);
	if (was.len && now.len) {
		buf_string(&out, " -> ");
		show(&out, now);
	}
	out_note("%s [SPF%03u %s]", buf_text(&out), (unsigned)rule->id, rule->name);
	buf_release(&out);
}

void lint_run_tell(struct lint_run *run, const struct rule *rule, bool safe, struct slice was, struct slice now)
{
	struct jot *jot = &run->change;
	char id[RULE_ID];

	if (run->format == FORMAT_TEXT) {
		tell_person(rule, was, now);
		return;
	}
	rule_id(rule, id);
	jot->out = &run->changes;
	jot_open(jot, NULL, '{');
	jot_word(jot, "id", id);
	jot_word(jot, "name", rule->name);
	jot_bool(jot, "safe", safe);
	jot_text(jot, "was", was);
	jot_text(jot, "now", now);
	jot_close(jot, '}');
}

/* --- a paste with more than one record in it */

struct gathering {
	struct pool *pool;
	struct buf joined;
	size_t n;
};

static enum error gather(struct gathering *g, struct slice text, unsigned depth)
{
	struct pasted pasted = { .others = 1 };
	enum error error = ERR_NONE;

	while (!error && pasted.others && text.len && g->n <= RECORDS_MOST) {	/* one more tells that there are too many */
		error = paste_clean(g->pool, text, false, &pasted);
		if (error || !pasted.found)
			return error;
		if (pasted.others && depth < RECORDS_MOST)
			error = gather(g, slice_to(text, pasted.at.at), depth + 1);
		buf_string(&g->joined, g->joined.len ? " " : "");
		buf_add(&g->joined, pasted.text);
		g->n++;
		text = slice_from(text, (size_t)pasted.at.at + pasted.at.len);
	}
	return error;
}

/* One behind the other they are linted as SPF223, which merges them: all of them, or the one that was found alone, and that is said. */
static enum error join(struct lint_run *run, struct pool *pool, struct pasted *pasted)
{
	struct gathering g = { .pool = pool };
	enum error error = gather(&g, run->target.given, 0);

	if (!error && g.joined.failed)
		error = ERR_MEMORY;
	if (!error && (g.n > RECORDS_MOST || g.joined.len > RECORD_MOST)) {
		run->left_out = true;
		out_note(_("More SPF records are in the text than can be read as one: this is one of them, the others are left out."));
	} else if (!error && g.n > 1) {
		pasted->text = pool_copy(pool, buf_slice(&g.joined));
		pasted->n = pasted->cuts = 0;
		run->several = g.n;
		out_note(_("%zu SPF records are in the text: a domain has one. They are read one behind the other."), g.n);
	}
	buf_release(&g.joined);
	return error;
}

enum error lint_run_record(struct lint_run *run, struct problem *problem)
{
	struct pasted pasted;
	struct pool pool = { 0 };
	enum error error = ERR_NONE;

	run->target.given = buf_slice(&run->record);
	if (!run->target.recorded)
		return ERR_NONE;
	/* Damage inside a record is the rules' to find; what stands around it is taken off here. */
	error = paste_clean(&pool, run->target.given, false, &pasted);
	bool any = !error && pasted.found && pasted.n;
	if (any && pasted.others)
		error = join(run, &pool, &pasted);
	if (any && !error)
		error = lint_target_take(&run->target, &pasted);
	if (any && !error && run->options->fix) {
		run->target.around = (struct finding){ 0 };
		for (size_t i = 0; i < pasted.n; i++)
			lint_run_tell(run, pasted.change[i].rule, true, pasted.change[i].was, pasted.change[i].now);
	}
	pool_release(&pool);
	return error ? problem_set(problem, error, NULL, 0, NULL) : ERR_NONE;
}
