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
SERVICES = ['_spf.google.com', 'spf.protection.outlook.com', '_spf.mail.ru', 'spf.messagingengine.com', '_spf.protonmail.ch', 'spf.mail.qq.com',
            '_spf.yandex.net', 'secureserver.net', 'mx.ovh.com', 'emailsrvr.com', 'spf.163.com', 'icloud.com']
with open(sys.argv[1], 'w') as out:
    out.write('$TTL 3600\n. SOA ns. h. 1 7200 3600 1209600 300\n. NS ns.\nns. A 127.0.0.1\n')
    for v, name in enumerate(SERVICES):     # some have includes of their own
        out.write(f'{name}. TXT "v=spf1 ip4:8.{v}.0.0/20 ip4:9.{v}.7.0/25 include:_n{v % 5}.services.net ~all"\n')
    for v in range(5):
        out.write(f'_n{v}.services.net. TXT "v=spf1 ip4:11.{v}.0.0/26 ip6:2a00:1450:{v}::/48 ~all"\n')
    for d in range(20000):
        one, two = SERVICES[d % 12], SERVICES[d * 7 % 11]
        out.write(f'd{d}.example. TXT "v=spf1 ip4:12.{d % 256}.3.0/28 include:{one} {"include:" + two + " " if one != two else ""}~all"\n')
END
start_nsd . "$zone" "$port"
for n in 2000 20000; do
	seq 0 $((n - 1)) | sed 's/.*/d&.example/' >"build/servers/batch.$n"
	sed 's/$/ TXT/' "build/servers/batch.$n" >"build/servers/dig.$n"
done
/usr/bin/python3 tests/bench/batch.py "$build" "$port"
