/* zone_note: the comments of a zone file that are ours. */
#include "lint/zone_private.h"

#include "base/memory.h"

#include <string.h>

static const char mark[] = "spfwiz:";
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

/* What stands behind the mark, on its line. */
static void read_note(struct notes *notes, uint16_t file, struct slice text, size_t at)
{
	struct note note = { .file = file };
	struct slice text_behind = slice_to(slice_from(text, at), NOTE_MOST), rest = { 0 }, verb, word;

	slice_cut(&text_behind, '\n', &rest);
	if (!slice_word(&rest, &verb) || !slice_word(&rest, &word))
		return;
	note.at = (struct span){ (uint32_t)(word.at - text.at), (uint32_t)word.len };
	if (slice_same(verb, SLICE("ignore"))) {
		note.kind = NOTE_IGNORE;
		note.rule = rule_by_name(word);
		add(notes, &note);
	} else if (slice_same(verb, SLICE("flattened")) && name_from_person(word, &note.source) == ERR_NONE) {
		note.kind = NOTE_FLATTENED;
		add(notes, &note);
	}
}

static void read_file(struct notes *notes, uint16_t file, struct slice text)
{
	struct along along = { 0 };
	size_t at = 0;

	while (at < text.len && !notes->failed) {
		const char *found = memmem(text.at + at, text.len - at, mark, MARK);

		if (!found)
			return;
		at = (size_t)(found - text.at);
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
