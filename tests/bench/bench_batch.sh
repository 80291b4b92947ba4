#!/bin/sh
# bench_batch BUILD: lint --batch over 2,000 domains that share their includes, from NSD on loopback, beside one
# run of dig over the same names; over ten times as many for the memory; and 100 domains with each answer 50 ms late.
set -eu
cd "$(dirname "$0")/../.."
build=$1
# shellcheck source=/dev/null
. tests/servers/lib.sh
sh tests/servers/unpack
trap stop_servers EXIT
mkdir -p build/servers
zone=build/servers/batch.zone
port=$(free_port)
/usr/bin/python3 - "$zone" <<'END'
import sys
with open(sys.argv[1], 'w') as out:
    out.write('$TTL 300\ntest. SOA ns.test. h.test. 1 7200 3600 1209600 300\ntest. NS ns.test.\nns.test. A 127.0.0.1\n')
    for v in range(20):     # twenty mail services, some with includes of their own
        out.write(f'_spf.v{v}.test. TXT "v=spf1 ip4:198.51.{v}.0/24 ip4:203.0.{v}.0/25 include:_n.v{v % 5}.test ~all"\n')
    for v in range(5):
        out.write(f'_n.v{v}.test. TXT "v=spf1 ip4:192.0.{v}.0/26 ip6:2001:db8:{v}::/48 ~all"\n')
    for d in range(20000):
        out.write(f'd{d}.test. TXT "v=spf1 ip4:10.1.{d % 256}.0/28 include:_spf.v{d % 20}.test include:_spf.v{d * 7 % 20}.test -all"\n')
END
start_nsd test "$zone" "$port"
for n in 2000 20000; do
	seq 0 $((n - 1)) | sed 's/.*/d&.test/' >"build/servers/batch.$n"
	sed 's/$/ TXT/' "build/servers/batch.$n" >"build/servers/dig.$n"
done
/usr/bin/python3 tests/bench/batch.py "$build" "$port"
