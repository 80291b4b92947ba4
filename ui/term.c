/* term: curses for what is shown; keys are read as bytes (ui/term_keys), for it waits after Esc and knows one form of each key. */
#include "ui/term.h"

#include "base/file.h"
#include "ui/term_keys.h"
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
#include <wchar.h>

/* The last: term.h makes macros of short words, and key_name() is ours here. */
#define key_name curses_key_name
#include <curses.h>
#include <term.h>
#undef key_name
#undef columns

enum { SIDE_MOST = 1000, READ_MOST = 4096, MARKS = CCHARW_MAX - 1 };
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static struct {
	SCREEN *screen;			/* NULL: not open */
	FILE *file;			/* /dev/tty when that was opened; else NULL */
	int in, out;
	bool up, paged, gone;		/* the screen is on the terminal; a plain page is; the terminal is no more */
	bool look_at_size, redraw, ansi, clipboard;
	enum text_form form;
	int rows, columns;
	struct termios raw;
	attr_t attribute[LOOK_COUNT];
	short pair[LOOK_COUNT];
	struct cells shown;
	struct keys keys;
	struct term_text on, off;	/* keypad and bracketed paste */
	cchar_t *row;			/* one row for curses */
} term;

/* decoration[0] without colours, [1] with them. Never blue: it cannot be read on black. */
static const struct {
	attr_t attribute[2];
	short colour;
} decoration[LOOK_COUNT] = {
	[LOOK_PLAIN] = { { A_NORMAL, A_NORMAL }, -1 }, [LOOK_BOLD] = { { A_BOLD, A_BOLD }, -1 },
	[LOOK_FOCUS] = { { A_REVERSE, A_REVERSE }, -1 }, [LOOK_ERROR] = { { A_BOLD, A_BOLD }, COLOR_RED },
	[LOOK_WARNING] = { { A_BOLD, A_BOLD }, COLOR_YELLOW }, [LOOK_GOOD] = { { A_NORMAL, A_NORMAL }, COLOR_GREEN },
	[LOOK_FIELD] = { { A_NORMAL, A_NORMAL }, -1 }, [LOOK_BAD] = { { A_UNDERLINE, A_UNDERLINE }, COLOR_RED },
	[LOOK_RULE] = { { A_NORMAL, A_NORMAL }, -1 },
};

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
	collecting = into;
	if (text)
		(void)tputs(text, 1, collect);
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
	if (tcgetattr(term.out, &term.raw))
		return;
	term.raw.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP | BRKINT | PARMRK);
	term.raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
	term.raw.c_cc[VMIN] = 1;
	term.raw.c_cc[VTIME] = 0;
	(void)tcsetattr(term.out, TCSADRAIN, &term.raw);
	def_prog_mode();
}

/* Colours only where they are wanted: start_color() alone sends some, and curses does not know NO_COLOR. */
static void set_looks(bool colour)
{
	colour = colour && has_colors() && start_color() == OK && use_default_colors() == OK && COLORS >= 8;
	for (short i = 0; i < LOOK_COUNT; i++) {
		term.attribute[i] = decoration[i].attribute[colour];
		term.pair[i] = 0;
		if (colour && decoration[i].colour >= 0 && init_pair((short)(i + 1), decoration[i].colour, -1) == OK)
			term.pair[i] = (short)(i + 1);
	}
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

static void write_out(struct slice text)
{
	struct problem problem;

	if (!term.gone && file_write(term.out, text, &problem))
		term.redraw = true;	/* that it is gone, reading will say */
}

static void enter(void)
{
	term_back.raised = true;
	(void)tcsetattr(term.out, TCSADRAIN, &term.raw);
	write_out((struct slice){ term.on.at, term.on.len });
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
	write_out((struct slice){ term.off.at, term.off.len });
	if (!string("rmcup")) {		/* no other screen to go back to: this one, empty */
		erase();
		refresh();
	}
	endwin();
	(void)tcsetattr(term.out, TCSADRAIN, &term_back.before);
	term_back.raised = false;
}

static bool new_row(void)
{
	cchar_t *row = realloc(term.row, (size_t)term.columns * sizeof *row);

	if (row)
		term.row = row;
	return row != NULL;
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
	if (!new_row())
		return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	set_looks(options->colour);
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
	term.in = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : term.out;
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
	term_signals_end();
	if (term.screen)
		delscreen(term.screen);
	if (term.file)
		fclose(term.file);
	cells_release(&term.shown);
	keys_release(&term.keys);
	free(term.row);
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

	*wake_ms = UINT64_MAX;
	if (term.gone || !term.screen)
		return INPUT_NONE;
	if (term.look_at_size && new_size())
		return INPUT_RESIZE;
	while ((what = keys_next(&term.keys, now_ms, code, paste, wake_ms)) == KEYS_NONE) {
		enum arrived arrived = arrive();

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

/* A cell for curses. Where it thinks otherwise of the width, nothing would stand where it should: a mark of that width, then. */
static bool to_curses(const struct cell *cell, cchar_t *out)
{
	attr_t attribute = term.attribute[cell->look < LOOK_COUNT ? cell->look : LOOK_PLAIN];
	short pair = term.pair[cell->look < LOOK_COUNT ? cell->look : LOOK_PLAIN];
	struct slice text = slice_of(cell->text);
	wchar_t wide[MARKS + 1] = { 0 };
	uint32_t code;

	if (cell->look == LOOK_RULE && term.form == TEXT_UTF8 && cell->text[0] == '-') {
		*out = *WACS_HLINE;
		return true;
	}
	for (size_t i = 0; i < MARKS && text.len; i++) {
		text = slice_from(text, utf8_decode(text, &code));
		wide[i] = (wchar_t)code;
	}
	if (wide[0] >= ' ' && wcwidth(wide[0]) == cell->width && setcchar(out, wide, attribute, pair, NULL) == OK)
		return true;
	wide[0] = '?';
	wide[1] = 0;
	(void)setcchar(out, wide, attribute, pair, NULL);
	return cell->width < 2;
}

static void put_row(const struct cell *cell, int row, int columns)
{
	int n = 0;

	for (int i = 0; i < columns; i++) {
		if (!cell[i].width)
			continue;
		bool whole = to_curses(&cell[i], &term.row[n++]);

		if (!whole) {
			term.row[n] = term.row[n - 1];
			n++;
		}
	}
	(void)mvadd_wchnstr(row, 0, term.row, n);
}

static bool remember(const struct cells *cells)
{
	if (term.shown.rows != cells->rows || term.shown.columns != cells->columns || !term.shown.cell)
		cells_resize(&term.shown, cells->rows, cells->columns);
	return !term.shown.failed;
}

void term_show(const struct cells *cells)
{
	int rows = cells->rows < term.rows ? cells->rows : term.rows;
	int columns = cells->columns < term.columns ? cells->columns : term.columns;
	bool known = term.shown.rows == cells->rows && term.shown.columns == cells->columns;

	if (!term.up || term.gone || cells->failed || !new_row())
		return;
	if (term.redraw || !known) {
		clearok(curscr, TRUE);
		erase();
	}
	for (int i = 0; i < rows; i++) {
		size_t at = (size_t)i * (size_t)cells->columns, size = (size_t)cells->columns * sizeof *cells->cell;

		if (term.redraw || !known || memcmp(cells->cell + at, term.shown.cell + at, size) != 0)
			put_row(cells->cell + at, i, columns);
	}
	if (remember(cells))
		memcpy(term.shown.cell, cells->cell, (size_t)cells->rows * (size_t)cells->columns * sizeof *cells->cell);
	term.redraw = false;
	(void)move(cells->cursor_row < rows ? cells->cursor_row : rows - 1, cells->cursor_column < columns ? cells->cursor_column : columns - 1);
	refresh();
}

void term_copy(struct slice text)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buf out = { 0 };

	if (!term.up || !term.clipboard)
		return;
	buf_string(&out, "\033]52;c;");
	for (size_t i = 0; i < text.len; i += 3) {
		size_t left = text.len - i;
		uint32_t three = (uint32_t)(unsigned char)text.at[i] << 16;

		three |= left > 1 ? (uint32_t)(unsigned char)text.at[i + 1] << 8 : 0;
		three |= left > 2 ? (uint32_t)(unsigned char)text.at[i + 2] : 0;
		buf_char(&out, digit[three >> 18]);
		buf_char(&out, digit[three >> 12 & 63]);
		buf_char(&out, left > 1 ? digit[three >> 6 & 63] : '=');
		buf_char(&out, left > 2 ? digit[three & 63] : '=');
	}
	buf_char(&out, '\a');
	if (!out.failed)
		write_out(buf_slice(&out));
	buf_release(&out);
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
	write_out(text);
	term.paged = true;
}

/* As the terminal's own Ctrl-Z would: the whole group stops, a pipe's other end too. */
void term_suspend(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, was;
	bool paged = term.paged;

	if (term.gone || !term.screen)
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
