/* question_word: what a person types as a reply, checked and put in the form a record has. */
#include "wizard/question.h"

#include "base/words.h"
#include "dns/name.h"
#include "lint/rule.h"
#include "spf/macro.h"

#include <string.h>

/* What stands before a word that was copied out of a record. */
static const struct {
	const char *lead;
	enum question_id id;
} leads[] = {
	{ "a:", Q_A_HOSTS }, { "mx:", Q_MX_SETS }, { "ip4:", Q_IP4 }, { "ip6:", Q_IP6 }, { "include:", Q_INCLUDE },
	{ "redirect=", Q_REDIRECT }, { "exp=", Q_EXP },
};

/* Blanks and separators over one byte: NBSP, ideographic space and comma, full-width comma and semicolon. */
static size_t separator(struct slice text)
{
	static const char *const wide[] = { "\302\240", "\343\200\200", "\343\200\201", "\357\274\214", "\357\274\233" };

	if (ascii_blank(text.at[0]) || text.at[0] == ',' || text.at[0] == ';')
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (slice_starts(text, slice_of(wide[i])))
			return strlen(wide[i]);
	return 0;
}

bool question_next_word(struct slice *rest, struct slice *word)
{
	size_t at = 0, skip;

	while (rest->len && (skip = separator(*rest)) > 0)
		*rest = slice_from(*rest, skip);
	while (at < rest->len && !separator(slice_from(*rest, at)))
		at++;
	*word = slice_to(*rest, at);
	*rest = slice_from(*rest, at);
	return at > 0;
}

/* A sentence about the word: format has one %s, which the word fills made printable. */
static bool refuse(struct buf *fault, const char *format, struct slice word)
{
	struct buf shown = { 0 };

	text_printable(&shown, slice_to(word, 300), TEXT_UTF8);
	buf_printf(fault, format, buf_text(&shown));
	buf_release(&shown);
	return false;
}

static bool belongs(struct buf *fault, struct slice word, enum question_id id)
{
	refuse(fault, _("\"%s\" belongs to another question: "), word);
	buf_string(fault, _(wizard_questions[id].text));
	return false;
}

/* The words of one of the parser's rules. */
static bool refuse_by_rule(struct buf *fault, unsigned id, struct slice word)
{
	const struct rule *rule = rule_by_id(id);
	struct slice arg[4] = { word };

	if (!rule)
		return refuse(fault, _("\"%s\" cannot stand in a record."), word);
	rule_text(_(rule->message), arg, TEXT_UTF8, fault);
	buf_printf(fault, ". %s.", _(rule->todo));
	return false;
}

static bool refuse_name(struct buf *fault, enum error error, struct slice word)
{
	refuse(fault, "\"%s\": ", word);
	buf_string(fault, _(error_text(error)));
	return false;
}

static bool yes_no(struct slice word, struct buf *out, struct buf *fault)
{
	static const char *const yes[] = { N_("yes"), N_("y") }, *const no[] = { N_("no"), N_("n") };

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		if (slice_same(word, slice_of(yes[i])) || slice_same(word, slice_of(_(yes[i])))) {
			buf_string(out, "yes");
			return true;
		}
		if (slice_same(word, slice_of(no[i])) || slice_same(word, slice_of(_(no[i])))) {
			buf_string(out, "no");
			return true;
		}
	}
	return refuse(fault, _("\"%s\" is neither yes nor no."), word);
}

static bool choice_word(enum question_id id, struct slice word, struct buf *out, struct buf *fault)
{
	static const struct {
		const char *typed, *means;
	} also[] = { { "softfail", "~all" }, { "fail", "-all" }, { "neutral", "?all" } };

	for (size_t i = 0; i < sizeof also / sizeof *also; i++)
		if (slice_same(word, slice_of(also[i].typed)))
			word = slice_of(also[i].means);
	for (const struct question_choice *choice = wizard_questions[id].choice; choice->word; choice++)
		if (slice_same(word, slice_of(choice->word))) {
			buf_string(out, choice->word);
			return true;
		}
	refuse(fault, _("\"%s\" is none of "), word);
	for (const struct question_choice *choice = wizard_questions[id].choice; choice->word; choice++)
		buf_printf(fault, "%s%s", choice->word, choice[1].word ? ", " : ".");
	return false;
}

/* Where "/n", "//n" or "/n//n" starts (RFC 7208 5.6 dual-cidr-length); len when there is none. */
static size_t suffix_at(struct slice word)
{
	size_t end = word.len, i;

	for (i = end; i > 0 && ascii_digit(word.at[i - 1]); i--)
		;
	if (i >= 2 && word.at[i - 1] == '/' && word.at[i - 2] == '/') {
		end = i - 2;
		for (i = end; i > 0 && ascii_digit(word.at[i - 1]); i--)
			;
	}
	return i >= 1 && word.at[i - 1] == '/' ? i - 1 : end;
}

static bool length_good(struct slice digits, unsigned most)
{
	uint64_t bits;

	return slice_number(digits, most, &bits) && (digits.len == 1 || digits.at[0] != '0');
}

static bool suffix_good(struct slice suffix)
{
	size_t at = 0;

	while (at < suffix.len && !slice_starts(slice_from(suffix, at), SLICE("//")))
		at++;
	if (at < suffix.len && !length_good(slice_from(suffix, at + 2), 128))
		return false;
	return at == 0 || length_good(slice_from(slice_to(suffix, at), 1), 32);
}

/* A domain-spec (RFC 7208 7.1): a name as people type it, or text with macros. */
static bool domain_word(enum question_id id, struct slice word, struct buf *out, struct buf *fault)
{
	struct address address;
	struct name name;
	struct span at;
	char text[NAME_TEXT];
	uint32_t letters = 0;
	unsigned bits, rule;
	enum error error;

	if (network_parse(word, &address, &bits))
		return belongs(fault, word, address.v6 ? Q_IP6 : Q_IP4);
	if (id != Q_HELO && word.len && memchr(word.at, '%', word.len)) {
		rule = macro_scan(word, MACRO_DOMAIN, &letters, &at);
		if (rule)
			return refuse_by_rule(fault, rule, word);
		buf_add(out, word);
		return true;
	}
	error = name_from_person(word, &name);
	if (error)
		return refuse_name(fault, error, word);
	/* A legal name that ends in no top label, such as 1.2, is no domain-spec. */
	word = (struct slice){ text, name_text(&name, text) };
	rule = macro_scan(word, MACRO_DOMAIN, &letters, &at);
	if (rule)
		return refuse_by_rule(fault, rule, word);
	buf_add(out, word);
	return true;
}

static bool host_word(enum question_id id, struct slice word, struct buf *out, struct buf *fault)
{
	struct slice suffix = slice_from(word, suffix_at(word)), host = slice_to(word, suffix_at(word));
	struct address address;
	unsigned bits;

	if (network_parse(word, &address, &bits))
		return belongs(fault, word, address.v6 ? Q_IP6 : Q_IP4);
	if (!suffix_good(suffix))
		return refuse(fault, _("\"%s\": / takes 0 to 32 and // takes 0 to 128, without a leading zero."), word);
	if (!domain_word(id, host, out, fault))
		return false;
	buf_add(out, suffix);
	return true;
}

const char *question_private(struct ip ip, bool v6)
{
	const char *words = ip_special(ip, v6);

	return words && !slice_starts(slice_of(words), SLICE("Documentation")) ? words : NULL;
}

/* What is odd about a network that is legal. */
static void network_note(struct slice word, struct range range, bool v6, struct ip typed, struct buf *fault)
{
	const char *special = question_private(range.from, v6);
	char text[RANGE_TEXT];

	if (ip_compare(range.from, typed) != 0) {
		range_text(range, v6, text);
		refuse(fault, _("\"%s\" has host bits set: it means "), word);
		buf_printf(fault, "%s.", text);
	}
	if (special && question_private(range.to, v6)) {
		buf_string(fault, fault->len ? " " : "");
		refuse(fault, _("\"%s\" is not a public address "), word);
		buf_printf(fault, "(%s): ", special);
		buf_string(fault, _("receivers see the public address in front of it."));
	}
}

static bool network_word(enum question_id id, struct slice word, struct buf *out, struct buf *fault)
{
	static const struct ip mapped = { 0, UINT64_C(0xffff00000000) };
	bool v6 = id == Q_IP6;
	struct buf name = { 0 }, ignored = { 0 };
	struct address address;
	unsigned bits;
	bool host;

	if (network_parse(word, &address, &bits)) {
		/* ::ffff:0:0/96 is IPv4 (RFC 7208 section 5): as ip6 it never matches. */
		if (v6 != address.v6 || (v6 && bits >= 96 && range_holds(ip_network(mapped, 96, true), address.ip)))
			return belongs(fault, word, v6 ? Q_IP4 : Q_IP6);
		network_note(word, ip_network(address.ip, bits, v6), v6, address.ip, fault);
		buf_add(out, word);
		return true;
	}
	host = host_word(Q_A_HOSTS, word, &name, &ignored);
	buf_release(&name);
	buf_release(&ignored);
	if (host)
		return belongs(fault, word, Q_A_HOSTS);
	return refuse(fault, v6 ? _("\"%s\" is no IPv6 address or network. Write 2001:db8::1 or 2001:db8::/32.")
		: _("\"%s\" is no IPv4 address or network. Write 192.0.2.1 or 192.0.2.0/24."), word);
}

/* The text exp leads to (RFC 7208 6.2: US-ASCII, macros c, r, t too). */
static bool text_word(struct slice word, struct buf *out, struct buf *fault)
{
	struct span at;
	uint32_t letters = 0;
	unsigned rule;

	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] < ' ' || word.at[i] > '~')
			return refuse(fault, _("\"%s\" has more than printable ASCII in it: receivers would not show it."), word);
	rule = macro_scan(word, MACRO_EXPLANATION, &letters, &at);
	if (rule)
		return refuse_by_rule(fault, rule, word);
	buf_add(out, word);
	return true;
}

/* Takes "+" and "a:" and the like off; false when the word is plainly meant for another question. */
static bool without_lead(enum question_id id, struct slice *word, struct buf *fault)
{
	struct slice bare = word->len > 1 && word->at[0] == '+' ? slice_from(*word, 1) : *word;

	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		struct slice lead = slice_of(leads[i].lead);
		struct address address;
		unsigned bits;

		/* "a::1" is an address. */
		if (!slice_starts(bare, lead) || network_parse(bare, &address, &bits))
			continue;
		if (leads[i].id != id)
			return belongs(fault, *word, leads[i].id);
		*word = slice_from(bare, lead.len);
		return true;
	}
	return true;
}

bool question_word(enum question_id id, struct slice word, struct buf *out, struct buf *fault)
{
	word = slice_trim(word);
	switch (wizard_questions[id].form) {
	case REPLY_YES_NO:
		return yes_no(word, out, fault);
	case REPLY_CHOICE:
		return choice_word(id, word, out, fault);
	case REPLY_TEXT:
		return text_word(word, out, fault);
	case REPLY_LIST:
	case REPLY_NAME:
		break;
	}
	if (!without_lead(id, &word, fault))
		return false;
	if (id == Q_IP4 || id == Q_IP6)
		return network_word(id, word, out, fault);
	return id == Q_A_HOSTS || id == Q_MX_SETS ? host_word(id, word, out, fault) : domain_word(id, word, out, fault);
}
