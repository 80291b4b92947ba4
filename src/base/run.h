#pragma once
/*
 * run: another program, without a shell.
 *
 * argv[0] is looked up in PATH; the environment is ours with LC_ALL=C. Standard input is `input`; output and errors are taken
 * up to 1 MiB each and the rest is thrown away. The child is killed and reaped when the deadline passes. What it leaves running
 * behind it (xclip) is not waited for.
 */
#include "buf.h"
#include "error.h"

struct run_result {
	int status;		/* exit status, or 128 + signal, or 127 when there is no such program (ERR_NONE too) */
	bool late;		/* killed at the deadline */
	struct buf output, errors;
};

/* ERR_NONE when the program ran to an end of any kind. The caller releases result in every case. */
enum error run(const char *const argv[], struct slice input, unsigned milliseconds, struct run_result *,
    struct problem *) MUST_CHECK;
void run_release(struct run_result *);
/* Is the program in PATH? */
bool run_found(const char *program);
