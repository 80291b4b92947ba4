/* plain_test: one sender against the draft, as a receiver would judge it. */
#include "ui/plain_private.h"

#include "base/words.h"
#include "spf/select.h"

struct trial {
	struct plain *p;
	struct address address;
	struct slice from;
	struct pool pool;
	struct answers *layer;		/* the draft as if published */
	struct check check;
	enum error error;
};

static bool check_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct trial *t = arg;
	const struct record *record = draft_record(t->p->draft);
	struct sender sender = sender_of(t->from, SLICE(""));
	char text[NAME_WIRE];
	struct slice domain;
	bool waiting;

	pool_reset(&t->pool);
	answers_free(t->layer);
	t->layer = answers_new(answers);
	domain = pool_copy(&t->pool, (struct slice){ text, name_bytes(&t->p->domain, text) });
	if (!t->layer || !domain.at) {
		t->error = ERR_MEMORY;
		return true;
	}
	struct ask ask = {
		.answers = t->layer, .domain = domain, .sender = &sender, .receiver = SLICE("unknown"), .v6 = t->address.v6,
	};

	t->error = spf_publish(t->layer, answers, &t->p->domain, (struct slice){ record->text, record->len }, false, &waiting);
	if (!t->error)
		t->error = check(&t->pool, &ask, t->address.ip, wanted, &t->check);
	return t->error || t->check.result != R_PENDING;
}

static void say_result(struct trial *t)
{
	struct buf why = { 0 }, explanation = { 0 };

	verdict_text(t->check.verdict, &why);
	plain_say(t->p, "  %s: %s\n", result_word(t->check.result), buf_text(&why));
	text_printable(&explanation, t->check.explanation, t->p->io.form);
	if (explanation.len)
		plain_say(t->p, "  %s\n", buf_text(&explanation));
	buf_release(&why);
	buf_release(&explanation);
}

static enum step run_trial(struct plain *p, struct address address, struct slice from)
{
	struct trial t = { .p = p, .address = address, .from = from };
	enum error error = plain_source(p, check_pass, &t);

	if (!error)
		error = t.error;
	if (!error)
		say_result(&t);
	answers_free(t.layer);
	pool_release(&t.pool);
	p->memory |= error == ERR_MEMORY;
	return !error ? STEP_NEXT : error == ERR_STOPPED ? STEP_STOP : STEP_FAILED;
}

/* STEP_BACK: no address was given. */
static enum step hear_address(struct plain *p, struct address *address)
{
	for (;;) {
		enum heard heard = plain_hear(p, _("sending address"), _("none"));

		if (heard == HEARD_STOP)
			return STEP_STOP;
		if (heard == HEARD_END)
			return STEP_LEAVE;
		if (heard != HEARD_LINE)
			continue;
		enum meant meant = plain_meant(p,
		    _("The IPv4 or IPv6 address of a host that sends, such as 192.0.2.1: what do receivers say to it?"));

		if (!p->line.len || meant == MEANT_BACK)
			return STEP_BACK;
		if (meant == MEANT_HELP)
			continue;
		if (address_parse(buf_slice(&p->line), address))
			return STEP_NEXT;
		plain_say(p, "  %s.\n", _(error_text(ERR_ADDRESS)));
	}
}

/* STEP_BACK: it is not to be tested after all. STEP_LEAVE: input ended, so that from is what Enter takes. */
static enum step hear_from(struct plain *p, struct buf *from)
{
	struct buf postmaster = { 0 };
	char domain[NAME_TEXT];
	enum step step = STEP_FAILED;
	bool asking = true;

	name_text(&p->domain, domain);
	buf_printf(&postmaster, "postmaster@%s", domain);
	while (asking && !postmaster.failed) {
		enum heard heard = plain_hear(p, "MAIL FROM", buf_text(&postmaster));
		enum meant meant = heard != HEARD_LINE ? MEANT_REPLY : plain_meant(p,
		    _("The envelope sender (Return-Path) of the mail, such as bob@example.org."));
		struct slice said = heard == HEARD_LINE && p->line.len ? buf_slice(&p->line) : buf_slice(&postmaster);

		asking = heard == HEARD_LONG || meant == MEANT_HELP;
		step = heard == HEARD_STOP ? STEP_STOP : meant == MEANT_BACK ? STEP_BACK : heard == HEARD_END ? STEP_LEAVE : STEP_NEXT;
		if (!asking && said.at[said.len - 1] == '@') {
			plain_say(p, _("  There is no domain after the @.\n"));
			asking = true;
		}
		buf_clear(from);
		buf_add(from, said);
	}
	buf_release(&postmaster);
	return from->failed ? STEP_FAILED : step;
}

enum step plain_test(struct plain *p)
{
	struct address address;
	struct buf from = { 0 };
	enum step step = hear_address(p, &address), tried;

	if (step == STEP_NEXT) {
		step = hear_from(p, &from);
		tried = step == STEP_NEXT || step == STEP_LEAVE ? run_trial(p, address, buf_slice(&from)) : STEP_NEXT;
		step = tried == STEP_NEXT ? step : tried;
	}
	buf_release(&from);
	return step == STEP_BACK ? STEP_NEXT : step;
}
