#pragma once
/*
 * lint_scene: a record or a zone file in a small world, linted; and the registry of cases: for each rule one that raises it and a near miss.
 */
#include "lint_sane.h"
#include "lint/zone.h"

/* Zero members are not there. Names in world are absolute and it holds all that exists; the domain is example.org. */
struct lint_scene {
	const char *record;	/* as if published; NULL: what the world has there */
	const char *world;	/* lines of a master file */
	const char *file;	/* a zone file of example.org. to be linted whole, instead of a record */
	const char *domain;	/* NULL: example.org; "" with a record: no domain is known */
	const char *failing;	/* a name of which every question fails so: */
	enum failure failure;
	bool context;		/* ask what evaluation does not need too */
	const char *services, *hosts;	/* data files: the catalogue; the first host is where it will be published */
	const char *servers[3];	/* what authoritative servers ns0 to ns2 have: SPF text; "": no record */
	uint32_t serial;	/* with a file: what the servers show */
	bool (*run)(void);	/* what no scene can say: was it raised? */
};
struct lint_seen {		/* a finding, printed: printable, English */
	unsigned id;
	enum level level;
	unsigned line, column;	/* of the file; 0 with a record */
	struct span at;
	bool fix, safe;
	char text[200];		/* its message */
};
enum { SEEN_MOST = 1000 };
struct lint_seens {
	struct lint_seen seen[SEEN_MOST];
	size_t n;
	size_t waiting;
	struct zone_linted zone;
};
/* Asserts that everything settles, and that findings are sane: see assert_sane_findings(). */
void lint_scene_run(const struct lint_scene *, struct lint_seens *);
/* Takes memory away at every allocation in turn: each time that must be said, and nothing be lost. */
void lint_scene_starve(const struct lint_scene *);
const struct lint_seen *lint_seen_id(const struct lint_seens *, unsigned id);	/* the first; NULL: not raised */

struct lint_case {
	unsigned id;
	struct lint_scene raises, near;
};
/* Each in lint_cases_*.c, ended by id 0. */
extern const struct lint_case lint_cases_dns[], lint_cases_targets[], lint_cases_zone[], lint_cases_hosts[], lint_cases_catalogue[];
