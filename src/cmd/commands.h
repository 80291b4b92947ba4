#pragma once
/*
 * commands: one function per command, each in its own file. They return the exit status: 0 good, 1 the answer is bad, 2 it could not
 * be done.
 */
struct options;

enum { EXIT_GOOD = 0, EXIT_BAD = 1, EXIT_FAILED = 2 };

int cmd_check(const struct options *);
int cmd_tree(const struct options *);
int cmd_build(const struct options *);
int cmd_emit(const struct options *);
int cmd_lint(const struct options *);
int cmd_explain(const struct options *);
int cmd_hosts(const struct options *);
int cmd_services(const struct options *);
