/* build_paste: pastes into the record and into fields, cleaned of what panels, mails and dig put around them. */
#include "ui/screens/build_private.h"

#include "base/words.h"
#include "lint/paste.h"

/* It fits where messages stand, so that its end, which says how to take it back, is seen. */
static bool fits(const struct app *app, const struct buf *text)
{
	return (int)text_width(buf_slice(text)) <= app->columns * app_hint_rows(app) - 2;
}

/* " Cleaned: SPF202 typographic-quotes (...) and 2 more." for the first change; what cannot be printed is not spelled out. */
static void add_changes(const struct app *app, const struct pasted *pasted, bool brief, struct buf *text)
{
	struct buf was = { 0 };

	if (!pasted->n)
		return;
	text_printable(&was, pasted->change[0].was, app->form);
	buf_printf(text, _(" Cleaned: SPF%u %s"), pasted->change[0].rule->id, pasted->change[0].rule->name);
	if (!brief && slice_equal(buf_slice(&was), pasted->change[0].was))
		buf_printf(text, " (%s)", buf_text(&was));
	if (pasted->n > 1)
		buf_printf(text, _(" and %zu more"), pasted->n - 1);
	buf_char(text, '.');
	buf_release(&was);
}

static void add_others(const struct pasted *pasted, struct buf *text)
{
	if (pasted->others)
		buf_printf(text, ngettext(" %zu other SPF record was left out.", " %zu other SPF records were left out.", pasted->others),
		    pasted->others);
}

/* What was done in whole, or as much of it as fits: that it was done, what was left out, and the way back. */
static void say_changes(struct app *app, const struct pasted *pasted, const char *what)
{
	struct buf text = { 0 };

	for (int tries = 0; tries < 3; tries++) {
		buf_clear(&text);
		buf_string(&text, what);
		if (tries < 2)
			add_changes(app, pasted, tries == 1, &text);
		add_others(pasted, &text);
		buf_string(&text, _(" M-u takes it back."));
		if (fits(app, &text))
			break;
	}
	app_say(app, pasted->others ? LOOK_WARNING : LOOK_PLAIN, "%s", buf_text(&text));
	buf_release(&text);
}

bool build_paste_record(struct app *app, struct build *b, struct slice text)
{
	struct pool pool = { 0 };
	struct pasted pasted;
	enum error error = paste_clean(&pool, text, false, &pasted);
	bool whole = !error && pasted.found;

	if (whole) {
		app_visit_end(app);
		error = draft_set_text(app->draft, pasted.text);
		if (!error && edit_set(&b->text, pasted.text)) {
			app_record_changed(app);
			say_changes(app, &pasted, _("The record that was pasted took the place of this one."));
		}
	}
	if (error)
		app_say(app, LOOK_ERROR, "%s.", _(error_text(error)));
	pool_release(&pool);
	return whole;
}

static bool is_word_of(enum question_id id, const struct term *term)
{
	return draft_question(term) == id && term->has_value;
}

/* Of a whole record a list takes what its own question speaks of. */
static void add_words(enum question_id id, const struct record *record, struct buf *out)
{
	for (size_t i = 0; i < record->n; i++) {
		if (!is_word_of(id, &record->term[i]))
			continue;
		buf_string(out, out->len ? " " : "");
		buf_add(out, draft_word(record, &record->term[i]));
	}
}

/* "include:spf.example.net -all and 3 more": of what the list does not take, the first `most` terms. */
static size_t add_left(enum question_id id, const struct app *app, const struct record *record, size_t most, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < record->n; i++) {
		if (is_word_of(id, &record->term[i]) || n++ >= most)
			continue;
		buf_string(out, n > 1 ? " " : "");
		text_printable(out, record_slice(record, record->term[i].whole), app->form);
	}
	if (n > most)
		buf_printf(out, most ? _(" and %zu more") : ngettext("%zu term", "%zu terms", n), n - most);
	return n;
}

static void say_left(struct app *app, enum question_id id, const struct record *record, bool taken)
{
	const char *format = taken ? _("Taken. Left out: %s. M-u takes it back.") : _("Nothing for this field: %s. M-r, then paste: all of it.");
	struct buf text = { 0 }, left = { 0 };
	size_t n = add_left(id, app, record, SIZE_MAX, &left);

	for (size_t most = n; n; most--) {
		buf_clear(&left);
		buf_clear(&text);
		(void)add_left(id, app, record, most, &left);
		buf_printf(&text, format, buf_text(&left));
		if (!most || fits(app, &text))
			break;
		most = most > 20 ? 20 : most;
	}
	app_say(app, LOOK_WARNING, "%s", buf_text(&text));
	buf_release(&text);
	buf_release(&left);
}

/* The words of its own question, and what becomes of the rest is said. */
static void take_words(struct app *app, enum question_id id, const struct pasted *pasted, struct buf *out)
{
	struct buf left = { 0 };
	struct record record;

	if (record_parse(&record, pasted->text)) {
		app->failed = true;
		return;
	}
	add_words(id, &record, out);
	if (add_left(id, app, &record, 0, &left))
		say_left(app, id, &record, out->len > 0);
	else
		say_changes(app, pasted, _("Taken from the record that was pasted."));
	buf_release(&left);
	record_release(&record);
}

/* Nothing but an all, which every draft begins with. */
bool build_is_empty(const struct app *app)
{
	const struct record *record = draft_record(app->draft);
	struct buf words = { 0 };
	bool empty = !app_left_out(app, &words);

	for (size_t i = 0; i < record->n; i++)
		empty = empty && record->term[i].kind == K_ALL;
	buf_release(&words);
	return empty;
}

static bool is_quote(uint32_t code)
{
	static const uint32_t quotes[] = { '"', 0x201c, 0x201d, 0x201e, 0xab, 0xbb, 0xff02 };

	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (quotes[i] == code)
			return true;
	return false;
}

/* Without quotes, and with blanks for what only looks like them; what cannot be seen goes. Full-width forms become what they stand for. */
static void plain_words(struct slice text, struct buf *out)
{
	while (text.len) {
		uint32_t code;
		size_t len = utf8_decode(text, &code);
		char bytes[4];

		if (code >= 0xff01 && code <= 0xff5e)	/* full-width ASCII */
			code -= 0xfee0;
		if (is_quote(code) || code == 0xa0 || code == 0x3000 || (code >= 0x2000 && code <= 0x200a) || code < ' ')
			buf_char(out, ' ');
		else if (code == UTF8_INVALID)
			buf_add(out, slice_to(text, len));
		else if (code_width(code) >= 0)
			buf_add(out, (struct slice){ bytes, utf8_encode(code, bytes) });
		text = slice_from(text, len);
	}
}

void build_clean_words(struct app *app, enum question_id id, struct slice text, struct buf *out)
{
	struct pool pool = { 0 };
	struct pasted pasted;

	if (!paste_clean(&pool, text, true, &pasted) && pasted.found) {
		take_words(app, id, &pasted, out);
	} else {
		plain_words(text, out);
		if (!slice_equal(slice_trim(buf_slice(out)), slice_trim(text)))
			app_say(app, LOOK_PLAIN, "%s", _("Cleaned: quotes, line ends and wide blanks are blanks now. M-u takes it back."));
	}
	app->failed |= out->failed || pool.failed;
	pool_release(&pool);
}
