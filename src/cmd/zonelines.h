#pragma once
/*
 * zonelines: the outputs of a draft or a record as zone lines, as --as, --owner, --ttl, --layout and --comment ask; shared by emit
 * and build.
 */
#include "base/buf.h"
#include "cmd/options.h"
#include "dns/name.h"
#include "publish/lines.h"

/* zone: where "@" and relative owners start. ERR_USAGE. */
enum error zonelines_options(const struct options *, const struct name *zone, struct zonelines *, struct problem *) MUST_CHECK;
