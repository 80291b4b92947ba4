/* check_catalogue: what is known of the services that the record includes, or that the domain uses (SPF620, SPF709 to SPF714). */
#include "lint/ledger.h"

#include "base/buf.h"
#include "base/words.h"
#include "catalogue/catalogue.h"
#include "dns/rdata.h"
#include "spf/select.h"

enum { MX_MOST = 32 };		/* MX hosts of the domain that are looked at */
enum { SHARED_MANY = 65536 };	/* SPF714: addresses of IPv4 that a shared platform sends from */

/* The name an include leads to. One with macros is known by what follows the last of them: %{i}._spf.vali.email. */
static bool include_name(const struct linter *l, const struct term *term, struct name *name)
{
	return term->kind == K_INCLUDE && lint_written_name(lint_slice(l, term->value), name);
}

/* The record's includes, each looked up once. */
struct known {
	const struct service *service;	/* NULL: no include, or in no entry */
	enum include_kind kind;
	bool named;			/* name says where it leads */
	struct name name;
};

static const struct known *look_up(struct linter *l)
{
	const struct record *record = l->subject->record;
	struct known *known = POOL_NEW(l->pool, struct known, record->n);

	for (size_t i = 0; known && i < record->n; i++) {
		known[i].named = include_name(l, &record->term[i], &known[i].name);
		if (known[i].named)
			known[i].service = service_by_include(l->subject->catalogue, &known[i].name, &known[i].kind);
	}
	return known;
}

static struct slice name_of(const struct service *service)
{
	return slice_of(service->name);
}

/* The term and the blanks before it; of the first term, those behind it stay: "v=spf1" stands before it. */
static struct span with_blank(const struct record *record, const struct term *term)
{
	struct span at = term->whole;

	while (at.at > 0 && record->text[at.at - 1] == ' ') {
		at.at--;
		at.len++;
	}
	return at;
}

/* --- SPF710, SPF711, SPF713: an include that stands there */

/* Of the domain itself; without context only what is known anyhow. */
static const struct answer *ask_or_find(struct linter *l, uint16_t type)
{
	const struct lint_subject *s = l->subject;

	if (s->context)
		return lint_ask(l, s->answers, s->domain, type);
	return s->answers ? answers_find(s->answers, s->domain, type) : NULL;
}

/*
 * The domain itself, and no subdomain of the zone: a bounce subdomain is where such an include belongs. Where DNS says nothing, a name of
 * two labels is no subdomain.
 */
static bool is_apex(struct linter *l)
{
	const struct lint_subject *s = l->subject;
	const struct answer *soa;

	if (!s->domain)
		return false;
	soa = ask_or_find(l, RR_SOA);
	if (!soa || soa->said == SAID_FAILED)
		return name_labels(s->domain) == 2;
	return soa->said == SAID_DATA && name_equal(&soa->owner, s->domain);
}

static void raise_pointless(struct linter *l, size_t i, const struct service *service)
{
	const struct term *term = &l->subject->record->term[i];
	struct finding *f = lint_raise(l, 710, term->whole, i, lint_slice(l, term->whole), name_of(service), LINT_END);

	lint_fix(l, f, false, with_blank(l->subject->record, term), SLICE(""));
}

/* What to write instead. A name that is not the same for all customers is never offered as the one to write. */
static struct slice right_name(struct linter *l, const struct service *service)
{
	const char *text;

	if (service->include[0] && service->include[1] && service->regions)
		text = pool_printf(l->pool, service->include[2] ? _("now %s, %s or another, by region") : _("now %s or %s, by region"),
		    service->include[0], service->include[1]);
	else if (service->include[0])
		text = pool_printf(l->pool, _("now %s"), service->include[0]);
	else if (service->under[0])
		text = _("each customer has a name of its own, or a macro; take yours from its console");
	else
		text = _("no name is the same for all its customers; take yours from its console, or ask it");
	return slice_of(text ? text : "");
}

static void raise_renamed(struct linter *l, size_t i, const struct service *service)
{
	const struct term *term = &l->subject->record->term[i];
	struct finding *f = lint_raise(l, 711, term->whole, i, lint_slice(l, term->whole), name_of(service), right_name(l, service), LINT_END);

	if (service->include[0] && !service->regions)
		lint_fix(l, f, false, term->value, slice_of(service->include[0]));
}

static void read_include(struct linter *l, const struct known *known, size_t i)
{
	const struct term *term = &l->subject->record->term[i];
	const struct service *service = known[i].service;
	enum include_kind kind = known[i].kind;

	if (!service)
		return;
	if (service->where == WHERE_NOWHERE || (!where_apex(service->where) && is_apex(l)))
		raise_pointless(l, i, service);
	else if (kind == INCLUDE_OLD || kind == INCLUDE_WRONG)
		raise_renamed(l, i, service);
	else if (kind == INCLUDE_GLOBAL)
		lint_raise(l, 713, term->whole, i, lint_slice(l, term->whole), name_of(service), LINT_END);
}

/* Two regions of one service, where one is enough: said at the second. */
static void read_region(struct linter *l, const struct known *known, size_t i)
{
	const struct term *term = l->subject->record->term;
	const struct service *service = known[i].service;

	for (size_t k = 0; service && service->regions && known[i].kind == INCLUDE_RIGHT && k < i; k++) {
		if (known[k].service != service || known[k].kind != INCLUDE_RIGHT)
			continue;
		lint_raise(l, 713, term[i].whole, i, lint_slice(l, term[i].whole), name_of(service), LINT_END);
		return;
	}
}

/* --- SPF712: an include that no entry knows */

/* Of the domain itself, or of one above or below it. */
static bool is_own(const struct linter *l, const struct name *include)
{
	const struct name *domain = l->subject->domain;

	return domain && (name_under(include, domain) || name_under(domain, include));
}

/* Names of the organisation's own are nobody else's. Behind a macro it is not one name. What stands there twice is said once. */
static void read_unknown(struct linter *l, const struct known *known, size_t i)
{
	const struct name *domain = l->subject->domain, *name = &known[i].name;

	if (l->subject->record->term[i].macros || !known[i].named || known[i].service)
		return;
	if (is_own(l, name) || (domain && lint_same_organisation(name, domain)))
		return;
	for (size_t k = 0; k < i; k++)
		if (known[k].named && name_equal(&known[k].name, name))
			return;
	lint_raise_term(l, 712, i);
}

/* --- SPF714: whom else an include authorises */

static void count_shared(struct linter *l, const struct known *known)
{
	const struct record *record = l->subject->record;
	const uint64_t *count = ledger_passing(l);

	for (size_t i = 0; count && i < record->n; i++) {
		const struct term *term = &record->term[i];
		const struct service *service = count[i] >= SHARED_MANY ? known[i].service : NULL;

		if (service && service->broad)
			lint_raise(l, 714, term->whole, i, lint_slice(l, term->whole), name_of(service), LINT_END);
	}
}

/* --- SPF709: a service that takes the mail, and is not let send it */

static bool includes(const struct service *service, const struct name *name)
{
	char text[NAME_TEXT];

	name_text(name, text);
	for (size_t i = 0; service->include[i]; i++)
		if (slice_same(slice_of(service->include[i]), slice_of(text)))
			return true;
	for (size_t i = 0; service->under[i]; i++) {
		struct name top;

		if (name_from_bytes(slice_of(service->under[i]), &top) == ERR_NONE && name_under(name, &top))
			return true;
	}
	return slice_same(slice_of(service->global), slice_of(text));
}

/* Anywhere in the tree, behind redirects and includes too. */
static bool is_let_send(const struct linter *l, const struct known *known, const struct service *service)
{
	const struct walk *walk = l->subject->walks.lifted4;

	for (const struct node *node = ledger_next(walk, NULL); node; node = ledger_next(walk, node)) {
		enum kind kind = node_term(node)->kind;

		if ((kind == K_INCLUDE || kind == K_REDIRECT) && node->asked && includes(service, &node->asked->name))
			return true;
	}
	for (size_t i = 0; i < l->subject->record->n; i++)	/* with an old or wrong name it was meant, and 711 says so */
		if (known[i].service == service)
			return true;
	return false;
}

/* Before the first all or modifier, where record_insert() puts a mechanism too (5.1). */
static struct span place(const struct record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (record->term[i].kind == K_ALL || kind_is_modifier(record->term[i].kind))
			return (struct span){ record->term[i].whole.at, 0 };
	return (struct span){ (uint32_t)record->len, 0 };
}

static void raise_missing(struct linter *l, const struct service *service)
{
	const struct record *record = l->subject->record;
	struct span at = place(record);
	bool last = at.at == record->len;
	char *term = pool_printf(l->pool, "include:%s", service->include[0]);
	char *with = pool_printf(l->pool, last ? " %s" : "%s ", term ? term : "");
	struct finding *f;

	if (!term || !with)
		return;
	f = lint_raise(l, 709, (struct span){ (uint32_t)record->len, 0 }, SIZE_MAX, slice_of(term), name_of(service), LINT_END);
	if (!service->regions)	/* else it has to be chosen */
		lint_fix(l, f, false, at, slice_of(with));
}

/* A record that lets nobody send means it. */
static bool lets_none_send(const struct record *record)
{
	return record->n == 1 && record->term[0].kind == K_ALL;
}

static void find_missing(struct linter *l, const struct known *known)
{
	const struct lint_subject *s = l->subject;
	const struct answer *mx = ask_or_find(l, RR_MX);

	if (!mx || mx->said != SAID_DATA || lets_none_send(s->record))
		return;
	for (size_t i = 0; i < mx->n && i < MX_MOST; i++) {
		const struct service *service = NULL;
		struct name host;

		if (rdata_exchange(&mx->rr[i], &host))
			service = service_by_mx(s->catalogue, &host);
		if (service && where_apex(service->where) && service->include[0] && !is_let_send(l, known, service))
			raise_missing(l, service);
	}
}

/* --- SPF620: addresses where the service wants its include */

static bool has_network(const struct record *record, const struct term *like)
{
	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if (term->kind == like->kind && ip_compare(term->ip, like->ip) == 0 && term->prefix4 == like->prefix4 &&
		    term->prefix6 == like->prefix6)
			return true;
	}
	return false;
}

static void compare(struct linter *l, const struct service *service, struct slice text)
{
	const struct record *record = l->subject->record;
	struct record theirs;

	if (record_parse_pool(l->pool, &theirs, text))
		return;
	for (size_t i = 0; i < record->n; i++) {
		const struct term *term = &record->term[i];

		if ((term->kind == K_IP4 || term->kind == K_IP6) && has_network(&theirs, term)) {
			lint_raise(l, 620, term->whole, i, lint_slice(l, term->whole), name_of(service), LINT_END);
			return;	/* the first says it */
		}
	}
}

/* In the record that the service publishes, or in one of its own domains, addresses are where they belong. */
static void find_flattened(struct linter *l, const struct service *service)
{
	struct selected selected;
	struct name name;

	if (name_from_bytes(slice_of(service->include[0]), &name) != ERR_NONE || is_own(l, &name))
		return;
	const struct answer *answer = lint_ask(l, l->subject->answers, &name, RR_TXT);
	if (answer && answer->said == SAID_DATA && spf_select(l->pool, answer, &selected) == ERR_NONE && selected.n == 1)
		compare(l, service, selected.text);
}

static bool names_networks(const struct record *record)
{
	return record_find(record, K_IP4) || record_find(record, K_IP6);
}

void check_catalogue(struct linter *l)
{
	const struct lint_subject *s = l->subject;
	const struct known *known = look_up(l);

	if (!known)
		return;
	for (size_t i = 0; i < s->record->n; i++) {
		read_include(l, known, i);
		read_region(l, known, i);
		read_unknown(l, known, i);
	}
	count_shared(l, known);
	if (s->domain)
		find_missing(l, known);
	for (size_t i = 0; s->context && names_networks(s->record) && i < s->catalogue->services; i++) {
		const struct service *service = &s->catalogue->service[i];

		if (!service->flatten && service->include[0] && !is_let_send(l, known, service))
			find_flattened(l, service);
	}
}
