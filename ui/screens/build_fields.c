/* build_fields: the form's fields and the draft, two views of one record. What cannot be read stays in its field, underlined. */
#include "ui/screens/build_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "ui/glyph.h"
#include "wizard/typed.h"

static const char *const everyone_else[] = { N_("~all softfail"), N_("-all fail"), N_("?all neutral"), N_("redirect"), NULL };

const struct field_row build_rows[B_FIELDS] = {
	{ Q_A, FIELD_BOX, 0, N_("this domain's address"), "a", NULL },
	{ Q_MX, FIELD_BOX, 0, N_("the servers it receives on"), "mx", NULL },
	{ Q_PTR, FIELD_BOX, 0, N_("any host named in it"), "ptr", NULL },
	{ Q_A_HOSTS, FIELD_TEXT, 0, N_("Other hosts"), "a:", NULL },
	{ Q_MX_SETS, FIELD_TEXT, 0, N_("Other MX sets"), "mx:", NULL },
	{ Q_IP4, FIELD_TEXT, 0, N_("IPv4"), "ip4:", NULL },
	{ Q_IP6, FIELD_TEXT, 0, N_("IPv6"), "ip6:", NULL },
	{ Q_INCLUDE, FIELD_TEXT, 0, N_("Mail services"), "include:", NULL },
	{ Q_ALL, FIELD_CHOICE, 0, N_("Anyone else"), NULL, everyone_else },
	{ Q_REDIRECT, FIELD_TEXT, 0, N_("Redirect to"), "redirect=", NULL },
	{ Q_EXP, FIELD_TEXT, 0, N_("Explanation"), "exp=", NULL },
	{ Q_EXP_TEXT, FIELD_TEXT, 0, N_("Its text"), "TXT", NULL },
	{ Q_HELO, FIELD_TEXT, 0, N_("HELO hosts"), "HELO", NULL },
	{ Q_RETURN_PATH, FIELD_BOX, 0, N_("this is the MAIL FROM (Return-Path) domain"), NULL, NULL },
	{ Q_SENDS, FIELD_BOX, 0, N_("this domain sends mail; else v=spf1 -all"), NULL, NULL },
	{ B_BACK, FIELD_BUTTON, 0, N_("Back"), NULL, NULL },
	{ B_CONTINUE, FIELD_BUTTON, FIELD_BESIDE, N_("Continue"), NULL, NULL },
};

static struct slice field_text(const struct build *b, int id)
{
	return buf_slice(&form_field(&b->form, id)->edit.text);
}

/* Why some of it is left out, and what of it is. */
static void show_reading(struct app *app, struct build *b, int id, const struct typed *t)
{
	struct cells_mark *mark = t->bads ? mem_zero(t->bads, sizeof *mark) : NULL;

	app->failed |= t->failed || (t->bads && !mark);
	for (size_t i = 0; mark && i < t->bads; i++)
		mark[i] = (struct cells_mark){ t->bad[i].at, t->bad[i].len, LOOK_BAD };
	form_set_fault(&b->form, id, buf_text(&t->fault));
	form_mark_bad(&b->form, id, mark, mark ? t->bads : 0);
	mem_free(mark);
}

/* Where the cursor stands in the new text: behind what changed when that was taken back, else as far from the end as before. */
static size_t cursor_in(const struct edit *edit, struct slice text, bool undone)
{
	struct slice old = buf_slice(&edit->text);
	size_t same = 0, behind = old.len - edit->cursor;

	while (same < old.len && same < text.len && old.at[old.len - 1 - same] == text.at[text.len - 1 - same])
		same++;
	return undone || behind > same ? text.len - same : text.len - behind;
}

/* The field stays when it says what the draft has; else it says what the draft has, and what is left out behind it. */
static void read_back(struct app *app, struct build *b, enum question_id id)
{
	struct buf text = { 0 }, reply = { 0 };
	struct edit *edit = &form_field(&b->form, (int)id)->edit;
	struct typed t;
	bool same;

	draft_reply(app->draft, id, &reply);
	typed_text(app->draft, id, &text);
	app->failed |= reply.failed || text.failed;
	typed_read(app->draft, id, buf_slice(&edit->text), &t);
	same = slice_equal(buf_slice(&text), buf_slice(&edit->text)) ||
	    (!t.bads && !app->undone && slice_equal(buf_slice(&t.good), buf_slice(&reply)) && slice_equal(buf_slice(&text), buf_slice(&reply)));
	if (!same && !text.failed) {
		size_t cursor = cursor_in(edit, buf_slice(&text), app->undone);

		form_set_text(&b->form, (int)id, buf_slice(&text));
		form_set_cursor(&b->form, (int)id, cluster_boundary(buf_slice(&edit->text), cursor));
		typed_release(&t);
		typed_read(app->draft, id, buf_slice(&edit->text), &t);
	}
	show_reading(app, b, (int)id, &t);
	typed_release(&t);
	buf_release(&text);
	buf_release(&reply);
}

static size_t choice_of(enum question_id id, struct slice word)
{
	const struct question_choice *choice = wizard_questions[id].choice;
	size_t i = 0;

	while (choice[i].word && !slice_same(slice_of(choice[i].word), word))
		i++;
	return i;	/* none: no all at all, and nothing is chosen */
}

void build_read_draft(struct app *app, struct build *b)
{
	struct slice text = { draft_record(app->draft)->text, draft_record(app->draft)->len };
	struct buf reply = { 0 };

	for (int id = 0; id < Q_COUNT; id++) {
		enum question_id q = (enum question_id)id;

		buf_clear(&reply);
		draft_reply(app->draft, q, &reply);
		form_set_hidden(&b->form, id, !draft_asks(app->draft, q));
		if (wizard_questions[id].form == REPLY_YES_NO)
			form_set_value(&b->form, id, slice_equal(buf_slice(&reply), SLICE("yes")));
		else if (wizard_questions[id].form == REPLY_CHOICE)
			form_set_value(&b->form, id, choice_of(q, buf_slice(&reply)));
		else
			read_back(app, b, q);
	}
	app->failed |= reply.failed;
	if (!slice_equal(buf_slice(&b->text.text), text)) {
		size_t cursor = cursor_in(&b->text, text, app->undone);

		app->failed |= !edit_set(&b->text, text);
		cursor = cursor < b->text.text.len ? cursor : b->text.text.len;
		b->text.cursor = cluster_boundary(buf_slice(&b->text.text), cursor);
	}
	buf_release(&reply);
}

/* What the draft refuses is said; the field keeps it. */
static void set(struct app *app, enum question_id id, struct slice reply)
{
	struct buf fault = { 0 };

	if (!draft_set(app->draft, id, reply, &fault))
		app_say(app, LOOK_ERROR, "%s", buf_text(&fault));
	buf_release(&fault);
}

static void write_text(struct app *app, struct build *b, enum question_id id)
{
	struct slice text = field_text(b, (int)id);
	enum error error = ERR_NONE;
	struct typed t;

	typed_read(app->draft, id, text, &t);
	if (t.failed) {
		app->failed = true;
	} else {
		set(app, id, buf_slice(&t.good));
		if (id == Q_REDIRECT && !t.good.len)	/* the choice stays while its name is being typed */
			set(app, Q_ALL, SLICE("redirect"));
		error = draft_set_typed(app->draft, id, t.bads ? text : SLICE(""));
	}
	app->failed |= error == ERR_MEMORY;
	show_reading(app, b, (int)id, &t);
	typed_release(&t);
}

void build_write_field(struct app *app, struct build *b, int id)
{
	const struct field *field = form_field(&b->form, id);
	enum question_id q = (enum question_id)id;

	app_visit_begin(app);
	if (wizard_questions[q].form == REPLY_YES_NO)
		set(app, q, field->value ? SLICE("yes") : SLICE("no"));
	else if (wizard_questions[q].form == REPLY_CHOICE && wizard_questions[q].choice[field->value].word)
		set(app, q, slice_of(wizard_questions[q].choice[field->value].word));
	else if (wizard_questions[q].form != REPLY_CHOICE)	/* no choice at all, which no reply can say: Esc brought it back already */
		write_text(app, b, q);
	app_record_typed(app);
}
