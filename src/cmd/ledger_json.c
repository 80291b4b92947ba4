/*
 * ledger_json: the ledger for programs.
 */
#include "cmd/ledger.h"
#include "cmd/out.h"

static const char *const said_word[] = {
	[SAID_DATA] = "data", [SAID_NODATA] = "nodata", [SAID_NXDOMAIN] = "nxdomain", [SAID_FAILED] = "failed",
};

static json_t *json_name(const struct name *name)
{
	char text[NAME_TEXT];

	name_text(name, text);
	return json_string(text);
}

static json_t *json_asked(const struct node *node)
{
	char type[12], ip[IP_TEXT];

	if (!node || !node->asked)
		return json_null();
	json_t *object = json_object(), *addresses = json_array();
	const struct answer *answer = node->answer;

	json_object_set_new(object, "name", json_name(&node->asked->name));
	json_object_set_new(object, "type", json_string(rrtype_text(node->asked->type, type)));
	json_object_set_new(object, "said", answer ? json_string(said_word[answer->said]) : json_null());
	json_object_set_new(object, "failure", answer && answer->failure ? json_string(failure_text(answer->failure)) : json_null());
	json_object_set_new(object, "ttl", answer ? json_integer(answer->ttl) : json_null());
	json_object_set_new(object, "records", answer ? json_integer((json_int_t)answer->n) : json_null());
	for (size_t i = 0; answer && i < answer->n; i++) {
		bool v6 = node->asked->type == RR_AAAA;

		if ((v6 || node->asked->type == RR_A) && answer->rr[i].len == (v6 ? 16 : 4)) {
			ip_text(ip_from_wire(answer->rr[i].wire, v6), v6, ip);
			json_array_append_new(addresses, json_string(ip));
		}
	}
	json_object_set_new(object, "addresses", addresses);
	return object;
}

static json_t *json_frame(const struct frame *v4, const struct frame *v6);

static json_t *json_row(const struct ledger_row *row)
{
	json_t *object = json_object();
	const struct node *node = ledger_node(row);
	const struct frame *in4 = row->v4 ? row->v4->inner : NULL, *in6 = row->v6 ? row->v6->inner : NULL;

	json_object_set_new(object, "term", json_text(record_slice(&row->frame->record, row->term->whole)));
	json_object_set_new(object, "kind", json_string(kind_word(row->term->kind)));
	json_object_set_new(object, "reached", json_boolean(ledger_reached(row)));
	json_object_set_new(object, "own", json_integer(node->own));
	json_object_set_new(object, "sum", json_integer(ledger_sum(row)));
	if (row->v4) {
		json_object_set_new(object, "void_ipv4", json_integer(row->v4->voids));
		json_object_set_new(object, "asked_ipv4", json_asked(row->v4));
	}
	if (row->v6) {
		json_object_set_new(object, "void_ipv6", json_integer(row->v6->voids));
		json_object_set_new(object, "asked_ipv6", json_asked(row->v6));
	}
	json_object_set_new(object, "hangs_on_sender", json_boolean(node->open));
	json_object_set_new(object, "loop", json_boolean(node->cut));
	if (in4 && in6 && !ledger_together(in4, in6)) {	/* a name with %{v} */
		json_object_set_new(object, "inner", json_frame(in4, NULL));
		json_object_set_new(object, "inner_ipv6", json_frame(NULL, in6));
	} else {
		json_object_set_new(object, "inner", in4 || in6 ? json_frame(in4, in6) : json_null());
	}
	return object;
}

static json_t *json_frame(const struct frame *v4, const struct frame *v6)
{
	const struct frame *frame = v4;
	json_t *object = json_object(), *terms = json_array();

	if (!frame)	/* one of the two is given */
		frame = v6;
	json_object_set_new(object, "domain", json_name(&frame->name));
	json_object_set_new(object, "record", json_text((struct slice){ frame->record.text, frame->record.len }));
	for (size_t i = 0; i < frame->record.n; i++) {
		struct ledger_row row = ledger_row_of(v4, v6, i);

		json_array_append_new(terms, json_row(&row));
	}
	json_object_set_new(object, "terms", terms);
	return object;
}

json_t *ledger_json(const struct ledger *ledger)
{
	const struct frame *v4 = ledger_top(ledger, false), *v6 = ledger_top(ledger, true);

	return v4 || v6 ? json_frame(v4, v6) : json_null();
}
