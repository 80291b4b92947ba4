#!/usr/bin/env bats
# Zone lines in real name servers: BIND, NSD and Knot load what is printed and serve exactly the bytes that went in, in every
# layout and with every form of owner.

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.."
	sh tests/servers/unpack
	[ -x build/tools/emit_lines ] || { echo "build/tools/emit_lines is not built; run: make tools" >&2; return 1; }
	mkdir -p build/servers
	zones=$(mktemp -d build/servers/zonelines.XXXXXX)
	export zones
	for cases in "each example.org." "random example.org. 10000 1"; do
		name=${cases%% *}
		# shellcheck disable=SC2086 # words on purpose
		python3 tests/servers/cases.py $cases >"$zones/$name"
		{ python3 tests/servers/cases.py zone example.org. && build/tools/emit_lines example.org. <"$zones/$name"; } >"$zones/$name.zone"
	done
}
teardown_file() {
	cd "$BATS_TEST_DIRNAME/../.."
	[ -z "$zones" ] || rm -rf "$zones"
}
setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	. tests/servers/lib.sh
	port=$(free_port)
}
teardown() {
	stop_servers
}

same_bytes() {	# same_bytes START: the function that starts the server
	"$1" example.org "$zones/each.zone" "$port"
	python3 tests/servers/client.py ask "$port" "$zones/each"
	stop_servers
	"$1" example.org "$zones/random.zone" "$port"
	python3 tests/servers/client.py transfer "$port" example.org "$zones/random"
}

@test "named-checkzone and nsd-checkzone accept every line" {
	run server_program named-checkzone -k ignore example.org "$zones/each.zone"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ "$output" != *:*:*:* ]]	# no warning with a line number
	server_program nsd-checkzone example.org "$zones/each.zone"
}

@test "named serves the same bytes" {
	same_bytes start_named
}

@test "nsd serves the same bytes" {
	same_bytes start_nsd
}

@test "knotd serves the same bytes" {
	same_bytes start_knotd
}

@test "one wrong byte does not go unnoticed" {
	start_nsd example.org "$zones/each.zone" "$port"
	sed '$ s/.$/0/' "$zones/each" >"$zones/wrong"
	run python3 tests/servers/client.py ask "$port" "$zones/wrong"
	[ "$status" -eq 1 ]
	[[ "$output" == *"served"* ]]
}
