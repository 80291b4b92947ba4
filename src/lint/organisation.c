/* organisation: whose names are they? */
#include "lint/lint_private.h"

#include <string.h>

/* Under a country's domain these are nobody's own (www.iana.org/domains/root/db, and what the records published show). */
static const char *const second_levels[] = {
	"ac", "asso", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "govt", "gub", "gv", "id", "info", "jus", "leg", "ltd", "me",
	"mil", "ne", "net", "nhs", "nic", "nom", "or", "org", "plc", "police", "sch", "web",
};

static struct slice first_label(const struct name *name)
{
	return (struct slice){ (const char *)name->wire + 1, name->wire[0] };
}

static bool is_second_level(struct slice label)
{
	for (size_t i = 0; i < sizeof second_levels / sizeof *second_levels; i++)
		if (slice_same(label, slice_of(second_levels[i])))
			return true;
	return false;
}

/* name, or the name above it, with that many labels. */
static struct name top_of(const struct name *name, unsigned labels)
{
	struct name top = *name;

	while (name_labels(&top) > labels && name_parent(&top, &top))
		;
	return top;
}

/* False: it is a suffix itself. */
static bool organisation_of(const struct name *name, struct name *out)
{
	struct name top = top_of(name, 1), second = top_of(name, 2);
	unsigned labels = first_label(&top).len == 2 && is_second_level(first_label(&second)) ? 3 : 2;

	*out = top_of(name, labels);
	return name_labels(name) >= labels;
}

bool lint_same_organisation(const struct name *a, const struct name *b)
{
	struct name of_a, of_b;

	return organisation_of(a, &of_a) && organisation_of(b, &of_b) && name_equal(&of_a, &of_b);
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
