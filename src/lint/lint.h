#pragma once
/*
 * lint: what is wrong with a record, read off its text, the walks' ledgers and the table of answers.
 *
 * Pure. Nothing is counted here a second time: look-ups, voids and verdicts are the walks'. A check runs when what it needs is there;
 * the answers it lacks are added to wanted and it is silent until they come. Findings live in the pool given.
 */
#include "dns/answers.h"
#include "lint/rule.h"
#include "spf/walk.h"

/* At most in all: then lint_findings.cut is set. And of one rule among those told, so that many alike hide nothing else. */
enum { LINT_FINDINGS = 256, LINT_ALIKE = 32 };

struct catalogue;
struct dns_host;
struct subject_walks {		/* both families, as receivers walk and without the limits; each NULL: not walked */
	const struct walk *v4, *v6, *lifted4, *lifted6;
};
struct lint_server {		/* an authoritative server of the domain's zone */
	struct name name;
	const struct answer *txt;	/* what it says of the domain's TXT; NULL: not asked */
};
struct lint_subject {		/* borrowed; what is NULL is not known, and rules that need it are silent */
	const struct record *record;
	const struct name *domain;		/* the owner; NULL: a record of no domain */
	struct subject_walks walks;
	const unsigned *cost;			/* per term: look-ups with all behind it (survey.cost) */
	const struct answers *answers;		/* what the walks read: the record as if published */
	const struct answers *published;	/* what is in DNS; for publication rules. May be the same */
	const struct lint_server *server;	/* 112, 120: asking them is the caller's */
	size_t servers;
	const struct name *flattened;	/* 619: whose addresses the record holds */
	size_t flatteneds;
	bool context;	/* ask about what evaluation does not need too: MX, type 99, DMARC, the addresses of HELO hosts */
	const struct catalogue *catalogue;	/* rules 620, 709 to 714 */
	const struct dns_host *host;		/* where it will be published: 905 */
	unsigned within;	/* repairs made to come to this text, which is part of another's; 0: of whoever asks */
};
struct fix {			/* all of them, or none; ascending, not overlapping */
	const struct replacement *replace;
	size_t n;
	/* Safe: with the limits lifted every sender's result stays the same, conditional terms included, or a permerror goes away as
	 * plainly meant. */
	bool safe;
};
struct finding {
	const struct rule *rule;
	enum level level;
	struct span at;			/* in the record's text; len 0 at its end: something lacks there. The whole text: the whole record */
	size_t term;			/* index; SIZE_MAX: the whole */
	struct slice arg[4];		/* %1 to %4: bytes as found, made printable when printed */
	const struct fix *fix;		/* NULL: none is offered */
	size_t more;			/* terms with this rule beyond LINT_ALIKE; told at the last of its findings */
};
struct lint_findings {
	const struct finding *finding;	/* errors first, then warnings, then notes, each left to right */
	size_t n;
	size_t kept;			/* n, and behind them those beyond LINT_ALIKE, for who repairs them all */
	bool cut;
	size_t waiting;			/* questions that checks lack; more may be found when they are answered */
};
/* ERR_MEMORY. */
enum error lint(struct pool *, const struct lint_subject *, struct wanted *, struct lint_findings *) MUST_CHECK;
/* The text alone, without DNS: what NEEDS nothing but record. The same checks, at most 20 us for 450 bytes. */
enum error lint_text(struct pool *, const struct record *, struct lint_findings *) MUST_CHECK;

/* The message with its arguments in place, printable. translated: in the user's language; else English, for JSON and sarif. Adds to out. */
void finding_text(const struct finding *, bool translated, enum text_form, struct buf *out);
/* A line of its own, without a newline: "error SPF301: foo is no mechanism. Mechanisms are all ...". Adds to out. */
void finding_line(const struct finding *, bool translated, enum text_form, struct buf *out);
enum level lint_worst(const struct lint_findings *);	/* LEVEL_COUNT: there is none */
