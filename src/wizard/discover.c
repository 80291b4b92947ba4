/* discover: the domain's own records, its zone, and the tree behind its SPF record. */
#include "wizard/discover_private.h"

#include "spf/select.h"
#include "spf/walk.h"
#include "wizard/question.h"

#include <string.h>

const struct answer *look_up(struct look *look, const struct name *name, uint16_t type)
{
	const struct answer *answer = answers_find(look->answers, name, type);

	if (!answer) {
		look->found->pending++;
		if (look->wanted)
			wanted_add(look->wanted, name, type);
	} else if (answer->said == SAID_FAILED) {
		look->found->failed++;
	}
	return answer;
}

const struct answer *look_up_data(struct look *look, const struct name *name, uint16_t type)
{
	const struct answer *answer = look_up(look, name, type);

	return answer && answer->said == SAID_DATA ? answer : NULL;
}

static enum error read_txt(struct look *look, struct selected *selected)
{
	struct discovered *found = look->found;
	const struct answer *answer = look_up_data(look, &found->domain, RR_TXT);
	struct slice *other;
	enum error error;

	if (!answer)
		return ERR_NONE;
	error = spf_select(look->pool, answer, selected);
	if (error)
		return error;
	found->records = selected->n;
	found->published = selected->text;
	found->cut = selected->cut;
	found->cuts = selected->cuts;
	found->txt_ttl = answer->ttl;
	other = POOL_NEW(look->pool, struct slice, DISCOVER_HOSTS);
	for (size_t i = 0; other && i < answer->n && found->other_txts < DISCOVER_HOSTS; i++) {
		struct slice text = txt_joined(look->pool, &answer->rr[i]);

		if (text.at && !record_is_spf(text))
			other[found->other_txts++] = text;
	}
	found->other_txt = other;
	return ERR_NONE;
}

/* RFC 7208 6.2: the one TXT record at the name that exp gives; a name with macros is not one name. */
static enum error read_explanation(struct look *look)
{
	struct discovered *found = look->found;
	const struct answer *answer;
	const struct term *exp;
	struct record record;
	struct name name;
	enum error error;

	if (found->records != 1)
		return ERR_NONE;
	error = record_parse_pool(look->pool, &record, found->published);
	if (error)
		return error;
	exp = record_find(&record, K_EXP);
	if (!exp || memchr(record.text + exp->value.at, '%', exp->value.len) || name_from_bytes(record_slice(&record, exp->value), &name))
		return ERR_NONE;
	answer = look_up_data(look, &name, RR_TXT);
	if (answer && answer->n == 1)
		found->explanation = txt_joined(look->pool, &answer->rr[0]);
	return ERR_NONE;
}

/*
 * The zone is the nearest name upwards that has an SOA. One name after the other: most domains are the top of their zone, and the
 * rounds for the tree behind the record pass meanwhile. A name that gives no answer leaves the zone unknown; top-level domains are
 * not for us to edit.
 */
static void read_zone(struct look *look)
{
	struct name name = look->found->domain, up;

	while (name_labels(&name) >= 2) {
		const struct answer *answer = look_up(look, &name, RR_SOA);

		if (!answer || answer->said == SAID_FAILED)
			return;
		if (answer->said == SAID_DATA && name_equal(&answer->owner, &name)) {
			look->found->zone = name;
			return;
		}
		if (!name_parent(&name, &up))
			return;
		name = up;
	}
}

/* Those of the name itself; below the top of a zone there are none, and they are the zone's. */
static void read_servers(struct look *look)
{
	struct discovered *found = look->found;
	const struct answer *answer = look_up(look, &found->domain, RR_NS);
	struct name *name = POOL_NEW(look->pool, struct name, DISCOVER_HOSTS);
	bool own;

	own = answer && answer->said == SAID_DATA && name_equal(&answer->owner, &found->domain);	/* a CNAME leads to others' */
	if (answer && !own && found->zone.len && !name_equal(&found->zone, &found->domain))
		answer = look_up(look, &found->zone, RR_NS);
	found->nss = name && answer ? discover_servers(answer, name, DISCOVER_HOSTS) : 0;
	found->ns = name;
}

/* The walks want what stands behind the record: eager, and lifted to see beyond the limits. */
static enum error want_tree(struct look *look)
{
	static const struct sender nobody;
	char text[NAME_WIRE];
	struct ask ask = { .answers = look->answers, .sender = &nobody };
	struct walk walk;

	ask.domain = (struct slice){ text, name_bytes(&look->found->domain, text) };
	for (int way = 0; way < 4; way++) {
		enum error error;

		ask.v6 = way & 1;
		ask.lifted = way & 2;
		error = coverage(look->pool, &ask, look->wanted, &walk);
		if (error)
			return error;
		look->found->pending += walk.pending;
	}
	return ERR_NONE;
}

static bool some_answer_exists(const struct answers *answers, const struct name *domain)
{
	static const uint16_t types[] = { RR_TXT, RR_MX, RR_A, RR_AAAA, RR_NS, RR_SOA };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const struct answer *answer = answers_find(answers, domain, types[i]);

		if (answer && answer->said != SAID_NXDOMAIN)
			return true;
	}
	return false;
}

static void read_private(struct discovered *found)
{
	size_t addresses = 0, private = 0;

	for (size_t h = 0; h <= found->mxs; h++) {
		const struct host *host = h < found->mxs ? &found->mx[h] : &found->self;

		for (size_t i = 0; i < host->n; i++) {
			addresses++;
			private += question_private(host->address[i].ip, host->address[i].v6) != NULL;
		}
	}
	found->only_private = addresses && private == addresses;
}

static enum error discover(struct look *look, const struct name *domain)
{
	struct discovered *found = look->found;
	struct selected selected = { 0 };
	enum error error;

	*found = (struct discovered){ .domain = *domain, .self.name = *domain };
	error = read_txt(look, &selected);
	if (!error)
		error = read_explanation(look);
	if (error)
		return error;
	discover_addresses(look, &found->self);
	discover_mail_hosts(look);
	read_zone(look);
	read_servers(look);
	discover_reverse(look);
	read_private(found);
	found->exists = some_answer_exists(look->answers, domain);
	return look->pool->failed ? ERR_MEMORY : ERR_NONE;
}

bool discover_want(struct pool *pool, const struct answers *answers, const struct name *domain, struct wanted *wanted)
{
	struct discovered found;
	struct look look = { pool, answers, wanted, &found };
	size_t before = wanted->n;

	if (discover(&look, domain) || want_tree(&look))
		return false;
	return wanted->n > before && !wanted->failed;
}

enum error discover_read(struct pool *pool, const struct answers *answers, const struct name *domain, struct discovered *found)
{
	struct look look = { pool, answers, NULL, found };

	return discover(&look, domain);
}
