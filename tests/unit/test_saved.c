/* Unit tests of dns/saved: tables of answers to NDJSON and back, what persons and enemies write, answering from a table. */
#include "dns/saved.h"
#include "failing_malloc.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct question ask(const char *text, uint16_t type)
{
	struct question q = { .type = type };

	ck_assert_int_eq(name_from_master(slice_of(text), NULL, &q.name), ERR_NONE);
	return q;
}

static const struct answer *find(const struct answers *a, const char *text, uint16_t type)
{
	struct question q = ask(text, type);

	return answers_get(a, &q);
}

/* Lines of JSON of printable ASCII; empty, or ended by a line end. */
static void assert_sane_text(const struct buf *text)
{
	struct slice rest = buf_slice(text), line;

	for (size_t i = 0; i < text->len; i++)
		ck_assert((text->text[i] >= ' ' && text->text[i] <= '~') || text->text[i] == '\n');
	ck_assert(!text->len || text->text[text->len - 1] == '\n');
	while (slice_cut(&rest, '\n', &line)) {
		json_t *object = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, NULL);

		ck_assert(json_is_object(object));
		json_decref(object);
	}
}

static void assert_same_answer(const struct answer *a, const struct answer *b)
{
	ck_assert_int_eq(a->said, b->said);
	ck_assert_int_eq(a->failure, b->failure);
	ck_assert_uint_eq(a->rcode, b->rcode);
	ck_assert_uint_eq(a->ttl, b->ttl);
	ck_assert(name_equal(&a->owner, &b->owner));
	ck_assert_uint_eq(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		ck_assert_uint_eq(a->rr[i].len, b->rr[i].len);
		ck_assert_mem_eq(a->rr[i].wire, b->rr[i].wire, a->rr[i].len);
	}
}

static void assert_round_trip(const struct answers *answers)
{
	struct answers *again = answers_new(NULL);
	struct buf text = { 0 }, second = { 0 };
	struct problem problem = { 0 };
	const struct question *q;
	const struct answer *answer;

	ck_assert_int_eq(saved_print(answers, &text), ERR_NONE);
	assert_sane_text(&text);
	ck_assert_msg(
	    saved_parse(again, "f", buf_slice(&text), &problem) == ERR_NONE, "line %u: %s", problem.line, problem.detail);
	ck_assert_uint_eq(answers_count(again), answers_count(answers));
	for (size_t at = 0; answers_next(answers, &at, &q, &answer);) {
		ck_assert_ptr_nonnull(answers_get(again, q));
		assert_same_answer(answers_get(again, q), answer);
	}
	ck_assert_int_eq(saved_print(again, &second), ERR_NONE);
	ck_assert_str_eq(buf_text(&text), buf_text(&second));
	buf_release(&text);
	buf_release(&second);
	answers_free(again);
}

START_TEST(prints)
{
	struct answers *under = answers_new(NULL), *top = answers_new(under);
	struct buf text = { 0 };
	struct question txt = ask("b.example", RR_TXT), a = ask("b.example", RR_A), first = ask("a.example", RR_MX),
			odd = ask("\\000\\\".x", 65280);
	struct rdata rr[] = { { (const uint8_t *)"\x0bv=spf1 -all\2\"\x7f", 15 }, { (const uint8_t *)"\1x", 2 } };
	struct answer data = { .said = SAID_DATA, .ttl = 300, .owner = a.name, .n = 2, .rr = rr };

	ck_assert_int_eq(
	    answers_put(under, &txt, &(struct answer){.said = SAID_NXDOMAIN, .ttl = 1, .owner = txt.name}), ERR_NONE);
	ck_assert_int_eq(
	    answers_put(under, &first, &(struct answer){.said = SAID_NODATA, .ttl = 4294967295U, .owner = a.name}), ERR_NONE);
	ck_assert_int_eq(answers_put(top, &txt, &data), ERR_NONE);	/* hides the NXDOMAIN */
	ck_assert_int_eq(
	    answers_put(top, &a, &(struct answer){.said = SAID_FAILED, .failure = FAILURE_RCODE, .rcode = 5}), ERR_NONE);
	ck_assert_int_eq(
	    answers_put(top, &odd, &(struct answer){.said = SAID_DATA, .n = 1, .rr = &rr[1], .owner = odd.name}), ERR_NONE);
	ck_assert_int_eq(saved_print(top, &text), ERR_NONE);
	ck_assert_str_eq(buf_text(&text),
	    "{\"name\":\"a.example\",\"type\":\"MX\",\"said\":\"nodata\",\"ttl\":4294967295,\"owner\":\"b.example\"}\n"
	    "{\"name\":\"b.example\",\"type\":\"A\",\"said\":\"failed\",\"failure\":\"rcode\",\"rcode\":5,\"ttl\":0,\"owner\":"
	    "\"b.example\"}\n"
	    "{\"name\":\"b.example\",\"type\":\"TXT\",\"said\":\"data\",\"ttl\":300,\"owner\":\"b.example\",\"rr\":"
	    "[\"\\\"v=spf1 -all\\\" \\\"\\\\\\\"\\\\127\\\"\",\"\\\"x\\\"\"]}\n"
	    "{\"name\":\"\\\\000\\\\\\\".x\",\"type\":\"TYPE65280\",\"said\":\"data\",\"ttl\":0,\"owner\":\"\\\\000\\\\\\\".x\","
	    "\"rr\":"
	    "[\"\\\\# 2 0178\"]}\n");
	assert_sane_text(&text);
	buf_release(&text);
	answers_free(top);
	answers_free(under);
}
END_TEST

START_TEST(reads)
{
	static const char text[] =
	    "\xef\xbb\xbf{\"name\":\"Example.ORG.\",\"type\":\"txt\",\"said\":\"data\",\"rr\":[\"v=spf1\"]}\r\n"
	    "\n   \n"
	    "{ \"later\": [1, {}], \"rr\": [\"10 mail.example.net\"], \"said\": \"data\", \"type\": \"TYPE15\", \"name\": "
	    "\"example.org\" }\n"
	    "{\"name\":\".\",\"type\":\"NS\",\"said\":\"failed\",\"failure\":\"bogus\",\"rcode\":2,\"ttl\":7,\"owner\":\"x.y\"}\n"
	    "{\"name\":\"twice.example\",\"type\":\"A\",\"said\":\"nodata\",\"rr\":[]}\n"
	    "{\"name\":\"twice.example\",\"type\":\"A\",\"said\":\"nxdomain\"}";
	struct answers *a = answers_new(NULL);
	struct problem problem = { 0 };
	const struct answer *answer;

	ck_assert_msg(saved_parse(a, "f", slice_of(text), &problem) == ERR_NONE, "line %u: %s", problem.line, problem.detail);
	ck_assert_uint_eq(answers_count(a), 4);
	answer = find(a, "example.org", RR_TXT);
	ck_assert_int_eq(answer->said, SAID_DATA);
	ck_assert_uint_eq(answer->rr[0].len, 7);
	ck_assert_uint_eq(answer->ttl, 0);
	ck_assert_uint_eq(find(a, "example.org", RR_MX)->rr[0].len, 2 + 18);
	answer = find(a, ".", RR_NS);
	ck_assert_int_eq(answer->failure, FAILURE_BOGUS);
	ck_assert_uint_eq(answer->rcode, 2);
	ck_assert_uint_eq(answer->owner.len, 5);
	ck_assert_int_eq(find(a, "twice.example", RR_A)->said, SAID_NXDOMAIN);
	assert_round_trip(a);
	answers_free(a);
}
END_TEST

#define GOOD "{\"name\":\"a.example\",\"type\":\"A\",\"said\":\"nodata\"}\n"

START_TEST(bad)
{
	const struct {
		struct slice line;
		enum error error;
		const char *detail;	/* a part of it */
	} row[] = {
		{ SLICE("hello"), ERR_SYNTAX, "expected near" },
		{ SLICE("{"), ERR_SYNTAX, "expected" },
		{ SLICE("[]"), ERR_SYNTAX, "JSON object" },
		{ SLICE("{}"), ERR_SYNTAX, "\"name\"" },
		{ SLICE("{} {}"), ERR_SYNTAX, "end of file expected" },
		{ SLICE("\0"), ERR_SYNTAX, "" },
		{ SLICE("\xff"), ERR_SYNTAX, "" },
		{ SLICE("{\"name\":\"a\",\"name\":\"b\"}"), ERR_SYNTAX, "duplicate" },
		{ SLICE("{\"name\":1}"), ERR_SYNTAX, "\"name\"" },
		{ SLICE("{\"name\":\"a..b\",\"type\":\"A\",\"said\":\"nodata\",\"owner\":\"x\"}"), ERR_NAME_LABEL, "a..b" },
		{ SLICE("{\"name\":\"\",\"type\":\"A\",\"said\":\"nodata\"}"), ERR_NAME_EMPTY, "" },
		{ SLICE("{\"name\":\"a\\u0000b\",\"type\":\"A\",\"said\":\"nodata\"}"), ERR_SYNTAX, "" },
		{ SLICE("{\"name\":\"a\"}"), ERR_SYNTAX, "\"type\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"X\",\"said\":\"nodata\"}"), ERR_SYNTAX, "\"type\"" },
		{ SLICE("{\"name\":\"a\",\"type\":16,\"said\":\"nodata\"}"), ERR_SYNTAX, "\"type\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"TYPE65536\",\"said\":\"nodata\"}"), ERR_SYNTAX, "\"type\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\"}"), ERR_SYNTAX, "\"said\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"DATA\"}"), ERR_SYNTAX, "\"said\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"failed\",\"failure\":\"x\"}"), ERR_SYNTAX, "\"failure\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"failed\",\"failure\":null}"), ERR_SYNTAX, "\"failure\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"failed\",\"rcode\":256}"), ERR_SYNTAX, "\"rcode\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"nodata\",\"ttl\":-1}"), ERR_SYNTAX, "\"ttl\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"nodata\",\"ttl\":4294967296}"), ERR_SYNTAX, "\"ttl\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"nodata\",\"ttl\":99999999999999999999}"), ERR_SYNTAX, "" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"nodata\",\"ttl\":1.0}"), ERR_SYNTAX, "\"ttl\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"nodata\",\"owner\":7}"), ERR_SYNTAX, "\"owner\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"data\"}"), ERR_SYNTAX, "\"rr\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"data\",\"rr\":[]}"), ERR_SYNTAX, "\"rr\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"data\",\"rr\":\"192.0.2.1\"}"), ERR_SYNTAX, "\"rr\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"nodata\",\"rr\":[\"192.0.2.1\"]}"), ERR_SYNTAX, "\"rr\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"data\",\"rr\":[1]}"), ERR_SYNTAX, "\"rr\"" },
		{ SLICE("{\"name\":\"a\",\"type\":\"A\",\"said\":\"data\",\"rr\":[\"192.0.2\"]}"), ERR_SYNTAX, "IPv4" },
		{ SLICE("{\"name\":\"a\",\"type\":\"TXT\",\"said\":\"data\",\"rr\":[\"\\\"x\"]}"), ERR_SYNTAX, "not closed" },
		{ SLICE("{\"name\":\"a\",\"type\":\"NS\",\"said\":\"data\",\"rr\":[\"a..b\"]}"), ERR_NAME_LABEL, "a..b" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct answers *a = answers_new(NULL);
		struct problem problem = { 0 };
		struct buf text = { 0 };
		enum error e;

		buf_string(&text, GOOD "\n");
		buf_add(&text, row[i].line);
		buf_string(&text, "\n" GOOD);
		e = saved_parse(a, "answers.json", buf_slice(&text), &problem);
		ck_assert_msg(e == row[i].error, "row %zu: error %d", i, e);
		ck_assert_int_eq(problem.error, e);
		ck_assert_str_eq(problem.file, "answers.json");
		ck_assert_uint_eq(problem.line, 3);
		ck_assert_msg(strstr(problem.detail, row[i].detail), "row %zu: %s", i, problem.detail);
		ck_assert_uint_eq(answers_count(a), 1);
		ck_assert_int_eq(saved_parse(a, "f", buf_slice(&text), NULL), e);
		buf_release(&text);
		answers_free(a);
	}
}
END_TEST

START_TEST(deep)
{
	struct answers *a = answers_new(NULL);
	struct buf text = { 0 };

	buf_fill(&text, '[', 1000000);
	ck_assert_int_eq(saved_parse(a, "f", buf_slice(&text), NULL), ERR_SYNTAX);
	buf_release(&text);
	answers_free(a);
}
END_TEST

static void random_name(struct name *name)
{
	size_t len = 0;

	for (int labels = rand() % 4; labels; labels--) {
		uint8_t label = (uint8_t)(1 + rand() % 60);

		name->wire[len++] = label;
		for (; label; label--) {
			uint8_t byte = (uint8_t)rand();

			name->wire[len++] = byte >= 'A' && byte <= 'Z' ? '-' : byte;
		}
	}
	name->wire[len++] = 0;
	name->len = (uint8_t)len;
}

/* TXT of any strings, and any bytes as a type that nobody knows. */
static uint16_t random_rdata(uint16_t type, uint8_t *wire, size_t most)
{
	size_t len = 0, want = 1 + (size_t)rand() % most;

	for (size_t i = 0; i < want; i++)
		wire[i] = (uint8_t)rand();
	while (type == RR_TXT && len < want) {
		size_t left = want - len - 1;

		wire[len] = (uint8_t)(left < wire[len] ? left : wire[len]);
		len += wire[len] + 1U;
	}
	return (uint16_t)want;
}

START_TEST(random_answers)
{
	static uint8_t wire[4][65535];

	srand(4408);
	for (int run = 0; run < 20; run++) {
		struct answers *a = answers_new(NULL);

		for (int i = 0; i < 40; i++) {
			struct rdata rr[4];
			struct question q = { .type = rand() % 2 ? RR_TXT : 65281 };
			struct answer answer = {
			    .said = (enum said)(rand() % 4), .ttl = (uint32_t)rand(), .rcode = (uint8_t)(rand() % 3)};

			random_name(&q.name);
			random_name(&answer.owner);
			if (answer.said == SAID_FAILED)
				answer.failure = (enum failure)(rand() % (FAILURE_BOUND + 1));
			if (answer.said == SAID_DATA)
				answer.n = 1 + (size_t)rand() % 4;
			for (size_t k = 0; k < answer.n; k++)
				rr[k] = (struct rdata){ wire[k], random_rdata(q.type, wire[k], i ? 300 : 65535) };
			answer.rr = rr;
			ck_assert_int_eq(answers_put(a, &q, &answer), ERR_NONE);
		}
		assert_round_trip(a);
		answers_free(a);
	}
}
END_TEST

START_TEST(longest)
{
	static uint8_t wire[65535];
	struct answers *a = answers_new(NULL);
	struct question txt = ask("x.example", RR_TXT), other = ask("x.example", 65280);
	struct rdata rr = { wire, 65535 };

	for (size_t i = 0; i < sizeof(wire); i++)
		wire[i] = i % 256 ? (uint8_t)(i * 31) : 255;
	wire[65535 - 255] = 254;
	ck_assert_int_eq(
	    answers_put(a, &txt, &(struct answer){.said = SAID_DATA, .n = 1, .rr = &rr, .owner = txt.name}), ERR_NONE);
	ck_assert_int_eq(
	    answers_put(a, &other, &(struct answer){.said = SAID_DATA, .n = 1, .rr = &rr, .owner = txt.name}), ERR_NONE);
	assert_round_trip(a);
	answers_free(a);
}
END_TEST

/* Bytes of a good file changed at random: no crash, and what is taken can be saved again. */
START_TEST(damaged)
{
	static const char good[] =
	    "{\"name\":\"example.org\",\"type\":\"TXT\",\"said\":\"data\",\"ttl\":300,\"owner\":\"a.b\",\"rr\":[\"\\\"v=spf1 "
	    "\\\\009-all\\\"\",\"x\"]}\n"
	    "{\"name\":\"example.org\",\"type\":\"MX\",\"said\":\"data\",\"ttl\":300,\"rr\":[\"10 mail.example.\"]}\n"
	    "{\"name\":\"n.example\",\"type\":\"A\",\"said\":\"failed\",\"failure\":\"rcode\",\"rcode\":2}\n";
	char text[sizeof(good)];

	srand(2308);
	for (int run = 0; run < 5000; run++) {
		struct answers *a = answers_new(NULL);
		struct problem problem = { 0 };
		enum error e;

		memcpy(text, good, sizeof(good));
		for (int i = rand() % 4; i >= 0; i--)
			text[(size_t)rand() % (sizeof(good) - 1)] =
			    (char)(rand() % 3 ? "\"\\{}[],:.0 1aA\n#"[rand() % 16] : rand());
		e = saved_parse(a, "f", (struct slice){ text, sizeof(good) - 1 }, &problem);
		ck_assert(e == ERR_NONE || (problem.line >= 1 && problem.error == e));
		assert_round_trip(a);
		answers_free(a);
	}
}
END_TEST

static bool pass(void *arg, const struct answers *answers, struct wanted *w)
{
	const struct question *q = arg;

	for (; q->name.len; q++)
		if (!answers_get(answers, q))
			wanted_add(w, &q->name, q->type);
	return !w->n;
}

START_TEST(answers_from_it)
{
	struct answers *table = answers_new(NULL), *world = answers_new(NULL);
	struct question q[] = { ask("a.example", RR_A), ask("b.example", RR_A), { .type = 0 } };
	struct source *source;

	ck_assert_int_eq(saved_parse(table, "f",
			     SLICE("{\"name\":\"a.example\",\"type\":\"A\",\"said\":\"data\",\"rr\":[\"192.0.2.1\"]}"), NULL),
	    ERR_NONE);
	source = saved_source_new(table);
	ck_assert_int_eq(source_run(source, world, pass, q, NULL), ERR_NONE);
	ck_assert_str_eq(source->ops->label(source), "saved answers");
	source->ops->free(source);
	ck_assert_uint_eq(answers_get(world, &q[0])->n, 1);
	ck_assert_mem_eq(answers_get(world, &q[0])->rr[0].wire, "\xc0\0\2\1", 4);	/* copied: the table is gone */
	ck_assert_int_eq(answers_get(world, &q[1])->failure, FAILURE_OUTSIDE);
	answers_free(world);
}
END_TEST

START_TEST(memory_ends)
{
	for (unsigned n = 0;; n++) {
		struct answers *a = answers_new(NULL);
		struct source *source = NULL;
		struct buf text = { 0 };
		enum error read, print;
		bool ended;

		failing_malloc_after(n);
		read = saved_parse(a, "f",
		    SLICE("{\"name\":\"a.example\",\"type\":\"A\",\"said\":\"data\",\"rr\":[\"192.0.2.1\"]}\n" GOOD), NULL);
		print = saved_print(a, &text);
		source = saved_source_new(a);
		ended = failing_malloc_off();
		ck_assert(read == ERR_NONE || read == ERR_MEMORY);
		ck_assert(print == ERR_NONE || print == ERR_MEMORY);
		ck_assert_int_eq(ended, read || print || !source);
		if (source)
			source->ops->free(source);
		buf_release(&text);
		if (!ended)
			break;
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("saved");
	TCase *core = tcase_create("core");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(core, 60);
	tcase_add_test(core, prints);
	tcase_add_test(core, reads);
	tcase_add_test(core, bad);
	tcase_add_test(core, deep);
	tcase_add_test(core, random_answers);
	tcase_add_test(core, longest);
	tcase_add_test(core, damaged);
	tcase_add_test(core, answers_from_it);
	tcase_add_test(core, memory_ends);
	suite_add_tcase(suite, core);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
