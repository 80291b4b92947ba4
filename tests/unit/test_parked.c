/*
 * parked: UDP sockets that serve again. Each time on another port, with nothing left of what came before, and nothing that is sent to the
 * old port arriving.
 */
#include "dns/resolver_packet.h"
#include "dns/resolver_socket.h"
#include <arpa/inet.h>
#include <check.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 50 };

static int server;
static struct endpoint here;
static struct parked parked;
static int room_for_fds[4];
static uint8_t room[PACKET_MOST];

static void start(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof address;

	server = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ck_assert_int_ge(server, 0);
	ck_assert_int_eq(bind(server, (struct sockaddr *)&address, sizeof address), 0);
	ck_assert_int_eq(getsockname(server, (struct sockaddr *)&address, &len), 0);
	memcpy(&here.address, &address, sizeof address);
	here.len = sizeof address;
	parked = (struct parked){ .fd = room_for_fds, .most = 4 };
}

static void stop(void)
{
	parked_close(&parked);
	close(server);
}

static struct channel ask(void)
{
	struct channel channel = { .parked = &parked, .fd = -1 };

	ck_assert_int_eq(channel_open(&channel, &here, (const uint8_t *)"ask", 3), CHANNEL_WAIT);
	return channel;
}

static struct sockaddr_in heard(void)
{
	struct sockaddr_in from;
	socklen_t len = sizeof from;
	char text[8];

	ck_assert_int_eq(recvfrom(server, text, sizeof text, 0, (struct sockaddr *)&from, &len), 3);
	return from;
}

static void answer(const struct sockaddr_in *to, const char *text)
{
	ck_assert_int_eq(sendto(server, text, strlen(text), 0, (const struct sockaddr *)to, sizeof *to), (ssize_t)strlen(text));
}

static enum channel_state take(struct channel *channel, const uint8_t **packet, size_t *len, int wait_ms)
{
	struct pollfd fd = { .fd = channel->fd, .events = POLLIN };

	(void)poll(&fd, 1, wait_ms);
	return channel_step(channel, room, packet, len);
}

START_TEST(another_port_each_time)
{
	unsigned same = 0;
	in_port_t last = 0;
	int fd = -1;

	start();
	for (int i = 0; i < ROUNDS; i++) {
		struct channel channel = ask();
		struct sockaddr_in from = heard();
		const uint8_t *packet;
		size_t len;

		ck_assert(fd < 0 || fd == channel.fd);	/* it is the same socket, */
		fd = channel.fd;
		same += from.sin_port == last;		/* and the kernel may pick a port again by chance */
		last = from.sin_port;
		answer(&from, "yes");
		ck_assert_int_eq(take(&channel, &packet, &len, 2000), CHANNEL_PACKET);
		ck_assert_uint_eq(len, 3);
		channel_close(&channel);
		ck_assert_uint_eq(parked.n, 1);
	}
	ck_assert_uint_lt(same, 3);
	stop();
}
END_TEST

START_TEST(nothing_of_before_is_read)
{
	struct channel channel;
	struct sockaddr_in old, new;
	const uint8_t *packet;
	size_t len;

	start();
	channel = ask();
	old = heard();
	answer(&old, "waits in its queue");
	struct pollfd fd = { .fd = channel.fd, .events = POLLIN };
	ck_assert_int_eq(poll(&fd, 1, 2000), 1);
	channel_close(&channel);		/* unread */
	answer(&old, "comes to a port that is nobody's");
	channel = ask();
	new = heard();
	answer(&old, "comes to the old port");
	ck_assert_int_eq(take(&channel, &packet, &len, 50), CHANNEL_WAIT);
	answer(&new, "new");
	ck_assert_int_eq(take(&channel, &packet, &len, 2000), CHANNEL_PACKET);
	ck_assert_uint_eq(len, 3);
	ck_assert_int_eq(memcmp(packet, "new", 3), 0);
	channel_close(&channel);
	stop();
}
END_TEST

/* More than there is room for, and those of TCP, are closed. */
START_TEST(no_more_than_its_room)
{
	struct channel channel[6];

	start();
	for (int i = 0; i < 6; i++)
		channel[i] = ask();
	for (int i = 0; i < 6; i++)
		channel_close(&channel[i]);
	ck_assert_uint_eq(parked.n, 4);
	parked_close(&parked);
	ck_assert_uint_eq(parked.n, 0);
	stop();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("parked");
	TCase *t = tcase_create("sockets");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, another_port_each_time);
	tcase_add_test(t, nothing_of_before_is_read);
	tcase_add_test(t, no_more_than_its_room);
	suite_add_tcase(suite, t);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
