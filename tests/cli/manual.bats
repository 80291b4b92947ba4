#!/usr/bin/env bats
# manual: what the manuals say is what the tables and the program say.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=build/spfwiz
	demo="--zone data/demo/example.org.zone --zone data/demo/services.zone --zone data/demo/2.0.192.in-addr.arpa.zone"
	commands=$($spfwiz --help | sed -n '/^Without/q; s/^  \([a-z][a-z]*\)  *[a-zA-Z].*/\1/p')
	export LC_ALL=C.UTF-8 NO_COLOR=1
}

# The commands that a manual shows, as one types them, up to a pipe.
examples() {
	sed -n 's/^\.Dl \(spfwiz .*\)/\1/p; /^\.Bd -literal/,/^\.Ed/s/^\(spfwiz .*\)/\1/p' "$1" | sed 's/ | jq .*//; s/ || .*//; s/\\(ti/~/g; s/\\-/-/g'
}

@test "spfwiz(1) and spfwiz-data(5) are what the tables print (else: make manual)" {
	for page in doc/spfwiz.1 doc/spfwiz-data.5; do
		build/tools/manual $page | cmp - $page
	done
}

@test "manual: a part is made anew, whatever stood there; a part that is unknown or has no end is refused" {
	sed 's/^\.It Fl -fail-on/.It Fl -fall-on/' doc/spfwiz.1 >"$BATS_TEST_TMPDIR/page"
	! cmp -s "$BATS_TEST_TMPDIR/page" doc/spfwiz.1 || false
	build/tools/manual "$BATS_TEST_TMPDIR/page" | cmp - doc/spfwiz.1
	printf '.\\" generated: nothing\n.\\" end\n' >"$BATS_TEST_TMPDIR/page"
	run build/tools/manual "$BATS_TEST_TMPDIR/page"
	[ "$status" = 1 ]
	printf '.\\" generated: keys\n' >"$BATS_TEST_TMPDIR/page"
	run build/tools/manual "$BATS_TEST_TMPDIR/page"
	[ "$status" = 1 ]
}

@test "manual: every command has its place, its exit status and examples, and a part with its options" {
	for command in $commands; do
		text=$(awk -v c="$command" '/^\.It Cm / { on = $3 == c } /^\.Sh OPTIONS/ { exit } on' doc/spfwiz.1)
		[[ "$text" = *"Exit status: 0"* ]] || { echo "$command"; false; }
		[ "$(printf '%s\n' "$text" | grep -c '^spfwiz ')" = 2 ] || { echo "$command"; false; }
		if $spfwiz "$command" --help | grep -q '^Options:'; then
			grep -qx ".\\\\\" generated: options $command" doc/spfwiz.1 || { echo "$command"; false; }
		fi
	done
}

@test "manual: at 80 columns no line is wider" {
	for page in doc/spfwiz.1 doc/spfwiz-data.5; do
		wide=$(mandoc -Tutf8 -O width=78 "$page" | sed 's/.\x08//g' | grep -E '^.{81}' || true)
		[ -z "$wide" ] || { echo "$page: $wide"; false; }
	done
}

@test "manual: every example is a command line that is understood" {
	n=0
	while read -r example; do
		eval "set -- ${example#spfwiz} --version"
		run $spfwiz "$@"
		[ "$status" = 0 ] || { echo "$example: $output"; false; }
		n=$((n + 1))
	done < <(examples doc/spfwiz.1; examples doc/spfwiz-data.5)
	[ "$n" -ge 30 ]
}

@test "manual: every key of an object of JSON is in its section" {
	section=$(sed -n '/^\.Sh JSON/,/^\.Sh EXAMPLES/p' doc/spfwiz.1 | tr ' ' '\n' | sort -u)
	for line in "check --ip 192.0.2.1 example.org" "tree example.org" "build --mx example.org" "emit example.org" "emit --as json example.org" \
	    "emit --host cloudflare example.org" "lint example.org" "lint" "explain" "explain a" "explain SPF502" "explain example.org"; do
		with=$demo
		[[ "$line" = explain && "$line" != *.* ]] && with=
		keys=$($spfwiz $line --json $with | python3 -c '
import json, sys
known = set(json.load(sys.stdin).keys())
print(" ".join(sorted(known)))')
		for key in $keys; do
			printf '%s\n' "$section" | grep -qx -- "$key" || { echo "$line: $key"; false; }
		done
	done
}

@test "manual: the entries of spfwiz-data(5) are read as they stand there" {
	mkdir -p "$BATS_TEST_TMPDIR/hosts"
	awk '/^# Our newsletters/,/^}/' doc/spfwiz-data.5 >"$BATS_TEST_TMPDIR/services.conf"
	awk '/^host "our-panel"/,/^}/' doc/spfwiz-data.5 >"$BATS_TEST_TMPDIR/hosts/ours.conf"
	run $spfwiz services --data "$BATS_TEST_TMPDIR" newsletter
	[ "$status" = 0 ]
	[[ "${lines[0]}" = "Newsletter of ours "*"include:_spf.news.example.net" ]]
	run $spfwiz hosts --data "$BATS_TEST_TMPDIR" our-panel
	[ "$status" = 0 ]
	[[ "$output" = *"At most 255 bytes."*"Source of limit: a mail of their support, 2026-10 (likely)"* ]]
}

@test "manual: the comments of zone files do what it says" {
	{
		printf '$ORIGIN example.org.\n$TTL 300\n@ IN SOA ns h 1 2 3 4 5\n@ IN NS ns\n@ IN MX 10 ns\nns IN A 192.0.2.3\nns IN TXT "v=spf1 a -all"\n'
		sed -n '/^; spfwiz: ignore/,/^\.Ed/p' doc/spfwiz.1 | sed '/^\.Ed/d; s/\\(ti/~/g'
	} >"$BATS_TEST_TMPDIR/zone"
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/zone"
	[[ "$output" != *SPF703* ]]
	[[ "$output" = *"1 silenced by a comment."* ]]
	# Without the comment it is there: the silence is its doing.
	sed -i '/ignore SPF703/d' "$BATS_TEST_TMPDIR/zone"
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/zone"
	[[ "$output" = *SPF703* ]]
}
