#!/usr/bin/env bats
# live: the same commands against a real name server and against its zone file say the same.

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.."
	sh tests/servers/unpack
	mkdir -p build/servers
	cat >build/servers/live.zone <<-'END'
		$ORIGIN example.org.
		$TTL 300
		@ SOA ns hostmaster 1 7200 3600 1209600 60
		@ NS ns
		@ MX 10 mx1
		@ MX 20 mx2
		@ A 192.0.2.10
		@ TXT "v=spf1 a mx include:_spf.service.example.org exists:%{i}._in.example.org " "a:gone.example.org -all exp=why.example.org"
		@ TXT "something=else"
		ns A 192.0.2.2
		mx1 A 192.0.2.25
		mx1 AAAA 2001:db8::25
		mx2 A 192.0.2.26
		_spf.service TXT "v=spf1 include:_net1.service.example.org include:_net2.service.example.org ~all"
		_net1.service TXT "v=spf1 ip4:203.0.113.0/27 ~all"
		_net2.service CNAME _net3.service
		_net3.service TXT "v=spf1 ip6:2001:db8:77::/48 ~all"
		203.0.113.200._in A 127.0.0.2
		why TXT "%{i} is not one of %{d}'s"
		END
}
setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	. tests/servers/lib.sh
	export LC_ALL=C.UTF-8 NO_COLOR=1
	spfwiz=build/spfwiz
	port=$(free_port)
}
teardown() {
	stop_servers
}

# The live word and the zone file's must be one; what differs is only where it came from.
same() {	# same COMMAND ARGUMENT...
	command=$1
	shift
	live=$($spfwiz "$command" "@127.0.0.1#$port" "$@" 2>&1) && live_status=0 || live_status=$?
	file=$($spfwiz "$command" --zone build/servers/live.zone "$@" 2>&1) && file_status=0 || file_status=$?
	if [ "$live" != "$file" ] || [ $live_status != $file_status ]; then
		printf 'live (%d):\n%s\nfile (%d):\n%s\n' $live_status "$live" $file_status "$file"
		return 1
	fi
	[ -n "$live" ]
}
all_the_same() {
	for ip in 192.0.2.10 192.0.2.26 2001:db8::25 203.0.113.5 2001:db8:77::1 203.0.113.200 198.51.100.1 2001:db8:99::1; do
		same check -v --ip $ip --from alice@example.org
		same check --strict --ip $ip --from alice@example.org
	done
	same tree example.org
	same build --a --ip4 198.51.100.0/24 --all=~all example.org
	same emit --owner at example.org
	same check --ip 192.0.2.1 nothing.example.org
}

@test "NSD and the zone file say the same" {
	start_nsd example.org build/servers/live.zone "$port"
	all_the_same
}

@test "BIND and the zone file say the same" {
	start_named example.org build/servers/live.zone "$port"
	all_the_same
}

@test "the wizard over a live server, from a pipe" {
	start_nsd example.org build/servers/live.zone "$port"
	run $spfwiz "@127.0.0.1#$port" example.org </dev/null
	[ "$status" = 0 ]
	[[ "$output" = *"Asking 127.0.0.1#$port about example.org"* ]]
	[[ "$output" = *'( "v=spf1 a mx include:_spf.service.example.org exists:%{i}._in.example.org "'* ]]
}

@test "the wizard's answers and build's options give the same bytes" {
	start_nsd example.org build/servers/live.zone "$port"
	printf '\n\ny\nn\n\nbastion.example.org\n\n192.0.2.0/24\n\n\n1\n' |
		$spfwiz "@127.0.0.1#$port" example.org >build/servers/wizard.out
	record=$($spfwiz build "@127.0.0.1#$port" --a --no-mx --a-host bastion.example.org --ip4 192.0.2.0/24 --all=~all example.org 2>/dev/null) || true
	[ -n "$record" ]
	grep -qxF -e "$record" build/servers/wizard.out
}

@test "nobody there: said, exit 2, at once" {
	run timeout 30 $spfwiz check --timeout 60 "@127.0.0.1#$port" --ip 192.0.2.1 example.org
	[ "$status" = 2 ]
	[[ "$output" = *"no DNS server"* ]]
}
