/* start_draw: the form as it stands, the draft that is offered, and what each choice comes to. */
#include "ui/screens/start_private.h"

#include "base/words.h"

size_t start_offered(const struct app *app)
{
	size_t kept = app_kept(app);

	return kept != SIZE_MAX ? kept : app_kept_next(app, 0);
}

/* Who answered first. */
static void about_option(void *arg, int id, size_t option, struct buf *note)
{
	const struct app *app = arg;

	if (id == F_ASK && option == ASK_NOW)
		app_add_source(app, app->start.source, note);
}

/* "A draft of example.org from 2026-11-20 17:02 was kept." */
static void add_kept(const struct app *app, struct buf *out)
{
	size_t at = start_offered(app), more = 0;
	struct buf domain = { 0 }, when = { 0 };

	if (at == SIZE_MAX)
		return;
	for (size_t i = app_kept_next(app, 0); i != SIZE_MAX; i = app_kept_next(app, i + 1))
		more += i != at;
	if (app->kept[at].domain.len)
		name_shown(&app->kept[at].domain, app->form, &domain);
	text_printable(&when, app->kept[at].when, app->form);
	buf_printf(out, app_small(app) ? _("Kept: %s %s") : _("A draft of %s from %s was kept."),
	    domain.len ? buf_text(&domain) : _("a domain that cannot be read"), buf_text(&when));
	if (more)
		buf_printf(out, ngettext(" %zu more after it.", " %zu more after it.", more), more);
	buf_release(&domain);
	buf_release(&when);
}

static void about_field(void *arg, int id, struct buf *note, struct buf *right)
{
	(void)right;
	if (id == F_KEPT)
		add_kept(arg, note);
}

void start_draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	const struct start *s = state;

	if (!app_small(app)) {
		area.row++;
		area.rows--;
	}
	form_draw(&s->form, cells, area,
	    &(struct form_notes){ .about = about_field, .option = about_option, .arg = (void *)(uintptr_t)app, .cursor = true });
}

/* What a choice comes to. */
static const char *const about_wants[] = {
	[MODE_IMPROVE] = N_("What DNS says becomes the answers, which you then change."),
	[MODE_NEW] = N_("Begins with ~all and the domain's own hosts; what is published is compared."),
	[MODE_NONE] = N_("v=spf1 -all: receivers then refuse all mail from it. RFC 7208 10.1.2"),
	[MODE_PASTE] = N_("Begins with that record; what is published is compared."),
};
static const char *const about_whom[] = {
	[ASK_NOW] = N_("What the command line named, else this system's resolver."),
	[ASK_SERVER] = N_("Such as a name server of the domain, which knows of changes at once."),
	[ASK_ZONE] = N_("Nothing is sent; names that are not in the file stay open."),
};

static const char *hint_of(const struct form *form)
{
	switch (form_at(form)) {
	case F_DOMAIN: return N_("The part after the @ of the envelope sender (MAIL FROM), not the host name.");
	case F_WANT: return about_wants[form_field(form, F_WANT)->at];
	case F_RECORD: return N_("A record, a zone line, dig output, a provider's cell: it is cleaned.");
	case F_ASK: return about_whom[form_field(form, F_ASK)->at];
	case F_SERVER: return N_("Its address; #5353 behind it is the port, where that is not 53.");
	case F_ZONE: return N_("The path of a zone file, such as your name server has.");
	case F_RESUME: return N_("Goes on where it was left.");
	case F_FORGET: return N_("Its file is deleted.");
	default: return NULL;
	}
}

void start_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct start *s = state;
	const struct field *domain = form_field(&s->form, F_DOMAIN);
	const char *hint = hint_of(&s->form);

	(void)app;
	if (form_at(&s->form) == F_DOMAIN && domain->checked && domain->fault.len)
		buf_printf(out, "%s.", buf_text(&domain->fault));
	else if (hint)
		buf_string(out, _(hint));
}
