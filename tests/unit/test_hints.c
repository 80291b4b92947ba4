/* test_hints: the row above the footer, and the footer: all of it is read in every window, and says what is so. */
#include "app_player.h"

#include "ui/popup.h"
#include "ui/screen.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* What is said of the focus is read whole, in the rows that are kept for it. */
static void assert_hint_fits(struct player *p)
{
	const struct screen *screen = app_screen(p->app);
	struct buf hint = { 0 };
	int lines, most;

	buf_clear(&p->app->message);	/* of a jump: it has its own say */
	if (screen->hint)
		screen->hint(p->app, p->app->state[p->app->screen], &hint);
	lines = cells_wrap_find(buf_slice(&hint), p->columns - 1, p->app->form, 0, NULL, NULL);
	/* In Diff and Discover it may be the chosen row, whole: that is as long as it is. */
	most = p->app->screen == SCREEN_DIFF || p->app->screen == SCREEN_DISCOVER ? 4 : app_hint_rows(p->app);
	ck_assert_msg(lines <= most, "%dx%d: %s", p->columns, p->rows, buf_text(&hint));
	buf_release(&hint);
}

START_TEST(hints_fit)
{
	static const struct { int columns, rows; } sizes[] = { { 40, 12 }, { 60, 16 }, { 79, 24 }, { 80, 24 } };
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx -all");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		player_resize(&p, sizes[i].columns, sizes[i].rows);
		for (int screen = 0; screen < SCREEN_COUNT; screen++) {
			char key[8];

			snprintf(key, sizeof key, "M-%d", screen + 1);
			player_keys(&p, key);
			for (int step = 0; step < 40; step++) {
				assert_hint_fits(&p);
				player_keys(&p, step % 2 ? "Down" : "Tab");
			}
			player_keys(&p, "PgDn");
			assert_hint_fits(&p);
			player_keys(&p, "PgUp");
		}
	}
	player_close(&p);
}
END_TEST

/* A message that is longer takes more rows, but not the one of the cursor, and the screen behind it comes back. */
START_TEST(long_messages)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx -all");
	player_keys(&p, "F3");
	player_resize(&p, 40, 12);
	app_say(p.app, LOOK_ERROR, "%s", "one two three four five six seven eight nine ten eleven twelve thirteen "
	    "fourteen fifteen sixteen seventeen eighteen nineteen twenty");
	app_draw(p.app, &p.cells);
	ck_assert(player_sees(&p, "one two three four five six seven") && player_sees(&p, "twenty"));
	for (int i = 0; i < 8; i++) {	/* down the form: the row with the cursor stays in sight */
		struct app *app = p.app;

		app_draw(app, &p.cells);
		ck_assert_int_lt(p.cells.cursor_row, p.rows - 1 - app_hint_rows(app));
		ck_assert(p.cells.cell[p.cells.cursor_row * p.columns + 1].text[0] == '>');
		player_keys(&p, "Tab");
	}
	player_close(&p);
}
END_TEST

/* Each pop-up and prompt names Enter and Esc, and Esc closes it. */
START_TEST(ways_out)
{
	static const char *const ways[] = {
		"F3 F1", "F3 v", "F3 x", "F5 /", "F2 /", "F4 M-a", "F7 s", "F3 Tab Tab Tab M-k", "F7 M-k", "F3 Space q",
	};
	static const struct { int columns, rows; } sizes[] = { { 80, 24 }, { 40, 12 } };

	for (size_t i = 0; i < 2 * sizeof ways / sizeof *ways; i++) {
		struct player p;

		player_open(&p, "example.org", "v=spf1 mx ip4:192.0.2.1/33 -all");
		player_resize(&p, sizes[i % 2].columns, sizes[i % 2].rows);
		player_keys(&p, ways[i / 2]);
		ck_assert_msg(player_sees(&p, "Enter ") && player_sees(&p, "Esc Back") && player_sees(&p, "^C Quit"), "%s",
		    ways[i / 2]);
		player_keys(&p, "Esc");
		ck_assert_msg(!player_sees(&p, "Esc Back") && !p.app->popup, "%s", ways[i / 2]);
		player_close(&p);
	}
}
END_TEST

/* Enter turns the pages of a text, and leaves at its end; the footer says which. */
START_TEST(paging)
{
	struct player p;
	int pages = 0;

	player_open(&p, "example.org", "v=spf1 mx -all");
	player_keys(&p, "F3 F1");
	for (; p.app->popup && pages < 100; pages++) {
		ck_assert(player_sees(&p, pages && player_sees(&p, "Enter Close") ? "Enter Close" : "Enter Next page"));
		player_keys(&p, "Enter");
	}
	ck_assert_int_gt(pages, 2);
	ck_assert_int_lt(pages, 10);
	player_keys(&p, "F1");		/* Space stays */
	for (int i = 0; i < 20; i++)
		player_keys(&p, "Space");
	ck_assert(p.app->popup && player_sees(&p, "Enter Close"));
	/* In another window it is laid out anew. */
	player_resize(&p, 40, 12);
	player_keys(&p, "Home");
	ck_assert(player_sees(&p, " F1 ? M-?      this help") && player_sees(&p, "Enter Next page"));
	player_resize(&p, 80, 24);
	ck_assert(player_sees(&p, "Everywhere          F1 ? M-?        this help"));
	player_close(&p);
}
END_TEST

/* Enter on a finding goes to its term; where there is none any more, the explanation closes and that is all. */
START_TEST(going_to_a_finding)
{
	struct player p;

	player_open(&p, "example.org", "v=spf1 mx a:old-relay.example.org ip4:192.0.2.1/33 -all");
	player_keys(&p, "F5 x");
	ck_assert(p.app->popup && player_sees(&p, "SPF3"));
	player_keys(&p, "Enter");
	ck_assert(!p.app->popup && p.app->screen == SCREEN_BUILD && p.app->finding == 0);
	player_keys(&p, "F5 x");
	p.app->finding = SIZE_MAX;
	player_keys(&p, "Enter");
	ck_assert(!p.app->popup && p.app->screen == SCREEN_TREE);
	player_close(&p);
}
END_TEST

/* A paste that no field takes is not taken in part, and that is said; what was typed stays. */
START_TEST(huge_paste)
{
	static char text[EDIT_MOST + 2];
	struct player p;

	memset(text, 'q', sizeof text - 1);
	player_open(&p, "example.org", "v=spf1 mx -all");
	player_go(&p, Q_IP4);
	player_type(&p, "192.0.2.1");
	player_paste(&p, text);
	ck_assert(player_sees(&p, "nothing was pasted"));
	ck_assert_str_eq(player_field(&p, Q_IP4), "192.0.2.1");
	player_keys(&p, "M-r");
	player_paste(&p, text);
	ck_assert(player_sees(&p, "nothing was pasted"));
	ck_assert_str_eq(player_record(&p), "v=spf1 mx ip4:192.0.2.1 -all");
	player_close(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hints");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, hints_fit);
	tcase_add_test(core, long_messages);
	tcase_add_test(core, ways_out);
	tcase_add_test(core, paging);
	tcase_add_test(core, going_to_a_finding);
	tcase_add_test(core, huge_paste);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
