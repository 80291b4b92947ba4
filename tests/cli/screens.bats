#!/usr/bin/env bats
# screens: the terminal from end to end, in tmux: what comes in as keys, what is left behind, and what happens when it goes away.

setup() {
	load tmux
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=${SPFWIZ:-$PWD/build/spfwiz}	# another build
	demo="--zone $PWD/data/demo/example.org.zone --zone $PWD/data/demo/services.zone --zone $PWD/data/demo/2.0.192.in-addr.arpa.zone"
	unset NO_COLOR CLICOLOR_FORCE ACCESSIBLE LANG LANGUAGE TERMINFO COLUMNS LINES
	export LC_ALL=C.UTF-8
	draft=$BATS_TEST_TMPDIR/state/spfwiz/example.org.json
}
teardown() { terminal_stop; }

# At Build, with what the domain publishes.
start_build() {
	terminal_run "$spfwiz $demo example.org${1:-}"
	terminal_wait '[2 Discover]'
	terminal_keys F3
	terminal_wait '[3 Build]'
	terminal_wait 'lookups ['
}
modify() {
	terminal_wait '> [ ] a '
	terminal_keys Space
	terminal_wait '*modified'
}

@test "screens: a domain is typed, its record shown, and quitting leaves the terminal clean" {
	terminal_start 80 24
	terminal_run "stty -a >$BATS_TEST_TMPDIR/before; $spfwiz $demo; echo status=\$?; stty -a >$BATS_TEST_TMPDIR/after"
	terminal_wait '[1 Start]'
	[[ "$(terminal_cursor)" = 15,6\ 1 ]]
	terminal_type example.org
	terminal_wait '[example.org_'
	terminal_keys Enter
	terminal_wait '[2 Discover]'
	terminal_keys F3
	terminal_wait 'v=spf1 mx a:old-relay.example.org'
	terminal_keys F10
	terminal_wait 'status=1'
	terminal_clean
	until_true 20 cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "screens: 80x24 -> 200x60 -> 40x12 -> 20x5 -> 80x24 is the same screen, the cursor on the same field" {
	terminal_start 80 24
	start_build
	terminal_keys Tab Tab Tab
	terminal_wait '> Other hosts'
	before=$(terminal_screen) cursor=$(terminal_cursor)
	terminal_resize 200 60
	until_true 20 eval '[ "$(terminal_screen | wc -l)" = 60 ]'
	terminal_wait '[3 Build]'
	terminal_resize 40 12
	terminal_wait 'Build 1/2'
	terminal_resize 20 5
	terminal_wait 'Needs 40x12'
	terminal_wait '20x5'
	terminal_resize 80 24
	same() { [ "$(terminal_screen)" = "$before" ]; }
	until_true 20 same
	[ "$(terminal_cursor)" = "$cursor" ]
}

@test "screens: 300 resizes in a row, and sizes from 1x1 to 1000x500: the last frame is that of a fresh start" {
	terminal_start 80 24
	start_build
	before=$(terminal_screen)
	storm=
	for i in $(seq 300); do
		storm="$storm ${storm:+;} resize-window -x $((20 + i * 7 % 130)) -y $((3 + i * 5 % 50))"
	done
	# shellcheck disable=SC2086 # commands
	terminal $storm \; resize-window -x 1 -y 1
	terminal resize-window -x 2 -y 2
	terminal resize-window -x 4 -y 10
	terminal resize-window -x 10 -y 4
	terminal_resize 1000 500
	terminal_wait '[3 Build]'
	terminal_resize 80 24
	same() { [ "$(terminal_screen)" = "$before" ]; }
	until_true 20 same
}

@test "screens: killed while a draft is open, it is kept, the terminal is put back, and the process gone within a second" {
	terminal_start 80 24
	terminal_run "stty -a >$BATS_TEST_TMPDIR/before"
	soon=0
	for signal in TERM HUP INT QUIT; do
		rm -f "$draft"
		terminal_run "clear; $spfwiz $demo example.org; echo status=\$?; stty -a >$BATS_TEST_TMPDIR/after"
		terminal_wait '[2 Discover]'
		terminal_keys F3
		modify
		pid=$(terminal_pid)
		kill -"$signal" "$pid"
		gone_in_a_second "$pid" && soon=$((soon + 1))
		terminal_wait "status=$((128 + $(kill -l "$signal")))"
		grep -q '"record": "v=spf1 a mx' "$draft"
		[ "$(stat -c %a "$draft")" = 600 ]
		[ "$(stat -c %a "$(dirname "$draft")")" = 700 ]
		terminal_clean
		terminal_wait 'ready>'
		until_true 20 cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	done
	[ "$soon" -ge 1 ]
}

@test "screens: killed while a plain page is shown, the terminal is put back too" {
	terminal_start 80 24
	terminal_run "stty -a >$BATS_TEST_TMPDIR/before"
	terminal_run "$spfwiz $demo example.org; echo status=\$?; stty -a >$BATS_TEST_TMPDIR/after"
	terminal_wait '[2 Discover]'
	terminal_keys M-l
	terminal_wait 'Any key goes back.'
	kill -TERM "$(terminal_pid)"
	terminal_wait 'status=143'
	terminal_clean
	until_true 20 cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "screens: abort and a segmentation fault put the terminal back" {
	paste_is_off() { [ "$(grep -ao "$(printf '\033')\[?2004." "$BATS_TEST_TMPDIR/bytes" | tail -n 1)" = "$(printf '\033[?2004l')" ]; }
	terminal_start 80 24
	terminal_run "ulimit -c 0; stty -a >$BATS_TEST_TMPDIR/before"
	for signal in ABRT SEGV BUS FPE ILL; do
		terminal_record "$BATS_TEST_TMPDIR/bytes"
		terminal_run "clear; $spfwiz $demo example.org; echo status=\$?; stty -a >$BATS_TEST_TMPDIR/after"
		terminal_wait '[2 Discover]'
		kill -"$signal" "$(terminal_pid)"
		terminal_wait "status=$((128 + $(kill -l "$signal")))"
		terminal_clean
		until_true 20 cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
		# Bracketed paste is off again.
		until_true 20 paste_is_off
	done
}

@test "screens: SIGHUP ignored and the terminal gone: the draft is kept, the process gone within a second" {
	soon=0
	for chance in 1 2 3; do
		terminal_start 80 24
		terminal_run "trap '' HUP"
		start_build
		modify
		pid=$(terminal_pid)
		rm -f "$draft"
		kill -0 "$pid"
		terminal kill-server
		gone_in_a_second "$pid" && soon=$chance
		grep -q '"record": "v=spf1 a mx' "$draft"
		rm -f "$draft"
		terminal_stop
		[ "$soon" = 0 ] || break
	done
	[ "$soon" -ge 1 ]
}

@test "screens: a kept draft is offered at the next start" {
	terminal_start 80 24
	start_build "; stty sane; printf '\\033[?1049l'; clear; $spfwiz $demo"
	modify
	until_true 20 test -f "$draft"
	kill -KILL "$(terminal_pid)"
	terminal_wait 'Resume'
	terminal_wait 'example.org'
}

@test "screens: a draft that cannot be kept is said, and the work goes on" {
	mkdir -p "$BATS_TEST_TMPDIR/state"
	: >"$BATS_TEST_TMPDIR/state/spfwiz"
	terminal_start 80 24
	start_build
	modify
	terminal_wait 'could not be kept'
	terminal_keys Space
	terminal_wait '> [ ] a '
	terminal_keys Space
	terminal_wait '*modified'
	# Said where it can still be read, too.
	kill -TERM "$(terminal_pid)"
	terminal_clean
	terminal_wait 'the draft could not be kept'
}

@test "screens: Ctrl-Z and fg restore the screen" {
	terminal_start 80 24
	start_build
	before=$(terminal_screen)
	terminal_keys C-z
	terminal_wait Stopped
	terminal_clean
	terminal_run fg
	terminal_wait '[3 Build]'
	same() { [ "$(terminal_screen)" = "$before" ]; }
	until_true 20 same
	modify
}

@test "screens: plain questions that follow the screens read no data file again" {
	mkdir -p "$BATS_TEST_TMPDIR/bad"
	echo 'service {' >"$BATS_TEST_TMPDIR/bad/services.conf"
	terminal_start 80 24
	terminal_run "$spfwiz $demo --data $BATS_TEST_TMPDIR/bad example.org 2>$BATS_TEST_TMPDIR/said"
	terminal_wait '[2 Discover]'
	until_true 5 grep -q services.conf "$BATS_TEST_TMPDIR/said"
	terminal_resize 30 10
	terminal_wait 'Needs 40x12'
	terminal_keys p
	terminal_wait 'Question'
	[ "$(grep -c 'bad/services.conf' "$BATS_TEST_TMPDIR/said")" -eq 1 ]
}

@test "screens: Ctrl-Z is nothing where nobody would say fg" {
	terminal_start 80 24
	terminal_run "trap '' TSTP"
	start_build
	before=$(terminal_screen)
	terminal_keys C-z
	modify
	terminal_keys C-z F1
	terminal_wait 'Everywhere'
	terminal_keys Escape
	terminal_wait_not 'Everywhere'
	off_screen Stopped
}

@test "screens: a paste of 10 MB, and a sequence that never ends, are passed over" {
	terminal_start 80 24
	start_build
	terminal_keys Tab Tab Tab
	head -c 10485760 /dev/zero | tr '\0' q >"$BATS_TEST_TMPDIR/huge"
	terminal load-buffer "$BATS_TEST_TMPDIR/huge"
	terminal paste-buffer -p
	terminal_wait 'nothing was pasted' 30
	off_screen qqq
	printf '\033[%0300dq' 1 >"$BATS_TEST_TMPDIR/endless"
	terminal load-buffer "$BATS_TEST_TMPDIR/endless"
	terminal paste-buffer -r
	terminal_keys C-u
	terminal_type 'relay.example.org'
	terminal_wait '[relay.example.org'
}

@test "screens: stopped and continued from outside, the keys still come one by one" {
	terminal_start 80 24
	start_build
	pid=$(terminal_pid)
	kill -STOP "$pid"
	terminal_wait Stopped
	terminal_type "stty sane; clear; fg"
	terminal_keys C-j	# Enter is none in the modes that the stop left
	modify
}

@test "screens: Ctrl-S does not freeze" {
	terminal_start 80 24
	start_build
	terminal_keys C-s F5
	terminal_wait '[5 Tree]'
}

@test "screens: arrows in both forms do the same" {
	terminal_start 80 24
	start_build
	terminal_wait '> [ ] a '
	printf '\033[B' >"$BATS_TEST_TMPDIR/csi"
	printf '\033OB' >"$BATS_TEST_TMPDIR/ss3"
	terminal load-buffer "$BATS_TEST_TMPDIR/csi" \; paste-buffer
	terminal_wait '> [x] mx'
	terminal load-buffer "$BATS_TEST_TMPDIR/ss3" \; paste-buffer
	terminal_wait '> [ ] ptr'
	[[ "$(terminal_screen)" != *modified* ]]
}

@test "screens: a paste with newlines is text of one field, no command runs" {
	terminal_start 80 24
	terminal_run "$spfwiz $demo"
	terminal_wait '[1 Start]'
	printf 'a q\r\nexample\r.org\n\033[Aq' >"$BATS_TEST_TMPDIR/paste"
	terminal load-buffer "$BATS_TEST_TMPDIR/paste" \; paste-buffer -p
	terminal_wait '[a q example .org'
	terminal_wait '[1 Start]'
}

@test "screens: NO_COLOR leaves no SGR 30 to 49 on the wire; else there are some" {
	local colours
	colours="$(printf '\033')\[[0-9;]*\(3[0-9]\|4[0-9]\)[0-9;]*m"
	for no in '' 1; do
		for term in tmux-256color xterm-256color linux; do
			TERM_WANTED=$term terminal_start 80 24
			terminal_record "$BATS_TEST_TMPDIR/bytes"
			terminal_run "NO_COLOR=$no $spfwiz $demo example.org"
			terminal_wait '[2 Discover]'
			terminal_keys F3
			terminal_wait 'lookups ['
			terminal_keys F8 C-z
			terminal_wait Stopped
			terminal_run fg
			terminal_wait '[3 Build]'
			terminal_keys F10
			terminal_wait 'ready>'
			grep -aq 'lookups' "$BATS_TEST_TMPDIR/bytes"
			run grep -aq "$colours" "$BATS_TEST_TMPDIR/bytes"
			[ "$status" = "$((${#no} > 0))" ]
			terminal_stop
		done
	done
}

@test "screens: vt100, linux, screen, tmux, putty, xterm: usable, Shift-Tab included" {
	for term in vt100 vt220 linux screen screen-256color tmux putty xterm xterm-256color; do
		infocmp "$term" >/dev/null 2>&1 || continue
		TERM_WANTED=$term terminal_start 80 24
		start_build
		terminal_wait '> [ ] a '
		terminal_keys Down
		terminal_wait '> [x] mx'
		terminal_keys BTab
		terminal_wait '> [ ] a '
		terminal_keys Space
		terminal_wait '*modified'
		terminal_keys Escape 5
		terminal_wait '[5 Tree]'
		pid=$(terminal_pid)
		terminal_stop
		until_true 20 is_gone "$pid"	# the draft is kept until then
		rm -f "$draft"
	done
}

@test "screens: dumb, unknown and unset terminals get plain questions, and are told why" {
	terminal_start 80 24
	terminal_run "TERM=dumb $spfwiz $demo example.org"
	terminal_wait 'plain questions because the terminal is "dumb".'
	terminal_keys C-c
	terminal_wait 'ready>'
	terminal_run "clear; TERM=nosuchterminal $spfwiz $demo example.org"
	terminal_wait 'because no terminal "nosuchterminal" is known'
	terminal_keys C-c
	terminal_run "clear; env -u TERM $spfwiz $demo example.org"
	terminal_wait 'because TERM is not set.'
	terminal_keys C-c
	terminal_run "clear; ACCESSIBLE=1 $spfwiz $demo example.org"
	terminal_wait 'because ACCESSIBLE is set.'
}

@test "screens: a hostile TERMINFO file neither hangs nor crashes it" {
	mkdir -p "$BATS_TEST_TMPDIR/terminfo/e"
	good=$(infocmp -x xterm-256color | sed -n '1s/.*file: //p')
	[ -f "$good" ] || skip "no terminfo file to damage"
	evil=$BATS_TEST_TMPDIR/terminfo/e/evil
	terminal_start 80 24
	started() { terminal_pid || grep -q "status$i=" "$BATS_TEST_TMPDIR/ends"; }
	for i in $(seq 12); do
		# Cut, overwritten with ones, or with what looks like huge parameters.
		cp "$good" "$evil"
		case $((i % 3)) in
		0) head -c $((i * 97)) "$good" >"$evil" ;;
		1) printf '\377%.0s' $(seq 200) | dd of="$evil" bs=1 seek=$((i * 53)) conv=notrunc 2>/dev/null ;;
		2) printf '%%p1%%{999999}%%*%%d\033]%.0s' $(seq 20) | dd of="$evil" bs=1 seek=$((1500 + i * 37)) conv=notrunc 2>/dev/null ;;
		esac
		terminal_run "TERMINFO=$BATS_TEST_TMPDIR/terminfo TERM=evil timeout -s KILL 90 $spfwiz $demo example.org; printf 'status%d=%s\\n' $i \$? >>$BATS_TEST_TMPDIR/ends"
		# It runs, as screens or as questions: both take the end of the terminal's patience.
		until_true 20 started
		pid=$(terminal_pid || true)
		[ -z "$pid" ] || { until_true 20 eval '[ "$(ps -o stat= -p $pid | cut -c1)" = S ]'; kill -TERM "$pid"; }
		until_true 20 grep -q "status$i=" "$BATS_TEST_TMPDIR/ends"
	done
	! grep -vE '=(143|130|1|2)$' "$BATS_TEST_TMPDIR/ends" || false
}

@test "screens: LC_ALL=C is ASCII throughout" {
	export LC_ALL=C
	terminal_start 80 24
	terminal_record "$BATS_TEST_TMPDIR/bytes"
	start_build
	terminal_wait '--------'
	! LC_ALL=C grep -aq '[^ -~[:cntrl:]]' "$BATS_TEST_TMPDIR/bytes" || false
	# No line drawing of other character sets either.
	! grep -aq "$(printf '\033')(0" "$BATS_TEST_TMPDIR/bytes" || false
}

@test "screens: a zh_CN.UTF-8 that was never generated is still UTF-8" {
	terminal_start 80 24
	terminal_run "LC_ALL=zh_CN.UTF-8 $spfwiz $demo example.org"
	terminal_wait '────────'
	terminal_keys F3
	terminal_wait 'v=spf1 mx'
}

@test "screens: zh_CN.GB18030: no cell out of place" {
	locales=$PWD/build/locales	# making it takes ten seconds
	if [ ! -d "$locales/zh_CN.GB18030" ]; then
		mkdir -p "$locales"
		command -v localedef >/dev/null && localedef -i zh_CN -f GB18030 "$BATS_TEST_TMPDIR/zh_CN.GB18030" 2>/dev/null ||
			skip "the locale cannot be generated here (localedef, charmaps)"
		mv "$BATS_TEST_TMPDIR/zh_CN.GB18030" "$locales"
	fi
	terminal_start 80 24
	start_build
	utf8=$(terminal_screen | sed 's/─/-/g')
	terminal_keys F10
	terminal_wait 'ready>'
	terminal_run "clear; LOCPATH=$locales LC_ALL=zh_CN.GB18030 LANGUAGE=en $spfwiz $demo example.org"
	terminal_wait '[2 Discover]'
	terminal_keys F3
	same() { [ "$(terminal_screen)" = "$utf8" ]; }
	until_true 20 same
}

@test "screens: with standard output elsewhere they are on the terminal, and the file holds the result alone" {
	terminal_start 80 24
	start_build " >$BATS_TEST_TMPDIR/f"
	modify
	terminal_keys F10
	terminal_wait 'Save draft'
	terminal_keys Left Left Enter
	terminal_wait 'ready>'
	until_true 20 test -s "$BATS_TEST_TMPDIR/f"
	[ "$(cat "$BATS_TEST_TMPDIR/f")" = 'v=spf1 a mx a:old-relay.example.org include:_spf.mailer.example include:spf.crm.example ?all' ]
	terminal_clean
}

@test "screens: a reader that went away is no error" {
	terminal_start 80 24
	start_build " | true; echo status=\$?"
	modify
	terminal_keys C-c C-c
	terminal_wait 'status=0'
	[[ "$(terminal_screen)" != *rror* ]]
	terminal_clean
}

@test "screens: Ctrl-C twice keeps the draft and leaves with 130" {
	terminal_start 80 24
	start_build "; echo status=\$?"
	modify
	terminal_keys C-c C-c
	terminal_wait 'status=130'
	grep -q '"record": "v=spf1 a mx' "$draft"
}

@test "screens: p on a window that is too small goes on with plain questions, from the same record" {
	terminal_start 80 24
	start_build
	modify
	terminal_resize 38 9
	terminal_wait 'Needs 40x12'
	terminal_keys p
	terminal_wait 'Return-Path'
	terminal_resize 80 24
	terminal_keys Enter
	terminal_wait 'Question 2'
	terminal_type =
	terminal_keys Enter
	terminal_wait 'v=spf1 a mx'
}

@test "screens: no descriptor is lost over a thousand keys" {
	terminal_start 80 24
	start_build
	pid=$(terminal_pid)
	fds=$(ls "/proc/$pid/fd" | wc -l)
	keys=
	for i in $(seq 125); do keys="$keys F2 F3 Tab BTab F5 F4 F6 F7"; done
	# shellcheck disable=SC2086 # keys
	terminal_keys $keys F5
	terminal_wait '[5 Tree]'
	[ "$(ls "/proc/$pid/fd" | wc -l)" = "$fds" ]
}
