/*
 * test_fix: fixes are carried out as they say; and those that say they are safe are.
 *
 * Safety is tried on the examples of every rule, on random records into which faults are put, and on real records when there are any. One
 * fix at a time, and all of them together.
 */
#include "lint/fix.h"
#include "failing_malloc.h"
#include "safe_fix.h"
#include "sanitized.h"
#include "wizard/survey.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS = SANITIZED ? 400 : 6000, REAL_STEP = SANITIZED ? 20 : 2 };

static struct record parsed(const char *text)
{
	struct record record;

	ck_assert_int_eq(record_parse(&record, slice_of(text)), ERR_NONE);
	return record;
}

static struct slice text_of(const struct record *record)
{
	return (struct slice){ record->text, record->len };
}

/* ---- carrying out ---- */

START_TEST(replaces_from_the_right)
{
	struct record record = parsed("v=spf1 aa bb cc"), out;
	struct replacement replace[] = { { { 7, 2 }, SLICE("aaaaaa") }, { { 10, 0 }, SLICE("x ") }, { { 12, 3 }, SLICE("") } };
	struct fix fix = { replace, 3, true };
	struct finding finding = { .fix = &fix };

	ck_assert_int_eq(record_set_cuts(&record, (uint32_t[]){ 7, 13 }, 2), ERR_NONE);
	ck_assert_int_eq(fix_apply(&record, &finding, &out), ERR_NONE);
	ck_assert_str_eq(out.text, "v=spf1 aaaaaa x bb");
	ck_assert_uint_eq(out.cuts, 1);		/* the one inside what went is gone */
	ck_assert_uint_eq(out.cut[0], 7);
	ck_assert_str_eq(record.text, "v=spf1 aa bb cc");
	record_release(&out);
	record_release(&record);
}
END_TEST

/* A linter of fixes that are given: each letter of the text that is lower case becomes upper case, at most two findings for a letter. */
struct given {
	bool unsafe;
	unsigned rounds;
	bool back;		/* upper case becomes lower case again, for ever */
};

static enum error lint_letters(void *arg, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	struct given *given = arg;
	struct finding *list = POOL_NEW(pool, struct finding, record->len + 1);
	struct fix *fix = POOL_NEW(pool, struct fix, record->len + 1);
	struct replacement *replace = POOL_NEW(pool, struct replacement, record->len + 1);

	if (!list || !fix || !replace)
		return ERR_MEMORY;
	given->rounds++;
	for (size_t i = record->len; i-- > 7;) {	/* from the right, to be sorted */
		char c = record->text[i], *with = pool_alloc(pool, 1);

		if (!with)
			return ERR_MEMORY;
		if (!(c >= 'a' && c <= 'z') && !(given->back && c >= 'A' && c <= 'Z'))
			continue;
		*with = (char)(c ^ 32);
		replace[out->n] = (struct replacement){ { (uint32_t)i, 1 }, { with, 1 } };
		fix[out->n] = (struct fix){ &replace[out->n], 1, !given->unsafe || c != 'x' };
		list[out->n] = (struct finding){ .fix = &fix[out->n] };
		out->n++;
	}
	out->finding = list;
	return ERR_NONE;
}

START_TEST(waits_for_neighbours)
{
	struct record record = parsed("v=spf1 qrst u");
	struct given given = { 0 };
	struct fixed fixed;

	ck_assert_int_eq(fix_all(&record, false, lint_letters, &given, &fixed), ERR_NONE);
	ck_assert_str_eq(fixed.record.text, "v=spf1 QRST U");
	ck_assert(fixed.settled);
	ck_assert_uint_eq(fixed.applied, 5);
	ck_assert_uint_eq(given.rounds, 5);	/* one of each word: q u, then r, s, t, then nothing */
	record_release(&fixed.record);
	record_release(&record);
}
END_TEST

START_TEST(leaves_unsafe_ones_unless_asked)
{
	struct record record = parsed("v=spf1 a x b");
	struct given given = { .unsafe = true };
	struct fixed fixed;

	ck_assert_int_eq(fix_all(&record, false, lint_letters, &given, &fixed), ERR_NONE);
	ck_assert_str_eq(fixed.record.text, "v=spf1 A x B");
	record_release(&fixed.record);
	ck_assert_int_eq(fix_all(&record, true, lint_letters, &given, &fixed), ERR_NONE);
	ck_assert_str_eq(fixed.record.text, "v=spf1 A X B");
	record_release(&fixed.record);
	record_release(&record);
}
END_TEST

START_TEST(says_when_it_does_not_settle)
{
	struct record record = parsed("v=spf1 a");
	struct given given = { .back = true };
	struct fixed fixed;

	ck_assert_int_eq(fix_all(&record, false, lint_letters, &given, &fixed), ERR_NONE);
	ck_assert(!fixed.settled);
	ck_assert_uint_eq(fixed.applied, FIX_ROUNDS);
	record_release(&fixed.record);
	record_release(&record);
}
END_TEST

/* One fix may reach over another. */
static enum error lint_around(void *arg, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	static const struct replacement outer[] = { { { 7, 1 }, { "qr", 2 } }, { { 15, 1 }, { "", 0 } } }, inner[] = { { { 10, 2 }, { "xyz", 3 } } };
	static const struct fix fixes[] = { { inner, 1, true }, { outer, 2, true } };
	static const struct finding findings[] = { { .fix = &fixes[0] }, { .fix = &fixes[1] } };
	unsigned *round = arg;

	(void)pool;
	(void)record;
	if ((*round)++ == 0)
		*out = (struct lint_findings){ .finding = findings, .n = 2 };
	return ERR_NONE;
}

START_TEST(makes_fixes_that_reach_over_others)
{
	struct record record = parsed("v=spf1 q  ss  t u");
	struct fixed fixed;
	unsigned round = 0;

	ck_assert_int_eq(fix_all(&record, false, lint_around, &round, &fixed), ERR_NONE);
	ck_assert_str_eq(fixed.record.text, "v=spf1 qr  xyz  tu");
	record_release(&fixed.record);
	record_release(&record);
}
END_TEST

static enum error lint_words(void *arg, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	(void)arg;
	return lint_text(pool, record, out);
}

START_TEST(says_when_memory_ends)
{
	struct record record = parsed("v=spf1  +a ip4:192.0.2.1/32  +mx ptr prt -all ");
	struct fixed fixed;

	for (unsigned n = 0;; n++) {
		failing_malloc_after(n);
		enum error error = fix_all(&record, true, lint_words, NULL, &fixed);
		bool refused = failing_malloc_off();
		ck_assert(error == ERR_NONE || error == ERR_MEMORY);
		record_release(&fixed.record);
		if (!refused)
			break;
	}
	record_release(&record);
}
END_TEST

/* ---- safety ---- */

static size_t tried[1000];	/* safe fixes, by rule */

static size_t broken_terms(const struct record *record)
{
	size_t n = record->fault != 0;

	for (size_t i = 0; i < record->n; i++)
		n += record->term[i].kind == K_BROKEN;
	return n;
}

static void try_alone(struct safe_fix *safe, const struct record *record, const struct finding *finding)
{
	struct record after;
	char what[64];

	snprintf(what, sizeof what, "SPF%u %s", finding->rule->id, finding->rule->name);
	ck_assert_int_eq(fix_apply(record, finding, &after), ERR_NONE);
	ck_assert_msg(!slice_equal(text_of(record), text_of(&after)), "%s changes nothing: %s", what, record->text);
	/* What takes terms apart may show more that is broken. */
	bool apart = finding->rule->id < 205 || finding->rule->id == 207 || finding->rule->id == 209;
	ck_assert_msg(apart || broken_terms(&after) <= broken_terms(record), "%s breaks more: %s: %s", what, record->text, after.text);
	safe_fix_compare(safe, text_of(record), text_of(&after), what);
	tried[finding->rule->id]++;
	record_release(&after);
}

static enum error look(struct safe_fix *safe, bool context, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	struct survey_ask ask = { .answers = safe->table, .published = safe->table, .text = text_of(record), .context = context };
	struct wanted wanted = { 0 };
	struct survey survey_of = { 0 };
	enum error error = name_from_bytes(slice_of(safe->domain), &ask.domain);

	for (unsigned i = 0; i < 500 && !error; i++) {
		error = survey(pool, &ask, &wanted, &survey_of);
		if (error || !wanted.n)
			break;
		safe_fix_fetch(safe, &wanted);
		survey_release(&survey_of);
	}
	*out = survey_of.findings;
	survey_release(&survey_of);
	wanted_release(&wanted);
	return error;
}

/* The linter with the walks and all that DNS says, as on the screens. */
static enum error lint_walked(void *arg, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	return look(arg, true, pool, record, out);
}

/* Without what the domain says of itself elsewhere. */
static enum error lint_alone(void *arg, struct pool *pool, const struct record *record, struct lint_findings *out)
{
	return look(arg, false, pool, record, out);
}

/* Every safe fix of the record alone, then all. */
static void try_record(struct safe_fix *safe, struct slice text, fix_lint *lint_it)
{
	struct record record;
	struct pool pool = { 0 };
	struct lint_findings findings;
	struct fixed fixed;
	bool any = false;

	if (record_parse(&record, text))
		return;
	findings = (struct lint_findings){ 0 };
	ck_assert_int_eq(lint_it(safe, &pool, &record, &findings), ERR_NONE);
	for (size_t i = 0; i < findings.n; i++) {
		if (!findings.finding[i].fix || !findings.finding[i].fix->safe)
			continue;
		try_alone(safe, &record, &findings.finding[i]);
		any = true;
	}
	if (any) {
		ck_assert_int_eq(fix_all(&record, false, lint_it, safe, &fixed), ERR_NONE);
		ck_assert_msg(fixed.settled, "does not settle: %s: %s", record.text, fixed.record.text);
		safe_fix_compare(safe, text, text_of(&fixed.record), "all safe fixes");
		safe_fix_intent(text, text_of(&fixed.record), false);
		record_release(&fixed.record);
	}
	if (findings.n) {
		ck_assert_int_eq(fix_all(&record, true, lint_it, safe, &fixed), ERR_NONE);
		ck_assert_msg(fixed.settled, "does not settle: %s: %s", record.text, fixed.record.text);
		safe_fix_intent(text, text_of(&fixed.record), true);
		record_release(&fixed.record);
	}
	pool_release(&pool);
	record_release(&record);
}

static void try_lines(struct safe_fix *safe, const char *text)
{
	struct slice rest = slice_of(text), line;

	while (slice_cut(&rest, '\n', &line))
		if (memmem(line.at, line.len, "v=spf1", 6))
			try_record(safe, line, lint_words);
}

START_TEST(safe_in_every_example)
{
	const struct rule *rule;
	struct safe_fix safe;

	safe_fix_begin(&safe, &safe_fix_anywhere, "example.org", 4, 30);
	for (size_t i = 0; (rule = rule_at(i)); i++) {
		try_lines(&safe, rule->bad);
		if (rule->good)
			try_lines(&safe, rule->good);
	}
	ck_assert_uint_gt(safe.compared, 1000);
	safe_fix_end(&safe);
}
END_TEST

static const char *word_of(struct dice *dice, const char *const *list, uint32_t n)
{
	return list[dice_below(dice, n)];
}
#define WORD(dice, list) word_of((dice), (list), sizeof(list) / sizeof *(list))

/* A term, most often good, of what the world knows. */
static void add_term(struct buf *text, struct dice *dice)
{
	static const char *const sign[] = { "", "", "", "", "+", "-", "~", "?", "--", "=" };
	static const char *const term[] = {
		"a", "mx", "a:h0.hosts.t", "a:h1.hosts.t/24", "mx:h2.hosts.t//64", "include:d1.t", "include:d2.t", "include:D1.t", "exists:%{i}.rule.t",
		"exists:%{l}.rule.t", "exists:%{d}.rule.t", "ptr", "ip4:10.0.0.0/24", "ip4:10.0.1.0/24", "ip4:10.0.0.5", "ip4:10.0.0.5/32", "ip4:10.0.0.4",
		"ip4:10.0.0.5/24", "ip4:10.1.0.0/16", "ip6:2001:db8::/32", "ip6:2001:db8::5/128", "ip6:2001:DB8:0::5", "ip6:2001:db8::/48", "redirect=d3.t",
		"exp=exp.rule.t", "foo=bar", "all", "A:h3.hosts.t", "a:h0.hosts.t.", "a:%{i}.rule.t/8", "mx/32", "a//128", "a/32//128", "ip4:10.0.0.0/25",
		"ip4:10.0.0.128/25",
		/* and faults */
		"include: d1.t", "ip4: 10.0.0.1", "prt", "exist:%{i}.rule.t", "includ:d1.t", "ipv4:10.0.0.7", "ip4:10.0.0.1~all", "mx-all", "include=d1.t",
		"redirect:d1.t", "ip410.0.0.1", "10.0.0.9", "a:10.0.0.9", "ip4:h0.hosts.t", "-redirect=d1.t", "all:x", "include:d1.t/24", "a/64", "a/24/64",
		"a,mx", "mx,", "ip4:2001:db8::1", "ip6:10.0.0.1", "\xe2\x80\x93" "all", "mx\xc2\xa0", "\xe2\x80\x9c" "mx" "\xe2\x80\x9d", "a\tmx", "alle", "~al",
		"ip4:10.0.0.256", "moo", "a:", "include:https://d1.t/", "%{x}", "spf2.0/pra", "v=spf1", "a:x..t", "ip4:0.0.0.0/0", "ip4:10.0.0.1/33",
	};
	static const char *const blank[] = { " ", " ", " ", " ", " ", " ", "  ", "   ", "\t" };

	buf_string(text, WORD(dice, blank));
	buf_string(text, WORD(dice, sign));
	buf_string(text, WORD(dice, term));
}

static void add_faulty(struct buf *text, struct dice *dice)
{
	static const char *const version[] = { "v=spf1", "v=spf1", "v=spf1", "v=spf1", "v=spf1", "V=SPF1", "v=spf1;", " v=spf1", "spf1", "v=spf1 v=spf1", "\"v=spf1" };
	static const char *const end[] = { " -all", " ~all", " -all", " ?all", " all", "", " ", " -all ", "~all", " redirect=d2.t", " -all exp=exp.rule.t", " --all" };

	buf_string(text, WORD(dice, version));
	for (uint32_t i = dice_below(dice, 7); i > 0; i--)
		add_term(text, dice);
	buf_string(text, WORD(dice, end));
}

START_TEST(safe_in_random_records)
{
	struct dice dice = { UINT64_C(88172645463325252) };

	for (unsigned i = 0; i < RECORDS; i++) {
		struct world world;
		struct safe_fix safe;
		struct buf text = { 0 };

		if (i % 20 == 0)
			world_fill(&world, &dice);
		safe_fix_begin(&safe, &world, "d0.t", 4, 12);
		add_faulty(&text, &dice);
		try_record(&safe, buf_slice(&text), i % 10 ? lint_words : lint_walked);
		buf_release(&text);
		safe_fix_end(&safe);
		if (i % 20 == 19)
			answers_free(world.table);
	}
	size_t all = 0;
	unsigned rules = 0;
	for (unsigned id = 0; id < 1000; id++) {
		all += tried[id];
		rules += tried[id] > 0;
		if (tried[id])
			printf("SPF%u: %zu\n", id, tried[id]);
	}
	ck_assert_uint_gt(all, RECORDS / 2);
	ck_assert_uint_ge(rules, 12);
}
END_TEST

START_TEST(safe_in_real_records)
{
	const char *path = getenv("SPFWIZ_REAL_RECORDS");
	FILE *file = path ? fopen(path, "r") : NULL;
	char *line = NULL;
	size_t size = 0, n = 0, compared = 0;
	ssize_t len;

	if (!file) {
		puts("skipped: SPFWIZ_REAL_RECORDS names no file of records");
		return;
	}
	while ((len = getline(&line, &size, file)) > 0) {
		struct slice text = { line, (size_t)len - (line[len - 1] == '\n') }, owner;
		struct safe_fix safe;

		if (n++ % REAL_STEP || !slice_cut(&text, '\t', &owner))
			continue;
		safe_fix_begin(&safe, &safe_fix_anywhere, "example.org", 1, 10);
		try_record(&safe, text, lint_alone);
		compared += safe.compared;
		safe_fix_end(&safe);
	}
	printf("%zu real records, %zu results compared\n", n / REAL_STEP, compared);
	free(line);
	fclose(file);
}
END_TEST

/* What repairs made of these once: nobody may send, everybody may, or a service no more. */
static const struct kept {
	const char *record, *safe, *unsafe;
} kept[] = {
	{ "v=spf1 include:_spf.x.com", "v=spf1 include:_spf.x.com", "v=spf1 include:_spf.x.com ~all" },
	{ "v=spf1 include:_spf.example.org", "v=spf1 include:_spf.example.org", "v=spf1 redirect=_spf.example.org" },
	{ "v=spf1 einschlie\xc3\x9f" "en:zcsend.net", "v=spf1 include:zcsend.net", "v=spf1 include:zcsend.net ~all" },
	{ "v=spf1 redirct=_spf.x.com", "v=spf1 redirct=_spf.x.com", "v=spf1 redirect=_spf.x.com" },
	{ "v=spf1 redirct=_spf.x.com mx -all", "v=spf1 redirct=_spf.x.com mx -all", "v=spf1 include:_spf.x.com mx -all" },
	{ "v=spf1 redirect:_spf.x.com ~all", "v=spf1 redirect:_spf.x.com ~all", "v=spf1 include:_spf.x.com ~all" },
	{ "v=spf1 redirect:x.com mx -all", "v=spf1 redirect:x.com mx -all", "v=spf1 include:x.com mx -all" },
	{ "v=spf1 redirect:x.com", "v=spf1 redirect=x.com", "v=spf1 redirect=x.com" },
	{ "v=spf1 redirect=x.com -all", "v=spf1 redirect=x.com -all", "v=spf1 include:x.com -all" },
	{ "v=spf1 include=_spf.x.com ~all", "v=spf1 include=_spf.x.com ~all", "v=spf1 include:_spf.x.com ~all" },
	{ "v=spf1 a=mail.x.com ip4=198.51.200.1 -all", "v=spf1 a=mail.x.com ip4=198.51.200.1 -all", "v=spf1 a:mail.x.com ip4:198.51.200.1 -all" },
	{ "v=spf1 mx +-all", "v=spf1 mx +-all", "v=spf1 mx -all" },
	{ "v=spf1 mx all:example.org", "v=spf1 mx all:example.org", "v=spf1 mx ~all" },
	{ "v=spf1 mx -all:example.org", "v=spf1 mx -all", "v=spf1 mx -all" },
	{ "v=spf1 all.", "v=spf1 all.", "v=spf1 ~all" },
	{ "v=spf1 prt +all", "v=spf1 prt +all", "v=spf1 ptr ~all" },
	{ "v=spf1 ip4:_spf.x.com -all", "v=spf1 ip4:_spf.x.com -all", "v=spf1 include:_spf.x.com -all" },
	{ "v=spf1 ip4:mail.x.com -all", "v=spf1 ip4:mail.x.com -all", "v=spf1 a:mail.x.com -all" },
	{ "v=spf1 mx -all v=spf1 include:_spf.x.com ~all", "v=spf1 mx -all v=spf1 include:_spf.x.com ~all", "v=spf1 mx include:_spf.x.com ~all" },
	{ "v=spf1 v=spf1 mx -all", "v=spf1 mx -all", "v=spf1 mx -all" },
	{ "v=spf1 mx redirect=x.com v=spf1 mx exp=e.x.com -all", "v=spf1 mx redirect=x.com v=spf1 exp=e.x.com -all",
		"v=spf1 mx include:x.com -all exp=e.x.com" },
	{ "v=spf1 ptr ptr:x.com -all", "v=spf1 ptr ptr:x.com -all", "v=spf1 ptr:x.com -all" },
	{ "v=spf1 prt ipv4:1.2.3.4 \xe2\x80\x93" "all", "v=spf1 ptr ip4:1.2.3.4 -all", "v=spf1 ptr ip4:1.2.3.4 -all" },
	{ "v=spf1 ~all", "v=spf1 ~all", "v=spf1 -all" },
};

START_TEST(keeps_what_was_plainly_written)
{
	const struct kept *row = &kept[_i];

	for (unsigned unsafe = 0; unsafe < 2; unsafe++) {
		struct record record = parsed(row->record);
		struct safe_fix safe;
		struct fixed fixed;

		safe_fix_begin(&safe, &safe_fix_anywhere, "example.org", 1, 10);
		ck_assert_int_eq(fix_all(&record, unsafe, lint_alone, &safe, &fixed), ERR_NONE);
		ck_assert_str_eq(fixed.record.text, unsafe ? row->unsafe : row->safe);
		ck_assert(fixed.settled);
		safe_fix_intent(text_of(&record), text_of(&fixed.record), unsafe);
		safe_fix_end(&safe);
		record_release(&fixed.record);
		record_release(&record);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fix");
	TCase *tests = tcase_create("fix");

	tcase_set_timeout(tests, 600);
	tcase_add_test(tests, replaces_from_the_right);
	tcase_add_test(tests, waits_for_neighbours);
	tcase_add_test(tests, leaves_unsafe_ones_unless_asked);
	tcase_add_test(tests, says_when_it_does_not_settle);
	tcase_add_test(tests, makes_fixes_that_reach_over_others);
	tcase_add_test(tests, says_when_memory_ends);
	tcase_add_loop_test(tests, keeps_what_was_plainly_written, 0, sizeof kept / sizeof *kept);
	tcase_add_test(tests, safe_in_every_example);
	tcase_add_test(tests, safe_in_random_records);
	tcase_add_test(tests, safe_in_real_records);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
