/* ledger_print: the rows as lines, for people. */
#include "wizard/ledger_rows.h"

#include "base/words.h"

enum { TERM_COLUMN = 44 };

static void print_row(const struct ledger *ledger, const struct ledger_row *row, struct buf *out)
{
	struct buf line = { 0 }, said = { 0 };

	ledger_figures(row, &line);
	buf_string(&line, "  ");
	ledger_rails(row, &line);
	buf_string(&line, "+- ");
	ledger_term(ledger, row, &line);
	ledger_answer(ledger, row, &said);
	ledger_marks(ledger, row, &said);
	size_t width = text_width(buf_slice(&line));
	buf_fill(&line, ' ', !ledger->narrow && width + 2 <= 13 + TERM_COLUMN ? 13 + TERM_COLUMN - width : 2);
	buf_add(&line, ledger->narrow ? slice_trim(buf_slice(&said)) : buf_slice(&said));
	while (line.len && line.text[line.len - 1] == ' ')
		buf_cut(&line, line.len - 1);
	buf_add(out, buf_slice(&line));
	buf_char(out, '\n');
	out->failed |= line.failed || said.failed;
	buf_release(&line);
	buf_release(&said);
}

void ledger_print(const struct ledger *ledger, struct buf *out)
{
	struct ledger_rows rows = { 0 };
	struct pool pool = { 0 };

	if (!ledger_top(ledger, false) && !ledger_top(ledger, true))
		return;
	out->failed |= ledger_rows(&pool, ledger, &rows) != ERR_NONE;
	buf_string(out, _("  own  sum  term"));
	buf_fill(out, ' ', ledger->narrow ? 2 : TERM_COLUMN - 4);
	buf_string(out, _("answer\n"));
	for (size_t i = 0; i < rows.n; i++)
		print_row(ledger, &rows.row[i], out);
	pool_release(&pool);
}
