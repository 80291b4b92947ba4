#pragma once
/* publication: a record to be published, for the tests of what is made of it. */
#include "publish/format.h"

#include <check.h>

static inline struct name name_of(const char *text)
{
	struct name name;

	ck_assert_int_eq(name_from_master(slice_of(text), NULL, &name), ERR_NONE);
	return name;
}

static inline struct publication publication_of(const char *owner, const char *zone, struct slice value)
{
	return (struct publication){ .owner = name_of(owner), .zone = name_of(zone), .value = value, .ttl = 3600, .ttl_given = true };
}
