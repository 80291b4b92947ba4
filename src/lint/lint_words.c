/* lint_words: findings as sentences. */
#include "lint/lint.h"

#include "base/buf.h"
#include "base/words.h"

enum { SHOWN_MOST = 120 };	/* bytes of a term or name in a sentence */

/* An end that cuts no character. */
static size_t whole_characters(struct slice s, size_t most)
{
	while (most > 0 && most < s.len && ((unsigned char)s.at[most] & 0xc0) == 0x80)
		most--;
	return most;
}

/* A name in U-labels, where they cannot be shown, comes in A-labels: escapes are nothing that a person could type. */
static bool add_name(struct slice s, enum text_form form, struct buf *out)
{
	bool ascii = true;
	struct name name;

	for (size_t i = 0; i < s.len && ascii; i++)
		ascii = (unsigned char)s.at[i] < 0x80;
	if (form != TEXT_ASCII || ascii || name_from_person(s, &name) != ERR_NONE)
		return false;
	name_shown(&name, form, out);
	return true;
}

static void add_argument(struct slice s, enum text_form form, struct buf *out)
{
	if (add_name(s, form, out))
		return;
	text_printable(out, s.len > SHOWN_MOST ? slice_to(s, whole_characters(s, SHOWN_MOST)) : s, form);
	if (s.len > SHOWN_MOST)
		buf_string(out, "...");
}

void rule_text(const char *message, const struct slice arg[4], enum text_form form, struct buf *out)
{
	for (const char *c = message; *c; c++) {
		if (c[0] == '%' && c[1] >= '1' && c[1] <= '4')
			add_argument(arg[*++c - '1'], form, out);
		else
			buf_char(out, *c);
	}
}

void finding_text(const struct finding *f, bool translated, enum text_form form, struct buf *out)
{
	const char *one = N_("; and %zu more like it"), *many = N_("; and %zu more like it");

	rule_text(translated ? _(f->rule->message) : f->rule->message, f->arg, form, out);
	if (f->more)
		buf_printf(out, translated ? ngettext(one, many, f->more) : many, f->more);
}

/* Rows hold what to do as a piece of a sentence; here it is one of its own. */
static void add_sentence(const char *todo, struct buf *out)
{
	if (*todo >= 'a' && *todo <= 'z')
		buf_char(out, (char)(*todo++ & ~32));
	buf_string(out, todo);
	buf_char(out, '.');
}

void finding_line(const struct finding *f, bool translated, enum text_form form, struct buf *out)
{
	buf_printf(out, "%s SPF%03u: ", translated ? _(level_word(f->level)) : level_word(f->level), (unsigned)f->rule->id);
	finding_text(f, translated, form, out);
	buf_string(out, ". ");
	add_sentence(translated ? _(f->rule->todo) : f->rule->todo, out);
}

enum level lint_worst(const struct lint_findings *findings)
{
	return findings->n > 0 ? findings->finding[0].level : LEVEL_COUNT;
}
