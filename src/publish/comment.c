/* comment: what one term means, in a few words, for the ";" comment beside it in a zone file. */
#include "publish/zoneline.h"

#include "base/words.h"
#include "lint/explain.h"

static const char *qualifier_result(char qualifier)
{
	switch (qualifier) {
	case '-': return "fail";
	case '~': return "softfail";
	case '?': return "neutral";
	default: return "pass";
	}
}

static void network_comment(struct buf *out, const struct term *term)
{
	bool v6 = term->kind == K_IP6;
	unsigned bits = v6 ? term->prefix6 : term->prefix4;
	struct range range = ip_network(term->ip, bits, v6);
	char from[IP_TEXT], to[IP_TEXT];

	if (bits == (v6 ? 128 : 32)) {
		buf_string(out, v6 ? _("one IPv6 address") : _("one IPv4 address"));
		return;
	}
	ip_text(range.from, v6, from);
	ip_text(range.to, v6, to);
	buf_printf(out, _("%s to %s"), from, to);
}

static void networks_around(struct buf *out, const struct term *term)
{
	if (term->kind != K_A && term->kind != K_MX)
		return;
	if (term->prefix4 < 32)
		buf_printf(out, _(", with their /%u networks"), term->prefix4);
	if (term->prefix6 < 128)
		buf_printf(out, _(", with their IPv6 /%u networks"), term->prefix6);
}

void term_comment(const struct record *record, size_t i, struct buf *out)
{
	const struct term *term = &record->term[i];
	const char *words = term->has_value ? term_words[term->kind].other : term_words[term->kind].own;

	if (term_is_dead(record, i)) {
		buf_string(out, _("never reached: there is an all"));
		return;
	}
	if (term->qualifier && term->kind != K_BROKEN)
		buf_printf(out, "%s: ", qualifier_result(term->qualifier));
	if (term->kind == K_IP4 || term->kind == K_IP6)
		network_comment(out, term);
	else if (words && *words)
		buf_string(out, _(words));
	networks_around(out, term);
	/* What %{d} gives is the same for every message. */
	if (term->macros & ~LETTER('d') && term->kind != K_UNKNOWN_MODIFIER && term->kind != K_BROKEN)
		buf_string(out, _(", filled in for each message"));
}
