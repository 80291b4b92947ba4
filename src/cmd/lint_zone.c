/*
 * lint_zone: every SPF record of the --zone files, and every name in them that should have one.
 */
#include "cmd/lint_run.h"
#include "base/memory.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/out.h"
#include "lint/zone.h"
#include <string.h>
#include <unistd.h>

enum {
	TABLE_ANSWERS = 20000,		/* then a new table: a zone may hold a million names */
	OUT_BYTES = 64 << 10,
};
struct zone_run {
	struct lint_run *run;
	struct buf out, line;
	struct buf members;		/* json and ndjson: the findings so far */
	struct jot findings;		/* into them */
	struct lint_log log;		/* sarif */
	struct lint_counts counts;
	bool bad, broken;		/* one is at --fail-on; output could not be written, which was said */
	struct problem problem;
};

/* A record of the zone, as that of its owner, over the same files. What it finds lives in the target until the next one. */
static enum error lint_record(void *arg, struct pool *pool, const struct zone_item *item, struct lint_findings *out)
{
	struct zone_run *zone = arg;
	struct lint_run *run = zone->run;
	struct lint_target *target = &run->target;
	enum error error = ERR_NONE;

	(void)pool;
	lint_target_release(target);
	if (answers_count(run->world.answers) > TABLE_ANSWERS)
		error = world_forget(&run->world, &zone->problem);
	*target = (struct lint_target){
		.domain = *item->owner, .catalogue = data_services(&run->world.data), .context = true, .recorded = true, .given = item->text, .given_cut = item->cut, .given_cuts = item->cuts,
		.flattened = item->flattened, .flatteneds = item->flatteneds,
	};
	if (!error)
		error = world_ask(&run->world, lint_target_pass, target, &zone->problem);
	if (!error)
		error = target->error;
	if (!error)
		*out = *target->findings;
	return error;
}

/* What is about no TXT record is shown in the line of the file where it stands, tabs as blanks. */
static void show_line(struct zone_run *zone, const struct zone_finding *found, struct lint_item *item)
{
	struct slice text = found->zone->file[found->file].text;
	size_t from = found->at.at < text.len ? found->at.at : text.len, to = from;

	while (from > 0 && text.at[from - 1] != '\n')
		from--;
	while (to < text.len && text.at[to] != '\n' && text.at[to] != '\r')
		to++;
	buf_clear(&zone->line);
	buf_add(&zone->line, slice_from(slice_to(text, to), from));
	for (size_t i = 0; i < zone->line.len; i++)
		if (zone->line.text[i] == '\t')
			zone->line.text[i] = ' ';
	item->text = buf_slice(&zone->line);
	item->at = (struct span){ (uint32_t)(found->at.at - from), found->at.len };
	if (item->at.at + item->at.len > item->text.len)
		item->at.len = (uint32_t)item->text.len - item->at.at;
}

static void take(struct zone_run *zone, const struct lint_item *item)
{
	struct lint_run *run = zone->run;
	bool caret = run->format == FORMAT_TEXT;

	switch (run->format) {
	case FORMAT_JSON: case FORMAT_NDJSON:
		lint_jot_item(&zone->findings, item);
		break;
	case FORMAT_SARIF:
		lint_log_add(&zone->log, item);
		break;
	default:
		lint_print_item(&zone->out, item, caret, caret && out_coloured(run->options), out_columns(STDOUT_FILENO));
		break;
	}
}

static enum error found(void *arg, const struct zone_finding *found)
{
	struct zone_run *zone = arg;
	struct lint_item item = { .finding = found->finding, .path = found->zone->file[found->file].path, .line = found->line,
		.column = found->column, .text = found->text, .at = found->finding->at };
	struct buf where = { 0 }, owner = { 0 };

	if (!lint_filter_shows(&zone->run->filter, found->finding))
		return ERR_NONE;
	out_printable(&where, slice_of(item.path));
	lint_run_name(zone->run, &found->record->owner, &owner);
	item.where = buf_text(&where);
	item.owner = buf_slice(&owner);
	if (!item.text.at)
		show_line(zone, found, &item);
	lint_count(&zone->counts, found->finding);
	zone->bad |= found->finding->level >= zone->run->filter.fail;
	take(zone, &item);
	if (zone->out.len > OUT_BYTES) {
		zone->broken |= out_text(&zone->out, EXIT_GOOD) != EXIT_GOOD;
		buf_clear(&zone->out);
	}
	bool failed = where.failed || owner.failed || zone->out.failed || zone->members.failed;
	buf_release(&where);
	buf_release(&owner);
	return failed ? ERR_MEMORY : zone->broken ? ERR_STOPPED : ERR_NONE;
}

static void print_figures(struct zone_run *zone, const struct zone_linted *linted)
{
	struct buf out = { 0 }, name = { 0 };

	buf_printf(&out, ngettext("%zu SPF record. ", "%zu SPF records. ", linted->records), linted->records);
	lint_print_counts(&out, &zone->counts);
	if (linted->ignored)
		buf_printf(&out, ngettext("%zu silenced by a comment.\n", "%zu silenced by comments.\n", linted->ignored), linted->ignored);
	if (linted->bare_hosts) {
		out_name(&name, &linted->bare_host);
		buf_printf(&out, ngettext("%zu host has addresses and no SPF record (%s): one that sends no mail may have v=spf1 -all.\n",
		    "%zu hosts have addresses and no SPF record (%s is the first): those that send no mail may have v=spf1 -all.\n",
		    linted->bare_hosts), linted->bare_hosts, buf_text(&name));
	}
	out_prose(&zone->out, buf_slice(&out));
	zone->out.failed |= out.failed || name.failed;
	buf_release(&out);
	buf_release(&name);
}

static int print_end(struct zone_run *zone, const struct zone_linted *linted, int status)
{
	struct source *source = zone->run->world.source;
	struct jot jot = { .out = &zone->out };

	switch (zone->run->format) {
	case FORMAT_JSON: case FORMAT_NDJSON:
		out_json_open(&jot, zone->run->options, SLICE(""), source->ops->label(source), status, NULL);
		jot_number(&jot, "records", linted->records);
		jot_number(&jot, "ignored", linted->ignored);
		jot_number(&jot, "bare_hosts", linted->bare_hosts);
		jot_open(&jot, "findings", '[');
		jot_members(&jot, buf_slice(&zone->members));
		jot_close(&jot, ']');
		jot_close(&jot, '}');
		buf_char(&zone->out, '\n');
		break;
	case FORMAT_SARIF:
		return out_json_as_is(lint_log_end(&zone->log, VERSION), status);
	case FORMAT_TEXT:
		print_figures(zone, linted);
		break;
	default:
		break;
	}
	return out_text(&zone->out, status);
}

/* RFC 1035 3.3.13: 32 bits. */
static enum error read_serial(const struct lint_run *run, struct zone_ask *ask, struct problem *problem)
{
	uint64_t serial;

	if (!run->options->serial)
		return ERR_NONE;
	if (!slice_number(slice_of(run->options->serial), UINT32_MAX, &serial))
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--serial takes a number up to 4294967295"));
	ask->serial_known = true;
	ask->serial = (uint32_t)serial;
	return ERR_NONE;
}

int lint_zone_run(struct lint_run *run)
{
	struct zone_run zone = { .run = run, .findings.out = &zone.members, .counts.zone = true };
	const struct zonefile **list = mem_zero(run->world.zones, sizeof *list);
	struct zone_ask ask = { .zone = list, .zones = run->world.zones, .lint = lint_record, .found = found, .arg = &zone };
	struct zone_linted linted = { 0 };
	enum error error = list ? ERR_NONE : ERR_MEMORY;
	int status;

	for (size_t i = 0; !error && i < run->world.zones; i++)
		list[i] = &run->world.zone[i];
	run->world.report = false;
	bool misused = !error && read_serial(run, &ask, &zone.problem) != ERR_NONE;
	if (!error && !misused)
		error = zone_lint(&ask, &linted);
	if (misused) {
		status = out_failed(run->options, &zone.problem);
	} else if (zone.broken) {
		status = EXIT_FAILED;
	} else if (error) {
		if (zone.problem.error != error)	/* else whoever met it has said more */
			(void)problem_set(&zone.problem, error, NULL, 0, NULL);
		status = error == ERR_STOPPED ? 130 : out_failed(run->options, &zone.problem);
	} else {
		status = print_end(&zone, &linted, zone.bad ? EXIT_BAD : EXIT_GOOD);
	}
	json_decref(lint_log_end(&zone.log, VERSION));
	buf_release(&zone.members);
	buf_release(&zone.out);
	buf_release(&zone.line);
	mem_free(list);
	return status;
}
