/* source: the sources that have their answers at hand. */
#include "dns/source.h"
#include "base/memory.h"
#include "base/words.h"

struct local {
	struct source source;
	struct wanted pending;		/* asked, answered at the next step */
	source_answer *answer;
	void *arg;
	void (*free_arg)(void *);
	const char *label;
};

static enum error local_want(struct source *source, const struct wanted *wanted, const struct answers *answers, uint64_t now_ms)
{
	struct local *l = (struct local *)source;

	(void)now_ms;
	for (size_t i = 0; i < wanted->n; i++)
		if (!answers_get(answers, &wanted->question[i]))
			wanted_add(&l->pending, &wanted->question[i].name, wanted->question[i].type);
	return l->pending.failed ? ERR_MEMORY : ERR_NONE;
}

static size_t local_fds(const struct source *source, struct pollfd *fds, size_t n, uint64_t *wake_ms)
{
	const struct local *l = (const struct local *)source;

	(void)fds;
	(void)n;
	*wake_ms = l->pending.n ? 0 : UINT64_MAX;
	return 0;
}

static enum error local_step(
    struct source *source, const struct pollfd *fds, size_t n, uint64_t now_ms, struct answers *answers, size_t *put)
{
	struct local *l = (struct local *)source;

	(void)fds;
	(void)n;
	(void)now_ms;
	*put = 0;
	for (size_t i = 0; i < l->pending.n; i++) {
		const struct question *q = &l->pending.question[i];
		struct answer answer = { .owner = q->name };
		enum error e = l->answer(l->arg, q, &answer);

		if (!e)
			e = answers_put(answers, q, &answer);
		if (e)
			return e;
		++*put;
	}
	wanted_clear(&l->pending);
	return ERR_NONE;
}

static bool local_progress(const struct source *source, size_t i, struct source_progress *progress)
{
	const struct local *l = (const struct local *)source;

	if (i >= l->pending.n)
		return false;
	*progress = (struct source_progress){ .question = l->pending.question[i] };
	return true;
}

static void local_stop(struct source *source)
{
	wanted_clear(&((struct local *)source)->pending);
}

static void local_free(struct source *source)
{
	struct local *l = (struct local *)source;

	wanted_release(&l->pending);
	if (l->free_arg)
		l->free_arg(l->arg);
	mem_free(l);
}

static const char *local_label(const struct source *source)
{
	return ((const struct local *)source)->label;
}

static const struct source_ops local_ops = {
	.want = local_want,
	.fds = local_fds,
	.step = local_step,
	.progress = local_progress,
	.stop = local_stop,
	.free = local_free,
	.label = local_label,
};

struct source *source_local_new(source_answer *answer, void *arg, void (*free_arg)(void *), const char *label)
{
	struct local *l = mem_zero(1, sizeof(*l));

	if (!l) {
		if (free_arg)
			free_arg(arg);
		return NULL;
	}
	l->source.ops = &local_ops;
	l->answer = answer;
	l->arg = arg;
	l->free_arg = free_arg;
	l->label = label;
	return &l->source;
}

static enum error know_nothing(void *arg, const struct question *q, struct answer *answer)
{
	(void)arg;
	*answer = (struct answer){ .said = SAID_FAILED, .failure = FAILURE_OUTSIDE, .owner = q->name };
	return ERR_NONE;
}

struct source *source_nothing_new(void)
{
	return source_local_new(know_nothing, NULL, NULL, N_("no DNS"));
}
