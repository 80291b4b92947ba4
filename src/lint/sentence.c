/*
 * sentence: a record, term by term, as sentences.
 */
#include "lint/sentence.h"

#include "base/words.h"
#include "spf/macro.h"
#include "spf/select.h"

enum {
	SHOWN = 6,		/* networks of one term */
	RULE_NAME = 307, RULE_MAPPED = 311, RULE_SHADOWED = 803, RULE_NO_FAIL = 407,
};

const struct term_words term_words[KIND_COUNT] = {
	[K_ALL] = { N_("everyone else"), N_("everyone else"), N_("everyone else") },
	[K_INCLUDE] = { "", N_("whoever passes the SPF record of that domain"), N_("whoever passes the SPF record of %s") },
	[K_A] = { N_("the domain's own addresses"), N_("the addresses of that host"), N_("the addresses of %s") },
	[K_MX] = { N_("the domain's mail servers (MX)"), N_("the mail servers (MX) of that domain"), N_("the mail servers (MX) of %s") },
	[K_PTR] = { N_("hosts named under the domain by reverse DNS"), N_("hosts named under that domain by reverse DNS"),
	    N_("hosts named under %s by reverse DNS") },
	[K_EXISTS] = { "", N_("when that name has an address in DNS"), N_("senders for whom the name %s has an address in DNS") },
	[K_REDIRECT] = { "", N_("when nothing matched, the SPF record of that domain decides"), "" },
	[K_EXP] = { "", N_("the TXT record there is the explanation sent after a fail"), "" },
	[K_UNKNOWN_MODIFIER] = { N_("modifier that RFC 7208 does not define: ignored"), N_("modifier that RFC 7208 does not define: ignored"), "" },
	[K_BROKEN] = { N_("not valid SPF: receivers answer permerror"), N_("not valid SPF: receivers answer permerror"), "" },
};

/* 5.1: mechanisms behind all are never tested. 6.1: redirect is ignored when there is an all anywhere. */
bool term_is_dead(const struct record *record, size_t i)
{
	const struct term *all = record_find(record, K_ALL), *term = &record->term[i];

	if (!all || term == all)
		return false;
	if (term->kind == K_REDIRECT)
		return true;
	return term->qualifier && term->kind != K_BROKEN && all < term;
}

struct saying {
	const struct telling *about;
	const struct record *record;
	const struct term *term;
	const struct name *domain;
	const struct answers *answers;
	enum text_form form;
	struct name target;	/* len 0: hangs on the message, no domain was given, or impossible */
	bool impossible;	/* no name can be written so: a label is empty or too long */
	struct buf name;	/* of the target, or the text that it hangs on */
	struct told told;
};

static struct saying saying_of(const struct telling *about, size_t i)
{
	return (struct saying){ .about = about, .record = about->record, .term = &about->record->term[i], .domain = about->domain,
		.answers = about->answers, .form = about->form };
}

static void show_name(const struct saying *say, const struct name *name, struct buf *out)
{
	name_shown(name, say->form, out);
}

/* What the term is about: its domain-spec, filled in as far as the domain alone can (7.2). */
static void find_target(struct saying *say)
{
	struct slice value = record_slice(say->record, say->term->value);
	struct buf text = { 0 };
	char domain[NAME_WIRE] = "";
	bool address = say->term->kind == K_IP4 || say->term->kind == K_IP6;
	bool fixed = !(say->term->macros & ~LETTER('d')) && (say->domain || !say->term->macros);

	if (address)
		return;
	if (!value.len && say->domain)
		say->target = *say->domain;
	if (value.len && fixed && say->term->kind != K_BROKEN) {
		struct macro_facts facts = { .domain = { domain, say->domain ? name_bytes(say->domain, domain) : 0 } };

		if (!macro_expand(value, &facts, NAME_WIRE, &text) || name_from_bytes(buf_slice(&text), &say->target))
			say->target.len = 0;
		say->impossible = !say->target.len;
	}
	buf_release(&text);
	if (value.len && say->target.len)
		show_name(say, &say->target, &say->name);
	else if (value.len)
		text_printable(&say->name, value, say->form);
}

/* "192.0.2.1, 192.0.2.2": as many as are told. */
static size_t add_networks(const struct told *told, struct buf *out)
{
	size_t n = 0;
	char text[RANGE_TEXT];

	for (unsigned v6 = 0; v6 < 2; v6++)
		for (size_t i = 0; i < told->net[v6].n; i++) {
			if (n++ >= SHOWN)
				continue;
			range_text(told->net[v6].range[i], v6, text);
			buf_printf(out, "%s%s", n > 1 ? ", " : "", text);
		}
	if (n > SHOWN)
		buf_printf(out, _(" and %zu more"), n - SHOWN);
	return n;
}

/* "192.0.2.10 (the domain's own addresses)": with DNS at hand, the addresses first. */
static void add_hosts(const struct saying *say, const char *words, struct buf *who)
{
	const struct told *told = &say->told;
	size_t n = add_networks(told, who);

	if (n)
		buf_printf(who, " (%s)", words);
	else
		buf_string(who, words);
	if (told->unasked)
		buf_string(who, n ? _(" (not all were asked about: the data at hand ends there)") : _(" (not asked: they are not in the data at hand)"));
	else if (told->failed)
		buf_string(who, n ? _(" (DNS did not answer for all)") : _(" (DNS did not answer for them)"));
	else if (!n && told->known)
		buf_string(who, _(" (DNS has none now)"));
	if (!n && say->term->prefix4 < 32)
		buf_printf(who, _(", with their /%u networks"), say->term->prefix4);
	if (!n && say->term->prefix6 < 128)
		buf_printf(who, _(", with their IPv6 /%u networks"), say->term->prefix6);
}

static void add_network(const struct term *term, struct buf *who)
{
	bool v6 = term->kind == K_IP6;
	struct range range = ip_network(term->ip, v6 ? term->prefix6 : term->prefix4, v6);
	char text[RANGE_TEXT], from[IP_TEXT], to[IP_TEXT];

	range_text(range, v6, text);
	ip_text(range.from, v6, from);
	ip_text(range.to, v6, to);
	if (ip_compare(range.from, range.to) == 0)
		buf_string(who, text);
	else
		buf_printf(who, _("%s (%s to %s)"), text, from, to);
}

/* 5.2: without a record there an include is permerror. */
static void add_record_there(const struct saying *say, struct buf *who)
{
	const struct answer *answer = say->answers && say->target.len ? answers_find(say->answers, &say->target, RR_TXT) : NULL;
	struct selected selected = { 0 };
	struct pool pool = { 0 };

	if (answer && answer_unasked(answer))
		buf_string(who, _(" (not asked: it is not in the data at hand)"));
	else if (answer && answer->said == SAID_FAILED)
		buf_string(who, _(" (DNS did not answer for it)"));
	else if (answer && !spf_select(&pool, answer, &selected) && selected.n != 1)
		buf_string(who, selected.n ? _(" (it has several: permerror)") : _(" (it has none: permerror)"));
	pool_release(&pool);
}

static void add_who(const struct saying *say, struct buf *who)
{
	const struct term_words *words = &term_words[say->term->kind];
	struct buf text = { 0 };

	if (say->term->kind == K_IP4 || say->term->kind == K_IP6) {
		add_network(say->term, who);
		return;
	}
	if (say->term->value.len)
		buf_printf(&text, _(words->named), buf_text(&say->name));
	else
		buf_string(&text, _(words->own));
	if (say->term->kind == K_A || say->term->kind == K_MX)
		add_hosts(say, buf_text(&text), who);
	else
		buf_string(who, buf_text(&text));
	if (say->term->kind == K_INCLUDE)
		add_record_there(say, who);
	/* What %{d} gives is the same for every message. */
	if (say->term->macros & ~LETTER('d'))
		buf_string(who, _(" (filled in for each message)"));
	who->failed |= text.failed;
	buf_release(&text);
}

/* N_(): an all that stands alone, and one that others stand before. */
static const struct all_words {
	char qualifier;
	const char *alone, *behind;
} all_words[] = {
	{ '-', N_("All mail is to be refused: the domain sends none (fail)."), N_("Everything else is to be refused (fail).") },
	{ '~', N_("All mail is suspicious: take it, but mark it (softfail)."), N_("Everything else is suspicious: take it, but mark it (softfail).") },
	{ '?', N_("Of no mail is anything said (neutral)."), N_("Of everything else nothing is said (neutral).") },
	{ '+', N_("All mail passes: anyone may send in the domain's name."),
	  N_("Everything else passes too: anyone may send in the domain's name.") },
};

static const char *all_sentence(char qualifier, bool first)
{
	const struct all_words *words = all_words;

	while (words->qualifier != qualifier)
		words++;
	return first ? _(words->alone) : _(words->behind);
}

/* rest: others than it names, or some of those, may have been decided by terms before it. */
static const char *mail_sentence(char qualifier, bool rest)
{
	switch (qualifier) {
	case '-': return rest ? _("Of the rest, mail from %s is to be refused (fail).") : _("Mail from %s is to be refused (fail).");
	case '~': return rest ? _("Of the rest, mail from %s is suspicious: take it, but mark it (softfail).") :
	    _("Mail from %s is suspicious: take it, but mark it (softfail).");
	case '?': return rest ? _("Of the rest, nothing is said of mail from %s (neutral).") : _("Of mail from %s nothing is said (neutral).");
	default: return rest ? _("Of the rest, mail from %s passes.") : _("Mail from %s passes.");
	}
}

/* " (SPF803 overridden)": where there is more to read. */
static void add_rule(unsigned id, struct buf *out)
{
	const struct rule *rule = rule_by_id(id);

	if (rule)
		buf_printf(out, " (SPF%u %s)", rule->id, rule->name);
}

/* Nobody is left for it, or whoever comes to it gets an error. */
static void add_left_out(const struct saying *say, struct buf *out)
{
	const struct told *told = &say->told;
	struct buf text = { 0 }, more = { 0 };

	text_printable(&text, record_slice(say->record, say->term->whole), say->form);
	if (told->tells == TELLS_NEVER) {
		buf_printf(out, _("\"%s\" never matches: such a sender is checked by its IPv4 address (RFC 7208 5)"), buf_text(&text));
		add_rule(RULE_MAPPED, out);
	} else if (told->tells == TELLS_ENDS) {
		error_why(told->verdict, say->form, &more);
		buf_printf(out, _("The check ends at \"%s\" with %s for all who come to it: %s (RFC 7208 %s)"), buf_text(&text),
		    result_word(told->result), buf_text(&more), error_clause(told->verdict));
	} else if (told->tells == TELLS_TAKEN) {
		(void)add_networks(told, &more);
		buf_printf(out, _("\"%s\" decides nothing: terms before it have decided all of %s"), buf_text(&text), buf_text(&more));
		if (told->against)
			add_rule(RULE_SHADOWED, out);
	} else {
		buf_printf(out, told->error ? _("Nobody comes to \"%s\": the check has ended with an error before it") :
		    _("Nobody comes to \"%s\": the terms before it decide for everybody"), buf_text(&text));
	}
	buf_char(out, '.');
	out->failed |= text.failed || more.failed;
	buf_release(&text);
	buf_release(&more);
}

/* The sentence of a broken term has its rule's words. */
static void add_broken(const struct saying *say, struct buf *out)
{
	const struct rule *rule = rule_by_id(say->term->fault);
	struct buf text = { 0 };

	text_printable(&text, record_slice(say->record, say->term->whole), say->form);
	buf_printf(out, _("\"%s\" is not valid SPF, so that receivers answer permerror"), buf_text(&text));
	if (rule)
		buf_printf(out, _(" (SPF%u %s): %s"), rule->id, rule->name, _(rule->todo));
	buf_char(out, '.');
	out->failed |= text.failed;
	buf_release(&text);
}

/* 4.8: what the grammar lets pass and DNS does not. */
static void add_impossible(const struct saying *say, struct buf *out)
{
	const struct rule *rule = rule_by_id(RULE_NAME);
	const char *name = buf_text(&say->name);

	if (say->term->kind == K_INCLUDE || say->term->kind == K_REDIRECT)
		buf_printf(out, _("%s is not a valid domain name, so that receivers answer permerror"), name);
	else if (say->term->kind == K_EXP)
		buf_printf(out, _("%s is not a valid domain name, so that there is no explanation"), name);
	else
		buf_printf(out, _("%s is not a valid domain name, so that nobody matches"), name);
	buf_printf(out, _(" (SPF%u %s): %s"), rule->id, rule->name, _(rule->todo));
	buf_char(out, '.');
}

/* 6.2: whose mail gets fail by this record is told; whose by one that redirect leads to is told by that one's exp. */
static void add_explanation(const struct saying *say, struct buf *out)
{
	const struct term *redirect = record_find(say->record, K_REDIRECT);
	bool beyond = redirect && !term_is_dead(say->record, (size_t)(redirect - say->record->term));
	const char *name = buf_text(&say->name);
	struct buf text = { 0 };

	text_printable(&text, record_slice(say->record, say->term->whole), say->form);
	if (record_refuses(say->about)) {
		buf_printf(out, beyond ? _("Whoever is refused before the redirect may be told why, by the TXT record of %s; behind it, by the exp "
					   "of that record (RFC 7208 6.2).") :
		    _("Whoever is refused may be told why, by the TXT record of %s."), name);
	} else if (beyond) {
		buf_printf(out, _("\"%s\" is read by nobody: behind a redirect the exp of that record counts (RFC 7208 6.2)."), buf_text(&text));
	} else {
		buf_printf(out, _("\"%s\" is read by nobody: no mail is refused here (fail)"), buf_text(&text));
		add_rule(RULE_NO_FAIL, out);
		buf_char(out, '.');
	}
	out->failed |= text.failed;
	buf_release(&text);
}

/* RFC 6652 registered them. */
static bool is_reporting(struct slice word)
{
	return slice_same(word, SLICE("ra")) || slice_same(word, SLICE("rp")) || slice_same(word, SLICE("rr"));
}

static void add_modifier(const struct saying *say, struct buf *out)
{
	struct slice name = record_slice(say->record, say->term->word);
	struct buf word = { 0 };

	if (say->term->kind == K_REDIRECT) {
		buf_printf(out, term_is_first(say->record, say->record->n) ? _("For all mail the SPF record of %s decides") :
		    _("For everything else the SPF record of %s decides"), buf_text(&say->name));
		add_record_there(say, out);
		buf_char(out, '.');
	} else if (say->term->kind == K_EXP) {
		add_explanation(say, out);
	} else {
		text_printable(&word, name, say->form);
		buf_printf(out, is_reporting(name) ?
		    _("\"%s=\" asks for reports of mail that fails (RFC 6652): it changes no result, and receivers that do not know it pass over it.") :
		    _("\"%s=\" is a modifier that RFC 7208 does not define: receivers pass over it."), buf_text(&word));
		buf_release(&word);
	}
}

static void add_dead(const struct saying *say, struct buf *out)
{
	struct buf text = { 0 };

	text_printable(&text, record_slice(say->record, say->term->whole), say->form);
	if (say->term->kind == K_REDIRECT)
		buf_printf(out, _("\"%s\" is ignored: the record has an all."), buf_text(&text));
	else
		buf_printf(out, _("\"%s\" is never looked at: it stands behind all."), buf_text(&text));
	out->failed |= text.failed;
	buf_release(&text);
}

bool term_can_ask(const struct record *record, size_t i, const struct name *domain)
{
	struct telling about = { .record = record, .domain = domain, .form = TEXT_ASCII };
	struct saying say = saying_of(&about, i);

	find_target(&say);
	buf_release(&say.name);
	return !say.impossible;
}

/* A term that receivers look at, and that can be asked about. */
static void add_living(struct saying *say, struct buf *out)
{
	bool modifier = kind_is_modifier(say->term->kind);
	struct buf who = { 0 };

	if ((!modifier || say->term->kind == K_REDIRECT) && say->told.tells >= TELLS_TAKEN) {
		add_left_out(say, out);
	} else if (modifier) {
		add_modifier(say, out);
	} else if (say->term->kind == K_ALL) {
		buf_string(out, all_sentence(say->term->qualifier, term_is_first(say->record, (size_t)(say->term - say->record->term))));
	} else {
		add_who(say, &who);
		buf_printf(out, mail_sentence(say->term->qualifier, say->told.tells == TELLS_REST), buf_text(&who));
	}
	out->failed |= who.failed;
	buf_release(&who);
}

void explain_term(const struct telling *about, size_t i, struct buf *out)
{
	struct saying say = saying_of(about, i);
	struct pool pool = { 0 };

	find_target(&say);
	term_tell(&pool, about, i, &say.target, &say.told);
	if (say.term->kind == K_BROKEN)
		add_broken(&say, out);
	else if (term_is_dead(about->record, i))
		add_dead(&say, out);
	else if (say.impossible)
		add_impossible(&say, out);
	else
		add_living(&say, out);
	buf_char(out, '\n');
	out->failed |= say.name.failed || pool.failed;
	buf_release(&say.name);
	pool_release(&pool);
}

void explain_faults(const struct telling *about, struct buf *out)
{
	bool broken = false;

	for (size_t i = 0; i < about->record->n; i++)
		broken = broken || about->record->term[i].kind == K_BROKEN;
	if (about->record->fault)	/* 4.5 */
		buf_string(out, _("The text does not begin with v=spf1 and a space, so that receivers pass it over (none). What it would say:\n"));
	else if (broken)	/* 4.6: before anything is evaluated */
		buf_string(out, _("Receivers answer permerror to all mail, because of what is not valid SPF below. What the rest would say:\n"));
	else
		errors_say(about, out);
}

void explain_rest(const struct telling *about, struct buf *out)
{
	const struct record *record = about->record;
	struct pool pool = { 0 };
	struct told told;

	if (record_find(record, K_ALL) || record_find(record, K_REDIRECT))
		return;
	term_tell(&pool, about, record->n, &(struct name){ 0 }, &told);
	if (!record->n)
		buf_string(out, _("Nothing is said of any mail (neutral): the record has no terms.\n"));
	else if (term_is_first(record, record->n))
		buf_string(out, _("Nothing is said of any mail (neutral): no term matches anybody.\n"));
	else if (told.tells != TELLS_NOBODY)	/* 4.7 */
		buf_string(out, _("Of everything else nothing is said (neutral): the record has no all.\n"));
	out->failed |= pool.failed;
	pool_release(&pool);
}

void explain_record(const struct telling *about, struct buf *out)
{
	explain_faults(about, out);
	for (size_t i = 0; i < about->record->n; i++)
		explain_term(about, i, out);
	explain_rest(about, out);
}
