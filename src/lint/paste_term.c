/*
 * paste_term: one repair of one term. What record.h says of a fault is done; what needs a thought is left for the linter to show.
 */
#include "lint/paste_private.h"

#include "base/ip.h"
#include "dns/name.h"

#include <string.h>

struct job {
	const struct record *record;
	const struct term *term;
	struct slice whole;
	struct buf *out;
};

/* The term with `with` for the stretch at. */
static bool splice(const struct job *job, struct span at, struct slice with)
{
	size_t before = at.at - job->term->whole.at;

	buf_add(job->out, slice_to(job->whole, before));
	buf_add(job->out, with);
	buf_add(job->out, slice_from(job->whole, before + at.len));
	return true;
}

static bool put_nothing(const struct job *job) { return splice(job, job->term->fault_at, SLICE("")); }
static bool put_hyphen(const struct job *job) { return splice(job, job->term->fault_at, SLICE("-")); }
static bool put_equals(const struct job *job) { return splice(job, job->term->fault_at, SLICE("=")); }
static bool put_colon(const struct job *job) { return splice(job, job->term->fault_at, SLICE(":")); }
static bool put_blank(const struct job *job) { return splice(job, job->term->fault_at, SLICE(" ")); }

static bool put_blank_before(const struct job *job)
{
	return splice(job, (struct span){ job->term->fault_at.at, 0 }, SLICE(" "));
}

static bool put_word(const struct job *job)
{
	return job->term->guess != K_BROKEN && splice(job, job->term->fault_at, slice_of(kind_word(job->term->guess)));
}

/* "-redirect=x.com" loses its sign; "-include=x.com" keeps it. */
static bool put_colon_for_equals(const struct job *job);
static bool put_no_sign(const struct job *job)
{
	bool known = job->term->guess == K_REDIRECT || job->term->guess == K_EXP;

	return put_colon_for_equals(job) || (known && put_nothing(job));
}

/* "!all" would come out as an all that passes everybody: not said plainly enough. */
static bool put_qualifier(const struct job *job)
{
	char sign[2] = { job->term->qualifier == '+' ? '\0' : job->term->qualifier, '\0' };

	if (job->term->guess == K_BROKEN || (job->term->guess == K_ALL && !*sign && !memchr(job->whole.at, '+', job->whole.len)))
		return false;
	return splice(job, job->term->fault_at, slice_of(sign));
}

static bool put_family_before(const struct job *job)
{
	return splice(job, (struct span){ job->term->fault_at.at, 0 }, job->term->guess == K_IP6 ? SLICE("ip6:") : SLICE("ip4:"));
}

/* "a:192.0.2.1", "ip6:192.0.2.1": the address's own mechanism. */
static bool put_family(const struct job *job)
{
	static const enum kind named[] = { K_A, K_MX, K_INCLUDE, K_IP4, K_IP6 };
	struct slice word = record_slice(job->record, job->term->word);

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (slice_same(word, slice_of(kind_word(named[i]))))
			return splice(job, job->term->word, job->term->guess == K_IP6 ? SLICE("ip6") : SLICE("ip4"));
	return false;
}

static bool put_a(const struct job *job)
{
	struct slice value = record_slice(job->record, job->term->value);

	return !memchr(value.at, ':', value.len) && splice(job, job->term->word, paste_policy(value) ? SLICE("include") : SLICE("a"));
}

/* The host of a URL, the domain of a mail address. */
static struct slice host_of(struct slice text)
{
	const char *mark = memmem(text.at, text.len, "://", 3);
	size_t end = 0;

	if (mark)
		text = slice_from(text, (size_t)(mark - text.at) + 3);
	while (end < text.len && !strchr("/?#", text.at[end]))
		end++;
	text = slice_to(text, end);
	mark = memchr(text.at, '@', text.len);
	if (mark)
		text = slice_from(text, (size_t)(mark - text.at) + 1);
	mark = memchr(text.at, ':', text.len);
	return mark ? slice_to(text, (size_t)(mark - text.at)) : text;
}

static bool put_host(const struct job *job)
{
	struct slice host = host_of(record_slice(job->record, job->term->value));

	return host.len && splice(job, job->term->value, host);
}

/* An A-label for what is not ASCII (RFC 8616 4); a prefix length stays. */
static bool put_a_label(const struct job *job)
{
	struct span at = job->term->fault_at;
	struct slice value = record_slice(job->record, at);
	const char *slash = memchr(value.at, '/', value.len);
	struct name name;
	char text[NAME_TEXT];

	if (slash)
		at.len = (uint32_t)(slash - value.at);
	if (name_from_person(slice_to(value, at.len), &name))
		return false;
	size_t n = name_text(&name, text);
	while (n > 1 && text[n - 1] == '.')
		n--;
	return splice(job, at, (struct slice){ text, n });
}

/* "/48" on a or mx is for IPv6; "/24/64" lacks a slash; ip4 and ip6 take one. */
static bool put_slashes(const struct job *job)
{
	struct span at = job->term->fault_at;
	struct slice text = record_slice(job->record, at), word = record_slice(job->record, job->term->word);
	const char *second = text.len > 1 ? memchr(text.at + 1, '/', text.len - 1) : NULL;
	bool address = slice_same(word, SLICE("ip4")) || slice_same(word, SLICE("ip6"));

	if (address && second)
		return splice(job, (struct span){ at.at + (uint32_t)(second - text.at), at.len - (uint32_t)(second - text.at) }, SLICE(""));
	if (second)
		return splice(job, (struct span){ at.at + (uint32_t)(second - text.at), 0 }, SLICE("/"));
	return !address && splice(job, (struct span){ at.at, 0 }, SLICE("/"));
}

/* What is behind a byte that is not ASCII goes, if what is before it is a term. */
static bool put_what_is_before(const struct job *job)
{
	struct slice before = slice_to(job->whole, job->term->fault_at.at - job->term->whole.at);

	buf_add(job->out, before);
	return paste_good(before) != K_BROKEN;
}

static bool put_if_good(const struct job *job, struct slice text)
{
	struct buf apart = { 0 };
	struct address address;
	unsigned bits;
	/* Or what its own repair makes good. */
	bool good = paste_good(text) != K_BROKEN || network_parse(text, &address, &bits) || paste_glued(text, false, &apart);

	job->out->failed |= apart.failed;
	buf_release(&apart);
	if (text.len == job->whole.len || !good)
		return false;
	buf_add(job->out, text);
	return true;
}

/* Sentence marks, brackets and quotes around a good term. */
static bool without_marks(const struct job *job)
{
	return put_if_good(job, paste_bare(job->whole));
}

/* "_<http://spf.x.com/>spf.x.com": what a mail program makes of names. */
static bool without_links(const struct job *job)
{
	struct buf text = { 0 };
	bool linked = false;

	if (job->whole.len > PASTE_TERM)
		return false;
	for (size_t i = 0; i < job->whole.len; i++) {
		const char *open = job->whole.at + i, *close = *open == '<' ? memchr(open, '>', job->whole.len - i) : NULL;

		if (close && memmem(open, (size_t)(close - open), "://", 3)) {
			linked = true;
			i += (size_t)(close - open);
		} else {
			buf_char(&text, *open);
		}
	}
	bool good = linked && put_if_good(job, buf_slice(&text));

	job->out->failed |= text.failed;
	buf_release(&text);
	return good;
}

/* "\010", "\226\128\147": bytes as dig prints them, which are text no more than in a zone file. */
static unsigned without_escapes(const struct job *job)
{
	bool found = false;

	for (size_t at = 0; at < job->whole.len;) {
		size_t next = at;
		uint8_t byte;

		if (job->whole.at[at] == '\\' && name_unescape(job->whole, &next, &byte) && next == at + 4 && (byte <= ' ' || byte > '~')) {
			buf_char(job->out, byte < ' ' || byte == 0x7f ? ' ' : (char)byte);
			found = true;
			at = next;
		} else {
			buf_char(job->out, job->whole.at[at++]);
		}
	}
	unsigned rule = found ? paste_damage(buf_slice(job->out)) : 0;
	return rule ? rule : found ? 109 : 0;
}

/* The second of two that are the same. */
static bool is_double(const struct job *job)
{
	for (const struct term *term = job->record->term; term < job->term; term++)
		if (slice_same(record_slice(job->record, term->whole), job->whole))
			return true;
	return false;
}

static bool is_marks(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(",;&|<>*\"'`\\", text.at[i]) || !text.at[i])
			return false;
	return true;
}

/* A comma that is wide (record.h: fault_at) as a plain one, and all others with it. */
static bool list_wide(const struct job *job)
{
	struct buf plain = { 0 };

	for (size_t at = 0; at < job->whole.len;) {
		uint32_t code;
		size_t used = utf8_decode(slice_from(job->whole, at), &code);

		if (used > 1 && (paste_folded(code) == ',' || paste_folded(code) == ';'))
			buf_char(&plain, ',');
		else
			buf_add(&plain, slice_to(slice_from(job->whole, at), used));
		at += used;
	}
	bool listed = !plain.failed && paste_listed(buf_slice(&plain), job->out);
	job->out->failed |= plain.failed;
	buf_release(&plain);
	return listed;
}

static const struct repair {
	uint16_t fault;
	bool (*put)(const struct job *);
} repairs[] = {
	{ 109, put_what_is_before }, { 201, put_hyphen }, { 202, put_nothing }, { 203, put_nothing }, { 204, put_blank }, { 207, put_blank },
	{ 208, put_nothing }, { 209, put_blank_before }, { 211, put_equals }, { 212, put_colon }, { 213, put_word }, { 214, put_family_before },
	{ 215, put_family }, { 216, put_a }, { 217, put_qualifier }, { 218, put_no_sign }, { 219, put_word }, { 222, put_host },
	{ 303, is_double }, { 304, is_double }, { 308, put_a_label }, { 311, put_family }, { 313, put_slashes }, { 314, put_nothing },
	{ 315, put_nothing },
};

/* A term that no receiver reads. */
static unsigned broken(const struct job *job)
{
	unsigned rule;

	if (is_marks(job->whole))
		return 207;
	if (slice_starts(job->whole, SLICE("spf2.0")))	/* Sender ID, RFC 4406 */
		return 108;
	rule = without_escapes(job);
	if (rule)
		return rule;
	buf_clear(job->out);
	rule = paste_glued(job->whole, false, job->out);
	if (rule)
		return rule;
	buf_clear(job->out);
	if (without_links(job))
		return 222;
	buf_clear(job->out);
	if (without_marks(job))
		return job->term->fault;
	if (job->term->fault == 207 && list_wide(job))
		return 207;
	for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
		buf_clear(job->out);
		if (repairs[i].fault == job->term->fault)
			return repairs[i].put(job) ? job->term->fault : 0;
	}
	return 0;
}

/* "include=x.com" is an unknown modifier, which receivers pass over. */
static bool put_colon_for_equals(const struct job *job)
{
	static const enum kind kinds[] = { K_INCLUDE, K_A, K_MX, K_PTR, K_IP4, K_IP6, K_EXISTS };
	struct slice word = record_slice(job->record, job->term->word);
	struct span at = { job->term->word.at + job->term->word.len, 1 };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_same(word, slice_of(kind_word(kinds[i]))) && job->term->value.len && job->record->text[at.at] == '=')
			return splice(job, at, SLICE(":"));
	return false;
}

/* A domain-spec that is legal and no name that can exist. */
static unsigned legal(const struct job *job)
{
	struct slice value = record_slice(job->record, job->term->value);
	unsigned rule;

	if (!value.len || value.len > PASTE_TERM || memchr(value.at, '%', value.len))
		return 0;
	if (without_links(job))
		return 222;
	if (memmem(value.at, value.len, "://", 3) || memchr(value.at, '@', value.len))
		return put_host(job) && paste_good(buf_slice(job->out)) != K_BROKEN ? 222 : 0;
	if (memchr(value.at, ',', value.len) || memchr(value.at, ';', value.len)) {
		rule = paste_listed(job->whole, job->out);
		if (rule)
			return rule;
		buf_clear(job->out);
	}
	rule = paste_glued(job->whole, true, job->out);
	if (rule)
		return rule;
	buf_clear(job->out);
	return memchr(value.at, '"', value.len) && without_marks(job) ? 111 : 0;
}

unsigned paste_term(const struct record *record, size_t i, struct buf *out)
{
	const struct term *term = &record->term[i];
	struct job job = { record, term, record_slice(record, term->whole), out };

	buf_clear(out);
	switch (term->kind) {
	case K_BROKEN:
		return broken(&job);
	case K_UNKNOWN_MODIFIER:
		return put_colon_for_equals(&job) ? 210 : 0;
	case K_INCLUDE:
	case K_A:
	case K_MX:
	case K_PTR:
	case K_EXISTS:
	case K_REDIRECT:
	case K_EXP:
		return legal(&job);
	default:
		return 0;
	}
}
