/*
 * test_explain: every word of SPF and every rule is explained; a record is told in sentences, in order, with what DNS says when it is known.
 */
#include "lint/explain.h"
#include "spf/select.h"
#include "failing_malloc.h"
#include "fill.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct name name_of(const char *text)
{
	struct name name;

	ck_assert_int_eq(name_from_person(slice_of(text), &name), ERR_NONE);
	return name;
}

/* What is shown can harm no terminal, and each line ends. */
static void assert_printable(const struct buf *text)
{
	struct buf again = { 0 };
	struct slice rest = buf_slice(text), line;

	ck_assert(!text->failed);
	ck_assert(text->len > 0 && text->text[text->len - 1] == '\n');
	while (slice_cut(&rest, '\n', &line)) {
		buf_clear(&again);
		text_printable(&again, line, TEXT_UTF8);
		ck_assert_msg(slice_equal(buf_slice(&again), line), "%s", buf_text(text));
	}
	buf_release(&again);
}

static void ends_like_a_sentence(const char *text)
{
	size_t n = strlen(text);

	ck_assert_msg(n > 1 && strchr(".)", text[n - 1]), "%s", text);
	ck_assert_msg(text[0] != ' ' && !strstr(text, "  "), "%s", text);
}

START_TEST(every_topic_is_whole)
{
	const struct topic *topic;
	size_t n = 0;

	for (; (topic = topic_at(n)); n++) {
		struct buf out = { 0 };

		ck_assert_ptr_eq(topic_by_name(slice_of(topic->name)), topic);
		ck_assert(*topic->kind && *topic->rfc);
		ends_like_a_sentence(topic->what);
		if (topic->receivers)
			ends_like_a_sentence(topic->receivers);
		if (topic->cost)	/* a full stop is added */
			ck_assert(topic->cost[strlen(topic->cost) - 1] != '.');
		explain_topic(topic, &out);
		assert_printable(&out);
		buf_release(&out);
	}
	ck_assert_uint_ge(n, 8 + 2 + 4 + 11 + 7);
}
END_TEST

START_TEST(topics_have_all_words)
{
	static const struct { const char *word, *topic; } rows[] = {
		{ "include", "include" }, { "INCLUDE:", "include" }, { "a", "a" }, { "all", "all" }, { "-all", "all" }, { "+a", "a" }, { "ptr", "ptr" },
		{ "redirect=", "redirect" }, { "ra", "ra" }, { "RP=", "rp" }, { "rr", "rr" }, { "exp", "exp" }, { "+", "+" }, { "-", "-" }, { "~", "~" }, { "?", "?" }, { "%{i}", "%{i}" }, { "%{ir}", "%{i}" },
		{ "%{d2-}", "%{d}" }, { "{d}", "%{d}" }, { "d", "%{d}" }, { "S", "%{s}" }, { "%{D}", "%{d}" }, { "%%", "%%" }, { "%_", "%_" }, { "%-", "%-" },
		{ "Softfail", "softfail" }, { "none", "none" }, { " mx ", "mx" }, { "v=spf1", "v=spf1" },
	};
	static const char *const none[] = { "", " ", "x", "op", "b", "%", "%{", "%{x}", "alle", "spf", "includes", "--", "=", ":", "\xff" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct topic *topic = topic_by_name(slice_of(rows[i].word));

		ck_assert_msg(topic && strcmp(topic->name, rows[i].topic) == 0, "%s", rows[i].word);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!topic_by_name(slice_of(none[i])), "%s", none[i]);
	for (enum kind kind = K_ALL; kind <= K_EXP; kind++)
		ck_assert_ptr_nonnull(topic_by_name(slice_of(kind_word(kind))));
	for (const char *letter = "slodipvhcrt"; *letter; letter++)
		ck_assert_ptr_nonnull(topic_by_name((struct slice){ letter, 1 }));
	for (enum result result = R_NONE; result <= R_PERMERROR; result++)
		ck_assert_ptr_nonnull(topic_by_name(slice_of(result_word(result))));
}
END_TEST

START_TEST(every_rule_is_explained)
{
	const struct rule *rule;

	for (size_t i = 0; (rule = rule_at(i)); i++) {
		struct buf out = { 0 };

		explain_rule(rule, TEXT_UTF8, &out);
		assert_printable(&out);
		ck_assert_ptr_nonnull(strstr(buf_text(&out), rule->name));
		if (rule->bad)
			ck_assert_ptr_nonnull(memmem(out.text, out.len, rule->bad, strcspn(rule->bad, "\n\t\xc2\xe2")));
		ends_like_a_sentence(rule->why);
		buf_release(&out);
	}
}
END_TEST

/* A record as if published, in a world where DNS is what lines say and else has not answered yet. */
struct scene {
	struct pool pool;
	struct answers *table, *layer;
	struct record record;
	struct name name;
	struct walk walk[2];
	struct telling about;
};

static void scene_walk(struct scene *s, const char *text)
{
	char domain[NAME_WIRE];
	struct wanted wanted = { 0 };
	bool waiting;

	s->layer = answers_new(s->table);
	ck_assert_int_eq(spf_publish(s->layer, s->table, &s->name, slice_of(text), false, &waiting), ERR_NONE);
	struct ask ask = { .answers = s->layer, .domain = { domain, name_bytes(&s->name, domain) } };
	for (unsigned v6 = 0; v6 < 2; v6++) {
		ask.v6 = v6;
		ck_assert_int_eq(coverage(&s->pool, &ask, &wanted, &s->walk[v6]), ERR_NONE);
		s->about.walk[v6] = &s->walk[v6];
	}
	wanted_release(&wanted);
}

static void scene_open(struct scene *s, const char *text, const char *domain, const char *lines)
{
	*s = (struct scene){ .table = lines ? answers_new(NULL) : NULL };
	if (lines)
		fill_lines(s->table, lines);
	s->name = name_of(domain ? domain : "nobody.invalid");
	ck_assert_int_eq(record_parse(&s->record, slice_of(text)), ERR_NONE);
	s->about = (struct telling){ .record = &s->record, .domain = domain ? &s->name : NULL, .answers = s->table, .form = TEXT_UTF8 };
	scene_walk(s, text);
}

static void scene_close(struct scene *s)
{
	record_release(&s->record);
	answers_free(s->layer);
	answers_free(s->table);
	pool_release(&s->pool);
}

static void explains(const char *text, const char *domain, const char *lines, const char *expected)
{
	struct scene scene;
	struct buf out = { 0 };

	scene_open(&scene, text, domain, lines);
	explain_record(&scene.about, &out);
	ck_assert_str_eq(buf_text(&out), expected);
	assert_printable(&out);
	buf_release(&out);
	scene_close(&scene);
}

START_TEST(tells_a_record_without_dns)
{
	explains("v=spf1 a mx a:mail.x.com mx:x.com/24//64 include:_spf.x.com ip4:192.0.2.1 ip6:2001:db8::/64 ptr exists:%{i}.x.com -all", NULL, NULL,
	    "Mail from the domain's own addresses passes.\n"
	    "Mail from the domain's mail servers (MX) passes.\n"
	    "Mail from the addresses of mail.x.com passes.\n"
	    "Mail from the mail servers (MX) of x.com, with their /24 networks, with their IPv6 /64 networks passes.\n"
	    "Mail from whoever passes the SPF record of _spf.x.com passes.\n"
	    "Mail from 192.0.2.1 passes.\n"
	    "Mail from 2001:db8::/64 (2001:db8:: to 2001:db8::ffff:ffff:ffff:ffff) passes.\n"
	    "Mail from hosts named under the domain by reverse DNS passes.\n"
	    "Mail from senders for whom the name %{i}.x.com has an address in DNS (filled in for each message) passes.\n"
	    "Everything else is to be refused (fail).\n");
	explains("v=spf1 -a ~mx ?ip4:192.0.2.1", NULL, NULL,
	    "Mail from the domain's own addresses is to be refused (fail).\n"
	    "Of the rest, mail from the domain's mail servers (MX) is suspicious: take it, but mark it (softfail).\n"
	    "Of the rest, nothing is said of mail from 192.0.2.1 (neutral).\n"
	    "Of everything else nothing is said (neutral): the record has no all.\n");
	explains("v=spf1", NULL, NULL, "Nothing is said of any mail (neutral): the record has no terms.\n");
	explains("v=spf1 +all", NULL, NULL, "All mail passes: anyone may send in the domain's name.\n");
	explains("v=spf1 mx redirect=_spf.%{d} exp=why.%{d} foo=bar", "example.org", NULL,
	    "Mail from the domain's mail servers (MX) passes.\n"
	    "For everything else the SPF record of _spf.example.org decides.\n"
	    "\"exp=why.%{d}\" is read by nobody: behind a redirect the exp of that record counts (RFC 7208 6.2).\n"
	    "\"foo=\" is a modifier that RFC 7208 does not define: receivers pass over it.\n");
}
END_TEST

START_TEST(tells_what_dns_says)
{
	static const char world[] = "example.org IP 192.0.2.10 2001:db8::10\nexample.org MX m1.example.org m2.example.org\nm1.example.org IP 192.0.2.25\n"
		"m2.example.org IP 192.0.2.26\nbig.example.org IP 192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4 192.0.2.5 192.0.2.6 192.0.2.7 192.0.2.8\n"
		"gone.example.org NODATA A\ngone.example.org NODATA AAAA\nlost.example.org FAIL A\nlost.example.org NODATA AAAA\n"
		"_spf.example.org TXT v=spf1 -all\nnone.example.org TXT hello\nlost.example.org FAIL TXT\nbig.example.org NODATA AAAA\n"
		"m1.example.org NODATA AAAA\nm2.example.org NODATA AAAA\n";

	explains("v=spf1 a a/24//64 mx a:big.example.org a:gone.example.org a:lost.example.org a:unknown.example.org ~all", "example.org", world,
	    "Receivers answer temperror, for now, to all mail over IPv4 that nothing before \"a:lost.example.org\" matches: "
	    "DNS failed at a:lost.example.org, term 6 of 8 (RFC 7208 2.6.6).\n"
	    "Receivers answer permerror to all mail over IPv6 that nothing before \"a:lost.example.org\" matches: "
	    "more than 2 look-ups found nothing: a:lost.example.org is over the limit, term 6 of 8 (RFC 7208 4.6.4).\n"
	    "Mail from 192.0.2.10, 2001:db8::10 (the domain's own addresses) passes.\n"
	    "Mail from 192.0.2.0/24, 2001:db8::/64 (the domain's own addresses) passes.\n"
	    "\"mx\" decides nothing: terms before it have decided all of 192.0.2.25, 192.0.2.26.\n"
	    "\"a:big.example.org\" decides nothing: terms before it have decided all of 192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5, "
	    "192.0.2.6 and 2 more.\n"
	    "Mail from the addresses of gone.example.org (DNS has none now) passes.\n"
	    "Mail from the addresses of lost.example.org (DNS did not answer for them) passes.\n"
	    "Of the rest, mail from the addresses of unknown.example.org passes.\n"
	    "Everything else is suspicious: take it, but mark it (softfail).\n");
	explains("v=spf1 mx a:big.example.org ~all", "example.org", world,
	    "Mail from 192.0.2.25, 192.0.2.26 (the domain's mail servers (MX)) passes.\n"
	    "Mail from 192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5, 192.0.2.6 and 2 more (the addresses of big.example.org) passes.\n"
	    "Everything else is suspicious: take it, but mark it (softfail).\n");
	explains("v=spf1 include:_spf.example.org include:none.example.org include:lost.example.org include:%{d} redirect=none.example.org", "example.org", world,
	    "Receivers answer permerror to all mail that nothing before \"include:none.example.org\" matches: "
	    "include:none.example.org leads to a domain without an SPF record, term 2 of 5 (RFC 7208 5.2).\n"
	    "Mail from whoever passes the SPF record of _spf.example.org passes.\n"
	    "The check ends at \"include:none.example.org\" with permerror for all who come to it: "
	    "include:none.example.org leads to a domain without an SPF record, term 2 of 5 (RFC 7208 5.2).\n"
	    "Nobody comes to \"include:lost.example.org\": the check has ended with an error before it.\n"
	    "Nobody comes to \"include:%{d}\": the check has ended with an error before it.\n"
	    "Nobody comes to \"redirect=none.example.org\": the check has ended with an error before it.\n");
	explains("v=spf1 include:lost.example.org -all", "example.org", world,
	    "Receivers answer temperror, for now, to all mail: DNS failed at include:lost.example.org, term 1 of 2 (RFC 7208 "
	    "2.6.6).\n"
	    "The check ends at \"include:lost.example.org\" with temperror for all who come to it: DNS failed at "
	    "include:lost.example.org, term 1 of 2 (RFC 7208 2.6.6).\n"
	    "Everything else is to be refused (fail).\n");
}
END_TEST

/* Receivers' verdicts, not the words of the terms alone: who is left for a term, and where the check ends. */
static const char others[] = "example.org MX m1.example.org\nm1.example.org IP 192.0.2.25\nm1.example.org NODATA AAAA\nnospf.example.org TXT hello\n"
	"out.example.org IP 203.0.113.8 203.0.113.9\nout.example.org NODATA AAAA\nv1.example.org NODATA A\nv1.example.org NODATA AAAA\n"
	"elf.example.org MX a.t b.t c.t d.t e.t f.t g.t h.t i.t j.t k.t\nself.example.org TXT v=spf1 redirect=self.example.org\n"
	"a.example.org TXT v=spf1 mx:example.org -all exp=w.example.org\nloop.example.org TXT v=spf1 include:example.org -all\n"
	"some.example.org TXT v=spf1 ip4:10.0.0.0/8 mx:elf.example.org -all\nbad.example.org TXT v=spf1 prt -all\n";
static const struct { const char *record, *sentences; } rows[] = {
	{ "v=spf1 include:nospf.example.org mx -all",
	  "Receivers answer permerror to all mail: include:nospf.example.org leads to a domain without an SPF record, term 1 of 3 (RFC 7208 5.2).\n"
	  "The check ends at \"include:nospf.example.org\" with permerror for all who come to it: "
	  "include:nospf.example.org leads to a domain without an SPF record, term 1 of 3 (RFC 7208 5.2).\n"
	  "Nobody comes to \"mx\": the check has ended with an error before it.\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 include:example.org -all",
	  "Receivers answer permerror to all mail: the record of example.org leads back to itself, so that there is no end to "
	  "the look-ups (RFC 7208 4.6.4).\n"
	  "The check ends at \"include:example.org\" with permerror for all who come to it: the record of example.org leads back "
	  "to itself, so that there is no end to the look-ups (RFC 7208 4.6.4).\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 include:loop.example.org -all",
	  "Receivers answer permerror to all mail: the record of example.org leads back to itself, so that there is no end to "
	  "the look-ups (RFC 7208 4.6.4).\n"
	  "The check ends at \"include:loop.example.org\" with permerror for all who come to it: the record of example.org leads "
	  "back to itself, so that there is no end to the look-ups (RFC 7208 4.6.4).\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 redirect=self.example.org",
	  "Receivers answer permerror to all mail: the record of self.example.org leads back to itself, so that there is no end "
	  "to the look-ups (RFC 7208 4.6.4).\n"
	  "The check ends at \"redirect=self.example.org\" with permerror for all who come to it: the record of self.example.org "
	  "leads back to itself, so that there is no end to the look-ups (RFC 7208 4.6.4).\n" },
	{ "v=spf1 mx:elf.example.org -all",
	  "Receivers answer permerror to all mail: mx:elf.example.org has more than 10 MX records, term 1 of 2 (RFC 7208 "
	  "4.6.4).\n"
	  "The check ends at \"mx:elf.example.org\" with permerror for all who come to it: mx:elf.example.org has more than 10 "
	  "MX records, term 1 of 2 (RFC 7208 4.6.4).\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 a:v1.example.org a:v1.example.org a:v1.example.org mx -all",
	  "Receivers answer permerror to all mail that nothing before \"a:v1.example.org\" matches: more than 2 look-ups found "
	  "nothing: a:v1.example.org is over the limit, term 3 of 5 (RFC 7208 4.6.4).\n"
	  "Mail from the addresses of v1.example.org (DNS has none now) passes.\n"
	  "Mail from the addresses of v1.example.org (DNS has none now) passes.\n"
	  "The check ends at \"a:v1.example.org\" with permerror for all who come to it: more than 2 look-ups found nothing: "
	  "a:v1.example.org is over the limit, term 3 of 5 (RFC 7208 4.6.4).\n"
	  "Nobody comes to \"mx\": the check has ended with an error before it.\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 -ip4:203.0.113.9 a:out.example.org ~all",
	  "Mail from 203.0.113.9 is to be refused (fail).\n"
	  "Of the rest, mail from 203.0.113.8 (the addresses of out.example.org) passes.\n"
	  "Everything else is suspicious: take it, but mark it (softfail).\n" },
	{ "v=spf1 ip4:203.0.113.0/24 -ip4:203.0.113.5 -all",
	  "Mail from 203.0.113.0/24 (203.0.113.0 to 203.0.113.255) passes.\n"
	  "\"-ip4:203.0.113.5\" decides nothing: terms before it have decided all of 203.0.113.5 (SPF803 contradicting-overlap).\n"
	  "Everything else is to be refused (fail).\n" },
	{ "v=spf1 -ip4:203.0.113.5 ip4:203.0.113.0/24 -all",
	  "Mail from 203.0.113.5 is to be refused (fail).\n"
	  "Of the rest, mail from 203.0.113.0/24 (203.0.113.0 to 203.0.113.255) passes.\n"
	  "Everything else is to be refused (fail).\n" },
	{ "v=spf1 ip6:::ffff:192.0.2.1 -all",
	  "\"ip6:::ffff:192.0.2.1\" never matches: such a sender is checked by its IPv4 address (RFC 7208 5) (SPF311 family-mismatch).\n"
	  "All mail is to be refused: the domain sends none (fail).\n" },
	{ "v=spf1 redirect=a.example.org exp=why.example.org",
	  "For all mail the SPF record of a.example.org decides.\n"
	  "\"exp=why.example.org\" is read by nobody: behind a redirect the exp of that record counts (RFC 7208 6.2).\n" },
	{ "v=spf1 -mx redirect=a.example.org exp=why.example.org",
	  "Mail from 192.0.2.25 (the domain's mail servers (MX)) is to be refused (fail).\n"
	  "For everything else the SPF record of a.example.org decides.\n"
	  "Whoever is refused before the redirect may be told why, by the TXT record of why.example.org; behind it, by the exp of that record "
	  "(RFC 7208 6.2).\n" },
	{ "v=spf1 mx ~all exp=why.example.org",
	  "Mail from 192.0.2.25 (the domain's mail servers (MX)) passes.\n"
	  "Everything else is suspicious: take it, but mark it (softfail).\n"
	  "\"exp=why.example.org\" is read by nobody: no mail is refused here (fail) (SPF407 exp-unreachable).\n" },
	{ "v=spf1 ~a:out.example.org/28 ?all",
	  "Mail from 203.0.113.0/28 (the addresses of out.example.org) is suspicious: take it, but mark it (softfail).\n"
	  "Of everything else nothing is said (neutral).\n" },
	{ "v=spf1 ip4:0.0.0.0/0 ip6:::/0 mx -all",
	  "Mail from 0.0.0.0/0 (0.0.0.0 to 255.255.255.255) passes.\n"
	  "Mail from ::/0 (:: to ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff) passes.\n"
	  "Nobody comes to \"mx\": the terms before it decide for everybody.\n"
	  "Nobody comes to \"-all\": the terms before it decide for everybody.\n" },
	{ "v=spf1 include:some.example.org -all",
	  "Receivers answer permerror to mail from 0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255, ::/0: mx:elf.example.org has "
	  "more than 10 MX records, term 2 of 3 in the record of some.example.org (RFC 7208 4.6.4).\n"
	  "Mail from whoever passes the SPF record of some.example.org passes.\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 include:bad.example.org -all",
	  "Receivers answer permerror to all mail: syntax error at prt, term 1 of 2 in the record of bad.example.org (RFC 7208 "
	  "4.6).\n"
	  "The check ends at \"include:bad.example.org\" with permerror for all who come to it: syntax error at prt, term 1 of 2 "
	  "in the record of bad.example.org (RFC 7208 4.6).\n"
	  "Nobody comes to \"-all\": the check has ended with an error before it.\n" },
	{ "v=spf1 mx -all ra=postmaster op=x",
	  "Mail from 192.0.2.25 (the domain's mail servers (MX)) passes.\n"
	  "Everything else is to be refused (fail).\n"
	  "\"ra=\" asks for reports of mail that fails (RFC 6652): it changes no result, and receivers that do not know it pass over it.\n"
	  "\"op=\" is a modifier that RFC 7208 does not define: receivers pass over it.\n" },
};

START_TEST(tells_what_receivers_do)
{
	explains(rows[_i].record, "example.org", others, rows[_i].sentences);
}
END_TEST

/* Not asked is something else than no answer. */
START_TEST(tells_what_was_not_asked)
{
	static const struct answer outside = { .said = SAID_FAILED, .failure = FAILURE_OUTSIDE };
	struct question question = fill_question("example.org.x.com", RR_TXT);
	struct scene scene;
	struct buf out = { 0 };

	scene_open(&scene, "v=spf1 include:%{d}.x.com ~all", "example.org", "");
	ck_assert_int_eq(answers_put(scene.layer, &question, &outside), ERR_NONE);
	scene.about.answers = scene.layer;
	explain_record(&scene.about, &out);
	ck_assert_str_eq(buf_text(&out), "Mail from whoever passes the SPF record of example.org.x.com (not asked: it is not in the data at hand) passes.\n"
	    "Everything else is suspicious: take it, but mark it (softfail).\n");
	buf_release(&out);
	scene_close(&scene);
}
END_TEST

/* A message without a finding has no template's marks in it. */
START_TEST(messages_can_be_read)
{
	const struct rule *rule;

	for (size_t i = 0; (rule = rule_at(i)); i++) {
		struct buf out = { 0 };

		explain_message(rule, &out);
		for (const char *c = strchr(buf_text(&out), '%'); c; c = strchr(c + 1, '%'))
			ck_assert_msg(c[1] < '1' || c[1] > '4', "%s", buf_text(&out));
		buf_release(&out);
	}
}
END_TEST

START_TEST(tells_what_is_dead_or_broken)
{
	explains("v=spf1 -all mx redirect=x.com exp=why.x.com -all", NULL, NULL,
	    "All mail is to be refused: the domain sends none (fail).\n"
	    "\"mx\" is never looked at: it stands behind all.\n"
	    "\"redirect=x.com\" is ignored: the record has an all.\n"
	    "Whoever is refused may be told why, by the TXT record of why.x.com.\n"
	    "\"-all\" is never looked at: it stands behind all.\n");
	explains("v=spf1 mx prt\x1b[31m -all", NULL, NULL,
	    "Receivers answer permerror to all mail, because of what is not valid SPF below. What the rest would say:\n"
	    "Mail from the domain's mail servers (MX) passes.\n"
	    "\"prt\\027[31m\" is not valid SPF, so that receivers answer permerror (SPF109 not-ascii): write it in ASCII.\n"
	    "Everything else is to be refused (fail).\n");
	explains(" v=spf1 mx -all", NULL, NULL,
	    "The text does not begin with v=spf1 and a space, so that receivers pass it over (none). What it would say:\n"
	    "Mail from the domain's mail servers (MX) passes.\n"
	    "Everything else is to be refused (fail).\n");
}
END_TEST

/* Anything is told, and nothing in it gets out as it was. */
START_TEST(tells_anything)
{
	uint64_t state = 7;
	struct name name = name_of("example.org");
	struct answers *table = answers_new(NULL);

	fill_lines(table, "example.org IP 192.0.2.10\nexample.org MX m1.example.org\nm1.example.org IP 192.0.2.25\n");
	for (unsigned round = 0; round < 3000; round++) {
		static const char *const bits[] = { "v=spf1", " ", " a", " mx", ":", "=", "/24", "//64", "%{i}", "%{d}", "%", "all", "-", "ip4:192.0.2.1", "include:",
		    "redirect=", "exp=", "\x1b[2J", "\xe2\x80\xae", "\xff", "x.com", "\n", "ptr", "exists:", "ip6:2001:db8::", "foo=", "." };
		struct record record;
		struct telling about = { .record = &record, .domain = &name, .answers = table, .form = round & 1 ? TEXT_UTF8 : TEXT_ASCII };
		struct buf text = { 0 }, out = { 0 };

		for (unsigned i = 0; i < 10; i++) {
			state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
			buf_string(&text, bits[(state >> 33) % (sizeof bits / sizeof *bits)]);
		}
		ck_assert_int_eq(record_parse(&record, buf_slice(&text)), ERR_NONE);
		explain_record(&about, &out);
		if (out.len)
			assert_printable(&out);
		record_release(&record);
		buf_release(&out);
		buf_release(&text);
	}
	answers_free(table);
}
END_TEST

static void starve(const char *text)
{
	struct scene scene;

	scene_open(&scene, text, "example.org", "example.org IP 192.0.2.1\nexample.org MX m.example.org\nx.com TXT v=spf1 -all\nnone.com TXT hello\n");
	for (unsigned n = 0;; n++) {
		struct buf out = { 0 };
		bool permerror = false;

		failing_malloc_after(n);
		explain_record(&scene.about, &out);
		enum error error = explain_refused(&scene.about, &permerror);
		bool refused = failing_malloc_off();
		ck_assert(!refused || out.failed || error);
		ck_assert(refused || (!out.failed && !error));
		buf_release(&out);
		if (!refused)
			break;
	}
	scene_close(&scene);
}

START_TEST(says_when_memory_ends)
{
	starve("v=spf1 a mx include:x.com prt redirect=y.com foo=bar ip4:192.0.2.0/24 -all a");
	starve("v=spf1 -a ip4:192.0.2.0/24 include:x.com include:none.com ip4:192.0.2.1 -all exp=why.com");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("explain");
	TCase *tests = tcase_create("explain");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, every_topic_is_whole);
	tcase_add_test(tests, topics_have_all_words);
	tcase_add_test(tests, every_rule_is_explained);
	tcase_add_test(tests, tells_a_record_without_dns);
	tcase_add_test(tests, tells_what_dns_says);
	tcase_add_loop_test(tests, tells_what_receivers_do, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tests, tells_what_was_not_asked);
	tcase_add_test(tests, messages_can_be_read);
	tcase_add_test(tests, tells_what_is_dead_or_broken);
	tcase_add_test(tests, tells_anything);
	tcase_add_test(tests, says_when_memory_ends);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
