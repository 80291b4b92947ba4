/* plain: the conversation from the first line to the last. */
#include "ui/plain_private.h"

#include "base/words.h"
#include "cmd/out.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A name typed by a person into out; false: said why not. */
static bool take_domain(struct plain *p, struct name *out)
{
	enum error error = name_from_person(buf_slice(&p->line), out);
	struct buf shown = { 0 };

	if (!error)
		return true;
	text_printable(&shown, slice_to(buf_slice(&p->line), 300), p->io.form);
	plain_say(p, "  \"%s\": %s.\n", buf_text(&shown), _(error_text(error)));
	buf_release(&shown);
	return false;
}

/* STEP_NEXT: *out is the domain. preset: what Enter takes; NULL: nothing. */
static enum step hear_domain(struct plain *p, const char *preset, struct name *out)
{
	for (;;) {
		enum heard heard = plain_hear(p, _("domain"), preset);

		if (heard == HEARD_STOP)
			return STEP_STOP;
		if (heard == HEARD_END || (heard == HEARD_LINE && slice_equal(buf_slice(&p->line), SLICE("!"))))
			return STEP_LEAVE;
		if (heard != HEARD_LINE || (!p->line.len && !preset))
			continue;
		if (!p->line.len)
			return STEP_NEXT;
		if (slice_equal(buf_slice(&p->line), SLICE("?")))
			plain_say(p, "  %s\n", _(wizard_questions[Q_RETURN_PATH].help));
		else if (take_domain(p, out))
			return STEP_NEXT;
	}
}

static void say_found(struct plain *p)
{
	const struct discovered *found = &p->found;

	if (p->start->record.at) {
		plain_say(p, _("Starting from: "));
		plain_show(p, p->start->record);
	} else if (found->records) {
		plain_say(p, _("Published now: "));
		plain_show(p, found->published);
	} else if (!plain_published_known(p)) {
		plain_say(p, _("Published now: not known.\n"));
	} else {
		plain_say(p, found->exists ? _("Published now: no SPF record.\n") : _("Published now: nothing, the domain is not in DNS.\n"));
	}
	if (found->records > 1 && !p->start->record.at)
		plain_say(p, _("  error SPF102: there are %zu SPF records, so receivers answer permerror. All of them have to go for the new one.\n"),
		    found->records);
}

/* A domain without a record starts with what was found: it is what most will answer. */
static bool suggest(struct plain *p)
{
	struct buf ignored = { 0 };
	bool public = p->found.self.n && !p->found.only_private, ok = true;

	if (p->found.null_mx)
		ok = draft_set(p->draft, Q_SENDS, SLICE("no"), &ignored);
	else if (public)
		ok = draft_set(p->draft, Q_A, SLICE("yes"), &ignored);
	if (ok && p->found.mxs)
		ok = draft_set(p->draft, Q_MX, SLICE("yes"), &ignored);
	buf_release(&ignored);
	return ok;
}

static enum error start_draft(struct plain *p)
{
	bool given = p->start->record.at != NULL, there = given || p->found.records;
	struct record record = { 0 };
	struct buf ignored = { 0 };
	enum error error = record_parse(&record, given ? p->start->record : p->found.published);

	if (error)
		return error;
	if (!given)
		error = record_set_cuts(&record, p->found.cut, p->found.cuts);
	draft_free(p->draft);
	p->draft = error ? NULL : draft_new(&p->domain, there ? &record : NULL);
	record_release(&record);
	if (!p->draft || (!there && !suggest(p)))
		return ERR_MEMORY;
	/* An explanation that no receiver would take is not one to begin with. */
	if (p->found.explanation.len && !draft_set(p->draft, Q_EXP_TEXT, p->found.explanation, &ignored))
		buf_clear(&ignored);
	buf_release(&ignored);
	return plain_survey(p);
}

static enum error open_domain(struct plain *p)
{
	enum error error = plain_discover(p);

	if (!error)
		error = start_draft(p);
	if (error)
		return error;
	say_found(p);
	if (p->start->record.at || p->found.records)
		plain_faults(p);
	return ERR_NONE;
}

static int failed(struct plain *p, enum error error)
{
	if (error == ERR_STOPPED)
		return LEFT_SIGNAL;
	plain_say(p, "%s.\n", _(error_text(error)));
	return LEFT_FAILED;
}

/* The status to leave with; -1: go on. */
static int after(struct plain *p, enum step step)
{
	switch (step) {
	case STEP_LEAVE:
		if (p->given)	/* before going through the questions again */
			return LEFT_GOOD;
		plain_say(p, _("Stopped: nothing has been changed or saved.\n"));
		return LEFT_EARLY;
	case STEP_STOP:
		return plain_gone(p) ? LEFT_EARLY : LEFT_SIGNAL;
	case STEP_FAILED:
		return failed(p, ERR_MEMORY);
	default:
		return -1;
	}
}

/* "No, the mail has another Return-Path": that one, then. */
static enum step other_domain(struct plain *p)
{
	struct buf shown = { 0 };
	enum step step;

	name_shown(&p->domain, p->io.form, &shown);
	plain_say(p, _("Send yourself a mail and look at its Return-Path: which domain stands behind the @?\n"));
	step = hear_domain(p, buf_text(&shown), &p->domain);
	buf_release(&shown);
	if (step == STEP_LEAVE && !p->io.in_terminal && p->line.len == 0)
		step = STEP_NEXT;
	return step;
}

static int converse(struct plain *p)
{
	enum error error = open_domain(p);
	bool again = true;
	int status = -1;

	if (error)
		return failed(p, error);
	while (again && status < 0) {
		enum step step = plain_questions(p);

		again = false;
		status = after(p, step);
		if (status < 0 && step == STEP_DOMAIN) {
			status = after(p, other_domain(p));
			error = status < 0 ? open_domain(p) : ERR_NONE;
			status = error ? failed(p, error) : status;
			again = true;
		} else if (status < 0) {
			int menu = plain_menu(p, &again);

			status = again ? -1 : menu;
		}
	}
	return status;
}

static void greet(struct plain *p)
{
	if (p->start->why)
		plain_say(p, _("spfwiz %s, plain questions because %s.\n"), VERSION, p->start->why);
	else
		plain_say(p, _("spfwiz %s, plain questions.\n"), VERSION);
	plain_say(p, _("? explains, < goes back, = shows the record, ! stops. Enter takes the [default].\n"));
}

int plain_run(const struct plain_io *io, const struct plain_start *start)
{
	struct plain p = { .io = *io, .start = start, .domain = start->domain };
	enum step step = STEP_NEXT;
	int status;

	greet(&p);
	if (!p.domain.len) {
		plain_say(&p, _("Which domain? The part after the @ of the envelope sender (MAIL FROM), not the host name.\n"));
		step = hear_domain(&p, NULL, &p.domain);
	}
	if (step == STEP_LEAVE && !p.io.in_terminal) {
		plain_say(&p, _("No domain was given, so there is nothing to do. Add it as the last word of the command.\n"));
		status = LEFT_FAILED;
	} else {
		status = after(&p, step);
	}
	if (status < 0)
		status = converse(&p);
	(void)plain_flush(&p);
	/* A reader that went away is no failure; a disk that is full is. */
	if (p.write_error && p.write_error != EPIPE && status != LEFT_SIGNAL)
		status = LEFT_FAILED;
	draft_free(p.draft);
	survey_release(&p.survey);
	pool_release(&p.pool);
	pool_release(&p.found_pool);
	buf_release(&p.line);
	return p.memory && status != LEFT_SIGNAL ? LEFT_FAILED : status;
}

static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
	signalled = number;
}

/* build does the same from options, and asks nothing. */
static int no_input(void)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < Q_COUNT; i++)
		if (wizard_questions[i].option)
			buf_printf(&names, " --%s", wizard_questions[i].option);
	out_note(_("spfwiz: --no-input: the wizard asks questions. spfwiz build takes their answers as options:%s"), buf_text(&names));
	buf_release(&names);
	return LEFT_FAILED;
}

int plain_wizard(const struct options *options, struct world *world, const char *why)
{
	struct plain_io io = { .in = stdin, .out = stdout, .in_terminal = isatty(STDIN_FILENO) == 1, .stop = &signalled };
	struct plain_start start = { .why = why, .source = world->source, .answers = world->answers };
	struct sigaction stop = { .sa_handler = on_signal }, was_int, was_term, was_pipe, ignore = { .sa_handler = SIG_IGN };
	struct buf record = { 0 };
	struct problem problem;
	bool given;
	int status;

	if (options->no_input)
		return no_input();
	if (world_domain(options, true, &start.domain, &problem) || world_record(options, &record, &given, &problem)) {
		buf_release(&record);
		return out_failed(options, &problem);
	}
	start.catalogue = data_catalogue(&world->data);
	if (given)
		start.record = (struct slice){ buf_text(&record), record.len };
	io.form = out_form();
	io.columns = out_columns(STDOUT_FILENO);
	sigaction(SIGINT, &stop, &was_int);	/* no SA_RESTART: a read that waits ends */
	sigaction(SIGTERM, &stop, &was_term);
	sigaction(SIGPIPE, &ignore, &was_pipe);
	status = plain_run(&io, &start);
	if (status == LEFT_FAILED && ferror(stdout))
		out_note(_("spfwiz: standard output could not be written to the end; is the disk full?"));
	sigaction(SIGINT, &was_int, NULL);
	sigaction(SIGTERM, &was_term, NULL);
	sigaction(SIGPIPE, &was_pipe, NULL);
	buf_release(&record);
	return status == LEFT_SIGNAL && signalled ? 128 + signalled : status;
}
