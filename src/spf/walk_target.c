/* walk_target: the name a term asks for (RFC 7208 4.8, 7.3). */
#include "spf/walk_private.h"
#include <string.h>

enum { TARGET_TEXT = 253 };	/* 7.3 */

bool walk_facts(struct walker *w, const struct frame *f, uint32_t letters, struct facts *facts)
{
	const struct sender *s = w->ask->sender;
	facts->heard = (struct heard){ 0 };
	facts->macro = (struct macro_facts){
		.domain = f->domain, .validated = SLICE("unknown"), .receiver = w->ask->receiver, .seconds = w->ask->seconds,
		.ip = w->ip, .v6 = w->ask->v6,
	};
	if (s) {
		facts->macro.local = s->local;
		facts->macro.sender_domain = s->domain;
		facts->macro.helo = s->helo;
	}
	if (!(letters & MACRO_LETTER('p')))
		return true;
	const struct validated *v = walk_validated(w);
	facts->heard = v->heard;
	const struct name *best = walk_best_validated(v, &f->name);
	if (best)
		facts->macro.validated = (struct slice){ facts->validated, name_bytes(best, facts->validated) };
	return validated_ready(v);
}

/* 7.3: labels on the left go until it fits. false: it cannot. */
static bool shorten(struct slice *text)
{
	if (text->len > 0 && text->at[text->len - 1] == '.')
		text->len--;
	while (text->len > TARGET_TEXT) {
		const char *dot = memchr(text->at, '.', text->len);
		if (!dot)
			return false;
		*text = slice_from(*text, (size_t)(dot - text->at) + 1);
	}
	return true;
}

static bool has_macro(struct slice value)
{
	return memchr(value.at, '%', value.len) != NULL;
}

/* The macros of value in the walker's buf. false: too long. */
static bool expand(struct walker *w, struct slice value, const struct macro_facts *facts, struct slice *out)
{
	buf_clear(&w->text);
	bool good = macro_expand(value, facts, EXPANDED_MOST, &w->text);
	if (w->text.failed)
		w->pool->failed = true;
	*out = buf_slice(&w->text);
	return good;
}

enum target_state walk_target(struct step *s, struct target *out)
{
	struct walker *w = s->walker;
	struct slice text = record_slice(&s->frame->record, s->term->value);
	struct facts facts;
	if (text.len == 0) {	/* 4.8: <target-name> is <domain> */
		out->name = s->frame->name;
		out->domain = s->frame->domain;
		return TARGET_GOOD;
	}
	if (s->term->macros & w->open)
		return TARGET_OPEN;
	if (has_macro(text)) {
		bool ready = walk_facts(w, s->frame, s->term->macros, &facts);
		step_hear(s, &facts.heard);
		if (!ready)
			return TARGET_WAITING;
		if (!expand(w, text, &facts.macro, &text))
			return TARGET_BAD;
		text = pool_copy(w->pool, text);
		if (!text.at)
			return TARGET_BAD;
	}
	if (!shorten(&text) || name_from_bytes(text, &out->name) != ERR_NONE)
		return TARGET_BAD;
	out->domain = text;
	return TARGET_GOOD;
}

/*
 * Labels only get longer with the address, so if the longest address gives a good name without shortening, every one does.
 * Of an unknown sender, and of names others give an address, nothing can be said.
 */
bool target_always_good(struct step *s)
{
	struct walker *w = s->walker;
	struct slice text = record_slice(&s->frame->record, s->term->value);
	struct facts facts;
	struct name name;
	if (s->term->macros & w->open & ~MACRO_LETTER('i'))
		return false;
	if (!walk_facts(w, s->frame, 0, &facts))
		return false;
	facts.macro.ip = ip_everything(w->ask->v6).to;
	return expand(w, text, &facts.macro, &text) && text.len <= TARGET_TEXT && name_from_bytes(text, &name) == ERR_NONE;
}
