/* build_fields: the form's fields and the draft, two views of one record. What cannot be read stays in its field, underlined. */
#include "ui/screens/build_private.h"

#include "base/memory.h"
#include "base/words.h"

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

/* What a field says: the words that can be read, and where those stand that cannot. */
struct reading {
	struct buf good, fault;
	struct cells_mark *bad;
	size_t bads, size;
	bool failed;
};

static void reading_release(struct reading *r)
{
	buf_release(&r->good);
	buf_release(&r->fault);
	mem_free(r->bad);
}

static void add_bad(struct reading *r, size_t at, size_t len)
{
	if (r->bads == r->size) {
		size_t size = r->size ? 2 * r->size : 4;
		struct cells_mark *more = mem_resize(r->bad, size, sizeof *more);

		if (!more) {
			r->failed = true;
			return;
		}
		r->bad = more;
		r->size = size;
	}
	r->bad[r->bads++] = (struct cells_mark){ at, len, LOOK_BAD };
}

/* Said often enough: a word counts once, but for what the record says twice already. */
static bool said(struct slice good, struct slice present, struct slice word)
{
	size_t n = 0, may = 0;
	struct slice one;

	while (slice_word(&good, &one))
		n += slice_same(one, word);
	while (n && slice_word(&present, &one))
		may += slice_same(one, word);
	return n && n >= may;
}

/* Words that stand in the record already are as they are; others are checked one by one, and only bad ones are left out. */
static void read_list(enum question_id id, struct slice text, struct slice present, struct reading *r)
{
	struct buf good = { 0 }, fault = { 0 };
	struct slice rest = text, word;

	while (question_next_word(&rest, &word)) {
		buf_clear(&good);
		buf_clear(&fault);
		if (slice_lists(present, word)) {
			buf_add(&good, word);
		} else if (!question_word(id, word, &good, &fault)) {
			add_bad(r, (size_t)(word.at - text.at), word.len);
			buf_clear(&good);
		}
		if (fault.len && !r->fault.len)
			buf_add(&r->fault, buf_slice(&fault));
		if (!good.len || said(buf_slice(&r->good), present, buf_slice(&good)))
			continue;
		buf_string(&r->good, r->good.len ? " " : "");
		buf_add(&r->good, buf_slice(&good));
	}
	r->failed |= good.failed || fault.failed;
	buf_release(&good);
	buf_release(&fault);
}

static void read_one(enum question_id id, struct slice text, struct slice present, struct reading *r)
{
	struct slice word = slice_trim(text);

	if (!word.len || slice_equal(word, present)) {
		buf_add(&r->good, word);
		return;
	}
	if (question_word(id, word, &r->good, &r->fault))
		return;
	buf_clear(&r->good);
	add_bad(r, (size_t)(word.at - text.at), word.len);
}

static void read_text(const struct draft *draft, const struct build *b, enum question_id id, struct reading *r)
{
	struct slice text = buf_slice(&form_field(&b->form, (int)id)->edit.text);
	struct buf present = { 0 };

	draft_reply(draft, id, &present);
	if (slice_equal(text, buf_slice(&present)))	/* most often: nothing is left to read */
		buf_add(&r->good, text);
	else if (wizard_questions[id].form == REPLY_LIST)
		read_list(id, text, buf_slice(&present), r);
	else
		read_one(id, text, buf_slice(&present), r);
	r->failed |= r->good.failed || r->fault.failed || present.failed;
	buf_release(&present);
}

static void show_reading(struct build *b, enum question_id id, const struct reading *r)
{
	form_set_fault(&b->form, (int)id, buf_text(&r->fault));
	form_mark_bad(&b->form, (int)id, r->bad, r->bads);
}

/* What the draft has, and behind it the words of a list that cannot be read: they are no part of the draft, and nobody took them back. */
static void replace_text(struct app *app, struct build *b, enum question_id id, struct slice reply, const struct reading *r)
{
	struct slice old = buf_slice(&form_field(&b->form, (int)id)->edit.text);
	struct buf text = { 0 };

	buf_add(&text, reply);
	for (size_t i = 0; i < r->bads && !app->undone && wizard_questions[id].form == REPLY_LIST; i++) {
		buf_string(&text, text.len ? " " : "");
		buf_add(&text, slice_to(slice_from(old, r->bad[i].at), r->bad[i].len));
	}
	if (text.failed)
		app->failed = true;
	else
		form_set_text(&b->form, (int)id, buf_slice(&text));
	buf_release(&text);
}

/* The field stays when it says what the draft has; what cannot be read stays with it. Else it says what the draft has. */
static void read_back(struct app *app, struct build *b, enum question_id id, struct slice reply)
{
	struct reading r = { 0 };

	read_text(app->draft, b, id, &r);
	if (!slice_equal(buf_slice(&r.good), reply) || r.failed) {
		replace_text(app, b, id, reply, &r);
		reading_release(&r);
		r = (struct reading){ 0 };
		read_text(app->draft, b, id, &r);
	}
	show_reading(b, id, &r);
	reading_release(&r);
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
			read_back(app, b, q, buf_slice(&reply));
	}
	app->failed |= reply.failed;
	if (!slice_equal(buf_slice(&b->text.text), text))
		app->failed |= !edit_set(&b->text, text);
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
	struct reading r = { 0 };

	read_text(app->draft, b, id, &r);
	if (r.failed) {
		app->failed = true;
	} else {
		set(app, id, buf_slice(&r.good));
		if (id == Q_REDIRECT && !r.good.len)	/* the choice stays while its name is being typed */
			set(app, Q_ALL, SLICE("redirect"));
	}
	show_reading(b, id, &r);
	reading_release(&r);
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
	else if (wizard_questions[q].form == REPLY_CHOICE)	/* Esc: there was none, which no reply can say */
		while (draft_step(app->draft) > app->visit_step && draft_undo(app->draft))
			continue;
	else
		write_text(app, b, q);
	app_record_typed(app);
}
