/* zone_note: the comments of a zone file that are ours. */
#include "lint/zone_private.h"

#include "base/memory.h"

#include <string.h>

static const char mark[] = "spfwiz:";
enum { MARK = sizeof mark - 1 };

/* The start of the line that holds a byte. */
static size_t line_start(struct slice text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	return at;
}

/* Does a comment begin on this line before at? Quotes end on their line, so that the line alone says so. */
static bool in_comment(struct slice text, size_t at)
{
	bool quoted = false;

	for (size_t i = line_start(text, at); i < at; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] == '"')
			quoted = !quoted;
		else if (text.at[i] == ';' && !quoted)
			return true;
	}
	return false;
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

/* What stands behind the mark, to the end of the line. */
static void read_note(struct notes *notes, uint16_t file, struct slice text, size_t at)
{
	struct note note = { .file = file };
	struct slice rest, verb, word;
	const char *end = memchr(text.at + at, '\n', text.len - at);

	rest = (struct slice){ text.at + at, end ? (size_t)(end - text.at) - at : text.len - at };
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
	size_t at = 0;

	while (at < text.len && !notes->failed) {
		const char *found = memmem(text.at + at, text.len - at, mark, MARK);

		if (!found)
			return;
		at = (size_t)(found - text.at);
		if (in_comment(text, at))
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
