/*
 * out: standard output, standard error, JSON.
 */
#include "cmd/out.h"
#include "base/file.h"
#include "base/words.h"
#include "cmd/commands.h"
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool out_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

enum text_form out_form(void)
{
	return out_utf8() ? TEXT_UTF8 : TEXT_ASCII;
}

void out_printable(struct buf *buf, struct slice text)
{
	text_printable(buf, text, out_form());
}

void out_name(struct buf *buf, const struct name *name)
{
	name_shown(name, out_utf8() ? TEXT_UTF8 : TEXT_ASCII, buf);
}

json_t *json_text(struct slice text)
{
	if (utf8_valid(text))
		return json_stringn_nocheck(text.len ? text.at : "", text.len);

	struct buf buf = { 0 };

	text_printable(&buf, text, TEXT_UTF8);
	json_t *string = json_stringn(buf_text(&buf), buf.len);
	buf_release(&buf);
	return string;
}

int out_text(const struct buf *buf, int status)
{
	struct problem problem;

	if (buf->failed) {
		(void)problem_set(&problem, ERR_MEMORY, NULL, 0, NULL);
		out_problem(&problem);
		return EXIT_FAILED;
	}
	if (file_write(STDOUT_FILENO, buf_slice(buf), &problem) == ERR_NONE)
		return status;
	/* "| head -1" is no failure of ours. */
	if (problem.system == EPIPE)
		return status;
	out_problem(&problem);
	return EXIT_FAILED;
}

void out_problem(const struct problem *problem)
{
	char text[1024];

	problem_text(problem, text, sizeof text);
	fprintf(stderr, "spfwiz: %s\n", text);
}

void out_note(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
}

json_t *out_json_new(const struct options *options, struct slice domain, const char *source)
{
	json_t *object = json_object();
	char schema[40];

	snprintf(schema, sizeof schema, "spfwiz/%s/1", options->command->name);
	json_object_set_new(object, "schema", json_string(schema));
	json_object_set_new(object, "domain", domain.len ? json_text(domain) : json_null());
	json_object_set_new(object, "source", source ? json_text(slice_of(source)) : json_null());
	json_object_set_new(object, "status", json_string("ok"));
	json_object_set_new(object, "error", json_null());
	return object;
}

/* jansson hands over pieces of a few bytes: they are gathered before they go into a buf. */
struct gathered {
	struct buf *buf;
	size_t n;
	char text[512];
};

static void gather(struct gathered *g, const char *text, size_t len)
{
	if (len > sizeof g->text - g->n) {
		buf_add(g->buf, (struct slice){ g->text, g->n });
		g->n = 0;
	}
	if (len > sizeof g->text) {
		buf_add(g->buf, (struct slice){ text, len });
		return;
	}
	memcpy(g->text + g->n, text, len);
	g->n += len;
}

/* jansson leaves DEL as it is; a terminal might not. */
static int add_json(const char *text, size_t len, void *arg)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] != 0x7f)
			continue;
		gather(arg, text + from, i - from);
		gather(arg, "\\u007f", 6);
		from = i + 1;
	}
	gather(arg, text + from, len - from);
	return 0;
}

void out_json_line(struct buf *buf, json_t *object)
{
	struct gathered g;

	g.buf = buf;
	g.n = 0;
	if (!object || json_dump_callback(object, add_json, &g, JSON_ENSURE_ASCII | JSON_COMPACT) != 0)
		buf->failed = true;
	buf_add(buf, (struct slice){ g.text, g.n });
	buf_char(buf, '\n');
	json_decref(object);
}

int out_json(json_t *object, int status)
{
	static const char *const word[] = { [EXIT_GOOD] = "ok", [EXIT_BAD] = "bad", [EXIT_FAILED] = "failed" };

	if (object)
		json_object_set_new(object, "status", json_string(word[status]));
	return out_json_as_is(object, status);
}

int out_json_as_is(json_t *object, int status)
{
	struct buf buf = { 0 };

	out_json_line(&buf, object);
	status = out_text(&buf, status);
	buf_release(&buf);
	return status;
}

int out_failed(const struct options *options, const struct problem *problem)
{
	/* DNS answered, and there is not one record: that is an answer. */
	int status = problem->error == ERR_NO_RECORD || problem->error == ERR_MANY_RECORDS ? EXIT_BAD : EXIT_FAILED;
	char text[1024];

	if (!options->json) {
		out_problem(problem);
		if (problem->error == ERR_USAGE && options->command == commands)
			out_note(_("Try \"spfwiz --help\"."));
		else if (problem->error == ERR_USAGE)
			out_note(_("Try \"spfwiz %s --help\"."), options->command->name);
		return status;
	}
	json_t *object = out_json_new(options, (struct slice){ 0 }, NULL);
	problem_text(problem, text, sizeof text);
	json_object_set_new(object, "error", json_text(slice_of(text)));
	return out_json(object, status);
}

/* The flag beats NO_COLOR, which beats CLICOLOR_FORCE, which beats the terminal. */
bool out_coloured(const struct options *options)
{
	const char *none = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");

	if (options->color && strcmp(options->color, "auto") != 0)
		return strcmp(options->color, "always") == 0;
	if (none && *none)
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return isatty(STDOUT_FILENO) == 1;
}

void out_paint(struct buf *buf, bool coloured, enum out_colour colour, const char *text)
{
	static const char *const start[] = {
		[COLOUR_NONE] = "", [COLOUR_GOOD] = "\033[32m", [COLOUR_BAD] = "\033[1;31m", [COLOUR_WARNING] = "\033[1;33m",
	};

	if (!coloured || colour == COLOUR_NONE) {
		buf_string(buf, text);
		return;
	}
	buf_printf(buf, "%s%s\033[0m", start[colour], text);
}
