/*
 * listing: tables and cards of the catalogue.
 */
#include "cmd/listing.h"
#include "base/words.h"
#include "cmd/out.h"

void listing_query(const struct options *options, struct buf *out)
{
	for (size_t i = 0; i < options->operands.n; i++) {
		buf_string(out, i ? " " : "");
		buf_string(out, options->operands.word[i]);
	}
}

void listing_nothing(const struct options *options, const struct buf *query)
{
	struct buf shown = { 0 };

	out_printable(&shown, buf_slice(query));
	out_note(_("spfwiz: nothing is known by \"%s\"; spfwiz %s lists all"), buf_text(&shown), options->command->name);
	buf_release(&shown);
}

void listing_cell(struct buf *out, const char *text, size_t width)
{
	size_t have = text_width(slice_of(text));

	buf_string(out, text);
	buf_fill(out, ' ', have < width ? width - have : 1);
}

void listing_names(struct buf *out, const char *name, const char *const *alias)
{
	buf_string(out, name);
	for (size_t i = 0; alias[i]; i++)
		buf_printf(out, i ? ", %s" : " (%s", alias[i]);
	buf_string(out, alias[0] ? ")\n" : "\n");
}

void listing_note(struct buf *out, const char *note)
{
	if (*note)
		buf_printf(out, "  %s\n", _(note));
}

void listing_fact(struct buf *out, const struct fact *fact)
{
	buf_printf(out, _("  Source: %s, %s (%s)\n"), fact->source, fact->date, fact->confidence);
}

void listing_print(struct buf *out, const struct buf *text, bool prose)
{
	struct slice rest = buf_slice(text), line;
	struct buf shown = { 0 };

	while (slice_cut(&rest, '\n', &line)) {
		out_printable(&shown, line);
		buf_char(&shown, '\n');
	}
	if (prose)
		out_prose(out, buf_slice(&shown));
	else
		buf_add(out, buf_slice(&shown));
	out->failed |= text->failed || shown.failed;
	buf_release(&shown);
}

void listing_json_list(json_t *object, const char *key, const char *const *list)
{
	json_t *array = json_array();

	for (; *list; list++)
		json_array_append_new(array, json_text(slice_of(*list)));
	json_object_set_new(object, key, array);
}

void listing_json_fact(json_t *object, const char *key, const struct fact *fact)
{
	json_t *value = json_null();

	if (*fact->source) {
		value = json_object();
		json_object_set_new(value, "source", json_text(slice_of(fact->source)));
		json_object_set_new(value, "date", json_text(slice_of(fact->date)));
		json_object_set_new(value, "confidence", json_text(slice_of(fact->confidence)));
	}
	json_object_set_new(object, key, value);
}
