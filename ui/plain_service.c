/* plain_service: the mail services of the catalogue at the question of includes: searched by a word, or seen in DNS. */
#include "ui/plain_private.h"

#include "base/words.h"

#include <string.h>

static bool offered(const struct plain *p, const struct service *service)
{
	for (size_t i = 0; i < p->choices; i++)
		if (p->choice[i] == service)
			return true;
	return false;
}

static bool included(const struct plain *p, const struct service *service)
{
	return service_included(p->start->catalogue, draft_record(p->draft), service);
}

static void offer(struct plain *p, const struct service *service)
{
	struct buf name = { 0 };

	if (p->choices == PLAIN_SERVICES || offered(p, service))
		return;
	p->choice[p->choices++] = service;
	text_printable(&name, slice_of(service->name), p->io.form);
	if (service->include[0])
		plain_say(p, "  %zu. %s, include:%s%s\n", p->choices, buf_text(&name), service->include[0],
		    service->where == WHERE_SUBDOMAIN || service->where == WHERE_SUBDOMAIN_IF_ANY ? _(", for a bounce subdomain") : "");
	else
		plain_say(p, "  %zu. %s, %s\n", p->choices, buf_text(&name),
		    service->where == WHERE_NOWHERE ? _("which needs no include") : _("whose include is different for each customer"));
	buf_release(&name);
}

void plain_services_seen(struct plain *p)
{
	struct recognised seen[RECOGNISED_MOST];
	size_t n = p->start->catalogue ? discover_services(p->start->catalogue, &p->found, draft_record(p->draft), seen) : 0;

	p->choices = 0;
	if (!p->start->catalogue)
		return;
	for (size_t i = 0; i < n; i++) {
		if (seen[i].included || !where_apex(seen[i].service->where) || !seen[i].service->include[0])
			continue;
		if (!p->choices)
			plain_say(p, _("  In use, by its MX and TXT records; a number adds it:\n"));
		offer(p, seen[i].service);
	}
	plain_say(p, _("  A word finds mail services: google, exmail.\n"));
}

static bool is_search(struct slice reply)
{
	return reply.len && !memchr(reply.at, '.', reply.len) && !memchr(reply.at, ':', reply.len) && !memchr(reply.at, '%', reply.len);
}

static void search(struct plain *p, struct slice words)
{
	const struct service *service;
	struct buf shown = { 0 };
	size_t at = 0;

	p->choices = 0;
	while (p->choices < PLAIN_SERVICES && (service = service_find(p->start->catalogue, words, &at)))
		offer(p, service);
	text_printable(&shown, words, p->io.form);
	if (!p->choices)
		plain_say(p, _("  No mail service is known by \"%s\". Write the name of its record, with a dot.\n"), buf_text(&shown));
	else if (service_find(p->start->catalogue, words, &at))
		plain_say(p, _("  and more: add a word. A number adds one to the record.\n"));
	else
		plain_say(p, _("  A number adds one to the record.\n"));
	buf_release(&shown);
}

/* What the reply becomes when this service is added to it; nothing when nothing is to be added. */
static void add(struct plain *p, const struct service *service, struct buf *reply)
{
	if (*service->note)
		plain_say(p, "  %s\n", _(service->note));
	if (!service->include[0] || included(p, service)) {
		plain_say(p, included(p, service) ? _("  It is in the record already.\n") : _("  Nothing was added.\n"));
		return;
	}
	draft_reply(p->draft, Q_INCLUDE, reply);
	buf_string(reply, reply->len ? " " : "");
	buf_string(reply, service->include[0]);
}

bool plain_service(struct plain *p, struct slice words, struct buf *reply)
{
	uint64_t number;

	if (!p->start->catalogue || !is_search(words))
		return false;
	if (slice_number(words, p->choices, &number) && number)
		add(p, p->choice[number - 1], reply);
	else
		search(p, words);
	p->memory |= reply->failed;
	return true;
}

/* A name that is old or never was right gives way to the right one, which is said. */
static void correct_word(struct plain *p, struct slice word, struct buf *out)
{
	enum include_kind kind;
	struct name name;
	const struct service *service = name_from_person(word, &name) ? NULL : service_by_include(p->start->catalogue, &name, &kind);

	if (!service || kind < INCLUDE_OLD || !where_apex(service->where) || service->regions || !service->include[0]) {
		buf_add(out, word);
		return;
	}
	plain_say(p, _("  %s has another name for its record: %s was taken.\n"), service->name, service->include[0]);
	buf_string(out, service->include[0]);
}

void plain_service_correct(struct plain *p, struct slice words, struct buf *out)
{
	struct slice word;

	if (!p->start->catalogue) {
		buf_add(out, words);
		return;
	}
	while (question_next_word(&words, &word)) {
		buf_string(out, out->len ? " " : "");
		correct_word(p, word, out);
	}
}

/* What there is to say of the includes as they are: whether there is a record, and whether the name belongs there. */
void plain_service_findings(struct plain *p)
{
	const struct lint_findings *findings = &p->survey.findings;

	for (size_t i = 0; p->start->catalogue && i < findings->n; i++) {
		const struct finding *f = &findings->finding[i];
		struct buf line = { 0 };

		if (f->term >= p->survey.record.n || p->survey.record.term[f->term].kind != K_INCLUDE)
			continue;
		if (f->rule->id / 100 != 6 && f->rule->id != 710 && f->rule->id != 711 && f->rule->id != 713)
			continue;
		finding_line(f, true, p->io.form, &line);
		plain_say(p, "  %s\n", buf_text(&line));
		buf_release(&line);
	}
}
