#pragma once
/*
 * data: the data files (services.conf, hosts/), found and read when they are first wanted.
 *
 * Later ones add to and override earlier ones: those beside the program (or installed with it), $XDG_DATA_DIRS, $XDG_DATA_HOME,
 * --data DIR. A broken file is said on standard error, and the rest is used.
 */
#include "catalogue/host.h"
#include "cmd/options.h"

struct data {			/* zero is valid: nothing is read */
	const struct options *options;	/* borrowed; NULL: no --data */
	struct catalogue catalogue;
	bool tried;
	bool broken;		/* a file could not be used; it was said */
};
/* Never NULL; reads the files at the first call. Borrowed until data_release(). */
const struct catalogue *data_catalogue(struct data *);
void data_release(struct data *);
/* The one host of that id; or, when that is no id, the only one that the words find. ERR_USAGE says what is wrong and what there is. */
enum error data_host(struct data *, const char *words, const struct dns_host **, struct problem *) MUST_CHECK;
