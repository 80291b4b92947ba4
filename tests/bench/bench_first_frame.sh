#!/bin/sh
# bench_first_frame BUILD: exec to first frame and key to repaint at 80x24, beside a minimal ncurses program and, where they are
# installed, dialog, tig and nano; in rounds that alternate. Wanted: a first frame within 2.5 times the minimal one's; a key within 1 ms
# in the middle and 16 ms at worst, also with a record of 100 terms and a tree of 10 look-ups.
set -eu
cd "$(dirname "$0")/../.."
build=$1
cc=${CC:-cc}
mkdir -p "$build/bench"
$cc -O2 -o "$build/bench/frame" tests/bench/frame.c -lutil
# shellcheck disable=SC2046 # words
$cc -O2 -o "$build/bench/floor" tests/bench/floor.c $(pkg-config --cflags --libs ncursesw)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# No draft is kept: the next start would offer it.
export TERM=xterm-256color LC_ALL=C.UTF-8 XDG_STATE_HOME=/dev/null HOME="$work"
tab=$(printf '\t') f3=$(printf '\033OR') down=$(printf '\033OB')
demo="$build/spfwiz${tab}--zone${tab}data/demo/example.org.zone${tab}--zone${tab}data/demo/services.zone"
# 100 terms: two includes and two names that take all 10 look-ups, the rest addresses.
long='v=spf1 mx a include:_spf.mailer.example include:spf.crm.example'
i=1
while [ $i -le 95 ]; do
	long="$long ip4:203.0.113.$i"
	i=$((i + 1))
done
long="$long -all"
echo 'one line' >"$work/text"

# NAME SETUP KEY COMMAND, words of the command between tabs
set -- "minimal ncurses" "" j "$build/bench/floor" \
	"spfwiz, Start" "" a "$demo" \
	"spfwiz, a field" "$f3$tab$tab$tab" a "$demo${tab}example.org" \
	"spfwiz, a term comes or goes" "$f3" " " "$demo${tab}example.org" \
	"the same with 100 terms" "$f3" " " "$demo${tab}--record${tab}$long${tab}example.org"
if command -v dialog >/dev/null; then
	set -- "$@" "dialog --menu" "" "$down" "dialog${tab}--menu${tab}x${tab}20${tab}70${tab}12${tab}1${tab}a${tab}2${tab}b${tab}3${tab}c"
fi
if command -v tig >/dev/null; then
	set -- "$@" "tig" "" "j" "tig"
fi
if command -v nano >/dev/null; then
	set -- "$@" "nano" "" "a" "nano${tab}$work/text"
fi
"$build/bench/frame" "${ROUNDS:-15}" "$@"
