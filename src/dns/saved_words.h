#pragma once
/* saved_words: the words of saved answers. They are JSON keys and values: never translated. */
#include "dns/answers.h"

static const char *const saved_said[] = {
	[SAID_DATA] = "data",
	[SAID_NODATA] = "nodata",
	[SAID_NXDOMAIN] = "nxdomain",
	[SAID_FAILED] = "failed",
};
static const char *const saved_failure[] = {
	[FAILURE_NONE] = "none",
	[FAILURE_RCODE] = "rcode",
	[FAILURE_TIMEOUT] = "timeout",
	[FAILURE_NETWORK] = "network",
	[FAILURE_CNAME] = "cname",
	[FAILURE_BOGUS] = "bogus",
	[FAILURE_OUTSIDE] = "outside",
	[FAILURE_BOUND] = "bound",
};
enum { SAVED_SAID = sizeof(saved_said) / sizeof(*saved_said), SAVED_FAILURE = sizeof(saved_failure) / sizeof(*saved_failure) };
