/* test_loop_keep: the state folder, and what may lie in it. */
#include "ui/loop_private.h"

#include "wizard/keep.h"
#include "wizard_zone.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[64];

static void set_up(void)
{
	strcpy(top, "/tmp/spfwiz-keep-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(top));
	setenv("XDG_STATE_HOME", top, 1);
	setenv("HOME", "/nowhere", 1);
}

static void tear_down(void)
{
	char command[100];

	snprintf(command, sizeof command, "rm -rf '%s'", top);
	ck_assert_int_eq(system(command), 0);
}

static const char *path(const char *name)
{
	static char text[200];

	snprintf(text, sizeof text, "%s/spfwiz/%s", top, name);
	return text;
}

static void draft_text(const char *domain, const char *record, struct buf *out)
{
	struct name name = wizard_name(domain);
	struct draft *draft = draft_new(&name, NULL);

	ck_assert_ptr_nonnull(draft);
	ck_assert_int_eq(draft_set_text(draft, slice_of(record)), ERR_NONE);
	ck_assert_int_eq(keep_print(draft, out), ERR_NONE);
	draft_free(draft);
}

static void keep(const char *domain, const char *record)
{
	struct buf draft = { 0 }, fault = { 0 };

	draft_text(domain, record, &draft);
	ck_assert_msg(loop_keep(buf_slice(&draft), &fault) == ERR_NONE, "%s", buf_text(&fault));
	ck_assert_uint_eq(fault.len, 0);
	buf_release(&draft);
	buf_release(&fault);
}

/* Changed that many seconds ago. */
static void aged(const char *name, long seconds)
{
	struct timespec when[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = 1700000000 - seconds } };

	ck_assert_int_eq(utimensat(AT_FDCWD, path(name), when, 0), 0);
}

START_TEST(kept_and_found)
{
	struct loop_kept found = { 0 };
	struct stat st;
	struct buf newest = { 0 };

	keep("a.example", "v=spf1 a -all");
	keep("b.example", "v=spf1 mx -all");
	keep("a.example", "v=spf1 a mx -all");	/* over the one before */
	aged("a.example.json", 0);
	aged("b.example.json", 3600);
	ck_assert_int_eq(stat(path("a.example.json"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(stat(path(""), &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0700);

	loop_kept(&found);
	ck_assert_uint_eq(found.n, 2);
	draft_text("a.example", "v=spf1 a mx -all", &newest);
	ck_assert(slice_equal(found.kept[0].text, buf_slice(&newest)));
	ck_assert_uint_eq(found.kept[0].when.len, strlen("2023-11-14 22:13"));
	ck_assert(slice_starts(found.kept[0].when, SLICE("2023-11-1")));
	pool_release(&found.pool);
	buf_release(&newest);
}
END_TEST

START_TEST(forgotten)
{
	struct loop_kept found = { 0 };
	struct buf fault = { 0 };

	keep("a.example", "v=spf1 a -all");
	keep("b.example", "v=spf1 a -all");
	ck_assert_int_eq(loop_forget(SLICE("a.example"), &fault), ERR_NONE);
	ck_assert_int_eq(loop_forget(SLICE("a.example"), &fault), ERR_NONE);	/* gone is gone */
	ck_assert_int_ne(loop_forget(SLICE("a..example"), &fault), ERR_NONE);
	ck_assert_uint_gt(fault.len, 0);
	ck_assert_int_eq(loop_forget(SLICE("..\\047..\\047b"), &fault), ERR_NAME_LABEL);
	loop_kept(&found);
	ck_assert_uint_eq(found.n, 1);
	pool_release(&found.pool);
	buf_release(&fault);
}
END_TEST

/* Only drafts are kept, and only as drafts. */
START_TEST(no_draft)
{
	struct buf fault = { 0 };

	ck_assert_int_eq(loop_keep(SLICE("{}"), &fault), ERR_SYNTAX);
	ck_assert_uint_gt(fault.len, 0);
	ck_assert(!file_exists(path("")));
	buf_release(&fault);
}
END_TEST

START_TEST(hostile_folder)
{
	struct loop_kept found = { 0 };
	FILE *large;

	keep("a.example", "v=spf1 a -all");
	ck_assert_int_eq(mkdir(path("folder.json"), 0700), 0);
	ck_assert_int_eq(mkfifo(path("fifo.json"), 0600), 0);	/* nobody writes: reading would wait for ever */
	ck_assert_int_eq(symlink("nowhere", path("link.json")), 0);
	ck_assert_int_eq(symlink("/dev/zero", path("zero.json")), 0);
	ck_assert_int_eq(close(creat(path(".hidden.json"), 0600)), 0);
	ck_assert_int_eq(close(creat(path("other.txt"), 0600)), 0);
	ck_assert_int_eq(close(creat(path("empty.json"), 0600)), 0);
	large = fopen(path("large.json"), "w");
	ck_assert_ptr_nonnull(large);
	ck_assert_int_eq(ftruncate(fileno(large), 1L << 32), 0);
	ck_assert_int_eq(fclose(large), 0);
	loop_kept(&found);
	ck_assert_uint_eq(found.n, 2);	/* the draft, and the empty one, which the app will say it cannot read */
	pool_release(&found.pool);
}
END_TEST

START_TEST(many)
{
	struct loop_kept found = { 0 };
	char name[40];

	for (int i = 0; i < 50; i++) {
		snprintf(name, sizeof name, "d%02d.example", i);
		keep(name, "v=spf1 -all");
		snprintf(name, sizeof name, "d%02d.example.json", i);
		aged(name, 1000 - i);
	}
	loop_kept(&found);
	ck_assert_uint_eq(found.n, 20);
	ck_assert_ptr_nonnull(strstr(found.kept[0].text.at, "d49.example"));
	ck_assert_ptr_nonnull(strstr(found.kept[19].text.at, "d30.example"));
	pool_release(&found.pool);
}
END_TEST

/* XDG: a relative path does not count; then HOME's; without either there is nowhere, and that is said. */
START_TEST(where)
{
	struct loop_kept found = { 0 };
	struct buf draft = { 0 }, fault = { 0 };
	char made[200];

	setenv("XDG_STATE_HOME", "relative", 1);
	setenv("HOME", top, 1);
	keep("a.example", "v=spf1 a -all");
	snprintf(made, sizeof made, "%s/.local/state/spfwiz/a.example.json", top);
	ck_assert(file_exists(made));
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	draft_text("a.example", "v=spf1 a -all", &draft);
	ck_assert_int_eq(loop_keep(buf_slice(&draft), &fault), ERR_FILE);
	ck_assert_uint_gt(fault.len, 0);
	loop_kept(&found);
	ck_assert_uint_eq(found.n, 0);
	pool_release(&found.pool);
	buf_release(&draft);
	buf_release(&fault);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("loop_keep");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_checked_fixture(core, set_up, tear_down);
	tcase_add_test(core, kept_and_found);
	tcase_add_test(core, forgotten);
	tcase_add_test(core, no_draft);
	tcase_add_test(core, hostile_folder);
	tcase_add_test(core, many);
	tcase_add_test(core, where);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
