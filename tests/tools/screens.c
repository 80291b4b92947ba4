/*
 * screens: golden screens. Plays the keys of each file into the app, without a terminal, and compares the cells with what stands there.
 *
 *	screens [--write] FILE...
 *
 * A file is lines. First what the app starts with, in any order:
 *
 *	size 80x24		form ascii		zone PATH [ORIGIN]	domain NAME
 *	record TEXT		kept WHEN PATH		source LABEL		catalogue	host PATH
 *
 * then steps: "keys WORD..." (names as the footer has them, or text between double quotes), "paste TEXT" (\n is a new line), "resize 40x12",
 * "wait MS" (timers run), "hold" and "answer" (DNS answers are held back, and let go), "hangup"; and what is to be seen: "screen", after
 * which come the rows, each behind a "|", with a "^" under the cursor in a row of its own, and "effects", after which come the effects since
 * the last time, each behind a ">". --write puts what is seen into the files. Lines that begin with "#" are comments.
 */
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "dns/offline.h"
#include "dns/zonefile.h"
#include "ui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ZONES = 8, FILE_MOST = 1 << 20, ROUNDS = 100 };

struct player {
	const char *path;
	unsigned line;
	struct app_start start;
	struct buf domain, record, source, kept_text, kept_when;
	struct kept kept;
	struct zonefile zone[ZONES];
	size_t zones;
	struct catalogue catalogue;
	struct source *dns;
	struct answers *answers;
	struct app *app;
	bool held;		/* answers wait */
	uint64_t now, wake;
	struct buf effects;	/* since they were last looked at */
	struct cells cells;
};

static _Noreturn void die(const struct player *p, const char *what, struct slice about)
{
	fprintf(stderr, "%s:%u: %s: %.*s\n", p->path, p->line, what, SLICE_ARG(about));
	exit(2);
}

static void need(const struct player *p, bool good, const char *what)
{
	if (!good)
		die(p, what, SLICE(""));
}

static void read_file(const struct player *p, const char *path, struct buf *out)
{
	struct problem problem;

	if (file_read(path, FILE_MOST, out, NULL, &problem))
		die(p, "cannot be read", slice_of(path));
}

/* ---- the world ---- */

static void add_zone(struct player *p, struct slice words)
{
	struct slice path, origin_word;
	struct name origin;
	struct zone_options how = { 0 };
	struct problem problem;
	char text[400];

	need(p, slice_word(&words, &path) && p->zones < ZONES, "which zone file?");
	if (slice_word(&words, &origin_word) && name_from_master(origin_word, NULL, &origin) == ERR_NONE)
		how.origin = &origin;
	snprintf(text, sizeof text, "%.*s", SLICE_ARG(path));
	if (zonefile_read(&p->zone[p->zones], text, &how, &problem)) {
		problem_text(&problem, text, sizeof text);
		die(p, "bad zone file", slice_of(text));
	}
	p->zones++;
}

static void add_catalogue(struct player *p)
{
	struct buf text = { 0 };
	struct problem problem;

	read_file(p, "data/services.conf", &text);
	need(p, catalogue_services(&p->catalogue, "data/services.conf", buf_slice(&text), &problem) == ERR_NONE, "bad data/services.conf");
	buf_release(&text);
	p->start.catalogue = &p->catalogue;
}

static void add_host(struct player *p, struct slice path)
{
	struct buf text = { 0 };
	struct problem problem;
	char name[200];

	snprintf(name, sizeof name, "%.*s", SLICE_ARG(path));
	read_file(p, name, &text);
	need(p, catalogue_hosts(&p->catalogue, name, buf_slice(&text), &problem) == ERR_NONE, "bad host");
	buf_release(&text);
	p->start.catalogue = &p->catalogue;
}

static void begin(struct player *p)
{
	const struct zonefile *zones[ZONES];
	struct offline *offline;

	for (size_t i = 0; i < p->zones; i++)
		zones[i] = &p->zone[i];
	offline = offline_new(zones, p->zones);
	p->dns = offline ? offline_source_new(offline) : NULL;
	p->answers = answers_new(NULL);
	need(p, p->dns && p->answers, "no memory");
	p->start.answers = p->answers;
	p->start.source = p->source.len ? buf_slice(&p->source) : SLICE("the zone files");
	p->start.offline = true;
	p->start.version = "1.0";
	p->start.today = SLICE("2026-11-24");
	p->start.now_ms = p->now = 1000;
	p->wake = UINT64_MAX;
	p->app = app_new(&p->start);
	need(p, p->app != NULL, "no memory");
}

/* ---- events and effects ---- */

static void send(struct player *p, struct event event)
{
	event.now_ms = p->now;
	event.answers = p->answers;
	need(p, app_update(p->app, &event) == ERR_NONE, "app_update() failed");
}

static void answer_all(struct player *p)
{
	size_t put = 0;

	need(p, p->dns->ops->want(p->dns, app_wanted(p->app), p->answers, p->now) == ERR_NONE &&
	    p->dns->ops->step(p->dns, NULL, 0, p->now, p->answers, &put) == ERR_NONE, "the zone files failed");
	send(p, (struct event){ .kind = EVENT_ANSWERS });
}

static void note(struct player *p, const struct effect *effect)
{
	static const char *const words[] = {
		[EFFECT_NONE] = "none", [EFFECT_ASK] = "ask", [EFFECT_STOP] = "stop", [EFFECT_WAKE] = "wake", [EFFECT_COPY] = "copy",
		[EFFECT_PLAIN_PAGE] = "plain page", [EFFECT_SAVE] = "save", [EFFECT_KEEP] = "keep", [EFFECT_FORGET] = "forget",
		[EFFECT_SOURCE] = "source", [EFFECT_REDRAW] = "redraw", [EFFECT_SUSPEND] = "suspend", [EFFECT_QUIT] = "quit",
	};

	if (effect->kind == EFFECT_WAKE || effect->kind == EFFECT_KEEP || effect->kind == EFFECT_ASK)
		return;	/* the clock's and the disk's business */
	buf_printf(&p->effects, ">%s", effect->kind < sizeof words / sizeof *words && words[effect->kind] ? words[effect->kind] : "?");
	if (effect->kind == EFFECT_QUIT)
		buf_printf(&p->effects, " %d", effect->status);
	if (effect->path.len)
		buf_printf(&p->effects, " %.*s", SLICE_ARG(effect->path));
	buf_char(&p->effects, '\n');
	for (struct slice rest = effect->text, row; slice_cut(&rest, '\n', &row);)
		buf_printf(&p->effects, "> %.*s\n", SLICE_ARG(row));
}

/* Until nothing more comes of it. */
static void settle(struct player *p)
{
	struct effect effect;

	for (int round = 0; round < ROUNDS; round++) {
		bool ask = false, saved = false;
		char path[200] = "";

		while (app_effect(p->app, &effect)) {
			note(p, &effect);
			ask |= effect.kind == EFFECT_ASK;
			if (effect.kind == EFFECT_WAKE)
				p->wake = effect.at_ms;
			if (effect.kind == EFFECT_SAVE) {
				saved = true;
				snprintf(path, sizeof path, "%.*s", SLICE_ARG(effect.path));
			}
		}
		if (saved)
			send(p, (struct event){ .kind = EVENT_DONE, .effect = EFFECT_SAVE, .text = slice_of(path) });
		else if (ask && !p->held)
			answer_all(p);
		else
			return;
	}
	die(p, "it never comes to rest", SLICE(""));
}

static void wait_for(struct player *p, uint64_t ms)
{
	uint64_t until = p->now + ms;

	for (int ticks = 0; p->wake <= until && ticks < 10000; ticks++) {
		p->now = p->wake > p->now ? p->wake : p->now;
		p->wake = UINT64_MAX;
		send(p, (struct event){ .kind = EVENT_TICK });
		settle(p);
	}
	p->now = until;
}

/* ---- steps ---- */

static bool same_key(uint32_t code, struct slice word)
{
	char name[16];
	size_t len = key_name(code, name);

	return slice_equal((struct slice){ name, len }, word);
}

static uint32_t key_of(const struct player *p, struct slice word)
{
	for (uint32_t meta = 0; meta <= CODE_META; meta += CODE_META) {
		for (uint32_t code = 1; code < 128; code++)
			if (same_key(code | meta, word))
				return code | meta;
		for (uint32_t code = CODE_UP; code < CODE_LAST; code++)
			if (same_key(code | meta, word))
				return code | meta;
	}
	die(p, "no such key", word);
}

static void press(struct player *p, uint32_t code)
{
	p->now += 10;
	send(p, (struct event){ .kind = EVENT_KEY, .code = code });
	settle(p);
}

static void type_text(struct player *p, struct slice text)
{
	while (text.len) {
		uint32_t code;

		text = slice_from(text, utf8_decode(text, &code));
		press(p, code);
	}
}

static void keys(struct player *p, struct slice words)
{
	for (words = slice_trim(words); words.len; words = slice_trim(words)) {
		struct slice word;

		if (*words.at == '"') {
			const char *end = memchr(words.at + 1, '"', words.len - 1);

			need(p, end != NULL, "a quote is open");
			type_text(p, (struct slice){ words.at + 1, (size_t)(end - words.at) - 1 });
			words = slice_from(words, (size_t)(end - words.at) + 1);
		} else if (slice_word(&words, &word)) {
			press(p, key_of(p, word));
		}
	}
}

static void paste(struct player *p, struct slice text)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < text.len; i++) {
		bool newline = text.at[i] == '\\' && i + 1 < text.len && text.at[i + 1] == 'n';

		buf_char(&out, newline ? '\n' : text.at[i]);
		i += newline;
	}
	send(p, (struct event){ .kind = EVENT_PASTE, .text = buf_slice(&out) });
	settle(p);
	buf_release(&out);
}

static void size_of(struct player *p, struct slice words, int *rows, int *columns)
{
	char text[40];

	snprintf(text, sizeof text, "%.*s", SLICE_ARG(words));
	need(p, sscanf(text, "%dx%d", columns, rows) == 2, "a size is COLUMNSxROWS");
}

static void resize(struct player *p, struct slice words)
{
	struct event event = { .kind = EVENT_RESIZE };

	size_of(p, words, &event.rows, &event.columns);
	p->start.rows = event.rows;
	p->start.columns = event.columns;
	send(p, event);
	settle(p);
}

/* The rows, with the cursor under its own. */
static void look(struct player *p, struct buf *out)
{
	struct buf text = { 0 };
	struct slice rest, row;
	int at = 0;

	p->cells.form = p->start.form;
	cells_resize(&p->cells, p->start.rows, p->start.columns);
	app_draw(p->app, &p->cells);
	cells_text(&p->cells, &text);
	rest = buf_slice(&text);
	while (slice_cut(&rest, '\n', &row)) {
		buf_printf(out, "|%.*s\n", SLICE_ARG(row));
		if (at++ == p->cells.cursor_row) {
			buf_fill(out, ' ', (size_t)p->cells.cursor_column + 1);
			buf_string(out, "^\n");
		}
	}
	buf_release(&text);
}

static bool setting(struct player *p, struct slice word, struct slice rest)
{
	struct slice when;

	if (slice_equal(word, SLICE("size")))
		size_of(p, rest, &p->start.rows, &p->start.columns);
	else if (slice_equal(word, SLICE("form")))
		p->start.form = slice_equal(rest, SLICE("ascii")) ? TEXT_ASCII : TEXT_UTF8;
	else if (slice_equal(word, SLICE("zone")))
		add_zone(p, rest);
	else if (slice_equal(word, SLICE("domain")))
		need(p, name_from_person(rest, &p->start.domain) == ERR_NONE, "a bad domain");
	else if (slice_equal(word, SLICE("source")))
		buf_add(&p->source, rest);
	else if (slice_equal(word, SLICE("catalogue")))
		add_catalogue(p);
	else if (slice_equal(word, SLICE("host")))
		add_host(p, slice_trim(rest));
	else if (slice_equal(word, SLICE("record"))) {
		buf_add(&p->record, rest);
		p->start.record = buf_slice(&p->record);
	} else if (slice_equal(word, SLICE("kept")) && slice_word(&rest, &when)) {
		char path[200];

		snprintf(path, sizeof path, "%.*s", SLICE_ARG(slice_trim(rest)));
		read_file(p, path, &p->kept_text);
		buf_add(&p->kept_when, when);
		p->kept = (struct kept){ buf_slice(&p->kept_text), buf_slice(&p->kept_when) };
		p->start.kept = &p->kept;
		p->start.kepts = 1;
	} else {
		return false;
	}
	return true;
}

static void step(struct player *p, struct slice word, struct slice rest)
{
	uint64_t ms;

	if (slice_equal(word, SLICE("keys"))) {
		keys(p, rest);
	} else if (slice_equal(word, SLICE("paste"))) {
		paste(p, rest);
	} else if (slice_equal(word, SLICE("resize"))) {
		resize(p, rest);
	} else if (slice_equal(word, SLICE("wait")) && slice_number(rest, 100000, &ms)) {
		wait_for(p, ms);
	} else if (slice_equal(word, SLICE("hold"))) {
		p->held = true;
	} else if (slice_equal(word, SLICE("answer"))) {
		p->held = false;
		answer_all(p);
		settle(p);
	} else if (slice_equal(word, SLICE("hangup"))) {
		send(p, (struct event){ .kind = EVENT_HANGUP });
		settle(p);
	} else {
		die(p, "no such step", word);
	}
}

static void play_line(struct player *p, struct slice row, struct buf *seen)
{
	struct slice rest = row, word;

	if (!row.len || *row.at == '#' || *row.at == '|' || *row.at == ' ' || *row.at == '>') {
		if (row.len && *row.at != '#')
			return;	/* what was seen before: written anew */
		buf_printf(seen, "%.*s\n", SLICE_ARG(row));
		return;
	}
	buf_printf(seen, "%.*s\n", SLICE_ARG(row));
	need(p, slice_word(&rest, &word), "an empty line");
	rest = slice_trim(rest);
	if (!p->app && setting(p, word, rest))
		return;
	if (!p->app) {
		p->held = slice_equal(word, SLICE("hold"));
		begin(p);
		settle(p);
	}
	if (slice_equal(word, SLICE("screen"))) {
		look(p, seen);
	} else if (slice_equal(word, SLICE("effects"))) {
		buf_add(seen, buf_slice(&p->effects));
		buf_clear(&p->effects);
	} else {
		step(p, word, rest);
	}
}

static void release(struct player *p)
{
	app_free(p->app);
	cells_release(&p->cells);
	if (p->dns)
		p->dns->ops->free(p->dns);
	answers_free(p->answers);
	for (size_t i = 0; i < p->zones; i++)
		zonefile_release(&p->zone[i]);
	catalogue_release(&p->catalogue);
	buf_release(&p->record);
	buf_release(&p->source);
	buf_release(&p->kept_text);
	buf_release(&p->kept_when);
	buf_release(&p->effects);
}

/* The first row that differs, for a reader. */
static void tell(const char *path, struct slice was, struct slice seen)
{
	struct slice a, b;
	unsigned line = 1;

	while (slice_cut(&was, '\n', &a) && slice_cut(&seen, '\n', &b) && slice_equal(a, b))
		line++;
	fprintf(stderr, "%s:%u: the screen differs\n  golden %.*s\n  seen   %.*s\n", path, line, SLICE_ARG(a), SLICE_ARG(b));
}

static bool play(const char *path, bool write)
{
	struct player p = { .path = path, .start = { .form = TEXT_UTF8, .rows = 24, .columns = 80 } };
	struct buf text = { 0 }, seen = { 0 };
	struct file_stamp stamp;
	struct problem problem;
	struct slice rest, row;

	if (file_read(path, FILE_MOST, &text, &stamp, &problem))
		die(&p, "cannot be read", SLICE(""));
	rest = buf_slice(&text);
	while (slice_cut(&rest, '\n', &row)) {
		p.line++;
		play_line(&p, row, &seen);
	}
	bool same = slice_equal(buf_slice(&text), buf_slice(&seen));
	if (!same && write)
		same = file_replace(path, buf_slice(&seen), 0644, &stamp, &problem) == ERR_NONE;
	else if (!same)
		tell(path, buf_slice(&text), buf_slice(&seen));
	release(&p);
	buf_release(&text);
	buf_release(&seen);
	return same;
}

int main(int argc, char **argv)
{
	bool write = argc > 1 && strcmp(argv[1], "--write") == 0;
	int bad = 0;

	for (int i = 1 + write; i < argc; i++)
		bad += !play(argv[i], write);
	printf("%d screens as they should be, %d not, inputs\n", argc - 1 - write - bad, bad);
	return bad != 0;
}
