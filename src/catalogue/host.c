/* host: which host a name server belongs to, and how it has a value in its field. */
#include "catalogue/host.h"
#include "base/memory.h"
#include "base/txt.h"
#include "catalogue/catalogue_private.h"
#include <stdlib.h>
#include <string.h>

const struct dns_host *host_find(const struct catalogue *catalogue, struct slice query, size_t *at)
{
	return entry_find(catalogue->host, catalogue->hosts, sizeof(struct dns_host), offsetof(struct dns_host, words), query, at);
}

const struct dns_host *host_by_id(const struct catalogue *catalogue, struct slice id)
{
	for (size_t i = 0; i < catalogue->hosts; i++)
		if (slice_equal(slice_of(catalogue->host[i].id), id))
			return &catalogue->host[i];
	return NULL;
}

const struct dns_host *host_by_ns(const struct catalogue *catalogue, const struct name *ns)
{
	for (size_t i = 0; i < catalogue->hosts; i++)
		for (const char *const *pattern = catalogue->host[i].ns; *pattern; pattern++)
			if (name_fits(ns, *pattern))
				return &catalogue->host[i];
	return NULL;
}

const struct fact *host_fact(const struct dns_host *host, const char *field)
{
	for (size_t i = 0; i < host->n; i++)
		if (strcmp(host->facts[i].field, field) == 0)
			return &host->facts[i].fact;
	return &host->fact;
}

uint32_t host_ttl(const struct dns_host *host, uint32_t ttl)
{
	uint32_t listed = 0;

	for (const char *const *value = host->ttl_values; *value; value++) {
		listed = (uint32_t)strtoul(*value, NULL, 10);
		if (listed >= ttl)
			return listed;
	}
	if (host->ttl_values[0])
		return listed;
	if (ttl < host->ttl_least)
		return host->ttl_least;
	return host->ttl_most && ttl > host->ttl_most ? host->ttl_most : ttl;
}

/* The last place at which a string may end, with no blank on either side: a blank at a line's edge is not seen, and lost when it is copied. */
static size_t quiet_end(struct slice value, size_t from, size_t most)
{
	for (size_t at = from + most; at > from; at--)
		if (value.at[at - 1] != ' ' && value.at[at] != ' ')
			return at;
	return from + most;
}

static enum error split_lines(const struct dns_host *host, struct slice value, struct strings *strings)
{
	size_t most = host->limit.string ? host->limit.string : TXT_STRING, n = 0;
	uint32_t *cut = mem_zero(value.len + 1, sizeof *cut);
	enum error error;

	if (!cut)
		return ERR_MEMORY;
	for (size_t from = 0; value.len - from > most; from = cut[n - 1])
		cut[n++] = (uint32_t)quiet_end(value, from, most);
	error = txt_split(value, cut, n, host->limit.string, strings);
	mem_free(cut);
	return error;
}

/* Where the host takes the value in one piece, where it was cut before means nothing to it. */
static enum error split(const struct dns_host *host, struct slice value, const uint32_t *cut, size_t cuts, struct strings *strings)
{
	if (host->quotes == QUOTES_LINES)
		return split_lines(host, value, strings);
	return txt_split(value, cut, host->quotes == QUOTES_STRINGS ? cuts : 0, host->limit.string, strings);
}

enum error host_value(const struct dns_host *host, struct slice value, const uint32_t *cut, size_t cuts, struct buf *out)
{
	struct strings strings;
	enum error error;

	if (host->quotes == QUOTES_NONE) {
		buf_add(out, value);
		return out->failed ? ERR_MEMORY : ERR_NONE;
	}
	if (host->quotes == QUOTES_ONE) {
		txt_quote(out, value);
		return out->failed ? ERR_MEMORY : ERR_NONE;
	}
	error = split(host, value, cut, cuts, &strings);
	if (error)
		return error;
	for (size_t i = 0; i < strings.n; i++) {
		if (i)
			buf_char(out, host->quotes == QUOTES_LINES ? '\n' : ' ');
		if (host->quotes == QUOTES_LINES)
			buf_add(out, strings.string[i]);
		else
			txt_quote(out, strings.string[i]);
	}
	strings_release(&strings);
	return out->failed ? ERR_MEMORY : ERR_NONE;
}

/* What the host stores is strings of 255 bytes, whoever cuts them. */
static enum error quoted_size(const struct dns_host *host, struct slice value, const uint32_t *cut, size_t cuts, size_t *size)
{
	struct strings strings;
	struct buf quoted = { 0 };
	enum error error = split(host, value, cut, cuts, &strings);

	if (error)
		return error;
	for (size_t i = 0; i < strings.n; i++) {
		if (i)
			buf_char(&quoted, ' ');
		txt_quote(&quoted, strings.string[i]);
	}
	*size = quoted.len;
	error = quoted.failed ? ERR_MEMORY : ERR_NONE;
	buf_release(&quoted);
	strings_release(&strings);
	return error;
}

enum error host_measure(const struct dns_host *host, struct slice value, const uint32_t *cut, size_t cuts, struct host_size *out)
{
	const struct host_limit *limit = &host->limit;
	enum error error = ERR_NONE;

	*out = (struct host_size){ .total = value.len };
	if (limit->quoted)
		error = quoted_size(host, value, cut, cuts, &out->total);
	/* Where the value is typed in one piece that nobody cuts, the piece is the string. */
	out->string = host->quotes == QUOTES_ONE ? value.len : 0;
	out->over = (limit->total && out->total > limit->total) || (limit->string && out->string > limit->string);
	return error;
}
