#!/usr/bin/env bats
# faults: loops, amplification and odd resolv.conf files, through whole commands; queries are counted where they arrive.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	export LC_ALL=C.UTF-8 NO_COLOR=1
	spfwiz=build/spfwiz
	mkdir -p build/servers
	folder=$(mktemp -d build/servers/faults.XXXXXX)
}
teardown() {
	[ -z "${rogue:-}" ] || { exec 9>&-; wait "$rogue" 2>/dev/null || true; }
	rm -rf "$folder"
}

# serve MODE < JSON: a server on $port, its queries in $folder/log. It ends when descriptor 9 is closed.
serve() {
	cat >"$folder/zone.json"
	mkfifo "$folder/in"
	/usr/bin/python3 tests/servers/rogue.py --log "$folder/log" "$1@$folder/zone.json" <"$folder/in" >"$folder/out" 3>&- &
	rogue=$!
	exec 9>"$folder/in"
	for _ in $(seq 400); do
		port=$(awk 'NR == 1 { print $1 }' "$folder/out")
		[ -z "$port" ] || return 0
		sleep 0.05
	done
	return 1
}
# For queries that are counted: a server that a busy machine holds up is not asked again.
once="--tries 1 --timeout 30"
queries() {
	wc -l <"$folder/log"
}

@test "an include of itself: permerror, few queries, the loop shown by tree" {
	serve none <<<'{"loop.test": {"TXT": ["v=spf1 include:loop.test -all"]}}'
	run $spfwiz check $once "@127.0.0.1#$port" --ip 192.0.2.1 loop.test
	[ "$status" = 1 ]
	[[ "${lines[0]}" = permerror:* ]]
	[ "$(queries)" -le 12 ]
	run $spfwiz tree $once "@127.0.0.1#$port" loop.test
	[ "$status" = 1 ]
	[[ "$output" = *"a loop"* ]]
}

@test "a chain of 60 includes: permerror, no more than the limit asked" {
	serve none < <(
		printf '{'
		for i in $(seq 60); do printf '"c%d.test": {"TXT": ["v=spf1 include:c%d.test -all"]}, ' "$i" $((i + 1)); done
		printf '"c61.test": {"TXT": ["v=spf1 -all"]}}'
	)
	run $spfwiz check $once "@127.0.0.1#$port" --ip 192.0.2.1 c1.test
	[ "$status" = 1 ]
	[[ "${lines[0]}" = permerror:* ]]
	[ "$(queries)" -le 12 ]
}

@test "ten mx of ten hosts: at most 111 queries for one sender" {
	serve none < <(
		printf '{"amplify.test": {"TXT": ["v=spf1'
		for i in $(seq 10); do printf ' mx:m%d.test' "$i"; done
		printf ' -all"]}'
		for i in $(seq 10); do
			printf ', "m%d.test": {"MX": [[1, "h%d0.test"]' "$i" "$i"
			for k in $(seq 9); do printf ', [1, "h%d%d.test"]' "$i" "$k"; done
			printf ']}'
			for k in $(seq 0 9); do printf ', "h%d%d.test": {"A": ["198.51.100.%d"]}' "$i" "$k" "$((i * 10 + k))"; done
		done
		printf '}'
	)
	run $spfwiz check $once "@127.0.0.1#$port" --ip 192.0.2.1 amplify.test
	[ "$status" = 1 ]
	[[ "${lines[0]}" = fail:* ]]
	[ "$(queries)" -le 111 ]
}

@test "SERVFAIL is temperror, NXDOMAIN and no data are none; a script can tell" {
	serve servfail <<<'{"x.test": {"TXT": ["v=spf1 -all"]}}'
	run $spfwiz check $once "@127.0.0.1#$port" --ip 192.0.2.1 x.test
	[ "$status" = 1 ]
	[[ "${lines[0]}" = temperror:* ]]
	exec 9>&-
	wait "$rogue" || true
	rm "$folder/in"
	serve none <<<'{"x.test": {"A": ["192.0.2.1"]}}'
	run $spfwiz check $once "@127.0.0.1#$port" --exit-map spfquery --ip 192.0.2.1 x.test
	[ "$status" = 6 ]
	[[ "${lines[0]}" = none:* ]]
}

@test "resolv.conf missing, empty, with comments and a hundred servers" {
	serve none <<<'{"x.test": {"TXT": ["v=spf1 ip4:192.0.2.1 -all"]}}'
	run $spfwiz check --resolv-conf "$folder/none" --ip 192.0.2.1 x.test
	[ "$status" = 2 ]
	[[ "$output" = *"$folder/none"* ]]
	printf '\n# nameserver 127.0.0.9\nnameserver 127.0.0.1\n' >"$folder/resolv.conf"
	for i in $(seq 100); do echo "nameserver 127.0.0.$i"; done >>"$folder/resolv.conf"
	run $spfwiz check --resolv-conf "$folder/resolv.conf" -p "$port" --ip 192.0.2.1 x.test
	[ "$status" = 0 ]
	: >"$folder/resolv.conf"
	run $spfwiz check --resolv-conf "$folder/resolv.conf" -p "$port" --ip 192.0.2.1 x.test
	[ "$status" = 0 ]
}
