/* build_explain: what x explains in the form and in the text: the term at the cursor. */
#include "ui/screens/build_private.h"

#include "lint/explain.h"

/* The word that the cursor is in, behind or, between words, after. */
static struct slice word_at(const struct edit *edit)
{
	struct slice rest = buf_slice(&edit->text), word, at = { 0 };
	const char *cursor = rest.at + edit->cursor;

	while (slice_word(&rest, &word) && (!at.len || word.at <= cursor))
		at = word;
	return at;
}

/* A list's words are its terms' values. */
static bool says(const struct record *record, const struct term *term, struct slice word)
{
	return term->has_value && slice_same(draft_word(record, term), word);
}

static size_t term_in_field(const struct app *app, const struct build *b, int id)
{
	const struct record *record = app_told_record(app);
	bool text = build_rows[form_index(&b->form, id)].kind == FIELD_TEXT;
	struct slice word = text ? word_at(&form_field(&b->form, id)->edit) : SLICE("");

	for (size_t i = 0; i < record->n; i++)
		if ((int)draft_question(&record->term[i]) == id && (!text || says(record, &record->term[i], word)))
			return i;
	return SIZE_MAX;
}

/* What a field is for, where it has no term to be explained. */
static const char *const words[Q_COUNT] = {
	[Q_A] = "a", [Q_MX] = "mx", [Q_PTR] = "ptr", [Q_A_HOSTS] = "a", [Q_MX_SETS] = "mx", [Q_IP4] = "ip4", [Q_IP6] = "ip6",
	[Q_INCLUDE] = "include", [Q_ALL] = "all", [Q_REDIRECT] = "redirect", [Q_EXP] = "exp", [Q_EXP_TEXT] = "exp",
};

static bool explain_field(struct app *app, const struct build *b)
{
	int id = form_at(&b->form);
	size_t term;

	if (id >= Q_COUNT || !words[id])
		return false;
	term = term_in_field(app, b, id == Q_EXP_TEXT ? Q_EXP : id);
	if (term == SIZE_MAX && !(app->finding_told && app_finding_at(app, term) != SIZE_MAX))
		return app_explain_word(app, words[id]);
	app_explain_at(app, term);
	return true;
}

/* The version and the blanks are of no term: there a finding about the whole is explained, or the record as a whole. */
static void explain_text(struct app *app, const struct build *b)
{
	const struct record *record = app_told_record(app);
	size_t term = 0;

	while (term < record->n && b->text.cursor > record->term[term].whole.at + record->term[term].whole.len)
		term++;
	if (term == record->n || b->text.cursor < record->term[term].whole.at)
		term = SIZE_MAX;
	if (term == SIZE_MAX && app_finding_at(app, term) == SIZE_MAX)
		app_explain_record(app);
	else
		app_explain_at(app, term);
}

bool build_explain(struct app *app, const struct build *b)
{
	if (!app->draft)
		return false;
	if (b->raw) {
		explain_text(app, b);
		return true;
	}
	if (app_small(app) && app->page)	/* the findings: the marked one, or the worst */
		return false;
	return explain_field(app, b);
}
