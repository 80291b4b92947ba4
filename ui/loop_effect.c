/* loop_effect: what the app wants done. */
#include "ui/loop_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "ui/term.h"

#include <stdio.h>
#include <string.h>

enum { FILE_MOST = 64 << 20, MOST_MS = 20000 };

/* An event for later: what the effect says is borrowed until the next event. NULL: there are too many, which no app does. */
static struct loop_reply *reply(struct loop *l, enum event_kind kind, enum effect_kind effect, enum error error)
{
	struct loop_reply *r = l->replies < REPLIES ? &l->reply[l->replies++] : NULL;

	if (r)
		r->event = (struct event){ .kind = kind, .effect = effect, .error = error };
	return r;
}

static void done(struct loop *l, enum effect_kind effect, enum error error, struct buf *text)
{
	struct loop_reply *r = reply(l, EVENT_DONE, effect, error);

	if (r)
		buf_add(&r->text, buf_slice(text));
	buf_release(text);
}

static void add_problem(struct buf *out, const struct problem *problem)
{
	char text[1024];

	problem_text(problem, text, sizeof text);
	buf_string(out, text);
}

/* Asking that goes on after answers is one with what was asked before: for all of it there are 20 seconds (RFC 7208 4.6.4). */
static void ask(struct loop *l)
{
	struct source *source = l->world->source;
	uint64_t since;

	if (!l->ask_end) {
		l->answered = 0;
		l->ask_end = l->now + MOST_MS;
	}
	enum error error = source->ops->want(source, app_wanted(l->app), l->world->answers, l->now);

	if (error) {
		struct buf text = { 0 };

		buf_string(&text, _(error_text(error)));
		done(l, EFFECT_ASK, error, &text);
	}
	l->asking = loop_in_flight(l, &since) > 0;
}

static void stop(struct loop *l)
{
	l->world->source->ops->stop(l->world->source);
	l->asking = false;
	reply(l, EVENT_ANSWERS, EFFECT_STOP, ERR_NONE);
}

static void plain_page(struct slice text)
{
	struct buf page = { 0 };

	buf_add(&page, text);
	buf_printf(&page, "%s\n%s\n", page.len && page.text[page.len - 1] != '\n' ? "\n" : "", _("Any key goes back."));
	if (page.failed)
		term_plain_page(text);
	else
		term_plain_page(buf_slice(&page));
	buf_release(&page);
}

static struct loop_file *find_file(struct loop *l, const char *path)
{
	for (size_t i = 0; i < l->files; i++)
		if (strcmp(l->file[i].path, path) == 0)
			return &l->file[i];
	return NULL;
}

/* What the file was when it was read last. */
static void remember(struct loop *l, const char *path, const struct file_stamp *stamp)
{
	struct loop_file *file = find_file(l, path);

	if (!file && l->files == l->file_size) {
		size_t size = l->file_size ? 2 * l->file_size : 8;
		struct loop_file *more = mem_resize(l->file, size, sizeof *more);

		if (!more)
			return;
		l->file = more;
		l->file_size = size;
	}
	if (!file) {
		file = &l->file[l->files];
		file->path = mem_string(path);
		if (!file->path)
			return;
		l->files++;
	}
	file->stamp = *stamp;
}

/* A file that is there stays, and its stamp is taken for when the app asks again; said is what was found. */
static enum error read_there(struct loop *l, const char *path, struct buf *said)
{
	struct file_stamp stamp = { 0 };
	struct problem problem;
	struct buf old = { 0 };
	enum error error = file_read(path, FILE_MOST, &old, &stamp, &problem);

	if (error) {
		add_problem(said, &problem);
	} else {
		remember(l, path, &stamp);
		buf_printf(said, ngettext("%zu byte", "%zu bytes", old.len), old.len);
		error = ERR_CHANGED;
	}
	buf_release(&old);
	return error;
}

static enum error write_file(struct loop *l, const char *path, struct slice text, const struct file_stamp *before, struct buf *said)
{
	struct file_stamp stamp = { 0 };
	struct problem problem;
	struct buf now = { 0 };
	enum error error = file_replace(path, text, 0666, before, &problem);

	if (error)
		add_problem(said, &problem);
	else
		buf_string(said, path);
	if (!error && !file_read(path, FILE_MOST, &now, &stamp, &problem))
		remember(l, path, &stamp);
	buf_release(&now);
	return error;
}

static enum error save_there(struct loop *l, const char *path, const struct effect *effect, struct buf *said)
{
	const struct loop_file *file = find_file(l, path);
	enum error error;

	if (effect->status != 1 || !file)
		return read_there(l, path, said);
	error = write_file(l, path, effect->text, &file->stamp, said);
	if (error != ERR_CHANGED)
		return error;
	buf_clear(said);
	error = read_there(l, path, said);
	if (error == ERR_CHANGED)
		buf_string(said, _(", just changed"));
	return error;
}

static void save(struct loop *l, const struct effect *effect)
{
	struct buf path = { 0 }, said = { 0 };
	enum error error;

	buf_add(&path, effect->path);
	if (path.failed) {
		error = ERR_MEMORY;
		buf_string(&said, _(error_text(error)));
	} else if (!path.len || memchr(path.text, 0, path.len)) {
		error = ERR_NOT_FILE;
		buf_string(&said, _("A file's name has at least one byte, and no NUL."));
	} else if (file_exists(buf_text(&path))) {
		error = save_there(l, buf_text(&path), effect, &said);
	} else {
		error = write_file(l, buf_text(&path), effect->text, NULL, &said);
	}
	done(l, EFFECT_SAVE, error, &said);
	buf_release(&path);
}

static void keep(struct loop *l, const struct effect *effect)
{
	struct buf text = { 0 };
	enum error error = effect->kind == EFFECT_KEEP ? loop_keep(effect->text, &text) : loop_forget(effect->text, &text);

	buf_clear(&l->unkept);
	if (error && effect->kind == EFFECT_KEEP)
		buf_add(&l->unkept, buf_slice(&text));
	done(l, effect->kind, error, &text);
}

/* What the command line said of sources is put aside; of the resolver (port, time-outs) it stands. */
static void open_source(struct loop *l, struct slice word)
{
	struct options options = *l->options;
	struct problem problem = { .error = ERR_NONE };
	const char *one;
	struct loop_reply *r;

	if (l->next.source || l->next.answers)	/* the one before is not taken yet */
		return;
	buf_clear(&l->next_word);
	buf_add(&l->next_word, word);
	one = buf_text(&l->next_word) + (*buf_text(&l->next_word) == '@');
	options.zones = options.servers = (struct words){ 0 };
	options.answers = NULL;
	options.no_dns = false;
	if (word.len && *word.at == '@')
		options.servers = (struct words){ .word = &one, .n = 1 };
	else if (word.len)
		options.zones = (struct words){ .word = &one, .n = 1 };
	enum error error = l->next_word.failed ? problem_set(&problem, ERR_MEMORY, NULL, 0, NULL) : world_open(&l->next, &options, &problem);

	r = reply(l, EVENT_SOURCE, EFFECT_SOURCE, error);
	if (!r || error) {
		if (r)
			add_problem(&r->text, &problem);
		loop_take_world(l, false);
		return;
	}
	r->event.answers = l->next.answers;
	buf_string(&r->text, _(l->next.source->ops->label(l->next.source)));
}

/* The same source, and nothing known. */
static void again(struct loop *l)
{
	struct loop_reply *r;

	if (l->next.answers)
		return;
	l->world->source->ops->stop(l->world->source);
	l->asking = false;
	l->next.answers = answers_new(NULL);
	r = reply(l, EVENT_SOURCE, EFFECT_AGAIN, l->next.answers ? ERR_NONE : ERR_MEMORY);
	if (!r)
		return;
	r->event.answers = l->next.answers;
	buf_string(&r->text, l->next.answers ? _(l->world->source->ops->label(l->world->source)) : _(error_text(ERR_MEMORY)));
}

void loop_take_world(struct loop *l, bool took)
{
	struct options nothing_to_save = *l->options;
	struct world other = took ? *l->world : l->next;
	struct problem problem;

	if (took && l->next.source) {
		*l->world = l->next;
	} else if (took) {
		l->world->answers = l->next.answers;
		other = (struct world){ .answers = other.answers };
	}
	if (took) {
		world_keep(l->world, &other);
		l->asking = false;
		l->answered = 0;
	}
	l->next = (struct world){ 0 };
	nothing_to_save.save_answers = NULL;
	if (world_close(&other, &nothing_to_save, &problem))
		buf_clear(&l->next_word);	/* closing without saving cannot fail */
}

static void quit(struct loop *l, const struct effect *effect)
{
	l->quit = true;
	l->status = effect->status;
	buf_clear(&l->result);
	buf_add(&l->result, effect->text);
	buf_clear(&l->domain);
	buf_add(&l->domain, effect->path);
}

void loop_carry(struct loop *l, const struct effect *effect)
{
	switch (effect->kind) {
	case EFFECT_NONE:
		break;
	case EFFECT_ASK:
		ask(l);
		break;
	case EFFECT_STOP:
		stop(l);
		break;
	case EFFECT_AGAIN:
		again(l);
		break;
	case EFFECT_WAKE:
		l->wake = effect->at_ms;
		break;
	case EFFECT_COPY:
		term_copy(effect->text);
		break;
	case EFFECT_PLAIN_PAGE:
		plain_page(effect->text);
		break;
	case EFFECT_SAVE:
		save(l, effect);
		break;
	case EFFECT_KEEP: case EFFECT_FORGET:
		keep(l, effect);
		break;
	case EFFECT_SOURCE:
		open_source(l, effect->text);
		break;
	case EFFECT_REDRAW:
		term_redraw();
		break;
	case EFFECT_SUSPEND:
		term_suspend();
		break;
	case EFFECT_QUIT:
		quit(l, effect);
		break;
	}
}

void loop_effect_release(struct loop *l)
{
	for (size_t i = 0; i < REPLIES; i++)
		buf_release(&l->reply[i].text);
	while (l->files)
		mem_free(l->file[--l->files].path);
	mem_free(l->file);
	if (l->next.answers)
		loop_take_world(l, false);
	buf_release(&l->next_word);
}
