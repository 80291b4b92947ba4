/*
 * zonelines: options into the form of a line.
 */
#include "cmd/zonelines.h"
#include "base/words.h"
#include <string.h>

struct word_value {
	const char *word;
	int value;
};

static const struct word_value servers[] = { { "bind", SERVER_BIND }, { "nsd", SERVER_NSD }, { "knot", SERVER_KNOT }, { 0 } };
static const struct word_value owners[] = { { "absolute", OWNER_ABSOLUTE }, { "at", OWNER_AT }, { "relative", OWNER_RELATIVE }, { 0 } };
static const struct word_value layouts[] = {
	{ "line", LAYOUT_LINE }, { "parentheses", LAYOUT_PARENTHESES }, { "commented", LAYOUT_COMMENTED }, { 0 },
};

/* NULL takes the first row. */
static bool choose(const char *word, const struct word_value *rows, int *out)
{
	*out = rows->value;
	if (!word)
		return true;
	for (; rows->word; rows++) {
		if (strcmp(rows->word, word) == 0) {
			*out = rows->value;
			return true;
		}
	}
	return false;
}

enum error zonelines_options(const struct options *options, const struct name *zone, struct zonelines *out, struct problem *problem)
{
	int server, owner, layout;
	uint64_t ttl = 0;

	if (!choose(options->as, servers, &server))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--as takes bind, nsd or knot"));
	if (!choose(options->owner, owners, &owner))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--owner takes at, relative or absolute"));
	if (!choose(options->layout, layouts, &layout))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--layout takes line, parentheses or commented"));
	if (options->ttl && !slice_number(slice_of(options->ttl), INT32_MAX, &ttl))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--ttl takes seconds, 0 to 2147483647"));
	if (options->comment && strpbrk(options->comment, "\r\n"))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--comment takes one line"));
	*out = (struct zonelines){
		.server = (enum zone_server)server,
		.line = { .origin = *zone, .form = (enum line_owner)owner, .layout = (enum line_layout)layout, .ttl = (uint32_t)ttl,
		    .ttl_given = options->ttl != NULL, .comment = options->comment },
	};
	return ERR_NONE;
}
