#!/usr/bin/python3
"""Times lint --batch on the server that bench_batch.sh has started: domains a second, memory, and late answers."""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

BUILD, PORT = sys.argv[1], sys.argv[2]
SPFWIZ = BUILD + '/spfwiz'


def run(command):
    """Seconds and the most memory (KiB) of one run."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return time.monotonic() - start, usage.ru_maxrss, usage.ru_utime + usage.ru_stime


def lint(n):
    return [SPFWIZ, 'lint', '--batch', f'build/servers/batch.{n}', f'@127.0.0.1#{PORT}']


ours, digs = [], []
for _ in range(7):
    ours.append(run(lint(2000)))
    digs.append(run(['dig', '@127.0.0.1', '-p', PORT, '+short', '-f', 'build/servers/dig.2000'])[0])
seconds = statistics.median(s for s, _, _ in ours)
print(f'2,000 domains: {2000 / seconds:8.0f} domains/s, {1e6 * statistics.median(c for _, _, c in ours) / 2000:.1f} us of CPU each; '
      f'{statistics.median(o[0] / d for o, d in zip(ours, digs)):.2f} x the time of dig -f, which asks for the domains\' TXT alone, in a row')
small, large = ours[0][1], run(lint(20000))[1]
print(f'memory: {small / 1024:.1f} MiB for 2,000 domains, {large / 1024:.1f} MiB for 20,000')

zone = {f'd{d}.test': {'TXT': [f'v=spf1 include:_spf.v{d % 5}.test -all']} for d in range(100)}
zone.update({f'_spf.v{v}.test': {'TXT': [f'v=spf1 ip4:198.51.{v}.0/24 ~all']} for v in range(5)})
with open('build/servers/batch.json', 'w') as file:
    json.dump(zone, file)
with open('build/servers/batch.100', 'w') as file:
    file.writelines(f'd{d}.test\n' for d in range(100))
port = subprocess.run(['python3', 'tests/servers/client.py', 'port'], capture_output=True, text=True, check=True).stdout.strip()
server = subprocess.Popen(['/usr/bin/python3', 'tests/servers/rogue.py', '--port', port, 'delay:50@build/servers/batch.json'],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
server.stdout.readline()
late = [run([SPFWIZ, 'lint', '--batch', 'build/servers/batch.100', f'@127.0.0.1#{port}'])[0] for _ in range(5)]
server.stdin.close()
server.wait()
print(f'100 domains, each answer 50 ms late: {statistics.median(late):.3f} s, {statistics.median(late) / 0.1:.2f} of the chain of two')
