/* signals: held ones come later, those of a write never, and what waited before is left waiting. */
#include "base/signals.h"
#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>

static volatile sig_atomic_t signalled;

static void count(int number)
{
	(void)number;
	signalled++;
}

START_TEST(signals_wait)
{
	struct signals_held held, inner;
	signal(SIGTERM, count);
	signal(SIGPIPE, count);
	signals_hold(&held, true);
	raise(SIGTERM);
	signals_hold(&inner, false);
	raise(SIGPIPE);			/* raised inside: as by a write */
	errno = 4711;
	signals_let(&inner);
	ck_assert_int_eq(errno, 4711);
	ck_assert_int_eq(signalled, 0);
	signals_let(&held);
	ck_assert_int_eq(signalled, 1);
	/* One that waited before is not ours to take away. */
	sigset_t pipe_only, before;
	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	sigprocmask(SIG_BLOCK, &pipe_only, &before);
	raise(SIGPIPE);
	signals_hold(&held, false);
	signals_let(&held);
	ck_assert_int_eq(signalled, 1);
	sigprocmask(SIG_SETMASK, &before, NULL);
	ck_assert_int_eq(signalled, 2);
	signal(SIGTERM, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("signals");
	TCase *c = tcase_create("signals");
	tcase_add_test(c, signals_wait);
	tcase_set_timeout(c, 60);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
