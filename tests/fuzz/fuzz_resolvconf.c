/* fuzz_resolvconf: any bytes give one to four servers, each of which is read again from its own text. */
#include "dns/resolvconf.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct resolvconf conf;
	struct nameserver again;
	char text[NAMESERVER_TEXT];

	resolvconf_parse((struct slice){ (const char *)bytes, n }, &conf);
	must(conf.n >= 1 && conf.n <= NAMESERVERS && conf.timeout_ms <= 30000 && conf.attempts <= 5);
	for (size_t i = 0; i < conf.n; i++) {
		must(nameserver_text(&conf.server[i], text) < NAMESERVER_TEXT);
		must(nameserver_parse(slice_of(text), DNS_PORT, &again) && nameserver_equal(&again, &conf.server[i]));
	}
	return 0;
}
