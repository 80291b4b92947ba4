/* diff_lines: published against new, in lines: terms or strings, what receivers will see, what cannot be told. */
#include "ui/screens/diff_private.h"

#include "base/txt.h"
#include "base/words.h"

#include <string.h>

enum { LINES_MOST = 4000, STRING_COLUMNS = 66, FAILED_MOST = 8 };

struct teller {
	struct app *app;
	struct diff *diff;
	struct buf text;	/* of the line being made */
	size_t tag, tagged;	/* bytes of it that have the line's look; 0: all */
};

static struct diff_line *add(struct teller *t, enum look look)
{
	struct diff *diff = t->diff;
	struct buf shown = { 0 };
	struct diff_line *line = NULL;

	text_printable(&shown, buf_slice(&t->text), t->app->form);
	if (diff->lines < diff->room) {
		line = &diff->line[diff->lines];
		*line = (struct diff_line){ .text = pool_copy(&diff->pool, buf_slice(&shown)).at, .look = look, .right = "" };
		line->tag = (int)text_width(slice_to(buf_slice(&t->text), t->tag));
		line->tagged = (int)text_width(t->tagged ? slice_to(slice_from(buf_slice(&t->text), t->tag), t->tagged) :
			buf_slice(&shown));
		diff->lines += line->text != NULL;
	}
	t->tag = t->tagged = 0;
	t->app->failed |= shown.failed || t->text.failed;
	buf_clear(&t->text);
	buf_release(&shown);
	return line && line->text ? line : NULL;
}

static void add_rule(struct teller *t, const char *title, const char *right)
{
	struct diff_line *line;

	buf_string(&t->text, title);
	line = add(t, LOOK_PLAIN);
	if (!line)
		return;
	line->rule = true;
	line->right = right ? right : "";
}

/* "was term 4, is term 2" */
static void tell_terms(struct teller *t, const struct comparison *c)
{
	static const struct {
		const char *mark, *word;
		enum look look;
	} words[] = {
		[TERM_KEPT] = { " ", N_("kept"), LOOK_PLAIN }, [TERM_MOVED] = { "~", N_("moved"), LOOK_WARNING },
		[TERM_GONE] = { "-", N_("gone"), LOOK_ERROR }, [TERM_NEW] = { "+", N_("new"), LOOK_GOOD },
	};

	for (size_t i = 0; i < c->n; i++) {
		const struct term_change *change = &c->term[i];
		const struct record *record = change->change == TERM_GONE ? &t->diff->before : &t->diff->after;
		size_t at = change->change == TERM_GONE ? change->before : change->after;
		const char *word = _(words[change->change].word);

		if (t->diff->only && change->change == TERM_KEPT)
			continue;
		buf_printf(&t->text, "%s %s", words[change->change].mark, word);
		t->tagged = t->text.len;
		buf_fill(&t->text, ' ', text_width(slice_of(word)) < 7 ? 7 - text_width(slice_of(word)) : 1);
		buf_add(&t->text, record_slice(record, record->term[at].whole));
		if (change->change == TERM_MOVED)
			buf_printf(&t->text, _("   was term %zu, is term %zu"), change->before + 1, change->after + 1);
		(void)add(t, words[change->change].look);
	}
}

/* One string of a record between quotes, over as many lines as it needs; the mark stands on each. */
static void tell_string(struct teller *t, char mark, enum look look, struct slice string)
{
	struct buf quoted = { 0 };
	struct slice rest;

	txt_quote(&quoted, string);
	rest = buf_slice(&quoted);
	do {
		size_t n = rest.len < STRING_COLUMNS ? rest.len : STRING_COLUMNS;

		while (n < rest.len && n > STRING_COLUMNS / 2 && rest.at[n - 1] != ' ')
			n--;
		if (n == STRING_COLUMNS / 2)
			n = rest.len < STRING_COLUMNS ? rest.len : STRING_COLUMNS;
		t->tagged = 1;
		buf_printf(&t->text, "%c %s", mark, rest.at == quoted.text ? "" : "  ");
		buf_add(&t->text, slice_to(rest, n));
		(void)add(t, look);
		rest = slice_from(rest, n);
	} while (rest.len);
	t->app->failed |= quoted.failed;
	buf_release(&quoted);
}

static void tell_strings(struct teller *t, char mark, enum look look, const struct record *record)
{
	struct strings strings;
	enum error error = txt_split((struct slice){ record->text, record->len }, record->cut, record->cuts, 0, &strings);

	if (error) {
		t->app->failed = true;
		return;
	}
	for (size_t i = 0; i < strings.n; i++)
		tell_string(t, mark, look, strings.string[i]);
	strings_release(&strings);
}

static void tell_words(struct teller *t)
{
	struct diff *diff = t->diff;
	struct comparison c;

	if (record_compare(&diff->pool, &diff->before, &diff->after, &c)) {
		t->app->failed = true;
		return;
	}
	add_rule(t, diff->texts ? _("Published and new, string by string") : _("Published against new, term by term"),
	    pool_printf(&diff->pool, _("%zu gone, %zu new, %zu moved, %zu kept"), c.gone, c.added, c.moved, c.kept));
	if (diff->texts) {
		if (t->app->found.records)
			tell_strings(t, '-', LOOK_ERROR, &diff->before);
		tell_strings(t, '+', LOOK_GOOD, &diff->after);
	} else {
		tell_terms(t, &c);
	}
}

static void figure(struct teller *t, const char *name, unsigned before, unsigned after, unsigned most)
{
	bool known = t->diff->known && t->app->found.records;
	enum look look = after > most ? LOOK_BOLD : LOOK_PLAIN;

	if (known && t->diff->only && before == after)
		return;
	buf_string(&t->text, "  ");
	buf_string(&t->text, name);
	buf_fill(&t->text, ' ', text_width(slice_of(name)) < 14 ? 14 - text_width(slice_of(name)) : 1);
	if (known)
		buf_printf(&t->text, "%u%s -> ", before, t->diff->published.pending ? "+" : "");
	buf_printf(&t->text, "%u%s", after, t->app->survey.pending ? "+" : "");
	if (most != UINT32_MAX)
		buf_printf(&t->text, _(" of %u"), most);
	(void)add(t, look);
}

static void tell_figures(struct teller *t)
{
	const struct survey *was = &t->diff->published, *now = &t->app->survey;

	figure(t, _("lookups"), was->lookups, now->lookups, WALK_LOOKUPS);
	figure(t, _("void IPv4"), was->voids4, now->voids4, WALK_VOIDS);
	figure(t, _("void IPv6"), was->voids6, now->voids6, WALK_VOIDS);
	figure(t, _("MX records"), was->mx_most, now->mx_most, WALK_MX);
	figure(t, _("bytes"), (unsigned)was->bytes, (unsigned)now->bytes, UINT32_MAX);
	figure(t, _("strings"), t->app->found.records ? (unsigned)app_strings(&t->diff->before) : 0,
	    (unsigned)app_strings(&t->diff->after), UINT32_MAX);
	if (was->pending || now->pending) {
		buf_string(&t->text, _("  +: DNS answers are still out; it may be more."));
		(void)add(t, LOOK_PLAIN);
	}
}

static bool has_finding(struct teller *t, const struct lint_findings *findings, const struct finding *sought)
{
	struct buf text = { 0 }, other = { 0 };
	bool found = false;

	finding_text(sought, true, t->app->form, &text);
	for (size_t i = 0; i < findings->n && !found; i++) {
		if (findings->finding[i].rule != sought->rule)
			continue;
		buf_clear(&other);
		finding_text(&findings->finding[i], true, t->app->form, &other);
		found = slice_equal(buf_slice(&text), buf_slice(&other));
	}
	buf_release(&text);
	buf_release(&other);
	return found;
}

static size_t tell_findings(struct teller *t, const struct lint_findings *of, const struct lint_findings *other, bool new)
{
	static const struct {
		enum look look;
		char letter;
	} words[] = {
		[LEVEL_NOTE] = { LOOK_PLAIN, 'i' }, [LEVEL_WARNING] = { LOOK_WARNING, 'W' }, [LEVEL_ERROR] = { LOOK_ERROR, 'E' },
	};
	size_t n = 0;

	for (size_t i = 0; i < of->n; i++) {
		const struct finding *finding = &of->finding[i];
		const struct lint_findings told = { .finding = of->finding, .n = i };
		struct diff_line *line;

		if (has_finding(t, other, finding) || has_finding(t, &told, finding))
			continue;
		buf_printf(&t->text, "%s %s ", new ? "+" : "-", new ? _("new") : _("gone"));
		t->tag = t->text.len;
		buf_printf(&t->text, "%c SPF%u", words[finding->level].letter, finding->rule->id);
		t->tagged = t->text.len - t->tag;
		buf_char(&t->text, ' ');
		finding_text(finding, true, t->app->form, &t->text);
		line = add(t, new ? words[finding->level].look : LOOK_GOOD);
		if (line && new)
			line->finding = i + 1;
		n++;
	}
	return n;
}

/* Terms whose answers failed: what they let pass is anybody's guess. */
static size_t tell_failed(struct teller *t, const struct walk *walk, const struct question **seen, size_t n, const char *whose)
{
	for (const struct node *node = ledger_next(walk, NULL); node && n < FAILED_MOST; node = ledger_next(walk, node)) {
		size_t i = 0;

		if (!node->answer || node->answer->said != SAID_FAILED)
			continue;
		while (i < n && !question_equal(seen[i], node->asked))
			i++;
		if (i < n)
			continue;
		seen[n++] = node->asked;
		t->tagged = 1;
		buf_printf(&t->text, _("? cannot tell what "));
		buf_add(&t->text, record_slice(&node->frame->record, node_term(node)->whole));
		buf_printf(&t->text, _(" lets pass (%s): "), whose);
		failure_show(node->answer, true, &t->text);
		(void)add(t, LOOK_WARNING);
	}
	return n;
}

static void tell_unknown(struct teller *t)
{
	const struct question *seen[FAILED_MOST];
	size_t n = 0;

	if (t->diff->known) {
		n = tell_failed(t, &t->diff->published.lifted4, seen, n, _("published"));
		n = tell_failed(t, &t->diff->published.lifted6, seen, n, _("published"));
	}
	n = tell_failed(t, &t->app->survey.lifted4, seen, n, _("new"));
	(void)tell_failed(t, &t->app->survey.lifted6, seen, n, _("new"));
}

static void tell_receivers(struct teller *t)
{
	static const struct lint_findings none;
	const struct lint_findings *was = t->diff->known && t->app->found.records ? &t->diff->published.findings : &none;

	add_rule(t, _("What changes for receivers"), "");
	tell_figures(t);
	if (!(tell_findings(t, was, &t->app->survey.findings, false) + tell_findings(t, &t->app->survey.findings, was, true))) {
		buf_string(&t->text, _("  findings       the same before and after"));
		(void)add(t, LOOK_PLAIN);
	}
	tell_unknown(t);
	if (t->app->found.records) {
		buf_printf(&t->text, _("  Old answers live on for up to %u s after the change."), (unsigned)t->app->found.txt_ttl);
		(void)add(t, LOOK_PLAIN);
	}
}

/* What stands in DNS, in one sentence. */
static void tell_published(struct teller *t)
{
	const struct discovered *found = &t->app->found;
	const struct answer *answer = answers_find(t->app->answers, &t->app->domain, RR_TXT);
	enum look look = LOOK_PLAIN;

	if (!answer) {
		buf_string(&t->text, _("What is published is not known yet: waiting for DNS."));
	} else if (answer->said == SAID_FAILED) {
		look = LOOK_BOLD;
		buf_string(&t->text, _("Cannot tell what is published, nor what changes: "));
		failure_show(answer, true, &t->text);
	} else if (!found->records) {
		buf_string(&t->text, _("Nothing is published: receivers give \"none\" to all mail so far."));
	} else if (found->records > 1) {
		look = LOOK_BOLD;
		buf_printf(&t->text, _("%zu SPF records are published: permerror. All have to go; here is the first."),
		    found->records);
	} else if (!draft_changed(t->app->draft)) {
		buf_string(&t->text, _("Nothing is changed: the new record is the published one."));
	} else {
		buf_printf(&t->text, _("Published now, TTL %u; asked of %s."), (unsigned)found->txt_ttl, buf_text(&t->app->source));
	}
	(void)add(t, look);
}

static bool parse(struct teller *t)
{
	const struct record *draft = draft_record(t->app->draft);
	struct diff *diff = t->diff;

	if (record_parse_pool(&diff->pool, &diff->before, t->app->found.records ? t->app->found.published : SLICE("")) ||
	    record_parse_pool(&diff->pool, &diff->after, (struct slice){ draft->text, draft->len }))
		return false;
	diff->before.cut = (uint32_t *)(uintptr_t)t->app->found.cut;	/* only read, as all of it is from here on */
	diff->before.cuts = t->app->found.records ? t->app->found.cuts : 0;
	diff->after.cut = draft->cut;
	diff->after.cuts = draft->cuts;
	diff->room = diff->before.n + diff->after.n + (diff->before.len + diff->after.len) / (STRING_COLUMNS / 2) + LINES_MOST;
	diff->line = POOL_NEW(&diff->pool, struct diff_line, diff->room);
	return diff->line != NULL;
}

void diff_tell(struct app *app, struct diff *diff)
{
	struct teller t = { .app = app, .diff = diff };
	const struct answer *answer;

	pool_reset(&diff->pool);
	diff->lines = 0;
	if (!app->draft || !app->survey_known)
		return;
	if (!parse(&t)) {
		app->failed = true;
		return;
	}
	answer = answers_find(app->answers, &app->domain, RR_TXT);
	tell_published(&t);
	if (answer && answer->said != SAID_FAILED)
		tell_words(&t);
	tell_receivers(&t);
	app->failed |= diff->pool.failed;
	buf_release(&t.text);
}
