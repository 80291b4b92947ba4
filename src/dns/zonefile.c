/* zonefile: master files and what they include, from the disk to a table of records. */
#include "dns/zonefile_private.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	BYTES_MOST = 256 << 20,
	POOL_MOST = 1 << 30,		/* a few lines with $GENERATE can ask for any amount of data */
	FILES_MOST = 4096,		/* a few files that include each other twice would be 2^depth */
	DEPTH_MOST = 16,
};

/* What a person counts as a column: characters, not bytes. */
static unsigned column_of(struct slice text, uint32_t at)
{
	unsigned column = 1;
	for (uint32_t i = at; i > 0 && text.at[i - 1] != '\n'; i--) {
		if (((uint8_t)text.at[i - 1] & 0xc0) != 0x80)
			column++;
	}
	return column;
}

enum error reader_fail(const struct reader *r, const struct unit *u, struct place place, enum error error, const char *format, ...)
{
	char detail[sizeof r->problem->detail] = "";
	va_list list;
	va_start(list, format);
	if (format && vsnprintf(detail, sizeof detail, format, list) < 0)
		detail[0] = '\0';
	va_end(list);
	problem_set(r->problem, error, r->file[u->file].path, place.line, detail);
	if (r->problem)
		r->problem->column = column_of(u->scan.text, place.at);
	return error;
}

enum error scan_fail(const struct reader *r, const struct unit *u)
{
	return reader_fail(r, u, u->scan.wrong, ERR_SYNTAX, "%s", _(u->scan.fault));
}

/* Takes memory (the file's text) over, also on failure. path must outlive the zone. */
static enum error add_file(struct reader *r, struct unit *u, const char *path, char *memory, size_t len)
{
	if (r->files == r->files_size) {
		size_t size = r->files_size ? r->files_size * 2 : 4;
		struct zone_file *file = mem_resize(r->file, size, sizeof *file);
		if (!file) {
			mem_free(memory);
			return problem_set(r->problem, ERR_MEMORY, path, 0, NULL);
		}
		r->file = file;
		r->files_size = size;
	}
	struct slice text = { memory ? memory : "", len };
	r->file[r->files] = (struct zone_file){ .path = path, .text = text, .memory = memory };
	u->file = (uint16_t)r->files++;
	scan_start(&u->scan, text);
	return ERR_NONE;
}

static enum error read_unit(struct reader *r, struct unit *u)
{
	struct slice text = u->scan.text;
	const char *nul = text.len ? memchr(text.at, '\0', text.len) : NULL;
	if (nul) {
		struct place place = { (uint32_t)(nul - text.at), 1 };
		for (uint32_t i = 0; i < place.at; i++)
			place.line += text.at[i] == '\n';
		return reader_fail(r, u, place, ERR_BINARY, NULL);
	}
	enum error e = ERR_NONE;
	while (!e && u->scan.at < text.len)
		e = read_entry(r, u);
	return e;
}

/* Reads the file at path into the unit. On failure the problem names path itself. */
static enum error open_file(struct reader *r, struct unit *u, const char *path)
{
	struct buf text = { 0 };
	enum error e = file_read(path, r->bytes_left, &text, &u->stamp, r->problem);
	if (e) {
		buf_release(&text);
		return e;
	}
	size_t len = text.len;
	r->bytes_left -= len;
	return add_file(r, u, path, buf_detach(&text), len);
}

/* A path as the including file means it. NULL: no memory. */
static const char *include_path(struct reader *r, const struct unit *u, struct slice path)
{
	struct pool *pool = &r->zone->pool;
	if (path.at[0] == '/')
		return pool_copy(pool, path).at;
	const char *folder = r->options->include_dir;
	if (folder)
		return pool_printf(pool, "%s/%.*s", folder, (int)path.len, path.at);
	const char *from = r->file[u->file].path;
	const char *slash = strrchr(from, '/');
	return pool_printf(pool, "%.*s%.*s", slash ? (int)(slash - from) + 1 : 0, from, (int)path.len, path.at);
}

static bool same_file(const struct file_stamp *a, const struct file_stamp *b)
{
	return a->known && b->known && a->device == b->device && a->inode == b->inode;
}

/* A failure to open is told where the $INCLUDE stands, with the path that was tried. */
static enum error open_include(struct reader *r, struct unit *u, struct unit *included, struct place place, const char *path)
{
	enum error e = open_file(r, included, path);
	if (e) {
		int system = r->problem ? r->problem->system : 0;
		reader_fail(r, u, place, e, "%s", path);
		if (r->problem)
			r->problem->system = system;
		return e;
	}
	for (const struct unit *up = u; up; up = up->up) {
		if (same_file(&up->stamp, &included->stamp))
			return reader_fail(r, u, place, ERR_LOOP, "%s", path);
	}
	return ERR_NONE;
}

/* RFC 1035 5.1: neither the origin nor the owner of the including file change; $TTL goes on in both directions, as with BIND. */
enum error read_include(struct reader *r, struct unit *u, const struct token *word, const struct name *origin)
{
	struct slice bare = token_bare(word);
	if (bare.len == 0 || bare.len > INT16_MAX)
		return reader_fail(r, u, word->place, ERR_SYNTAX, "%s", _("not the name of a file"));
	if (!r->includes)
		return reader_fail(r, u, word->place, ERR_FILE, _("$INCLUDE %.*s: this text may open no files"), TOKEN_ARG(bare));
	if (u->depth == DEPTH_MOST)
		return reader_fail(r, u, word->place, ERR_TOO_LARGE, _("files include each other more than %d deep"), DEPTH_MOST);
	if (r->files == FILES_MOST)
		return reader_fail(r, u, word->place, ERR_TOO_LARGE, _("more than %d files"), FILES_MOST);
	const char *path = include_path(r, u, bare);
	if (!path)
		return reader_fail(r, u, word->place, ERR_MEMORY, NULL);
	struct unit included = { .up = u, .origin = origin ? *origin : u->origin, .owner = u->owner, .depth = u->depth + 1 };
	enum error e = open_include(r, u, &included, word->place, path);
	return e ? e : read_unit(r, &included);
}

static void reader_start(struct reader *r, struct zonefile *zone, const struct zone_options *options, struct problem *problem)
{
	static const struct zone_options usual = { 0 };
	*zone = (struct zonefile){ .pool.bound = POOL_MOST };
	*r = (struct reader){ .zone = zone, .options = options ? options : &usual, .problem = problem, .soa = SIZE_MAX };
	size_t most = r->options->most ? r->options->most : BYTES_MOST;
	r->bytes_left = most < UINT32_MAX ? most : UINT32_MAX - 1;	/* spans are 32 bits wide */
}

/* The tables go to the zone in any case, so that one release frees all. */
static enum error reader_end(struct reader *r, enum error e)
{
	struct zonefile *zone = r->zone;
	if (!e && r->scratch.failed)
		e = problem_set(r->problem, ERR_MEMORY, NULL, 0, NULL);
	if (!e)
		e = origin_settle(r);
	buf_release(&r->scratch);
	if (r->n < r->size) {
		struct zone_record *fit = mem_resize(r->record, r->n, sizeof *fit);
		r->record = fit ? fit : r->record;
	}
	zone->file = r->file;
	zone->files = r->files;
	zone->record = r->record;
	zone->n = r->n;
	if (e)
		zonefile_release(zone);
	return e;
}

static struct unit first_unit(const struct reader *r)
{
	struct unit u = { .owner = SIZE_MAX };
	if (r->options->origin)
		u.origin = *r->options->origin;
	return u;
}

enum error zonefile_read(struct zonefile *zone, const char *path, const struct zone_options *options, struct problem *problem)
{
	struct reader r;
	reader_start(&r, zone, options, problem);
	r.includes = true;
	struct unit u = first_unit(&r);
	const char *kept = pool_copy(&zone->pool, slice_of(path)).at;
	enum error e = kept ? open_file(&r, &u, kept) : problem_set(problem, ERR_MEMORY, path, 0, NULL);
	return reader_end(&r, e ? e : read_unit(&r, &u));
}

enum error zonefile_parse(struct zonefile *zone, const char *path, struct slice text, const struct zone_options *options,
	struct problem *problem)
{
	struct reader r;
	reader_start(&r, zone, options, problem);
	struct unit u = first_unit(&r);
	const char *kept = pool_copy(&zone->pool, slice_of(path)).at;
	if (text.len > r.bytes_left)
		return reader_end(&r, problem_set(problem, ERR_TOO_LARGE, path, 0, NULL));
	char *memory = kept ? mem_alloc(text.len) : NULL;
	if (!memory)
		return reader_end(&r, problem_set(problem, ERR_MEMORY, path, 0, NULL));
	if (text.len > 0)
		memcpy(memory, text.at, text.len);
	enum error e = add_file(&r, &u, kept, memory, text.len);
	return reader_end(&r, e ? e : read_unit(&r, &u));
}

void zonefile_release(struct zonefile *zone)
{
	for (size_t i = 0; i < zone->files; i++)
		mem_free(zone->file[i].memory);
	mem_free((void *)zone->file);
	mem_free((void *)zone->record);
	pool_release(&zone->pool);
	*zone = (struct zonefile){ 0 };
}
