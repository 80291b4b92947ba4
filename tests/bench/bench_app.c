/*
 * bench_app: from a key to the cells of the next frame, with a record of 100 terms and a tree of 10 look-ups: app_update() and app_draw()
 * for keys typed into a field of Build, at 80x24 and 200x60. Exit status 1: over 1 ms in the median or 16 ms at worst.
 */
#include "dns/offline.h"
#include "ui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { KEYS = 2000, TERMS = 100, MEDIAN_US = 1000, WORST_US = 16000 };

struct world {
	struct zonefile zone;
	struct source *source;
	struct answers *answers;
	struct app *app;
	struct cells cells;
	uint64_t now;
};

static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "bench_app: %s\n", what);
	exit(2);
}

static double microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);	/* others share the machine */
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Ten includes of 450 bytes each, 88 networks and two ends. */
static void open_world(struct world *w, int columns, int rows)
{
	static struct name domain;
	struct buf zone = { 0 };
	struct app_start start = { .form = TEXT_UTF8, .source = SLICE("zone files"), .offline = true, .version = "1.0", .rows = rows,
		.columns = columns, .now_ms = 1, .today = SLICE("2026-11-24") };
	const struct zonefile *zones[] = { &w->zone };
	struct problem problem;

	buf_string(&zone, "$TTL 300\ntest. SOA ns.test. h.test. 1 2 3 4 5\ntest. NS ns.test.\nbig.test. A 192.0.2.1\nbig.test. TXT \"v=spf1");
	for (int i = 0; i < 10; i++)
		buf_printf(&zone, " include:i%d.test", i);
	for (int i = 0; i < TERMS - 11; i++)
		buf_printf(&zone, "%s ip4:198.18.%d.0/25", i % 8 == 0 ? "\" \"" : "", i);
	buf_string(&zone, " ~all\"\n");
	for (int i = 0; i < 10; i++) {
		buf_printf(&zone, "i%d.test. TXT \"v=spf1", i);
		for (int k = 0; k < 20; k++)
			buf_printf(&zone, "%s ip4:10.%d.%d.0/24", k == 10 ? "\" \"" : "", i, k);
		buf_string(&zone, " ~all\"\n");
	}
	must(!zonefile_parse(&w->zone, "bench", buf_slice(&zone), &(struct zone_options){ 0 }, &problem), "the zone");
	buf_release(&zone);
	w->source = offline_source_new(offline_new(zones, 1));
	w->answers = answers_new(NULL);
	must(w->source && w->answers && !name_from_person(SLICE("big.test"), &domain), "memory");
	start.domain = domain;
	start.answers = w->answers;
	w->app = app_new(&start);
	must(w->app, "memory");
}

static void close_world(struct world *w)
{
	app_free(w->app);
	cells_release(&w->cells);
	w->source->ops->free(w->source);
	answers_free(w->answers);
	zonefile_release(&w->zone);
	*w = (struct world){ 0 };
}

static void send(struct world *w, struct event event)
{
	event.now_ms = w->now += 10;
	event.answers = w->answers;
	must(!app_update(w->app, &event), "app_update()");
}

/* Whatever is asked is answered. */
static void settle(struct world *w)
{
	struct effect effect;
	bool ask = true;

	while (ask) {
		size_t put;

		ask = false;
		while (app_effect(w->app, &effect))
			ask |= effect.kind == EFFECT_ASK;
		if (!ask)
			return;
		must(!w->source->ops->want(w->source, app_wanted(w->app), w->answers, w->now) &&
		    !w->source->ops->step(w->source, NULL, 0, w->now, w->answers, &put), "the source");
		send(w, (struct event){ .kind = EVENT_ANSWERS });
	}
}

static double key(struct world *w, uint32_t code)
{
	double from = microseconds(), took;

	send(w, (struct event){ .kind = EVENT_KEY, .code = code });
	app_draw(w->app, &w->cells);
	took = microseconds() - from;
	settle(w);
	return took;
}

static int order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static bool measure(int columns, int rows)
{
	static const char text[] = " 203.0.113.77 192.0.2.0/29";
	static double took[KEYS];
	struct world w = { 0 };

	open_world(&w, columns, rows);
	settle(&w);
	key(&w, CODE_F3);
	for (int i = 0; i < 5; i++)
		key(&w, CODE_TAB);
	for (size_t i = 0; i < KEYS; i++) {
		size_t at = i % (2 * (sizeof text - 1));

		took[i] = key(&w, at < sizeof text - 1 ? (uint32_t)text[at] : CODE_BACKSPACE);
	}
	close_world(&w);
	qsort(took, KEYS, sizeof *took, order);
	printf("key to cells, %dx%d: median %.0f us, 99%% %.0f us, worst %.0f us\n", columns, rows, took[KEYS / 2], took[KEYS * 99 / 100],
	    took[KEYS - 1]);
	return took[KEYS / 2] <= MEDIAN_US && took[KEYS - 1] <= WORST_US;
}

int main(void)
{
	bool good = measure(80, 24);

	return measure(200, 60) && good ? 0 : 1;
}
