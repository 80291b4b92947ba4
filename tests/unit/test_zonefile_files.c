/* Unit tests of dns/zonefile: files, and what they include. */
#include "dns/zonefile.h"
#include "zone_dump.h"
#include "zone_sane.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define START "$TTL 300\n@ SOA ns h 1 2 3 4 5\n"

static struct zonefile zone;
static struct problem problem;
static struct name origin;

static void start(void)
{
	ck_assert_int_eq(name_from_bytes(SLICE("example.org"), &origin), ERR_NONE);
	problem = (struct problem){ 0 };
}

static void finish(void)
{
	zonefile_release(&zone);
}

static char folder[] = "/tmp/zonefile-XXXXXX";
static char place[200];

static const char *in_folder(const char *name)
{
	snprintf(place, sizeof place, "%s/%s", folder, name);
	return place;
}

static void put(const char *name, const char *text)
{
	FILE *file = fopen(in_folder(name), "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fputs(text, file) < 0, 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void make_folder(void)
{
	start();
	memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(mkdir(in_folder("sub"), 0700), 0);
}

static void drop_folder(void)
{
	static const char *const names[] = { "main.zone", "sub/a", "sub/b", "c", "sub" };
	finish();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove(in_folder(names[i]));
	ck_assert_int_eq(rmdir(folder), 0);
}

static enum error read_main(const char *include_dir)
{
	struct zone_options options = { .origin = &origin, .include_dir = include_dir };
	zonefile_release(&zone);
	return zonefile_read(&zone, in_folder("main.zone"), &options, &problem);
}

/* RFC 1035 5.1: origin and owner of the including file stay; the included one starts with both. */
START_TEST(include)
{
	struct buf out = { 0 };
	put("main.zone", START "$ORIGIN x\na A 192.0.2.1\n$INCLUDE sub/a inc.example.org.\n TXT after\nb TXT after\n$INCLUDE \"sub/b\"\n");
	put("sub/a", "@ A 192.0.2.2\n$ORIGIN deep\n$INCLUDE b ; beside this file\n$TTL 44\nc A 192.0.2.3\n");
	put("sub/b", " TXT same\nd TXT new\n");
	ck_assert_int_eq(read_main(NULL), ERR_NONE);
	ck_assert_str_eq(zone_dump(&zone, &out), "example.org 300 SOA ns.example.org. h.example.org. 1 2 3 4 5\na.x.example.org 300 A 192.0.2.1\n"
		"inc.example.org 300 A 192.0.2.2\ninc.example.org 300 TXT \"same\"\nd.deep.inc.example.org 300 TXT \"new\"\n"
		"c.deep.inc.example.org 44 A 192.0.2.3\na.x.example.org 44 TXT \"after\"\nb.x.example.org 44 TXT \"after\"\n"
		"b.x.example.org 44 TXT \"same\"\nd.x.example.org 44 TXT \"new\"\n");
	assert_sane_zone(&zone);
	ck_assert_uint_eq(zone.files, 4);
	ck_assert_str_eq(zone.file[0].path, in_folder("main.zone"));
	ck_assert_str_eq(zone.file[2].path, in_folder("sub/b"));
	ck_assert_uint_eq(zone.record[5].file, 1);
	ck_assert_uint_eq(zone.record[5].line, 5);
	buf_release(&out);
}
END_TEST

START_TEST(include_dir)
{
	put("main.zone", START "$INCLUDE a\n");
	put("sub/a", "$INCLUDE b\n");
	put("sub/b", "d TXT new\n");
	ck_assert_int_eq(read_main(NULL), ERR_FILE);
	ck_assert_int_eq(problem.system, ENOENT);
	ck_assert_uint_eq(problem.line, 3);
	ck_assert_uint_eq(problem.column, 10);
	ck_assert_str_eq(problem.file, in_folder("main.zone"));
	ck_assert_str_eq(problem.detail, in_folder("a"));
	char sub[200];
	snprintf(sub, sizeof sub, "%s/sub", folder);
	ck_assert_int_eq(read_main(sub), ERR_NONE);
	ck_assert_uint_eq(zone.n, 2);
}
END_TEST

START_TEST(include_loop)
{
	put("main.zone", START "$INCLUDE sub/a\n");
	put("sub/a", "\n$INCLUDE ../c\n");
	put("c", "\n\n$INCLUDE sub/../sub/a\n");
	ck_assert_int_eq(read_main(NULL), ERR_LOOP);
	ck_assert_ptr_nonnull(strstr(problem.file, "/c"));
	ck_assert_uint_eq(problem.line, 3);
	ck_assert_ptr_nonnull(strstr(problem.detail, "sub/a"));
	put("c", "$INCLUDE c\n");
	ck_assert_int_eq(read_main(NULL), ERR_LOOP);
	ck_assert_uint_eq(problem.line, 1);
}
END_TEST

/* An error in an included file is told where it is. */
START_TEST(include_bad)
{
	put("main.zone", START "$INCLUDE sub/a\n");
	put("sub/a", "\n\nx A nothing\n");
	ck_assert_int_eq(read_main(NULL), ERR_SYNTAX);
	ck_assert_str_eq(problem.file, in_folder("sub/a"));
	ck_assert_uint_eq(problem.line, 3);
	put("main.zone", START "$INCLUDE sub\n");
	ck_assert_int_eq(read_main(NULL), ERR_NOT_FILE);
	ck_assert_uint_eq(problem.line, 3);
	put("main.zone", START "$INCLUDE \"\"\n");
	ck_assert_int_eq(read_main(NULL), ERR_SYNTAX);
}
END_TEST

/* Twice of each: 2^n files, were there no bound. */
START_TEST(include_bomb)
{
	char name[20], text[60];
	put("main.zone", START "$INCLUDE f1\n");
	for (int i = 1; i < 20; i++) {
		snprintf(name, sizeof name, "f%d", i);
		snprintf(text, sizeof text, "$INCLUDE f%d\n$INCLUDE f%d\n", i + 1, i + 1);
		put(name, i < 14 || _i ? text : "a A 192.0.2.1\n");
	}
	ck_assert_int_eq(read_main(NULL), ERR_TOO_LARGE);
	ck_assert_ptr_nonnull(strstr(problem.detail, _i ? "16 deep" : "4096 files"));
	for (int i = 1; i < 20; i++) {
		snprintf(name, sizeof name, "f%d", i);
		remove(in_folder(name));
	}
}
END_TEST

START_TEST(not_files)
{
	ck_assert_int_eq(zonefile_read(&zone, folder, NULL, &problem), ERR_NOT_FILE);
	ck_assert_str_eq(problem.file, folder);
	ck_assert_int_eq(zonefile_read(&zone, in_folder("missing"), NULL, &problem), ERR_FILE);
	ck_assert_int_eq(problem.system, ENOENT);
	ck_assert_str_eq(problem.file, in_folder("missing"));
	ck_assert_int_eq(zonefile_read(&zone, in_folder("missing"), NULL, NULL), ERR_FILE);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("zonefile_files");
	TCase *files = tcase_create("files");
	tcase_add_checked_fixture(files, make_folder, drop_folder);
	tcase_add_test(files, include);
	tcase_add_test(files, include_dir);
	tcase_add_test(files, include_loop);
	tcase_add_test(files, include_bad);
	tcase_add_loop_test(files, include_bomb, 0, 2);
	tcase_add_test(files, not_files);
	tcase_set_timeout(files, 60);
	suite_add_tcase(s, files);
	SRunner *runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
