/* test_run: one sender and the expectations, evaluated over what is known; what is not is asked for. */
#include "ui/screens/test_private.h"

#include "base/words.h"

#include <string.h>

struct asking {
	struct app *app;
	const struct answers *answers;
	struct slice domain;		/* bytes */
	struct wanted *wanted;
};

static bool is_published(const struct test *test)
{
	return form_field(&test->form, FIELD_AGAINST)->value == AGAINST_PUBLISHED;
}

/* RFC 7208 2.4: without a MAIL FROM, postmaster@ the domain: the common case. helo empty: it is not known. */
static struct sender sender(struct pool *pool, const struct asking *a, struct slice from, struct slice helo)
{
	struct buf text = { 0 };
	struct slice whole;

	if (from.len) {
		whole = pool_copy(pool, from);
	} else {
		buf_string(&text, "postmaster@");
		buf_add(&text, a->domain);
		whole = pool_copy(pool, buf_slice(&text));
		buf_release(&text);
	}
	return sender_of(whole.at ? whole : SLICE(""), pool_copy(pool, helo));
}

static enum error check_one(struct pool *pool, const struct asking *a, const struct address *address, struct slice from,
    struct slice helo, struct check *out)
{
	struct sender *who = POOL_NEW(pool, struct sender, 1);
	struct ask ask = {
		.answers = a->answers, .domain = a->domain, .sender = who, .receiver = SLICE("unknown"), .v6 = address->v6,
	};

	if (!who)
		return ERR_MEMORY;
	*who = sender(pool, a, from, helo);
	return pool->failed ? ERR_MEMORY : check(pool, &ask, address->ip, a->wanted, out);
}

static struct slice text_of(const struct test *test, int id)
{
	return slice_trim(buf_slice(&form_field(&test->form, id)->edit.text));
}

static void run_sender(struct test *test, const struct asking *a)
{
	test->checked = false;
	test->rows = (struct ledger_rows){ 0 };
	if (!test->good)
		return;
	if (check_one(&test->pool, a, &test->address, text_of(test, FIELD_FROM), text_of(test, FIELD_HELO), &test->check)) {
		a->app->failed = true;
		return;
	}
	test->ledger = (struct ledger){
		.v4 = test->address.v6 ? NULL : &test->check.walk, .v6 = test->address.v6 ? &test->check.walk : NULL,
		.answers = a->answers, .verdict = test->check.verdict, .form = a->app->form,
	};
	if (ledger_rows(&test->pool, &test->ledger, &test->rows))
		a->app->failed = true;
	else
		test->checked = true;
}

/* Each in a pool of its own that is used again: hundreds of them are no more memory than one. */
static void run_expectations(struct test *test, const struct asking *a)
{
	struct pool pool = { 0 };

	for (size_t i = 0; i < test->tests; i++) {
		struct tested *tested = &test->tested[i];
		const struct expectation *e = &tested->expectation;
		struct check result;

		if (tested->fault)
			continue;
		pool_reset(&pool);
		if (check_one(&pool, a, &e->address, e->from, e->helo, &result)) {
			a->app->failed = true;
			break;
		}
		tested->got = result.verdict->result;
	}
	pool_release(&pool);
}

static void clamp(struct list *list, size_t n)
{
	if (list->at >= n)
		list->at = n ? n - 1 : 0;
}

void test_run(struct app *app, struct test *test)
{
	struct wanted wanted = { 0 };
	char bytes[NAME_WIRE];
	struct asking a = { .app = app, .wanted = &wanted };

	pool_reset(&test->pool);
	test->checked = false;
	test->rows = (struct ledger_rows){ 0 };
	test->good = address_parse(text_of(test, FIELD_ADDRESS), &test->address);
	test_expect_read(app, test);
	if (!app->survey_known || !app->draft)
		return;
	a.answers = is_published(test) ? app->answers : app->survey.layer;
	a.domain = pool_copy(&test->pool, (struct slice){ bytes, name_bytes(&app->domain, bytes) });
	if (a.domain.at) {
		run_sender(test, &a);
		run_expectations(test, &a);
	}
	for (size_t i = 0; i < wanted.n; i++)
		app_ask(app, &wanted.question[i].name, wanted.question[i].type);
	app->failed |= wanted.failed || !a.domain.at;
	wanted_release(&wanted);
	clamp(&test->walk, test->rows.n);
	clamp(&test->expect, test->tests);
}

enum result test_result(const struct test *test)
{
	enum result verdict = test->check.verdict->result;

	return test->check.result == R_PENDING && verdict != R_PENDING ? verdict : test->check.result;
}

void test_fix(struct app *app, struct test *test)
{
	enum question_id id = test->address.v6 ? Q_IP6 : Q_IP4;
	struct buf reply = { 0 }, fault = { 0 };
	char ip[IP_TEXT], key[16];

	if (!app->draft)
		return;
	if (!test->good) {
		app_say(app, LOOK_WARNING, _("Type the sending address first; then %s adds it to the record."),
		    key_for(ACT_FIX, app_in(app), key));
		return;
	}
	ip_text(test->address.ip, test->address.v6, ip);
	if (test->checked && !is_published(test) && test_result(test) == R_PASS) {
		app_say(app, LOOK_PLAIN, _("%s passes already."), ip);
		return;
	}
	draft_reply(app->draft, id, &reply);
	buf_printf(&reply, "%s%s", reply.len ? " " : "", ip);
	if (reply.failed) {
		app->failed = true;
	} else if (draft_set(app->draft, id, buf_slice(&reply), &fault)) {
		app_record_changed(app);
		app_say(app, fault.len ? LOOK_WARNING : LOOK_PLAIN, _("%s was added to the record; undo takes it back. %s"), ip,
		    buf_text(&fault));
	} else {
		app_say(app, LOOK_ERROR, "%s", buf_text(&fault));
	}
	buf_release(&reply);
	buf_release(&fault);
}
