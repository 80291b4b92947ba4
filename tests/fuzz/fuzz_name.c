/* fuzz_name: any bytes as each kind of text and as wire form; whatever becomes a name prints and reads back as that name. */
#include "dns/name.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void check(const struct name *name)
{
	char text[NAME_TEXT], bytes[NAME_WIRE];
	struct name again, up = *name;
	struct buf shown = { 0 };
	unsigned labels = 0;

	if (name_from_wire(name->wire, name->len, &again) != name->len || !name_equal(name, &again))
		abort();
	if (name_from_master((struct slice){ text, name_text(name, text) }, NULL, &again) || !name_equal(name, &again))
		abort();
	if (name_bytes(name, bytes) >= NAME_WIRE)
		abort();
	while (name_parent(&up, &up))
		labels += name_under(name, &up);
	if (labels != name_labels(name))
		abort();
	name_show(name, &shown);
	if (!utf8_valid(buf_slice(&shown)))
		abort();
	buf_release(&shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { size ? (const char *)data : "", size };
	struct name origin, name;

	if (name_from_bytes(SLICE("example.org"), &origin))
		abort();
	if (!name_from_bytes(text, &name))
		check(&name);
	if (!name_from_master(text, &origin, &name))
		check(&name);
	if (!name_from_person(text, &name))
		check(&name);
	if (name_from_wire(data, size, &name))
		check(&name);
	return 0;
}
