#!/usr/bin/env bats
# Output end to end: the same bytes from screens, plain questions and options, and files that are not written over unseen.

setup() {
	load tmux
	cd "$BATS_TEST_DIRNAME/../.." || return
	unset NO_COLOR CLICOLOR_FORCE ACCESSIBLE LANG LANGUAGE TERMINFO COLUMNS LINES
	spfwiz=${SPFWIZ:-$PWD/build/spfwiz}
	demo="--zone $PWD/data/demo/example.org.zone --zone $PWD/data/demo/services.zone"
	export LC_ALL=C.UTF-8
	terminal_start 80 24
}
teardown() {
	terminal_stop
}

open_output() {	# MORE
	terminal_run "cd $BATS_TEST_TMPDIR; $spfwiz $demo example.org $1"
	terminal_wait 'Discover'
	terminal_keys F7
	terminal_wait 'For the zone file of example.org'
}

@test "output: screens, plain questions and build give the same bytes" {
	open_output "> $BATS_TEST_TMPDIR/screens"
	terminal_keys q
	terminal_wait 'ready>'
	# shellcheck disable=SC2086 # words on purpose
	"$spfwiz" build $demo --as bind --owner at --layout parentheses example.org 2>/dev/null | grep -v '^;' >"$BATS_TEST_TMPDIR/build"
	# shellcheck disable=SC2086
	"$spfwiz" --plain $demo example.org </dev/null >"$BATS_TEST_TMPDIR/plain"
	[ -s "$BATS_TEST_TMPDIR/build" ]
	cmp "$BATS_TEST_TMPDIR/screens" "$BATS_TEST_TMPDIR/build"
	grep -qF -f "$BATS_TEST_TMPDIR/screens" "$BATS_TEST_TMPDIR/plain"
}

@test "output: a file is written, and replaced after a typed yes alone" {
	file=$BATS_TEST_TMPDIR/spf.zone		# typed without the folder, whose length would move the words
	open_output
	terminal_type s
	terminal_wait 'File ['
	terminal_type spf.zone
	terminal_keys Enter
	terminal_wait 'Saved to'
	grep -q '^@ IN TXT ( "v=spf1 mx ' "$file"

	echo 'somebody else was here' >"$file"
	terminal_type s
	terminal_wait 'File ['
	terminal_keys Enter
	terminal_wait 'is there already: 23 bytes'
	terminal_type no
	terminal_keys Enter
	terminal_wait 'nothing was done'
	[ "$(cat "$file")" = 'somebody else was here' ]

	terminal_type s
	terminal_wait 'File ['
	terminal_keys Enter
	terminal_wait 'is there already: 23 bytes'
	echo 'and again' >"$file"	# not what was read
	terminal_type yes
	terminal_keys Enter
	terminal_wait 'is there already: 10 bytes'
	terminal_type yes
	terminal_keys Enter
	terminal_wait 'Saved to'
	grep -q '^@ IN TXT ( "v=spf1 mx ' "$file"
}

@test "output: what cannot be written is said, with why" {
	open_output
	terminal_type s
	terminal_wait 'File ['
	terminal_type "$BATS_TEST_TMPDIR/no/such/folder"
	terminal_keys Enter
	terminal_wait 'Not saved:'
}

@test "output: the fields to type at three DNS hosts, found by typing" {
	open_output
	for host in 'Alibaba Cloud DNS' Cloudflare GoDaddy; do
		terminal_keys M-k
		terminal_wait 'Where does it go?'
		terminal_type "$host"
		terminal_wait "> $host"
		terminal_keys Enter
		terminal_wait "At $host"
		terminal_wait 'v=spf1 mx a:old-relay.example.org include:_spf.mailer.example'
		terminal_wait '@'
	done
}

# Lines that go over the edge, where the terminal cuts them anywhere.
over_the_edge() {	# COLUMNS
	terminal capture-pane -p -J | sed 's/ *$//' | grep -E "^.{$(($1 + 1))}" || true
}

@test "output: prose is wrapped at words on a terminal of 40 columns, records and pipes are not" {
	terminal_stop
	export NO_COLOR=1
	terminal_start 40 80
	local n=0
	for command in "lint --record 'v=spf1 foo:bar ?all' $demo example.org" "explain SPF502" "explain 'v=spf1 ptr mx:a.example ip4:192.0.2.1'" \
		"services google" "hosts godaddy" "check --ip 192.0.2.200 --record 'v=spf1 include:nothing.example.org -all' $demo example.org" "tree -s dns.example.net example.org" "check --help" \
		"emit --host cloudflare $demo example.org" "emit --host auto $demo example.org" "lint $demo"; do
		n=$((n + 1))
		terminal_run "clear; $spfwiz $command >$BATS_TEST_TMPDIR/said 2>&1; $spfwiz $command; echo o''ver $n"
		terminal_wait "over $n"
		[ "$(awk 'length > 40' "$BATS_TEST_TMPDIR/said" | wc -l)" -gt 0 ]
		# What is to be copied goes over the edge: records, the commands of the examples, and the paths of files.
		[ -z "$(over_the_edge 40 | grep -v 'v=spf1\|^  spfwiz \|[.]zone:[0-9]')" ] || { echo "$command"; over_the_edge 40; false; }
	done
	# The record goes to the edge, to be copied in one piece; in a pipe nothing is wrapped.
	terminal_run "clear; $spfwiz build $demo example.org; echo o''ver all"
	terminal_wait 'over all'
	terminal capture-pane -p -J | grep -qx 'v=spf1 mx a:old-relay.example.org include:_spf.mailer.example include:spf.crm.example ?all'
	# shellcheck disable=SC2086 # words on purpose
	"$spfwiz" check $demo --ip 192.0.2.200 --record 'v=spf1 include:_spf.mailer.example include:nothing.at.all.example.org -all' example.org | awk 'length > 80' | grep -q .
}

@test "output: plain questions are wrapped at words, their record is not" {
	terminal_stop
	terminal_start 40 40
	terminal_run "clear; $spfwiz --plain $demo example.org"
	terminal_wait 'yes or no [yes]:'
	terminal_screen | grep -qx '? explains, < goes back, = shows the'
	terminal_screen | grep -qx '  record, ! stops. Enter takes the'
	terminal capture-pane -p -J | grep -qx 'Published now: v=spf1 mx a:old-relay.example.org include:_spf.mailer.example include:spf.crm.example ?all'
	terminal_keys '!' Enter
	terminal_wait 'ready>'
	terminal_run "clear; $spfwiz --plain $demo example.org </dev/null | awk 'length > 80' | wc -l; echo o''ver"
	terminal_wait 'over'
	[ "$(terminal_screen | sed -n 2p)" -gt 1 ] || [ "$(terminal_screen | sed -n 1p)" -gt 1 ]
}
