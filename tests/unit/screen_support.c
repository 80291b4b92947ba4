/* screen_support: see screen_support.h. */
#include "screen_support.h"

#include "ui/popup.h"
#include "ui_sane.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	int columns, rows;
} sizes[] = { { 80, 24 }, { 40, 12 }, { 120, 40 } };
enum { SIZES = sizeof sizes / sizeof *sizes };

void screen_play(struct player *p, const char *steps)
{
	while (*steps) {
		size_t len = strcspn(steps, *steps == '"' ? "" : " ");
		char word[200];

		if (*steps == '"')
			len = strcspn(steps + 1, "\"") + 2;
		ck_assert_uint_lt(len, sizeof word);
		memcpy(word, steps, len);
		word[len] = '\0';
		if (*word == '"') {
			word[len - 1] = '\0';
			player_type(p, word + 1);
		} else {
			player_keys(p, word);
		}
		steps += len;
		steps += strspn(steps, " ");
	}
	player_wait(p, 1000);
}

void screen_shows(const struct player *p, const char *text)
{
	struct buf shown = { 0 };

	if (player_sees(p, text))
		return;
	cells_text(&p->cells, &shown);
	ck_abort_msg("no \"%s\" in:\n%s", text, buf_text(&shown));
}

void screen_hides(const struct player *p, const char *text)
{
	ck_assert_msg(!player_sees(p, text), "\"%s\" is there", text);
}

void assert_cursor_on_focus(const struct player *p)
{
	const struct cells *c = &p->cells;
	const struct cell *row = &c->cell[c->cursor_row * c->columns], *cell = &row[c->cursor_column];

	assert_sane_cells(c);
	if (p->app->popup || p->columns < 40 || p->rows < 12)
		return;
	switch (p->app->screen) {
	case SCREEN_TEST: case SCREEN_TREE: case SCREEN_DIFF: case SCREEN_OUTPUT:
		ck_assert_msg(cell->look == LOOK_FIELD || cell->look == LOOK_FOCUS || cell->look == LOOK_BAD,
		    "look %d, \"%s\" at %d,%d of screen %d", cell->look, cell->text, c->cursor_row, c->cursor_column, (int)p->app->screen);
		break;
	default:
		break;
	}
}

static bool leaves(uint32_t code)
{
	return code == 'q' || code == CODE_F10 || code == CODE_CTRL('C') || code == (CODE_META | 'q');
}

/* Back to where it was: no pop-up, no prompt, the same screen. */
static void go_home(struct player *p, const char *home)
{
	for (int i = 0; i < 4; i++)
		player_key(p, CODE_ESC);
	player_keys(p, home);
}

static void press_all(struct player *p, const char *home)
{
	enum screen_id screen = p->app->screen;

	for (uint32_t meta = 0; meta <= CODE_META; meta += CODE_META) {
		for (uint32_t code = 1; code < CODE_LAST; code++) {
			if (code == 0x80)
				code = CODE_UP;
			if (leaves(code | meta))
				continue;
			player_key(p, code | meta);
			assert_cursor_on_focus(p);
			if (p->app->popup || p->app->screen != screen || code % 16 == 0)
				go_home(p, home);
			if (code % 7 == 0)
				player_key(p, CODE_TAB);
			assert_cursor_on_focus(p);
		}
	}
}

void screen_every_key(const char *home)
{
	for (int i = 0; i < SIZES; i++) {
		struct player p;

		player_open(&p, "example.org", "v=spf1 mx a:gone.example.org include:a.net exp=why.example.org -all");
		player_resize(&p, sizes[i].columns, sizes[i].rows);
		player_keys(&p, home);
		press_all(&p, home);
		ck_assert_uint_eq(player_count(&p, EFFECT_QUIT), 0);
		player_close(&p);
	}
}

static void add_terms(struct buf *out, size_t bytes, size_t terms)
{
	for (size_t i = 0; i < terms && out->len + 24 < bytes; i++)
		buf_printf(out, " ip4:10.%zu.%zu.%zu", i >> 16 & 255, i >> 8 & 255, i & 255);
}

static void try_record(const char *home, const char *record)
{
	struct player p;

	player_open(&p, "example.org", record);
	player_keys(&p, home);
	for (int i = 0; i < SIZES; i++) {
		static const char *const keys[] = { "Down", "PgDn", "End", "Space", "PgUp", "Tab", "Tab", "Down", "End", "S-Tab", "Home" };

		player_resize(&p, sizes[i].columns, sizes[i].rows);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			player_keys(&p, keys[k]);
			assert_cursor_on_focus(&p);
		}
	}
	player_resize(&p, 20, 5);
	player_resize(&p, 80, 24);
	assert_cursor_on_focus(&p);
	player_close(&p);
}

void screen_hostile(const char *home)
{
	static const char *const records[] = {
		"v=spf1 \x1b[2J\x1b]0;x\x07 a\x80\xff \xe2\x80\xae" "evil \xe2\x80\x8b-all", "v=spf1 include:loop.net include:two.net include:bad.net ~all",
		"v=spf1 include:%{v}.fam.net exists:%{i}.x.net ptr -all", "v=spf1 include:many.net mx:manymx.net a:g1.net a:g2.net a:g3.net -all",
		"", "v=spf1", "\t", "no record at all", "v=spf1 \xe4\xb8\xad\xe6\x96\x87 a:\xe4\xb8\xad\xe6\x96\x87 redirect=two.net",
	};
	struct buf many = { 0 }, huge = { 0 };

	for (size_t i = 0; i < sizeof records / sizeof *records; i++)
		try_record(home, records[i]);
	buf_string(&many, "v=spf1");
	add_terms(&many, SIZE_MAX, 2000);
	try_record(home, buf_text(&many));
	buf_string(&huge, "v=spf1 ");
	buf_fill(&huge, 'x', RECORD_MOST - huge.len);
	try_record(home, buf_text(&huge));
	buf_release(&many);
	buf_release(&huge);
}

void screen_takes_text(const char *steps, const char *record_before)
{
	struct player p;
	struct buf typed = { 0 };
	size_t effects;

	player_open(&p, "example.org", record_before);
	player_resize(&p, 200, 40);
	screen_play(&p, steps);
	player_forget(&p);
	for (char c = '!'; c <= '~'; c++) {
		char text[2] = { c, '\0' };

		buf_char(&typed, c);
		player_type(&p, text);
		assert_cursor_on_focus(&p);
	}
	player_type(&p, "\xe4\xb8\xad");
	buf_string(&typed, "\xe4\xb8\xad");
	effects = p.effects;
	for (size_t i = 0; i < effects; i++)
		ck_assert(p.effect[i].kind == EFFECT_ASK || p.effect[i].kind == EFFECT_KEEP);
	screen_shows(&p, buf_text(&typed));
	ck_assert_str_eq(player_record(&p), record_before);
	buf_release(&typed);
	player_close(&p);
}
