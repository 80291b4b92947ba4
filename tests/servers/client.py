#!/usr/bin/env python3
"""A DNS client for tests, of the standard library alone, that compares bytes and knows nothing of the program under test.

  client.py port                        a port that is free for UDP and TCP on 127.0.0.1, and nobody else is given for ten minutes
  client.py wait PORT ZONE SECONDS PID  until the server answers with the zone's SOA; fails when process PID ends first
  client.py ask PORT CASES              each TXT value of CASES is what the server says (TCP, one connection)
  client.py transfer PORT ZONE CASES    the same by AXFR; the zone holds no other TXT record

CASES is what tests/tools/emit_lines reads. A line is: kind form layout ttl owner hex, where owner is absolute, as in a master
file; the rest is explained there.
"""
import os
import random
import socket
import struct
import sys
import time

TXT, SOA, AXFR = 16, 6, 252


def name_wire(text):
    """Master-file text, absolute, to wire form in lower case."""
    labels, label, i = [], bytearray(), 0
    while i < len(text):
        c = text[i]
        if c == '\\' and text[i + 1:i + 4].isdigit():
            label.append(int(text[i + 1:i + 4]))
            i += 4
        elif c == '\\':
            label.append(ord(text[i + 1]))
            i += 2
        elif c == '.':
            labels.append(bytes(label))
            label = bytearray()
            i += 1
        else:
            label.append(ord(c))
            i += 1
    return b''.join(bytes([len(part)]) + part for part in labels if part).lower() + b'\0'


def name_read(message, at):
    """A name that may be compressed: wire form in lower case, and the byte behind it."""
    out, behind, jumps = bytearray(), None, 0
    while True:
        length = message[at]
        if length >= 0xc0:
            behind = behind or at + 2
            at = (length & 0x3f) << 8 | message[at + 1]
            jumps += 1
            if jumps > 100:
                raise ValueError('compression loop')
            continue
        out += message[at:at + 1 + length]
        at += 1 + length
        if length == 0:
            return bytes(out).lower(), behind or at


def query(ident, wire, rrtype):
    return struct.pack('!6H', ident, 0, 1, 0, 0, 0) + wire + struct.pack('!2H', rrtype, 1)


def answers(message):
    """The rcode, and owner, type, TTL and data of each record in the answer section."""
    _, flags, questions, count = struct.unpack('!4H', message[:8])
    at = 12
    for _ in range(questions):
        at = name_read(message, at)[1] + 4
    out = []
    for _ in range(count):
        owner, at = name_read(message, at)
        rrtype, _, ttl, length = struct.unpack('!2HIH', message[at:at + 10])
        out.append((owner, rrtype, ttl, message[at + 10:at + 10 + length]))
        at += 10 + length
    return flags & 15, out


def strings(rdata):
    out, at = [], 0
    while at < len(rdata):
        out.append(rdata[at + 1:at + 1 + rdata[at]])
        at += 1 + rdata[at]
    return out


class Stream:
    """Messages over TCP (RFC 1035 4.2.2)."""

    def __init__(self, port, timeout=20):
        self.socket = socket.create_connection(('127.0.0.1', port), timeout)
        self.file = self.socket.makefile('rb')

    def send(self, message):
        self.socket.sendall(struct.pack('!H', len(message)) + message)

    def take(self):
        head = self.file.read(2)
        if len(head) < 2:
            raise EOFError('the server closed the connection')
        return self.file.read(struct.unpack('!H', head)[0])


def cases(path):
    with open(path, encoding='ascii') as file:
        for line in file:
            _, _, _, ttl, owner, *value = line.split()
            yield name_wire(owner), None if ttl == '-' else int(ttl), bytes.fromhex(value[0] if value else '')


def compare(owner, ttl, value, found_ttl, rdata):
    pieces = strings(rdata)
    if b''.join(pieces) != value:
        sys.exit(f'{owner!r}: served {b"".join(pieces)!r}, not {value!r}')
    if ttl is not None and ttl != found_ttl:
        sys.exit(f'{owner!r}: TTL {found_ttl}, not {ttl}')
    if any(len(piece) == 0 for piece in pieces) and value:
        sys.exit(f'{owner!r}: an empty string')


def ask(port, path):
    stream, count = Stream(port), 0
    for owner, ttl, value in cases(path):
        ident = random.getrandbits(16)
        stream.send(query(ident, owner, TXT))
        message = stream.take()
        rcode, found = answers(message)
        found = [rr for rr in found if rr[1] == TXT]
        if message[:2] != struct.pack('!H', ident) or rcode or len(found) != 1 or found[0][0] != owner:
            sys.exit(f'{owner!r}: rcode {rcode}, {len(found)} TXT records')
        compare(owner, ttl, value, found[0][2], found[0][3])
        count += 1
    print(f'{count} records asked for: every byte is right')


def transfer(port, zone, path):
    stream, found, soas = Stream(port), {}, 0
    stream.send(query(1, name_wire(zone.rstrip('.') + '.'), AXFR))
    while soas < 2:
        rcode, records = answers(stream.take())
        if rcode:
            sys.exit(f'AXFR of {zone}: rcode {rcode}')
        for owner, rrtype, ttl, rdata in records:
            soas += rrtype == SOA
            if rrtype == TXT and owner in found:
                sys.exit(f'{owner!r}: more than one TXT record')
            if rrtype == TXT:
                found[owner] = ttl, rdata
    count = 0
    for owner, ttl, value in cases(path):
        if owner not in found:
            sys.exit(f'{owner!r}: no TXT record')
        compare(owner, ttl, value, *found[owner])
        count += 1
    if count != len(found):
        sys.exit(f'{len(found)} TXT records served, {count} written')
    print(f'{count} records transferred: every byte is right')


def ended(pid):
    """Gone, or dead and not yet waited for by the shell that started it."""
    try:
        with open(f'/proc/{pid}/stat', encoding='latin-1') as file:
            return file.read().rpartition(')')[2].split()[0] == 'Z'
    except FileNotFoundError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False


def wait(port, zone, seconds, pid):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ended(pid):
            sys.exit('the server has ended')
        try:
            stream = Stream(port, 1)
            stream.send(query(1, name_wire(zone.rstrip('.') + '.'), SOA))
            rcode, found = answers(stream.take())
            if rcode == 0 and found:
                return
        except (OSError, EOFError):
            pass
        time.sleep(0.05)
    sys.exit(f'no answer in {seconds} seconds')


def reserve(number):
    """Who is given a port binds it later, and tests run side by side: a file says that it is taken."""
    folder = 'build/servers'
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        try:
            if name.startswith('port.') and time.time() - os.stat(path).st_mtime > 600:
                os.unlink(path)
        except FileNotFoundError:
            pass
    try:
        os.close(os.open(f'{folder}/port.{number}', os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def port():
    """Under 32768, where Linux begins to take ports for itself."""
    while True:
        number = random.randrange(20000, 32768)
        try:
            for kind in socket.SOCK_DGRAM, socket.SOCK_STREAM:
                with socket.socket(socket.AF_INET, kind) as probe:
                    probe.bind(('127.0.0.1', number))
        except OSError:
            continue
        if reserve(number):
            print(number)
            return


def main():
    verb, *args = sys.argv[1:] or ['']
    if verb == 'port':
        port()
    elif verb == 'wait' and len(args) == 4:
        wait(int(args[0]), args[1], float(args[2]), int(args[3]))
    elif verb == 'ask' and len(args) == 2:
        ask(int(args[0]), args[1])
    elif verb == 'transfer' and len(args) == 3:
        transfer(int(args[0]), args[1], args[2])
    else:
        sys.exit(__doc__)


main()
