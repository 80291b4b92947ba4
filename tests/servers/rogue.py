#!/usr/bin/python3
"""A DNS server for tests that misbehaves on purpose.

    rogue.py [--log FILE] [--host ADDR] [--port PORT] MODE[:ARGUMENT]@ZONE.json ...

Each argument opens UDP and TCP on one random high port of ADDR (127.0.0.1), or on PORT where one alone is given, answers from ZONE and misbehaves as MODE says.
For each a line "PORT MODE" is printed, then nothing more. It ends when its standard input does: with whoever started it.
With --log each query is a line "MODE PROTOCOL NAME TYPE". MODE is none for a server that does nothing wrong.

A zone is {"NAME": {"TYPE": [DATA, ...], ...}, ...}. NAME is master-file text (\\DDD for odd bytes) without the final dot. DATA
is the text of an address or a name, [preference, "name"] for MX, and for TXT a string (cut at 255 bytes) or a list of strings;
one character stands for one byte (Latin-1); {"hex": "..."} for any of them. "rcode": N makes a name fail, "silent": true keeps
it from answering at all, "drop": ["TYPE"] for these types only. "*.x" answers for any one label before x. Names above those
listed exist and are empty (RFC 8020). CNAMEs are followed inside the zone.
"""
import heapq
import json
import os
import random
import select
import socket
import struct
import sys
import time

TYPES = {'A': 1, 'NS': 2, 'CNAME': 5, 'SOA': 6, 'PTR': 12, 'MX': 15, 'TXT': 16, 'AAAA': 28, 'DNAME': 39, 'SPF': 99}
WORDS = {number: word for word, number in TYPES.items()}
FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = 1, 2, 3, 4, 5
FORGED = bytes([6, 6, 6, 6])            # what a forged A record says
FORGED_TEXT = b'v=spf1 +all'            # what a forged TXT record says


def name_wire(text):
    """Master-file text to wire form."""
    wire, label, i = b'', b'', 0
    while i < len(text):
        if text[i] == '\\' and text[i + 1:i + 4].isdigit():
            label += bytes([int(text[i + 1:i + 4])])
            i += 4
        elif text[i] == '\\':
            label += text[i + 1].encode('latin-1')
            i += 2
        elif text[i] == '.':
            wire += bytes([len(label)]) + label
            label = b''
            i += 1
        else:
            label += text[i].encode('latin-1')
            i += 1
    if label:
        wire += bytes([len(label)]) + label
    return wire + b'\0'


def lower(wire):
    return bytes(b + 32 if 65 <= b <= 90 else b for b in wire)


def rdata(kind, data):
    if isinstance(data, dict):
        return bytes.fromhex(data['hex'])
    if kind == 'A':
        return socket.inet_pton(socket.AF_INET, data)
    if kind == 'AAAA':
        return socket.inet_pton(socket.AF_INET6, data)
    if kind == 'MX':
        return struct.pack('!H', data[0]) + name_wire(data[1])
    if kind in ('NS', 'CNAME', 'PTR', 'DNAME'):
        return name_wire(data)
    strings = [data[i:i + 255] for i in range(0, len(data), 255)] or [''] if isinstance(data, str) else data
    return b''.join(bytes([len(s)]) + s.encode('latin-1') for s in strings)


class Zone:
    def __init__(self, path):
        with open(path, encoding='ascii') as file:
            listed = json.load(file)
        self.names, self.above = {}, {b'\0'}
        for text, types in listed.items():
            wire = lower(name_wire(text))
            there = self.names.setdefault(wire, {})
            for kind, values in types.items():
                there[kind] = [rdata(kind, v) for v in values] if kind in TYPES else values
            while len(wire) > 1:
                self.above.add(wire)
                wire = wire[wire[0] + 1:]

    def find(self, name):
        name = lower(name)
        return self.names.get(name) or self.names.get(b'\1*' + name[name[0] + 1:])

    def answer(self, name, kind):
        """(rcode, [(owner, type, rdata)], SOA?): CNAMEs followed, at most 20."""
        records = []
        for _ in range(20):
            there = self.find(name)
            if there is None:
                return (0 if lower(name) in self.above else NXDOMAIN), records, True
            if there.get('rcode'):
                return there['rcode'], [], False
            word = WORDS.get(kind)
            if word in there and there[word]:
                return 0, records + [(name, kind, data) for data in there[word]], False
            if 'CNAME' not in there or kind == TYPES['CNAME']:
                return 0, records, True
            records.append((name, TYPES['CNAME'], there['CNAME'][0]))
            name = there['CNAME'][0]
        return 0, records, False

    def silent(self, name, kind):
        for _ in range(20):
            there = self.find(name) or {}
            if there.get('silent') or WORDS.get(kind) in there.get('drop', []):
                return True
            if 'CNAME' not in there:
                return False
            name = there['CNAME'][0]
        return False


class Query:
    def __init__(self, wire):
        self.wire = wire
        self.id, self.flags, questions, _, _, additional = struct.unpack('!6H', wire[:12])
        if questions != 1:
            raise ValueError('not one question')
        at = 12
        while wire[at]:
            at += wire[at] + 1
        self.name = wire[12:at + 1]
        self.type, self.klass = struct.unpack('!HH', wire[at + 1:at + 5])
        self.question = wire[12:at + 5]
        self.edns = additional == 1 and len(wire) >= at + 16 and wire[at + 5:at + 8] == b'\0\0\x29'
        self.size = struct.unpack('!H', wire[at + 8:at + 10])[0] if self.edns else 512
        self.unchecked = bool(self.flags & 0x10)


def record(owner, kind, data, ttl=300):
    return owner + struct.pack('!HHIH', kind, 1, ttl, len(data)) + data


def reply(query, rcode=0, records=(), soa=False, ident=None, question=None, flags=0, upper=0, opt=True):
    """A whole message. upper: the OPT record's extended rcode."""
    question = query.question if question is None else question
    authority = []
    if soa:
        authority = [record(b'\0', TYPES['SOA'], b'\0\0' + struct.pack('!5I', 1, 3600, 600, 86400, 60))]
    additional = b'\0' + struct.pack('!HHBBHH', 41, 1232, upper, 0, 0, 0) if query.edns and opt else b''
    answers = [record(*r) for r in records]
    head = struct.pack('!6H', query.id if ident is None else ident, 0x8080 | (query.flags & 0x0110) | flags | rcode,
                       1 if question else 0, len(answers), len(authority), 1 if additional else 0)
    return head + question + b''.join(answers) + b''.join(authority) + additional


def forged(query, ident=None):
    """What an attacker would have us believe."""
    if query.type == TYPES['TXT']:
        data = bytes([len(FORGED_TEXT)]) + FORGED_TEXT
    elif query.type == TYPES['MX']:
        data = b'\0\0\4evil\0'
    elif query.type == TYPES['AAAA']:
        data = FORGED * 4
    elif query.type == TYPES['A']:
        data = FORGED
    else:
        data = b'\4evil\0'
    return reply(query, 0, [(query.name, query.type, data)], ident=ident)


class Rogue:
    """What one port does. Each mode is a method: it gets a query and how to send, and calls send(bytes, seconds_from_now)."""

    def __init__(self, mode, argument, zone):
        self.mode, self.argument, self.zone, self.seen = mode, argument, zone, {}
        self.act = getattr(self, 'mode_' + mode)

    def truth(self, query, **more):
        rcode, records, soa = self.zone.answer(query.name, query.type)
        return reply(query, rcode, records, soa, **more)

    def send_truth(self, query, send, later=0.0):
        wire = self.truth(query)
        if not send.tcp and len(wire) > query.size:
            wire = reply(query, flags=0x0200)
        send(wire, later)

    def count(self, query):
        key = (lower(query.name), query.type)
        self.seen[key] = self.seen.get(key, 0) + 1
        return self.seen[key]

    def mode_none(self, query, send):
        self.send_truth(query, send)

    def mode_delay(self, query, send):              # delay:MILLISECONDS
        self.send_truth(query, send, int(self.argument) / 1000)

    def mode_drop(self, query, send):
        pass

    def mode_droponce(self, query, send):
        if self.count(query) > 1:
            self.send_truth(query, send)

    def mode_plainonly(self, query, send):          # a firewall that drops what carries EDNS
        if not query.edns:
            self.send_truth(query, send)

    # Forgeries, each followed by the truth when the argument says so.
    def after(self, query, send):
        if self.argument == 'true':
            self.send_truth(query, send, 0.01)

    def mode_wrongid(self, query, send):
        for i in range(1, 41):
            send(forged(query, ident=(query.id + i * random.randrange(1, 1600)) & 0xffff))
        self.after(query, send)

    def mode_wrongq(self, query, send):
        wire = forged(query)
        at = 12 + len(query.question)
        for other in (b'\3not\4this\0' + query.question[-4:], query.name + b'\0\x0d' + query.question[-2:],
                      query.question[:-2] + b'\0\3', b'', query.question[:3], query.question * 2):
            count = b'\0\0' if not other else b'\0\2' if len(other) > len(query.question) * 1.5 else b'\0\1'
            send(wire[:4] + count + wire[6:12] + other + wire[at:])
        self.after(query, send)

    def mode_spoof(self, query, send):              # from another port and from another address too
        for i in range(20):
            send(forged(query, ident=query.id ^ (1 + i)))
            send.other(forged(query))
        self.after(query, send)

    def mode_notreply(self, query, send):           # QR clear; another opcode
        wire = forged(query)
        send(wire[:2] + bytes([wire[2] & 0x7f]) + wire[3:])
        send(wire[:2] + bytes([wire[2] | 0x20]) + wire[3:])
        send(query.wire)
        self.after(query, send)

    # What can't be read.
    def mode_garbage(self, query, send):
        for _ in range(5):
            send(random.randbytes(random.randrange(1, 600)))
        send(b'')
        self.after(query, send)

    def mode_header(self, query, send):
        send(self.truth(query)[:12])
        send(struct.pack('!6H', query.id, 0x8180, 0, 0, 0, 0))
        self.after(query, send)

    def mode_cut(self, query, send):
        wire = self.truth(query, opt=False)
        for end in (len(wire) - 1, len(wire) - 5, 12 + len(query.question) + 3):
            send(wire[:end])
        self.after(query, send)

    def mode_countlie(self, query, send):
        wire = self.truth(query)
        for at in (6, 8, 10):
            send(wire[:at] + b'\xff\xff' + wire[at + 2:])
        self.after(query, send)

    def mode_ptrloop(self, query, send):
        at = 12 + len(query.question)
        head = reply(query, opt=False)[:6] + struct.pack('!3H', 1, 0, 0) + query.question
        for pointer, data in ((at, at), (at + 12, at), (at + 12, at + 12), (0x3fff, at), (at + 13, 0x3fff)):
            send(head + struct.pack('!HHHIH', 0xc000 | pointer, query.type, 1, 60, 2) + struct.pack('!H', 0xc000 | data))
        self.after(query, send)

    def mode_stranger(self, query, send):           # records of another name, of another type, of another class
        send(reply(query, 0, [(b'\3not\4this\0', query.type, b'\4\4\4\4')]))
        send(reply(query, 0, [(query.name, 13, b'\1a\1b')]))
        wire = reply(query, 0, [(query.name, query.type, b'\4\4\4\4')])
        send(wire.replace(struct.pack('!HI', 1, 300), struct.pack('!HI', 3, 300)))
        self.after(query, send)

    def mode_shape(self, query, send):              # records whose data is not of their type's shape
        data = {'A': b'\1\2\3', 'AAAA': b'\1' * 15, 'MX': b'\0\1\3abc', 'PTR': b'\3abcd', 'TXT': b'\x09short'}
        send(reply(query, 0, [(query.name, query.type, data.get(WORDS.get(query.type), b''))]))
        self.after(query, send)

    def mode_huge(self, query, send):               # 65,535 bytes over TCP
        if not send.tcp:
            send(reply(query, flags=0x0200))
            return
        n = (65535 - 12 - len(query.question) - 11) // (len(query.name) + 10 + 256)
        records = [(query.name, query.type, b'\xff' + b'x' * 255) for _ in range(n)] if query.type == TYPES['TXT'] else []
        wire = reply(query, 0, records, opt=False)
        left = 65535 - len(wire)
        extra = record(b'\0', 65280, bytes(left - 11))
        send(wire[:10] + b'\0\1' + wire[12:] + extra)

    def mode_flood(self, query, send):              # 65,535 bytes of nonsense behind a good question
        wire = reply(query, flags=0x0200) if not send.tcp else reply(query)[:6] + b'\xff' * 6 + query.question + bytes(65000)
        send(wire)

    # TC.
    def mode_tc(self, query, send):
        send(reply(query, flags=0x0200)) if not send.tcp else send(self.truth(query))

    def mode_tcdead(self, query, send):             # connects, then nothing
        if not send.tcp:
            send(reply(query, flags=0x0200))

    def mode_tcclose(self, query, send):
        send(reply(query, flags=0x0200)) if not send.tcp else send.close()

    mode_tcrefused = mode_tcdead                    # nobody listens: see Port

    def mode_tctrickle(self, query, send):          # one byte each 200 ms
        if not send.tcp:
            send(reply(query, flags=0x0200))
        else:
            send.trickle(self.truth(query), 0.2)

    def mode_tctwo(self, query, send):              # a stranger's message first, the second in pieces
        if not send.tcp:
            send(reply(query, flags=0x0200))
        else:
            send(forged(query, ident=query.id ^ 1))
            send.trickle(self.truth(query), 0.001)

    def mode_tctc(self, query, send):               # TC over TCP as well
        send(reply(query, flags=0x0200))

    # Rcodes.
    def mode_rcode(self, query, send):              # rcode:N
        send(reply(query, int(self.argument)))

    def mode_servfail(self, query, send):
        send(reply(query, SERVFAIL))

    def mode_bogus(self, query, send):              # a validator before data that does not validate
        self.send_truth(query, send) if query.unchecked else send(reply(query, SERVFAIL))

    def mode_refused(self, query, send):
        send(reply(query, REFUSED))

    def mode_formerr(self, query, send):
        send(reply(query, FORMERR, opt=False))

    def mode_notimp(self, query, send):
        send(reply(query, NOTIMP, opt=False))

    def mode_formerredns(self, query, send):        # knows no EDNS: a header alone, as BIND 8 did
        send(struct.pack('!6H', query.id, 0x8001, 0, 0, 0, 0)) if query.edns else self.send_truth(query, send)

    def mode_notimpedns(self, query, send):
        send(reply(query, NOTIMP, opt=False)) if query.edns else self.send_truth(query, send)

    def mode_badvers(self, query, send):
        send(reply(query, 0, upper=1)) if query.edns else self.send_truth(query, send)

    def mode_noopt(self, query, send):              # ignores EDNS
        send(self.truth(query, opt=False))

    def mode_nxdomain(self, query, send):
        send(reply(query, NXDOMAIN, soa=True))

    def mode_nodata(self, query, send):
        send(reply(query, 0, soa=True))

    def mode_referral(self, query, send):           # authoritative, for somewhere else
        wire = reply(query, opt=False)
        ns = record(query.name, TYPES['NS'], b'\2ns\7example\0')
        send(wire[:3] + b'\0' + wire[4:8] + b'\0\1\0\0' + wire[12:] + ns)

    # Odd, but right.
    def mode_dup(self, query, send):
        for _ in range(5):
            self.send_truth(query, send)

    def mode_case(self, query, send):               # echoes the name in mixed case
        wire = self.truth(query)
        name = bytes(b ^ 32 if i % 2 and chr(b).isalpha() else b for i, b in enumerate(query.name))
        send(wire[:12] + name + wire[12 + len(name):])

    def mode_compress(self, query, send):           # owners and names in data by pointer
        _, records, _ = self.zone.answer(query.name, query.type)
        wire = reply(query, opt=False)[:6] + struct.pack('!3H', len(records), 0, 0) + query.question
        for owner, kind, data in records:
            point = b'\xc0\x0c' if lower(owner) == lower(query.name) else owner
            wire += record(point, kind, data)
        send(wire)

    def mode_nochase(self, query, send):            # leaves CNAMEs to the client
        rcode, records, soa = self.zone.answer(query.name, query.type)
        first = [r for r in records if lower(r[0]) == lower(query.name)]
        send(reply(query, 0 if first else rcode, first, soa and not first))


class Sender:
    def __init__(self, port, tcp):
        self.port, self.tcp, self.at = port, tcp, 0.0

    def later(self, seconds, act):
        self.port.loop.at(time.monotonic() + seconds, act)


class UdpSender(Sender):
    def __init__(self, port, client):
        super().__init__(port, False)
        self.client = client

    def __call__(self, wire, seconds=0.0):
        if seconds:
            self.later(seconds, lambda: self(wire))
        else:
            try:
                self.port.udp.sendto(wire, self.client)
            except OSError:
                pass

    def other(self, wire):
        for sock in self.port.others:
            try:
                sock.sendto(wire, self.client)
            except OSError:
                pass


class TcpSender(Sender):
    def __init__(self, port, sock):
        super().__init__(port, True)
        self.sock = sock

    def push(self, data):
        try:
            self.sock.sendall(data)
        except OSError:
            pass

    def __call__(self, wire, seconds=0.0):
        self.later(seconds, lambda: self.push(struct.pack('!H', len(wire)) + wire))

    def trickle(self, wire, gap):
        for i, byte in enumerate(struct.pack('!H', len(wire)) + wire):
            self.later(gap * (i + 1), lambda b=byte: self.push(bytes([b])))

    def other(self, wire):
        pass

    def close(self):
        self.port.loop.drop(self.sock)


class Port:
    def __init__(self, loop, host, number, rogue):
        self.loop, self.rogue, self.buffers = loop, rogue, {}
        family = socket.AF_INET6 if ':' in host else socket.AF_INET
        for _ in range(100):        # one number free for both
            self.udp = socket.socket(family, socket.SOCK_DGRAM)
            self.tcp = socket.socket(family, socket.SOCK_STREAM)
            self.tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self.udp.bind((host, number))
            self.number = self.udp.getsockname()[1]
            self.others = []
            try:
                self.tcp.bind((host, self.number))
                if rogue.mode == 'spoof':
                    self.bind_others(family, host)
                break
            except OSError:
                for sock in [self.udp, self.tcp] + self.others:
                    sock.close()
        self.udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        loop.read(self.udp, self.on_udp)
        if rogue.mode != 'tcrefused':
            self.tcp.listen(128)
            loop.read(self.tcp, self.on_accept)
        else:
            self.tcp.close()

    def bind_others(self, family, host):
        addresses = {(host, 0), (host if ':' in host else '127.0.0.2', 0)}
        if ':' not in host:         # our very port, another address
            addresses.add(('127.0.0.3', self.number))
        for address in addresses:
            self.others.append(socket.socket(family, socket.SOCK_DGRAM))
            self.others[-1].bind(address)

    def handle(self, wire, send):
        try:
            query = Query(wire)
        except (IndexError, ValueError, struct.error):
            return
        self.loop.note(self.rogue.mode, 'tcp' if send.tcp else 'udp', query)
        if not self.rogue.zone.silent(query.name, query.type):
            self.rogue.act(query, send)

    def on_udp(self):
        for _ in range(64):
            try:
                wire, client = self.udp.recvfrom(65535, socket.MSG_DONTWAIT)
            except OSError:
                return
            self.handle(wire, UdpSender(self, client))

    def on_accept(self):
        sock, _ = self.tcp.accept()
        self.buffers[sock] = b''
        self.loop.read(sock, lambda: self.on_tcp(sock))

    def on_tcp(self, sock):
        try:
            data = sock.recv(65535)
        except OSError:
            data = b''
        if not data:
            del self.buffers[sock]
            self.loop.drop(sock)
            return
        held = self.buffers[sock] + data
        while len(held) >= 2 and len(held) >= 2 + struct.unpack('!H', held[:2])[0]:
            end = 2 + struct.unpack('!H', held[:2])[0]
            wire, held = held[2:end], held[end:]
            self.handle(wire, TcpSender(self, sock))
        self.buffers[sock] = held


class Loop:
    def __init__(self, log):
        self.poll, self.act, self.socks, self.timers, self.serial = select.epoll(), {}, {}, [], 0
        self.log = open(log, 'a', encoding='ascii', buffering=1) if log else None

    def read(self, sock, act):
        self.act[sock.fileno()], self.socks[sock.fileno()] = act, sock
        self.poll.register(sock.fileno(), select.EPOLLIN)

    def drop(self, sock):
        if sock.fileno() >= 0:
            self.poll.unregister(sock.fileno())
            del self.act[sock.fileno()], self.socks[sock.fileno()]
            sock.close()

    def at(self, when, act):
        self.serial += 1
        heapq.heappush(self.timers, (when, self.serial, act))

    def note(self, mode, protocol, query):
        if self.log:
            name = ''.join(chr(b) if 33 <= b <= 126 else '.' if b < 33 else '\\%03d' % b for b in query.name[1:-1])
            self.log.write('%s %s %s %s\n' % (mode, protocol, lower(name.encode()).decode(), WORDS.get(query.type, query.type)))

    def run(self):
        try:
            self.poll.register(0, select.EPOLLIN)
        except OSError:
            pass                # a file: until somebody ends us
        while True:
            wait = max(0.0, self.timers[0][0] - time.monotonic()) if self.timers else -1
            for number, _ in self.poll.poll(wait):
                if number == 0 and not os.read(0, 4096):
                    return
                if number in self.act:
                    self.act[number]()
            while self.timers and self.timers[0][0] <= time.monotonic():
                heapq.heappop(self.timers)[2]()


def main(arguments):
    host, number, log = '127.0.0.1', 0, None
    while arguments and arguments[0] in ('--log', '--host', '--port'):
        if arguments[0] == '--log':
            log = arguments[1]
        elif arguments[0] == '--port':
            number = int(arguments[1])
        else:
            host = arguments[1]
        arguments = arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    loop, zones = Loop(log), {}
    for argument in arguments:
        mode, path = argument.split('@', 1)
        zones[path] = zones.get(path) or Zone(path)
        rogue = Rogue(mode.split(':')[0], mode.partition(':')[2], zones[path])
        print(Port(loop, host, number, rogue).number, mode)
    sys.stdout.flush()
    loop.run()


if __name__ == '__main__':
    main(sys.argv[1:])
