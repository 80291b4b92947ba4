#!/bin/sh
# bench_latency BUILD: one check from the shell over a real name server, quick and with each answer 50 ms late, beside spfquery of
# libspf2 and pyspf, in rounds that alternate. Those two ask port 53 of resolv.conf, so all of it runs in a network of its own.
set -eu
cd "$(dirname "$0")/../.."
if [ "${2:-}" != inside ]; then
	if ! unshare -n -m true 2>/dev/null; then
		echo "skipped: needs a network namespace (unshare -n -m), so root"
		exit 0
	fi
	exec unshare -n -m sh "$0" "$1" inside
fi
build=$1
ip link set lo up
mkdir -p build/servers
echo 'nameserver 127.0.0.1' >build/servers/resolv.conf
touch /etc/resolv.conf
mount --bind build/servers/resolv.conf /etc/resolv.conf
exec /usr/bin/python3 tests/bench/latency.py "$build"
