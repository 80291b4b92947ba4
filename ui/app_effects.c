/* app_effects: what is to be done in the world, in order, until the loop takes it. */
#include "ui/app_private.h"

#include "base/memory.h"

struct app_effects {
	struct effect *effect;
	size_t n, at, size;
	struct pool pool;	/* their text and path */
};

enum error effects_new(struct app *app)
{
	app->effects = mem_zero(1, sizeof *app->effects);
	return app->effects ? ERR_NONE : ERR_MEMORY;
}

void effects_free(struct app *app)
{
	if (!app->effects)
		return;
	mem_free(app->effects->effect);
	pool_release(&app->effects->pool);
	mem_free(app->effects);
}

/* Before an event: what was taken is forgotten. */
void effects_begin(struct app *app)
{
	struct app_effects *effects = app->effects;

	if (effects->at < effects->n)
		return;
	effects->n = effects->at = 0;
	pool_reset(&effects->pool);
}

void app_push(struct app *app, const struct effect *effect)
{
	struct app_effects *effects = app->effects;
	struct effect copy = *effect;

	if (effects->n == effects->size) {
		size_t size = effects->size ? 2 * effects->size : 8;
		struct effect *more = mem_resize(effects->effect, size, sizeof *more);

		if (!more) {
			app->failed = true;
			return;
		}
		effects->effect = more;
		effects->size = size;
	}
	if (copy.text.at)
		copy.text = pool_copy(&effects->pool, copy.text);
	if (copy.path.at)
		copy.path = pool_copy(&effects->pool, copy.path);
	if (effects->pool.failed) {
		app->failed = true;
		return;
	}
	effects->effect[effects->n++] = copy;
}

bool app_effect(struct app *app, struct effect *out)
{
	struct app_effects *effects = app->effects;

	if (effects->at == effects->n)
		return false;
	*out = effects->effect[effects->at++];
	return true;
}
