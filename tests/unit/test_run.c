/* run: status, streams, deadline and limits of other programs, and that nothing of them stays. */
#include "base/run.h"
#include "failing_malloc.h"
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LONG = 20000 };		/* ms: more than any of these take */

static struct run_result result;
static struct problem problem;

#define SHELL(script) ((const char *const[]){ "sh", "-c", script, NULL })

static int open_descriptors(void)
{
	int n = 0;
	DIR *d = opendir("/proc/self/fd");
	ck_assert_ptr_nonnull(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

static int before;

static void set_up(void)
{
	before = open_descriptors();
}

/* No descriptor is left open, no child unreaped. */
static void clean_up(void)
{
	run_release(&result);
	ck_assert_int_eq(open_descriptors(), before);
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
}

static void shell(const char *script, struct slice input, int status, const char *output, const char *errors)
{
	ck_assert_int_eq(run(SHELL(script), input, LONG, &result, &problem), ERR_NONE);
	ck_assert_int_eq(result.status, status);
	ck_assert(!result.late);
	ck_assert_str_eq(buf_text(&result.output), output);
	ck_assert_str_eq(buf_text(&result.errors), errors);
	run_release(&result);
}

START_TEST(endings)
{
	shell("exit 0", SLICE(""), 0, "", "");
	shell("exit 7", SLICE(""), 7, "", "");
	shell("exit 255", SLICE(""), 255, "", "");
	shell("kill -TERM $$", SLICE(""), 128 + SIGTERM, "", "");
	shell("echo out; echo err >&2", SLICE(""), 0, "out\n", "err\n");
	shell("cat", SLICE("some\ninput"), 0, "some\ninput", "");
	shell("cat", (struct slice){ 0 }, 0, "", "");
	/* Nothing is a shell's: arguments arrive as they are. */
	const char *const echo[] = { "echo", "$HOME;`id`", "a  b", NULL };
	ck_assert_int_eq(run(echo, SLICE(""), LONG, &result, NULL), ERR_NONE);
	ck_assert_str_eq(buf_text(&result.output), "$HOME;`id` a  b\n");
}
END_TEST

START_TEST(environment)
{
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	setenv("OWN_WORD", "kept", 1);
	shell("echo $LC_ALL $OWN_WORD; env | grep -c ^LC_ALL=", SLICE(""), 0, "C kept\n1\n", "");
	ck_assert_str_eq(getenv("LC_ALL"), "de_DE.UTF-8");
	unsetenv("LC_ALL");
	shell("echo $LC_ALL", SLICE(""), 0, "C\n", "");
}
END_TEST

START_TEST(not_to_be_run)
{
	static const char *const none[] = { "no-such-program-at-all", "/no/such", "/etc/passwd/x", "" };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		ck_assert_int_eq(run((const char *const[]){ none[i], NULL }, SLICE(""), LONG, &result, &problem), ERR_NONE);
		ck_assert_int_eq(result.status, 127);
		ck_assert(!run_found(none[i]));
	}
	/* A folder of PATH that we may not look into is none of our business. */
	char folder[] = "/tmp/test_run.XXXXXX", *path = strdup(getenv("PATH"));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chmod(folder, 0), 0);
	bool root = geteuid() == 0;
	setenv("PATH", folder, 1);
	ck_assert(!root || setresuid(65534, 65534, 0) == 0);
	enum error error = run((const char *const[]){ none[0], NULL }, SLICE(""), LONG, &result, &problem);
	ck_assert(!root || setresuid(0, 0, 0) == 0);
	setenv("PATH", path, 1);
	free(path);
	rmdir(folder);
	ck_assert_int_eq(error, ERR_NONE);
	ck_assert_int_eq(result.status, 127);
	ck_assert_int_eq(run((const char *const[]){ "/etc", NULL }, SLICE(""), LONG, &result, &problem), ERR_FILE);
	ck_assert_int_eq(problem.system, EACCES);
	ck_assert_str_eq(problem.file, "/etc");
	ck_assert_int_eq(run((const char *const[]){ "/etc/passwd", NULL }, SLICE(""), LONG, &result, &problem), ERR_FILE);
	ck_assert_int_eq(problem.system, EACCES);
}
END_TEST

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

START_TEST(deadline)
{
	double start = seconds();
	ck_assert_int_eq(run(SHELL("echo begun; exec sleep 60"), SLICE(""), 2000, &result, &problem), ERR_NONE);
	ck_assert(result.late);
	ck_assert_int_eq(result.status, 128 + SIGKILL);
	ck_assert_str_eq(buf_text(&result.output), "begun\n");
	run_release(&result);
	/* It closes its output, and goes on; it writes without end; it never reads. */
	ck_assert_int_eq(run(SHELL("exec sleep 60 >&- 2>&-"), SLICE(""), 300, &result, &problem), ERR_NONE);
	ck_assert(result.late);
	run_release(&result);
	ck_assert_int_eq(run((const char *const[]){ "yes", NULL }, SLICE(""), 2000, &result, &problem), ERR_NONE);
	ck_assert(result.late);
	ck_assert_uint_eq(result.output.len, 1 << 20);
	run_release(&result);
	static char large[1 << 20];
	ck_assert_int_eq(run(SHELL("exec sleep 60"), (struct slice){ large, sizeof large }, 300, &result, &problem), ERR_NONE);
	ck_assert(result.late);
	run_release(&result);
	ck_assert_int_eq(run(SHELL("exec sleep 60"), SLICE(""), 0, &result, &problem), ERR_NONE);
	ck_assert(result.late);
	ck_assert(seconds() - start < 50);
}
END_TEST

/* It ends itself and leaves one behind that holds its output, as xclip does. */
START_TEST(left_behind)
{
	double start = seconds();
	shell("sleep 30 & echo first", SLICE(""), 0, "first\n", "");
	ck_assert(seconds() - start < 25);
}
END_TEST

START_TEST(much)
{
	/* Both ways at once, more than pipes hold. */
	enum { LEN = 1000000 };
	static char large[LEN];
	for (size_t i = 0; i < LEN; i++)
		large[i] = (char)(i * 31 >> 4);
	struct slice input = { large, LEN };
	ck_assert_int_eq(run((const char *const[]){ "cat", NULL }, input, LONG, &result, &problem), ERR_NONE);
	ck_assert_int_eq(result.status, 0);
	ck_assert(slice_equal(buf_slice(&result.output), input));
	run_release(&result);
	/* What is over the limit is thrown away, and the program not held up. */
	ck_assert_int_eq(run(SHELL("head -c 3000000 /dev/zero; head -c 2000000 /dev/zero >&2; exit 3"), SLICE(""), LONG, &result,
			     &problem), ERR_NONE);
	ck_assert_int_eq(result.status, 3);
	ck_assert_uint_eq(result.output.len, 1 << 20);
	ck_assert_uint_eq(result.errors.len, 1 << 20);
	run_release(&result);
	/* It does not want its input: no SIGPIPE for us. */
	signal(SIGPIPE, SIG_DFL);
	ck_assert_int_eq(run(SHELL("exec <&-; echo done"), input, LONG, &result, &problem), ERR_NONE);
	ck_assert_int_eq(result.status, 0);
	ck_assert_str_eq(buf_text(&result.output), "done\n");
}
END_TEST

/* The child has three descriptors and no more, SIGPIPE as usual, and no signal held. */
START_TEST(clean_child)
{
	/* What whoever started this test left open is not ours. */
	for (int fd = 3; fd < 1024; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	sigset_t all, mask;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &mask);
	signal(SIGPIPE, SIG_IGN);
	shell("for n in 0 1 2 3 4 5 6 7 8 9; do [ ! -e /proc/$$/fd/$n ] || echo $n; done", SLICE(""), 0, "0\n1\n2\n", "");
	/* Not that of a shell, which holds signals itself while it waits. */
	shell("exec grep SigBlk /proc/self/status", SLICE(""), 0, "SigBlk:\t0000000000000000\n", "");
	shell("kill -PIPE $$", SLICE(""), 128 + SIGPIPE, "", "");
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}
END_TEST

/* We were started without standard input, output and errors: our pipes must not be mistaken for them. */
START_TEST(closed_streams)
{
	int saved[3];
	for (int i = 0; i < 3; i++) {
		saved[i] = fcntl(i, F_DUPFD_CLOEXEC, 10);
		close(i);
	}
	enum error error = run(SHELL("cat; echo err >&2"), SLICE("in"), LONG, &result, &problem);
	for (int i = 0; i < 3; i++) {
		dup2(saved[i], i);
		close(saved[i]);
	}
	ck_assert_int_eq(error, ERR_NONE);
	ck_assert_int_eq(result.status, 0);
	ck_assert_str_eq(buf_text(&result.output), "in");
	ck_assert_str_eq(buf_text(&result.errors), "err\n");
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		failing_malloc_after(n);
		enum error error = run(SHELL("echo out; echo err >&2"), SLICE(""), LONG, &result, &problem);
		bool ended = failing_malloc_off();
		ck_assert_int_eq(error, ended ? ERR_MEMORY : ERR_NONE);
		run_release(&result);
		if (!ended)
			break;
		ck_assert_uint_lt(n, 100);
	}
}
END_TEST

START_TEST(found)
{
	char folder[] = "/tmp/test_run.XXXXXX", file[64] = "";
	ck_assert_ptr_nonnull(mkdtemp(folder));
	strcat(strcpy(file, folder), "/my-own");
	close(open(file, O_WRONLY | O_CREAT, 0755));
	ck_assert(run_found("sh"));
	ck_assert(run_found("/bin/sh"));
	ck_assert(!run_found("/bin"));
	ck_assert(!run_found("my-own"));
	ck_assert(run_found(file));
	setenv("PATH", folder, 1);
	ck_assert(run_found("my-own"));
	ck_assert(!run_found("sh"));
	ck_assert_int_eq(chmod(file, 0644), 0);
	ck_assert(!run_found("my-own"));
	ck_assert_int_eq(chmod(file, 0755), 0);
	/* An empty part is the present folder. */
	static const char *const paths[] = { "", ":/none", "/none:", "/none::/none", "." };
	ck_assert_int_eq(chdir(folder), 0);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		setenv("PATH", paths[i], 1);
		ck_assert_msg(run_found("my-own"), "PATH=%s", paths[i]);
	}
	setenv("PATH", "/none:/usr/bin:/bin", 1);
	ck_assert(!run_found("my-own"));
	ck_assert(run_found("sh"));
	unsetenv("PATH");
	ck_assert(run_found("sh"));
	static char endless[100000];
	memset(endless, 'x', sizeof endless - 1);
	ck_assert(!run_found(endless));
	setenv("PATH", endless, 1);
	ck_assert(!run_found("sh"));
	setenv("PATH", "/usr/bin:/bin", 1);
	ck_assert_int_eq(chdir("/"), 0);
	unlink(file);
	rmdir(folder);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("run");
	TCase *c = tcase_create("run");
	tcase_add_checked_fixture(c, set_up, clean_up);
	tcase_add_test(c, endings);
	tcase_add_test(c, environment);
	tcase_add_test(c, not_to_be_run);
	tcase_add_test(c, deadline);
	tcase_add_test(c, left_behind);
	tcase_add_test(c, much);
	tcase_add_test(c, clean_child);
	tcase_add_test(c, closed_streams);
	tcase_add_test(c, memory_ends);
	tcase_add_test(c, found);
	tcase_set_timeout(c, 120);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
