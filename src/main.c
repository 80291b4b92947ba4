/*
 * main: locale, options, and then a command or the wizard.
 */
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "cmd/world.h"
#include "ui/loop.h"
#include "ui/plain.h"
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/*
 * ssh carries LANG to servers that never generated that locale. Where it asks for UTF-8, C.UTF-8 with LANGUAGE still gives UTF-8 and
 * the language.
 */
static void start_locale(void)
{
	const char *wanted = getenv("LC_ALL");

	if (!setlocale(LC_ALL, "")) {
		if (!wanted || !*wanted)
			wanted = getenv("LC_CTYPE");
		if (!wanted || !*wanted)
			wanted = getenv("LANG");
		const char *codeset = wanted ? strchr(wanted, '.') : NULL;
		if (codeset && (strcasecmp(codeset, ".UTF-8") == 0 || strcasecmp(codeset, ".utf8") == 0) && setlocale(LC_ALL, "C.UTF-8")) {
			char language[64];

			snprintf(language, sizeof language, "%.*s", (int)(codeset - wanted), wanted);
			setenv("LANGUAGE", language, 0);
		}
	}
	bindtextdomain("spfwiz", PREFIX "/share/locale");
	bind_textdomain_codeset("spfwiz", NULL);
	textdomain("spfwiz");
}

/* Screens, where a terminal and a person can have them. */
static int run_wizard(const struct options *options, struct world *world)
{
	const char *why = options->plain || options->no_input ? NULL : loop_why_plain();

	if (why || options->plain || options->no_input)
		return plain_wizard(options, world, why);
	return loop_run(options, world);
}

static int wizard(const struct options *options)
{
	struct problem problem;
	struct world world;
	int status = EXIT_FAILED;

	enum error error = world_open(&world, options, &problem);
	if (error)
		out_problem(&problem);
	else
		status = run_wizard(options, &world);
	error = world_close(&world, options, &problem);
	if (error) {
		out_problem(&problem);
		status = EXIT_FAILED;
	}
	return status;
}

enum { HELP_COLUMNS = 80 };	/* more are hard to read */

static int print_help(const struct options *options, bool named)
{
	struct buf out = { 0 };

	size_t columns = out_columns(STDOUT_FILENO);
	options_help(options, named, columns && columns < HELP_COLUMNS ? columns : HELP_COLUMNS, &out);
	int status = out_text(&out, EXIT_GOOD);
	buf_release(&out);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;
	struct problem problem;
	int status = EXIT_FAILED;

	start_locale();
	signal(SIGPIPE, SIG_IGN);
	enum error error = options_parse(&options, argc, argv, &problem);
	bool named = argc > 1 && strcmp(argv[1], options.command->name) == 0;
	if (options.json)	/* JSON is for programs: its words stay English */
		setlocale(LC_MESSAGES, "C");
	if (error) {
		status = out_failed(&options, &problem);
	} else if (options.help) {
		status = print_help(&options, named);
	} else if (options.version) {
		struct buf out = { 0 };

		buf_string(&out, "spfwiz " VERSION "\n");
		status = out_text(&out, EXIT_GOOD);
		buf_release(&out);
	} else {
		status = options.command->run ? options.command->run(&options) : wizard(&options);
	}
	options_release(&options);
	return status;
}
