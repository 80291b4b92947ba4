/* app_player: see app_player.h. */
#include "app_player.h"

#include "base/memory.h"
#include "catalogue/catalogue.h"
#include "ui/screens/build_private.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS = 100 };

enum text_form player_form = TEXT_UTF8;

#define SERVICE(id, title, rest) "service \"" id "\" {\n\tname = \"" title "\"\n" rest \
	"\tflatten = false\n\tsource = \"test\"\n\tdate = \"2026-11\"\n\tconfidence = \"sure\"\n}\n"
static const char services[] =
	SERVICE("old-mail", "Old Mail", "\tinclude = {\"old.example.net\"}\n\twhere = \"apex\"\n")
	SERVICE("nowhere-mail", "Nowhere Mail", "\twhere = \"nowhere\"\n\tnote = \"None is needed.\"\n");

static void open_app(struct player *p, const char *domain, const char *record, const struct kept *kept, size_t n)
{
	struct app_start start = { .form = player_form, .source = SLICE("zone files"), .offline = true, .version = "1.0", .rows = 24, .columns = 80,
		.now_ms = 1000, .today = SLICE("2026-11-24"), .kept = kept, .kepts = n };
	struct problem problem;
	char words[400] = "";

	memset(p, 0, sizeof *p);
	wizard_zone_open(&p->zone);
	p->catalogue = mem_zero(1, sizeof *p->catalogue);
	ck_assert_ptr_nonnull(p->catalogue);
	if (catalogue_services(p->catalogue, "test", slice_of(services), &problem))
		problem_text(&problem, words, sizeof words);
	ck_assert_str_eq(words, "");
	if (domain)
		start.domain = wizard_name(domain);
	if (record)
		start.record = slice_of(record);
	start.answers = p->zone.answers;
	start.catalogue = p->catalogue;
	p->rows = start.rows;
	p->columns = start.columns;
	p->now = start.now_ms;
	p->wake = UINT64_MAX;
	p->app = app_new(&start);
	ck_assert_ptr_nonnull(p->app);
	/* The start is lent for as long as the app lives; what it lends is static or the player's. */
	player_event(p, (struct event){ .kind = EVENT_RESIZE, .rows = p->rows, .columns = p->columns });
}

void player_open(struct player *p, const char *domain, const char *record)
{
	open_app(p, domain, record, NULL, 0);
}

void player_open_kept(struct player *p, const char *domain, const struct kept *kept, size_t n)
{
	open_app(p, domain, NULL, kept, n);
}

void player_close(struct player *p)
{
	app_free(p->app);
	cells_release(&p->cells);
	catalogue_release(p->catalogue);
	mem_free(p->catalogue);
	wizard_zone_close(&p->zone);
}

static void note(struct player *p, const struct effect *effect)
{
	struct player_effect *out = &p->effect[p->effects % PLAYER_EFFECTS];

	if (effect->kind == EFFECT_WAKE)
		p->wake = effect->at_ms;
	memset(out, 0, sizeof *out);
	out->kind = effect->kind;
	out->status = effect->status;
	snprintf(out->text, sizeof out->text, "%.*s", SLICE_ARG(effect->text));
	snprintf(out->path, sizeof out->path, "%.*s", SLICE_ARG(effect->path));
	if (effect->kind != EFFECT_WAKE)
		p->effects++;
}

static void send(struct player *p, struct event event)
{
	event.now_ms = p->now;
	event.answers = p->zone.answers;
	ck_assert_int_eq(app_update(p->app, &event), ERR_NONE);
}

static void fill(struct player *p)
{
	size_t put = 0;

	ck_assert_int_eq(p->zone.source->ops->want(p->zone.source, app_wanted(p->app), p->zone.answers, p->now), ERR_NONE);
	ck_assert_int_eq(p->zone.source->ops->step(p->zone.source, NULL, 0, p->now, p->zone.answers, &put), ERR_NONE);
	send(p, (struct event){ .kind = EVENT_ANSWERS });
}

static void settle(struct player *p)
{
	struct effect effect;
	bool ask = true;

	for (int round = 0; ask; round++) {
		ck_assert_int_lt(round, ROUNDS);
		ask = false;
		while (app_effect(p->app, &effect)) {
			ask |= effect.kind == EFFECT_ASK;
			note(p, &effect);
		}
		ask = ask && !p->held && !p->silent;
		if (ask)
			fill(p);
	}
	app_draw(p->app, &p->cells);
	assert_sane_player(p);
}

void player_event(struct player *p, struct event event)
{
	send(p, event);
	settle(p);
}

void player_key(struct player *p, uint32_t code)
{
	p->now += 10;
	player_event(p, (struct event){ .kind = EVENT_KEY, .code = code });
}

static bool has_name(uint32_t code, struct slice word)
{
	char name[16];
	size_t len = key_name(code, name);

	return slice_equal((struct slice){ name, len }, word);
}

static uint32_t key_of(struct slice word)
{
	for (uint32_t meta = 0; meta <= CODE_META; meta += CODE_META) {
		for (uint32_t code = 1; code < 128; code++)
			if (has_name(code | meta, word))
				return code | meta;
		for (uint32_t code = CODE_UP; code < CODE_LAST; code++)
			if (has_name(code | meta, word))
				return code | meta;
	}
	ck_abort_msg("no key is called %.*s", SLICE_ARG(word));
}

void player_keys(struct player *p, const char *names)
{
	struct slice rest = slice_of(names), word;

	while (slice_word(&rest, &word))
		player_key(p, key_of(word));
}

void player_type(struct player *p, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		uint32_t code;

		rest = slice_from(rest, utf8_decode(rest, &code));
		player_key(p, code);
	}
}

void player_paste(struct player *p, const char *text)
{
	p->now += 10;
	player_event(p, (struct event){ .kind = EVENT_PASTE, .text = slice_of(text) });
}

void player_resize(struct player *p, int columns, int rows)
{
	p->rows = rows;
	p->columns = columns;
	player_event(p, (struct event){ .kind = EVENT_RESIZE, .rows = rows, .columns = columns });
}

void player_wait(struct player *p, uint64_t ms)
{
	uint64_t until = p->now + ms;

	for (int ticks = 0; p->wake <= until && ticks < 1000; ticks++) {
		p->now = p->wake > p->now ? p->wake : p->now;
		p->wake = UINT64_MAX;
		player_event(p, (struct event){ .kind = EVENT_TICK, .asking = p->app->asking });
	}
	p->now = until;
}

void player_answer(struct player *p)
{
	bool held = p->held;

	p->held = false;
	fill(p);
	settle(p);
	p->held = held;
}

void player_forget(struct player *p)
{
	p->effects = 0;
}

size_t player_count(const struct player *p, enum effect_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < p->effects && i < PLAYER_EFFECTS; i++)
		n += p->effect[i].kind == kind;
	return n;
}

const struct player_effect *player_last(const struct player *p, enum effect_kind kind)
{
	for (size_t i = p->effects < PLAYER_EFFECTS ? p->effects : PLAYER_EFFECTS; i-- > 0;)
		if (p->effect[i].kind == kind)
			return &p->effect[i];
	ck_abort_msg("no effect %d", (int)kind);
}

const char *player_record(const struct player *p)
{
	return p->app->draft ? draft_record(p->app->draft)->text : "";
}

struct build *player_build(struct player *p)
{
	return p->app->state[SCREEN_BUILD];
}

const char *player_field(struct player *p, int id)
{
	return buf_text(&form_field(&player_build(p)->form, id)->edit.text);
}

void player_go(struct player *p, int id)
{
	const struct form *form = &player_build(p)->form;

	if (p->app->screen != SCREEN_BUILD)
		player_keys(p, "F3");
	for (int i = 0; i < B_FIELDS && form_at(form) != id; i++)
		player_keys(p, "Tab");
	for (int i = 0; i < B_FIELDS && form_at(form) != id; i++)
		player_keys(p, "S-Tab");
	ck_assert_int_eq(form_at(form), id);
}

bool player_sees(const struct player *p, const char *text)
{
	struct buf shown = { 0 };
	bool seen;

	cells_text(&p->cells, &shown);
	seen = strstr(buf_text(&shown), text) != NULL;
	buf_release(&shown);
	return seen;
}

/* ux.md, check 8: no row is wider than the screen, and no half of a wide character stands alone. A ck_assert() per cell would cost too much. */
static bool cell_good(const struct cells *c, int row, int column)
{
	const struct cell *cell = &c->cell[row * c->columns + column];

	if ((int)text_width(slice_of(cell->text)) != cell->width)
		return false;
	if (cell->width == 2)
		return column + 1 < c->columns && cell[1].width == 0;
	return cell->width == 1 || (column > 0 && cell[-1].width == 2);
}

static void assert_rows(const struct cells *c)
{
	for (int row = 0; row < c->rows; row++)
		for (int column = 0; column < c->columns; column++)
			if (!cell_good(c, row, column))
				ck_abort_msg("the cell at %d,%d is not whole: \"%s\"", row, column, c->cell[row * c->columns + column].text);
}

/* Check 9: the cursor stands on what has the focus: in a field, on a control, or in the row that is marked. */
static void assert_cursor(const struct player *p)
{
	const struct cells *c = &p->cells;
	const struct cell *row = &c->cell[c->cursor_row * c->columns], *cell = &row[c->cursor_column];

	ck_assert(c->cursor_row >= 0 && c->cursor_row < c->rows && c->cursor_column >= 0 && c->cursor_column < c->columns);
	if (p->app->popup || p->columns < 40 || p->rows < 12)
		return;
	if (p->app->screen == SCREEN_START || (p->app->screen == SCREEN_BUILD && p->app->page == 0))
		ck_assert_msg(cell->look == LOOK_FIELD || cell->look == LOOK_FOCUS || cell->look == LOOK_BAD, "look %d at %d,%d of screen %d",
		    cell->look, c->cursor_row, c->cursor_column, (int)p->app->screen);
	if (p->app->screen == SCREEN_DISCOVER ? p->app->asked.n > 0 : p->app->screen > SCREEN_BUILD && p->app->page == 0)
		ck_assert_msg(cell->look == LOOK_FIELD || cell->look == LOOK_FOCUS || strcmp(row[0].text, ">") == 0 ||
		    strcmp(row[1].text, ">") == 0, "nothing has the focus at %d,%d of screen %d", c->cursor_row, c->cursor_column,
		    (int)p->app->screen);
}

/* Fields and record are views of one draft: reading the draft once more finds nothing to change in them. */
static void assert_views(const struct player *p)
{
	struct app *app = p->app;
	struct build *b = app->state[SCREEN_BUILD];
	const struct record *record = draft_record(app->draft);
	struct buf before[B_FIELDS] = { 0 };

	if (!app->survey_known) {	/* one resource record cannot hold it (RFC 1035 3.2.1) */
		ck_assert_uint_gt(record->len + (record->len + 254) / 255, 65535);
		return;
	}
	ck_assert(slice_equal((struct slice){ app->survey.record.text, app->survey.record.len }, (struct slice){ record->text, record->len }));
	if (app->screen != SCREEN_BUILD)
		return;
	for (int id = 0; id < B_FIELDS; id++)
		buf_add(&before[id], buf_slice(&form_field(&b->form, id)->edit.text));
	build_read_draft(app, b);
	for (int id = 0; id < B_FIELDS; id++) {
		ck_assert_str_eq(buf_text(&before[id]), buf_text(&form_field(&b->form, id)->edit.text));
		if (id < Q_COUNT)
			ck_assert_int_eq(form_field(&b->form, id)->hidden, !draft_asks(app->draft, (enum question_id)id));
		buf_release(&before[id]);
	}
	ck_assert_msg(slice_equal(buf_slice(&b->text.text), (struct slice){ record->text, record->len }), "\"%s\" is not \"%s\"",
	    buf_text(&b->text.text), record->text);
}

void assert_sane_player(const struct player *p)
{
	ck_assert(!p->cells.failed);
	ck_assert_int_eq(p->cells.rows, p->rows);
	ck_assert_int_eq(p->cells.columns, p->columns);
	assert_rows(&p->cells);
	assert_cursor(p);
	if (p->app->draft)
		assert_views(p);
}
