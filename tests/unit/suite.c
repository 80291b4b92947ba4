/* suite: reading the openspf suites with libyaml. */
#include "suite.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

const char suite_rfc7208[] = "/usr/share/doc/python3-spf/rfc7208-tests.yml.gz";
const char suite_rfc4408[] = "/usr/share/doc/python3-spf/rfc4408-tests.yml.gz";

enum { RECORDS_MOST = 64, CHAIN_MOST = 8 };

static void *grow(void *old, size_t n, size_t size)
{
	void *p = realloc(old, n * size);
	ck_assert_ptr_nonnull(p);
	return p;
}

/* A scalar as text, NULL for anything else. */
static const char *scalar(const yaml_node_t *n)
{
	return n && n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : NULL;
}

static size_t items(const yaml_node_t *n)
{
	return n && n->type == YAML_SEQUENCE_NODE ? (size_t)(n->data.sequence.items.top - n->data.sequence.items.start) : 0;
}

static yaml_node_t *item(yaml_document_t *d, const yaml_node_t *n, size_t i)
{
	return yaml_document_get_node(d, n->data.sequence.items.start[i]);
}

static yaml_node_t *member(yaml_document_t *d, const yaml_node_t *n, const char *key)
{
	for (yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top; p++) {
		if (strcmp(scalar(yaml_document_get_node(d, p->key)), key) == 0)
			return yaml_document_get_node(d, p->value);
	}
	return NULL;
}

static char *text_of(yaml_document_t *d, const yaml_node_t *test, const char *key)
{
	const char *s = scalar(member(d, test, key));
	return s ? strdup(s) : NULL;
}

static unsigned result_bit(const char *word)
{
	for (enum result r = R_NONE; r < RESULT_COUNT; r++) {
		if (strcmp(result_word(r), word) == 0)
			return 1u << r;
	}
	ck_abort_msg("not a result: %s", word);
	return 0;
}

static unsigned results_of(yaml_document_t *d, const yaml_node_t *n)
{
	unsigned bits = 0;
	if (scalar(n))
		return result_bit(scalar(n));
	for (size_t i = 0; i < items(n); i++)
		bits |= result_bit(scalar(item(d, n, i)));
	return bits;
}

static void add_tests(struct suite *s, yaml_document_t *d, const yaml_node_t *tests)
{
	for (yaml_node_pair_t *p = tests->data.mapping.pairs.start; p < tests->data.mapping.pairs.top; p++) {
		yaml_node_t *n = yaml_document_get_node(d, p->value);
		s->test = grow(s->test, s->n + 1, sizeof(*s->test));
		s->test[s->n++] = (struct suite_test){
			.id = strdup(scalar(yaml_document_get_node(d, p->key))),
			.helo = text_of(d, n, "helo"),
			.host = text_of(d, n, "host"),
			.mail_from = text_of(d, n, "mailfrom"),
			.explanation = text_of(d, n, "explanation"),
			.results = results_of(d, member(d, n, "result")),
			.preferred_first = items(member(d, n, "result")) > 1,
			.zone = s->zones,
		};
	}
}

static void add_name(struct suite_record *r, size_t at, const char *text)
{
	struct name name;
	memset(&name, 0, sizeof(name));
	name.len = 1;
	if (strcmp(text, "") != 0 && strcmp(text, ".") != 0)
		ck_assert_msg(name_from_bytes(slice_of(text), &name) == ERR_NONE, "not a name: %s", text);
	memcpy(r->wire + at, name.wire, name.len);
	r->len = at + name.len;
}

/* With its length: the suite has NULs in records. */
static void add_string(struct suite_record *r, const yaml_node_t *n)
{
	const char *text = scalar(n);
	size_t left = n->data.scalar.length;
	r->wire = grow(r->wire, r->len + left + left / 255 + 1, 1);
	do {
		size_t part = left < 255 ? left : 255;
		r->wire[r->len++] = (uint8_t)part;
		memcpy(r->wire + r->len, text, part);
		r->len += part;
		text += part;
		left -= part;
	} while (left > 0);
}

static void add_address(struct suite_record *r, const char *text)
{
	struct ip ip;
	bool v6 = r->type == RR_AAAA;
	ck_assert_msg(v6 ? ip6_parse(slice_of(text), &ip) : ip4_parse(slice_of(text), &ip), "not an address: %s", text);
	for (int i = 0; i < 8; i++) {
		if (v6)
			r->wire[r->len++] = (uint8_t)(ip.hi >> (56 - 8 * i));
	}
	for (int i = v6 ? 0 : 4; i < 8; i++)
		r->wire[r->len++] = (uint8_t)(ip.lo >> (56 - 8 * i));
}

static void set_rdata(struct suite_record *r, yaml_document_t *d, const yaml_node_t *value)
{
	const char *text = scalar(value);
	r->wire = grow(NULL, 2 + NAME_WIRE, 1);
	if (text && strcmp(text, "TIMEOUT") == 0)
		r->fails = true;
	else if (text && strcmp(text, "NONE") == 0)
		r->nothing = true;
	else if (r->type == RR_A || r->type == RR_AAAA)
		add_address(r, text);
	else if (r->type == RR_PTR || r->type == RR_CNAME)
		add_name(r, 0, text);
	else if (r->type == RR_MX) {
		r->wire[0] = 0;
		r->wire[1] = (uint8_t)atoi(scalar(item(d, value, 0)));
		add_name(r, 2, scalar(item(d, value, 1)));
	} else if (text)
		add_string(r, value);
	for (size_t i = 0; r->type == RR_TXT || r->type == RR_SPF ? i < items(value) : false; i++)
		add_string(r, item(d, value, i));
}

static void add_record(struct suite_zone *z, yaml_document_t *d, const char *owner, const yaml_node_t *n)
{
	struct suite_record r = { 0 };
	if (name_from_bytes(slice_of(owner), &r.owner) != ERR_NONE)
		return;		/* a name nobody can ask for */
	if (scalar(n)) {
		ck_assert_str_eq(scalar(n), "TIMEOUT");
		r.fails = true;
	} else {
		yaml_node_pair_t *p = n->data.mapping.pairs.start;
		r.type = rrtype_from_text(slice_of(scalar(yaml_document_get_node(d, p->key))));
		ck_assert_uint_ne(r.type, 0);
		set_rdata(&r, d, yaml_document_get_node(d, p->value));
	}
	z->record = grow(z->record, z->n + 1, sizeof(*z->record));
	z->record[z->n++] = r;
}

/* Its SPF records (type 99) are its TXT records too, unless it has some, or NONE. */
static void spf_to_txt(struct suite_zone *z, size_t from)
{
	for (size_t i = from; i < z->n; i++) {
		if (z->record[i].type == RR_TXT)
			return;
	}
	for (size_t i = from; i < z->n; i++) {
		if (z->record[i].type == RR_SPF)
			z->record[i].type = RR_TXT;
	}
}

static void add_zone(struct suite *s, yaml_document_t *d, const yaml_node_t *data)
{
	s->zone = grow(s->zone, s->zones + 1, sizeof(*s->zone));
	struct suite_zone *z = &s->zone[s->zones++];
	*z = (struct suite_zone){ 0 };
	for (yaml_node_pair_t *p = data->data.mapping.pairs.start; p < data->data.mapping.pairs.top; p++) {
		const char *owner = scalar(yaml_document_get_node(d, p->key));
		yaml_node_t *records = yaml_document_get_node(d, p->value);
		size_t from = z->n;
		for (size_t i = 0; i < items(records); i++)
			add_record(z, d, owner, item(d, records, i));
		spf_to_txt(z, from);
	}
}

void suite_read(struct suite *s, const char *path)
{
	char command[200];
	yaml_parser_t parser;
	yaml_document_t d;
	*s = (struct suite){ 0 };
	snprintf(command, sizeof(command), "gzip -dc %s", path);
	FILE *f = popen(command, "r");
	ck_assert_ptr_nonnull(f);
	ck_assert(yaml_parser_initialize(&parser));
	yaml_parser_set_input_file(&parser, f);
	for (;;) {
		ck_assert_msg(yaml_parser_load(&parser, &d), "%s: line %zu: %s", path, parser.problem_mark.line + 1,
			parser.problem);
		yaml_node_t *root = yaml_document_get_root_node(&d);
		if (root) {
			add_tests(s, &d, member(&d, root, "tests"));
			add_zone(s, &d, member(&d, root, "zonedata"));
		}
		yaml_document_delete(&d);
		if (!root)
			break;
	}
	yaml_parser_delete(&parser);
	ck_assert_int_eq(pclose(f), 0);
}

void suite_release(struct suite *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct suite_test *t = &s->test[i];
		free(t->id);
		free(t->helo);
		free(t->host);
		free(t->mail_from);
		free(t->explanation);
	}
	for (size_t i = 0; i < s->zones; i++) {
		for (size_t k = 0; k < s->zone[i].n; k++)
			free(s->zone[i].record[k].wire);
		free(s->zone[i].record);
	}
	free(s->test);
	free(s->zone);
	*s = (struct suite){ 0 };
}

/* One step: what stands at this very name. cname: where it leads, NULL when nowhere. */
static void look(const struct suite_zone *z, const struct question *q, struct answer *a, struct rdata *rr, struct name *cname)
{
	bool fails = false, exists = false;
	a->n = 0;
	cname->len = 0;
	for (size_t i = 0; i < z->n; i++) {
		const struct suite_record *r = &z->record[i];
		if (!name_equal(&r->owner, &q->name))
			continue;
		exists = true;
		if (r->type == RR_CNAME && q->type != RR_CNAME)
			name_from_wire(r->wire, r->len, cname);
		else if (r->fails)
			fails |= (r->type == 0 || r->type == q->type) && a->n == 0;
		else if (r->type == q->type && !r->nothing && a->n < RECORDS_MOST)
			rr[a->n++] = (struct rdata){ r->wire, (uint16_t)r->len };
	}
	a->rr = rr;
	a->owner = q->name;
	a->said = a->n > 0 ? SAID_DATA : fails ? SAID_FAILED : exists ? SAID_NODATA : SAID_NXDOMAIN;
	if (!exists && q->name.len > 7 && memcmp(q->name.wire, "\5error", 6) == 0)
		a->said = SAID_FAILED;
	a->failure = a->said == SAID_FAILED ? FAILURE_TIMEOUT : FAILURE_NONE;
}

const struct answer *suite_answer(const struct suite_zone *z, const struct question *asked)
{
	static struct answer a;
	static struct rdata rr[RECORDS_MOST];
	struct question q = *asked;
	struct name cname;
	a = (struct answer){ .ttl = 300 };
	for (int i = 0; i < CHAIN_MOST; i++) {
		look(z, &q, &a, rr, &cname);
		if (cname.len == 0 || a.said == SAID_DATA)
			return &a;
		q.name = cname;
	}
	a.said = SAID_FAILED;
	a.failure = FAILURE_CNAME;
	return &a;
}
