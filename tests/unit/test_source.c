/* Unit tests of dns/source: the blocking loop over a scripted source, and the sources that have their answers at hand. */
#include "dns/source.h"
#include "failing_malloc.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* A source that does what a test says, and counts what is done to it. */
struct script {
	struct source source;
	struct wanted pending;
	unsigned silent;		/* never answers */
	unsigned each;			/* answers in one step; 0: all */
	uint64_t delay_ms;		/* after the last want */
	int fd;				/* an answer is due when it can be read; -1: none */
	size_t fds;			/* how often the descriptor is listed */
	enum error refuses;		/* what want() says */
	uint64_t due_ms;
	unsigned wants, steps, stops, readable;
	size_t most;			/* the longest list of questions */
};

static struct script *script_of(const struct source *s)
{
	return (struct script *)s;
}

static enum error script_want(struct source *source, const struct wanted *w, const struct answers *answers, uint64_t now_ms)
{
	struct script *s = script_of(source);

	s->wants++;
	s->most = w->n > s->most ? w->n : s->most;
	for (size_t i = 0; i < w->n; i++) {
		ck_assert_ptr_null(answers_get(answers, &w->question[i]));
		wanted_add(&s->pending, &w->question[i].name, w->question[i].type);
	}
	s->due_ms = now_ms + s->delay_ms;
	return s->pending.failed ? ERR_MEMORY : s->refuses;
}

static size_t script_fds(const struct source *source, struct pollfd *fds, size_t n, uint64_t *wake_ms)
{
	struct script *s = script_of(source);

	*wake_ms = s->silent || s->fd >= 0 || !s->pending.n ? UINT64_MAX : s->due_ms;
	for (size_t i = 0; i < s->fds && i < n; i++)
		fds[i] = (struct pollfd){ .fd = s->fd, .events = POLLIN };
	return s->fds;
}

static enum error script_step(
    struct source *source, const struct pollfd *fds, size_t n, uint64_t now_ms, struct answers *answers, size_t *put)
{
	struct script *s = script_of(source);
	struct wanted rest = { 0 };
	enum error e = ERR_NONE;

	*put = 0;
	s->steps++;
	ck_assert_uint_eq(n, s->fds);
	for (size_t i = 0; i < n; i++)
		s->readable += (fds[i].revents & POLLIN) != 0;
	if (s->silent || (s->fd >= 0 ? !s->readable : now_ms < s->due_ms))
		return ERR_NONE;
	for (size_t i = 0; i < s->pending.n && !e; i++) {
		const struct question *q = &s->pending.question[i];

		if (s->each && *put == s->each) {
			wanted_add(&rest, &q->name, q->type);
			continue;
		}
		e = answers_put(answers, q, &(struct answer){ .said = SAID_NODATA, .owner = q->name });
		*put += !e;
	}
	wanted_release(&s->pending);
	s->pending = rest;
	return e;
}

static void script_stop(struct source *source)
{
	script_of(source)->stops++;
	wanted_clear(&script_of(source)->pending);
}

static const struct source_ops script_ops = { .want = script_want, .fds = script_fds, .step = script_step, .stop = script_stop };

static struct script script_new(void)
{
	return (struct script){ .source.ops = &script_ops, .fd = -1 };
}

static struct name numbered(unsigned i)
{
	char text[32];
	struct name name;

	snprintf(text, sizeof(text), "n%u.example", i);
	ck_assert_int_eq(name_from_bytes(slice_of(text), &name), ERR_NONE);
	return name;
}

/* A pass that needs `levels` lists of `wide` questions, one after the other. */
struct need {
	unsigned levels, wide, passes;
};

static bool need_pass(void *arg, const struct answers *answers, struct wanted *w)
{
	struct need *need = arg;
	unsigned i;

	need->passes++;
	for (unsigned level = 0; level < need->levels && !w->n; level++)
		for (i = 0; i < need->wide; i++) {
			struct name name = numbered(level * 1000 + i);

			if (!answers_find(answers, &name, RR_A))
				wanted_add(w, &name, RR_A);
		}
	return !w->n;
}

struct reports {
	unsigned count, stop_at;
	size_t asked, answered;
};

static bool count_report(void *arg, const struct source *source, size_t asked, size_t answered)
{
	struct reports *r = arg;

	ck_assert_ptr_nonnull(source);
	ck_assert_uint_le(answered, asked);
	r->asked = asked;
	r->answered = answered;
	return ++r->count != r->stop_at;
}

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void finish(struct script *s, struct answers *answers)
{
	wanted_release(&s->pending);
	answers_free(answers);
}

START_TEST(rounds)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 3, .wide = 20 };
	struct reports reports = { 0 };

	ck_assert_int_eq(
	    source_run(&s.source, answers, need_pass, &need, &(struct source_wait){.report = count_report, .arg = &reports}),
	    ERR_NONE);
	ck_assert_uint_eq(s.wants, 3);		/* as many round trips as it is deep */
	ck_assert_uint_eq(s.most, 20);
	ck_assert_uint_eq(need.passes, 4);
	ck_assert_uint_eq(reports.count, 3);
	ck_assert_uint_eq(reports.asked, 60);
	ck_assert_uint_eq(answers_count(answers), 60);
	ck_assert_uint_eq(s.stops, 0);
	ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need, NULL), ERR_NONE);
	ck_assert_uint_eq(s.wants, 3);		/* all is known now */
	finish(&s, answers);
}
END_TEST

START_TEST(trickle)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 2, .wide = 10 };
	struct reports reports = { 0 };

	s.each = 3;
	s.delay_ms = 2;
	ck_assert_int_eq(
	    source_run(&s.source, answers, need_pass, &need, &(struct source_wait){.report = count_report, .arg = &reports}),
	    ERR_NONE);
	ck_assert_uint_eq(answers_count(answers), 20);
	ck_assert_uint_eq(reports.asked, 20);
	finish(&s, answers);
}
END_TEST

START_TEST(descriptors)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 1, .wide = 1 };
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_int_eq(write(fd[1], "x", 1), 1);
	s.fd = fd[0];
	s.fds = 100;
	ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need, NULL), ERR_NONE);
	ck_assert_uint_eq(s.readable, 100);
	ck_assert_uint_eq(s.steps, 1);
	close(fd[0]);
	close(fd[1]);
	finish(&s, answers);
}
END_TEST

START_TEST(time_ends)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 2, .wide = 2 };
	struct name name = numbered(1000);
	const struct answer *answer;
	uint64_t start = now_ms();

	s.silent = true;
	ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need, &(struct source_wait){ .most_ms = 100 }), ERR_NONE);
	ck_assert_uint_ge(now_ms() - start, 99);
	ck_assert_uint_lt(now_ms() - start, 3000);
	ck_assert_uint_eq(s.wants, 1);		/* nothing is asked when no time is left */
	ck_assert_uint_ge(s.stops, 1);
	answer = answers_find(answers, &name, RR_A);
	ck_assert_ptr_nonnull(answer);
	ck_assert_int_eq(answer->said, SAID_FAILED);
	ck_assert_int_eq(answer->failure, FAILURE_TIMEOUT);
	ck_assert(name_equal(&answer->owner, &name));
	finish(&s, answers);
}
END_TEST

START_TEST(reported)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 1, .wide = 1 };
	struct reports reports = { 0 };

	s.silent = true;
	ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need,
	    &(struct source_wait){ .report = count_report, .arg = &reports, .most_ms = 2250 }), ERR_NONE);
	ck_assert_uint_ge(reports.count, 2);	/* at once, at 0.5, 1, 1.5 and 2 s; some may fall to a busy machine */
	ck_assert_uint_le(reports.count, 5);
	ck_assert_uint_eq(reports.asked, 1);
	ck_assert_uint_eq(reports.answered, 0);
	finish(&s, answers);
}
END_TEST

START_TEST(report_stops)
{
	for (unsigned at = 1; at <= 2; at++) {
		struct script s = script_new();
		struct answers *answers = answers_new(NULL);
		struct need need = { .levels = 1, .wide = 1 };
		struct reports reports = { .stop_at = at };

		s.silent = true;
		ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need,
		    &(struct source_wait){ .report = count_report, .arg = &reports }), ERR_STOPPED);
		ck_assert_uint_eq(s.stops, 1);
		ck_assert_uint_eq(answers_count(answers), 0);	/* unknown, not failed */
		finish(&s, answers);
	}
}
END_TEST

static volatile int stop_flag;

static void on_alarm(int signal)
{
	stop_flag = signal;
}

/* How long it took until a signal after 50 ms had ended the loop. */
static uint64_t stopped_after(void)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 1, .wide = 1 };
	struct itimerval timer = { .it_value.tv_usec = 50000 };
	uint64_t start = now_ms();

	s.silent = true;
	stop_flag = 0;
	ck_assert_int_eq(setitimer(ITIMER_REAL, &timer, NULL), 0);
	ck_assert_int_eq(
	    source_run(&s.source, answers, need_pass, &need, &(struct source_wait){.stop = &stop_flag}), ERR_STOPPED);
	start = now_ms() - start;
	ck_assert_uint_eq(s.stops, 1);
	ck_assert_int_eq(
	    source_run(&s.source, answers, need_pass, &need, &(struct source_wait){.stop = &stop_flag}), ERR_STOPPED);
	ck_assert_uint_eq(need.passes, 1);		/* already set: nothing is begun */
	finish(&s, answers);
	return start;
}

START_TEST(signal_stops)
{
	struct sigaction action = { .sa_handler = on_alarm };
	uint64_t least = UINT64_MAX;

	ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
	for (int i = 0; i < 5 && least >= 400; i++) {	/* the machine may be busy */
		uint64_t took = stopped_after();

		least = took < least ? took : least;
	}
	ck_assert_uint_lt(least, 400);			/* poll() was interrupted, the half second not waited out */
}
END_TEST

static void on_harmless(int signal)
{
	(void)signal;
}

START_TEST(other_signals_do_not)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 1, .wide = 1 };
	struct sigaction action = { .sa_handler = on_harmless };
	struct itimerval timer = { .it_value.tv_usec = 5000, .it_interval.tv_usec = 5000 }, off = { 0 };

	s.delay_ms = 1000;
	stop_flag = 0;
	ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
	ck_assert_int_eq(setitimer(ITIMER_REAL, &timer, NULL), 0);
	ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need, &(struct source_wait){ .stop = &stop_flag }), ERR_NONE);
	ck_assert_int_eq(setitimer(ITIMER_REAL, &off, NULL), 0);
	ck_assert_uint_gt(s.steps, 2);
	ck_assert_uint_eq(answers_count(answers), 1);
	finish(&s, answers);
}
END_TEST

START_TEST(refused)
{
	struct script s = script_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 1, .wide = 1 };

	s.refuses = ERR_NO_SERVER;
	ck_assert_int_eq(source_run(&s.source, answers, need_pass, &need, NULL), ERR_NO_SERVER);
	ck_assert_uint_eq(s.stops, 1);
	finish(&s, answers);
}
END_TEST

START_TEST(nothing)
{
	struct source *source = source_nothing_new();
	struct answers *answers = answers_new(NULL);
	struct need need = { .levels = 2, .wide = 30 };
	struct source_progress progress;
	struct name name = numbered(0);
	struct wanted w = { 0 };

	ck_assert_int_eq(source_run(source, answers, need_pass, &need, NULL), ERR_NONE);
	ck_assert_uint_eq(answers_count(answers), 60);
	ck_assert_int_eq(answers_find(answers, &name, RR_A)->said, SAID_FAILED);
	ck_assert_int_eq(answers_find(answers, &name, RR_A)->failure, FAILURE_OUTSIDE);
	ck_assert_str_eq(source->ops->label(source), "no DNS");
	ck_assert(!source->ops->progress(source, 0, &progress));
	wanted_add(&w, &name, RR_A);
	wanted_add(&w, &name, RR_MX);
	ck_assert_int_eq(source->ops->want(source, &w, answers, 0), ERR_NONE);
	ck_assert(source->ops->progress(source, 0, &progress) && progress.question.type == RR_MX);	/* A is known */
	ck_assert(!source->ops->progress(source, 1, &progress));
	source->ops->stop(source);
	ck_assert(!source->ops->progress(source, 0, &progress));
	wanted_release(&w);
	source->ops->free(source);
	answers_free(answers);
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct need need = { .levels = 2, .wide = 20 };
		struct source *source;
		struct answers *answers;
		enum error e = ERR_MEMORY;
		bool ended;

		failing_malloc_after(n);
		source = source_nothing_new();
		answers = answers_new(NULL);
		if (source && answers)
			e = source_run(source, answers, need_pass, &need, NULL);
		ended = failing_malloc_off();
		ck_assert_int_eq(e, ended ? ERR_MEMORY : ERR_NONE);
		if (source)
			source->ops->free(source);
		answers_free(answers);
		if (!ended)
			break;
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source");
	TCase *loop = tcase_create("loop");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(loop, 30);
	tcase_add_test(loop, rounds);
	tcase_add_test(loop, trickle);
	tcase_add_test(loop, descriptors);
	tcase_add_test(loop, time_ends);
	tcase_add_test(loop, reported);
	tcase_add_test(loop, report_stops);
	tcase_add_test(loop, signal_stops);
	tcase_add_test(loop, other_signals_do_not);
	tcase_add_test(loop, refused);
	tcase_add_test(loop, nothing);
	tcase_add_test(loop, memory_ends);
	suite_add_tcase(suite, loop);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
