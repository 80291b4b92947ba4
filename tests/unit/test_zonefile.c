/* Unit tests of dns/zonefile: what the text of master files means, where each entry stands in it, and what is said of broken text. */
#include "dns/zonefile.h"
#include "base/words.h"
#include "dns/rdata.h"
#include "failing_malloc.h"
#include "zone_dump.h"
#include "zone_sane.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define START "$TTL 300\n@ SOA ns h 1 2 3 4 5\n"

static struct zonefile zone;
static struct problem problem;
static struct name origin;

static void start(void)
{
	ck_assert_int_eq(name_from_bytes(SLICE("example.org"), &origin), ERR_NONE);
	problem = (struct problem){ 0 };
}

static void finish(void)
{
	zonefile_release(&zone);
}

static enum error parse(struct slice text, const struct name *at)
{
	struct zone_options options = { .origin = at };
	zonefile_release(&zone);
	return zonefile_parse(&zone, "test", text, &options, &problem);
}

/* data_at alone gives the same data again: an editor may replace it by any other. */
static void assert_sane_data(void)
{
	struct pool pool = { 0 };
	struct rdata again;
	for (size_t i = 0; i < zone.n; i++) {
		const struct zone_record *record = &zone.record[i];
		struct slice text = slice_to(slice_from(zone.file[record->file].text, record->data_at.at), record->data_at.len);
		if (text.len == 0 || record->type != RR_TXT)
			continue;
		ck_assert_int_eq(rdata_parse(record->type, text, &origin, &pool, &again, &problem), ERR_NONE);
		ck_assert_uint_eq(again.len, record->rdata.len);
		ck_assert_mem_eq(again.wire, record->rdata.wire, again.len);
	}
	pool_release(&pool);
}

static const struct good {
	const char *text, *records;
} goods[] = {
	{ "", "" },
	{ "\n\n ; nothing\n\t\n", "" },
	{ "a 60 IN A 192.0.2.1\n", "a.example.org 60 A 192.0.2.1\n" },
	{ "a IN 60 A 192.0.2.1", "a.example.org 60 A 192.0.2.1\n" },
	{ "a\tA\t192.0.2.1\r\n\tTXT\tx ; y\r\n", "a.example.org 3600 A 192.0.2.1\na.example.org 3600 TXT \"x\"\n" },
	{ "\xef\xbb\xbf" "a A 192.0.2.1\n", "a.example.org 3600 A 192.0.2.1\n" },
	{ "a 1h30m A 192.0.2.1\nb 1W2d3H4m5S A 192.0.2.1\nc 4294967295 A 192.0.2.1\n",
		"a.example.org 5400 A 192.0.2.1\nb.example.org 788645 A 192.0.2.1\nc.example.org 0 A 192.0.2.1\n" },
	/* RFC 2308 4 and RFC 1035 5.1, as BIND 9.18 reads them. */
	{ "@ SOA ns h 1 2 3 4 5\nns 77 A 192.0.2.1\nx A 192.0.2.2\n$TTL 9\nz A 192.0.2.2\nw 5 A 192.0.2.3\nv A 192.0.2.4\n",
		"example.org 5 SOA ns.example.org. h.example.org. 1 2 3 4 5\nns.example.org 77 A 192.0.2.1\nx.example.org 5 A 192.0.2.2\n"
		"z.example.org 9 A 192.0.2.2\nw.example.org 5 A 192.0.2.3\nv.example.org 9 A 192.0.2.4\n" },
	{ "a 77 A 192.0.2.1\nb A 192.0.2.2\n", "a.example.org 77 A 192.0.2.1\nb.example.org 77 A 192.0.2.2\n" },
	/* parentheses, comments and quotes anywhere */
	{ "a TXT ( \"b\" ; c (\n  \"d;e\"\n ) ; f\nb TXT g\n", "a.example.org 3600 TXT \"b\" \"d;e\"\nb.example.org 3600 TXT \"g\"\n" },
	{ "( a\n60 IN TXT\nb )\n", "a.example.org 60 TXT \"b\"\n" },
	{ "a ( TXT b ) c\n", "a.example.org 3600 TXT \"b\" \"c\"\n" },
	{ "a TXT ( ( b ) (c)\n)\n", "a.example.org 3600 TXT \"b\" \"c\"\n" },
	{ "a TXT b;c\ne TXT b\\;c \"\\\"\" \\(\n", "a.example.org 3600 TXT \"b\"\ne.example.org 3600 TXT \"b;c\" \"\\\"\" \"(\"\n" },
	{ "a TXT abc\"def\"ghi\n", "a.example.org 3600 TXT \"abc\" \"def\" \"ghi\"\n" },
	{ "a TXT abc\rb TXT def\r", "a.example.org 3600 TXT \"abc\"\nb.example.org 3600 TXT \"def\"\n" },
	{ "a\\.b.c A 192.0.2.1\n\"d e\" A 192.0.2.1\n", "a\\.b.c.example.org 3600 A 192.0.2.1\nd\\032e.example.org 3600 A 192.0.2.1\n" },
	/* what looks like another field */
	{ "in IN A 192.0.2.1\na a 192.0.2.1\n60 60 a 192.0.2.1\n",
		"in.example.org 3600 A 192.0.2.1\na.example.org 3600 A 192.0.2.1\n60.example.org 60 A 192.0.2.1\n" },
	{ "a CLASS1 TYPE65280 \\# 2 0102\n", "a.example.org 3600 TYPE65280 \\# 2 0102\n" },
	{ "$ORIGIN sub\n@ A 192.0.2.1\n$ORIGIN b.sub.example.org.\nc A 192.0.2.1\n$origin example.org.\n A 192.0.2.2\n",
		"sub.example.org 3600 A 192.0.2.1\nc.b.sub.example.org 3600 A 192.0.2.1\nc.b.sub.example.org 3600 A 192.0.2.2\n" },
	/* outside the zone: left out, but the owner of what follows */
	{ "foo.example. A 192.0.2.1\n A 192.0.2.2\nb A 192.0.2.3\n", "b.example.org 3600 A 192.0.2.3\n" },
	{ "$DATE 20260101000000\na A 192.0.2.1\n", "a.example.org 3600 A 192.0.2.1\n" },
	/* $GENERATE, as BIND 9.18 expands it */
	{ "$GENERATE 1-3/2 h$ 60 IN A 192.0.2.$ ; x\nb A 192.0.2.9\n", "h1.example.org 60 A 192.0.2.1\nh3.example.org 60 A 192.0.2.3\n"
		"b.example.org 60 A 192.0.2.9\n" },
	{ "$GENERATE 1-1 i$ MX \"10 m$\"\n", "i1.example.org 3600 MX 10 m1.example.org.\n" },
	{ "$GENERATE 1-1 i$ TXT \"\\\"a b\\\" $\"\n", "i1.example.org 3600 TXT \"a b\" \"1\"\n" },
	{ "$GENERATE 8-8 ${0,3,x}.${16,3,N} PTR x${-1,0,d}y$$\\$z${2}\n", "008.8.1.example.org 3600 PTR x7y\\$\\$z10.example.org.\n" },
	{ "$GENERATE 10-10 ${0,3}.${240,0,n}.${0,0,o}.${0,2,X} CNAME @\n", "010.a.f.12.0a.example.org 3600 CNAME example.org.\n" },
	{ "a A 192.0.2.1\n$GENERATE 1-2 g$ CNAME a\n TXT x\n", "a.example.org 3600 A 192.0.2.1\ng1.example.org 3600 CNAME a.example.org.\n"
		"g2.example.org 3600 CNAME a.example.org.\na.example.org 3600 TXT \"x\"\n" },
};

START_TEST(good)
{
	const struct good *row = &goods[_i];
	struct buf out = { 0 };
	enum error e = parse(slice_of(row->text), &origin);
	ck_assert_msg(!e, "%s: error %d: %s", row->text, e, problem.detail);
	ck_assert_str_eq(zone_dump(&zone, &out), row->records);
	assert_sane_zone(&zone);
	assert_sane_data();
	buf_release(&out);
}
END_TEST

static const struct bad {
	const char *text;
	enum error error;
	unsigned line, column;
	const char *detail;
} bads[] = {
	{ START "x TXT \"a\nb\"\n", ERR_SYNTAX, 3, 7, "the quote opened here is not closed" },
	{ START "x TXT \"a", ERR_SYNTAX, 3, 7, "the quote opened here is not closed" },
	{ START "x TXT \"a\\\n", ERR_SYNTAX, 3, 7, "the quote opened here is not closed" },
	{ START "x TXT ( \"a\"\ny TXT (b)\nz A 192.0.2.1\n", ERR_SYNTAX, 3, 7, "the parenthesis opened here is never closed" },
	{ START "x TXT \"a\" )\n", ERR_SYNTAX, 3, 11, "a closing parenthesis without" },
	{ START "\n\n  A\n", ERR_SYNTAX, 5, 3, "nothing stands after A" },
	{ START "x TXT\n", ERR_SYNTAX, 3, 3, "nothing stands after TXT" },
	{ START "x\n", ERR_SYNTAX, 3, 2, "the type of the record is missing" },
	{ START "x 300 IN\n", ERR_SYNTAX, 3, 9, "the type of the record is missing" },
	{ START "x TTX \"a\"\n", ERR_SYNTAX, 3, 3, "no type of record is called TTX" },
	{ START "x 99999999999 A 192.0.2.1\n", ERR_SYNTAX, 3, 3, "no type of record is called 99999999999" },
	{ START "x 1h30 A 192.0.2.1\n", ERR_SYNTAX, 3, 3, "no type of record is called 1h30" },
	{ START "x ANY \\# 0\n", ERR_SYNTAX, 3, 3, "records of type ANY cannot stand in a zone" },
	{ START "x CH TXT a\n", ERR_SYNTAX, 3, 3, "class CH: only IN is read" },
	{ START "x CLASS4 TXT a\n", ERR_SYNTAX, 3, 3, "class CLASS4: only IN is read" },
	{ START "x A 192.0.2.256\n", ERR_SYNTAX, 3, 5, "" },
	{ START "x A 192.0.2.1 192.0.2.2\n", ERR_SYNTAX, 3, 5, "" },
	{ START "x MX ten mail\n", ERR_SYNTAX, 3, 6, "" },
	{ START "x..y A 192.0.2.1\n", ERR_NAME_LABEL, 3, 1, "x..y" },
	{ START "x CNAME a..b\n", ERR_NAME_LABEL, 3, 9, "" },
	{ START "x TXT abc\\\n y TXT b\n", ERR_SYNTAX, 3, 10, "a backslash with nothing after it" },
	{ START " $ORIGIN foo.\n", ERR_SYNTAX, 3, 2, "no type of record is called $ORIGIN" },
	{ START "$FOO bar\n", ERR_SYNTAX, 3, 1, "no directive is called $FOO" },
	{ START "$ORIGIN\n", ERR_SYNTAX, 3, 8, "$ORIGIN needs a domain name" },
	{ START "$ORIGIN a b\n", ERR_SYNTAX, 3, 11, "too much on this line: b" },
	{ START "$TTL soon\n", ERR_SYNTAX, 3, 6, "soon is no time" },
	{ START "$TTL 1 2\n", ERR_SYNTAX, 3, 8, "too much on this line: 2" },
	{ START "$INCLUDE\n", ERR_SYNTAX, 3, 9, "$INCLUDE needs the name of a file" },
	{ START "$INCLUDE a.zone\n", ERR_FILE, 3, 10, "this text may open no files" },
	{ START "sub SOA ns h 1 2 3 4 5\n", ERR_SYNTAX, 3, 0, "an SOA record of sub.example.org, but this zone is example.org" },
	{ START "$GENERATE 1 h$ A 192.0.2.1\n", ERR_SYNTAX, 3, 11, "1 is no range" },
	{ START "$GENERATE 3-1 h$ A 192.0.2.1\n", ERR_SYNTAX, 3, 11, "3-1 is no range" },
	{ START "$GENERATE 1-3/0 h$ A 192.0.2.1\n", ERR_SYNTAX, 3, 11, "1-3/0 is no range" },
	{ START "$GENERATE 0-65536 h$ A 192.0.2.1\n", ERR_TOO_LARGE, 3, 11, "0-65536 is more than 65536 records" },
	{ START "$GENERATE 1-3 h$ MX 10 m$\n", ERR_SYNTAX, 3, 24, "too much on this line: m$" },
	{ START "$GENERATE 1-3 h${0 A 192.0.2.$\n", ERR_SYNTAX, 3, 15, "h${0: a \"$\" stands alone" },
	{ START "$GENERATE 1-3 h${0,1,q} A 192.0.2.$\n", ERR_SYNTAX, 3, 15, "h${0,1,q}: a \"$\" stands alone" },
	{ START "$GENERATE 1-3 h$ A 192.0.2.${-2,1,n}\n", ERR_SYNTAX, 3, 20, "a \"$\" stands alone" },
	{ START "$GENERATE 250-256 h$ A 192.0.2.$\n", ERR_SYNTAX, 3, 24, "" },
	{ START "$GENERATE 1-3 h$ A\n", ERR_SYNTAX, 3, 19, "$GENERATE needs the pattern of the data" },
	{ " A 192.0.2.1\n", ERR_SYNTAX, 1, 2, "takes the owner before it, and there is none" },
	{ START "\xe4\xbe\x8b\xe5\xad\x90 A x\n", ERR_SYNTAX, 3, 6, "" },
};

START_TEST(bad)
{
	const struct bad *row = &bads[_i];
	enum error e = parse(slice_of(row->text), &origin);
	ck_assert_msg(e == row->error, "%s: error %d: %s", row->text, e, problem.detail);
	ck_assert_int_eq(problem.error, e);
	ck_assert_msg(strstr(problem.detail, row->detail), "%s: %s", row->text, problem.detail);
	ck_assert_msg(problem.detail[0], "%s", row->text);
	ck_assert_msg(problem.line == row->line && problem.column == row->column, "%s: %u:%u", row->text, problem.line, problem.column);
	ck_assert_str_eq(problem.file, "test");
	ck_assert_uint_eq(zone.n, 0);
	ck_assert_ptr_null(zone.record);
	ck_assert_ptr_null(zone.file);
}
END_TEST

/* The one fault that everyone makes once: it is shown where the string stands, in a later line too. */
START_TEST(long_string)
{
	struct buf text = { 0 };
	buf_string(&text, START "x TXT ( \"fine\"\n  \"");
	buf_fill(&text, 'a', 256);
	buf_string(&text, "\" )\n");
	ck_assert_int_eq(parse(buf_slice(&text), &origin), ERR_SYNTAX);
	ck_assert_uint_eq(problem.line, 4);
	ck_assert_uint_eq(problem.column, 3);
	ck_assert_str_eq(problem.detail, "a string of 256 bytes; it can hold 255. Cut it in two: \"...\" \"...\"");
	buf_clear(&text);
	buf_string(&text, START "x TXT \"");
	for (int i = 0; i < 255; i++)
		buf_string(&text, i % 2 ? "\\\"" : "\\065");
	buf_string(&text, "\"\n");
	ck_assert_int_eq(parse(buf_slice(&text), &origin), ERR_NONE);
	ck_assert_uint_eq(zone.record[1].rdata.len, 256);
	buf_release(&text);
}
END_TEST

/* For lint: cut and marked, with where it stands; escapes are one byte. What is wrong otherwise fails as ever. */
START_TEST(long_string_kept)
{
	struct zone_options lenient = { .origin = &origin, .long_strings = true };
	struct buf text = { 0 };
	struct span at;

	buf_string(&text, START "x TXT ( \"fine\"\n  \"");
	for (int i = 0; i < 300; i++)
		buf_string(&text, i % 2 ? "\\\"" : "\\065");
	buf_string(&text, "\" )\ny TXT \"fine\"\n");
	ck_assert_int_eq(zonefile_parse(&zone, "test", buf_slice(&text), &lenient, &problem), ERR_NONE);
	ck_assert_uint_eq(zone.n, 3);
	ck_assert_uint_eq(zone.record[1].rdata.len, 5 + 256 + 46);
	ck_assert_uint_eq(zonefile_long_string(&zone, &zone.record[1], &at), 300);
	ck_assert(slice_starts(slice_from(buf_slice(&text), at.at), SLICE("\"\\065\\\"")));
	ck_assert_uint_eq(at.len, 2 + 300 * 3);
	ck_assert_uint_eq(zonefile_long_string(&zone, &zone.record[2], &at), 0);
	zonefile_release(&zone);
	buf_string(&text, "z TXT \"\\x\\999\"\n");
	ck_assert_int_eq(zonefile_parse(&zone, "test", buf_slice(&text), &lenient, &problem), ERR_SYNTAX);
	ck_assert_uint_eq(problem.line, 6);
	buf_release(&text);
}
END_TEST

START_TEST(nul)
{
	ck_assert_int_eq(parse(SLICE("a A 192.0.2.1\n\n\0"), &origin), ERR_BINARY);
	ck_assert_uint_eq(problem.line, 3);
}
END_TEST

static struct slice cut(const struct zone_record *record, struct span span)
{
	return slice_to(slice_from(zone.file[record->file].text, span.at), span.len);
}

static void assert_cut(size_t i, const char *whole, const char *owner, const char *ttl, const char *data)
{
	const struct zone_record *record = &zone.record[i];
	ck_assert(slice_equal(cut(record, record->whole), slice_of(whole)));
	ck_assert(slice_equal(cut(record, record->owner_at), slice_of(owner)));
	ck_assert(slice_equal(cut(record, record->ttl_at), slice_of(ttl)));
	ck_assert(slice_equal(cut(record, record->data_at), slice_of(data)));
}

START_TEST(spans)
{
	ck_assert_int_eq(parse(SLICE("\xef\xbb\xbf; x\r\n"
		"a\t60\tIN TXT\t( \"b\" ; ( \r\n\t\"c\" )  ; d\r\n"
		" IN 1h TXT e\t;f\n"
		"( g\nTXT ( h )\n)  \n"
		"i ( TXT j\n k )\n"
		"l ( TXT m ) n\n"
		"$GENERATE 1-2 o$ A 192.0.2.$ ;\n"
		"p A 192.0.2.1"), &origin), ERR_NONE);
	assert_sane_zone(&zone);
	ck_assert_uint_eq(zone.n, 8);
	assert_cut(0, "a\t60\tIN TXT\t( \"b\" ; ( \r\n\t\"c\" )  ", "a", "60", "( \"b\" ; ( \r\n\t\"c\" )");
	assert_cut(1, " IN 1h TXT e\t", "", "1h", "e");
	assert_cut(2, "( g\nTXT ( h )\n)  ", "g", "", "( h )");
	assert_cut(3, "i ( TXT j\n k )", "i", "", "j\n k");
	assert_cut(4, "l ( TXT m ) n", "l", "", "");
	assert_cut(5, "$GENERATE 1-2 o$ A 192.0.2.$ ", "", "", "");
	assert_cut(6, "$GENERATE 1-2 o$ A 192.0.2.$ ", "", "", "");
	assert_cut(7, "p A 192.0.2.1", "p", "", "192.0.2.1");
	static const unsigned lines[] = { 2, 4, 5, 8, 10, 11, 11, 12 };
	for (size_t i = 0; i < zone.n; i++)
		ck_assert_uint_eq(zone.record[i].line, lines[i]);
	ck_assert(zone.record[0].ttl_given && !zone.record[2].ttl_given && !zone.record[0].generated && zone.record[5].generated);
}
END_TEST

START_TEST(outside)
{
	ck_assert_int_eq(parse(SLICE(START "a.example. A 192.0.2.1\n A 192.0.2.2\nb A 192.0.2.1\n"), &origin), ERR_NONE);
	ck_assert_uint_eq(zone.n, 2);
	ck_assert_uint_eq(zone.outside, 2);
}
END_TEST

static const struct called {
	const char *path, *text;
	enum error error;
	const char *origin;	/* with the root as "." */
} calls[] = {
	{ "x", "$ORIGIN example.org.\na TXT b\n", ERR_NONE, "example.org" },
	{ "x", "$ORIGIN org.\n$TTL 1\nexample SOA ns h 1 2 3 4 5\n", ERR_NONE, "example.org" },
	{ "x", "$ORIGIN .\nexample.org SOA ns.example.org h 1 2 3 4 5\n$ORIGIN example.org.\na TXT b\n", ERR_NONE, "example.org" },
	{ "x", "$TTL 1\nexample.org. SOA ns h 1 2 3 4 5\na TXT b\n", ERR_NONE, "example.org" },
	{ "/etc/bind/db.example.org", "@ TXT b\n", ERR_NONE, "example.org" },
	{ "example.org.zone", "@ TXT b\n", ERR_NONE, "example.org" },
	{ "zones.d/pri.example.org", "@ TXT b\n", ERR_NONE, "example.org" },
	{ "Example.Org.db", "www MX 10 mail\n", ERR_NONE, "example.org" },
	{ "2.0.192.in-addr.arpa.zone", "1 PTR a.\n", ERR_NONE, "2.0.192.in-addr.arpa" },
	{ "db.example.org", "", ERR_NONE, "example.org" },
	{ "db.192.0.2", "@ TXT b\n", ERR_NAME_EMPTY, "" },
	{ "zone", "@ TXT b\n", ERR_NAME_EMPTY, "" },
	{ "zone.txt", "a.example.org. TXT b\n", ERR_NAME_EMPTY, "" },
	{ "my zone.org", "@ TXT b\n", ERR_NAME_EMPTY, "" },
	{ "", "", ERR_NAME_EMPTY, "" },
	{ "zone", "$ORIGIN sub\n", ERR_NAME_EMPTY, "" },
};

START_TEST(called)
{
	const struct called *row = &calls[_i];
	char name[NAME_TEXT] = "";
	enum error e = zonefile_parse(&zone, row->path, slice_of(row->text), NULL, &problem);
	ck_assert_int_eq(e, row->error);
	if (e) {
		ck_assert_ptr_nonnull(strstr(problem.detail, "FILE:ORIGIN"));
		return;
	}
	assert_sane_zone(&zone);
	name_text(&zone.origin, name);
	ck_assert_str_eq(name, row->origin);
	ck_assert_uint_eq(zone.outside, 0);
}
END_TEST

/* --- bounds */

START_TEST(bounds)
{
	struct zone_options options = { .origin = &origin, .most = 10 };
	ck_assert_int_eq(zonefile_parse(&zone, "test", SLICE("a TXT abcd\n"), &options, &problem), ERR_TOO_LARGE);
	options = (struct zone_options){ .origin = &origin, .records = 2 };
	ck_assert_int_eq(zonefile_parse(&zone, "test", SLICE("a TXT b\n TXT c\n TXT d\n"), &options, &problem), ERR_TOO_LARGE);
	ck_assert_uint_eq(problem.line, 3);
	ck_assert_str_eq(problem.detail, "more than 2 records");
	ck_assert_int_eq(zonefile_parse(&zone, "test", SLICE("$GENERATE 1-3 a$ TXT b\n"), &options, &problem), ERR_TOO_LARGE);
}
END_TEST

/* A line of a megabyte, a million parentheses, a hundred thousand blank lines. */
START_TEST(extremes)
{
	struct buf text = { 0 };
	buf_string(&text, "a ");
	buf_fill(&text, ' ', 1 << 20);
	buf_string(&text, "TXT ");
	buf_fill(&text, '(', 1 << 20);
	buf_string(&text, " b ");
	buf_fill(&text, ')', 1 << 20);
	buf_fill(&text, '\n', 100000);
	buf_string(&text, "b TXT c ;");
	buf_fill(&text, ';', 1 << 20);
	ck_assert_int_eq(parse(buf_slice(&text), &origin), ERR_NONE);
	assert_sane_zone(&zone);
	ck_assert_uint_eq(zone.n, 2);
	ck_assert_uint_eq(zone.record[1].line, 100001);
	buf_clear(&text);
	buf_string(&text, "a TXT b\n");
	buf_fill(&text, 'x', 1 << 20);
	ck_assert_int_eq(parse(buf_slice(&text), &origin), ERR_NAME_LABEL);
	ck_assert_uint_le(strlen(problem.detail), 60);
	buf_release(&text);
}
END_TEST

START_TEST(no_memory)
{
	static const char text[] = START "a TXT ( \"b\"\n c )\n$GENERATE 1-100 h$ TXT \"a$\"\nb AAAA 2001:db8::1\nc CAA 0 issue \"x\"\n";
	for (unsigned n = 0;; n++) {
		failing_malloc_after(n);
		enum error e = parse(slice_of(text), &origin);
		bool refused = failing_malloc_off();
		/* The one that may fail: giving back what the table of records has too much. */
		if (e == ERR_NONE)
			ck_assert_uint_eq(zone.n, 104);
		if (!refused)
			break;
		if (e == ERR_NONE)
			continue;
		ck_assert_msg(e == ERR_MEMORY, "%u: error %d, line %u: %s", n, e, problem.line, problem.detail);
		ck_assert_int_eq(problem.error, ERR_MEMORY);
		ck_assert_ptr_null(zone.record);
	}
	ck_assert_uint_eq(zone.n, 104);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("zonefile");
	TCase *t = tcase_create("text");
	tcase_add_checked_fixture(t, start, finish);
	tcase_add_loop_test(t, good, 0, sizeof goods / sizeof *goods);
	tcase_add_loop_test(t, bad, 0, sizeof bads / sizeof *bads);
	tcase_add_test(t, long_string);
	tcase_add_test(t, long_string_kept);
	tcase_add_test(t, nul);
	tcase_add_test(t, spans);
	tcase_add_test(t, outside);
	tcase_add_loop_test(t, called, 0, sizeof calls / sizeof *calls);
	tcase_add_test(t, bounds);
	tcase_add_test(t, extremes);
	tcase_add_test(t, no_memory);
	tcase_set_timeout(t, 60);
	suite_add_tcase(s, t);
	SRunner *runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
