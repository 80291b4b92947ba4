/* plain_look: asking DNS, and saying what was asked. */
#include "ui/plain_private.h"

#include "base/words.h"

#include <string.h>
#include <time.h>

enum { FAILURES_SHOWN = 5 };

static double seconds(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool keep_on(void *arg, const struct source *source, size_t asked, size_t answered)
{
	const struct plain *p = arg;

	(void)source;
	(void)asked;
	(void)answered;
	return !p->io.stop || !*p->io.stop;
}

enum error plain_source(struct plain *p, source_pass *pass, void *arg)
{
	struct source_wait wait = { .report = keep_on, .arg = p };

	return source_run(p->start->source, p->start->answers, pass, arg, &wait);
}

/* "A mx1.example.org: time-out" for the answers from number `from` on that failed; the first few. */
static size_t failures(struct plain *p, size_t from, struct buf *out)
{
	const struct question *question;
	const struct answer *answer;
	size_t n = 0;

	while (answers_next(p->start->answers, &from, &question, &answer)) {
		char type[12];

		if (answer->said != SAID_FAILED || n++ >= FAILURES_SHOWN)
			continue;
		buf_printf(out, "  %s ", rrtype_text(question->type, type));
		name_shown(&question->name, p->io.form, out);
		buf_string(out, ": ");
		failure_show(answer, true, out);
		buf_char(out, '\n');
	}
	if (n > FAILURES_SHOWN)
		buf_printf(out, _("  and %zu more.\n"), n - FAILURES_SHOWN);
	return n;
}

/* A live server is named by its address, and how long it took is worth knowing; anything else is files. */
static void say_asked(struct plain *p, size_t from, double took)
{
	const char *label = p->start->source->ops->label(p->start->source);
	size_t asked = answers_count(p->start->answers) - from, failed;
	bool live = ascii_digit(label[0]) || strchr(label, ':');
	struct buf name = { 0 }, failing = { 0 };

	name_shown(&p->domain, p->io.form, &name);
	failed = failures(p, from, &failing);
	if (live)
		plain_say(p, _("Asking %s about %s: %zu of %zu answered in %.1f s.\n"), label, buf_text(&name), asked - failed, asked, took);
	else
		plain_say(p, _("Asking %s about %s: %zu of %zu answered.\n"), _(label), buf_text(&name), asked - failed, asked);
	plain_say(p, "%s", buf_text(&failing));
	buf_release(&name);
	buf_release(&failing);
}

static bool discover_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct plain *p = arg;
	bool more;

	pool_reset(&p->found_pool);
	more = discover_want(&p->found_pool, answers, &p->domain, wanted);
	p->memory |= p->found_pool.failed;
	return !more;
}

enum error plain_discover(struct plain *p)
{
	size_t from = answers_count(p->start->answers);
	double since = seconds();
	enum error error = plain_source(p, discover_pass, p);

	if (error)
		return error;
	say_asked(p, from, seconds() - since);
	pool_reset(&p->found_pool);
	return discover_read(&p->found_pool, p->start->answers, &p->domain, &p->found);
}

struct surveying {
	struct plain *p;
	enum error error;
};

static bool survey_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct surveying *s = arg;
	struct plain *p = s->p;
	const struct record *record = draft_record(p->draft);
	struct survey_ask ask = { .answers = answers, .domain = p->domain, .text = { record->text, record->len },
		.catalogue = p->start->catalogue };

	survey_release(&p->survey);
	pool_reset(&p->pool);
	s->error = survey(&p->pool, &ask, wanted, &p->survey);
	return s->error != ERR_NONE;
}

enum error plain_survey(struct plain *p)
{
	struct surveying s = { p, ERR_NONE };
	enum error error = plain_source(p, survey_pass, &s);

	return s.error ? s.error : error;
}

bool plain_published_known(const struct plain *p)
{
	const struct answer *answer = answers_find(p->start->answers, &p->domain, RR_TXT);

	return answer && answer->said != SAID_FAILED;
}
