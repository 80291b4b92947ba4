/* term: curses for what is shown; keys are read as bytes (ui/term_keys), for it waits after Esc and knows one form of each key. */
#include "ui/term.h"

#include "base/file.h"
#include "ui/term_private.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The last: term.h makes macros of short words, and key_name() is ours here. */
#define key_name curses_key_name
#include <curses.h>
#include <term.h>
#undef key_name
#undef columns

enum { SIDE_MOST = 1000, READ_MOST = 4096, READS_AT_ONCE = 64 };
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct term_state term;

static const struct {
	const char *capability;
	uint32_t code;
} capabilities[] = {
	{ "kcuu1", CODE_UP }, { "kcud1", CODE_DOWN }, { "kcub1", CODE_LEFT }, { "kcuf1", CODE_RIGHT }, { "khome", CODE_HOME },
	{ "kend", CODE_END }, { "kpp", CODE_PAGE_UP }, { "knp", CODE_PAGE_DOWN }, { "kich1", CODE_INSERT }, { "kdch1", CODE_DELETE },
	{ "kcbt", CODE_BACKTAB }, { "kent", CODE_ENTER }, { "kbs", CODE_BACKSPACE }, { "kf1", CODE_F1 }, { "kf2", CODE_F2 },
	{ "kf3", CODE_F3 }, { "kf4", CODE_F4 }, { "kf5", CODE_F5 }, { "kf6", CODE_F6 }, { "kf7", CODE_F7 }, { "kf8", CODE_F8 },
	{ "kf9", CODE_F9 }, { "kf10", CODE_F10 }, { "kf20", CODE_SHIFT_F8 },
};

static const char *string(const char *capability)
{
	const char *text = tigetstr((char *)capability);

	return text == (char *)-1 ? NULL : text;
}

static enum term_fit fit_of(int fd)
{
	const char *name = getenv("TERM");
	int error;

	if (!name || !*name)
		return TERM_UNKNOWN;
	if (strcmp(name, "dumb") == 0)
		return TERM_POOR;
	if (setupterm(NULL, fd, &error) != OK)
		return TERM_UNKNOWN;
	enum term_fit fit = string("cup") && string("clear") && tigetflag("hc") <= 0 ? TERM_GOOD : TERM_POOR;
	del_curterm(cur_term);
	return fit;
}

enum term_fit term_fit(void)
{
	int fd = isatty(STDOUT_FILENO) == 1 ? dup(STDOUT_FILENO) : open("/dev/tty", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return TERM_NO_TERMINAL;
	enum term_fit fit = fit_of(fd);
	close(fd);
	return fit;
}

/* Sequences as bytes, made ready: what curses' own putp() sends waits in stdio, and a handler of signals may call neither. */
static struct term_text *collecting;

static int collect(int c)
{
	if (collecting->len < sizeof collecting->at)
		collecting->at[collecting->len++] = (char)c;
	return c;
}

static void collect_string(struct term_text *into, const char *text)
{
	size_t before = into->len;

	collecting = into;
	if (text)
		(void)tputs(text, 1, collect);
	if (into->len == sizeof into->at)	/* no room: half a sequence would be worse than none */
		into->len = before;
}

static void prepare(bool colour)
{
	const char *cup = string("cup");
	struct term_text *back = &term_back.text;

	collect_string(&term.on, string("smkx"));
	collect_string(&term.on, term.ansi ? PASTE_ON : NULL);
	collect_string(&term.off, term.ansi ? PASTE_OFF : NULL);
	collect_string(&term.off, string("rmkx"));
	*back = term.off;
	term_back.fd = term.out;
	collect_string(back, string("sgr0"));
	collect_string(back, colour ? string("op") : NULL);
	collect_string(back, string("rmcup") ? NULL : string("clear"));
	collect_string(back, cup ? tparm(cup, (long)term.rows - 1, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L) : NULL);
	collect_string(back, string("rmcup"));
	collect_string(back, string("cnorm"));
	collect_string(back, "\r\n");
}

static void measure(int *rows, int *columns)
{
	struct winsize size = { 0 };

	*rows = LINES;
	*columns = COLS;
	if (!ioctl(term.out, TIOCGWINSZ, &size) && size.ws_row && size.ws_col) {
		*rows = size.ws_row;
		*columns = size.ws_col;
	}
	*rows = *rows < 1 ? 1 : *rows > SIDE_MOST ? SIDE_MOST : *rows;
	*columns = *columns < 1 ? 1 : *columns > SIDE_MOST ? SIDE_MOST : *columns;
}

/* Curses' raw() leaves no signal key and no Ctrl-S; what Ctrl-V and Ctrl-O did goes with IEXTEN. */
static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);	/* a frame is not left half drawn because keys are waiting */
	if (tcgetattr(term.out, &term.raw))
		return;
	term.raw.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP | BRKINT | PARMRK);
	term.raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
	term.raw.c_cc[VMIN] = 1;
	term.raw.c_cc[VTIME] = 0;
	(void)tcsetattr(term.out, TCSADRAIN, &term.raw);
	def_prog_mode();
}

/* By hand Esc goes before what the table of keys has with Meta. */
static bool is_meta(uint32_t code)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)); i++)
		for (size_t j = 0; j < sizeof row->code / sizeof *row->code; j++)
			if (row->code[j] == (code | CODE_META))
				return true;
	return false;
}

static void learn_keys(void)
{
	term.keys.meta = is_meta;
	term.keys.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	term.keys.strings = 0;
	for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
		keys_string(&term.keys, string(capabilities[i].capability), capabilities[i].code);
}

void term_write(struct slice text)
{
	struct problem problem;

	if (!term.gone && file_write(term.out, text, &problem))
		term.redraw = true;	/* that it is gone, reading will say */
}

static void enter(void)
{
	term_back.raised = true;
	(void)tcsetattr(term.out, TCSADRAIN, &term.raw);
	term_write((struct slice){ term.on.at, term.on.len });
	term.up = true;
	term.redraw = true;
}

static void leave(void)
{
	if (!term.up)
		return;
	term.up = false;
	if (term.gone)
		return;
	term_write((struct slice){ term.off.at, term.off.len });
	if (!string("rmcup")) {		/* no other screen to go back to: this one, empty */
		erase();
		refresh();
	}
	endwin();
	(void)tcsetattr(term.out, TCSADRAIN, &term_back.before);
	term_back.raised = false;
}

static enum error start(const struct term_options *options, struct problem *problem)
{
	const char *cup;

	if (tcgetattr(term.out, &term_back.before))
		return problem_system(problem, "/dev/tty");
	term.screen = newterm(NULL, term.file ? term.file : stdout, stdin);
	if (!term.screen)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	measure(&term.rows, &term.columns);
	if ((LINES != term.rows || COLS != term.columns) && resize_term(term.rows, term.columns) != OK)
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	cup = string("cup");
	term.ansi = cup && strncmp(cup, "\033[", 2) == 0;
	term.clipboard = term.ansi && string("Ms");
	term.form = options->form;
	term_looks(options->colour);
	prepare(options->colour);
	term_signals_start();
	set_modes();
	learn_keys();
	curs_set(1);
	enter();
	return ERR_NONE;
}

enum error term_open(const struct term_options *options, struct problem *problem)
{
	static bool at_exit;

	if (term.screen)
		return ERR_NONE;
	term.out = STDOUT_FILENO;
	if (isatty(STDOUT_FILENO) != 1) {
		term.file = fopen("/dev/tty", "r+e");
		if (!term.file)
			return problem_system(problem, "/dev/tty");
		term.out = fileno(term.file);
	}
	term.in = !term.file && isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : term.out;
	if (!at_exit)
		at_exit = atexit(term_close) == 0;
	enum error error = start(options, problem);

	if (error)
		term_close();
	return error;
}

void term_close(void)
{
	leave();
	if (term_back.raised && !term.gone) {	/* a plain page is shown */
		(void)tcsetattr(term.out, TCSADRAIN, &term_back.before);
		term_back.raised = false;
	}
	term_signals_end();
	if (term.screen)
		delscreen(term.screen);
	if (term.file)
		fclose(term.file);
	keys_release(&term.keys);
	term_show_end();
	memset(&term, 0, sizeof term);
}

int term_fd(void)
{
	return term.in;
}

void term_size(int *rows, int *columns)
{
	*rows = term.rows;
	*columns = term.columns;
}

void term_resized(void)
{
	term.look_at_size = true;
}

/* Who stopped us from outside may have changed the modes. */
void term_continued(void)
{
	if (term.up)
		enter();
	term.look_at_size = true;
}

void term_redraw(void)
{
	term.redraw = true;
}

/* true: it is another size. */
static bool new_size(void)
{
	int rows, columns;

	term.look_at_size = false;
	measure(&rows, &columns);
	if (rows == term.rows && columns == term.columns)
		return false;
	term.rows = rows;
	term.columns = columns;
	(void)resize_term(rows, columns);
	term.redraw = true;
	return true;
}

enum arrived { ARRIVED_NONE, ARRIVED_SOME, ARRIVED_END };
/* No byte and no error is the end: a terminal that is gone says so again and again, without waiting. */
static enum arrived arrive(void)
{
	struct pollfd poll_in = { .fd = term.in, .events = POLLIN };
	char bytes[READ_MOST];
	ssize_t n;

	if (poll(&poll_in, 1, 0) <= 0 || !poll_in.revents)
		return ARRIVED_NONE;
	n = read(term.in, bytes, sizeof bytes);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return ARRIVED_NONE;
	if (n <= 0)
		return ARRIVED_END;
	keys_add(&term.keys, (struct slice){ bytes, (size_t)n });
	return ARRIVED_SOME;
}

static void end_page(void)
{
	term.paged = false;
	enter();
	(void)new_size();
}

enum term_input term_next(uint64_t now_ms, uint32_t *code, struct buf *paste, uint64_t *wake_ms)
{
	enum keys_what what = KEYS_NONE;
	int reads = 0;

	*wake_ms = UINT64_MAX;
	if (term.gone || !term.screen)
		return INPUT_NONE;
	if (term.look_at_size && new_size())
		return INPUT_RESIZE;
	while ((what = keys_next(&term.keys, now_ms, code, paste, wake_ms)) == KEYS_NONE) {
		enum arrived arrived = reads++ < READS_AT_ONCE ? arrive() : ARRIVED_NONE;

		if (arrived == ARRIVED_NONE)
			return INPUT_NONE;
		if (arrived == ARRIVED_END) {
			term.gone = true;
			return INPUT_GONE;
		}
	}
	if (term.paged) {
		end_page();
		return INPUT_RESIZE;
	}
	return what == KEYS_PASTE ? INPUT_PASTE : INPUT_KEY;
}

void term_plain_page(struct slice text)
{
	struct termios modes = term.raw;

	if (!term.up || term.gone)
		return;
	leave();
	modes.c_oflag = term_back.before.c_oflag;
	term_back.raised = true;
	(void)tcsetattr(term.out, TCSADRAIN, &modes);
	term_write(text);
	term.paged = true;
}

/* As the terminal's own Ctrl-Z would: the whole group stops, a pipe's other end too. Who had it ignore that would not wake it. */
void term_suspend(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, was;
	bool paged = term.paged;

	if (term.gone || !term.screen || (!sigaction(SIGTSTP, NULL, &was) && was.sa_handler == SIG_IGN))
		return;
	leave();
	if (paged)
		(void)tcsetattr(term.out, TCSADRAIN, &term_back.before);
	sigaction(SIGTSTP, &stop, &was);
	(void)kill(0, SIGTSTP);
	sigaction(SIGTSTP, &was, NULL);
	term.paged = false;
	enter();
	term.look_at_size = true;
}
