#!/usr/bin/env bats
# wizard: the whole job in a terminal, against a real name server: from the first key to lines that named-checkzone loads and the server
# then serves. The same answers through screens, plain questions and build give the same bytes.

setup() {
	load tmux
	cd "$BATS_TEST_DIRNAME/../.."
	. tests/servers/lib.sh
	sh tests/servers/unpack
	export LC_ALL=C.UTF-8 NO_COLOR=1
	spfwiz=$PWD/build/spfwiz
	zone=$BATS_TEST_TMPDIR/example.org.zone
	cat >"$zone" <<-'END'
		$ORIGIN example.org.
		$TTL 300
		@ IN SOA ns hostmaster 1 7200 3600 1209600 60
		@ IN NS ns
		@ IN MX 10 mx1
		@ IN MX 20 mx2
		@ IN A 192.0.2.10
		@ IN TXT "v=spf1 mx include:_spf.service.example.org ?all"
		@ IN TXT "something=else"
		ns IN A 192.0.2.2
		mx1 IN A 192.0.2.25
		mx2 IN A 192.0.2.26
		bastion IN A 198.51.100.7
		_spf.service IN TXT "v=spf1 ip4:203.0.113.0/27 ~all"
	END
	port=$(free_port)
	start_nsd example.org "$zone" "$port"
	wanted='v=spf1 a mx a:bastion.example.org ip4:198.51.100.0/24 include:_spf.service.example.org -all'
}
teardown() {
	terminal_stop
	stop_servers
}

built() {
	"$spfwiz" build --a --a-host bastion.example.org --ip4 198.51.100.0/24 --all=-all "@127.0.0.1#$port" example.org
}

@test "the screens, from the first key to a zone that loads and serves what was meant" {
	terminal_start 80 24
	terminal_run "$spfwiz @127.0.0.1#$port >$BATS_TEST_TMPDIR/out; echo status \$?"
	terminal_wait '[1 Start]'
	terminal_type example.org
	terminal_keys Enter
	terminal_wait '[2 Discover]'
	terminal_wait 'One published SPF record was found.'
	terminal_keys F3
	terminal_wait '[3 Build]'
	terminal_keys Space			# a
	terminal_wait '[x] a '
	terminal_keys Tab Tab Tab		# mx, ptr, other hosts
	terminal_type bastion.example.org
	terminal_keys Tab Tab
	terminal_type 198.51.100.0/24
	terminal_keys Tab Tab Tab		# ip6, include, everyone else
	terminal_keys Left Space		# from ?all to -all
	terminal_wait '(*) -all fail'
	terminal_wait 'include:_spf.service.example.org -all'
	terminal_wait '4/10'
	terminal_keys F7
	terminal_wait '[7 Output]'
	terminal_keys q
	terminal_wait 'status 0'
	terminal_clean

	# The lines stand alone on standard output, and are those of build.
	grep -v '^;' "$BATS_TEST_TMPDIR/out" >"$BATS_TEST_TMPDIR/lines"
	built_lines=$("$spfwiz" emit --owner at --record "$wanted" --zone "$zone" example.org | grep -v '^;')
	[ "$(cat "$BATS_TEST_TMPDIR/lines")" = "$built_lines" ]

	# In place of the old record, with the serial raised.
	sed -i -e '/v=spf1 mx include/d' -e 's/hostmaster 1 /hostmaster 2 /' "$zone"
	cat "$BATS_TEST_TMPDIR/lines" >>"$zone"
	named-checkzone example.org "$zone"
	stop_servers
	port=$(free_port)
	start_nsd example.org "$zone" "$port"
	served=$(dig +short -p "$port" @127.0.0.1 txt example.org | grep spf1 | sed 's/" "//g; s/"//g')
	[ "$served" = "$wanted" ]
	"$spfwiz" check --ip 198.51.100.7 --from a@example.org "@127.0.0.1#$port"
}

@test "the same answers through screens, plain questions and build are the same bytes" {
	[ "$(built | head -n 1)" = "$wanted" ]
	# return-path, sends, a, mx, ptr, hosts, mx sets, ip4, ip6, include, all; what is left takes its default
	plain=$(printf '%s\n' yes yes yes yes no bastion.example.org '' 198.51.100.0/24 '' '' -all | "$spfwiz" --plain "@127.0.0.1#$port" example.org)
	grep -qFx "$wanted" <<<"$plain"
}

@test "a server that is silent: every key works, and the wait is bounded and shown" {
	# The port is held, so that no refusal comes back, and nobody answers.
	silent=$(free_port)
	python3 -c "
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', $silent)); print('held', flush=True); time.sleep(600)" \
		</dev/null >"$BATS_TEST_TMPDIR/held" 2>&1 3>&- &
	server_pids="$server_pids $!"
	until_true 20 grep -q held "$BATS_TEST_TMPDIR/held"
	terminal_start 80 24
	terminal_run "$spfwiz @127.0.0.1#$silent example.org; echo status \$?"
	terminal_wait 'wait  TXT'
	terminal_keys F3
	terminal_wait '[3 Build]'
	terminal_keys Tab Tab Tab
	terminal_type mx1.example.org
	terminal_wait 'a:mx1.example.org'
	terminal_keys F2
	terminal_wait 'FAIL  TXT'		# the bound on one question is five seconds
	terminal_keys C-c C-c			# twice within a second: leave at once, with the draft kept
	terminal_wait 'status 130'
	grep -q mx1.example.org "$XDG_STATE_HOME"/spfwiz/*.json
}
