/*
 * resolver_socket: connected sockets, one for each query sent.
 *
 * A fresh socket each time, or one that was unconnected, is what makes the port random: the kernel picks it at connect().
 * And connect() is what lets an ICMP refusal be heard at once and drops datagrams from any other address or port.
 */
#include "resolver_socket.h"
#include "base/memory.h"
#include "resolver_packet.h"
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

bool endpoint_of(const struct nameserver *server, struct endpoint *out)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)&out->address;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&out->address;
	struct slice zone = slice_of(server->zone);
	uint64_t number = 0;

	memset(out, 0, sizeof *out);
	if (!server->address.v6) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(server->port);
		v4->sin_addr.s_addr = htonl((uint32_t)server->address.ip.lo);
		out->len = sizeof *v4;
		return true;
	}
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons(server->port);
	for (unsigned i = 0; i < 8; i++) {
		v6->sin6_addr.s6_addr[i] = (uint8_t)(server->address.ip.hi >> (56 - 8 * i));
		v6->sin6_addr.s6_addr[8 + i] = (uint8_t)(server->address.ip.lo >> (56 - 8 * i));
	}
	if (zone.len > 0 && !slice_number(zone, UINT32_MAX, &number))
		number = if_nametoindex(server->zone);
	v6->sin6_scope_id = (uint32_t)number;
	out->len = sizeof *v6;
	return zone.len == 0 || number > 0;
}

bool ids_next(struct ids *ids, uint16_t *id)
{
	if (ids->left == 0) {
		/* Up to 256 bytes come whole, and no signal cuts them short (getrandom(2)), once the kernel has seeded itself. */
		if (getrandom(ids->id, sizeof ids->id, 0) != (ssize_t)sizeof ids->id)
			return false;
		ids->left = sizeof ids->id / sizeof *ids->id;
	}
	*id = ids->id[--ids->left];
	return true;
}

void parked_close(struct parked *parked)
{
	while (parked->n > 0)
		close(parked->fd[--parked->n]);
}

/* Nothing that has come, or gone wrong, is left in it. False: it will not be empty. */
static bool drain(int fd)
{
	enum { TRIES = 64 };
	char byte;

	for (int i = 0; i < TRIES; i++)
		if (recv(fd, &byte, sizeof byte, MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return true;
	return false;
}

/* Gives up its port, so that nothing comes any more, and what came goes. */
static bool park(struct channel *channel)
{
	static const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	struct parked *parked = channel->parked;

	if (!parked || channel->tcp || parked->n >= parked->most || (parked->n && parked->family != channel->family))
		return false;
	if (connect(channel->fd, &nobody, sizeof nobody) < 0 || !drain(channel->fd))
		return false;
	parked->family = channel->family;
	parked->fd[parked->n++] = channel->fd;
	return true;
}

void channel_close(struct channel *channel)
{
	if (channel->fd >= 0 && !park(channel))
		close(channel->fd);
	mem_free(channel->bytes);
	*channel = (struct channel){ .fd = -1 };
}

static enum channel_state give_up(struct channel *channel, enum channel_state why)
{
	channel_close(channel);
	return why;
}

static bool later(void)
{
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static bool short_of_descriptors(void)
{
	return errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
}

/* The length and the query, to go out when the connection stands. */
static bool prepare_tcp(struct channel *channel, const uint8_t *query, size_t len)
{
	channel->bytes = mem_alloc(2 + len);
	if (!channel->bytes)
		return false;
	channel->bytes[0] = (uint8_t)(len >> 8);
	channel->bytes[1] = (uint8_t)len;
	memcpy(channel->bytes + 2, query, len);
	channel->at = 0;
	channel->len = 2 + len;
	channel->writing = true;
	return true;
}

/* A parked one, or a new one; where descriptors end, those that are parked make room. */
static int take_socket(const struct channel *channel)
{
	int type = (channel->tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
	struct parked *parked = channel->parked;

	if (parked && !channel->tcp && parked->n && parked->family == channel->family)
		return parked->fd[--parked->n];
	int fd = socket(channel->family, type, 0);
	if (fd < 0 && short_of_descriptors() && parked && parked->n) {
		parked_close(parked);
		fd = socket(channel->family, type, 0);
	}
	return fd;
}

enum channel_state channel_open(struct channel *channel, const struct endpoint *to, const uint8_t *query, size_t len)
{
	channel->bytes = NULL;
	channel->writing = false;
	channel->family = to->address.ss_family;
	channel->fd = take_socket(channel);
	if (channel->fd < 0)
		return give_up(channel, short_of_descriptors() ? CHANNEL_FULL : CHANNEL_LOST);
	if (channel->tcp && !prepare_tcp(channel, query, len))
		return give_up(channel, CHANNEL_MEMORY);
	if (connect(channel->fd, (const struct sockaddr *)&to->address, to->len) < 0 && errno != EINPROGRESS && !later())
		return give_up(channel, errno == EADDRNOTAVAIL ? CHANNEL_FULL : CHANNEL_LOST);
	/* What the kernel has no room for at the moment is lost on the way like any other datagram: the clock sees to it. */
	if (!channel->tcp && send(channel->fd, query, len, MSG_NOSIGNAL) < 0 && !later() && !short_of_descriptors())
		return give_up(channel, CHANNEL_LOST);
	return CHANNEL_WAIT;
}

static enum channel_state write_tcp(struct channel *channel)
{
	ssize_t n = send(channel->fd, channel->bytes + channel->at, channel->len - channel->at, MSG_NOSIGNAL);

	if (n < 0)
		return later() ? CHANNEL_WAIT : give_up(channel, CHANNEL_LOST);
	channel->at += (size_t)n;
	if (channel->at == channel->len) {
		channel->writing = false;
		channel->at = 0;
		channel->len = 2;
	}
	return CHANNEL_WAIT;
}

/* The length is here: room for what it announces. */
static enum channel_state begin_message(struct channel *channel)
{
	size_t len = (size_t)channel->bytes[0] << 8 | channel->bytes[1];
	uint8_t *bytes;

	if (len == 0)
		return give_up(channel, CHANNEL_LOST);
	bytes = mem_resize(channel->bytes, 2 + len, 1);
	if (!bytes)
		return give_up(channel, CHANNEL_MEMORY);
	channel->bytes = bytes;
	channel->len = 2 + len;
	return CHANNEL_WAIT;
}

static enum channel_state read_tcp(struct channel *channel, const uint8_t **packet, size_t *len)
{
	enum channel_state state;

	for (;;) {
		ssize_t n = recv(channel->fd, channel->bytes + channel->at, channel->len - channel->at, 0);

		if (n <= 0)
			return n < 0 && later() ? CHANNEL_WAIT : give_up(channel, CHANNEL_LOST);
		channel->at += (size_t)n;
		if (channel->at < channel->len)
			continue;
		if (channel->len > 2) {
			*packet = channel->bytes + 2;
			*len = channel->len - 2;
			channel->at = 0;
			channel->len = 2;	/* where the next would begin */
			return CHANNEL_PACKET;
		}
		state = begin_message(channel);
		if (state != CHANNEL_WAIT)
			return state;
	}
}

enum channel_state channel_step(struct channel *channel, uint8_t *room, const uint8_t **packet, size_t *len)
{
	ssize_t n;

	if (channel->tcp)
		return channel->writing ? write_tcp(channel) : read_tcp(channel, packet, len);
	n = recv(channel->fd, room, PACKET_MOST, 0);
	if (n < 0)
		return later() ? CHANNEL_WAIT : give_up(channel, CHANNEL_LOST);
	*packet = room;
	*len = (size_t)n;
	return CHANNEL_PACKET;
}
