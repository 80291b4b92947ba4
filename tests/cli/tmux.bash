# tmux.bash: a terminal for tests, with a shell in it. Own socket, no configuration; nothing waits but by looking again every 50 ms.
# The waits are for busy machines, and no promises: 20 seconds, unless a test says otherwise.
#
#	setup() { load tmux; terminal_start 80 24; }
#	teardown() { terminal_stop; }
#	terminal_run "spfwiz ..."	types a line
#	terminal_keys F3 Tab a		keys by tmux's names; terminal_type 'text' types it as it is
#	terminal_wait 'text' [SECONDS]	until it stands on the screen
#	kill -TERM "$(terminal_pid)"	the program there
#
# LC_ALL, TERM and what else the shell is to have are exported before terminal_start.

terminal() { tmux -L "$terminal_socket" -f /dev/null "$@"; }

terminal_start() {	# COLUMNS ROWS
	terminal_count=$((${terminal_count:-0} + 1))	# a server that is ending still has its socket
	terminal_socket="spfwiz-$$-$BATS_TEST_NUMBER-$terminal_count"
	terminal_home=$BATS_TEST_TMPDIR
	export XDG_STATE_HOME="$terminal_home/state"
	# The shell's own prompt would be root's or not.
	terminal new-session -d -x "$1" -y "$2" "env PS1='ready> ' HOME='$terminal_home' TERM='${TERM_WANTED:-tmux-256color}' sh"
	terminal set -g escape-time 0
	terminal set -g remain-on-exit on
	terminal set -g history-limit 0
	terminal_wait 'ready>'
}

terminal_stop() {
	[ -n "${terminal_socket:-}" ] || return 0
	terminal kill-server 2>/dev/null || true
	rm -f "${TMUX_TMPDIR:-/tmp}/tmux-$(id -u)/$terminal_socket"
	terminal_socket=
}

terminal_screen() { terminal capture-pane -p; }
terminal_keys() { terminal send-keys "$@"; }
terminal_type() { terminal send-keys -l -- "$1"; }
terminal_run() {
	terminal_type "$1"
	terminal_keys Enter
}
terminal_resize() { terminal resize-window -x "$1" -y "$2"; }
terminal_cursor() { terminal display -p '#{cursor_x},#{cursor_y} #{cursor_flag}'; }
# The program's alternate screen is left, and the cursor shown.
is_clean() { [ "$(terminal display -p '#{alternate_on} #{cursor_flag} #{mouse_any_flag}')" = '0 1 0' ]; }
terminal_clean() { until_true 20 is_clean; }

until_true() {	# SECONDS COMMAND...
	local end=$((${EPOCHREALTIME//[!0-9]/} + $1 * 1000000))
	shift
	until "$@"; do
		[ "${EPOCHREALTIME//[!0-9]/}" -lt "$end" ] || return 1
		sleep 0.05
	done
}
on_screen() { terminal_screen | grep -qF -- "$1"; }
off_screen() { ! on_screen "$1"; }
is_gone() { ! kill -0 "$1" 2>/dev/null; }

# Is it gone in a second? It is gone in any case. A busy machine may take longer now and then, not each time.
gone_in_a_second() {	# PID
	local end=$((${EPOCHREALTIME//[!0-9]/} + 1000000))
	until_true 20 is_gone "$1" && [ "${EPOCHREALTIME//[!0-9]/}" -lt "$end" ]
}

terminal_wait() {	# TEXT [SECONDS]
	until_true "${2:-20}" on_screen "$1" && return
	echo "\"$1\" is not on the screen:"
	terminal_screen
	return 1
}
terminal_wait_not() {
	until_true "${2:-20}" off_screen "$1" && return
	echo "\"$1\" is still on the screen:"
	terminal_screen
	return 1
}
# All that the program writes from now on, as bytes, into FILE.
terminal_record() { terminal pipe-pane "cat >'$1'"; }
# The spfwiz that runs in this terminal and no other: test files run side by side, with the same command lines.
terminal_pid() {
	local tty
	tty=$(terminal display -p '#{pane_tty}')
	pgrep -n -x -t "${tty#/dev/}" spfwiz
}
