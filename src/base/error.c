/* error: the table of words, and printing a problem. */
#include "base/error.h"
#include "base/buf.h"
#include "base/words.h"
#include <errno.h>
#include <string.h>

static const char *const words[ERR_COUNT] = {
	[ERR_NONE] = N_("no error"),
	[ERR_MEMORY] = N_("out of memory; close other programs or try with less data"),
	[ERR_USAGE] = N_("the command line is not understood; see --help"),
	[ERR_FILE] = N_("cannot be read or written"),
	[ERR_NOT_FILE] = N_("not an ordinary file; give a file that is no folder or device and has one name only"),
	[ERR_TOO_LARGE] = N_("too large; give something smaller"),
	[ERR_CHANGED] = N_("changed by someone else since it was read; read it again and repeat the change"),
	[ERR_SYNTAX] = N_("syntax error; correct it and try again"),
	[ERR_LOOP] = N_("the file includes itself; remove that $INCLUDE"),
	[ERR_BINARY] = N_("holds NUL bytes, so it is not a text; give a text file"),
	[ERR_NAME_EMPTY] = N_("a domain name is missing; give one such as example.com"),
	[ERR_NAME_LONG] = N_("the domain name is longer than DNS allows (255 bytes); shorten it"),
	[ERR_NAME_LABEL] = N_("a part of the domain name between dots is empty or over 63 bytes; correct it"),
	[ERR_NAME_BYTES] = N_("a character that domain names of mail cannot have; give only the domain, such as example.com"),
	[ERR_NAME_ADDRESS] = N_("an IP address and not a domain name; give the domain after the @, such as example.com"),
	[ERR_NAME_SINGLE] = N_("a single word and not a full domain name; give one with a dot, such as example.com"),
	[ERR_NAME_IDNA] = N_("not a valid internationalized domain name (IDNA2008); check its spelling"),
	[ERR_ADDRESS] = N_("not an IP address; give one such as 192.0.2.1 or 2001:db8::1"),
	[ERR_NO_SERVER] = N_("no DNS server could be reached; check the network, or name a server with @SERVER"),
	[ERR_NO_ANSWER] = N_("this question was not answered"),
	[ERR_NO_RECORD] = N_("there is no SPF record; give one with --record"),
	[ERR_MANY_RECORDS] = N_("there is more than one SPF record: receivers say permerror (RFC 7208 4.5). Keep one"),
	[ERR_NO_HOST] = N_("its name servers are of no DNS host that is known; give --host NAME (spfwiz hosts lists them, generic fits any)"),
	[ERR_STOPPED] = N_("stopped before it was done"),
	[ERR_PROGRAM] = N_("another program failed"),
};

/* What to do where the system refused, for what befalls people most. */
static const struct {
	int system;
	const char *advice;
} advices[] = {
	{ ENOENT, N_("check the name") },
	{ ENOTDIR, N_("check the name") },
	{ EACCES, N_("check the permissions of the file and its folder") },
	{ EPERM, N_("check the permissions of the file and its folder") },
	{ EROFS, N_("make the file system writable") },
	{ ENOSPC, N_("make room on the disk and try again") },
	{ EDQUOT, N_("make room in your quota and try again") },
	{ EFBIG, N_("raise the limit on file sizes (ulimit -f)") },
	{ EMFILE, N_("raise the limit on open files (ulimit -n)") },
	{ ELOOP, N_("check the symbolic links") },
	{ ENOTSUP, N_("its attributes could not be kept, so it was left alone; edit it by hand") },
};

const char *error_text(enum error error)
{
	if ((unsigned)error >= ERR_COUNT || !words[error])
		return N_("unknown error; please report it");
	return words[error];
}

static bool continues(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The end of a path tells more than its start. */
static void keep_end(char *out, size_t size, const char *text)
{
	static const char dots[] = "...";
	size_t len = strlen(text);
	if (len < size) {
		memcpy(out, text, len + 1);
		return;
	}
	const char *from = text + len - (size - sizeof dots);
	while (continues(*from))
		from++;
	memcpy(out, dots, sizeof dots - 1);
	memcpy(out + sizeof dots - 1, from, (size_t)(text + len - from) + 1);
}

/* The longest start of text that fits and does not end inside a character. */
static size_t keep_start(char *out, size_t size, const char *text)
{
	size_t len = strnlen(text, size);
	if (len == size) {
		len = size - 1;
		for (size_t back = 0; back < 3 && len > 0 && continues(text[len]); back++)
			len--;
	}
	memcpy(out, text, len);
	out[len] = '\0';
	return len;
}

enum error problem_set(struct problem *problem, enum error error, const char *file, unsigned line, const char *detail)
{
	if (!problem)
		return error;
	/* Made apart: file and detail may be those of *problem. */
	struct problem made = { .error = error, .line = line };
	keep_end(made.file, sizeof made.file, file ? file : "");
	keep_start(made.detail, sizeof made.detail, detail ? detail : "");
	*problem = made;
	return error;
}

enum error problem_system(struct problem *problem, const char *file)
{
	int system = errno;
	enum error error = system == ENOMEM ? ERR_MEMORY : ERR_FILE;
	problem_set(problem, error, file, 0, NULL);
	if (problem)
		problem->system = system;
	errno = system;
	return error;
}

static void add_place(struct buf *b, const struct problem *problem)
{
	text_printable(b, slice_of(problem->file), TEXT_UTF8);
	if (problem->line)
		buf_printf(b, problem->file[0] ? ":%u" : _("line %u"), problem->line);
	if (problem->line && problem->column)
		buf_printf(b, ":%u", problem->column);
	if (b->len > 0)
		buf_string(b, ": ");
}

static void add_system(struct buf *b, int system)
{
	buf_printf(b, ": %s", strerror(system));
	for (size_t i = 0; i < sizeof advices / sizeof *advices; i++) {
		if (advices[i].system == system)
			buf_printf(b, "; %s", _(advices[i].advice));
	}
}

size_t problem_text(const struct problem *problem, char *out, size_t size)
{
	if (size == 0)
		return 0;
	struct buf b = { 0 };
	add_place(&b, problem);
	/* What is wrong with a command line says it all. */
	bool alone = problem->error == ERR_USAGE && problem->detail[0];
	if (!alone)
		buf_string(&b, _(error_text(problem->error)));
	if (problem->system && problem->error == ERR_FILE)
		add_system(&b, problem->system);
	if (problem->detail[0]) {
		buf_string(&b, alone ? "" : ": ");
		text_printable(&b, slice_of(problem->detail), TEXT_UTF8);
	}
	/* Without memory at least the words, which need none. */
	size_t len = keep_start(out, size, b.failed ? _(error_text(problem->error)) : buf_text(&b));
	buf_release(&b);
	return len;
}
