#!/usr/bin/python3
"""Inside its own network: rogue.py on port 53, then each program in turn, round by round; medians and ratios."""
import json
import os
import statistics
import subprocess
import sys
import time

BUILD = sys.argv[1]
SPFWIZ = BUILD + '/spfwiz'
ZONE = 'build/servers/typical.json'
TYPICAL = {     # 8 look-ups; four dependent questions: TXT, TXT, TXT, TXT
    'typical.test': {'TXT': ['v=spf1 a mx include:_spf.one.test include:_spf.two.test ip4:192.0.2.0/28 ~all'], 'A': ['192.0.2.10'],
                     'MX': [[10, 'mx1.typical.test'], [20, 'mx2.typical.test']]},
    'mx1.typical.test': {'A': ['192.0.2.25']}, 'mx2.typical.test': {'A': ['192.0.2.26']},
    '_spf.one.test': {'TXT': ['v=spf1 include:_n1.one.test include:_n2.one.test ~all']},
    '_n1.one.test': {'TXT': ['v=spf1 include:_n3.one.test ip4:198.51.100.0/26 ~all']},
    '_n2.one.test': {'TXT': ['v=spf1 ip4:198.51.100.64/26 ~all']},
    '_n3.one.test': {'TXT': ['v=spf1 ip4:198.51.100.128/26 ~all']},
    '_spf.two.test': {'TXT': ['v=spf1 ip4:203.0.113.128/26 -all']},
}
PROGRAMS = [
    ('spfquery.libspf2', ['spfquery.libspf2', '-ip', '203.0.113.7', '-sender', 'a@typical.test', '-helo', 'typical.test']),
    ('spfwiz', [SPFWIZ, 'check', '--ip', '203.0.113.7', '--from', 'a@typical.test']),
    ('spfwiz --strict', [SPFWIZ, 'check', '--strict', '--ip', '203.0.113.7', '--from', 'a@typical.test']),
    ('spfwiz tree', [SPFWIZ, 'tree', 'typical.test']),
    ('pyspf', ['/usr/bin/python3', '-m', 'spf', '203.0.113.7', 'a@typical.test', 'typical.test']),
]


def run(command):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    child.wait()
    return time.monotonic() - start


def measure(mode, rounds, limit_ms):
    log = 'build/servers/typical.log'
    server = subprocess.Popen(['/usr/bin/python3', 'tests/servers/rogue.py', '--log', log, '--port', '53', f'{mode}@{ZONE}'],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    times, asked = {}, {}
    for _ in range(rounds):
        for name, command in PROGRAMS:
            before = sum(1 for _ in open(log)) if os.path.exists(log) else 0
            times.setdefault(name, []).append(run(command) * 1000)
            asked[name] = sum(1 for _ in open(log)) - before
    server.stdin.close()
    server.wait()
    first = times[PROGRAMS[0][0]]
    for name, _ in PROGRAMS:
        ratio = statistics.median(a / b for a, b in zip(times[name], first))
        line = f'{mode:9} {name:18} {statistics.median(times[name]):8.1f} ms {ratio:7.2f} x {asked[name]:3} questions'
        print(line + (f'  {statistics.median(times[name]) / limit_ms:5.2f} of the chain' if limit_ms else ''))


with open(ZONE, 'w') as file:
    json.dump(TYPICAL, file)
measure('none', 31, None)
measure('delay:50', 7, 200)
