/* zone_note: the comments of a zone file that are ours. */
#include "lint/zone_private.h"

#include "base/memory.h"

#include <string.h>

static const char mark[] = "spfwiz:";	/* in any case */
enum { MARK = sizeof mark - 1, NOTE_MOST = 2048 };	/* bytes of a note that are read: a verb and a name */

/* Read along a file, so that no line is read twice, however many marks it has. Quotes end on their line. */
struct along {
	size_t at;
	bool quoted, comment;
};

/* Does a comment begin before to, on its line? to: behind where this was asked before. */
static bool in_comment(struct along *along, struct slice text, size_t to)
{
	const char *line = memrchr(text.at + along->at, '\n', to - along->at);

	if (line)
		*along = (struct along){ .at = (size_t)(line - text.at) + 1 };
	for (; along->at < to; along->at++) {
		if (text.at[along->at] == '\\')
			along->at++;
		else if (text.at[along->at] == '"')
			along->quoted = !along->quoted;
		else if (text.at[along->at] == ';' && !along->quoted)
			along->comment = true;
	}
	return along->comment;
}

static void add(struct notes *notes, const struct note *note)
{
	if (notes->n == notes->size) {
		size_t size = notes->size ? 2 * notes->size : 16;
		struct note *more = mem_resize(notes->note, size, sizeof *more);

		notes->failed = !more;
		if (!more)
			return;
		notes->note = more;
		notes->size = size;
	}
	notes->note[notes->n++] = *note;
}

static struct span span_of(struct slice text, struct slice word)
{
	return (struct span){ (uint32_t)(word.at - text.at), (uint32_t)word.len };
}

/* "SPF705,SPF707", also with a blank behind the comma; none named: an empty one, which silences nothing. */
static void read_rules(struct notes *notes, struct note *note, struct slice text, struct slice rest)
{
	struct slice word, one;
	bool more = true, any = false;

	note->kind = NOTE_IGNORE;
	note->at = span_of(text, slice_to(rest, 0));
	while (more && slice_word(&rest, &word)) {
		more = word.at[word.len - 1] == ',';
		while (slice_cut(&word, ',', &one)) {
			if (!one.len)
				continue;
			note->at = span_of(text, one);
			note->rule = rule_by_name(one);
			add(notes, note);
			any = true;
		}
	}
	if (!any)
		add(notes, note);
}

/* What stands behind the mark, on its line. */
static void read_note(struct notes *notes, uint16_t file, struct slice text, size_t at)
{
	struct note note = { .file = file };
	struct slice text_behind = slice_to(slice_from(text, at), NOTE_MOST), rest = { 0 }, verb, word;

	slice_cut(&text_behind, '\n', &rest);
	if (!slice_word(&rest, &verb))
		return;
	if (slice_same(verb, SLICE("ignore"))) {
		read_rules(notes, &note, text, rest);
	} else if (slice_same(verb, SLICE("flattened")) && slice_word(&rest, &word) &&
	    name_from_person(word, &note.source) == ERR_NONE) {
		note.kind = NOTE_FLATTENED;
		note.at = span_of(text, word);
		add(notes, &note);
	}
}

/* Its colon; NULL: none from there on. */
static const char *find_mark(struct slice text, size_t from)
{
	const char *colon = text.at + from;

	while ((colon = memchr(colon, ':', (size_t)(text.at + text.len - colon)))) {
		if (colon >= text.at + from + MARK - 1 && slice_same((struct slice){ colon + 1 - MARK, MARK }, slice_of(mark)))
			return colon;
		colon++;
	}
	return NULL;
}

static void read_file(struct notes *notes, uint16_t file, struct slice text)
{
	struct along along = { 0 };
	size_t at = 0;

	while (at < text.len && !notes->failed) {
		const char *found = find_mark(text, at);

		if (!found)
			return;
		at = (size_t)(found - text.at) + 1 - MARK;
		if (in_comment(&along, text, at))
			read_note(notes, file, text, at + MARK);
		at += MARK;
	}
}

bool notes_read(struct notes *notes, const struct zonefile *zone)
{
	size_t note = 0;

	*notes = (struct notes){ 0 };
	for (size_t i = 0; i < zone->files; i++)
		read_file(notes, (uint16_t)i, zone->file[i].text);
	notes->next = notes->failed ? NULL : mem_zero(zone->files + 1, sizeof *notes->next);
	for (size_t i = 0; notes->next && i <= zone->files; i++) {
		while (note < notes->n && notes->note[note].file < i)
			note++;
		notes->next[i] = note;
	}
	return notes->next != NULL;
}

void notes_release(struct notes *notes)
{
	mem_free(notes->note);
	mem_free(notes->next);
	*notes = (struct notes){ 0 };
}

/* The end of the line on which an entry ends, with its comment. */
static size_t line_end(struct slice text, const struct zone_record *record)
{
	size_t at = (size_t)record->whole.at + record->whole.len;
	const char *end = at < text.len ? memchr(text.at + at, '\n', text.len - at) : NULL;

	return end ? (size_t)(end - text.at) : text.len;
}

size_t notes_of(struct notes *notes, const struct zonefile *zone, const struct zone_record *record, size_t *first)
{
	size_t *next = &notes->next[record->file], end, n = 0;

	*first = *next;
	if (*next == notes->n || notes->note[*next].file != record->file)
		return 0;
	end = line_end(zone->file[record->file].text, record);
	while (*next < notes->n && notes->note[*next].file == record->file && notes->note[*next].at.at < end) {
		++*next;
		n++;
	}
	return n;
}
