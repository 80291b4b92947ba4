/*
 * test_paste: what people copy comes out as the record in it, each change has its rule, and what is clean stays as it is.
 */
#include "base/buf.h"
#include "lint/paste.h"
#include "spf/record.h"
#include "failing_malloc.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EN_DASH "\xe2\x80\x93"
#define LEFT "\xe2\x80\x9c"
#define RIGHT "\xe2\x80\x9d"
#define NBSP "\xc2\xa0"
#define ZWSP "\xe2\x80\x8b"
#define BOM "\xef\xbb\xbf"
#define COLON "\xef\xbc\x9a"		/* full width, as the next ones */
#define COMMA "\xef\xbc\x8c"
#define SEMICOLON "\xef\xbc\x9b"
#define OPEN "\xef\xbc\x88"
#define CLOSE "\xef\xbc\x89"
#define MINUS "\xef\xbc\x8d"
#define TILDE "\xef\xbd\x9e"
#define EQUALS "\xef\xbc\x9d"
#define STOP "\xe3\x80\x82"
#define SPACE "\xe3\x80\x80"

/* A paste, what it should read, and the rules of the changes, in any order, each once. */
struct row {
	const char *paste, *text, *rules;
	size_t others;
};

/* What stands around a record. */
static const struct row around[] = {
	{ "v=spf1 mx -all", "v=spf1 mx -all", "", 0 },
	{ "  v=spf1 mx -all\r\n", "v=spf1 mx -all", "", 0 },
	{ "example.org. 3600 IN TXT \"v=spf1 mx -all\"", "v=spf1 mx -all", "221 111", 0 },
	{ "@ IN TXT v=spf1 mx -all ; ours", "v=spf1 mx -all", "221", 0 },
	{ "example.org.\t3600\tIN\tTXT\t( \"v=spf1 mx \" ; ours\n\t\"include:spf.x.com \" ; theirs\n\t\"-all\" ) ; end\n",
	  "v=spf1 mx include:spf.x.com -all", "221", 0 },
	{ "www IN A 192.0.2.1\n; old: \"v=spf1 a -all\"\n@ TXT \"v=spf1 mx -all\"\n", "v=spf1 mx -all", "221 111", 0 },
	{ "; <<>> DiG 9.18 <<>> txt example.org\n;; ANSWER SECTION:\nexample.org.\t300\tIN\tTXT\t\"MS=ms1\"\n"
	  "example.org.\t300\tIN\tTXT\t\"v=spf1 include:x.com ~all\"\n\n;; Query time: 12 msec\n", "v=spf1 include:x.com ~all", "221 111", 0 },
	{ "\"MS=ms123\"\n\"v=spf1 include:spf.x.com \" \"-all\"\n\"other\"\n", "v=spf1 include:spf.x.com -all", "111 221", 0 },
	{ "Server:  dns.example\nAddress:  192.0.2.53\n\nNon-authoritative answer:\nexample.org     text =\n\n"
	  "        \"v=spf1 include:a.example.com \"\n        \"include:b.example.com -all\"\nexample.org     text =\n\n        \"MS=ms1\"\n",
	  "v=spf1 include:a.example.com include:b.example.com -all", "111 221", 0 },
	{ "Server:\t\t127.0.0.53\nAddress:\t127.0.0.53#53\n\nNon-authoritative answer:\nexample.org\ttext = \"v=spf1 mx -all\"\n", "v=spf1 mx -all",
	  "221 111", 0 },
	{ "example.org descriptive text \"v=spf1 mx -all\"", "v=spf1 mx -all", "221 111", 0 },
	{ "\"v=spf1 mx -all\"", "v=spf1 mx -all", "111", 0 },
	{ "\\\"v=spf1 mx -all\\\"", "v=spf1 mx -all", "111", 0 },
	{ "'v=spf1 mx -all'", "v=spf1 mx -all", "111", 0 },
	{ "`v=spf1 mx -all`", "v=spf1 mx -all", "111", 0 },
	{ "TXT \"v=spf1 mx -all\"", "v=spf1 mx -all", "221 111", 0 },
	{ "\"TXT \"v=spf1 mx -all\"\"", "v=spf1 mx -all", "221 111", 0 },
	{ "TXT\t@\tv=spf1 mx -all\t3600\tAuto", "v=spf1 mx -all", "221", 0 },
	{ "example.org,TXT,v=spf1 mx -all,3600", "v=spf1 mx -all", "221 207", 0 },
	{ "{\"name\":\"example.org\",\"data\":\"\\\"v=spf1 include:x.com ~all\\\"\"}", "v=spf1 include:x.com ~all", "221", 0 },
	{ "{\"Value\": \"\\\"v=spf1 include:a.com \\\" \\\"-all\\\"\"}", "v=spf1 include:a.com -all", "221", 0 },
	{ "\"v=spf1 \\u002Dall\"", "v=spf1 -all", "111", 0 },
	{ "\"v=spf1 \" \"ip4:192.0.2.1 \" \"ip6:2001:db8::1 \" \"mx ptr ~all\"", "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 mx ptr ~all", "111 221", 0 },
	{ "\"v=spf1 include:spf.exa\" \"mple.com \\226\\128\\147all\"", "v=spf1 include:spf.example.com -all", "111 221 201", 0 },
	{ "example.org TXT 3600 Answer {v=spf1 exists:%{i}._spf.x.com -all}", "v=spf1 exists:%{i}._spf.x.com -all", "221", 0 },
	{ "<code>v=spf1 a -all</code>", "v=spf1 a -all", "221", 0 },
	{ "v=spf1 mx -all v=spf1 a -all", "v=spf1 mx -all", "223", 1 },
	{ "\"v=spf1 mx -all v=spf1 a -all\"", "v=spf1 mx -all", "111 223", 1 },
	{ "\"v=spf1 mx -all\"\n\"v=spf1 include:x.com ~all\"\n", "v=spf1 mx -all", "111", 1 },
	{ "example.org. 3600 IN TXT \"v=spf1 a mx \"\n\"include:x.example ~all\"\n", "v=spf1 a mx include:x.example ~all", "221 111", 0 },
	{ "> \"v=spf1 a\"\r\n>   \" mx \"\r\n> \"ip4:192.0.2.1 -all\"\r\n> \"ours\"\r\n", "v=spf1 a mx ip4:192.0.2.1 -all", "221 111", 0 },
	{ "\"v=spf1 a mx \"\n\"google-site-verification=abc\"\n", "v=spf1 a mx", "111", 0 },
	{ "\"v=spf1 include:x.com\"\n\"MS=ms1\"\n", "v=spf1 include:x.com", "111", 0 },
	{ "\"v=spf1 include:x.com \"\n\"v=spf1 mx -all\"\n", "v=spf1 include:x.com", "111", 1 },
	{ "\"v=spf1 mx \"\n\"some words\"\n", "v=spf1 mx", "111", 0 },
	{ "\"v=spf1 mx \"\n\"a ~all", "v=spf1 mx", "111", 0 },
	{ "v=spf1 v=spf1 mx -all", "v=spf1 mx -all", "223", 0 },
	{ "> Please add this record:\n> v=spf1 include:_spf.x.com\n> include:spf.y.com ~all\n> Thanks!\n",
	  "v=spf1 include:_spf.x.com include:spf.y.com ~all", "221 204", 0 },
	{ "Your record must start with v=spf1. For example: v=spf1 include:_spf.example.com -all. Then save.",
	  "v=spf1 include:_spf.example.com -all", "221 213", 0 },
	{ "The record v=spf1 mx for all your servers", "v=spf1 mx", "221", 0 },
	{ "spf1 a mx -all", "v=spf1 a mx -all", "105", 0 },
	{ "v = spf1 a mx -all", "v=spf1 a mx -all", "105", 0 },
	{ "v=spf1", "v=spf1", "", 0 },
	{ "v=spf1 moo mx", "v=spf1 moo mx", "", 0 },
	{ "v=spf1 redirect=x.com a mx", "v=spf1 redirect=x.com a mx", "", 0 },
	{ "TXT(\"@\", \"v=spf1 include:_spf.x.com -all\")", "v=spf1 include:_spf.x.com -all", "221", 0 },
	{ "value: '\"v=spf1 mx -all\"'", "v=spf1 mx -all", "221 111", 0 },
	{ "'example.org:v=spf1 mx ip4\\072192.0.2.1 -all:3600\n", "v=spf1 mx ip4:192.0.2.1 -all", "221", 0 },
	{ "| TXT | @ | v=spf1 include:spf.x.com -all | 3600 |", "v=spf1 include:spf.x.com -all", "221", 0 },
	{ "**v=spf1 mx -all**", "v=spf1 mx -all", "221 301", 0 },
	{ "&quot;v=spf1&nbsp;mx &ndash;all&quot;", "v=spf1 mx -all", "221 203 201", 0 },
	{ "v=spf1 ip4:192.0.2.1\n\nip4:192.0.2.3 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.3 -all", "204", 0 },
	{ "v=spf1 mx\n\na mx records are for mail", "v=spf1 mx", "221", 0 },
	{ "On Mon, Bob wrote:\n>> Your record is\n>> \"v=spf1 mx\n>> include:a.com -all\"\n", "v=spf1 mx include:a.com -all", "221 111 204", 0 },
	{ "@ TXT v=spf1 moo include:x.com -all", "v=spf1 moo include:x.com -all", "221", 0 },
};

/* reference: broken text found in the wild; each gives a record that parses. */
static const struct row broken[] = {
	{ "v=spf1 " EN_DASH "all", "v=spf1 -all", "201", 0 },
	{ "v=spf1 ip6:2a05:d018::/32 & ip4:192.168.1.0/24. ~all", "v=spf1 ip6:2a05:d018::/32 ip4:192.168.1.0/24 ~all", "207 312", 0 },
	{ "v=spf1 ip4: 198.58.98.141 -all", "v=spf1 ip4:198.58.98.141 -all", "208", 0 },
	{ "v=spf1 einschlie\xc3\x9f" "en:zcsend.net -all", "v=spf1 include:zcsend.net -all", "219", 0 },
	{ "v=spf1 ip4:45.154.45.81~all", "v=spf1 ip4:45.154.45.81 ~all", "209", 0 },
	{ "v=spf1 include=spf.x.com -all", "v=spf1 include:spf.x.com -all", "210", 0 },
	{ "v=spf1 ip4:1.2.3.4\\010 -all", "v=spf1 ip4:1.2.3.4 -all", "109", 0 },
	{ "v=spf1 a ~all include:aspmx.pardot.com ~all", "v=spf1 a ~all include:aspmx.pardot.com ~all", "", 0 },
	{ "v=spf1 mx ptr ptr:admins.ws ptr:x.com ~all", "v=spf1 mx ptr ptr:admins.ws ptr:x.com ~all", "", 0 },
	{ "v=spf1 exp=explain.x.com ~all", "v=spf1 exp=explain.x.com ~all", "", 0 },
	{ "v=spf1 include:amazonses.com ~al", "v=spf1 include:amazonses.com ~all", "213", 0 },
	{ "v=spf1 nclude:spf.ssmx.net -all", "v=spf1 include:spf.ssmx.net -all", "213", 0 },
	/* more of it */
	{ "v=spf1 prt exist:%{i}.x.com includ:y.com ipv4:192.0.2.1 -all", "v=spf1 ptr exists:%{i}.x.com include:y.com ip4:192.0.2.1 -all", "213", 0 },
	{ "v=spf1mx include:x.comip4:192.0.2.1-all", "v=spf1 mx include:x.com ip4:192.0.2.1 -all", "103 110", 0 },
	{ "v=spf1amxinclude:x.com~all", "v=spf1 a mx include:x.com ~all", "103 110", 0 },
	{ "v=spf1 include:_spf.x.com-all", "v=spf1 include:_spf.x.com -all", "209", 0 },
	{ "v=spf1 include:x.foo-a-b.com -all", "v=spf1 include:x.foo-a-b.com -all", "", 0 },
	{ "v=spf1 mx ~allgoogle-site-verification=abc", "v=spf1 mx ~all google-site-verification=abc", "110", 0 },
	{ "v=spf1 a, mx, ip4:192.0.2.1,192.0.2.2; -all", "v=spf1 a mx ip4:192.0.2.1 ip4:192.0.2.2 -all", "207", 0 },
	{ "v=spf1 include:a.com,b.com -all", "v=spf1 include:a.com include:b.com -all", "207", 0 },
	{ "v=spf1 include:https://spf.x.com/ a:user@mail.x.com -all", "v=spf1 include:spf.x.com a:mail.x.com -all", "222", 0 },
	{ "v=spf1 include:_<http://spf.x.com/>spf.x.com<http://spf.x.com/> ~all", "v=spf1 include:_spf.x.com ~all", "222", 0 },
	{ "v=spf1 include:b\xc3\xbc" "cher.de a:192.0.2.1 ip4:mail.x.com mx:x.com/48 a/24/64 -all/8",
	  "v=spf1 include:xn--bcher-kva.de ip4:192.0.2.1 a:mail.x.com mx:x.com//48 a/24//64 -all", "308 215 216 313 314", 0 },
	{ "v=spf1 ip4 : 192.0.2.1 include :x.com - all", "v=spf1 ip4:192.0.2.1 include:x.com -all", "208 217", 0 },
	{ "v=spf1,include:x.com,-all", "v=spf1 include:x.com -all", "103 207", 0 },
	{ "v=spf1 redirect:x.com", "v=spf1 redirect=x.com", "211", 0 },
	{ "v=spf1 ip4192.0.2.1 include.x.com 192.0.2.2 --all", "v=spf1 ip4:192.0.2.1 include:x.com ip4:192.0.2.2 -all", "212 214 217", 0 },
	{ "v=spf1 -include=x.com -redirect=y.com", "v=spf1 -include:x.com redirect=y.com", "218", 0 },
	{ "v=spf1 mx !all", "v=spf1 mx !all", "", 0 },	/* what it would come to passes everybody */
	{ "v=spf1 mx  a -all", "v=spf1 mx a -all", "205", 0 },
	{ "v=spf1 mx spf2.0/pra -all", "v=spf1 mx -all", "108", 0 },
	{ "spf2.0/pra,mfrom mx include:x.com -all", "v=spf1 mx include:x.com -all", "108", 0 },
	{ "v=spf1 mx -all spf2.0/pra mx -all", "v=spf1 mx -all", "108", 0 },
};

/* Typographic characters, and how-to articles in Chinese. */
static const struct row typographic[] = {
	{ LEFT "v=spf1 mx " EN_DASH "all" RIGHT, "v=spf1 mx -all", "202 201", 0 },
	{ BOM "v=spf1" NBSP "mx" ZWSP NBSP "-all", "v=spf1 mx -all", "203", 0 },
	{ "v=spf1 include" COLON "spf.qq.com" COMMA "include" COLON "spf.163.com" SPACE TILDE "all",
	  "v=spf1 include:spf.qq.com include:spf.163.com ~all", "109 203 207", 0 },
	{ OPEN "v" EQUALS "spf1" SPACE "ip4" COLON "192.0.2.1" SEMICOLON "mx" SPACE MINUS "all" CLOSE, "v=spf1 ip4:192.0.2.1 mx -all",
	  "221 109 203 201 207 213", 0 },
	{ "\xe8\xae\xb0\xe5\xbd\x95\xe5\x80\xbc" COLON LEFT "v=spf1 include:spf.mxhichina.com " EN_DASH "all" RIGHT "\n\xe8\xaf\xb7\xe7\xad\x89" STOP,
	  "v=spf1 include:spf.mxhichina.com -all", "221 202 201", 0 },
	{ "\xe8\xae\xb0\xe5\xbd\x95\xe5\x80\xbc\xe4\xb8\xbav=spf1 prt exist:%{i}.x.com ~all\xe5\x8d\xb3\xe5\x8f\xaf" COMMA "\xe4\xbf\x9d\xe5\xad\x98" STOP,
	  "v=spf1 ptr exists:%{i}.x.com ~all", "221 213", 0 },
	{ "v=spf1 mx\t-all", "v=spf1 mx -all", "204", 0 },
	{ "v=spf1 a:\xe4\xb8\xad\xe6\x96\x87.example -all", "v=spf1 a:xn--fiq228c.example -all", "308", 0 },
	{ "\xe4\xbe\x8b\xe5\xa6\x82" COLON "v=spf1 a include:spf.163.com " EN_DASH "all" COMMA "\xe5\x85\xb6\xe4\xb8\xad" "a\xe8\xa1\xa8\xe7\xa4\xba",
	  "v=spf1 a include:spf.163.com -all", "221 201 207", 0 },
	{ "v=spf1 include:spf.qq.com ~all" OPEN "\xe6\x8e\xa8\xe8\x8d\x90" CLOSE, "v=spf1 include:spf.qq.com ~all", "221 109 213", 0 },
};

static void rules_of(const struct pasted *pasted, const char *expected, const char *paste)
{
	struct slice rest = slice_of(expected), word;
	uint64_t id;

	for (size_t i = 0; i < pasted->n; i++) {
		char number[16];

		ck_assert_msg(pasted->change[i].rule, "a change of %s has no rule", paste);
		snprintf(number, sizeof number, "%u", pasted->change[i].rule->id);
		ck_assert_msg(strstr(expected, number), "%s: %s, not in %s", paste, number, expected);
		ck_assert(!slice_equal(pasted->change[i].was, pasted->change[i].now));
	}
	while (slice_word(&rest, &word)) {
		bool found = false;

		ck_assert(slice_number(word, 999, &id));
		for (size_t i = 0; i < pasted->n; i++)
			found = found || pasted->change[i].rule->id == id;
		ck_assert_msg(found, "%s: no %u", paste, (unsigned)id);
	}
}

/* Cleaning what is clean changes nothing. */
static void assert_clean(struct pool *pool, struct slice text, bool repair, bool found)
{
	struct pasted again;

	ck_assert_int_eq(paste_clean(pool, text, repair, &again), ERR_NONE);
	ck_assert_msg(slice_equal(again.text, text), "%.*s: %.*s", SLICE_ARG(text), SLICE_ARG(again.text));
	ck_assert(again.found == found && again.n == 0 && again.others == 0);
}

static void try(const struct row *row)
{
	struct pool pool = { 0 };
	struct pasted pasted;

	ck_assert_int_eq(paste_clean(&pool, slice_of(row->paste), true, &pasted), ERR_NONE);
	ck_assert_msg(slice_equal(pasted.text, slice_of(row->text)), "%s\ngives   %.*s\nand not %s", row->paste, SLICE_ARG(pasted.text), row->text);
	ck_assert(pasted.found);
	ck_assert_uint_eq(pasted.others, row->others);
	rules_of(&pasted, row->rules, row->paste);
	assert_clean(&pool, pasted.text, true, true);
	ck_assert_int_eq(paste_clean(&pool, slice_of(row->paste), false, &pasted), ERR_NONE);
	assert_clean(&pool, pasted.text, false, pasted.found);
	pool_release(&pool);
}

START_TEST(finds_the_record) { try(&around[_i]); } END_TEST
START_TEST(repairs_broken_text) { try(&broken[_i]); } END_TEST
START_TEST(repairs_typography) { try(&typographic[_i]); } END_TEST

START_TEST(broken_text_parses_after)
{
	struct pool pool = { 0 };
	struct pasted pasted;
	struct record record;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		if (strchr(broken[i].paste, '!'))
			continue;
		ck_assert_int_eq(paste_clean(&pool, slice_of(broken[i].paste), true, &pasted), ERR_NONE);
		ck_assert_int_eq(record_parse(&record, pasted.text), ERR_NONE);
		ck_assert_msg(record_good(&record), "%s", record.text);
		record_release(&record);
	}
	pool_release(&pool);
}
END_TEST

/* Without repair the wrapping goes and the faults stay. */
START_TEST(keeps_faults_when_asked_to)
{
	static const struct { const char *paste, *text; } rows[] = {
		{ "@ TXT \"v=spf1 prt " EN_DASH "all\" ; x", "v=spf1 prt " EN_DASH "all" },
		{ LEFT "v=spf1 include" COLON "x.com -all" RIGHT, "v=spf1 include" COLON "x.com -all" },
		{ "\"v=spf1 mx \" \"-all\"", "v=spf1 mx -all" },
		{ "v=spf1 mx  a,b", "v=spf1 mx  a,b" },
	};
	struct pool pool = { 0 };
	struct pasted pasted;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_int_eq(paste_clean(&pool, slice_of(rows[i].paste), false, &pasted), ERR_NONE);
		ck_assert_msg(slice_equal(pasted.text, slice_of(rows[i].text)), "%s: %.*s", rows[i].paste, SLICE_ARG(pasted.text));
		ck_assert(pasted.found);
	}
	pool_release(&pool);
}
END_TEST

START_TEST(leaves_what_is_no_record)
{
	static const char *const rows[] = { "", " ", "hello world", "include:_spf.x.com", "192.0.2.1, 192.0.2.2", "It begins with v=spf1 and then some words.",
	    "\"\"", "\\", "v=DMARC1; p=none", "the spf record", "\xff\xfe" };
	struct pool pool = { 0 };
	struct pasted pasted;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_int_eq(paste_clean(&pool, slice_of(rows[i]), true, &pasted), ERR_NONE);
		ck_assert_msg(!pasted.found && pasted.n == 0 && slice_equal(pasted.text, slice_trim(slice_of(rows[i]))), "%s: %.*s", rows[i], SLICE_ARG(pasted.text));
	}
	ck_assert_int_eq(paste_clean(&pool, (struct slice){ "v=spf1\0mx", 9 }, true, &pasted), ERR_NONE);
	ck_assert_int_eq(paste_clean(&pool, (struct slice){ 0 }, true, &pasted), ERR_NONE);
	pool_release(&pool);
}
END_TEST

/* Bits of everything, put together by chance: clean is clean. */
START_TEST(clean_is_clean)
{
	static const char *const bits[] = { "v=spf1 ", "v=spf1", "\"", "\" \"", "\\\"", "mx ", "a", "-all ", "~all", "include:x.com ", "ip4: 192.0.2.1", "prt ", "(",
	    ")", "{", "}", "\n", "\n> ", "\t", "; ", ",", ";", EN_DASH, LEFT, RIGHT, NBSP, ZWSP, COLON, "include=", "redirect=y.com ", "\\010", "\\226\\128\\147",
	    "TXT ", "text =\n", "spf2.0/pra ", "words ", "%{i}", "://", "<", ">", "@", "\xff", "\xe4\xb8\xba" };
	uint64_t state = 42;

	for (unsigned round = 0; round < 20000; round++) {
		struct pool pool = { 0 };
		struct buf text = { 0 };
		struct pasted pasted;

		for (unsigned i = 0; i < 12; i++) {
			state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
			buf_string(&text, bits[(state >> 33) % (sizeof bits / sizeof *bits)]);
		}
		for (unsigned repair = 0; repair < 2; repair++) {
			ck_assert_int_eq(paste_clean(&pool, buf_slice(&text), repair, &pasted), ERR_NONE);
			assert_clean(&pool, pasted.text, repair, pasted.found);
		}
		pool_release(&pool);
		buf_release(&text);
	}
}
END_TEST

/* One thing over and over: were the work quadratic, the time limit would end this. */
START_TEST(takes_large_pastes)
{
	static const char *const bits[] = { "v=spf1 ", "\"v=spf1 a -all\" ", "v=spf1 a\n", "\xe4\xbe\x8b", "a\xe4\xbe\x8b", "-", "\"", "\\", "include:x.comip4:192.0.2.1",
	    "a,", "prt ", "x ", "\n", "\n> a", "( ", "v = ", "spf1 a ", "s", "; ", NBSP, ZWSP, "%{i}", "\" \"", "<", "&amp;", "all", "~all", "\\092" };

	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
		struct pool pool = { 0 };
		struct buf text = { 0 };
		struct pasted pasted;

		buf_string(&text, "v=spf1 ");
		while (text.len < 60000)
			buf_string(&text, bits[i]);
		ck_assert_int_eq(paste_clean(&pool, buf_slice(&text), true, &pasted), ERR_NONE);
		assert_clean(&pool, pasted.text, true, pasted.found);
		pool_release(&pool);
		buf_release(&text);
	}
}
END_TEST

/* A good record comes out of whatever people wrap it in as it went in. */
START_TEST(unwraps_any_record)
{
	static const char *const wraps[] = {
		"%s", " %s\n", "\"%s\"", "'%s'", "`%s`", LEFT "%s" RIGHT, "\\\"%s\\\"", "TXT \"%s\"", "example.org. 3600 IN TXT \"%s\" ; ours",
		"example.org. IN TXT ( \"%s\" )\n", "example.org descriptive text \"%s\"\n", "example.org\ttext = \"%s\"\n",
		"example.org  text =\n\n        \"%s\"\n", "{\"type\":16,\"data\":\"%s\"}", "{\"Value\": \"\\\"%s\\\"\"}", "> %s\n", "- %s\n", "<td>%s</td>",
		"Please add %s to your DNS zone.", "Set it to: %s\nThen wait an hour.\n", "(%s)", "[%s]", "**%s**", "| TXT | %s | 3600 |", "@\tTXT\t%s\t300",
		"\xe8\xae\xb0\xe5\xbd\x95\xe5\x80\xbc" COLON "%s", "\xe8\xaf\xb7\xe6\xb7\xbb\xe5\x8a\xa0" LEFT "%s" RIGHT STOP, "%s" STOP, "%s\xe5\x8d\xb3\xe5\x8f\xaf",
		OPEN "%s" CLOSE, "%s" COMMA "\xe4\xbf\x9d\xe5\xad\x98", "SPF %s is the record.", "\"MS=ms1\"\n\"%s\"\n\"x=y\"\n", "&quot;%s&quot;", BOM "%s" ZWSP,
	};
	static const char *const terms[] = { "a", "mx", "a:mail.example.org", "mx/24", "a/24//64", "include:_spf.x.com", "include:%{d}._spf.x.com", "ptr",
	    "ip4:192.0.2.0/24", "ip6:2001:db8::/32", "exists:%{ir}._spf.%{d2}", "-ip4:192.0.2.9", "~a:old.example.org", "?include:x.com", "note=x",
	    "include:x-all.example.org", "a:a-mx-ptr.example.org", "include:include.example.org", "A:MAIL.example.org" };
	static const char *const ends[] = { "-all", "~all", "?all", "+all" };
	uint64_t state = 11;

	for (unsigned round = 0; round < 6000; round++) {
		struct pool pool = { 0 };
		struct buf record = { 0 }, text = { 0 };
		struct pasted pasted;

		buf_string(&record, "v=spf1");
		for (unsigned i = (unsigned)(state >> 60) % 6; i < 6; i++) {
			state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
			buf_printf(&record, " %s", terms[(state >> 33) % (sizeof terms / sizeof *terms)]);
		}
		buf_printf(&record, " %s", ends[(state >> 40) % (sizeof ends / sizeof *ends)]);
		buf_printf(&text, wraps[round % (sizeof wraps / sizeof *wraps)], buf_text(&record));
		ck_assert_int_eq(paste_clean(&pool, buf_slice(&text), true, &pasted), ERR_NONE);
		ck_assert_msg(slice_equal(pasted.text, buf_slice(&record)), "%s\ngives %.*s", buf_text(&text), SLICE_ARG(pasted.text));
		ck_assert(pasted.found && pasted.others == 0);
		pool_release(&pool);
		buf_release(&record);
		buf_release(&text);
	}
}
END_TEST

/* Character-strings cut anywhere join as they were. */
START_TEST(joins_strings_cut_anywhere)
{
	static const char record[] = "v=spf1 include:_spf.example.com ip4:192.0.2.0/24 exists:%{i}.x.com ~all";

	for (size_t at = 7; at < sizeof record - 1; at++) {
		static const char *const wraps[] = { "\"%.*s\" \"%s\"", "example.org. TXT ( \"%.*s\" ; one\n\t\"%s\" )", "{\"v\":\"\\\"%.*s\\\" \\\"%s\\\"\"}" };
		struct pool pool = { 0 };
		struct pasted pasted;
		char text[300];

		snprintf(text, sizeof text, wraps[at % 3], (int)at, record, record + at);
		ck_assert_int_eq(paste_clean(&pool, slice_of(text), true, &pasted), ERR_NONE);
		ck_assert_msg(slice_equal(pasted.text, slice_of(record)), "%s\ngives %.*s", text, SLICE_ARG(pasted.text));
		pool_release(&pool);
	}
}
END_TEST

/* Real records: a good one that the clinic would change has something that is legal and surely not meant; most broken ones are repaired. */
START_TEST(real_records)
{
	const char *path = getenv("SPFWIZ_REAL_RECORDS");
	FILE *file = path ? fopen(path, "r") : NULL;
	char *line = NULL;
	size_t size = 0, good = 0, changed = 0, bad = 0, repaired = 0;
	ssize_t n;

	if (!file) {
		puts("skipped: SPFWIZ_REAL_RECORDS names no file of records");
		return;
	}
	while ((n = getline(&line, &size, file)) > 0) {
		struct slice text = slice_trim((struct slice){ line, (size_t)n }), owner;
		struct pool pool = { 0 };
		struct pasted pasted;
		struct record record, after;

		if (!slice_cut(&text, '\t', &owner) || record_parse(&record, text))
			continue;
		ck_assert_int_eq(paste_clean(&pool, text, true, &pasted), ERR_NONE);
		assert_clean(&pool, pasted.text, true, pasted.found);
		ck_assert_int_eq(record_parse(&after, pasted.text), ERR_NONE);
		bool was_good = record_good(&record);
		good += was_good;
		bad += !was_good;
		ck_assert(!was_good || record_good(&after));
		repaired += !was_good && record_good(&after);
		changed += was_good && pasted.n && pasted.change[0].rule->id != 205;
		record_release(&record);
		record_release(&after);
		pool_release(&pool);
	}
	printf("%zu good, %zu of them changed; %zu broken, %zu of them repaired\n", good, changed, bad, repaired);
	ck_assert_uint_lt(changed * 500, good);
	ck_assert_uint_ge(repaired * 10, bad * 8);
	free(line);
	fclose(file);
}
END_TEST

START_TEST(says_when_memory_ends)
{
	struct pasted pasted;

	for (unsigned n = 0;; n++) {
		struct pool pool = { 0 };

		failing_malloc_after(n);
		enum error error = paste_clean(&pool, slice_of(around[4].paste), true, &pasted);
		bool refused = failing_malloc_off();
		ck_assert(error == ERR_NONE || error == ERR_MEMORY);
		pool_release(&pool);
		if (!refused) {
			ck_assert_int_eq(error, ERR_NONE);
			break;
		}
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("paste");
	TCase *tests = tcase_create("paste");

	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, finds_the_record, 0, sizeof around / sizeof *around);
	tcase_add_loop_test(tests, repairs_broken_text, 0, sizeof broken / sizeof *broken);
	tcase_add_loop_test(tests, repairs_typography, 0, sizeof typographic / sizeof *typographic);
	tcase_add_test(tests, broken_text_parses_after);
	tcase_add_test(tests, keeps_faults_when_asked_to);
	tcase_add_test(tests, leaves_what_is_no_record);
	tcase_add_test(tests, clean_is_clean);
	tcase_add_test(tests, takes_large_pastes);
	tcase_add_test(tests, unwraps_any_record);
	tcase_add_test(tests, joins_strings_cut_anywhere);
	tcase_add_test(tests, real_records);
	tcase_add_test(tests, says_when_memory_ends);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
