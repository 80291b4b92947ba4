/* plain_ask: the questions, one after the other. */
#include "ui/plain_private.h"

#include "base/words.h"

static size_t question_number(const struct plain *p, enum question_id id, size_t *of)
{
	size_t at = 0;

	*of = 0;
	for (size_t i = 0; i < Q_COUNT; i++) {
		if (!draft_asks(p->draft, (enum question_id)i))
			continue;
		++*of;
		if (i <= (size_t)id)
			at = *of;
	}
	return at;
}

/* The number of the choice with that word, from 1; 0: none has it. */
static size_t choice_number(enum question_id id, struct slice word)
{
	const struct question_choice *choice = wizard_questions[id].choice;

	for (size_t i = 0; choice && choice[i].word; i++)
		if (slice_same(word, slice_of(choice[i].word)))
			return i + 1;
	return 0;
}

static void ask(struct plain *p, enum question_id id)
{
	const struct wizard_question *q = &wizard_questions[id];
	struct buf facts = { 0 };
	size_t of, at = question_number(p, id, &of);

	plain_say(p, _("Question %zu of %zu. %s\n"), at, of, _(q->text));
	plain_facts(p, id, &facts);
	if (facts.len)
		plain_say(p, "  %s\n", buf_text(&facts));
	buf_release(&facts);
	for (size_t i = 0; q->choice && q->choice[i].word; i++)
		plain_say(p, "  %zu. %s %s\n", i + 1, q->choice[i].word, _(q->choice[i].meaning));
	if (id == Q_INCLUDE)
		plain_services_seen(p);
}

/* What Enter takes, as it is shown between brackets. */
static void preset(const struct plain *p, enum question_id id, struct buf *out)
{
	struct buf reply = { 0 };
	size_t number;

	draft_reply(p->draft, id, &reply);
	number = choice_number(id, buf_slice(&reply));
	if (number)
		buf_printf(out, "%zu", number);
	else if (wizard_questions[id].form == REPLY_YES_NO)
		buf_string(out, slice_equal(buf_slice(&reply), SLICE("yes")) ? _("yes") : _("no"));
	else if (reply.len)
		text_printable(out, buf_slice(&reply), p->io.form);
	else
		buf_string(out, _("none"));
	buf_release(&reply);
}

static bool means_none(enum question_id id, struct slice reply)
{
	enum reply_form form = wizard_questions[id].form;

	if (form != REPLY_LIST && form != REPLY_NAME && form != REPLY_TEXT)
		return false;
	return slice_same(reply, SLICE("none")) || slice_same(reply, slice_of(_("none"))) || slice_equal(reply, SLICE("-"));
}

static struct slice chosen(enum question_id id, struct slice reply)
{
	const struct question_choice *choice = wizard_questions[id].choice;
	uint64_t number;
	size_t n = 0;

	while (choice && choice[n].word)
		n++;
	if (n && slice_number(reply, n, &number) && number)
		return slice_of(choice[number - 1].word);
	return reply;
}

/* After a reply that changed the record, what the new terms cost; their answers are fetched for it. */
static enum step changed(struct plain *p, enum question_id id)
{
	struct buf facts = { 0 };
	enum error error = plain_survey(p);

	if (error)
		return error == ERR_STOPPED ? STEP_STOP : STEP_FAILED;
	if (id == Q_A_HOSTS || id == Q_MX_SETS || id == Q_INCLUDE || id == Q_REDIRECT) {
		plain_facts(p, id, &facts);
		plain_say(p, _("  %s The record takes %u of %u lookups.\n"), buf_text(&facts), p->survey.lookups, WALK_LOOKUPS);
		buf_release(&facts);
	}
	if (id == Q_INCLUDE)
		plain_service_findings(p);
	return STEP_NEXT;
}

/* STEP_BACK: refused, and said why: the question stays. */
static enum step take(struct plain *p, enum question_id id, struct slice reply)
{
	const struct record *record = draft_record(p->draft);
	struct buf before = { 0 }, fault = { 0 }, right = { 0 };
	enum step step = STEP_BACK;

	buf_add(&before, (struct slice){ record->text, record->len });
	reply = means_none(id, reply) ? SLICE("") : chosen(id, reply);
	if (id == Q_INCLUDE) {
		plain_service_correct(p, reply, &right);
		reply = buf_slice(&right);
	}
	if (draft_set(p->draft, id, reply, &fault)) {
		record = draft_record(p->draft);
		step = slice_equal(buf_slice(&before), (struct slice){ record->text, record->len }) ? STEP_NEXT : changed(p, id);
	}
	if (fault.len)
		plain_say(p, "  %s\n", buf_text(&fault));
	if (before.failed || right.failed || p->memory)
		step = STEP_FAILED;
	buf_release(&before);
	buf_release(&right);
	buf_release(&fault);
	return step;
}

static bool is_word(const struct plain *p, char command)
{
	return p->line.len == 1 && p->line.text[0] == command;
}

/* At the includes: a word that is no name, or a number; the question stays, so that more can be added. False: it is a reply. */
static bool service(struct plain *p, enum question_id id, enum step *step)
{
	struct buf reply = { 0 };
	struct slice words = buf_slice(&p->line);
	bool is = id == Q_INCLUDE && !means_none(id, words) && plain_service(p, words, &reply);

	*step = is && reply.len ? take(p, id, buf_slice(&reply)) : STEP_NEXT;
	if (*step == STEP_BACK)
		*step = STEP_NEXT;
	buf_release(&reply);
	return is;
}

/* One reply. STEP_NEXT with *stay: it was a command or a wrong reply, and the prompt comes again. */
static enum step answer(struct plain *p, enum question_id id, bool *stay)
{
	enum step step;

	*stay = true;
	if (is_word(p, '?')) {
		plain_say(p, "  %s\n", _(wizard_questions[id].help));
		return STEP_NEXT;
	}
	if (is_word(p, '=')) {
		plain_record(p);
		return STEP_NEXT;
	}
	if (!is_word(p, '<') && !is_word(p, '!') && service(p, id, &step))
		return step;
	*stay = false;
	if (is_word(p, '<'))
		return STEP_BACK;
	if (is_word(p, '!'))
		return STEP_LEAVE;
	if (!p->line.len)
		return STEP_NEXT;
	step = take(p, id, buf_slice(&p->line));
	*stay = step == STEP_BACK;
	return *stay ? STEP_NEXT : step;
}

/* Input has ended: without a terminal that says that the rest is as it should be. */
static enum step ended(struct plain *p, enum question_id id)
{
	struct buf shown = { 0 }, reply = { 0 };

	if (p->io.in_terminal)
		return STEP_LEAVE;
	if (!p->defaults)
		plain_say(p, _("No more input: the questions left take their defaults.\n"));
	p->defaults = true;
	draft_reply(p->draft, id, &reply);
	if (wizard_questions[id].form == REPLY_CHOICE && reply.len)
		text_printable(&shown, buf_slice(&reply), p->io.form);
	else
		preset(p, id, &shown);
	plain_say(p, "  %s %s\n", _(wizard_questions[id].text), buf_text(&shown));
	buf_release(&shown);
	buf_release(&reply);
	return STEP_NEXT;
}

static enum step question(struct plain *p, enum question_id id)
{
	enum step step = STEP_NEXT;
	bool stay = true;

	if (p->defaults)
		return ended(p, id);
	ask(p, id);
	while (stay && step == STEP_NEXT) {
		struct buf shown = { 0 };
		enum heard heard;

		preset(p, id, &shown);
		heard = plain_hear(p, _(wizard_questions[id].prompt), buf_text(&shown));
		buf_release(&shown);
		if (heard == HEARD_STOP)
			return STEP_STOP;
		if (heard == HEARD_END)
			return ended(p, id);
		if (heard == HEARD_LINE)
			step = answer(p, id, &stay);
	}
	return step;
}

static bool no(const struct plain *p, enum question_id id)
{
	struct buf reply = { 0 };
	bool is_no;

	draft_reply(p->draft, id, &reply);
	is_no = slice_equal(buf_slice(&reply), SLICE("no"));
	buf_release(&reply);
	return is_no;
}

static size_t earlier(struct plain *p, size_t at)
{
	for (size_t i = at; i-- > 0;)
		if (draft_asks(p->draft, (enum question_id)i))
			return i;
	plain_say(p, _("  This is the first question.\n"));
	return at;
}

enum step plain_questions(struct plain *p)
{
	plain_say(p, "\n");
	for (size_t i = 0; i < Q_COUNT;) {
		enum step step = draft_asks(p->draft, (enum question_id)i) ? question(p, (enum question_id)i) : STEP_NEXT;

		if (step == STEP_BACK) {
			i = earlier(p, i);
			continue;
		}
		if (step != STEP_NEXT)
			return step;
		if (i == Q_RETURN_PATH && no(p, Q_RETURN_PATH))
			return STEP_DOMAIN;
		i++;
	}
	return STEP_NEXT;
}
