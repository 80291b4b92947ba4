#pragma once
/* options_bits: which commands take an option. Apart from options.h, for in ui/ the same words name places of the screens. */
enum {				/* which commands take an option */
	IN_WIZARD = 1, IN_CHECK = 2, IN_TREE = 4, IN_BUILD = 8, IN_EMIT = 16, IN_LINT = 32, IN_EXPLAIN = 64,
	IN_ALL = IN_WIZARD | IN_CHECK | IN_TREE | IN_BUILD | IN_EMIT | IN_LINT | IN_EXPLAIN,	/* that ask DNS */
	IN_SERVICES = 128, IN_HOSTS = 256, IN_EVERY = IN_ALL | IN_SERVICES | IN_HOSTS,
};
