/*
 * out: standard output, standard error, JSON.
 */
#include "cmd/out.h"
#include "base/file.h"
#include "base/words.h"
#include "base/wrap.h"
#include "cmd/commands.h"
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SCHEMA = 40 };	/* bytes of "spfwiz/COMMAND/1" */

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

size_t out_columns(int fd)
{
	enum { USUAL = 80, LEAST = 20, MOST = 1000 };
	const char *word = getenv("COLUMNS");
	struct winsize size = { 0 };
	uint64_t columns;

	if (isatty(fd) != 1)
		return 0;
	if (!word || !slice_number(slice_of(word), MOST, &columns) || !columns)
		columns = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : USUAL;
	return columns < LEAST ? LEAST : (size_t)columns;
}

void out_prose(struct buf *buf, struct slice lines)
{
	wrap_lines(buf, lines, out_columns(STDOUT_FILENO), 2);
}

static void note(const struct buf *text, size_t columns)
{
	struct buf out = { 0 };

	wrap_lines(&out, buf_slice(text), columns, 2);
	fprintf(stderr, "%s\n", buf_text(&out));
	buf_release(&out);
}

void out_problem(const struct problem *problem)
{
	char text[1024];
	struct buf out = { 0 };

	problem_text(problem, text, sizeof text);
	buf_printf(&out, "spfwiz: %s", text);
	if (out.failed)		/* that it did is what is to be said */
		fprintf(stderr, "spfwiz: %s\n", text);
	else
		note(&out, out_columns(STDERR_FILENO));
	buf_release(&out);
}

void out_note(const char *format, ...)
{
	struct buf out = { 0 };
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&out, format, arguments);
	va_end(arguments);
	note(&out, out_columns(STDERR_FILENO));
	buf_release(&out);
}

void out_note_as_is(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
}

static const char *schema_of(const struct options *options, char out[static SCHEMA])
{
	snprintf(out, SCHEMA, "spfwiz/%s/1", options->command->name);
	return out;
}

json_t *out_json_new(const struct options *options, struct slice domain, const char *source)
{
	json_t *object = json_object();
	char schema[SCHEMA];

	json_object_set_new(object, "schema", json_string(schema_of(options, schema)));
	json_object_set_new(object, "domain", domain.len ? json_text(domain) : json_null());
	json_object_set_new(object, "source", source ? json_text(slice_of(source)) : json_null());
	json_object_set_new(object, "status", json_string("ok"));
	json_object_set_new(object, "error", json_null());
	return object;
}

/* jansson leaves DEL as it is; a terminal might not. */
static int add_json(const char *text, size_t len, void *buf)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] != 0x7f)
			continue;
		buf_add(buf, (struct slice){ text + from, i - from });
		buf_string(buf, "\\u007f");
		from = i + 1;
	}
	buf_add(buf, (struct slice){ text + from, len - from });
	return 0;
}

static const char *const status_word[] = { [EXIT_GOOD] = "ok", [EXIT_BAD] = "bad", [EXIT_FAILED] = "failed" };

int out_json(json_t *object, int status)
{
	if (object)
		json_object_set_new(object, "status", json_string(status_word[status]));
	return out_json_as_is(object, status);
}

int out_json_as_is(json_t *object, int status)
{
	struct buf buf = { 0 };

	if (!object || json_dump_callback(object, add_json, &buf, JSON_ENSURE_ASCII | JSON_COMPACT) != 0)
		buf.failed = true;
	buf_char(&buf, '\n');
	json_decref(object);
	status = out_text(&buf, status);
	buf_release(&buf);
	return status;
}

void out_json_open(struct jot *jot, const struct options *options, struct slice domain, const char *source, int status, const char *error)
{
	char schema[SCHEMA];

	jot_open(jot, NULL, '{');
	jot_word(jot, "schema", schema_of(options, schema));
	if (domain.len)
		jot_text(jot, "domain", domain);
	else
		jot_null(jot, "domain");
	jot_word(jot, "source", source);
	jot_word(jot, "status", status_word[status]);
	jot_word(jot, "error", error);
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
