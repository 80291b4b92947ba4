/* draft_output: all that is to be published. */
#include "wizard/draft_private.h"

#include "base/memory.h"
#include "wizard/edit.h"

void outputs_release(struct outputs *outputs)
{
	while (outputs->n)
		record_release(&outputs->output[--outputs->n].record);
	mem_free(outputs->output);
	outputs->output = NULL;
}

/* There is room for it. */
static enum error add_output(struct outputs *outputs, const struct name *owner, struct slice text, bool is_spf)
{
	struct output *output = &outputs->output[outputs->n];
	enum error error = record_parse(&output->record, text);

	if (error)
		return error;
	output->owner = *owner;
	output->is_spf = is_spf;
	outputs->n++;
	return ERR_NONE;
}

static enum error add_explanation(const struct state *state, struct outputs *outputs)
{
	const struct term *exp = edit_find(&state->record, Q_EXP);
	struct name owner;

	if (!exp || !state->explanation.len || name_from_bytes(record_slice(&state->record, exp->value), &owner))
		return ERR_NONE;
	for (size_t i = 0; i < exp->value.len; i++)
		if (state->record.text[exp->value.at + i] == '%')
			return ERR_NONE;
	return add_output(outputs, &owner, buf_slice(&state->explanation), false);
}

enum error draft_outputs(const struct draft *draft, struct outputs *outputs)
{
	const struct state *state = draft_now(draft);
	struct slice rest = buf_slice(&state->helo), word;
	struct name owner;
	enum error error;
	size_t n = 2;

	while (slice_word(&rest, &word))
		n++;
	*outputs = (struct outputs){ mem_zero(n, sizeof *outputs->output), 0 };
	if (!outputs->output)
		return ERR_MEMORY;
	error = record_copy(&state->record, &outputs->output[0].record);
	if (!error) {
		outputs->output[0].owner = draft->domain;
		outputs->output[0].is_spf = true;
		outputs->n = 1;
		error = add_explanation(state, outputs);
	}
	rest = buf_slice(&state->helo);
	while (!error && state->sends && slice_word(&rest, &word))
		if (!name_from_person(word, &owner))
			error = add_output(outputs, &owner, SLICE("v=spf1 a -all"), true);
	if (error)
		outputs_release(outputs);
	return error;
}
