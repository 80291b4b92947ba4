/* plain_talk: lines out, lines in, whatever the bytes. */
#include "ui/plain_private.h"

#include "base/words.h"
#include "base/wrap.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum { LINE_MOST = 65535 };

void plain_say(struct plain *p, const char *format, ...)
{
	struct buf text = { 0 }, shown = { 0 }, lines = { 0 };
	struct slice rest, line;
	va_list args;

	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	rest = buf_slice(&text);
	while (rest.len) {
		const char *end = memchr(rest.at, '\n', rest.len);

		line = slice_to(rest, end ? (size_t)(end - rest.at) : rest.len);
		rest = slice_from(rest, line.len + (end != NULL));
		text_printable(&shown, line, p->io.form);
		buf_string(&shown, end ? "\n" : "");
	}
	wrap_lines(&lines, buf_slice(&shown), p->io.columns, 2);
	p->memory |= text.failed || shown.failed || lines.failed;
	plain_raw(p, buf_slice(&lines));
	buf_release(&text);
	buf_release(&shown);
	buf_release(&lines);
}

void plain_show(struct plain *p, struct slice text)
{
	struct buf shown = { 0 };

	text_printable(&shown, text, p->io.form);
	buf_char(&shown, '\n');
	p->memory |= shown.failed;
	plain_raw(p, buf_slice(&shown));
	buf_release(&shown);
}

void plain_raw(struct plain *p, struct slice text)
{
	if (text.len && !ferror(p->io.out) && fwrite(text.at, 1, text.len, p->io.out) < text.len)
		p->write_error = errno;
}

bool plain_flush(struct plain *p)
{
	if (fflush(p->io.out) == 0)
		return true;
	if (!p->write_error)
		p->write_error = errno;
	return false;
}

bool plain_gone(const struct plain *p)
{
	return ferror(p->io.out) != 0;
}

static bool stopped(const struct plain *p)
{
	return plain_gone(p) || (p->io.stop && *p->io.stop);
}

/* One byte; a signal that is not ours to stop at (a window that changes its size) only interrupts. */
static int next_byte(struct plain *p)
{
	int c;

	for (;;) {
		errno = 0;
		c = getc(p->io.in);
		if (c != EOF || !ferror(p->io.in) || errno != EINTR || stopped(p))
			return c;
		clearerr(p->io.in);
	}
}

static enum heard read_line(struct plain *p)
{
	size_t len = 0;
	int c;

	buf_clear(&p->line);
	while ((c = next_byte(p)) != EOF && c != '\n')
		if (len++ < LINE_MOST)
			buf_char(&p->line, (char)c);
	if (stopped(p))
		return HEARD_STOP;
	if (c == EOF && !len)
		return HEARD_END;
	p->memory |= p->line.failed;
	return len > LINE_MOST ? HEARD_LONG : HEARD_LINE;
}

static void trim(struct buf *line)
{
	struct slice inner = slice_trim(buf_slice(line));
	size_t before = inner.len ? (size_t)(inner.at - line->text) : 0;

	buf_cut(line, before + inner.len);
	if (before)
		buf_replace(line, 0, before, SLICE(""));
}

enum meant plain_meant(struct plain *p, const char *help)
{
	struct slice said = buf_slice(&p->line);

	if (slice_equal(said, SLICE("<")) || slice_equal(said, SLICE("!")))
		return MEANT_BACK;
	if (!slice_equal(said, SLICE("?")))
		return MEANT_REPLY;
	plain_say(p, "  %s\n", help);
	return MEANT_HELP;
}

enum heard plain_hear(struct plain *p, const char *prompt, const char *preset)
{
	enum heard heard;

	if (preset)
		plain_say(p, "%s [%s]: ", prompt, preset);
	else
		plain_say(p, "%s: ", prompt);
	if (!plain_flush(p) || stopped(p))
		return HEARD_STOP;
	heard = read_line(p);
	trim(&p->line);
	if (heard == HEARD_LONG) {
		plain_say(p, _("\n  That is too long: a line has at most %d bytes.\n"), LINE_MOST);
	} else if (heard == HEARD_END || heard == HEARD_STOP) {
		plain_say(p, "\n");
	} else if (!p->io.in_terminal) {	/* a terminal shows what is typed; a pipe does not */
		plain_show(p, buf_slice(&p->line));
	}
	return heard;
}
