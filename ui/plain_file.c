/* plain_file: the zone lines, printed with the commands that come after, or saved to a file. */
#include "ui/plain_private.h"

#include "base/file.h"
#include "base/words.h"
#include "publish/format.h"
#include "publish/lines.h"

enum { FILE_MOST = 64 << 20 };

/* The zone is where the SOA was found; without one the domain itself is taken for it. */
static struct name zone_of(const struct plain *p)
{
	return p->found.zone.len ? p->found.zone : p->domain;
}

enum error plain_lines(struct plain *p, struct buf *out)
{
	struct name zone = zone_of(p);
	struct zonelines lines;
	struct outputs outputs;
	enum error error = draft_outputs(p->draft, &outputs);

	if (error)
		return error;
	lines_usual(&zone, &lines);
	lines_in_doubt(&lines, zone_doubtful(p->found.zone.len, &p->domain));
	error = lines_print(&lines, &outputs, out);
	outputs_release(&outputs);
	return error;
}

/* A record that leads to another of these, which nobody sees yet. */
static enum error say_order(struct plain *p)
{
	struct pool pool = { 0 };
	struct lint_findings order = { 0 };
	struct outputs outputs;
	enum error error = draft_outputs(p->draft, &outputs);

	if (error)
		return error;
	error = outputs_order(&pool, &outputs, p->start->answers, &order);
	plain_findings(p, &order);
	outputs_release(&outputs);
	pool_release(&pool);
	return error;
}

static void say_error(struct plain *p, enum error error)
{
	plain_say(p, "  %s.\n", _(error_text(error)));
	p->memory |= error == ERR_MEMORY;
}

void plain_print_lines(struct plain *p)
{
	struct name zone = zone_of(p);
	struct buf lines = { 0 }, after = { 0 }, name = { 0 };
	enum error error = plain_lines(p, &lines);

	name_shown(&zone, p->io.form, &name);
	zoneline_commands(&after, SERVER_BIND, &zone, &p->domain);
	if (error) {
		say_error(p, error);
	} else {
		plain_say(p, p->found.records || !plain_published_known(p) ?
		    _("\nFor the zone file of %s, in place of its old SPF record:\n") : _("\nFor the zone file of %s:\n"), buf_text(&name));
		plain_raw(p, buf_slice(&lines));
		plain_say(p, _("Raise the serial of the SOA record, then:\n"));
		plain_raw(p, buf_slice(&after));
		plain_say(p, "\n");
		error = say_order(p);
		p->given = true;
	}
	p->memory |= lines.failed || after.failed || name.failed || error == ERR_MEMORY;
	buf_release(&lines);
	buf_release(&after);
	buf_release(&name);
}

/* What is there already is replaced only after a yes, and only if it still is what it was then. */
static enum step may_replace(struct plain *p, const char *path, struct file_stamp *stamp)
{
	struct buf old = { 0 };
	struct problem problem;
	char text[600];
	enum heard heard;

	if (file_read(path, FILE_MOST, &old, stamp, &problem)) {
		problem_text(&problem, text, sizeof text);
		plain_say(p, "  %s\n", text);
		buf_release(&old);
		return STEP_BACK;
	}
	plain_say(p, _("  It is there already, %zu bytes. Replace all of it?\n"), old.len);
	buf_release(&old);
	heard = plain_hear(p, _("yes or no"), _("no"));
	if (heard == HEARD_STOP)
		return STEP_STOP;
	if (heard == HEARD_END)
		return STEP_LEAVE;
	if (slice_same(buf_slice(&p->line), SLICE("yes")) || slice_same(buf_slice(&p->line), slice_of(_("yes"))))
		return STEP_NEXT;
	plain_say(p, _("  Nothing was written.\n"));
	return STEP_BACK;
}

static enum step write_file(struct plain *p, const char *path, const struct file_stamp *stamp)
{
	struct buf lines = { 0 };
	struct problem problem;
	char text[600];
	enum error error = plain_lines(p, &lines);

	if (error) {
		say_error(p, error);
	} else if (file_replace(path, buf_slice(&lines), 0666, stamp->known ? stamp : NULL, &problem)) {
		problem_text(&problem, text, sizeof text);
		plain_say(p, "  %s\n", text);
	} else {
		plain_say(p, _("  Written to %s.\n"), path);
		error = say_order(p);
		p->given = true;
	}
	buf_release(&lines);
	p->memory |= error == ERR_MEMORY;
	return p->memory ? STEP_FAILED : STEP_NEXT;
}

enum step plain_save(struct plain *p)
{
	struct file_stamp stamp = { 0 };
	struct buf path = { 0 };
	enum step step = STEP_NEXT;
	enum meant meant;
	enum heard heard;

	do {
		heard = plain_hear(p, _("file"), _("none"));
		meant = heard != HEARD_LINE ? MEANT_REPLY : plain_meant(p,
		    _("The file for the zone lines. One that is there already is only replaced after a yes."));
	} while (meant == MEANT_HELP);
	if (heard == HEARD_STOP)
		return STEP_STOP;
	if (heard == HEARD_END)
		return STEP_LEAVE;
	if (heard != HEARD_LINE || !p->line.len || meant == MEANT_BACK)
		return STEP_NEXT;
	buf_add(&path, buf_slice(&p->line));
	for (size_t i = 0; i < path.len; i++) {
		if (path.text[i])
			continue;
		plain_say(p, _("  A file's name has no NUL byte in it.\n"));
		buf_release(&path);
		return STEP_NEXT;
	}
	if (path.failed)
		step = STEP_FAILED;
	else if (file_exists(buf_text(&path)))
		step = may_replace(p, buf_text(&path), &stamp);
	if (step == STEP_NEXT)
		step = write_file(p, buf_text(&path), &stamp);
	buf_release(&path);
	return step == STEP_BACK ? STEP_NEXT : step;
}
