/* plain_host: what to type at the company that hosts the DNS. */
#include "ui/plain_private.h"

#include "base/words.h"
#include "publish/instructions.h"

enum { HOSTS_SHOWN = 9 };

static enum error make(struct plain *p, const struct dns_host *host, struct pool *pool, struct instructions *in)
{
	struct outputs outputs;
	struct publication what;
	enum error error = draft_outputs(p->draft, &outputs);

	if (error)
		return error;
	const struct record *record = &outputs.output[0].record;
	what = (struct publication){
		.owner = p->domain, .zone = p->found.zone.len && name_under(&p->domain, &p->found.zone) ? p->found.zone : p->domain,
		.value = pool_copy(pool, (struct slice){ record->text, record->len }), .cut = record->cut, .cuts = record->cuts,
	};
	what.zone_doubtful = zone_doubtful(p->found.zone.len, &p->domain);
	error = what.value.at ? publication_others(pool, p->start->answers, &what) : ERR_MEMORY;
	if (!error)
		error = instructions_make(pool, host, &what, p->io.form, in);
	outputs_release(&outputs);
	return error;
}

static void print(struct plain *p, const struct dns_host *host)
{
	struct instructions in;
	struct pool pool = { 0 };
	struct buf text = { 0 }, shown = { 0 };
	enum error error = make(p, host, &pool, &in);

	if (error) {
		plain_say(p, "  %s.\n", _(error_text(error)));
		p->memory |= error == ERR_MEMORY;
	} else if (in.size.over) {
		instructions_over(&in, &text);
		plain_say(p, "  SPF905: %s.\n", buf_text(&text));
	} else {
		struct slice rest, line;

		instructions_print(&in, p->io.columns, &text);
		rest = buf_slice(&text);
		while (slice_cut(&rest, '\n', &line)) {
			text_printable(&shown, line, p->io.form);
			buf_char(&shown, '\n');
		}
		plain_raw(p, buf_slice(&shown));
		p->given = true;
	}
	p->memory |= text.failed || shown.failed;
	buf_release(&text);
	buf_release(&shown);
	pool_release(&pool);
}

/* The one that the words find, by id or alone; else those that they find are said, and it is NULL. */
static const struct dns_host *choose(struct plain *p, struct slice words)
{
	const struct catalogue *catalogue = p->start->catalogue;
	const struct dns_host *host = host_by_id(catalogue, words), *first, *next;
	size_t at = 0, n = 0;

	if (host)
		return host;
	first = host_find(catalogue, words, &at);
	next = first ? host_find(catalogue, words, &at) : NULL;
	if (!first)
		plain_say(p, _("  No DNS host is known by that. \"generic\" fits any other.\n"));
	if (!next)
		return first;
	for (at = 0; n < HOSTS_SHOWN && (host = host_find(catalogue, words, &at)); n++)
		plain_say(p, "  %s, %s\n", host->id, host->name);
	plain_say(p, _("  Write the first word of one of these.\n"));
	return NULL;
}

enum step plain_host(struct plain *p)
{
	/* The name servers say where the zone is edited, mostly. */
	const struct dns_host *host = discover_host(p->start->catalogue, p->found.ns, p->found.nss);

	if (!p->start->catalogue) {
		plain_say(p, _("  No DNS hosts are known: the data files are missing.\n"));
		return STEP_NEXT;
	}
	if (host)
		plain_say(p, _("  By its name servers the zone is at %s.\n"), host->name);
	for (;;) {
		enum heard heard = plain_hear(p, _("DNS host, or a part of its name"), host ? host->id : _("none"));
		struct slice words = buf_slice(&p->line);

		if (heard == HEARD_STOP)
			return STEP_STOP;
		if (heard == HEARD_END)
			return STEP_LEAVE;
		if (heard != HEARD_LINE)
			continue;
		enum meant meant = plain_meant(p, _("The company where the zone is edited, such as cloudflare or aliyun: "
			"then it is said what goes into each field there."));

		if (meant == MEANT_HELP)
			continue;
		if ((!words.len && !host) || meant == MEANT_BACK)
			return STEP_NEXT;
		const struct dns_host *chosen = words.len ? choose(p, words) : host;
		if (chosen) {
			print(p, chosen);
			return p->memory ? STEP_FAILED : STEP_NEXT;
		}
	}
}
