/*
 * test_options: the tables are whole, and the command line is read as getopt's users expect.
 */
#include "cmd/options.h"
#include "base/buf.h"
#include <check.h>
#include <string.h>

static enum error parse(struct options *options, struct problem *problem, const char *line)
{
	static char text[512];
	static char *argv[40];
	int argc = 0;

	ck_assert_uint_lt(strlen(line), sizeof text);
	strcpy(text, line);
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	memset(problem, 0, sizeof *problem);
	return options_parse(options, argc, argv, problem);
}

START_TEST(tables_are_whole)
{
	for (const struct option_row *row = option_rows; row->name; row++) {
		ck_assert_msg(row->help && row->commands, "%s", row->name);
		ck_assert_msg((row->type == 'b') == (row->value == NULL), "%s", row->name);
		ck_assert_uint_lt(row->offset, sizeof(struct options));
		for (const struct option_row *other = row + 1; other->name; other++) {
			ck_assert_msg(strcmp(row->name, other->name) != 0, "%s twice", row->name);
			ck_assert_msg(!row->letter || row->letter != other->letter, "-%c twice", row->letter);
			ck_assert_msg(row->offset != other->offset, "%s and %s share a member", row->name, other->name);
		}
	}
	for (const struct command *command = commands; command->name; command++)
		ck_assert(command->help && command->operands && command->example[0]);
}
END_TEST

static const struct {
	const char *line, *detail;	/* detail: part of what is said; NULL: it is good */
} lines[] = {
	{ "spfwiz", NULL }, { "spfwiz example.org", NULL }, { "spfwiz check --ip 192.0.2.1 example.org", NULL },
	{ "spfwiz check -i192.0.2.1 -jv -- example.org", NULL }, { "spfwiz tree @192.0.2.1#5353 -s ::1 example.org", NULL },
	{ "spfwiz build --ip4 192.0.2.1 --ip4=192.0.2.2 --all=-all", NULL },
	{ "spfwiz chek example.org", "did you mean \"check\"" }, { "spfwiz localhost", "neither a command nor" },
	{ "spfwiz check --ipp 1", "did you mean \"ip\"" }, { "spfwiz check --zzzzzz", "no option --zzzzzz" },
	{ "spfwiz check --ip", "needs a value" }, { "spfwiz check --json=1", "takes no value" }, { "spfwiz check -q", "no option -q" },
	{ "spfwiz check --color never", NULL }, { "spfwiz check --color sometimes", "auto, always or never" },
	{ "spfwiz --no-dns lint", "comes first: spfwiz lint" }, { "spfwiz --zone a check --ip 192.0.2.1", "comes first" },
	{ "spfwiz check --mx", "no option of this command" }, { "spfwiz --mx example.org", "an option of other commands" },
};

START_TEST(reads_the_line)
{
	struct options options;
	struct problem problem;
	enum error error = parse(&options, &problem, lines[_i].line);

	ck_assert_msg((error == ERR_USAGE) == (lines[_i].detail != NULL), "%s: %s", lines[_i].line, problem.detail);
	if (lines[_i].detail)
		ck_assert_msg(strstr(problem.detail, lines[_i].detail), "%s: %s", lines[_i].line, problem.detail);
	options_release(&options);
}
END_TEST

START_TEST(values_arrive)
{
	struct options options;
	struct problem problem;

	ck_assert_int_eq(parse(&options, &problem, "spfwiz tree @192.0.2.1#5353 -s ::1 -z a -z b:c example.org -4"), ERR_NONE);
	ck_assert_str_eq(options.command->name, "tree");
	ck_assert_uint_eq(options.servers.n, 2);
	ck_assert_uint_eq(options.zones.n, 2);
	ck_assert_str_eq(options.zones.word[1], "b:c");
	ck_assert_uint_eq(options.operands.n, 1);
	ck_assert_str_eq(options.operands.word[0], "example.org");
	ck_assert(options.ipv4 && !options.ipv6);
	options_release(&options);
}
END_TEST

START_TEST(help_names_every_option)
{
	for (const struct command *command = commands; command->name; command++) {
		struct options options = { .command = command };
		struct buf out = { 0 };

		options_help(&options, true, 80, &out);
		for (const struct option_row *row = option_rows; row->name; row++) {
			char name[40] = "--";

			strcat(name, row->name);
			if (row->commands & command->bit)
				ck_assert_msg(strstr(buf_text(&out), name), "%s --help lacks %s", command->name, name);
		}
		buf_release(&out);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("options");
	TCase *tests = tcase_create("options");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, tables_are_whole);
	tcase_add_loop_test(tests, reads_the_line, 0, sizeof lines / sizeof *lines);
	tcase_add_test(tests, values_arrive);
	tcase_add_test(tests, help_names_every_option);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
