/* build_paste: pastes into the record and into fields, cleaned of what panels, mails and dig put around them. */
#include "ui/screens/build_private.h"

#include "base/words.h"
#include "lint/paste.h"

enum { SHOWN_MOST = 60 };	/* bytes of a change in the message */

/* "SPF202: typographic quotes ..." for the first change, and how many more there are. */
static void say_changes(struct app *app, const struct pasted *pasted, const char *what)
{
	struct buf text = { 0 }, was = { 0 };

	buf_string(&text, what);
	if (pasted->n) {
		text_printable(&was, slice_to(pasted->change[0].was, SHOWN_MOST), app->form);
		buf_printf(&text, _(" Cleaned: SPF%u %s (%s)"), pasted->change[0].rule->id, pasted->change[0].rule->name, buf_text(&was));
		if (pasted->n > 1)
			buf_printf(&text, _(" and %zu more"), pasted->n - 1);
		buf_char(&text, '.');
	}
	if (pasted->others)
		buf_printf(&text, ngettext(" %zu other SPF record was left out.", " %zu other SPF records were left out.", pasted->others),
		    pasted->others);
	buf_string(&text, _(" Undo takes it back."));
	app_say(app, pasted->others ? LOOK_WARNING : LOOK_PLAIN, "%s", buf_text(&text));
	buf_release(&text);
	buf_release(&was);
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

/* Of a whole record a list takes what its own question speaks of. */
static void add_words(enum question_id id, struct slice text, struct buf *out)
{
	struct record record;

	if (record_parse(&record, text))
		return;
	for (size_t i = 0; i < record.n; i++) {
		const struct term *term = &record.term[i];
		struct span span = term->value;

		if (draft_question(term) != id || !term->has_value)
			continue;
		span.len = term->whole.at + term->whole.len - span.at;
		buf_string(out, out->len ? " " : "");
		buf_add(out, record_slice(&record, span));
	}
	record_release(&record);
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
		add_words(id, pasted.text, out);
		say_changes(app, &pasted, out->len ? _("Taken from the record that was pasted.") :
			_("It has nothing for this field: M-r, and paste again, takes all of it."));
	} else {
		plain_words(text, out);
		if (!slice_equal(slice_trim(buf_slice(out)), slice_trim(text)))
			app_say(app, LOOK_PLAIN, "%s", _("Cleaned: quotes, line ends and wide blanks are blanks now. Undo takes it back."));
	}
	app->failed |= out->failed || pool.failed;
	pool_release(&pool);
}
