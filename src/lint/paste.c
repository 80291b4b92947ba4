/*
 * paste: the clinic goes round: characters, what stands around the record, its terms, until a round changes nothing. So what it gives
 * back is clean, and cleaning it again changes nothing.
 */
#include "lint/paste_private.h"

#include <string.h>

void changes_add(struct changes *changes, unsigned rule, struct slice was, struct slice now)
{
	if (changes->n == changes->size) {
		size_t size = changes->size ? 2 * changes->size : 16;
		struct paste_change *more = POOL_NEW(changes->pool, struct paste_change, size);

		if (!more)
			return;
		if (changes->n)
			memcpy(more, changes->change, changes->n * sizeof *more);
		changes->change = more;
		changes->size = size;
	}
	changes->change[changes->n++] = (struct paste_change){
		.rule = rule_by_id(rule), .was = pool_copy(changes->pool, was), .now = pool_copy(changes->pool, now),
	};
}

struct slice paste_bare(struct slice term)
{
	while (term.len && strchr("\"'`([{<*_", term.at[0]))
		term = slice_from(term, 1);
	while (term.len && strchr("\"'`()[]{}<>*_.,;:!\\", term.at[term.len - 1]))
		term.len--;
	return term;
}

bool paste_likely(const struct record *record, size_t i)
{
	struct slice text = record_slice(record, record->term[i].whole), bare = paste_bare(text);

	if (record->term[i].kind != K_BROKEN || record->term[i].guess != K_BROKEN)
		return true;
	return bare.len > 1 && bare.len < text.len && paste_good(bare) != K_BROKEN;
}

bool paste_strong(const struct record *record, size_t i)
{
	struct slice text = record_slice(record, record->term[i].whole);
	bool likely = paste_likely(record, i), separated = false;

	if (memmem(text.at, text.len, "://", 3) && !likely)
		return false;
	for (size_t k = 1; k + 1 < text.len && !separated; k++)
		separated = strchr(":=/.", text.at[k]) && (likely || text.at[k] == ':' || text.at[k] == '=');
	return separated || (likely && text.len > 1 && strchr("+-~?", text.at[0]));
}

static bool same_rule_before(const struct changes *changes, size_t from, unsigned rule)
{
	for (size_t i = from; i < changes->n; i++)
		if (changes->change[i].rule && changes->change[i].rule->id == rule)
			return true;
	return false;
}

/* The stretch of the paste that these bytes of the record stand for. */
static struct slice source_of(struct slice paste, const struct folded *text, size_t from, size_t to)
{
	return from < to ? slice_from(slice_to(paste, text->to[to - 1]), text->from[from]) : (struct slice){ 0 };
}

/* Word by word, and of the blanks between them one of each kind: what the characters were and are. */
static void note_damage(struct changes *changes, struct slice paste, const struct folded *text)
{
	size_t before = changes->n;

	for (size_t at = 0; at < text->n;) {
		size_t end = at + 1;
		bool blank = text->text[at] == ' ';

		while (end < text->n && !blank && text->text[end] != ' ')
			end++;
		struct slice was = source_of(paste, text, at, end), now = { text->text + at, end - at };
		unsigned rule = paste_damage(was);

		if (rule && !memchr(was.at, '\\', was.len) && !slice_equal(was, now) && !(blank && same_rule_before(changes, before, rule)))
			changes_add(changes, rule, was, now);
		at = end;
	}
}

/* The last line with something on it, or the first. */
static struct slice nearest_line(struct slice text, bool last)
{
	struct slice line, found = { 0 };

	while (slice_cut(&text, '\n', &line)) {
		line = slice_trim(line);
		if (line.len)
			found = line;
		if (line.len && !last)
			break;
	}
	return found;
}

/* Only quotes, what was folded into them, and what cannot be seen. */
static bool is_quotes(struct slice text)
{
	while (text.len) {
		uint32_t code;
		size_t used = utf8_decode(text, &code);
		unsigned rule = paste_damage(slice_to(text, used));

		if (!(code < 0x80 && code && strchr("\"'`\\ ", (int)code)) && rule != 202 && rule != 203)
			return false;
		text = slice_from(text, used);
	}
	return true;
}

static unsigned rule_around(struct slice text)
{
	if (slice_starts(text, SLICE("v=spf1")))
		return 223;
	if (slice_starts(text, SLICE("spf2.0/")))
		return 108;
	if (!is_quotes(text))
		return 221;
	return paste_damage(text) ? paste_damage(text) : 111;
}

static void note_around(struct changes *changes, struct slice paste, const struct found *found)
{
	const struct folded *text = &found->record;
	struct slice before = nearest_line(slice_to(paste, text->from[0]), true);
	struct slice behind = nearest_line(slice_from(paste, text->to[text->n - 1]), false);
	bool quotes = before.len && is_quotes(before) && is_quotes(behind);

	if (before.len)
		changes_add(changes, rule_around(before), before, SLICE(""));
	if (behind.len && !quotes)
		changes_add(changes, rule_around(behind), behind, SLICE(""));
	if (found->strings)
		changes_add(changes, 221, SLICE("\" \""), SLICE(""));
}

/* What was there before it was folded, but for escapes and line endings. */
static struct slice unfolded(struct pool *pool, struct slice paste, struct found *found)
{
	const struct folded *text = &found->record;
	struct buf out = { 0 };
	size_t cut = 0;

	for (size_t i = 0; i < text->n; i++) {
		struct slice was = source_of(paste, text, i, i + 1);

		if (cut < found->cuts && found->cut[cut] == i)	/* the strings end where they do in what comes of them */
			found->cut[cut++] = (uint32_t)out.len;
		if (!was.len || was.at[0] == '\\' || memchr(was.at, '\n', was.len))
			buf_char(&out, text->text[i]);
		else
			buf_add(&out, was);
	}
	struct slice copy = pool_copy(pool, buf_slice(&out));
	pool->failed |= out.failed;
	buf_release(&out);
	return copy;
}

enum step { STEP_CLEAN, STEP_CHANGED, STEP_NONE };	/* none: no record is in it, or memory ended */

/* What this round found of places: of the first, where in the paste; of the last that joined strings, where they end. */
static void note_places(struct pasted *pasted, const struct found *found, size_t len, bool first)
{
	const struct folded *text = &found->record;
	size_t cuts = 0;

	if (first)
		pasted->at = (struct span){ text->from[0], text->to[text->n - 1] - text->from[0] };
	while (cuts < found->cuts && found->cut[cuts] < len)	/* blanks at the end went */
		cuts++;
	pasted->cut = found->cut;
	pasted->cuts = cuts;
}

/* One round over text, which lies in the pool or is the paste. */
static enum step clean_round(struct changes *changes, bool repair, bool first, struct slice *text, struct pasted *pasted)
{
	struct folded folded;
	struct found found;
	struct slice paste = slice_to(*text, PASTE_MOST), now;

	if (!paste_fold(changes->pool, paste, &folded) || !paste_find(changes->pool, &folded, repair, &found))
		return STEP_NONE;
	pasted->others += found.others;
	note_around(changes, paste, &found);
	now = repair ? (struct slice){ found.record.text, found.record.n } : unfolded(changes->pool, paste, &found);
	if (repair)
		note_damage(changes, paste, &found.record);
	unsigned rounds = 0;
	while (repair && paste_repair(changes, &now, &pasted->others))
		if (++rounds == PASTE_ROUNDS)
			return STEP_NONE;
	enum step step = slice_equal(now, *text) ? STEP_CLEAN : STEP_CHANGED;

	if (step == STEP_CHANGED || first)
		note_places(pasted, &found, now.len, first);
	*text = now;
	return step;
}

/* What does not come to rest, or is no record once it is clean, is left as it was. */
enum error paste_clean(struct pool *pool, struct slice text, bool repair, struct pasted *pasted)
{
	struct changes changes = { .pool = pool };
	struct slice trimmed = slice_trim(text), now = trimmed;
	enum step step = STEP_CHANGED;

	*pasted = (struct pasted){ .text = trimmed };
	for (unsigned i = 0; i < PASTE_ROUNDS && step == STEP_CHANGED && !pool->failed; i++)
		step = clean_round(&changes, repair, i == 0, &now, pasted);
	pasted->found = step == STEP_CLEAN;
	if (!pasted->found)
		*pasted = (struct pasted){ .text = trimmed };
	if (pasted->found) {
		pasted->text = now;
		pasted->at.at += trimmed.len ? (uint32_t)(trimmed.at - text.at) : 0;
		pasted->change = changes.change;
		pasted->n = changes.n;
	}
	if (repair)	/* terms were repaired: they end elsewhere */
		pasted->cuts = 0;
	pasted->text = pool_copy(pool, pasted->text);
	return pool->failed ? ERR_MEMORY : ERR_NONE;
}

/* A zone line says more than its quotes, and quotes more than the strings between which they stood. */
const struct paste_change *paste_around(const struct pasted *pasted)
{
	static const uint16_t ids[] = { 221, 108, 223, 111, 202, 203 };

	for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
		for (size_t i = 0; i < pasted->n; i++)
			if (pasted->change[i].rule && pasted->change[i].rule->id == ids[k] && !slice_equal(pasted->change[i].was, SLICE("\" \"")))
				return &pasted->change[i];
	return NULL;
}

/* "xx-all": whatever it is, an all was meant. */
static bool ends_in_all(struct slice text)
{
	return text.len > 3 && strchr("+-~?", text.at[text.len - 4]) && slice_same(slice_from(text, text.len - 3), SLICE("all"));
}

bool paste_ends(struct pool *pool, struct slice text)
{
	struct pasted pasted;
	struct record record;

	if (text.len > PASTE_ENDS || paste_clean(pool, text, true, &pasted) || !pasted.found || record_parse_pool(pool, &record, pasted.text))
		return false;
	for (size_t i = 0; i < record.n; i++)
		if (record.term[i].fault && ends_in_all(record_slice(&record, record.term[i].whole)))
			return true;
	return record_find(&record, K_ALL) || record_find(&record, K_REDIRECT);
}
