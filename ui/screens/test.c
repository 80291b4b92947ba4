/* test: what receivers say of one sender, term by term, and what senders are expected to get. */
#include "ui/screens/test_private.h"

#include "base/memory.h"
#include "base/words.h"

static const char *const against[] = { N_("new"), N_("published"), NULL };
static const struct field_row rows[] = {
	{ FIELD_ADDRESS, FIELD_TEXT, 0, N_("Address"), NULL, NULL },
	{ FIELD_FROM, FIELD_TEXT, 0, "MAIL FROM", NULL, NULL },
	{ FIELD_HELO, FIELD_TEXT, 0, "HELO", NULL, NULL },
	{ FIELD_AGAINST, FIELD_CHOICE, 0, N_("Record"), NULL, against },
};

static void test_free(void *state)
{
	struct test *test = state;

	form_release(&test->form);
	pool_release(&test->pool);
	pool_release(&test->expect_pool);
	prompt_release(&test->prompt);
	mem_free(test);
}

static void *test_new(void)
{
	struct test *test = mem_zero(1, sizeof *test);

	if (test && !form_init(&test->form, rows, sizeof rows / sizeof *rows)) {
		mem_free(test);
		return NULL;
	}
	return test;
}

/* The sender of the domain before is none of this one. */
static void test_reset(struct app *app, void *state)
{
	struct test *test = state;

	(void)app;
	form_set_text(&test->form, FIELD_ADDRESS, SLICE(""));
	form_set_text(&test->form, FIELD_FROM, SLICE(""));
	form_set_text(&test->form, FIELD_HELO, SLICE(""));
	form_set_fault(&test->form, FIELD_ADDRESS, NULL);
	pool_reset(&test->pool);
	pool_reset(&test->expect_pool);
	test->checked = test->good = test->prompt.open = false;
	test->rows = (struct ledger_rows){ 0 };
	test->tests = test->left_out = 0;
	test->walk = test->expect = (struct list){ 0 };
	test->part = PART_FORM;
}

enum part test_part(const struct app *app, const struct test *test)
{
	if (!app_small(app))
		return test->part;
	if (app->page || test->prompt.open)
		return PART_EXPECT;
	return test->part == PART_EXPECT ? PART_FORM : test->part;
}

static unsigned test_focus(const struct app *app, const void *state)
{
	const struct test *test = state;

	if (test->prompt.open)
		return IN_TEXT | IN_PROMPT;
	return test_part(app, test) == PART_FORM ? form_focus_in(&test->form) : IN_LIST;
}

static void read_fields(struct app *app, struct test *test)
{
	struct slice text = slice_trim(buf_slice(&form_field(&test->form, FIELD_ADDRESS)->edit.text));
	struct address address;
	struct name name;

	for (int id = FIELD_ADDRESS; id <= FIELD_HELO; id++)
		form_field(&test->form, id)->edit.form = app->form;
	form_set_fault(&test->form, FIELD_ADDRESS, text.len && !address_parse(text, &address) ? _(error_text(ERR_ADDRESS)) : NULL);
	text = slice_trim(buf_slice(&form_field(&test->form, FIELD_HELO)->edit.text));
	form_set_fault(&test->form, FIELD_HELO, text.len && name_from_person(text, &name) ?
		_("The HELO name is no domain name; receivers do not check it. RFC 7208 2.3") : NULL);
}

static void test_refresh(struct app *app, void *state, bool answers)
{
	(void)answers;
	read_fields(app, state);
	test_run(app, state);
	if (app_small(app) && ((struct test *)state)->prompt.open)
		app->page = 1;
}

static void go_part(struct app *app, struct test *test, enum part part)
{
	test->part = part;
	if (app_small(app))
		app->page = part == PART_EXPECT;
}

static bool prompt_event(struct app *app, struct test *test, const struct event *event, enum action action)
{
	if (event->kind == EVENT_PASTE) {
		prompt_paste(&test->prompt, event->text);
		return true;
	}
	switch (prompt_key(&test->prompt, event->code, action)) {
	case PROMPT_DONE:
		test->prompt.open = !test_expect_take(app, test);
		app->stale_screen = true;
		return true;
	case PROMPT_OTHER:
		return false;
	default:
		return true;
	}
}

/* What is typed here is asked about when the typist rests, as a record is. */
static bool formed(struct app *app, struct test *test, enum formed what, bool typing)
{
	switch (what) {
	case FORM_CHANGED: case FORM_CHOSEN:
		app_touch(app);
		app->typed = typing;
		app->stale_screen = true;
		read_fields(app, test);
		return what == FORM_CHANGED || formed(app, test, form_go_on(&test->form), false);
	case FORM_END:
		go_part(app, test, PART_WALK);
		return true;
	default:
		return what != FORM_OTHER;
	}
}

static bool form_key_event(struct app *app, struct test *test, const struct event *event, enum action action)
{
	int at = form_at(&test->form);

	if (event->kind == EVENT_PASTE)
		return formed(app, test, form_paste(&test->form, event->text), false);
	if ((action == ACT_NEXT || action == ACT_DOWN) && at == FIELD_AGAINST) {
		go_part(app, test, PART_WALK);
		return true;
	}
	if (action == ACT_PREVIOUS && at == FIELD_ADDRESS) {
		go_part(app, test, PART_EXPECT);
		return true;
	}
	if (action == ACT_CLOSE && !form_field(&test->form, at)->edit.literal)
		return formed(app, test, form_restore(&test->form), false);
	return formed(app, test, form_key(&test->form, event->code, action), true);
}

/* What is wrong with a field is said when it is left, by whatever key. */
static bool form_event(struct app *app, struct test *test, const struct event *event, enum action action)
{
	int left = form_at(&test->form);
	bool taken = form_key_event(app, test, event, action);
	const struct field *field = form_field(&test->form, left);

	if (field->fault.len && (left != form_at(&test->form) || test_part(app, test) != PART_FORM))
		app_say(app, LOOK_WARNING, "%s", buf_text(&field->fault));
	return taken;
}

static bool list_event(struct app *app, struct test *test, enum action action)
{
	bool walk = test_part(app, test) == PART_WALK;
	struct list *list = walk ? &test->walk : &test->expect;
	size_t n = walk ? test->rows.n : test->tests;

	switch (action) {
	case ACT_NEXT:
		go_part(app, test, walk ? PART_EXPECT : PART_FORM);
		if (!walk)
			form_go(&test->form, FIELD_ADDRESS);
		return true;
	case ACT_PREVIOUS:
		go_part(app, test, walk ? PART_FORM : PART_WALK);
		if (walk)
			form_go(&test->form, FIELD_AGAINST);
		return true;
	case ACT_GO:
		if (walk)
			go_part(app, test, PART_EXPECT);
		else
			test_expect_ask(app, test, n ? list->at : SIZE_MAX);
		return true;
	case ACT_DELETE:
		if (!walk)
			test_expect_delete(app, test);
		return true;
	case ACT_UP:
		if (walk && !list->at) {
			go_part(app, test, PART_FORM);
			return true;
		}
		break;
	default:
		break;
	}
	return list_action(list, action, n, app_body_rows(app) / 4);
}

static bool test_update(struct app *app, void *state, const struct event *event, enum action action)
{
	struct test *test = state;

	if (event->kind != EVENT_KEY && event->kind != EVENT_PASTE)
		return false;
	if (test->prompt.open)
		return prompt_event(app, test, event, action);
	switch (action) {
	case ACT_FIX:
		test_fix(app, test);
		return true;
	case ACT_ADD:
		test_expect_ask(app, test, SIZE_MAX);
		go_part(app, test, PART_EXPECT);
		return true;
	case ACT_AGAIN:
		app_push(app, &(struct effect){ .kind = EFFECT_AGAIN });
		return true;
	case ACT_PAGE_UP: case ACT_PAGE_DOWN:
		if (!app_small(app))
			break;
		go_part(app, test, action == ACT_PAGE_DOWN ? PART_EXPECT : PART_FORM);
		return true;
	default:
		break;
	}
	if (test_part(app, test) == PART_FORM)
		return form_event(app, test, event, action);
	return event->kind == EVENT_KEY && list_event(app, test, action);
}

static void draw(const struct app *app, const void *state, struct cells *cells, struct area area)
{
	test_draw(app, state, cells, area);
}

static void form_hint(const struct app *app, const struct test *test, struct buf *out)
{
	const struct field *field = form_field(&test->form, FIELD_ADDRESS);
	char ip[IP_TEXT];

	switch (form_at(&test->form)) {
	case FIELD_FROM:
		buf_string(out, _("The envelope sender. Empty: postmaster of the domain."));
		return;
	case FIELD_HELO:
		buf_string(out, _("What the server says in HELO or EHLO. Empty: not known."));
		return;
	case FIELD_AGAINST:
		buf_string(out, _("The record as it is being made, or as DNS has it now."));
		return;
	default:
		break;
	}
	if (field->fault.len) {
		buf_add(out, buf_slice(&field->fault));
	} else if (test->checked && test_result(test) != R_PASS && test_result(test) != R_PENDING && app->draft) {
		ip_text(test->address.ip, test->address.v6, ip);
		buf_printf(out, _("%s does not pass. M-f adds it to the record, M-u takes that back."), ip);
	} else {
		buf_string(out, _("The IPv4 or IPv6 address from which the mail comes."));
	}
}

static void test_hint(const struct app *app, const void *state, struct buf *out)
{
	const struct test *test = state;

	if (test->prompt.open)
		buf_string(out, _("A result, an address, from MAILFROM and helo NAME where they matter, a note."));
	else if (test_part(app, test) == PART_FORM)
		form_hint(app, test, out);
	else if (test_part(app, test) == PART_WALK)
		buf_string(out, _("Each term, its cost, and what it says of this sender. f adds the address."));
	else
		buf_string(out, _("a adds, d deletes, Enter edits. They are kept with the draft."));
}

void test_show(struct app *app, const struct address *address)
{
	struct test *test = app->state[SCREEN_TEST];
	char ip[IP_TEXT];

	if (address) {
		form_set_text(&test->form, FIELD_ADDRESS, (struct slice){ ip, ip_text(address->ip, address->v6, ip) });
		form_set_value(&test->form, FIELD_AGAINST, AGAINST_NEW);
	}
	test->part = PART_FORM;
	app_go(app, SCREEN_TEST);
}

void test_counts(struct app *app, size_t *met, size_t *unmet)
{
	struct test *test = app->state[SCREEN_TEST];
	size_t waiting;

	test_run(app, test);
	test_expect_count(test, met, unmet, &waiting);
}

const struct screen screen_test = {
	.title = N_("Test"), .in = IN_TEST, .pages = true, .state_new = test_new, .state_free = test_free, .focus = test_focus,
	.update = test_update,
	.refresh = test_refresh, .draw = draw, .hint = test_hint, .reset = test_reset,
};
