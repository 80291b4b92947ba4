/* file: reading, and writing all of it. Replacing is in test_file_replace.c. */
#include "base/file.h"
#include "failing_malloc.h"
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/test_file.XXXXXX";
static char path[64];

static void set_up(void)
{
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/file", folder);
}

static void clean_up(void)
{
	unlink(path);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void put(struct slice text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(file_write(fd, text, NULL), ERR_NONE);
	close(fd);
}

/* A child writes text to fd in pieces, after a while. */
static pid_t late_writer(const char *fifo, int fd, struct slice text)
{
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	usleep(50000);
	if (fifo)
		fd = open(fifo, O_WRONLY);
	for (size_t at = 0; at < text.len; at += 1000) {
		struct slice some = slice_to(slice_from(text, at), 1000);
		if (file_write(fd, some, NULL))
			_exit(1);
	}
	_exit(0);
}

static void reap(pid_t pid)
{
	int status = -1;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}

START_TEST(reading)
{
	static char large[200001];
	memset(large, 'x', sizeof large);
	large[7] = '\0';
	const struct slice texts[] = { { 0 }, SLICE("a"), SLICE("a\0b\r\n\xff"), { large, sizeof large } };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		put(texts[i]);
		struct buf b = { 0 };
		struct file_stamp stamp = { 0 };
		buf_string(&b, "before:");
		ck_assert_int_eq(file_read(path, texts[i].len, &b, &stamp, NULL), ERR_NONE);
		ck_assert(slice_equal(slice_from(buf_slice(&b), 7), texts[i]));
		ck_assert(stamp.known);
		ck_assert_uint_eq(stamp.size, texts[i].len);
		buf_cut(&b, 7);
		ck_assert_int_eq(file_read(path, SIZE_MAX, &b, NULL, NULL), ERR_NONE);
		ck_assert_uint_eq(b.len, 7 + texts[i].len);
		buf_cut(&b, 7);
		struct problem p = { 0 };
		if (texts[i].len > 0) {
			ck_assert_int_eq(file_read(path, texts[i].len - 1, &b, &stamp, &p), ERR_TOO_LARGE);
			ck_assert_str_eq(p.file, path);
			ck_assert_ptr_nonnull(strstr(p.detail, "bytes"));
			ck_assert(!stamp.known);
		}
		ck_assert_str_eq(buf_text(&b), "before:");
		buf_release(&b);
	}
}
END_TEST

static void refused(const char *name, enum error error, int system)
{
	struct buf b = { 0 };
	struct file_stamp stamp = { .known = true };
	struct problem p = { 0 };
	ck_assert_int_eq(file_read(name, 100, &b, &stamp, &p), error);
	ck_assert_int_eq(p.error, error);
	ck_assert_int_eq(p.system, system);
	ck_assert_str_eq(p.file, name);
	ck_assert(!stamp.known);
	ck_assert_uint_eq(b.len, 0);
	buf_release(&b);
}

START_TEST(not_to_be_read)
{
	refused(folder, ERR_NOT_FILE, 0);
	refused("/dev/null", ERR_NOT_FILE, 0);
	refused("/dev/zero", ERR_NOT_FILE, 0);
	refused(path, ERR_FILE, ENOENT);
	refused("", ERR_FILE, ENOENT);
	put(SLICE("x"));
	char below[80];
	snprintf(below, sizeof below, "%s/x", path);
	refused(below, ERR_FILE, ENOTDIR);
	unlink(path);
	ck_assert_int_eq(symlink("file", path), 0);
	refused(path, ERR_FILE, ELOOP);
	unlink(path);
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	strcpy(name.sun_path, path);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&name, sizeof name), 0);
	refused(path, ERR_NOT_FILE, 0);
	close(fd);
}
END_TEST

START_TEST(pipes)
{
	static char large[150000];
	memset(large, 'y', sizeof large);
	struct slice text = { large, sizeof large };
	struct buf b = { 0 };
	struct file_stamp stamp = { .known = true };
	/* A FIFO whose writer comes late. */
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	pid_t pid = late_writer(path, -1, text);
	ck_assert_int_eq(file_read(path, sizeof large, &b, &stamp, NULL), ERR_NONE);
	reap(pid);
	ck_assert(slice_equal(buf_slice(&b), text));
	ck_assert(!stamp.known);
	buf_clear(&b);
	/* A pipe as standard input, made non-blocking by somebody; then one that holds too much. */
	int saved = dup(STDIN_FILENO);
	for (int round = 0; round < 2; round++) {
		int pair[2];
		ck_assert_int_eq(pipe(pair), 0);
		fcntl(pair[0], F_SETFL, O_NONBLOCK);
		dup2(pair[0], STDIN_FILENO);
		close(pair[0]);
		pid = late_writer(NULL, pair[1], slice_to(text, 5000));
		close(pair[1]);
		enum error want = round ? ERR_TOO_LARGE : ERR_NONE;
		ck_assert_int_eq(file_read("-", 5000 - (size_t)round, &b, &stamp, NULL), want);
		reap(pid);
		ck_assert_uint_eq(b.len, round ? 0 : 5000);
		ck_assert(!stamp.known);
		buf_clear(&b);
	}
	/* A folder as standard input. */
	int fd = open(folder, O_RDONLY);
	dup2(fd, STDIN_FILENO);
	close(fd);
	struct problem p;
	ck_assert_int_eq(file_read("-", 100, &b, NULL, &p), ERR_NOT_FILE);
	dup2(saved, STDIN_FILENO);
	close(saved);
	buf_release(&b);
}
END_TEST

START_TEST(memory_ends)
{
	static char large[300000];
	put((struct slice){ large, sizeof large });
	for (unsigned n = 0;; n++) {
		struct buf b = { 0 };
		failing_malloc_after(n);
		enum error error = file_read(path, sizeof large, &b, NULL, NULL);
		bool ended = failing_malloc_off();
		ck_assert_int_eq(error, ended ? ERR_MEMORY : ERR_NONE);
		ck_assert_uint_eq(b.len, ended ? 0 : sizeof large);
		buf_release(&b);
		if (!ended)
			break;
		ck_assert_uint_lt(n, 100);
	}
}
END_TEST

START_TEST(writing)
{
	struct problem p;
	int fd = open("/dev/full", O_WRONLY);
	ck_assert_int_eq(file_write(fd, SLICE("x"), &p), ERR_FILE);
	ck_assert_int_eq(p.system, ENOSPC);
	ck_assert_int_eq(file_write(fd, SLICE(""), &p), ERR_NONE);
	close(fd);
	ck_assert_int_eq(file_write(-1, SLICE("x"), &p), ERR_FILE);
	ck_assert_int_eq(p.system, EBADF);
	/* Nobody reads: an error, and not the end of us, nor a signal that comes later. */
	int pair[2];
	ck_assert_int_eq(pipe(pair), 0);
	close(pair[0]);
	signal(SIGPIPE, SIG_DFL);
	ck_assert_int_eq(file_write(pair[1], SLICE("x"), &p), ERR_FILE);
	ck_assert_int_eq(p.system, EPIPE);
	sigset_t waiting;
	sigpending(&waiting);
	ck_assert(!sigismember(&waiting, SIGPIPE));
	sigprocmask(SIG_BLOCK, NULL, &waiting);
	ck_assert(!sigismember(&waiting, SIGPIPE));
	close(pair[1]);
	/* More than a pipe holds, non-blocking, to a reader that comes late. */
	static char large[500000];
	memset(large, 'z', sizeof large);
	ck_assert_int_eq(pipe(pair), 0);
	fcntl(pair[1], F_SETFL, O_NONBLOCK);
	pid_t pid = fork();
	if (pid == 0) {
		close(pair[1]);
		usleep(50000);
		size_t sum = 0;
		for (ssize_t got = 1; got > 0; sum += (size_t)got)
			got = read(pair[0], large, 7777);
		_exit(sum == sizeof large ? 0 : 1);
	}
	close(pair[0]);
	ck_assert_int_eq(file_write(pair[1], (struct slice){ large, sizeof large }, NULL), ERR_NONE);
	close(pair[1]);
	reap(pid);
}
END_TEST

static volatile int stopped;

static void stop(int number)
{
	stopped = number;
}

/* How many bytes of whole lines wait in the pipe, which is emptied. */
static size_t take_lines(int fd)
{
	static char text[1 << 20];
	ssize_t got = read(fd, text, sizeof text);
	ck_assert_int_gt(got, 0);
	ck_assert_int_eq(text[got - 1], '\n');
	return (size_t)got;
}

/* To a reader that does not read: a signal ends the waiting, whenever it comes; what fits is written all the same, line by line. */
START_TEST(printing)
{
	static char lines[200000];
	struct sigaction on_alarm = { .sa_handler = stop };
	struct itimerval often = { { 0, 5000 }, { 0, 5000 } }, never = { 0 };
	struct problem p;
	int pair[2];
	for (size_t i = 0; i < sizeof lines; i++)
		lines[i] = i % 1000 == 999 ? '\n' : 'x';
	ck_assert_int_eq(pipe(pair), 0);
	ck_assert_int_eq(file_print(pair[1], (struct slice){ lines, 3000 }, &stopped, &p), ERR_NONE);
	ck_assert_uint_eq(take_lines(pair[0]), 3000);
	sigaction(SIGALRM, &on_alarm, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	ck_assert_int_eq(file_print(pair[1], (struct slice){ lines, sizeof lines }, &stopped, &p), ERR_STOPPED);
	setitimer(ITIMER_REAL, &never, NULL);
	ck_assert_int_ne(stopped, 0);
	ck_assert_uint_ge(take_lines(pair[0]), 4000);
	ck_assert_int_eq(file_print(pair[1], (struct slice){ lines, sizeof lines }, &stopped, &p), ERR_STOPPED);
	ck_assert_uint_ge(take_lines(pair[0]), 4000);
	ck_assert_int_eq(file_print(pair[1], (struct slice){ lines, 9000 }, &stopped, &p), ERR_NONE);
	/* A line that is longer goes in parts. */
	memset(lines, 'x', 9000);
	ck_assert_int_eq(file_print(pair[1], (struct slice){ lines, 10000 }, &stopped, &p), ERR_NONE);
	close(pair[0]);
	ck_assert_int_eq(file_print(pair[1], SLICE("x"), &stopped, &p), ERR_FILE);
	ck_assert_int_eq(p.system, EPIPE);
	close(pair[1]);
	ck_assert_int_eq(file_print(pair[1], SLICE("x"), &stopped, &p), ERR_FILE);
	ck_assert_int_eq(p.system, EBADF);
	ck_assert_int_eq(file_print(pair[1], SLICE(""), &stopped, &p), ERR_NONE);
}
END_TEST

START_TEST(folders)
{
	char deep[128], part[128];
	struct stat st;
	struct problem p;
	snprintf(part, sizeof part, "%s/a", folder);
	snprintf(deep, sizeof deep, "%s/a//b/./c/", folder);
	mode_t mask = umask(0);
	ck_assert(!file_exists(part));
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(file_make_folder(deep, &p), ERR_NONE);
	umask(mask);
	ck_assert(file_exists(deep));
	ck_assert_int_eq(stat(part, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0700);
	ck_assert_int_eq(file_make_folder("/", &p), ERR_NONE);
	ck_assert_int_eq(file_make_folder("", &p), ERR_FILE);
	ck_assert_int_eq(p.system, ENOENT);
	ck_assert_int_eq(file_make_folder("/proc/none/of/it", &p), ERR_FILE);
	put(SLICE("x"));
	ck_assert_int_eq(file_make_folder(path, &p), ERR_FILE);
	ck_assert_int_eq(p.system, ENOTDIR);
	snprintf(part, sizeof part, "%s/x/y", path);
	ck_assert_int_eq(file_make_folder(part, &p), ERR_FILE);
	ck_assert_int_eq(p.system, ENOTDIR);
	static char endless[100000];
	memset(endless, 'x', sizeof endless - 1);
	ck_assert_int_eq(file_make_folder(endless, &p), ERR_FILE);
	ck_assert_int_eq(p.system, ENAMETOOLONG);
	for (const char *const *at = (const char *const[]){ "a/b/c", "a/b", "a", NULL }; *at; at++) {
		snprintf(part, sizeof part, "%s/%s", folder, *at);
		ck_assert_int_eq(rmdir(part), 0);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("file");
	TCase *c = tcase_create("file");
	tcase_add_checked_fixture(c, set_up, clean_up);
	tcase_add_test(c, reading);
	tcase_add_test(c, not_to_be_read);
	tcase_add_test(c, pipes);
	tcase_add_test(c, memory_ends);
	tcase_add_test(c, writing);
	tcase_add_test(c, printing);
	tcase_add_test(c, folders);
	tcase_set_timeout(c, 30);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
