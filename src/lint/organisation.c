/* organisation: whose names are they? */
#include "lint/lint_private.h"

#include <string.h>

/* Under a country's domain these are nobody's own (www.iana.org/domains/root/db, and what the records published show). */
static const char *const second_levels[] = {
	"ac", "asso", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "govt", "gub", "gv", "id", "info", "jus", "leg", "ltd", "me",
	"mil", "ne", "net", "nhs", "nic", "nom", "or", "org", "plc", "police", "sch", "web",
};

static bool is_second_level(struct slice label)
{
	for (size_t i = 0; i < sizeof second_levels / sizeof *second_levels; i++)
		if (slice_same(label, slice_of(second_levels[i])))
			return true;
	return false;
}

static struct slice label_at(const struct name *name, size_t at)
{
	return (struct slice){ (const char *)name->wire + at + 1, name->wire[at] };
}

/* The end of the name's wire that is the organisation's; empty: the name is a suffix itself. */
static struct slice organisation_of(const struct name *name)
{
	size_t begin[3] = { 0 }, n = 0;		/* of the last labels, the last first */

	for (size_t at = 0; name->wire[at]; at += 1u + name->wire[at]) {
		begin[2] = begin[1];
		begin[1] = begin[0];
		begin[0] = at;
		n++;
	}
	size_t labels = n > 1 && label_at(name, begin[0]).len == 2 && is_second_level(label_at(name, begin[1])) ? 3 : 2;
	if (n < labels)
		return (struct slice){ 0 };
	return (struct slice){ (const char *)name->wire + begin[labels - 1], name->len - begin[labels - 1] };
}

bool lint_same_organisation(const struct name *a, const struct name *b)
{
	struct slice of_a = organisation_of(a), of_b = organisation_of(b);

	return of_a.len && slice_same(of_a, of_b);	/* the length of a label is no letter */
}

bool lint_written_name(struct slice value, struct name *name)
{
	const char *brace = memrchr(value.at, '}', value.len);

	if (brace)
		value = slice_from(value, (size_t)(brace + 1 - value.at));
	if (brace && value.len && value.at[0] == '.')
		value = slice_from(value, 1);
	return value.len && name_from_bytes(value, name) == ERR_NONE;
}
