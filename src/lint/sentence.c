/*
 * sentence: a record, term by term, as sentences.
 */
#include "lint/explain.h"

#include "base/words.h"
#include "dns/rdata.h"
#include "spf/macro.h"
#include "spf/select.h"

enum {
	SHOWN = 6, HOSTS = 10,	/* addresses of one term; MX hosts (4.6.4) */
	RULE_NAME = 307,
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
	const struct record *record;
	const struct term *term;
	const struct name *domain;
	const struct answers *answers;
	enum text_form form;
	struct name target;	/* len 0: hangs on the message, no domain was given, or impossible */
	bool impossible;	/* no name can be written so: a label is empty or too long */
	struct buf name;	/* of the target, or the text that it hangs on */
};

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

struct addresses {
	struct buf text;	/* "192.0.2.1, 192.0.2.2" */
	size_t n;
	bool known, failed;	/* every question has its answer; one of them is a failure */
};

static void add_address(const struct saying *say, struct addresses *list, struct ip ip, bool v6)
{
	char text[RANGE_TEXT];
	struct range range = ip_network(ip, v6 ? say->term->prefix6 : say->term->prefix4, v6);

	if (list->n++ >= SHOWN)
		return;
	range_text(range, v6, text);
	buf_printf(&list->text, "%s%s", list->n > 1 ? ", " : "", text);
}

static void add_host(const struct saying *say, struct addresses *list, const struct name *host)
{
	for (unsigned v6 = 0; v6 < 2; v6++) {
		const struct answer *answer = answers_find(say->answers, host, v6 ? RR_AAAA : RR_A);
		size_t len = v6 ? 16 : 4;

		list->known = list->known && answer;
		list->failed = list->failed || (answer && answer->said == SAID_FAILED);
		for (size_t i = 0; answer && answer->said == SAID_DATA && i < answer->n; i++)
			if (answer->rr[i].len == len)
				add_address(say, list, ip_from_wire(answer->rr[i].wire, v6), v6);
	}
}

static void add_servers(const struct saying *say, struct addresses *list)
{
	const struct answer *answer = answers_find(say->answers, &say->target, RR_MX);

	list->known = answer;
	list->failed = answer && answer->said == SAID_FAILED;
	for (size_t i = 0; answer && answer->said == SAID_DATA && i < answer->n && i < HOSTS; i++) {
		struct name host;

		if (rdata_exchange(&answer->rr[i], &host) && !name_is_root(&host))
			add_host(say, list, &host);
	}
}

/* "192.0.2.10 (the domain's own addresses)": with DNS at hand, the addresses first. */
static void add_hosts(const struct saying *say, const char *words, struct buf *who)
{
	struct addresses list = { .known = true };

	if (say->answers && say->target.len && say->term->kind == K_A)
		add_host(say, &list, &say->target);
	else if (say->answers && say->target.len)
		add_servers(say, &list);
	else
		list.known = false;
	if (list.n > SHOWN)
		buf_printf(&list.text, _(" and %zu more"), list.n - SHOWN);
	if (list.n)
		buf_printf(who, "%s (%s)", buf_text(&list.text), words);
	else
		buf_string(who, words);
	if (!list.n && list.failed)
		buf_string(who, _(" (DNS did not answer for them)"));
	else if (!list.n && list.known)
		buf_string(who, _(" (DNS has none now)"));
	if (!list.n && say->term->prefix4 < 32)
		buf_printf(who, _(", with their /%u networks"), say->term->prefix4);
	if (!list.n && say->term->prefix6 < 128)
		buf_printf(who, _(", with their IPv6 /%u networks"), say->term->prefix6);
	who->failed |= list.text.failed;
	buf_release(&list.text);
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

	if (answer && answer->said == SAID_FAILED)
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

static bool is_first(const struct saying *say)
{
	for (const struct term *term = say->record->term; term < say->term; term++)
		if (term->qualifier)
			return false;
	return true;
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

static const char *mail_sentence(char qualifier)
{
	switch (qualifier) {
	case '-': return _("Mail from %s is to be refused (fail).");
	case '~': return _("Mail from %s is suspicious: take it, but mark it (softfail).");
	case '?': return _("Of mail from %s nothing is said (neutral).");
	default: return _("Mail from %s passes.");
	}
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

static void add_modifier(const struct saying *say, struct buf *out)
{
	const char *name = buf_text(&say->name);
	struct buf word = { 0 };

	if (say->term->kind == K_REDIRECT) {
		buf_printf(out, _("For everything else the SPF record of %s decides"), name);
		add_record_there(say, out);
		buf_char(out, '.');
	} else if (say->term->kind == K_EXP) {
		buf_printf(out, _("Whoever is refused may be told why, by the TXT record of %s."), name);
	} else {
		text_printable(&word, record_slice(say->record, say->term->word), say->form);
		buf_printf(out, _("\"%s=\" is a modifier that RFC 7208 does not define: receivers pass over it."), buf_text(&word));
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
	struct saying say = { .record = record, .term = &record->term[i], .domain = domain, .form = TEXT_ASCII };

	find_target(&say);
	buf_release(&say.name);
	return !say.impossible;
}

void explain_term(const struct record *record, size_t i, const struct name *domain, const struct answers *answers, enum text_form form,
    struct buf *out)
{
	struct saying say = { .record = record, .term = &record->term[i], .domain = domain, .answers = answers, .form = form };
	struct buf who = { 0 };

	find_target(&say);
	if (say.term->kind == K_BROKEN) {
		add_broken(&say, out);
	} else if (term_is_dead(record, i)) {
		add_dead(&say, out);
	} else if (say.impossible) {
		add_impossible(&say, out);
	} else if (kind_is_modifier(say.term->kind)) {
		add_modifier(&say, out);
	} else if (say.term->kind == K_ALL) {
		buf_string(out, all_sentence(say.term->qualifier, is_first(&say)));
	} else {
		add_who(&say, &who);
		buf_printf(out, mail_sentence(say.term->qualifier), buf_text(&who));
	}
	buf_char(out, '\n');
	out->failed |= who.failed || say.name.failed;
	buf_release(&who);
	buf_release(&say.name);
}

void explain_record(const struct record *record, const struct name *domain, const struct answers *answers, enum text_form form,
    struct buf *out)
{
	bool broken = false, ends = record_find(record, K_ALL) || record_find(record, K_REDIRECT);

	for (size_t i = 0; i < record->n; i++)
		broken = broken || record->term[i].kind == K_BROKEN;
	if (record->fault) {	/* 4.5 */
		buf_string(out, _("The text does not begin with v=spf1 and a space, so that receivers pass it over (none). What it would say:\n"));
	} else if (broken) {	/* 4.6: before anything is evaluated */
		buf_string(out, _("Receivers answer permerror to all mail, because of what is not valid SPF below. What the rest would say:\n"));
	}
	for (size_t i = 0; i < record->n; i++)
		explain_term(record, i, domain, answers, form, out);
	if (!ends)	/* 4.7 */
		buf_string(out, record->n ? _("Of everything else nothing is said (neutral): the record has no all.\n") :
		    _("Nothing is said of any mail (neutral): the record has no terms.\n"));
}
