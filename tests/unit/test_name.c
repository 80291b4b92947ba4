/* Unit tests of dns/name: the three kinds of text, wire form, order, and what hostile input gets. */
#include "dns/name.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void assert_sane_name(const struct name *n)
{
	size_t at = 0;

	ck_assert_uint_ge(n->len, 1);
	for (; n->wire[at]; at += n->wire[at] + 1U) {
		ck_assert_uint_le(n->wire[at], 63);
		ck_assert_uint_lt(at + n->wire[at] + 1U, n->len);
		for (size_t i = 1; i <= n->wire[at]; i++)
			ck_assert(n->wire[at + i] < 'A' || n->wire[at + i] > 'Z');
	}
	ck_assert_uint_eq(at + 1, n->len);
}

static struct name name(const char *text)
{
	struct name n;

	ck_assert_int_eq(name_from_master(slice_of(text), NULL, &n), ERR_NONE);
	assert_sane_name(&n);
	return n;
}

static void assert_text(const struct name *n, const char *text)
{
	char out[NAME_TEXT];
	size_t len = name_text(n, out);

	ck_assert_str_eq(out, text);
	ck_assert_uint_eq(len, strlen(text));
}

/* times labels of one byte with dots, and what follows */
static struct slice many(char *out, char byte, size_t times, const char *after)
{
	size_t len = 0;

	for (size_t i = 0; i < times; i++) {
		out[len++] = byte;
		out[len++] = '.';
	}
	memcpy(out + len, after, strlen(after));
	return (struct slice){ out, len + strlen(after) };
}

START_TEST(bytes)
{
	const struct {
		struct slice text;
		enum error error;
		const char *shown;
	} row[] = {
		{ SLICE("Example.COM"), ERR_NONE, "example.com" },
		{ SLICE("example.com."), ERR_NONE, "example.com" },
		{ SLICE("com"), ERR_NONE, "com" },
		{ SLICE("a b.com"), ERR_NONE, "a\\032b.com" },
		{ SLICE("a\\.com"), ERR_NONE, "a\\\\.com" },
		{ SLICE("a\0b.com"), ERR_NONE, "a\\000b.com" },
		{ SLICE("\xff\x7f.com"), ERR_NONE, "\\255\\127.com" },
		{ SLICE("@.$"), ERR_NONE, "\\@.\\$" },
		{ SLICE(""), ERR_NAME_EMPTY, "" },
		{ SLICE("."), ERR_NAME_LABEL, "" },
		{ SLICE(".."), ERR_NAME_LABEL, "" },
		{ SLICE(".com"), ERR_NAME_LABEL, "" },
		{ SLICE("a..b"), ERR_NAME_LABEL, "" },
		{ SLICE("a.b.."), ERR_NAME_LABEL, "" },
		{ SLICE("123456789012345678901234567890123456789012345678901234567890123.x"), ERR_NONE,
		    "123456789012345678901234567890123456789012345678901234567890123.x" },
		{ SLICE("1234567890123456789012345678901234567890123456789012345678901234.x"), ERR_NAME_LABEL, "" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct name n;

		ck_assert_int_eq(name_from_bytes(row[i].text, &n), row[i].error);
		ck_assert_int_eq(n.len == 0, row[i].error != ERR_NONE);
		if (row[i].error)
			continue;
		assert_sane_name(&n);
		assert_text(&n, row[i].shown);
	}
}
END_TEST

START_TEST(bytes_length)
{
	struct name n;
	char text[600], out[NAME_WIRE];

	ck_assert_int_eq(name_from_bytes(many(text, 'x', 126, "y"), &n), ERR_NONE);	/* 127 labels: 255 bytes */
	ck_assert_uint_eq(n.len, 255);
	ck_assert_uint_eq(name_labels(&n), 127);
	ck_assert_uint_eq(name_bytes(&n, out), 253);
	assert_sane_name(&n);
	ck_assert_int_eq(name_from_bytes(many(text, 'x', 126, "y."), &n), ERR_NONE);
	ck_assert_int_eq(name_from_bytes(many(text, 'x', 126, "yy"), &n), ERR_NAME_LONG);
	ck_assert_int_eq(name_from_bytes(many(text, 'x', 127, "y"), &n), ERR_NAME_LONG);
	ck_assert_int_eq(name_from_master(many(text, 'x', 126, "y."), NULL, &n), ERR_NONE);
	ck_assert_uint_eq(n.len, 255);
	ck_assert_int_eq(name_from_master(many(text, 'x', 126, "yy."), NULL, &n), ERR_NAME_LONG);
	ck_assert_uint_eq(n.len, 0);
}
END_TEST

START_TEST(bytes_back)
{
	struct name n, again;
	char out[NAME_WIRE];
	const struct slice text = SLICE("a\0b.%{i}. \\ .com");

	ck_assert_int_eq(name_from_bytes(text, &n), ERR_NONE);
	ck_assert_uint_eq(name_bytes(&n, out), text.len);
	ck_assert_mem_eq(out, text.at, text.len);
	ck_assert_uint_eq(name_bytes(&(struct name){ .len = 1 }, out), 0);
	ck_assert_int_eq(name_from_bytes((struct slice){ out, 0 }, &again), ERR_NAME_EMPTY);
}
END_TEST

START_TEST(master)
{
	static const struct {
		const char *text, *under, *none;	/* with the origin example.org, and with none; NULL: refused */
	} row[] = {
		{ "www", "www.example.org", "www" },
		{ "WWW.", "www", "www" },
		{ "@", "example.org", NULL },
		{ "\\@", "\\@.example.org", "\\@" },
		{ ".", ".", "." },
		{ "a\\.b.c.", "a\\.b.c", "a\\.b.c" },
		{ "a\\.", "a\\..example.org", "a\\." },
		{ "\\065\\000.", "a\\000", "a\\000" },
		{ "\\*.x", "*.x.example.org", "*.x" },
		{ "\\256.", NULL, NULL },
		{ "\\25", NULL, NULL },
		{ "\\2x5.", NULL, NULL },
		{ "a\\", NULL, NULL },
		{ "", NULL, NULL },
		{ "..", NULL, NULL },
		{ "a..b", NULL, NULL },
		{ ".a", NULL, NULL },
	};
	struct name origin = name("example.org."), n;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		enum error e = name_from_master(slice_of(row[i].text), &origin, &n);

		ck_assert_int_eq(e == ERR_NONE, row[i].under != NULL);
		if (!e)
			assert_text(&n, row[i].under);
		e = name_from_master(slice_of(row[i].text), NULL, &n);
		ck_assert_int_eq(e == ERR_NONE, row[i].none != NULL);
		ck_assert_int_eq(n.len == 0, e != ERR_NONE);
		if (!e)
			assert_text(&n, row[i].none);
	}
	ck_assert_int_eq(name_from_master(slice_of("sub"), &origin, &origin), ERR_NONE);	/* $ORIGIN sub */
	assert_text(&origin, "sub.example.org");
}
END_TEST

START_TEST(person)
{
	const struct {
		struct slice text;
		enum error error;
		const char *shown;
	} row[] = {
		{ SLICE(" Example.COM.\r\n"), ERR_NONE, "example.com" },
		{ SLICE("\xef\xbb\xbf" "a.example\xc2\xa0"), ERR_NONE, "a.example" },
		{ SLICE("_spf.example.com"), ERR_NONE, "_spf.example.com" },
		{ SLICE("-a.com"), ERR_NONE, "-a.com" },
		{ SLICE("a_b-.example"), ERR_NONE, "a_b-.example" },
		{ SLICE("b\xc3\xbc" "cher.example"), ERR_NONE, "xn--bcher-kva.example" },
		{ SLICE("B\xc3\x9c" "CHER.Example"), ERR_NONE, "xn--bcher-kva.example" },
		{ SLICE("stra\xc3\x9f" "e.example"), ERR_NONE, "xn--strae-oqa.example" },	/* not strasse */
		{ SLICE("bu\xcc\x88" "cher.example"), ERR_NONE, "xn--bcher-kva.example" },	/* decomposed */
		{ SLICE("\xef\xbc\xa5\xef\xbc\xb8.com"), ERR_NONE, "ex.com" },			/* full-width EX */
		{ SLICE("\xe4\xbe\x8b\xe3\x80\x82\xe4\xbe\x8b\xef\xbc\x8e" "com\xef\xbd\xa1"), ERR_NONE, "xn--fsq.xn--fsq.com" },
		{ SLICE("-a.b\xc3\xbc" "cher.com"), ERR_NONE, "-a.xn--bcher-kva.com" },
		{ SLICE("xn--bcher-kva.example"), ERR_NONE, "xn--bcher-kva.example" },
		{ SLICE("xn--99999.example"), ERR_NONE, "xn--99999.example" },
		{ SLICE(""), ERR_NAME_EMPTY, "" },
		{ SLICE(" \t\n"), ERR_NAME_EMPTY, "" },
		{ SLICE("."), ERR_NAME_EMPTY, "" },
		{ SLICE("\xe3\x80\x82"), ERR_NAME_EMPTY, "" },
		{ SLICE("localhost"), ERR_NAME_SINGLE, "" },
		{ SLICE("com."), ERR_NAME_SINGLE, "" },
		{ SLICE("b\xc3\xbc" "cher"), ERR_NAME_SINGLE, "" },
		{ SLICE("a..b"), ERR_NAME_LABEL, "" },
		{ SLICE(".example.com"), ERR_NAME_LABEL, "" },
		{ SLICE("example.com.."), ERR_NAME_LABEL, "" },
		{ SLICE("a\xc2\xad.\xc2\xad.com"), ERR_NAME_LABEL, "" },			/* a soft hyphen is nothing */
		{ SLICE("1234567890123456789012345678901234567890123456789012345678901234.com"), ERR_NAME_LABEL, "" },
		{ SLICE("a b.com"), ERR_NAME_BYTES, "" },
		{ SLICE("b\xc3\xbc b.com"), ERR_NAME_BYTES, "" },
		{ SLICE("a\0b.com"), ERR_NAME_BYTES, "" },
		{ SLICE("\xc3\xbc\0.com"), ERR_NAME_BYTES, "" },
		{ SLICE("a\x7f.com"), ERR_NAME_BYTES, "" },
		{ SLICE("user@example.com"), ERR_NAME_BYTES, "" },
		{ SLICE("http://example.com/"), ERR_NAME_BYTES, "" },
		{ SLICE("*.example.com"), ERR_NAME_BYTES, "" },
		{ SLICE("%{d}.example.com"), ERR_NAME_BYTES, "" },
		{ SLICE("a\\.b.com"), ERR_NAME_BYTES, "" },
		{ SLICE("\xff.com"), ERR_NAME_BYTES, "" },
		{ SLICE("\xc3.com"), ERR_NAME_BYTES, "" },
		{ SLICE("\xed\xa0\x80.com"), ERR_NAME_BYTES, "" },				/* a surrogate */
		{ SLICE("\xe2\x84\x80.com"), ERR_NAME_IDNA, "" },				/* one sign, mapped to "a/c" */
		{ SLICE("\xcc\x81" "a.com"), ERR_NAME_IDNA, "" },				/* a mark in front */
		{ SLICE("\xe2\x98\x83\xe2\x80\xae.com"), ERR_NAME_IDNA, "" },			/* a bidi control */
		{ SLICE("192.0.2.1"), ERR_NAME_ADDRESS, "" },
		{ SLICE("192.0.2.1."), ERR_NAME_ADDRESS, "" },
		{ SLICE("192.0.2.0/24"), ERR_NAME_ADDRESS, "" },
		{ SLICE("2001:db8::1"), ERR_NAME_ADDRESS, "" },
		{ SLICE(" [2001:db8::1] "), ERR_NAME_ADDRESS, "" },
		{ SLICE("999.1.1.1"), ERR_NAME_ADDRESS, "" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct name n;
		enum error e = name_from_person(row[i].text, &n);

		ck_assert_msg(e == row[i].error, "row %zu: %d, not %d", i, e, row[i].error);
		ck_assert_int_eq(n.len == 0, e != ERR_NONE);
		if (e)
			continue;
		assert_sane_name(&n);
		assert_text(&n, row[i].shown);
	}
}
END_TEST

START_TEST(person_long)
{
	struct name n;
	size_t size = 100000;
	char *text = malloc(size);

	ck_assert_ptr_nonnull(text);
	memset(text, 'a', size);
	ck_assert_int_ne(name_from_person((struct slice){ text, 300 }, &n), ERR_NONE);
	ck_assert_int_ne(name_from_person((struct slice){ text, size }, &n), ERR_NONE);
	for (size_t i = 50; i < size; i += 51)
		text[i] = '.';
	ck_assert_int_eq(name_from_person((struct slice){ text, 300 }, &n), ERR_NAME_LONG);
	ck_assert_int_eq(name_from_person((struct slice){ text, size }, &n), ERR_NAME_LONG);
	for (size_t i = 0; i + 1 < size; i += 2)
		memcpy(text + i, "\xc3\xbc", 2);
	ck_assert_int_eq(name_from_person((struct slice){ text, size }, &n), ERR_NAME_LABEL);
	free(text);
}
END_TEST

START_TEST(reverse)
{
	static const struct {
		struct ip ip;
		bool v6;
		const char *text;
	} row[] = {
		{ { 0, 0xc0000201 }, false, "1.2.0.192.in-addr.arpa" },
		{ { 0, 0 }, false, "0.0.0.0.in-addr.arpa" },
		{ { 0, 0xff0a6409 }, false, "9.100.10.255.in-addr.arpa" },
		{ { 0x20010db800000000, 0xab }, true,
		    "b.a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct name n;

		name_reverse(row[i].ip, row[i].v6, &n);
		assert_sane_name(&n);
		assert_text(&n, row[i].text);
	}
}
END_TEST

START_TEST(wire)
{
	const struct {
		struct slice wire;
		size_t took;
	} row[] = {
		{ SLICE("\3WWW\7example\0more"), 13 },
		{ SLICE("\0"), 1 },
		{ SLICE("\1.\0"), 3 },
		{ SLICE(""), 0 },
		{ SLICE("\3ww"), 0 },
		{ SLICE("\3www"), 0 },
		{ SLICE("\xc0\x0c"), 0 },	/* a pointer */
		{ SLICE("\x40"), 0 },
	};
	uint8_t longest[300];
	struct name n;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		ck_assert_uint_eq(name_from_wire((const uint8_t *)row[i].wire.at, row[i].wire.len, &n), row[i].took);
		ck_assert_uint_eq(n.len, row[i].took);
		if (row[i].took)
			assert_sane_name(&n);
	}
	for (size_t i = 0; i < sizeof(longest); i += 2)
		memcpy(longest + i, "\1x", 2);
	ck_assert_uint_eq(name_from_wire(longest, sizeof(longest), &n), 0);
	longest[254] = 0;
	ck_assert_uint_eq(name_from_wire(longest, sizeof(longest), &n), 255);
	assert_sane_name(&n);
	ck_assert_uint_eq(name_from_wire(longest, 254, &n), 0);
}
END_TEST

START_TEST(tree)
{
	struct name top = name("example.org"), sub = name("a.b.example.org"), up, root = { .len = 1 };
	struct name other = name("bexample.org"), trick = name("x\\007example.org"), none = { .len = 0 };

	ck_assert(name_under(&sub, &top) && name_under(&top, &top) && name_under(&top, &root) && name_under(&root, &root));
	ck_assert(!name_under(&top, &sub) && !name_under(&other, &top) && !name_under(&root, &top));
	ck_assert(!name_under(&trick, &top));	/* the same bytes, but no label starts there */
	ck_assert(!name_under(&top, &none));
	ck_assert(name_parent(&sub, &up) && name_parent(&up, &up) && name_equal(&up, &top));
	ck_assert(name_parent(&up, &up) && name_parent(&up, &up) && name_is_root(&up) && !name_parent(&up, &up));
	ck_assert_uint_eq(name_labels(&sub), 4);
	ck_assert_uint_eq(name_labels(&root), 0);
	ck_assert(name_join(&sub, &top, &up));
	assert_text(&up, "a.b.example.org.example.org");
	ck_assert(name_join(&up, &root, &up));
	assert_text(&up, "a.b.example.org.example.org");
	ck_assert(!name_join(&top, &none, &up));
}
END_TEST

START_TEST(join_length)
{
	char text[300];
	struct name left, top, out;

	ck_assert_int_eq(name_from_bytes(many(text, 'x', 62, "y"), &left), ERR_NONE);	/* 127 bytes */
	ck_assert_int_eq(name_from_bytes(many(text, 'x', 63, "y"), &top), ERR_NONE);	/* 129 */
	ck_assert(name_join(&left, &top, &out));
	ck_assert_uint_eq(out.len, 255);
	assert_sane_name(&out);
	ck_assert(!name_join(&top, &top, &out));
}
END_TEST

START_TEST(order)
{
	/* RFC 4034 6.1 */
	static const char *const ascending[] = {
		".", "example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example",
		"\\001.z.example", "*.z.example", "\\200.z.example",
	};
	enum { N = sizeof(ascending) / sizeof(*ascending) };

	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++) {
			struct name a = name(ascending[i]), b = name(ascending[k]);
			int sign = name_compare(&a, &b);

			ck_assert_int_eq((sign > 0) - (sign < 0), (i > k) - (i < k));
			ck_assert_int_eq(name_equal(&a, &b), i == k);
			ck_assert_int_eq(name_hash(&a) == name_hash(&b), i == k);
		}
}
END_TEST

START_TEST(show)
{
	static const struct {
		const char *master, *shown;
	} row[] = {
		{ "xn--bcher-kva.example", "b\xc3\xbc" "cher.example" },
		{ "XN--BCHER-KVA.example", "b\xc3\xbc" "cher.example" },
		{ "xn--99999.example", "xn--99999.example" },
		{ "xn--a.example", "xn--a.example" },
		{ "xn--\\000.example", "xn--\\000.example" },
		{ "xn--bcher\\.-kva.x", "xn--bcher\\.-kva.x" },
		{ "xn--abc-.x", "xn--abc-.x" },
		{ "a\\027b.x", "a\\027b.x" },
		{ ".", "." },
		{ "www.example.org.", "www.example.org" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct name n = name(row[i].master);
		struct buf out = { 0 };

		name_show(&n, &out);
		ck_assert_str_eq(buf_text(&out), row[i].shown);
		buf_clear(&out);
		name_shown(&n, TEXT_UTF8, &out);
		ck_assert_str_eq(buf_text(&out), row[i].shown);
		buf_clear(&out);
		name_shown(&n, TEXT_ASCII, &out);	/* what master files have, whatever the locale */
		for (size_t k = 0; k < out.len; k++)
			ck_assert_int_lt((unsigned char)out.text[k], 0x7f);
		buf_release(&out);
	}
}
END_TEST

/* Any bytes in labels: text, wire and back are the same name. */
START_TEST(round_trip)
{
	srand(7208);
	for (unsigned run = 0; run < 20000; run++) {
		struct name n, again;
		uint8_t made[NAME_WIRE + 64];
		char text[NAME_TEXT];
		size_t len = 0, end = (size_t)rand() % 254;

		while (len < end) {
			uint8_t label = (uint8_t)(1 + rand() % (run % 2 ? 63 : 5));

			made[len++] = label;
			for (; label; label--)
				made[len++] = (uint8_t)rand();
		}
		made[len++] = 0;
		if (name_from_wire(made, len, &n) != len) {
			ck_assert_uint_gt(len, NAME_WIRE);
			continue;
		}
		assert_sane_name(&n);
		len = name_text(&n, text);
		ck_assert_uint_lt(len, NAME_TEXT);
		ck_assert_int_eq(name_from_master((struct slice){ text, len }, NULL, &again), ERR_NONE);
		ck_assert(name_equal(&n, &again));
		ck_assert_uint_eq(name_hash(&n), name_hash(&again));
		ck_assert_int_eq(name_compare(&n, &again), 0);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("name");
	TCase *text = tcase_create("text"), *wire_form = tcase_create("wire");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(text, bytes);
	tcase_add_test(text, bytes_length);
	tcase_add_test(text, bytes_back);
	tcase_add_test(text, master);
	tcase_add_test(text, person);
	tcase_add_test(text, person_long);
	tcase_add_test(text, show);
	tcase_add_test(wire_form, reverse);
	tcase_add_test(wire_form, wire);
	tcase_add_test(wire_form, tree);
	tcase_add_test(wire_form, join_length);
	tcase_add_test(wire_form, order);
	tcase_add_test(wire_form, round_trip);
	tcase_set_timeout(wire_form, 60);
	suite_add_tcase(suite, text);
	suite_add_tcase(suite, wire_form);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
