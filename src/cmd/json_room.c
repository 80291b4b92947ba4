/* json_room: pieces from one block, until all of them were given back. */
#include "cmd/json_room.h"
#include <jansson.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { ROOM = 64 << 10, ALIGN = alignof(max_align_t) };

static alignas(max_align_t) unsigned char room[ROOM];
static size_t used, pieces;

static void *take(size_t size)
{
	size_t whole = (size + ALIGN - 1) / ALIGN * ALIGN;

	if (whole < size || whole > ROOM - used)
		return malloc(size);
	void *piece = room + used;
	used += whole;
	pieces++;
	return piece;
}

static void give(void *piece)
{
	uintptr_t at = (uintptr_t)piece, from = (uintptr_t)room;

	if (at < from || at >= from + ROOM) {
		free(piece);
		return;
	}
	if (--pieces == 0)
		used = 0;
}

void json_room_use(void)
{
	json_set_alloc_funcs(take, give);
}
