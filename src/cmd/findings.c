/* findings: what lint found, beside what a command is about. */
#include "cmd/findings.h"

#include "base/buf.h"
#include "cmd/out.h"

void findings_print(const struct lint_findings *findings, struct buf *out)
{
	for (size_t i = 0; i < findings->n && findings->finding[i].level > LEVEL_NOTE; i++) {
		finding_line(&findings->finding[i], true, out_utf8() ? TEXT_UTF8 : TEXT_ASCII, out);
		buf_char(out, '\n');
	}
}

json_t *findings_json(const struct lint_findings *findings)
{
	json_t *list = json_array();

	for (size_t i = 0; i < findings->n && findings->finding[i].level > LEVEL_NOTE; i++) {
		const struct finding *f = &findings->finding[i];
		struct buf message = { 0 };
		char id[RULE_ID];

		rule_id(f->rule, id);
		finding_text(f, false, TEXT_UTF8, &message);
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:o}", "id", id, "name", f->rule->name, "level", level_word(f->level),
		    "message", json_text(buf_slice(&message))));
		buf_release(&message);
	}
	return list;
}
