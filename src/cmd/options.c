/*
 * options: the two tables, and getopt_long() over them.
 */
#include "cmd/options.h"
#include "cmd/options_bits.h"
#include "base/buf.h"
#include "base/memory.h"
#include "base/words.h"
#include "cmd/commands.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

const struct command commands[] = {
	{ "wizard", IN_WIZARD, "[DOMAIN]", N_("answer questions, get a proven record and its zone lines"),
	    { "spfwiz example.org", "spfwiz --zone db.example.org example.org" }, NULL },
	{ "lint", IN_LINT, "[DOMAIN]", N_("what is wrong with a record, and how it is repaired"),
	    { "spfwiz lint --record 'v=spf1 includ:_spf.mailer.example ptr -all' --fix", "spfwiz lint --zone db.example.org --format gcc" }, cmd_lint },
	{ "check", IN_CHECK, "[DOMAIN]", N_("what a receiver would say of a sender"),
	    { "spfwiz check --ip 192.0.2.1 --from alice@example.org", "spfwiz check --ip 2001:db8::1 --record 'v=spf1 a -all' example.org" },
	    cmd_check },
	{ "tree", IN_TREE, "[DOMAIN]", N_("the lookups a record costs, term by term"),
	    { "spfwiz tree example.org", "spfwiz tree --zone db.example.org --json example.org" }, cmd_tree },
	{ "build", IN_BUILD, "[DOMAIN]", N_("the wizard's questions as options; prints the record"),
	    { "spfwiz build --mx --ip4 192.0.2.0/24 --all=-all", "spfwiz build --include _spf.mailer.example example.org" }, cmd_build },
	{ "emit", IN_EMIT, "[DOMAIN]", N_("a record as zone lines, or for another format or a DNS host"),
	    { "spfwiz emit --as bind --record 'v=spf1 mx -all' example.org", "spfwiz emit --host cloudflare example.org" }, cmd_emit },
	{ "explain", IN_EXPLAIN, "[WORD|RECORD] [DOMAIN]", N_("a rule, a word of SPF, or a record in plain sentences"),
	    { "spfwiz explain SPF502", "spfwiz explain 'v=spf1 a mx -all' example.org" }, cmd_explain },
	{ "hosts", IN_HOSTS, "[WORD...]", N_("DNS hosts, and what their fields take"), { "spfwiz hosts", "spfwiz hosts aliyun" }, cmd_hosts },
	{ "services", IN_SERVICES, "[WORD...]", N_("mail services, and what belongs in the record for them"),
	    { "spfwiz services google", "spfwiz services --json" }, cmd_services },
	{ 0 },
};

#define AT(member) offsetof(struct options, member)
const struct option_row option_rows[] = {
	{ "ip", 'i', 's', IN_CHECK, AT(ip), N_("ADDRESS"), N_("the sender's address") },
	{ "from", 'f', 's', IN_CHECK, AT(from), N_("MAILFROM"), N_("the envelope sender (Return-Path)") },
	{ "helo", 0, 's', IN_CHECK, AT(helo), N_("NAME"), N_("the name the sender says in HELO") },
	{ "receiver", 0, 's', IN_CHECK, AT(receiver), N_("NAME"), N_("the receiver's name, for %{r}") },
	{ "expect", 0, 's', IN_CHECK, AT(expect), N_("RESULT,..."), N_("exit status 0 for these results (pass)") },
	{ "exit-map", 0, 's', IN_CHECK, AT(exit_map), "spfquery", N_("the exit status says the result, as Mail::SPF's spfquery") },
	{ "strict", 0, 'b', IN_CHECK, AT(strict), NULL, N_("ask only what a receiver would, left to right") },
	{ "a", 0, 'b', IN_BUILD, AT(a), NULL, N_("the domain's own addresses send") },
	{ "no-a", 0, 'b', IN_BUILD, AT(no_a), NULL, N_("the domain's own addresses do not send") },
	{ "mx", 0, 'b', IN_BUILD, AT(mx), NULL, N_("its mail exchangers send") },
	{ "no-mx", 0, 'b', IN_BUILD, AT(no_mx), NULL, N_("its mail exchangers do not send") },
	{ "ptr", 0, 'b', IN_BUILD, AT(ptr), NULL, N_("any host by reverse name (RFC 7208 5.5 advises against it)") },
	{ "no-ptr", 0, 'b', IN_BUILD, AT(no_ptr), NULL, N_("no host by reverse name") },
	{ "a-host", 0, 'w', IN_BUILD, AT(a_hosts), N_("NAME"), N_("another host sends") },
	{ "mx-host", 0, 'w', IN_BUILD, AT(mx_hosts), N_("DOMAIN"), N_("another domain's mail exchangers send") },
	{ "ip4", 0, 'w', IN_BUILD, AT(ip4), N_("NETWORK"), N_("an IPv4 address or network sends") },
	{ "ip6", 0, 'w', IN_BUILD, AT(ip6), N_("NETWORK"), N_("an IPv6 address or network sends") },
	{ "include", 0, 'w', IN_BUILD, AT(includes), N_("DOMAIN"), N_("whoever may send for that domain sends") },
	{ "all", 0, 's', IN_BUILD, AT(all), "Q", N_("everyone else: ~all, -all or ?all") },
	{ "redirect", 0, 's', IN_BUILD, AT(redirect), N_("DOMAIN"), N_("that domain's record decides for everyone else") },
	{ "none", 0, 'b', IN_BUILD, AT(none), NULL, N_("the domain sends no mail: v=spf1 -all") },
	{ "exp", 0, 's', IN_BUILD, AT(exp), N_("NAME"), N_("the name whose TXT record explains a fail") },
	{ "exp-text", 0, 's', IN_BUILD, AT(exp_text), N_("TEXT"), N_("what that TXT record says") },
	{ "helo-host", 0, 'w', IN_BUILD, AT(helo_hosts), N_("NAME"), N_("a host that gets v=spf1 a -all of its own") },
	{ "format", 0, 's', IN_LINT, AT(format), "text|gcc|json|ndjson|sarif", N_("how findings are written (text)") },
	{ "batch", 0, 's', IN_LINT, AT(batch), N_("FILE"), N_("lint the domains in it, one a line (- reads them); NDJSON in their order") },
	{ "context", 0, 'b', IN_LINT, AT(context), NULL, N_("with --batch, ask about MX, DMARC and type 99 too, as for one domain") },
	{ "each-server", 0, 'b', IN_LINT, AT(each_server), NULL, N_("ask each of the domain's name servers too: do they say the same?") },
	{ "select", 0, 'w', IN_LINT, AT(select), N_("RULE,..."), N_("these rules alone: SPF502, near-10, SPF5 for a family") },
	{ "ignore", 0, 'w', IN_LINT, AT(ignore), N_("RULE,..."), N_("all but these rules") },
	{ "severity", 0, 's', IN_LINT, AT(severity), "error|warning|note", N_("show findings of this level and worse (note)") },
	{ "fail-on", 0, 's', IN_LINT, AT(fail_on), "error|warning|note|never", N_("exit status 1 from this level on (error)") },
	{ "serial", 0, 's', IN_LINT, AT(serial), N_("N"), N_("with --zone alone, the SOA serial that servers show (SPF907)") },
	{ "fix", 0, 'b', IN_LINT, AT(fix), NULL, N_("print the record with its safe repairs, the findings left on standard error") },
	{ "diff", 0, 'b', IN_LINT, AT(diff), NULL, N_("with --fix, print what changes") },
	{ "unsafe-fixes", 0, 'b', IN_LINT, AT(unsafe_fixes), NULL, N_("with --fix, repairs that may change who passes, too") },
	{ "as", 0, 's', IN_EMIT | IN_BUILD, AT(as), "bind|nsd|knot|...", N_("the name server that lines and commands are for (bind), or another format") },
	{ "host", 0, 's', IN_EMIT | IN_BUILD | IN_LINT, AT(host), N_("HOST"), N_("the DNS host it is for, as spfwiz hosts has it; auto (not with lint): by the name servers") },
	{ "owner", 0, 's', IN_EMIT | IN_BUILD, AT(owner), "at|relative|absolute", N_("how the owner is written (absolute)") },
	{ "ttl", 0, 's', IN_EMIT | IN_BUILD, AT(ttl), N_("SECONDS"), N_("the TTL written (none; a published record keeps its own)") },
	{ "layout", 0, 's', IN_EMIT | IN_BUILD, AT(layout), "line|parentheses|commented", N_("one line (line), a string a line, or a term a line with a comment") },
	{ "comment", 0, 's', IN_EMIT | IN_BUILD, AT(comment), N_("TEXT"), N_("a line of comment above") },
	{ "zone", 'z', 'w', IN_ALL, AT(zones), N_("FILE[:ORIGIN]"), N_("answers come from these master files alone") },
	{ "include-dir", 0, 's', IN_ALL, AT(include_dir), N_("FOLDER"), N_("where relative $INCLUDE paths start") },
	{ "record", 'r', 's', IN_ALL, AT(record), N_("TEXT"), N_("as if this were published at DOMAIN (- reads it)") },
	{ "no-dns", 0, 'b', IN_ALL, AT(no_dns), NULL, N_("ask nobody; what needs DNS stays open") },
	{ "answers", 0, 's', IN_ALL, AT(answers), N_("FILE"), N_("answers come from this file that --save-answers wrote") },
	{ "save-answers", 0, 's', IN_ALL, AT(save_answers), N_("FILE"), N_("keep every answer, one JSON object a line") },
	{ "server", 's', 'w', IN_ALL, AT(servers), N_("ADDRESS[#PORT]"), N_("ask this server; the same as @ADDRESS") },
	{ "port", 'p', 's', IN_ALL, AT(port), N_("PORT"), N_("the port of the servers (53)") },
	{ "ipv4", '4', 'b', IN_ALL, AT(ipv4), NULL, N_("ask over IPv4 alone") },
	{ "ipv6", '6', 'b', IN_ALL, AT(ipv6), NULL, N_("ask over IPv6 alone") },
	{ "tcp", 'T', 'b', IN_ALL, AT(tcp), NULL, N_("ask over TCP alone") },
	{ "timeout", 0, 's', IN_ALL, AT(timeout), N_("SECONDS"), N_("how long one question may take in all (5)") },
	{ "tries", 0, 's', IN_ALL, AT(tries), N_("N"), N_("how often it is sent in that time (4)") },
	{ "resolv-conf", 0, 's', IN_ALL, AT(resolv_conf), N_("FILE"), N_("servers are in this file, not in /etc/resolv.conf") },
	{ "plain", 0, 'b', IN_WIZARD, AT(plain), NULL, N_("plain questions, line by line, instead of screens") },
	{ "no-input", 0, 'b', IN_WIZARD, AT(no_input), NULL, N_("fail instead of asking; names the options of build") },
	{ "json", 'j', 'b', IN_EVERY & ~IN_WIZARD, AT(json), NULL, N_("one JSON object, also on failure") },
	{ "verbose", 'v', 'b', IN_CHECK, AT(verbose), NULL, N_("print the ledger too: every term, what it asked and cost") },
	{ "data", 0, 's', IN_EVERY, AT(data), N_("FOLDER"), N_("add services.conf and hosts/ of this folder to ours") },
	{ "color", 0, 's', IN_EVERY, AT(color), "auto|always|never", N_("colours (auto; NO_COLOR counts)") },
	{ "help", 'h', 'b', IN_EVERY, AT(help), NULL, N_("this help") },
	{ "version", 'V', 'b', IN_EVERY, AT(version), NULL, N_("the version") },
	{ 0 },
};

enum { OPTIONS_MOST = 80 };

static bool words_add(struct words *words, const char *word)
{
	if (words->n == words->size) {
		size_t size = words->size ? words->size * 2 : 8;
		const char **more = mem_resize(words->word, size, sizeof *more);

		if (!more)
			return false;
		words->word = more;
		words->size = size;
	}
	words->word[words->n++] = word;
	return true;
}

/* Two rows of the edit-distance table; words are short. */
static size_t distance(const char *a, const char *b)
{
	size_t row[32], n = strlen(b);

	if (n >= 31 || strlen(a) >= 31)
		return SIZE_MAX;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t swap = corner + (a[i - 1] != b[j - 1]), best = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;

			corner = row[j];
			row[j] = swap < best ? swap : best;
		}
	}
	return row[n];
}

const char *options_nearest(const char *word, const char *(*next)(size_t i, const void *arg), const void *arg)
{
	const char *best = NULL, *candidate;
	size_t least = 3;

	for (size_t i = 0; (candidate = next(i, arg)); i++) {
		size_t d = distance(word, candidate);

		if (d < least && d < strlen(word)) {
			least = d;
			best = candidate;
		}
	}
	return best;
}

static const char *command_name(size_t i, const void *arg)
{
	(void)arg;
	return commands[i].name;
}

static const char *option_name(size_t i, const void *arg)
{
	(void)arg;
	return option_rows[i].name;
}

static enum error usage(struct problem *problem, const char *format, const char *word, const char *nearest)
{
	char what[sizeof problem->detail];
	int n = snprintf(what, sizeof what, format, word);

	if (nearest && n > 0 && (size_t)n < sizeof what)
		snprintf(what + n, sizeof what - (size_t)n, _("; did you mean \"%s\"?"), nearest);
	return problem_set(problem, ERR_USAGE, NULL, 0, what);
}

static enum error take(struct options *options, const struct option_row *row, const char *value, struct problem *problem)
{
	char *at = (char *)options + row->offset;

	if (!(row->commands & options->command->bit)) {
		char name[40];

		snprintf(name, sizeof name, "--%s", row->name);
		return usage(problem, options->command->bit == IN_WIZARD ? _("%s is an option of other commands, whose name comes first: spfwiz COMMAND ...") :
		    _("%s is no option of this command"), name, NULL);
	}
	switch (row->type) {
	case 'b':
		*(bool *)(void *)at = true;
		return ERR_NONE;
	case 's':
		*(const char **)(void *)at = value;
		return ERR_NONE;
	default:
		return words_add((struct words *)(void *)at, value) ? ERR_NONE : problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	}
}

/* The long options and the string of letters for getopt, from the table. */
static void getopt_tables(struct option *longs, char *letters)
{
	size_t n = 0;

	*letters++ = ':';	/* a missing value is told apart from an unknown option */
	for (const struct option_row *row = option_rows; row->name; row++, n++) {
		longs[n] = (struct option){ row->name, row->type == 'b' ? no_argument : required_argument, NULL, (int)(256 + n) };
		if (row->letter) {
			*letters++ = row->letter;
			if (row->type != 'b')
				*letters++ = ':';
		}
	}
	longs[n] = (struct option){ 0 };
	*letters = '\0';
}

static const struct option_row *row_of(int key)
{
	if (key >= 256)
		return &option_rows[key - 256];
	for (const struct option_row *row = option_rows; row->name; row++)
		if (row->letter == key)
			return row;
	return NULL;
}

static enum error unknown(const struct options *options, struct problem *problem, char **argv, int key)
{
	char word[64];

	if (key == ':')
		return usage(problem, _("%s needs a value"), argv[optind - 1], NULL);
	if (optopt && optopt < 256) {
		snprintf(word, sizeof word, "-%c", optopt);
		/* "explain -all" is a term, and no bundle of letters. */
		return usage(problem, options->command->bit == IN_EXPLAIN ? _("there is no option %s; a word that begins with - stands behind --: "
		    "spfwiz explain -- -all") : _("there is no option %s"), word, NULL);
	}
	snprintf(word, sizeof word, "%s", argv[optind - 1]);
	word[strcspn(word, "=")] = '\0';
	if (optopt)
		return usage(problem, _("%s takes no value"), word, NULL);
	return usage(problem, _("there is no option %s"), word, word[0] && word[1] ? options_nearest(word + 2, option_name, NULL) : NULL);
}

static bool is_command(const char *word)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, word) == 0)
			return true;
	return false;
}

/* The command is the first word when that is one; a word without a dot that is none is a slip of the pen. */
static enum error choose(struct options *options, int *argc, char ***argv, struct problem *problem)
{
	const char *word = *argc > 1 ? (*argv)[1] : NULL;

	options->command = &commands[0];
	if (!word || *word == '-' || *word == '@')
		return ERR_NONE;
	for (const struct command *c = commands; c->name; c++) {
		if (strcmp(c->name, word) == 0) {
			options->command = c;
			(*argc)--;
			(*argv)++;
			return ERR_NONE;
		}
	}
	if (strchr(word, '.') || slice_of(word).len > 30 || !utf8_valid(slice_of(word)))
		return ERR_NONE;
	for (const char *c = word; *c; c++)
		if (!ascii_alpha(*c) && *c != '-')
			return ERR_NONE;
	return usage(problem, _("\"%s\" is neither a command nor a domain name with a dot"), word, options_nearest(word, command_name, NULL));
}

enum error options_parse(struct options *options, int argc, char **argv, struct problem *problem)
{
	struct option longs[OPTIONS_MOST];
	char letters[2 * OPTIONS_MOST];
	int key;

	_Static_assert(sizeof option_rows / sizeof *option_rows <= OPTIONS_MOST, "longs is too small");
	*options = (struct options){ 0 };
	enum error error = choose(options, &argc, &argv, problem);
	if (error)
		return error;
	getopt_tables(longs, letters);
	opterr = 0;
	optind = 0;
	while ((key = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct option_row *row = key == '?' || key == ':' ? NULL : row_of(key);

		error = row ? take(options, row, optarg, problem) : unknown(options, problem, argv, key);
		if (error)
			return error;
	}
	if (options->color && strcmp(options->color, "auto") != 0 && strcmp(options->color, "always") != 0 && strcmp(options->color, "never") != 0)
		return problem_set(problem, ERR_USAGE, NULL, 0, _("--color takes auto, always or never"));
	for (int i = optind; i < argc; i++) {
		bool server = argv[i][0] == '@';

		if (options->command == commands && is_command(argv[i]))
			return usage(problem, _("the command comes first: spfwiz %s ..."), argv[i], NULL);
		if (!words_add(server ? &options->servers : &options->operands, argv[i] + server))
			return problem_set(problem, ERR_MEMORY, NULL, 0, NULL);
	}
	return ERR_NONE;
}

void options_release(struct options *options)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (row->type == 'w')
			mem_free(((struct words *)(void *)((char *)options + row->offset))->word);
	mem_free(options->operands.word);
	*options = (struct options){ 0 };
}
