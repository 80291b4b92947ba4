#!/bin/sh
# picture OUT.png: the Build screen on the demo zone, as a real terminal shows it. Needs Xvfb, xterm, tmux and ImageMagick's import.
set -eu
cd "$(dirname "$0")/../.."
out=${1:-doc/build.png}
work=$(mktemp -d)
socket=spfwiz-picture-$$
xvfb='' xterm=''
finish() {
	tmux -L "$socket" kill-server 2>/dev/null || true
	[ -z "$xterm" ] || kill "$xterm" 2>/dev/null || true
	[ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
	rm -rf "$work"
}
trap finish EXIT
wait_for() {	# wait_for SECONDS COMMAND...: until it succeeds
	left=$(($1 * 20))
	shift
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ "$left" -gt 0 ] || { echo "picture: gave up waiting for: $*" >&2; exit 1; }
		sleep 0.05
	done
}
shows() { tmux -L "$socket" capture-pane -p | grep -qF "$1"; }

set --
for zone in data/demo/*.zone; do
	set -- "$@" --zone "$zone"
done
export LC_ALL=C.UTF-8 XDG_STATE_HOME="$work"
tmux -L "$socket" -f /dev/null new-session -d -x 80 -y 24 -- build/spfwiz "$@" example.org
tmux -L "$socket" set -g status off
wait_for 10 shows 'Discover'
tmux -L "$socket" send-keys F3
wait_for 10 shows '[3 Build]'
Xvfb -displayfd 3 -screen 0 1200x800x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
xvfb=$!
wait_for 10 test -s "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY
xterm -u8 -fa 'DejaVu Sans Mono' -fd 'Noto Sans Mono CJK SC' -fs 11 -geometry 80x24 -bg '#fdfdfd' -fg '#1c1c1c' +sb -e \
	sh -c "echo \$WINDOWID >'$work/window'; exec tmux -L '$socket' attach" &
xterm=$!
wait_for 10 test -s "$work/window"
# The picture is taken when two in a row are the same: then nothing is being drawn any more.
same() {
	sleep 0.3
	import -window "$(cat "$work/window")" "$work/a.png" && sleep 0.3 && import -window "$(cat "$work/window")" "$work/b.png" &&
		[ "$(convert "$work/a.png" -unique-colors txt:- | wc -l)" -gt 3 ] && compare -metric AE "$work/a.png" "$work/b.png" null: 2>/dev/null
}
wait_for 20 same
convert "$work/b.png" -strip -colors 32 "$out"
echo "picture: $out"
