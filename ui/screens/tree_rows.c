/* tree_rows: the rows of the Tree screen: which are in sight, where receivers stop, which one is chosen. */
#include "ui/screens/tree_private.h"

#include <string.h>

enum { STOPS_MOST = 32 };

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t from, struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		from = (from ^ (unsigned char)ascii_lower(text.at[i])) * UINT64_C(0x100000001b3);
	return from;
}

static const uint64_t *make_keys(struct tree *tree)
{
	uint64_t *key = POOL_NEW(&tree->pool, uint64_t, tree->rows.n + 1);

	for (size_t i = 0; key && i < tree->rows.n; i++) {
		const struct ledger_row *row = &tree->rows.row[i];
		uint64_t from = row->up ? key[row->up - tree->rows.row] : UINT64_C(0xcbf29ce484222325);

		from = hash(from, row->apart ? row->v4 ? SLICE(" 4 ") : SLICE(" 6 ") : SLICE(" "));
		key[i] = hash(from, record_slice(&row->frame->record, row->term->whole));
	}
	return key;
}

/* The row of that place, or of the nearest above it: a lifted walk does not go round loops. TREE_DOMAIN: none. */
static size_t row_of(const struct tree *tree, const struct node *node, bool v6)
{
	for (; node; node = node->frame->up) {
		for (size_t i = 0; i < tree->rows.n; i++) {
			const struct ledger_row *row = &tree->rows.row[i];

			if (ledger_same_place(v6 ? row->v6 : row->v4, node))
				return i;
		}
	}
	return TREE_DOMAIN;
}

static const struct verdict *innermost(const struct verdict *verdict)
{
	while (verdict->inner)
		verdict = verdict->inner;
	return verdict;
}

/* The limits of RFC 7208 4.6.4 as the walk met them; it says where. */
static void note_stops(const struct tree *tree, const struct walk *walk, bool v6, struct tree_stop *stop)
{
	const struct node *seen[STOPS_MOST];
	size_t seens = 0;

	for (size_t i = 0; i < walk->n && seens < STOPS_MOST; i++) {
		const struct verdict *verdict = innermost(walk->region[i].verdict);
		size_t row, k = 0;

		if (!verdict->node || (verdict->why != WHY_LOOKUPS && verdict->why != WHY_VOIDS && verdict->why != WHY_MX))
			continue;
		while (k < seens && seen[k] != verdict->node)
			k++;
		if (k < seens)
			continue;
		seen[seens++] = verdict->node;
		row = row_of(tree, verdict->node, v6);
		if (row != TREE_DOMAIN)
			stop[row] = (struct tree_stop){ verdict->why, stop[row].v4 || !v6, stop[row].v6 || v6 };
	}
}

bool tree_can_fold(const struct tree *tree, size_t row)
{
	return row != TREE_DOMAIN && tree->rows.row[row].below > 0;
}

static size_t fold_of(const struct tree *tree, size_t row)
{
	size_t i = 0;

	while (i < tree->folds && tree->folded[i] != tree->key[row])
		i++;
	return i;
}

bool tree_is_folded(const struct tree *tree, size_t row)
{
	return tree_can_fold(tree, row) && fold_of(tree, row) < tree->folds;
}

void tree_lines(struct tree *tree)
{
	tree->lines = 0;
	if (!tree->line)
		return;
	tree->line[tree->lines++] = TREE_DOMAIN;
	for (size_t i = 0; i < tree->rows.n; i++) {
		tree->line[tree->lines++] = i;
		if (tree_is_folded(tree, i))
			i += tree->rows.row[i].below;
	}
}

size_t tree_at(const struct tree *tree)
{
	return tree->list.at < tree->lines ? tree->line[tree->list.at] : TREE_DOMAIN;
}

void tree_fold(struct tree *tree, size_t row, bool folded)
{
	size_t at;

	if (!tree_can_fold(tree, row))
		return;
	at = fold_of(tree, row);
	if (folded && at == tree->folds && tree->folds < TREE_FOLDS)
		tree->folded[tree->folds++] = tree->key[row];
	else if (!folded && at < tree->folds)
		tree->folded[at] = tree->folded[--tree->folds];
	tree_lines(tree);
}

void tree_choose(struct tree *tree, size_t row)
{
	if (row != TREE_DOMAIN)
		for (const struct ledger_row *up = tree->rows.row[row].up; up; up = up->up)
			tree_fold(tree, (size_t)(up - tree->rows.row), false);
	for (size_t i = 0; i < tree->lines; i++)
		if (tree->line[i] == row)
			list_set(&tree->list, i, tree->lines, tree->shown);
}

/* The same term stays chosen when the rows are made anew; when it is gone, the one that stands there now. */
static void choose_again(struct tree *tree, uint64_t key)
{
	for (size_t i = 1; i < tree->lines && key; i++) {
		if (tree->key[tree->line[i]] != key)
			continue;
		list_set(&tree->list, i, tree->lines, tree->shown);
		return;
	}
	list_set(&tree->list, tree->list.at, tree->lines, tree->shown);
}

void tree_read(struct app *app, struct tree *tree)
{
	const struct survey *survey = &app->survey;
	size_t at = tree_at(tree);
	uint64_t key = at == TREE_DOMAIN ? 0 : tree->key[at];
	struct tree_stop *stop;

	pool_reset(&tree->pool);
	tree->rows = (struct ledger_rows){ 0 };
	tree->lines = 0;
	tree->line = NULL;
	if (!app->survey_known)
		return;
	tree->ledger = (struct ledger){ .v4 = &survey->lifted4, .v6 = &survey->lifted6, .answers = survey->layer, .form = app->form };
	if (ledger_rows(&tree->pool, &tree->ledger, &tree->rows)) {
		app->failed = true;
		return;
	}
	tree->key = make_keys(tree);
	stop = POOL_NEW(&tree->pool, struct tree_stop, tree->rows.n + 1);
	tree->line = POOL_NEW(&tree->pool, size_t, tree->rows.n + 1);
	tree->stop = stop;
	if (!tree->key || !stop || !tree->line) {
		tree->rows.n = 0;
		tree->line = NULL;
		app->failed = true;
		return;
	}
	note_stops(tree, &survey->v4, false, stop);
	note_stops(tree, &survey->v6, true, stop);
	tree_lines(tree);
	choose_again(tree, key);
}

static bool holds(struct slice text, struct slice sought)
{
	for (size_t i = 0; i + sought.len <= text.len; i++)
		if (slice_same(slice_to(slice_from(text, i), sought.len), sought))
			return true;
	return false;
}

bool tree_seek(struct tree *tree, struct slice sought, bool back, size_t *row)
{
	size_t n = tree->rows.n, from = tree_at(tree) == TREE_DOMAIN ? back ? 0 : n - 1 : tree_at(tree);
	struct buf text = { 0 };
	bool found = false;

	for (size_t k = 1; n && k <= n && !found; k++) {
		size_t i = back ? (from + n - k) % n : (from + k) % n;

		buf_clear(&text);
		ledger_term(&tree->ledger, &tree->rows.row[i], &text);
		buf_char(&text, ' ');
		ledger_answer(&tree->ledger, &tree->rows.row[i], &text);
		found = holds(buf_slice(&text), sought);
		if (found)
			*row = i;
	}
	buf_release(&text);
	return found;
}
