/*
 * test_monkey: random keys, pastes, sizes, answers and time into the app, from a seed; after each of them the promises of app_player hold:
 * the cursor is on the focus and inside, no row is wider than the screen, fields and record say the same. 20,000 events, 10^5 with
 * SPFWIZ_FULL=1; SPFWIZ_SEED chooses another walk.
 */
#include "app_player.h"

#include "failing_malloc.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t next(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)((state >> 11) % below);
}

static const char *const words[] = {
	"192.0.2.1", "192.0.2.0/24 ", "2001:db8::1", "old.example.net", "a.net ", "loop.net", "two.net", "many.net", "\xe4\xbe\x8b\xe5\xad\x90.example",
	"v=spf1 ", "include:", "ip4:", "-all", "~all", "redirect=", "exists:%{i}.a.net", "%{", "no", "yes", "..", " ", "\"", "999.1.1.1", "manymx.net",
};
static const char *const pastes[] = {
	"v=spf1 a mx -all", "\"v=spf1 mx \" \"include:a.net -all\"\n", "example.org. 300 IN TXT ( \"v=spf1 ip4:192.0.2.1\" \" ~all\" )\n", "", "\n\n\n",
	"\x1b[31m\x07\xe2\x80\xae\xff\xc0 q ?", ("\xef\xbc\x8c\xe2\x80\x9c" "192.0.2.9\xe2\x80\x9d\xc2\xa0"), "ip4:192.0.2.3,ip4:192.0.2.4; a.net",
	"v=spf1 include:a.net include:old.example.net include:many.net mx ptr exists:%{l}.x.example redirect=b.net",
	"e\xcc\x81\xcc\x81\xcc\x81\xf0\x9f\x98\x80\xe4\xb8\xad",
};
static const uint32_t keys[] = {
	CODE_TAB, CODE_TAB, CODE_BACKTAB, CODE_ENTER, CODE_ESC, CODE_BACKSPACE, CODE_UP, CODE_DOWN, CODE_LEFT, CODE_RIGHT, CODE_HOME, CODE_END,
	CODE_PAGE_UP, CODE_PAGE_DOWN, CODE_DELETE, CODE_F1, CODE_F2, CODE_F3, CODE_F3, CODE_F3, CODE_F4, CODE_F5, CODE_F6, CODE_F7, CODE_F8, CODE_F8,
	CODE_F9, CODE_SHIFT_F8, ' ', ' ', 'x', 'f', 'u', 'v', 'y', 'p', 'r', 's', 'a', 'd', '/', 'n', 'j', 'k', 'g', 'G', '?', 'w', 'o', 't', '3', '1',
	CODE_META | 'u', CODE_META | 'u', CODE_META | 'e', CODE_META | 'r', CODE_META | 'k', CODE_META | 'f', CODE_META | 'x', CODE_META | 'v',
	CODE_META | CODE_BACKSPACE, CODE_CTRL('u'), CODE_CTRL('w'), CODE_CTRL('k'), CODE_CTRL('v'), CODE_CTRL('c'), CODE_CTRL('l'), CODE_INSERT,
};

static void any_key(struct player *p)
{
	uint32_t code;

	switch (next(8)) {
	case 0:
		code = next(CODE_LAST);		/* anything at all */
		break;
	case 1:
		code = next(256) | (next(4) ? 0 : CODE_META);
		break;
	default:
		code = keys[next(sizeof keys / sizeof *keys)];
	}
	player_key(p, code >= 0xd800 && code <= 0xdfff ? 'a' : code);
}

static void any_size(struct player *p)
{
	static const struct { int columns, rows; } sizes[] = { { 80, 24 }, { 40, 12 }, { 100, 30 }, { 200, 60 }, { 60, 20 }, { 20, 5 }, { 79, 19 }, { 41, 40 } };
	size_t i = next(sizeof sizes / sizeof *sizes + 1);

	if (i < sizeof sizes / sizeof *sizes)
		player_resize(p, sizes[i].columns, sizes[i].rows);
	else
		player_resize(p, 1 + (int)next(220), 1 + (int)next(70));
}

static void any_event(struct player *p)
{
	switch (next(40)) {
	case 0: case 1: case 2: case 3:
		player_type(p, words[next(sizeof words / sizeof *words)]);
		break;
	case 4: case 5:
		player_paste(p, pastes[next(sizeof pastes / sizeof *pastes)]);
		break;
	case 6:
		any_size(p);
		break;
	case 7:
		player_wait(p, next(3000));
		break;
	case 8:
		p->held = !p->held;
		player_answer(p);
		break;
	case 9:
		player_event(p, (struct event){ .kind = EVENT_DONE, .effect = next(2) ? EFFECT_KEEP : EFFECT_SAVE,
			.error = next(2) ? ERR_FILE : ERR_NONE, .text = SLICE("the disk is full") });
		break;
	default:
		any_key(p);
	}
}

START_TEST(monkey)
{
	static const char *const domains[] = { NULL, "example.org", "old.example.net", "many.net" };
	const char *seed = getenv("SPFWIZ_SEED");
	size_t events = getenv("SPFWIZ_FULL") ? 100000 : 20000, each = 500;
	struct player p;

	state = seed ? strtoull(seed, NULL, 10) | 1 : 88172645463325252u;
	for (size_t done = 0; done < events; done += each) {
		fprintf(stderr, "%s%llu", done ? " " : "seed ", (unsigned long long)state);
		player_form = next(4) ? TEXT_UTF8 : TEXT_ASCII;
		player_open(&p, domains[next(4)], next(3) ? NULL : pastes[next(sizeof pastes / sizeof *pastes)]);
		for (size_t i = 0; i < each; i++)
			any_event(&p);
		player_close(&p);
	}
	fputc('\n', stderr);
}
END_TEST

/* Memory ends at any allocation of any event: nothing crashes or leaks, and with memory back all goes on. */
START_TEST(memory_ends)
{
	static const uint32_t script[] = { CODE_F3, CODE_TAB, ' ', CODE_META | 'r', 'a', CODE_ESC, CODE_ESC, CODE_F8, CODE_META | 'k', 'o', CODE_ENTER, CODE_F2,
		CODE_F5, CODE_F1, CODE_ESC, 'v', CODE_ESC, CODE_F3, CODE_META | 'u' };
	struct player p;

	for (unsigned n = 0; n < 40; n++) {
		player_open(&p, "example.org", "v=spf1 mx includ:a.net ~all");
		for (size_t i = 0; i < sizeof script / sizeof *script; i++) {
			struct event event = { .kind = EVENT_KEY, .code = script[i], .now_ms = p.now += 10 };
			struct effect effect;

			failing_malloc_after(n * (unsigned)(i % 3 + 1));
			(void)!app_update(p.app, &event);
			app_draw(p.app, &p.cells);
			(void)failing_malloc_off();
			cells_release(&p.cells);
			while (app_effect(p.app, &effect))
				continue;
			player_event(&p, (struct event){ .kind = EVENT_ANSWERS });
		}
		player_close(&p);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("monkey");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, getenv("SPFWIZ_FULL") ? 1800 : 300);
	tcase_add_test(core, monkey);
	tcase_add_test(core, memory_ends);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
