/*
 * driver: runs a fuzz target over the files named, for make check and for reading a crash without libFuzzer.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	size_t n = 0, got;

	if (!file) {
		perror(path);
		exit(2);
	}
	do {
		bytes = realloc(bytes, n + 65536);
		if (!bytes)
			abort();
		got = fread(bytes + n, 1, 65536, file);
		n += got;
	} while (got);
	fclose(file);
	/* An exact copy, so that a sanitizer sees a read past the end. */
	uint8_t *exact = malloc(n ? n : 1);
	if (!exact)
		abort();
	for (size_t i = 0; i < n; i++)
		exact[i] = bytes[i];
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
	free(bytes);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		run_file(argv[i]);
	printf("%s: %d inputs\n", argv[0], argc - 1);
	return argc > 1 ? 0 : 2;
}
