/*
 * The parser against the grammar: RFC 7208 section 12 written down once more, production by production, each a function from the
 * set of places where it may begin to the set of places where it may then end. No code is shared with the parser.
 */
#include "spf/record.h"
#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT = 63 };		/* a set has a bit for each byte, and one for the end */
typedef uint64_t set;
#define AT(i) (UINT64_C(1) << (i))

static const char *text;
static size_t len;

static set class(set s, const char *chars)
{
	set out = 0;
	for (size_t i = 0; i < len; i++)
		if (s & AT(i) && text[i] && strchr(chars, text[i]))
			out |= AT(i + 1);
	return out;
}

static set between(set s, unsigned char from, unsigned char to)
{
	set out = 0;
	for (size_t i = 0; i < len; i++)
		if (s & AT(i) && (unsigned char)text[i] >= from && (unsigned char)text[i] <= to)
			out |= AT(i + 1);
	return out;
}

static set word(set s, const char *w)
{
	size_t n = strlen(w);
	set out = 0;
	for (size_t i = 0; i + n <= len; i++)
		if (s & AT(i) && strncasecmp(text + i, w, n) == 0)
			out |= AT(i + n);
	return out;
}

static set star(set s, set (*production)(set))
{
	for (set before = 0; before != s; ) {
		before = s;
		s |= production(s);
	}
	return s;
}

#define DIGITS "0123456789"
#define ALPHAS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
static set sp(set s) { return class(s, " "); }
static set alpha(set s) { return class(s, ALPHAS); }
static set alphanum(set s) { return class(s, ALPHAS DIGITS); }
static set alphanum_hyphen(set s) { return class(s, ALPHAS DIGITS "-"); }
static set delimiter(set s) { return class(s, ".-+,/_="); }
static set macro_literal(set s) { return between(s, 0x21, 0x24) | between(s, 0x26, 0x7e); }

/* 7.3: "If a DIGIT is specified, the value MUST be nonzero." */
static set digits_not_zero(set s)
{
	set out = s;
	for (size_t i = 0; i < len; i++) {
		bool some = false;
		for (size_t k = i; s & AT(i) && k < len && text[k] >= '0' && text[k] <= '9'; k++) {
			some = some || text[k] != '0';
			if (some)
				out |= AT(k + 1);
		}
	}
	return out;
}

static set macro_expand(set s)
{
	/* 7.2: c, r and t "are allowed only in "exp" text". */
	set letter = class(word(s, "%{"), "slodiphvSLODIPHV"), digits = digits_not_zero(letter), transformers = digits | class(digits, "rR");
	return word(star(transformers, delimiter), "}") | word(s, "%%") | word(s, "%_") | word(s, "%-");
}
static set macro_piece(set s) { return macro_expand(s) | macro_literal(s); }
static set macro_string(set s) { return star(s, macro_piece); }

static set toplabel(set s)
{
	return star(alpha(star(s, alphanum)), alphanum) |
		alphanum(star(class(star(alphanum(s), alphanum), "-"), alphanum_hyphen));
}
static set domain_spec(set s)
{
	set string = macro_string(s), top = toplabel(class(string, "."));
	return top | class(top, ".") | macro_expand(string);
}

static set number(set s, unsigned most)
{
	set out = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned value = 0;
		for (size_t k = i; s & AT(i) && k < len && k < i + 3 && text[k] >= '0' && text[k] <= '9'; k++) {
			value = value * 10 + (unsigned)(text[k] - '0');
			if (value <= most && (text[i] != '0' || k == i))
				out |= AT(k + 1);
		}
	}
	return out;
}
static set ip4_cidr(set s) { return number(class(s, "/"), 32); }
static set ip6_cidr(set s) { return number(class(s, "/"), 128); }
static set dual_cidr(set s)
{
	set four = s | ip4_cidr(s);
	return four | ip6_cidr(class(four, "/"));
}

static set ip4_network(set s)
{
	for (int i = 0; i < 4; i++)
		s = number(i ? class(s, ".") : s, 255);
	return s;
}
static set ip6_network(set s)
{
	set out = 0;
	for (size_t i = 0; i <= len; i++) {
		for (size_t k = i; s & AT(i) && k <= len; k++) {
			char copy[TEXT + 1];
			uint8_t wire[16];
			memcpy(copy, text + i, k - i);
			copy[k - i] = '\0';
			if (strlen(copy) == k - i && inet_pton(AF_INET6, copy, wire) == 1)
				out |= AT(k);
		}
	}
	return out;
}

static set mechanism(set s)
{
	set a = word(s, "a") | word(s, "mx"), ptr = word(s, "ptr"), six = ip6_network(word(s, "ip6:")), four = ip4_network(word(s, "ip4:"));
	return word(s, "all") | domain_spec(word(s, "include:")) | dual_cidr(a | domain_spec(class(a, ":"))) | ptr |
		domain_spec(class(ptr, ":")) | four | ip4_cidr(four) | six | ip6_cidr(six) | domain_spec(word(s, "exists:"));
}
static set name_piece(set s) { return class(s, ALPHAS DIGITS "-_."); }
static set modifier(set s)
{
	set known = word(s, "redirect=") | word(s, "exp="), unknown = 0;
	for (size_t i = 0; i < len; i++)	/* "where name is not any known modifier" */
		if (s & AT(i) && !word(AT(i), "redirect=") && !word(AT(i), "exp="))
			unknown |= AT(i);
	return domain_spec(known) | macro_string(class(star(alpha(unknown), name_piece), "="));
}
static set term(set s)
{
	set begin = star(sp(s), sp);
	return mechanism(begin | class(begin, "+-?~")) | modifier(begin);
}

/* 6: "These two modifiers MUST NOT appear in a record more than once each." */
static bool once(const char *name)
{
	size_t n = 0;
	for (size_t i = 1; i < len; i++)
		n += text[i - 1] == ' ' && (word(AT(i), name) != 0);
	return n < 2;
}

static bool is_good(const char *bytes, size_t n)
{
	text = bytes;
	len = n;
	set end = star(star(word(AT(0), "v=spf1"), term), sp);
	return (end & AT(len)) != 0 && once("redirect=") && once("exp=");
}

static uint64_t state = 88172645463325252u;
static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static const char *const pieces[] = {
	" ", " ", " ", " ", " ", " ", "a", "a:", "mx", "mx:", "ptr", "ptr:", "ip4:", "ip6:", "include:", "exists:", "redirect=", "exp=", "all",
	"-", "~", "?", "+", "x=", "a=", "all=", "m.x_-9=", "1.2.3.4", "0.0.0.0", "255.0.2.1", "256.1.1.1", "01.2.3.4", "1.2.3", "::", "::1",
	"2001:db8::", "1:2:3:4:5:6:7:8", "::1.2.3.4", "/0", "/24", "/32", "/33", "//64", "//0", "/128", "/129", "/01", "/", "example.com",
	".com", "com", ".", "x.1", "x.1-1", ".c-m", "-", "%{d}", "%{ir}", "%{L2r-+}", "%{d0}", "%{d00}", "%{d01}", "%%", "%_", "%-", "%",
	"%{", "}", "%{c}", "%{R}", "%{dr.}", "%{x}", "_", ",", ";", ":", "=", "0", "24", "\t", "\n", "\r", "\x7f", "\xc3\xa9", "V=spf1", "A", "MX/",
};
enum { PIECES = sizeof(pieces) / sizeof(*pieces) };

/* A record with a few terms that may well be good. */
static size_t make(char *out)
{
	static const char *const terms[] = {
		"a", "mx", "ptr", "all", "-all", "?mx/24", "a:x.com", "a//64", "a/24//64", "ip4:1.2.3.4/8", "ip6:::1/64", "include:x.com",
		"exists:%{i}", "redirect=x.com", "exp=%{d}", "v=spf1", "x=%_", "~ptr:x.com.", "ip4:1.2.3.4", "mx:%{d}/0",
	};
	size_t n = 6;
	memcpy(out, "v=spf1", 6);
	for (unsigned words = dice(4); words > 0; words--) {
		const char *word_ = terms[dice(sizeof(terms) / sizeof(*terms))];
		if (n + strlen(word_) + 1 > TEXT)
			break;
		out[n++] = ' ';
		memcpy(out + n, word_, strlen(word_));
		n += strlen(word_);
	}
	for (unsigned more = dice(4); more > 0; more--) {
		const char *piece = pieces[dice(PIECES)];
		if (n + strlen(piece) > TEXT)
			break;
		memcpy(out + n, piece, strlen(piece));
		n += strlen(piece);
	}
	for (unsigned changes = dice(3); changes > 0 && n > 6; changes--) {
		size_t at = 5 + dice((unsigned)n - 5);
		if (dice(2))
			out[at] = pieces[dice(PIECES)][0];
		else if (dice(2))
			memmove(out + at, out + at + 1, --n - at);
		else
			out[at] = (char)dice(256);
	}
	return n;
}

static bool parser_says(const char *bytes, size_t n)
{
	struct record record;
	ck_assert_int_eq(record_parse(&record, (struct slice){ bytes, n }), ERR_NONE);
	bool good = record_good(&record);
	record_release(&record);
	return good;
}

START_TEST(oracle_is_no_rubber_stamp)
{
	static const char *const good[] = { "v=spf1", "V=SPF1 A:x.com/24//64 -aLL  ", "v=spf1 a:foo:bar/baz.example.com", "v=spf1 redirect=%{d}" };
	static const char *const bad[] = { "v=spf1a", "v=spf1 a/33", "v=spf1 a:museum", "v=spf1 include", "v=spf1 -redirect=x.com", " v=spf1" };
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ck_assert_msg(is_good(good[i], strlen(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!is_good(bad[i], strlen(bad[i])), "%s", bad[i]);
}
END_TEST

START_TEST(random_records)
{
	unsigned goods = 0, rounds = 200000;
	for (unsigned round = 0; round < rounds; round++) {
		char bytes[TEXT + 1];
		size_t n = make(bytes);
		bool want = is_good(bytes, n);
		goods += want;
		if (parser_says(bytes, n) != want)
			ck_abort_msg("round %u: \"%.*s\" is %s", round, (int)n, bytes, want ? "good" : "bad");
	}
	ck_assert_uint_gt(goods, rounds / 10);
	ck_assert_uint_lt(goods, rounds - rounds / 10);
}
END_TEST

/* Every two pieces behind "v=spf1 ". */
START_TEST(all_pairs)
{
	for (size_t i = 0; i < PIECES; i++) {
		for (size_t k = 0; k < PIECES; k++) {
			char bytes[TEXT + 1] = "v=spf1 ";
			strcat(bytes, pieces[i]);
			strcat(bytes, pieces[k]);
			size_t n = strlen(bytes);
			if (parser_says(bytes, n) != is_good(bytes, n))
				ck_abort_msg("%s", bytes);
		}
	}
}
END_TEST

/* A term by itself is what it is in a record, wherever the bytes around it. */
START_TEST(one_term)
{
	for (size_t i = 0; i < PIECES * PIECES; i++) {
		char bytes[TEXT + 1] = "v=spf1 ";
		struct record record;
		enum kind alone;

		strcat(bytes, pieces[i / PIECES]);
		strcat(bytes, pieces[i % PIECES]);
		ck_assert_int_eq(record_parse(&record, slice_of(bytes)), ERR_NONE);
		alone = record_term_kind(slice_of(bytes + 7));
		if (bytes[7] && !strchr(bytes + 7, ' '))
			ck_assert_msg(record.n == 1 && alone == record.term[0].kind, "%s", bytes);
		else
			ck_assert_msg(alone == K_BROKEN, "%s", bytes);
		record_release(&record);
	}
	ck_assert_int_eq(record_term_kind(slice_to(SLICE("-all all"), 4)), K_ALL);
	ck_assert_int_eq(record_term_kind(slice_to(SLICE("-all all"), 3)), K_BROKEN);
	ck_assert_int_eq(record_term_kind(slice_to(SLICE("ip4:192.0.2.1/32"), 14)), K_BROKEN);
	ck_assert_int_eq(record_term_kind((struct slice){ NULL, 0 }), K_BROKEN);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("record grammar");
	TCase *tcase = tcase_create("all");
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, oracle_is_no_rubber_stamp);
	tcase_add_test(tcase, random_records);
	tcase_add_test(tcase, all_pairs);
	tcase_add_test(tcase, one_term);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
