#!/usr/bin/env python3
"""Cases for tests/tools/emit_lines and tests/servers/client.py: TXT values that zone lines must carry without losing a byte.

  cases.py each ORIGIN               every layout with every form of owner: sizes around the limits, each byte there is, odd owners
  cases.py random ORIGIN COUNT SEED  values of 1 to 4,000 bytes, heavy with what a master file treats as special
  cases.py zone ORIGIN               the head of a zone file that loads
"""
import random
import sys

FORMS = 'at', 'relative', 'absolute'
LAYOUTS = 'line', 'parentheses', 'commented'
# Labels that a master file could take for something else.
ODD_OWNERS = (r'a\;b', r'\@', r'\$ttl', r'\$origin', r'\"q\"', r'\(p\)', r'b\\c', r'd\.e', r'\032sp', r'\009tab', r'\255\000\010', '*',
              'in', 'txt', '300', '-', '_spf', 'a' * 63)


def spf(size, word):
    """A record of exactly size bytes, of terms like word."""
    text = 'v=spf1'
    number = 0
    while len(text) < size:
        number += 1
        text += f' {word}{number}.example.org'
    return text[:size - 5].ljust(size - 5, 'x') + ' -all'


def case(kind, form, layout, ttl, owner, value):
    print(kind, form, layout, ttl, owner, value.hex())


def each(origin):
    records = [spf(size, 'include:h') for size in (13, 254, 255, 256, 257, 510, 511, 600, 4000)]
    records += [spf(size, 'exists:' + '%{i}-' * 80) for size in (255, 256, 600, 4000)]
    records += ['v=spf1', 'v=spf1 ', 'v=spf1  a   mx  ', 'v=spf1 ' + 'a' * 300 + ' mx ' + 'b' * 600, 'v=spf2 a', ' v=spf1 a', 'x']
    records += ['v=spf1 +a -mx/24//64 ~ptr ?ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::1 ip6:2001:db8::/32 -all exists:%{s}.x ex=y']
    records += [f'v=spf1 exp={chr(c)}. a:{chr(c) * 3} -all' for c in range(0x20, 0x7f)]
    texts = [bytes([c]) for c in range(256)] + [b'', bytes(range(256)), bytes(range(255, -1, -1)) * 15, b'"' * 4000, b'\\' * 4000]
    texts += [b'\0' * 4000, b' ' * 4000, b'a' * 255, b'a' * 256, b'(', b'a\nb', b'\\"', b'trailing\\']
    number = 0
    for form in FORMS:
        for layout in LAYOUTS:
            for kind, values in ('record', [record.encode() for record in records]), ('text', texts):
                for value in values:
                    number += 1
                    case(kind, form, layout, '-' if number % 2 else number, f'n{number}.{origin}', value)
            for owner in ODD_OWNERS:
                case('text', form, layout, 60, f'{owner}.{form}.{layout}.{origin}', owner.encode())
            case('text', form, layout, 0, '.'.join(['a' * 63, layout.ljust(60, 'a'), form.ljust(63, 'a'), '']) + origin, b'a long name')
    case('record', 'at', 'parentheses', 2147483647, origin, records[0].encode())


def random_cases(origin, count, seed):
    source = random.Random(seed)
    special = b'"\\;()@$ %'
    printable = bytes(special[i % len(special)] if i < 72 else 0x20 + i % 95 for i in range(256))
    for number in range(count):
        value = source.randbytes(source.randint(1, 4000))
        if number % 10:
            value = value.translate(printable)
        if number % 2:
            value = (b'v=spf1 ' + value)[:4000]
        case('record' if number % 2 else 'text', source.choice(FORMS), source.choice(LAYOUTS), '-', f'r{number}.{origin}', value)


def main():
    verb, *args = sys.argv[1:] or ['']
    if verb == 'each' and len(args) == 1:
        each(args[0])
    elif verb == 'random' and len(args) == 3:
        random_cases(args[0], int(args[1]), int(args[2]))
    elif verb == 'zone' and len(args) == 1:
        print(f'$ORIGIN {args[0]}\n$TTL 3600\n@ IN SOA ns hostmaster 1 7200 3600 1209600 300\n@ IN NS ns\nns IN A 127.0.0.1')
    else:
        sys.exit(__doc__)


main()
