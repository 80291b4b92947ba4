#pragma once
/* wizard_zone: two small zones in memory, and the source over them, for the tests of the wizard. */
#include "dns/offline.h"

struct wizard_zone {
	struct zonefile zone[2];
	struct source *source;
	struct answers *answers;
};
void wizard_zone_open(struct wizard_zone *);
void wizard_zone_close(struct wizard_zone *);
struct name wizard_name(const char *text);
