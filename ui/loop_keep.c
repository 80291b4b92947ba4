/* loop_keep: $XDG_STATE_HOME/spfwiz, else ~/.local/state/spfwiz: a folder that only its owner may enter, a file a domain. */
#include "ui/loop_private.h"

#include "base/memory.h"
#include "wizard/keep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DRAFT_MOST = 8 << 20, KEPT_MOST = 20, FILES_MOST = 1000 };

/* false: there is nowhere to keep anything. XDG's paths count only when they are absolute. */
static bool folder(struct buf *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state && *state == '/')
		buf_printf(out, "%s/spfwiz", state);
	else if (home && *home == '/')
		buf_printf(out, "%s/.local/state/spfwiz", home);
	return out->len && !out->failed;
}

static enum error tell(enum error error, struct problem *problem, struct buf *text)
{
	char words[1024];

	if (!error)
		return error;
	problem_text(problem, words, sizeof words);
	buf_string(text, words);
	return error;
}

/* The path of a domain's draft. */
static enum error path_of(const struct name *domain, bool make, struct buf *path, struct problem *problem)
{
	enum error error;

	errno = ENOENT;
	if (!folder(path))
		return path->failed ? problem_set(problem, ERR_MEMORY, NULL, 0, NULL) : problem_system(problem, "$XDG_STATE_HOME");
	error = make ? file_make_folder(buf_text(path), problem) : ERR_NONE;
	if (error)
		return error;
	buf_char(path, '/');
	keep_file(domain, path);
	return path->failed ? problem_set(problem, ERR_MEMORY, NULL, 0, NULL) : ERR_NONE;
}

static enum error replace(const char *path, struct slice draft, struct problem *problem)
{
	struct file_stamp stamp = { 0 };
	struct buf old = { 0 };
	enum error error = file_exists(path) ? file_read(path, DRAFT_MOST, &old, &stamp, problem) : ERR_NONE;

	buf_release(&old);
	return error ? error : file_replace(path, draft, 0600, stamp.known ? &stamp : NULL, problem);
}

enum error loop_keep(struct slice draft, struct buf *text)
{
	struct problem problem;
	struct draft *parsed = NULL;
	struct buf path = { 0 };
	enum error error = keep_parse("draft", draft, &parsed, &problem);

	if (!error)
		error = path_of(draft_domain(parsed), true, &path, &problem);
	if (!error)
		error = replace(buf_text(&path), draft, &problem);
	draft_free(parsed);
	buf_release(&path);
	return tell(error, &problem, text);
}

enum error loop_forget(struct slice domain, struct buf *text)
{
	struct problem problem;
	struct buf path = { 0 };
	struct name name;
	enum error error = name_from_master(domain, NULL, &name);

	if (error)
		error = problem_set(&problem, error, NULL, 0, NULL);
	else
		error = path_of(&name, false, &path, &problem);
	if (!error && unlink(buf_text(&path)) && errno != ENOENT)
		error = problem_system(&problem, buf_text(&path));
	buf_release(&path);
	return tell(error, &problem, text);
}

struct found {
	const char *name;
	struct timespec changed;
};

static int newest_first(const void *a, const void *b)
{
	const struct timespec *p = &((const struct found *)a)->changed, *q = &((const struct found *)b)->changed;

	if (p->tv_sec != q->tv_sec)
		return p->tv_sec < q->tv_sec ? 1 : -1;
	return p->tv_nsec < q->tv_nsec ? 1 : p->tv_nsec > q->tv_nsec ? -1 : 0;
}

static size_t look(DIR *dir, struct pool *pool, struct found *found)
{
	const struct dirent *entry;
	size_t n = 0;

	while (n < FILES_MOST && (entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);
		struct stat st;

		if (len < 6 || strcmp(entry->d_name + len - 5, ".json") != 0 || *entry->d_name == '.')
			continue;
		if (fstatat(dirfd(dir), entry->d_name, &st, 0) || !S_ISREG(st.st_mode))
			continue;
		found[n].name = pool_copy(pool, (struct slice){ entry->d_name, len }).at;
		found[n].changed = st.st_mtim;
		n += found[n].name != NULL;
	}
	return n;
}

static void take(struct loop_kept *kept, const char *path, const struct found *found)
{
	struct slice draft = { NULL, 0 };
	struct buf text = { 0 };
	struct problem problem;
	struct tm when;
	char date[20];

	if (!file_read(path, DRAFT_MOST, &text, NULL, &problem))
		draft = pool_copy(&kept->pool, buf_slice(&text));
	buf_release(&text);
	if (!draft.at || !localtime_r(&found->changed.tv_sec, &when))
		return;
	struct slice shown = pool_copy(&kept->pool, (struct slice){ date, strftime(date, sizeof date, "%Y-%m-%d %H:%M", &when) });

	if (shown.at)
		kept->kept[kept->n++] = (struct kept){ .text = draft, .when = shown };
}

void loop_kept(struct loop_kept *kept)
{
	struct buf path = { 0 };
	DIR *dir = folder(&path) ? opendir(buf_text(&path)) : NULL;
	struct found *found = dir ? mem_zero(FILES_MOST, sizeof *found) : NULL;
	size_t n = found ? look(dir, &kept->pool, found) : 0, len;

	if (n)
		qsort(found, n, sizeof *found, newest_first);
	kept->kept = n ? POOL_NEW(&kept->pool, struct kept, KEPT_MOST) : NULL;
	buf_char(&path, '/');
	len = path.len;
	for (size_t i = 0; kept->kept && i < n && kept->n < KEPT_MOST; i++) {
		buf_cut(&path, len);
		buf_string(&path, found[i].name);
		if (!path.failed)
			take(kept, buf_text(&path), &found[i]);
	}
	if (dir)
		closedir(dir);
	mem_free(found);
	buf_release(&path);
}
