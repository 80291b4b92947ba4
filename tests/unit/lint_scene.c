/* lint_scene: a record or a zone file in a small world, linted. */
#include "lint_scene.h"

#include "base/buf.h"
#include "catalogue/catalogue.h"
#include "catalogue/host.h"
#include "dns/offline.h"
#include "spf/select.h"
#include "failing_malloc.h"
#include "wizard/survey.h"

#include <check.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

struct world {
	const struct lint_scene *scene;
	struct zonefile zone[2];	/* the file, if any, before all else */
	struct source *source;
	struct answers *answers;
	struct catalogue catalogue;
	struct name domain;
	struct slice text;
	struct pool pool, kept;
	struct survey survey;
	const struct zone_item *item;
	struct pool *item_pool;
	struct lint_server server[3];
	size_t servers;
	enum error error;
	struct lint_seens *seens;
	bool starving;		/* all answers are there: nothing is asked, and nothing noted */
};

static void no_problem(enum error error, const struct problem *problem)
{
	char words[400];

	if (!error)
		return;
	problem_text(problem, words, sizeof words);
	ck_abort_msg("%s", words);
}

static void read_zone(struct zonefile *zone, const char *path, const char *text)
{
	struct problem problem;

	no_problem(zonefile_parse(zone, path, slice_of(text), &(struct zone_options){ .long_strings = true }, &problem), &problem);
}

static void open_zones(struct world *w)
{
	const struct zonefile *zones[2];
	struct buf all = { 0 };
	struct offline *offline;
	size_t n = 0;

	if (w->scene->file) {
		read_zone(&w->zone[n], "example.org.zone", w->scene->file);
		zones[n] = &w->zone[n];
		n++;
	}
	buf_string(&all, "$TTL 3600\n. SOA ns. h. 1 2 3 4 5\n");
	buf_string(&all, w->scene->world ? w->scene->world : "");
	buf_char(&all, '\n');
	read_zone(&w->zone[n], "world", buf_text(&all));
	zones[n] = &w->zone[n];
	offline = offline_new(zones, n + 1);
	ck_assert_ptr_nonnull(offline);
	w->source = offline_source_new(offline);
	w->answers = answers_new(NULL);
	ck_assert(w->source && w->answers);
	buf_release(&all);
}

static void fail_name(struct world *w)
{
	static const uint16_t types[] = { RR_A, RR_AAAA, RR_MX, RR_TXT, RR_CNAME, RR_SPF };
	struct answer answer = { .said = SAID_FAILED, .failure = w->scene->failure, .rcode = 2 };
	struct question question;

	if (!w->scene->failing)
		return;
	ck_assert_int_eq(name_from_bytes(slice_of(w->scene->failing), &question.name), ERR_NONE);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		question.type = types[i];
		ck_assert_int_eq(answers_put(w->answers, &question, &answer), ERR_NONE);
	}
}

static void open_catalogue(struct world *w)
{
	struct problem problem;

	if (w->scene->services)
		no_problem(catalogue_services(&w->catalogue, "services.conf", slice_of(w->scene->services), &problem), &problem);
	if (w->scene->hosts)
		no_problem(catalogue_hosts(&w->catalogue, "hosts.conf", slice_of(w->scene->hosts), &problem), &problem);
}

/* What one server says: a TXT answer of one string, or none. */
static const struct answer *server_answer(struct world *w, const char *text)
{
	struct answer *answer = POOL_NEW(&w->kept, struct answer, 1);
	struct rdata *rr = POOL_NEW(&w->kept, struct rdata, 1);
	char *wire = pool_printf(&w->kept, "%c%s", (int)strlen(text), text);

	ck_assert(answer && rr && wire);
	*rr = (struct rdata){ (uint8_t *)wire, (uint16_t)(strlen(text) + 1) };
	*answer = (struct answer){ .said = *text ? SAID_DATA : SAID_NODATA, .ttl = 3600, .owner = w->domain, .n = *text != 0, .rr = rr };
	return answer;
}

static void open_servers(struct world *w)
{
	for (; w->servers < 3 && w->scene->servers[w->servers]; w->servers++) {
		struct lint_server *s = &w->server[w->servers];
		char name[16];

		snprintf(name, sizeof name, "ns%zu.example.net", w->servers);
		ck_assert_int_eq(name_from_bytes(slice_of(name), &s->name), ERR_NONE);
		s->txt = server_answer(w, w->scene->servers[w->servers]);
	}
}

static void world_open(struct world *w, const struct lint_scene *scene, struct lint_seens *seens)
{
	const char *domain = scene->domain && *scene->domain ? scene->domain : "example.org";

	*w = (struct world){ .scene = scene, .seens = seens };
	*seens = (struct lint_seens){ 0 };
	ck_assert_int_eq(name_from_bytes(slice_of(domain), &w->domain), ERR_NONE);
	open_zones(w);
	fail_name(w);
	open_catalogue(w);
	open_servers(w);
}

static void world_close(struct world *w)
{
	survey_release(&w->survey);
	pool_release(&w->pool);
	pool_release(&w->kept);
	catalogue_release(&w->catalogue);
	w->source->ops->free(w->source);
	answers_free(w->answers);
	zonefile_release(&w->zone[0]);
	zonefile_release(&w->zone[1]);
}

static void note(struct lint_seens *seens, const struct finding *f, unsigned line, unsigned column)
{
	struct buf text = { 0 };
	struct lint_seen *seen;

	ck_assert(seens->n < SEEN_MOST);
	seen = &seens->seen[seens->n++];
	*seen = (struct lint_seen){ .id = f->rule->id, .level = f->level, .line = line, .column = column, .at = f->at, .fix = f->fix != NULL,
		.safe = f->fix && f->fix->safe };
	finding_text(f, false, TEXT_ASCII, &text);
	snprintf(seen->text, sizeof seen->text, "%s", buf_text(&text));
	buf_release(&text);
}

/* --- a record */

/* NULL record: what is published, the first where there are several. */
static bool published(struct world *w, const struct answers *answers, struct wanted *wanted)
{
	const struct answer *txt = answers_find(answers, &w->domain, RR_TXT);
	struct selected selected;

	if (w->scene->record) {
		w->text = slice_of(w->scene->record);
		return true;
	}
	if (!txt) {
		wanted_add(wanted, &w->domain, RR_TXT);
		return false;
	}
	w->error = spf_select(&w->pool, txt, &selected);
	w->text = selected.n ? selected.text : SLICE("");
	return w->error == ERR_NONE;
}

static bool pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct world *w = arg;
	struct survey_ask ask = {
		.answers = answers, .published = answers, .domain = w->domain, .context = w->scene->context,
		.nameless = w->scene->domain && !*w->scene->domain, .server = w->server, .servers = w->servers,
		.catalogue = w->scene->services ? &w->catalogue : NULL, .host = w->catalogue.hosts ? w->catalogue.host : NULL,
	};

	survey_release(&w->survey);
	pool_reset(&w->pool);
	if (!published(w, answers, wanted))
		return false;
	ask.text = w->text;
	w->error = survey(&w->pool, &ask, wanted, &w->survey);
	return w->error != ERR_NONE;
}

static void run_record(struct world *w)
{
	const struct lint_findings *findings = &w->survey.findings;

	ck_assert_int_eq(source_run(w->source, w->answers, pass, w, NULL), ERR_NONE);
	ck_assert_int_eq(w->error, ERR_NONE);
	assert_sane_findings(findings, &w->survey.record);
	w->seens->waiting = findings->waiting;
	for (size_t i = 0; i < findings->n; i++)
		note(w->seens, &findings->finding[i], 0, 0);
}

/* --- a zone file */

static bool item_pass(void *arg, const struct answers *answers, struct wanted *wanted)
{
	struct world *w = arg;
	struct survey_ask ask = {
		.answers = answers, .published = answers, .domain = *w->item->owner, .context = w->scene->context, .text = w->item->text,
		.cut = w->item->cut, .cuts = w->item->cuts, .flattened = w->item->flattened, .flatteneds = w->item->flatteneds,
	};

	survey_release(&w->survey);
	w->error = survey(w->item_pool, &ask, wanted, &w->survey);
	return w->error != ERR_NONE;
}

static enum error survey_items(struct world *w)
{
	struct wanted wanted = { 0 };

	(void)item_pass(w, w->answers, &wanted);
	wanted_release(&wanted);
	return w->error;
}

static enum error lint_item(void *arg, struct pool *pool, const struct zone_item *item, struct lint_findings *out)
{
	struct world *w = arg;
	enum error error;

	w->item = item;
	w->item_pool = pool;
	error = w->starving ? survey_items(w) : source_run(w->source, w->answers, item_pass, w, NULL);
	if (error || w->error)
		return error ? error : w->error;
	assert_sane_findings(&w->survey.findings, &w->survey.record);
	*out = w->survey.findings;
	return ERR_NONE;
}

static enum error found(void *arg, const struct zone_finding *f)
{
	struct world *w = arg;

	if (w->starving)
		return ERR_NONE;
	ck_assert_uint_le((size_t)f->at.at + f->at.len, f->zone->file[f->file].text.len);
	ck_assert(f->line > 0 && f->column > 0);
	note(w->seens, f->finding, f->line, f->column);
	return ERR_NONE;
}

static enum error run_file(struct world *w)
{
	const struct zonefile *zone = &w->zone[0];
	struct zone_ask ask = {
		.zone = &zone, .zones = 1, .lint = lint_item, .found = found, .arg = w,
		.serial_known = w->scene->serial > 0, .serial = w->scene->serial,
	};

	return zone_lint(&ask, &w->seens->zone);
}

static enum error run_starved(struct world *w)
{
	struct wanted wanted = { 0 };

	if (w->scene->file)
		return run_file(w);
	pool_reset(&w->pool);
	(void)pass(w, w->answers, &wanted);
	wanted_release(&wanted);
	return w->error;
}

void lint_scene_starve(const struct lint_scene *scene)
{
	struct lint_seens *seens = malloc(sizeof *seens);
	struct world w;
	bool refused = true;
	size_t all;

	ck_assert_ptr_nonnull(seens);
	world_open(&w, scene, seens);
	if (scene->file)
		ck_assert_int_eq(run_file(&w), ERR_NONE);
	else
		run_record(&w);
	w.starving = true;
	all = seens->n;
	for (unsigned n = 0; refused; n++) {
		enum error error;

		survey_release(&w.survey);
		pool_release(&w.pool);
		failing_malloc_after(n);
		error = run_starved(&w);
		refused = failing_malloc_off();
		ck_assert(error == ERR_NONE || (error == ERR_MEMORY && refused));
		if (!error)	/* a repair may be lacking, but no finding */
			ck_assert_uint_eq(scene->file ? seens->zone.findings : w.survey.findings.n, all);
	}
	world_close(&w);
	free(seens);
}

void lint_scene_run(const struct lint_scene *scene, struct lint_seens *seens)
{
	struct world w;

	world_open(&w, scene, seens);
	if (scene->file)
		ck_assert_int_eq(run_file(&w), ERR_NONE);
	else
		run_record(&w);
	world_close(&w);
}

const struct lint_seen *lint_seen_id(const struct lint_seens *seens, unsigned id)
{
	for (size_t i = 0; i < seens->n; i++)
		if (seens->seen[i].id == id)
			return &seens->seen[i];
	return NULL;
}
