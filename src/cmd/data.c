/*
 * data: where data files are, and reading them.
 */
#include "cmd/data.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"
#include "cmd/out.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOST_FILES = 1000 };
enum { READ_SERVICES = 1, READ_HOSTS = 2 };

typedef enum error read_text(struct catalogue *, const char *path, struct slice text, struct problem *);

static void say(struct data *data, const struct problem *problem)
{
	out_problem(problem);
	data->broken = true;
}

/* Every entry that is left out, up to a bound. */
static void say_faults(struct data *data, const char *path)
{
	const struct catalogue_faults *faults = &data->catalogue.faults;

	for (size_t i = 0; i < faults->n && i < CATALOGUE_FAULTS; i++)
		say(data, &faults->problem[i]);
	if (faults->n > CATALOGUE_FAULTS)
		out_note(_("spfwiz: %s: and %zu more like these"), path, faults->n - CATALOGUE_FAULTS);
}

static void read_path(struct data *data, const char *path, read_text *read)
{
	struct buf text = { 0 };
	struct problem problem;
	struct stat st;
	enum error error = ERR_NONE;
	bool parsed;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))	/* of a pipe nobody may ever write the end */
		error = problem_set(&problem, ERR_NOT_FILE, path, 0, NULL);
	if (!error)
		error = file_read(path, CATALOGUE_FILE, &text, NULL, &problem);
	parsed = !error;
	if (parsed)
		error = read(&data->catalogue, path, buf_slice(&text), &problem);
	if (error && parsed && error != ERR_MEMORY)
		say_faults(data, path);
	else if (error)
		say(data, &problem);
	buf_release(&text);
}

static int is_conf(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return entry->d_name[0] != '.' && dot && strcmp(dot, ".conf") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_hosts(struct data *data, const char *folder)
{
	struct dirent **file = NULL;
	struct buf path = { 0 };
	int n = scandir(folder, &file, is_conf, by_name);

	for (int i = 0; i < n; i++) {
		buf_clear(&path);
		buf_printf(&path, "%s/%s", folder, file[i]->d_name);
		if (i < HOST_FILES && !path.failed)
			read_path(data, buf_text(&path), catalogue_hosts);
		free(file[i]);	/* scandir()'s own */
	}
	if (n < 0 && errno != ENOENT) {
		struct problem problem;

		(void)problem_system(&problem, folder);
		say(data, &problem);
	}
	free(file);
	buf_release(&path);
}

/* False: there is neither of the two in the folder. */
static bool read_folder(struct data *data, const char *folder, int what)
{
	struct buf services = { 0 }, hosts = { 0 };
	bool has_services, has_hosts;

	buf_printf(&services, "%s/services.conf", folder);
	buf_printf(&hosts, "%s/hosts", folder);
	has_services = file_exists(buf_text(&services));
	has_hosts = file_exists(buf_text(&hosts));
	if (has_services && (what & READ_SERVICES))
		read_path(data, buf_text(&services), catalogue_services);
	if (has_hosts && (what & READ_HOSTS))
		read_hosts(data, buf_text(&hosts));
	buf_release(&services);
	buf_release(&hosts);
	return has_services || has_hosts;
}

/* Installed in PREFIX/bin the files are in PREFIX/share; where it was built, in data/ one or two folders up (build, build/san). */
static bool read_own(struct data *data, int what)
{
	static const char *const places[] = { "../share/spfwiz", "data", "../data", "../../data" };
	char program[4096];
	struct buf folder = { 0 };
	bool found = false;
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);

	program[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(program, '/');
	for (size_t i = 0; slash && !found && i < sizeof places / sizeof *places; i++) {
		*slash = '\0';
		buf_clear(&folder);
		buf_printf(&folder, "%s/%s", program, places[i]);
		found = read_folder(data, buf_text(&folder), what);
	}
	buf_release(&folder);
	return found || read_folder(data, PREFIX "/share/spfwiz", what);
}

/* The first of the list counts most, so it is read last. Relative paths are to be ignored (XDG Base Directory Specification). */
static void read_list(struct data *data, struct slice list, int what)
{
	struct slice rest = list, first;
	struct buf folder = { 0 };

	if (!slice_cut(&rest, ':', &first))
		return;
	read_list(data, rest, what);
	if (first.len && first.at[0] == '/') {
		buf_add(&folder, first);
		buf_string(&folder, "/spfwiz");
		read_folder(data, buf_text(&folder), what);
	}
	buf_release(&folder);
}

static void read_home(struct data *data, int what)
{
	const char *own = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct buf folder = { 0 };

	if (own && own[0] == '/')
		buf_printf(&folder, "%s/spfwiz", own);
	else if (home && home[0] == '/')
		buf_printf(&folder, "%s/.local/share/spfwiz", home);
	if (folder.len)
		read_folder(data, buf_text(&folder), what);
	buf_release(&folder);
}

static void read_all(struct data *data, int what)
{
	const char *folders = getenv("XDG_DATA_DIRS"), *named = data->options ? data->options->data : NULL;
	struct problem problem;

	bool own = read_own(data, what);
	/* Unset, the list has an installed program's own folder, which was read where this is that program. */
	if (folders && *folders)
		read_list(data, slice_of(folders), what);
	read_home(data, what);
	bool lacks = named && !read_folder(data, named, what);
	if (data->missing)	/* it was said when the other half was read */
		return;
	if (lacks) {
		(void)problem_set(&problem, ERR_USAGE, NULL, 0, _("--data names a folder with services.conf or hosts/ in it"));
		say(data, &problem);
	} else if (!own && !data->catalogue.services && !data->catalogue.hosts) {
		lacks = true;
		(void)problem_set(&problem, ERR_USAGE, NULL, 0, _("no data files were found: name their folder with --data"));
		say(data, &problem);
	}
	data->missing = lacks;
}

const struct catalogue *data_services(struct data *data)
{
	if (!data->has_services)
		read_all(data, READ_SERVICES);
	data->has_services = true;
	return &data->catalogue;
}

const struct catalogue *data_catalogue(struct data *data)
{
	int what = (data->has_services ? 0 : READ_SERVICES) | (data->has_hosts ? 0 : READ_HOSTS);

	if (what)
		read_all(data, what);
	data->has_services = data->has_hosts = true;
	return &data->catalogue;
}

const struct catalogue *data_for(struct data *data, const struct record *record)
{
	return record_find(record, K_INCLUDE) || record_find(record, K_MX) ? data_services(data) : NULL;
}

void data_release(struct data *data)
{
	catalogue_release(&data->catalogue);
	*data = (struct data){ 0 };
}

/* "no host "x"; a, b and c are like it", or where the list is. */
static enum error several(const struct catalogue *catalogue, const char *words, struct problem *problem)
{
	const struct dns_host *host;
	struct buf what = { 0 };
	size_t at = 0, n = 0;

	buf_printf(&what, _("--host %s: "), words);
	while ((host = host_find(catalogue, slice_of(words), &at)) && n++ < 5)
		buf_printf(&what, n > 1 ? ", %s" : _("which of %s"), host->id);
	buf_string(&what, n ? "?" : _("there is no such host; spfwiz hosts lists them"));
	enum error error = problem_set(problem, ERR_USAGE, NULL, 0, buf_text(&what));
	buf_release(&what);
	return error;
}

enum error data_host(struct data *data, const char *words, const struct dns_host **out, struct problem *problem)
{
	const struct catalogue *catalogue = data_catalogue(data);
	size_t at = 0;

	*out = host_by_id(catalogue, slice_of(words));
	if (*out)
		return ERR_NONE;
	*out = host_find(catalogue, slice_of(words), &at);
	if (*out && !host_find(catalogue, slice_of(words), &at))
		return ERR_NONE;
	*out = NULL;
	return several(catalogue, words, problem);
}
