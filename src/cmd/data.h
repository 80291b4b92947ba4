#pragma once
/*
 * data: the data files (services.conf, hosts/), found and read when they are first wanted.
 *
 * Later ones add to and override earlier ones: those beside the program (or installed with it), $XDG_DATA_DIRS, $XDG_DATA_HOME,
 * --data DIR. A broken file is said on standard error, and the rest is used.
 */
#include "catalogue/host.h"
#include "cmd/options.h"
#include "spf/record.h"

struct data {			/* zero is valid: nothing is read */
	const struct options *options;	/* borrowed; NULL: no --data */
	struct catalogue catalogue;
	bool has_services, has_hosts;	/* they were read, as far as they are good */
	bool broken;		/* a file could not be used; it was said */
	bool missing;		/* so was a folder that is not there */
};
/* Never NULL; read the files at the first call. Borrowed until data_release(). The first has the services alone, which is half the work. */
const struct catalogue *data_services(struct data *);
const struct catalogue *data_catalogue(struct data *);
/* The services, where they have anything to say of a record: it includes somebody or names its MX hosts. Else NULL, and nothing is read. */
const struct catalogue *data_for(struct data *, const struct record *);
void data_release(struct data *);
/* The one host of that id; or, when that is no id, the only one that the words find. ERR_USAGE says what is wrong and what there is. */
enum error data_host(struct data *, const char *words, const struct dns_host **, struct problem *) MUST_CHECK;
