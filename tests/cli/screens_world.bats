#!/usr/bin/env bats
# screens_world: what the screens ask, read and write: servers that do not answer, other sources, files, and text that is hostile.

setup() {
	load tmux
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=${SPFWIZ:-$PWD/build/spfwiz}
	demo="--zone $PWD/data/demo/example.org.zone --zone $PWD/data/demo/services.zone --zone $PWD/data/demo/2.0.192.in-addr.arpa.zone"
	unset NO_COLOR CLICOLOR_FORCE ACCESSIBLE LANG LANGUAGE TERMINFO COLUMNS LINES
	export LC_ALL=C.UTF-8
	silent=
}
teardown() {
	terminal_stop
	[ -z "$silent" ] || kill "$silent"
}

# A socket that takes questions and says nothing: sets $port.
start_silent() {
	python3 -c 'import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0))
with open(sys.argv[1], "w") as f: f.write("%d\n" % s.getsockname()[1])
while True: s.recvfrom(4096)' "$BATS_TEST_TMPDIR/port" 3>&- &
	silent=$!
	until_true 20 grep -q . "$BATS_TEST_TMPDIR/port"
	port=$(cat "$BATS_TEST_TMPDIR/port")
}

start_output() {
	terminal_run "cd $BATS_TEST_TMPDIR; $spfwiz $demo example.org"
	terminal_wait '[2 Discover]'
	terminal_keys F3
	terminal_wait '> [ ] a '
	terminal_keys Space
	terminal_wait '*modified'
	terminal_keys F7
	terminal_wait '[7 Output]'
}
# From Discover by way of Start: answers come from this zone file.
other_source() {
	terminal_keys s
	terminal_wait '[1 Start]'
	terminal_wait '> Ask'
	terminal_keys Right Right Space
	terminal_wait '(*) nobody'
	terminal_keys Tab
	terminal_type "$1"
	terminal_wait "${1:0:20}"
	terminal_keys Enter
}
save_as() {
	terminal_keys M-s
	terminal_wait 'File ['
	terminal_keys C-u
	terminal_type "$1"
	terminal_wait "$1"
	terminal_keys Enter
}

@test "screens: a server that never answers: keys work at once, ^C stops asking" {
	start_silent
	terminal_start 80 24
	terminal_run "$spfwiz --timeout 60 @127.0.0.1#$port example.org"	# no question ends while it runs
	terminal_wait 'wait  TXT   example.org'
	terminal_wait ' of 20 s'
	terminal_keys F3
	terminal_wait '[3 Build]'
	terminal_keys C-c
	terminal_wait 'Stopped asking'
	terminal_keys F10
	terminal_wait 'ready>'
}

@test "screens: the wait for a server that never answers is bounded" {
	start_silent
	terminal_start 80 24
	terminal_run "$spfwiz --timeout 1 --tries 1 @127.0.0.1#$port example.org"
	terminal_wait 'wait  TXT   example.org'
	terminal_wait 'FAIL  TXT   example.org'
	terminal_wait 'Asked 127.0.0.1'
}

@test "screens: another source that cannot be opened is said, and the one before goes on" {
	terminal_start 80 24
	terminal_run "$spfwiz $demo example.org"
	terminal_wait '[2 Discover]'
	other_source /nowhere/at/all
	terminal_wait 'No such file'
	terminal_wait 'the zone files'
	terminal_keys F3
	terminal_wait 'v=spf1 mx a:old-relay.example.org'
}

@test "screens: another source is asked instead, and its answers are the ones shown" {
	cat >"$BATS_TEST_TMPDIR/other.zone" <<'ZONE'
$ORIGIN example.org.
@ 3600 IN SOA ns1 hostmaster 1 3600 900 604800 300
@ NS ns1
@ TXT "v=spf1 ip4:198.51.100.77 -all"
ns1 A 192.0.2.53
ZONE
	terminal_start 80 24
	terminal_run "$spfwiz --save-answers $BATS_TEST_TMPDIR/answers $demo example.org"
	terminal_wait '[2 Discover]'
	terminal_wait 'old-relay'
	other_source "$BATS_TEST_TMPDIR/other.zone"
	terminal_wait 'ip4:198.51.100.77'
	terminal_keys F3
	terminal_wait 'v=spf1 ip4:198.51.100.77 -all'
	# What the first one answered is saved too, where the second says nothing of it.
	terminal_keys F10
	terminal_wait 'ready>'
	grep -q '"_spf.mailer.example","type":"TXT","said":"data"' "$BATS_TEST_TMPDIR/answers"
	grep -q 'v=spf1 ip4:198.51.100.77 -all' "$BATS_TEST_TMPDIR/answers"
	[ "$(grep -c '"name":"example.org","type":"TXT"' "$BATS_TEST_TMPDIR/answers")" = 1 ]
}

@test "screens: saved to a new file; one that is there is asked about, and one that changed meanwhile stays" {
	file=$BATS_TEST_TMPDIR/out.zone		# typed without the folder, whose length would move the words
	terminal_start 120 30
	start_output
	save_as out.zone
	terminal_wait 'Saved to'
	grep -q 'v=spf1 a mx' "$file"
	cp "$file" "$BATS_TEST_TMPDIR/first"

	echo 'somebody wrote this' >"$file"
	save_as out.zone
	terminal_wait 'is there already: 20 bytes'
	echo 'somebody wrote this too' >"$file"
	terminal_type yes
	terminal_keys Enter
	terminal_wait 'is there already: 24 bytes,'
	[ "$(cat "$file")" = 'somebody wrote this too' ]
	terminal_type yes
	terminal_keys Enter
	terminal_wait 'Saved to'
	until_true 20 cmp -s "$file" "$BATS_TEST_TMPDIR/first"
}

@test "screens: a folder, a device and a place that is not there are no files to save to" {
	terminal_start 120 30
	start_output
	save_as "$BATS_TEST_TMPDIR"
	terminal_wait_not 'Saved to'
	terminal_keys Escape
	save_as /dev/null
	terminal_wait_not 'Saved to'
	terminal_keys Escape
	save_as "$BATS_TEST_TMPDIR/no/such/place"
	terminal_wait 'No such file'
	[ -c /dev/null ]
}

@test "screens: text from DNS reaches the terminal on no screen as it came, in no locale" {
	# Esc with a title, CSI of one byte, BEL, U+202E, a zero-width space, invalid UTF-8; in names, records and explanations.
	cat >"$BATS_TEST_TMPDIR/evil.zone" <<'ZONE'
$ORIGIN example.org.
@ 3600 IN SOA ns1 hostmaster 1 3600 900 604800 300
@ NS ns1
@ A 192.0.2.1
@ MX 10 \027]0;pwned\007.example.org.
@ TXT "v=spf1 include:\027]0;pwned\007.example.org a:\226\128\174x.example.org \155\0552J \226\128\139 \255\254 exp=why.example.org -all"
why TXT "\027[2J\027]0;pwned\007\155H\226\128\174"
\027]0\;pwned\007 TXT "v=spf1 ip4:192.0.2.9 -all"
ns1 A 192.0.2.53
ZONE
	mkdir -p "$BATS_TEST_TMPDIR/locale"
	localedef -i en_US -f ISO-8859-1 "$BATS_TEST_TMPDIR/locale/en_US.ISO-8859-1" 2>/dev/null || true
	for locale in C C.UTF-8 en_US.ISO-8859-1; do
		[ "$locale" != en_US.ISO-8859-1 ] || [ -d "$BATS_TEST_TMPDIR/locale/$locale" ] || continue
		terminal_start 100 30
		terminal_record "$BATS_TEST_TMPDIR/bytes"
		path=
		[ "$locale" != en_US.ISO-8859-1 ] || path="LOCPATH=$BATS_TEST_TMPDIR/locale"
		terminal_run "env $path LC_ALL=$locale $spfwiz --zone $BATS_TEST_TMPDIR/evil.zone example.org"
		terminal_wait '[2 Discover]'
		terminal_wait 'pwned'
		for key in 3:Build 4:Test 5:Tree 6:Diff 7:Output; do
			terminal_keys "F${key%:*}"
			terminal_wait "[${key%:*} ${key#*:}]"
		done
		terminal_keys F3
		terminal_wait '[3 Build]'
		terminal_keys M-r M-l
		terminal_wait 'Any key goes back.'
		terminal_keys Enter
		terminal_wait '[3 Build]'
		terminal_keys F10
		terminal_wait 'ready>'
		grep -aq pwned "$BATS_TEST_TMPDIR/bytes"
		! LC_ALL=C grep -aqE "$(printf '\033')\]|$(printf '\007')|$(printf '\233')|$(printf '\342\200\256')|$(printf '\342\200\213')|$(printf '\377')" \
			"$BATS_TEST_TMPDIR/bytes" || false
		terminal_stop
	done
}

@test "screens: they start at any size, and grow into their own" {
	for size in '1 1' '2 2' '10 4' '1000 500'; do
		# shellcheck disable=SC2086 # two words
		terminal_start 80 24
		terminal_run "clear; sleep 0.2; $spfwiz $demo example.org"
		terminal_resize ${size% *} ${size#* }
		until_true 20 terminal_pid >/dev/null
		pid=$(terminal_pid)
		terminal_resize 80 24
		terminal_wait '[2 Discover]'
		kill -0 "$pid"
		terminal_stop
	done
}

@test "screens: Ctrl-Z where nobody could bring it back does nothing" {
	terminal_start 80 24
	terminal new-window "exec $spfwiz $demo example.org"
	terminal_wait '[2 Discover]'
	terminal_keys C-z F3
	terminal_wait '[3 Build]'
}

@test "screens: at rest it takes no processor time" {
	terminal_start 80 24
	terminal_run "$spfwiz $demo example.org"
	terminal_wait '[2 Discover]'
	terminal_keys F3
	terminal_wait 'lookups ['
	pid=$(terminal_pid)
	ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }
	# Once it has come to rest, it stays there.
	rest() { before=$(ticks); sleep 0.3; [ "$(ticks)" = "$before" ]; }
	until_true 20 rest
	now=$(ticks)
	sleep 1	# the time that is measured, not waited for
	[ $(($(ticks) - now)) -le 1 ]
}
