/*
 * check: what a receiver would say of one sender.
 */
#include "cmd/commands.h"
#include "base/words.h"
#include "base/wrap.h"
#include "cmd/ledger.h"
#include "cmd/out.h"
#include "cmd/subject.h"
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct run {
	struct subject subject;
	struct sender sender;
	struct address address;
	struct ask ask;
	struct pool pool;
	struct check check;
	enum error error;
};

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct run *run = arg;

	(void)answers;
	if (!subject_ready(&run->subject, wanted, &run->error))
		return run->error != ERR_NONE;
	pool_reset(&run->pool);
	run->ask.answers = run->subject.layer;
	run->error = check(&run->pool, &run->ask, run->address.ip, &run->subject.wanted, &run->check);
	subject_pass_on(&run->subject, wanted);
	return run->error || run->check.result != R_PENDING;
}

/* Mail::SPF's exit statuses (spfquery(1)). */
static int spfquery_status(enum result result)
{
	static const int status[RESULT_COUNT] = {
		[R_PASS] = 0, [R_FAIL] = 1, [R_SOFTFAIL] = 2, [R_NEUTRAL] = 3, [R_PERMERROR] = 4, [R_TEMPERROR] = 5, [R_NONE] = 6,
	};

	return status[result];
}

/* Is result among the words of --expect? */
static bool expected(const char *list, enum result result)
{
	struct slice rest = slice_of(list ? list : "pass"), word;

	while (slice_cut(&rest, ',', &word))
		if (slice_same(slice_trim(word), slice_of(result_word(result))))
			return true;
	return false;
}

static enum error expectable(const char *list, struct problem *problem)
{
	struct slice rest = slice_of(list ? list : "pass"), word;

	while (slice_cut(&rest, ',', &word)) {
		enum result result = R_NONE;

		while (result <= R_PERMERROR && !slice_same(slice_trim(word), slice_of(result_word(result))))
			result++;
		if (result > R_PERMERROR)
			return problem_set(problem, ERR_USAGE, NULL, 0,
			    _("--expect takes none, neutral, pass, fail, softfail, temperror, permerror, with commas between"));
	}
	return ERR_NONE;
}

/* DOMAIN was named, and the MAIL FROM is of another. */
static void note_elsewhere(const struct run *run, const struct options *options)
{
	struct buf text = { 0 };

	if (options->from && *options->from)
		sender_remark(&run->sender, &run->subject.domain, out_form(), &text);
	if (text.len)
		out_note("spfwiz: %s", buf_text(&text));
	buf_release(&text);
}

/* Was the verdict given for want of an answer that no receiver would miss? */
static bool undecided(const struct run *run)
{
	const struct answer *failed = subject_failed(&run->subject, run->check.verdict);

	return run->check.result == R_PENDING || world_silent(run->subject.world) ||
	    (failed && (failed->failure == FAILURE_OUTSIDE || failed->failure == FAILURE_BOUND));
}

static struct ledger ledger_of(const struct run *run)
{
	const struct walk *walk = &run->check.walk;

	return (struct ledger){
		.v4 = run->address.v6 ? NULL : walk, .v6 = run->address.v6 ? walk : NULL, .answers = run->subject.layer,
		.verdict = run->check.verdict, .form = out_form(),
	};
}

static void add_reason(const struct run *run, struct buf *out)
{
	verdict_text(run->check.verdict, out);
	subject_failure_text(&run->subject, run->check.verdict, out);
}

static void print_text(const struct run *run, const struct options *options, struct buf *out)
{
	static const enum out_colour colour[RESULT_COUNT] = {
		[R_PASS] = COLOUR_GOOD, [R_FAIL] = COLOUR_BAD, [R_PERMERROR] = COLOUR_BAD, [R_TEMPERROR] = COLOUR_BAD,
		[R_SOFTFAIL] = COLOUR_WARNING,
	};
	enum result result = run->check.result;
	struct ledger ledger = ledger_of(run);
	const char *word = result == R_PENDING ? _("open") : result_word(result);
	struct buf reason = { 0 }, explanation = { 0 };

	buf_string(&reason, ": ");
	if (result == R_PENDING)
		buf_string(&reason, _("a term needs the domain's own data; add DOMAIN"));
	else
		add_reason(run, &reason);
	if (options->expect && !expected(options->expect, result))
		buf_printf(&reason, _(" (expected %s)"), options->expect);
	out_paint(out, out_coloured(options), result == R_PENDING ? COLOUR_WARNING : colour[result], word);
	wrap_line(out, buf_slice(&reason), out_columns(STDOUT_FILENO), text_width(slice_of(word)), 2);
	buf_char(out, '\n');
	if (run->check.explanation.len) {
		buf_string(&explanation, _("explanation: "));
		out_printable(&explanation, run->check.explanation);
		buf_char(&explanation, '\n');
	}
	out_prose(out, buf_slice(&explanation));
	out->failed |= reason.failed || explanation.failed;
	buf_release(&reason);
	buf_release(&explanation);
	if (options->verbose)
		ledger_print(&ledger, out);
}

static json_t *to_json(const struct run *run, const struct options *options)
{
	const struct verdict *verdict = run->check.verdict;
	json_t *object = out_json_new(options, subject_named(&run->subject),
	    run->subject.world->source->ops->label(run->subject.world->source));
	struct ledger ledger = ledger_of(run);
	struct buf text = { 0 };
	char ip[IP_TEXT];

	ip_text(run->address.ip, run->address.v6, ip);
	add_reason(run, &text);
	json_object_set_new(object, "ip", json_string(ip));
	json_object_set_new(object, "mail_from", options->from ? json_text(slice_of(options->from)) : json_null());
	json_object_set_new(object, "helo", options->helo ? json_text(slice_of(options->helo)) : json_null());
	json_object_set_new(object, "result", json_string(result_word(run->check.result)));
	json_object_set_new(object, "reason", json_text(buf_slice(&text)));
	json_object_set_new(object, "explanation", run->check.explanation.len ? json_text(run->check.explanation) : json_null());
	json_object_set_new(object, "lookups", json_pack("{s:i,s:i,s:i,s:i,s:i}", "used", verdict->lookups, "limit", WALK_LOOKUPS,
	    "void", verdict->voids, "void_limit", WALK_VOIDS, "void_queries", verdict->void_queries));
	json_object_set_new(object, "ledger", ledger_json(&ledger));
	buf_release(&text);
	return object;
}

static int report(const struct run *run, const struct options *options)
{
	bool failed = undecided(run);
	int status = failed ? EXIT_FAILED : expected(options->expect, run->check.result) ? EXIT_GOOD : EXIT_BAD;

	if (options->json) {
		int printed = out_json(to_json(run, options), status);

		return !failed && options->exit_map && printed != EXIT_FAILED ? spfquery_status(run->check.result) : printed;
	}
	if (world_silent(run->subject.world)) {
		struct problem problem;

		(void)problem_set(&problem, ERR_NO_SERVER, NULL, 0, run->subject.world->source->ops->label(run->subject.world->source));
		out_problem(&problem);
	}
	struct buf out = { 0 };

	print_text(run, options, &out);
	note_elsewhere(run, options);
	if (!options->helo && !run->sender.helo_known)
		for (const struct node *node = ledger_next(&run->check.walk, NULL); node; node = ledger_next(&run->check.walk, node))
			if (node->reached && node_term(node)->macros & LETTER('h')) {
				out_note(_("spfwiz: %%{h} is the HELO name, which is not known here; add --helo NAME"));
				break;
			}
	if (options->exit_map && !failed)
		status = spfquery_status(run->check.result);
	status = out_text(&out, status);
	buf_release(&out);
	return status;
}

/* "bob@", "<bob@>": no sender is written so. */
static bool ends_in_at(struct slice from)
{
	if (from.len && from.at[from.len - 1] == '>')
		from.len--;
	return from.len && from.at[from.len - 1] == '@';
}

/* The domain is DOMAIN, else that of --from, else --helo (RFC 7208 2.4: a null sender is postmaster@HELO). */
static enum error prepare(struct run *run, struct world *world, const struct options *options, struct problem *problem)
{
	struct name domain;
	enum error error = world_domain(options, true, &domain, problem);
	struct slice from = slice_of(options->from), helo = slice_of(options->helo);

	if (error)
		return error;
	if (!options->ip)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("whose address? Add --ip ADDRESS"));
	if (!address_parse(slice_of(options->ip), &run->address))
		return problem_set(problem, ERR_ADDRESS, NULL, 0, options->ip);
	if (options->exit_map && strcmp(options->exit_map, "spfquery") != 0)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--exit-map knows spfquery alone"));
	error = expectable(options->expect, problem);
	if (error)
		return error;
	if (options->from || options->helo)
		run->sender = sender_of(from, helo);
	if (ends_in_at(from))
		return problem_set(problem, ERR_USAGE, NULL, 0,
		    _("the address of --from has no domain after its @; write all of it, as in bob@example.org"));
	if (!domain.len && run->sender.domain.len) {
		error = name_from_bytes(run->sender.domain, &domain);
		if (error)
			return problem_set(problem, error, NULL, 0, options->from ? options->from : options->helo);
	}
	error = subject_open(&run->subject, world, options, &domain, problem);
	if (error)
		return error;
	if (!run->sender.domain.len)	/* no MAIL FROM given: the common case, postmaster@DOMAIN */
		run->sender = (struct sender){ .local = SLICE("postmaster"), .domain = subject_domain(&run->subject), .known = true };
	run->ask = (struct ask){
		.domain = subject_domain(&run->subject), .sender = &run->sender, .v6 = run->address.v6, .strict = options->strict,
		.receiver = slice_of(options->receiver), .seconds = (uint64_t)time(NULL),
	};
	return ERR_NONE;
}

int cmd_check(const struct options *options)
{
	struct problem problem;
	struct world world;
	struct run run = { 0 };

	enum error error = world_open(&world, options, &problem);
	if (!error)
		error = prepare(&run, &world, options, &problem);
	if (!error)
		error = subject_ask(&run.subject, pass, &run, &run.error, &problem);
	int status = error ? out_failed(options, &problem) : report(&run, options);
	pool_release(&run.pool);
	return subject_end(&run.subject, &world, options, error, status);
}
