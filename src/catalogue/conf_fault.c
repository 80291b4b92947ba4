/* conf_fault: what the fields of data files hold. */
#include "catalogue/conf.h"
#include "base/words.h"
#include "dns/name.h"
#include <string.h>

enum error conf_fault(struct catalogue_faults *faults, enum error error, const char *path, unsigned line, const char *why)
{
	size_t at = faults->n++;

	if (at >= CATALOGUE_FAULTS)
		return error;
	for (; at > 0 && faults->problem[at - 1].line > line; at--)	/* as the lines are in the file */
		faults->problem[at] = faults->problem[at - 1];
	return problem_set(&faults->problem[at], error, path, line, why);
}

bool conf_begins(struct slice text, const char *section)
{
	size_t len = strlen(section);

	return text.len > len && slice_starts(text, slice_of(section)) && (ascii_blank(text.at[len]) || text.at[len] == '"');
}

const char *conf_id_fault(const char *id)
{
	if (!*id || *id == '-')
		return N_("an id is lower-case letters, digits and hyphens");
	for (; *id; id++)
		if (!ascii_digit(*id) && *id != '-' && (*id < 'a' || *id > 'z'))
			return N_("an id is lower-case letters, digits and hyphens");
	return NULL;
}

const char *conf_word_fault(const char *word)
{
	if (!*word)
		return N_("an empty word");
	for (; *word; word++)
		if (!ascii_digit(*word) && !strchr("-_", *word) && (*word < 'a' || *word > 'z'))
			return N_("a word here is lower-case letters, digits, hyphens and underscores");
	return NULL;
}

static bool name_byte(char c, bool pattern)
{
	return (c >= 'a' && c <= 'z') || ascii_digit(c) || strchr("-_.", c) || (pattern && c == '*');
}

static const char *name_fault(const char *text, bool pattern)
{
	struct name name;

	for (const char *c = text; *c; c++)
		if (!name_byte(*c, pattern))
			return N_("a domain name here is lower-case letters, digits, hyphens, underscores and dots");
	if (name_from_bytes(slice_of(text), &name) || name_labels(&name) < 2 || text[strlen(text) - 1] == '.')
		return N_("not a domain name of two or more labels");
	return NULL;
}

const char *conf_name_fault(const char *text)
{
	return name_fault(text, false);
}

const char *conf_pattern_fault(const char *text)
{
	return name_fault(text, true);
}

const char *conf_number_fault(const char *text)
{
	uint64_t number;

	return slice_number(slice_of(text), INT32_MAX, &number) ? NULL : N_("a number here is 0 to 2147483647");
}

const char *conf_date_fault(const char *date)
{
	uint64_t year, month;

	if (strlen(date) != 7 || date[4] != '-' || !slice_number((struct slice){ date, 4 }, 9999, &year) ||
	    !slice_number(slice_of(date + 5), 12, &month) || month == 0)
		return N_("a date is a year and a month: 2026-11");
	return NULL;
}
