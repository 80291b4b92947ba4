/* loop: wait, hand events to the app, carry out what it wants, draw once. */
#include "ui/loop.h"

#include "base/memory.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "ui/loop_private.h"
#include "ui/plain.h"
#include "ui/term.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { OURS = 2, FDS_LEAST = 16, KEYS_AT_ONCE = 1000, DATA_MS = 25 };

uint64_t loop_clock(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

size_t loop_in_flight(const struct loop *l, uint64_t *since_ms)
{
	const struct source *source = l->world->source;
	struct source_progress progress;
	size_t n = 0;

	*since_ms = UINT64_MAX;
	for (; source->ops->progress(source, n, &progress); n++)
		if (progress.since_ms < *since_ms)
			*since_ms = progress.since_ms;
	return n;
}

static void carry_all(struct loop *l)
{
	struct effect effect;

	while (!l->quit && app_effect(l->app, &effect))
		loop_carry(l, &effect);
}

/* false: memory ended, and the app is as it was. */
static bool update(struct loop *l, struct event *event)
{
	event->now_ms = l->now;
	event->asking = l->asking;
	if (!event->answers)
		event->answers = l->world->answers;
	l->shown = false;
	return app_update(l->app, event) == ERR_NONE;
}

/* One event and its effects. The old source is there until the app knows the new one; what it asks then goes to the new one. */
static void send_one(struct loop *l, struct event *event)
{
	bool took = update(l, event);

	if (event->kind == EVENT_SOURCE && l->next.answers)
		loop_take_world(l, took && !event->error);
	if (took)
		carry_all(l);
}

void loop_send(struct loop *l, struct event *event)
{
	send_one(l, event);
	for (size_t i = 0; i < l->replies && !l->quit; i++) {
		struct loop_reply *reply = &l->reply[i];

		reply->event.text = buf_slice(&reply->text);
		send_one(l, &reply->event);
	}
	for (size_t i = 0; i < l->replies; i++)
		buf_clear(&l->reply[i].text);
	l->replies = 0;
}

/* The draft is kept by the app's effects; that it quits does not hang on it. */
static void hang_up(struct loop *l, int status)
{
	struct event event = { .kind = EVENT_HANGUP, .code = (uint32_t)(status - 128) };

	loop_send(l, &event);
	l->quit = true;
	l->status = status;
	buf_clear(&l->result);
}

static void take_signals(struct loop *l)
{
	int number;
	unsigned bits = loop_signals_take(&number);

	l->shown = l->shown && !bits;
	if (bits & LOOP_STOP)
		term_suspend();
	if (bits & LOOP_CONTINUED)
		term_continued();
	if (bits & LOOP_RESIZED)
		term_resized();
	if (bits & LOOP_END)
		hang_up(l, 128 + number);
}

static void take_input(struct loop *l)
{
	enum term_input input = INPUT_KEY;

	for (int i = 0; i < KEYS_AT_ONCE && input && !l->quit; i++) {
		struct event event = { .kind = EVENT_KEY };

		buf_clear(&l->paste);
		input = term_next(l->now, &event.code, &l->paste, &l->input_wake);
		if (input == INPUT_NONE)
			return;
		if (input == INPUT_GONE) {
			hang_up(l, 128 + SIGHUP);
			return;
		}
		if (input == INPUT_PASTE) {
			event.kind = EVENT_PASTE;
			event.text = buf_slice(&l->paste);
		} else if (input == INPUT_RESIZE) {
			event.kind = EVENT_RESIZE;
			term_size(&event.rows, &event.columns);
		}
		loop_send(l, &event);
	}
	l->input_wake = l->now;		/* there may be more */
}

static void tell_answers(struct loop *l)
{
	struct event event = { .kind = EVENT_ANSWERS };

	loop_send(l, &event);
}

/* No time is left: what is still wanted ends here, whatever comes later. */
static void expire(struct loop *l)
{
	const struct wanted *wanted = app_wanted(l->app);

	l->world->source->ops->stop(l->world->source);
	l->asking = false;
	for (size_t i = 0; i < wanted->n; i++) {
		const struct question *q = &wanted->question[i];
		struct answer late = { .said = SAID_FAILED, .failure = FAILURE_TIMEOUT, .owner = q->name };

		if (!answers_get(l->world->answers, q) && answers_put(l->world->answers, q, &late))
			break;
	}
	tell_answers(l);
}

static void take_answers(struct loop *l, const struct pollfd *fds, size_t n)
{
	struct source *source = l->world->source;
	bool asked = l->asking;
	uint64_t since;
	size_t put = 0;
	enum error error = source->ops->step(source, fds, n, l->now, l->world->answers, &put);

	l->answered += put;
	l->asking = loop_in_flight(l, &since) > 0;
	if (error)
		source->ops->stop(source);
	if (put || error || asked != l->asking)
		tell_answers(l);
	if (l->asking && l->now >= l->ask_end && !l->quit)
		expire(l);
}

static void take_tick(struct loop *l)
{
	struct event event = { .kind = EVENT_TICK };

	if (l->now < l->wake)
		return;
	l->wake = UINT64_MAX;
	loop_send(l, &event);
}

/* All descriptors, ours first. */
static size_t gather(struct loop *l, uint64_t *wake)
{
	const struct source *source = l->world->source;
	size_t n = 0, room;

	for (;;) {
		room = l->fds_size > OURS ? l->fds_size - OURS : 0;
		n = source->ops->fds(source, room ? l->fds + OURS : NULL, room, wake);
		if (n <= room && room)
			return n;
		struct pollfd *more = mem_resize(l->fds, n + OURS + FDS_LEAST, sizeof *more);

		if (!more)
			return room < n ? room : n;
		l->fds = more;
		l->fds_size = n + OURS + FDS_LEAST;
	}
}

static int sleep_ms(const struct loop *l, uint64_t until)
{
	if (l->data_at < until)
		until = l->data_at;
	if (l->wake < until)
		until = l->wake;
	if (l->input_wake < until)
		until = l->input_wake;
	if (l->asking && l->ask_end < until)
		until = l->ask_end;
	return until == UINT64_MAX ? -1 : until <= l->now ? 0 : until - l->now > INT_MAX ? INT_MAX : (int)(until - l->now);
}

static void turn(struct loop *l)
{
	uint64_t wake = UINT64_MAX;
	size_t n = gather(l, &wake);

	l->fds[0] = (struct pollfd){ .fd = loop_signals_fd(), .events = POLLIN };
	l->fds[1] = (struct pollfd){ .fd = term_fd(), .events = POLLIN };
	l->now = loop_clock();
	if (poll(l->fds, n + OURS, sleep_ms(l, wake)) < 0)
		for (size_t i = 0; i < n + OURS; i++)
			l->fds[i].revents = 0;
	l->now = loop_clock();
	l->input_wake = UINT64_MAX;
	/* The source first: an effect of the terminal may close what these descriptors were. */
	if (n || l->now >= wake)
		take_answers(l, l->fds + OURS, n);
	if (!l->quit)
		take_signals(l);
	if (!l->quit)
		take_input(l);
	if (!l->quit)
		take_tick(l);
	if (!l->asking)
		l->ask_end = 0;
}

static void draw(struct loop *l)
{
	struct app_progress progress = { .answered = l->answered };
	int rows, columns;

	if (l->shown || l->quit)
		return;
	progress.asked = l->answered + loop_in_flight(l, &progress.since_ms);
	app_progress(l->app, &progress);
	term_size(&rows, &columns);
	if (l->cells.rows != rows || l->cells.columns != columns || l->cells.failed)
		cells_resize(&l->cells, rows, columns);
	else
		cells_clear(&l->cells);
	app_draw(l->app, &l->cells);
	term_show(&l->cells);
	l->shown = true;
}

/*
 * The data files, when the first frame has had the time to get to the reader: they take as long as it. What is said of broken ones is wiped
 * off the screen, and said again at the end.
 */
static void read_data(struct loop *l)
{
	l->data_at = UINT64_MAX;
	(void)data_catalogue(&l->data);
	if (l->data.broken)
		term_redraw();
	tell_answers(l);	/* what they say is known by is read off the answers */
}

static void run(struct loop *l)
{
	l->data_at = l->now + DATA_MS;
	carry_all(l);
	while (!l->quit) {
		draw(l);
		turn(l);
		if (l->now >= l->data_at && !l->quit)
			read_data(l);
	}
}

static bool coloured(const struct options *options)
{
	const char *no = getenv("NO_COLOR");

	if (options->color && strcmp(options->color, "auto") != 0)
		return strcmp(options->color, "always") == 0;
	return !no || !*no;
}

/* The app as it starts. */
static bool start(struct loop *l, struct app_start *start, const struct loop_kept *kept)
{
	const struct options *options = l->options;
	const struct source *source = l->world->source;
	time_t now = time(NULL);
	struct tm day;
	static char today[12];

	start->form = l->cells.form = out_form();
	start->answers = l->world->answers;
	start->source = slice_of(_(source->ops->label(source)));
	start->offline = options->zones.n || options->answers || options->no_dns;
	start->kept = kept->kept;
	start->kepts = kept->n;
	start->catalogue = &l->data.catalogue;
	start->version = VERSION;
	term_size(&start->rows, &start->columns);
	start->now_ms = l->now = loop_clock();
	if (localtime_r(&now, &day))
		start->today = (struct slice){ today, strftime(today, sizeof today, "%Y-%m-%d", &day) };
	l->app = app_new(start);
	return l->app != NULL;
}

static void release(struct loop *l)
{
	term_close();
	loop_signals_end();
	app_free(l->app);
	loop_effect_release(l);
	cells_release(&l->cells);
	data_release(&l->data);
	buf_release(&l->result);
	buf_release(&l->domain);
	buf_release(&l->unkept);
	buf_release(&l->paste);
	mem_free(l->fds);
}

/* Plain questions from where the screens were left, with the data files that were read: the world outlives all that borrows them. */
static int go_on_plain(struct loop *l)
{
	struct options options = *l->options;
	const char *domain = buf_text(&l->domain);

	data_release(&l->world->data);
	l->world->data = l->data;
	l->data = (struct data){ .options = l->options };
	if (l->domain.len)
		options.operands = (struct words){ .word = &domain, .n = 1 };
	if (l->result.len && strcmp(buf_text(&l->result), "-") != 0)	/* which would be standard input */
		options.record = buf_text(&l->result);
	return plain_wizard(&options, l->world, _("you asked for them"));
}

static int finish(struct loop *l)
{
	if (l->data.broken)
		out_note("%s", _("spfwiz: some data files could not be used; \"spfwiz services\" says which."));
	if (l->unkept.len)
		out_note(_("spfwiz: the draft could not be kept: %s"), buf_text(&l->unkept));
	if (l->status == QUIT_PLAIN)
		return go_on_plain(l);
	return l->result.len ? out_text(&l->result, l->status) : l->status;
}

static enum error open_all(struct loop *l, struct app_start *begin, const struct loop_kept *kept, struct problem *problem)
{
	struct term_options how = { .colour = coloured(l->options), .form = out_form() };
	enum error error;

	if (!loop_signals_start())
		return problem_system(problem, NULL);
	error = term_open(&how, problem);
	if (error)
		return error;
	return start(l, begin, kept) ? ERR_NONE : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
}

int loop_run(const struct options *options, struct world *world)
{
	struct loop l = { .options = options, .world = world, .data = { .options = options }, .wake = UINT64_MAX, .input_wake = UINT64_MAX };
	struct loop_kept kept = { .n = 0 };
	struct app_start begin = { .version = VERSION };
	struct buf record = { 0 };
	struct problem problem;
	bool given;
	int status = EXIT_FAILED;
	enum error error = world_domain(options, true, &begin.domain, &problem);

	if (!error)
		error = world_record(options, &record, &given, &problem);
	if (!error && given)
		begin.record = (struct slice){ buf_text(&record), record.len };
	loop_kept(&kept);
	if (!error)
		error = open_all(&l, &begin, &kept, &problem);
	if (!error)
		run(&l);
	term_close();
	if (error)
		out_problem(&problem);
	else
		status = finish(&l);
	release(&l);
	pool_release(&kept.pool);
	buf_release(&record);
	return status;
}

const char *loop_why_plain(void)
{
	static char why[120];
	const char *accessible = getenv("ACCESSIBLE"), *name = getenv("TERM");

	if (isatty(STDIN_FILENO) != 1)
		return _("input is no terminal");
	if (accessible && *accessible && strcmp(accessible, "0") != 0)
		return _("ACCESSIBLE is set");
	switch (term_fit()) {
	case TERM_NO_TERMINAL:
		return _("there is no terminal");
	case TERM_UNKNOWN:
		if (!name || !*name)
			return _("TERM is not set");
		snprintf(why, sizeof why, _("no terminal \"%.40s\" is known here"), name);
		return why;
	case TERM_POOR:
		snprintf(why, sizeof why, _("the terminal is \"%.40s\""), name);
		return why;
	default:
		return NULL;
	}
}
