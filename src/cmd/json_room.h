#pragma once
/*
 * json_room: memory for JSON objects that are made, printed and freed one after the other by the thousand.
 *
 * jansson takes a piece of memory for every value and key. From a room that is empty again as soon as all of it was given back, that costs
 * next to nothing; what does not fit comes from malloc(3).
 */
void json_room_use(void);	/* from now on; any number of times */
