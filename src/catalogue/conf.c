/* conf: libconfuse's sections into structs. */
#include "catalogue/conf.h"
#include "base/memory.h"
#include "base/words.h"
#include "catalogue/catalogue.h"
#include <confuse.h>
#include <stdio.h>
#include <string.h>

enum { FIELDS_MOST = 40 };
#define LINE "(line)"		/* of its end, set when a section is complete; what a file says there is replaced */

/* Where the words of libconfuse go: its functions hand no pointer on. */
static _Thread_local struct {
	const struct conf_section *section;
	const char *path;
	struct catalogue_faults *faults;	/* NULL: only whether there is one is asked */
	struct catalogue_faults *told;	/* those of entries that are read, in any case */
	unsigned before;		/* lines of the file before what is parsed */
	struct buf *seen;		/* titles, each between newlines; NULL: libconfuse has all of the text, and sees to it */
	enum error error;
} parsing;

static void report(cfg_t *cfg, const char *format, va_list arguments)
{
	char why[sizeof parsing.faults->problem[0].detail];

	if (parsing.error)	/* the first one says it */
		return;
	parsing.error = ERR_SYNTAX;
	if (!parsing.faults)
		return;
	vsnprintf(why, sizeof why, format, arguments);
	unsigned line = cfg && cfg->line > 0 ? (unsigned)cfg->line + parsing.before : 0;

	(void)conf_fault(parsing.faults, ERR_SYNTAX, parsing.path, line, why);
}

static bool printable(const char *text)
{
	struct buf out = { 0 };
	bool same;

	text_printable(&out, slice_of(text), TEXT_UTF8);
	same = slice_equal(buf_slice(&out), slice_of(text));
	buf_release(&out);
	return same;
}

static const struct conf_field *field_of(const struct conf_section *section, const char *name)
{
	for (const struct conf_field *field = section->field; field->name; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

static const char *value_fault(const struct conf_field *field, const char *value)
{
	if (!printable(value))
		return N_("a character that cannot be shown");
	if (field->kind != CONF_WORD)
		return field->fault ? field->fault(value) : NULL;
	for (size_t i = 0; field->words[i]; i++)
		if (strcmp(field->words[i], value) == 0)
			return NULL;
	return N_("no such word here");
}

/* Called by libconfuse for each value as it is read, also within a list, while its line is still known. */
static int check_value(cfg_t *cfg, cfg_opt_t *opt)
{
	const struct conf_section *section = parsing.section;

	if (section->sub && strcmp(cfg_name(cfg), section->sub->name) == 0)
		section = section->sub;
	const struct conf_field *field = field_of(section, opt->name);
	const char *value = cfg_opt_size(opt) ? cfg_opt_getnstr(opt, cfg_opt_size(opt) - 1) : NULL;
	const char *why = field && value ? value_fault(field, value) : NULL;

	if (!why)
		return 0;
	cfg_error(cfg, "%s \"%s\": %s", opt->name, value, _(why));
	return -1;
}

static int check_number(cfg_t *cfg, cfg_opt_t *opt)
{
	long value = cfg_opt_getnint(opt, 0);

	if (value >= 0 && value <= INT32_MAX)
		return 0;
	cfg_error(cfg, _("%s takes 0 to 2147483647"), opt->name);
	return -1;
}

static int check_section(cfg_t *cfg, cfg_opt_t *opt)
{
	const struct conf_section *section = parsing.section;
	unsigned n = cfg_opt_size(opt);
	cfg_t *entry = cfg_opt_getnsec(opt, n - 1);

	if (section->sub && strcmp(opt->name, section->sub->name) == 0)
		section = section->sub;
	const char *why = section->title_fault(cfg_title(entry));
	if (!why && n > CATALOGUE_ENTRIES)
		why = N_("more entries than fit");
	for (const struct conf_field *field = section->field; !why && field->name; field++) {
		if (!(field->needed || field->kind == CONF_WORD) || cfg_size(entry, field->name))
			continue;
		cfg_error(cfg, _("%s \"%s\" has no %s"), section->name, cfg_title(entry), field->name);
		return -1;
	}
	if (why) {
		cfg_error(cfg, "%s \"%s\": %s", section->title, cfg_title(entry), _(why));
		return -1;
	}
	cfg_setint(entry, LINE, cfg->line);
	return 0;
}

/* The fields of the table as libconfuse wants them. Returns how many there are. */
static size_t fields_of(const struct conf_section *section, cfg_opt_t *opt)
{
	size_t n = 0;

	for (const struct conf_field *field = section->field; field->name; field++) {
		switch (field->kind) {
		case CONF_BOOL:
			opt[n++] = (cfg_opt_t)CFG_BOOL(field->name, cfg_false, CFGF_NODEFAULT);
			break;
		case CONF_NUMBER:
			opt[n] = (cfg_opt_t)CFG_INT(field->name, 0, CFGF_NODEFAULT);
			opt[n++].validcb = check_number;
			break;
		case CONF_LIST:
			opt[n] = (cfg_opt_t)CFG_STR_LIST(field->name, NULL, CFGF_NODEFAULT);
			opt[n++].validcb = check_value;
			break;
		default:
			opt[n] = (cfg_opt_t)CFG_STR(field->name, NULL, CFGF_NODEFAULT);
			opt[n++].validcb = check_value;
		}
	}
	opt[n++] = (cfg_opt_t)CFG_INT(LINE, 0, CFGF_NODEFAULT);
	return n;
}

static void options_of(const struct conf_section *section, cfg_opt_t *opt, cfg_opt_t *sub)
{
	size_t n = fields_of(section, opt);

	if (section->sub) {
		sub[fields_of(section->sub, sub)] = (cfg_opt_t)CFG_END();
		opt[n] = (cfg_opt_t)CFG_SEC(section->sub->name, sub, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
		opt[n++].validcb = check_section;
	}
	opt[n] = (cfg_opt_t)CFG_END();
}

static const char *copy(struct pool *pool, const char *text)
{
	return pool_copy(pool, slice_of(text)).at;
}

static const char *const *copy_list(struct pool *pool, cfg_t *from, const char *name)
{
	unsigned n = cfg_size(from, name);
	const char **list = POOL_NEW(pool, const char *, n + 1);

	for (unsigned i = 0; list && i < n; i++)
		list[i] = copy(pool, cfg_getnstr(from, name, i));
	return list;
}

static int word_index(const char *const *words, const char *word)
{
	int i = 0;

	while (words[i] && strcmp(words[i], word) != 0)
		i++;
	return i;
}

static void read_field(struct pool *pool, cfg_t *from, const struct conf_field *field, char *at)
{
	bool given = cfg_size(from, field->name) > 0;

	switch (field->kind) {
	case CONF_TEXT:
		*(const char **)(void *)at = copy(pool, given ? cfg_getstr(from, field->name) : "");
		break;
	case CONF_LIST:
		*(const char *const **)(void *)at = copy_list(pool, from, field->name);
		break;
	case CONF_BOOL:
		*(bool *)(void *)at = given && cfg_getbool(from, field->name);
		break;
	case CONF_NUMBER:
		*(uint32_t *)(void *)at = given ? (uint32_t)cfg_getint(from, field->name) : 0;
		break;
	case CONF_WORD:
		*(int *)(void *)at = word_index(field->words, cfg_getstr(from, field->name));
	}
}

static void read_section(struct pool *pool, cfg_t *from, const struct conf_section *section, char *entry)
{
	const struct conf_section *sub = section->sub;

	*(const char **)(void *)(entry + section->title_at) = copy(pool, cfg_title(from));
	for (const struct conf_field *field = section->field; field->name; field++)
		read_field(pool, from, field, entry + field->offset);
	if (!sub)
		return;
	unsigned n = cfg_size(from, sub->name);
	char *subs = pool_zero(pool, n + 1, sub->size);
	for (unsigned i = 0; subs && i < n; i++)
		read_section(pool, cfg_getnsec(from, sub->name, i), sub, subs + i * sub->size);
	*(void **)(void *)(entry + section->sub_at) = subs;
	*(size_t *)(void *)(entry + section->subs_at) = n;
}

/* Each title once in a file; the one above stays. False also without memory, which the buf keeps. */
static bool is_new(const char *title)
{
	struct buf line = { 0 };
	bool found;

	if (!parsing.seen)
		return true;
	buf_printf(&line, "\n%s\n", title);
	found = parsing.seen->len && memmem(parsing.seen->text, parsing.seen->len, buf_text(&line), line.len);
	buf_add(parsing.seen, buf_slice(&line));
	parsing.seen->failed |= line.failed;
	buf_release(&line);
	return !found;
}

/* Sections that are complete, whether or not the file goes wrong behind them. */
static enum error take_all(cfg_t *cfg, struct pool *pool, conf_take *take, void *arg)
{
	const struct conf_section *section = parsing.section;
	enum error worst = ERR_NONE, error;

	for (unsigned i = 0; i < cfg_size(cfg, section->name); i++) {
		cfg_t *from = cfg_getnsec(cfg, section->name, i);
		const char *why = "";
		char *entry = pool_zero(pool, 1, section->size);

		if (!cfg_size(from, LINE))
			continue;
		if (!entry)
			return ERR_MEMORY;
		read_section(pool, from, section, entry);
		error = pool->failed ? ERR_MEMORY : ERR_NONE;
		if (!error && !is_new(cfg_title(from))) {
			error = ERR_SYNTAX;
			why = N_("a duplicate: an entry of this id stands above");
		}
		if (!error)
			error = take(arg, entry, &why);
		if (error == ERR_MEMORY)
			return error;
		if (error)
			worst = conf_fault(parsing.told, error, parsing.path, (unsigned)cfg_getint(from, LINE) + parsing.before, _(why));
	}
	return worst;
}

/* whole: entries are taken only when all of the text parses. */
static enum error parse(const char *text, bool whole, struct pool *pool, conf_take *take, void *arg)
{
	const struct conf_section *section = parsing.section;
	cfg_opt_t fields[FIELDS_MOST], subs[FIELDS_MOST];
	cfg_opt_t options[] = { CFG_SEC(section->name, fields, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES), CFG_END() };
	enum error error = ERR_NONE;

	options_of(section, fields, subs);
	options[0].validcb = check_section;
	cfg_t *cfg = cfg_init(options, CFGF_NONE);
	if (!cfg)
		return ERR_MEMORY;
	parsing.error = ERR_NONE;
	cfg_set_error_function(cfg, report);
	if (cfg_parse_buf(cfg, text))	/* it says why, mostly */
		cfg_error(cfg, "%s", _("this cannot be read"));
	if (!whole || !parsing.error)
		error = take_all(cfg, pool, take, arg);
	cfg_free(cfg);
	return error == ERR_MEMORY ? error : parsing.error ? parsing.error : error;
}

/* The text up to the next line that begins an entry. */
static struct slice first_entry(struct slice text)
{
	size_t at = 0;

	do {
		const char *end = memchr(text.at + at, '\n', text.len - at);

		at = end ? (size_t)(end - text.at) + 1 : text.len;
	} while (at < text.len && !conf_begins(slice_from(text, at), parsing.section->name));
	return slice_to(text, at);
}

static unsigned lines_of(struct slice text)
{
	unsigned n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.at[i] == '\n';
	return n;
}

/* One after the other, so that a fault in one leaves the others. One that is known to be broken was told. */
static enum error parse_each(struct slice text, struct pool *pool, conf_take *take, void *arg)
{
	enum error worst = ERR_NONE, error;
	struct buf entry = { 0 }, seen = { 0 };

	parsing.seen = &seen;
	while (text.len && worst != ERR_MEMORY) {
		struct slice first = first_entry(text);

		text = slice_from(text, first.len);
		buf_clear(&entry);
		buf_add(&entry, first);
		error = entry.failed || seen.failed ? ERR_MEMORY : memchr(first.at, CONF_BROKEN, first.len) ? ERR_NONE : parse(buf_text(&entry), false, pool, take, arg);
		parsing.before += lines_of(first);
		worst = error ? error : worst;
	}
	parsing.seen = NULL;
	buf_release(&entry);
	buf_release(&seen);
	return worst;
}

enum error conf_parse(const struct conf_section *section, struct pool *pool, const char *path, struct slice text, conf_take *take,
    void *arg, struct catalogue_faults *faults)
{
	struct buf clean = { 0 };
	enum error broken, error = ERR_NONE;
	bool whole = false;

	faults->n = 0;
	if (text.len > CATALOGUE_FILE)
		return conf_fault(faults, ERR_TOO_LARGE, path, 0, _("a data file has at most 1 MiB"));
	broken = conf_clean(path, section->name, text, &clean, faults);
	parsing.section = section;
	parsing.path = path;
	parsing.told = faults;
	parsing.faults = NULL;
	parsing.before = 0;
	if (!broken) {		/* in one go, which is most files */
		error = parse(buf_text(&clean), true, pool, take, arg);
		whole = !parsing.error;
	}
	if (broken != ERR_MEMORY && error != ERR_MEMORY && !whole) {
		parsing.faults = faults;
		error = parse_each(buf_slice(&clean), pool, take, arg);
	}
	buf_release(&clean);
	if (broken == ERR_MEMORY || error == ERR_MEMORY)
		return conf_fault(faults, ERR_MEMORY, NULL, 0, NULL);
	return broken ? broken : error;
}
