#!/usr/bin/env bats
# lint: formats, filters, repairs, lists of domains, and how it ends.
# shellcheck disable=SC2317
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=build/spfwiz
	demo="--zone data/demo/example.org.zone --zone data/demo/services.zone --zone data/demo/2.0.192.in-addr.arpa.zone"
	export LC_ALL=C.UTF-8 NO_COLOR=1
	bad='v=spf1 a mx includ:_spf.mailer.example ptr -all'
}

json() { /usr/bin/python3 -c "import json,sys; d=json.load(sys.stdin); print($1)"; }

@test "lint: where, level, words and id on one line, the term under a caret, what to do" {
	run $spfwiz lint --no-dns --record "$bad"
	[ "$status" = 1 ]
	[[ "${lines[0]}" = "record:1:13: error: includ:"*"[SPF213 misspelt-mechanism]" ]]
	[ "${lines[1]}" = "  $bad" ]
	[ "${lines[2]}" = "              ^~~~~~" ]
	[[ "${lines[3]}" = "  help: "* ]]
}

@test "lint: gcc format is the first lines alone" {
	run $spfwiz lint --no-dns --format gcc --record "$bad"
	[ "$status" = 1 ]
	for line in "${lines[@]}"; do
		[[ "$line" =~ ^record:1:[0-9]+:\ (error|warning|note):\ .*\[SPF[0-9]{3}\ [a-z0-9-]+\]$ ]]
	done
}

@test "lint: the caret stands under wide characters and escapes" {
	run $spfwiz lint --no-dns --record "v=spf1 a:中文.example –all"
	[ "$status" = 1 ]
	caret=0
	for i in "${!lines[@]}"; do
		if [[ "${lines[$i]}" = *SPF201* ]]; then
			# 中文 takes two cells each: 2 blanks, "v=spf1 a:" 9, 4, ".example " 9
			[ "${lines[$((i + 2))]}" = "$(printf '%24s^' '')" ]
			caret=1
		fi
	done
	[ "$caret" = 1 ]
}

@test "lint --json: one object, keys pinned" {
	run $spfwiz lint $demo --json example.org
	keys=$(json 'sorted(d)' <<<"$output")
	[ "$keys" = "['domain', 'error', 'findings', 'lookups', 'record', 'schema', 'source', 'status', 'strings', 'ttl']" ]
	[ "$(json 'd["schema"]' <<<"$output")" = spfwiz/lint/1 ]
	[ "$(json 'sorted(d["findings"][0])' <<<"$output")" = "['column', 'end', 'fix', 'help', 'id', 'level', 'line', 'message', 'name', 'rfc', 'start', 'term']" ]
	[ "$(json 'd["lookups"]["limit"]' <<<"$output")" = 10 ]
	[ "$(json '"".join(d["strings"]) == d["record"]' <<<"$output")" = True ]
}

@test "lint --json: a failure is an object too" {
	run $spfwiz lint --json
	[ "$status" = 2 ]
	[ "$(json 'd["status"]' <<<"$output")" = failed ]
	run $spfwiz lint $demo --json nowhere.example.net
	[ "$status" = 2 ]
	[ "$(json 'd["status"]' <<<"$output")" = failed ]
}

@test "lint --format sarif: what the schema of 2.1.0 requires, and no more at its top" {
	run $spfwiz lint --no-dns --format sarif --record "$bad"
	[ "$status" = 1 ]
	/usr/bin/python3 - "$output" <<'END'
import json, sys
log = json.loads(sys.argv[1])
assert set(log) == {'$schema', 'version', 'runs'} and log['version'] == '2.1.0'
run, = log['runs']
driver = run['tool']['driver']
assert driver['name'] and run['columnKind'] == 'unicodeCodePoints'
ids = [rule['id'] for rule in driver['rules']]
assert len(ids) == len(set(ids))
for rule in driver['rules']:
    assert rule['shortDescription']['text'] and rule['fullDescription']['text'] and rule['help']['text']
    assert rule['defaultConfiguration']['level'] in ('note', 'warning', 'error')
assert run['results']
for result in run['results']:
    assert result['message']['text'] and result['level'] in ('note', 'warning', 'error')
    assert ids[result['ruleIndex']] == result['ruleId']
    place = result['locations'][0]['physicalLocation']
    assert place['artifactLocation']['uri'] and place['region']['startLine'] == 1 and place['region']['startColumn'] >= 1
    assert result['partialFingerprints']
END
}

@test "lint: --select, --ignore, --severity and --fail-on" {
	run $spfwiz lint --no-dns --record "$bad" --select SPF705
	[ "$status" = 0 ]
	[[ "$output" = *SPF705* && "$output" != *SPF213* ]]
	run $spfwiz lint --no-dns --record "$bad" --ignore misspelt-mechanism --fail-on warning
	[ "$status" = 1 ]
	[[ "$output" != *SPF213* ]]
	run $spfwiz lint --no-dns --record "$bad" --severity error
	[[ "$output" != *warning:* && "$output" = *error:* ]]
	run $spfwiz lint --no-dns --record "$bad" --fail-on never
	[ "$status" = 0 ]
	run $spfwiz lint --no-dns --record "$bad" --select SPF2,7xx
	[[ "$output" = *SPF213* && "$output" = *SPF705* ]]
	run $spfwiz lint --no-dns --record "$bad" --select SPF999
	[ "$status" = 2 ]
	[[ "$output" = *SPF999* ]]
	run $spfwiz lint --no-dns --record "$bad" --fail-on loudly
	[ "$status" = 2 ]
}

@test "lint --fix: the new record alone on its line, what is left on standard error" {
	run --separate-stderr $spfwiz lint --no-dns --fix --record "$bad"
	[ "$output" = "${bad/includ:/include:}" ]
	[[ "$stderr" = *SPF705* ]]
	[ "$status" = 0 ]
	run --separate-stderr $spfwiz lint --no-dns --fix --diff --record "$bad"
	[ "${lines[0]}" = "- $bad" ]
	[ "${lines[1]}" = "+ ${bad/includ:/include:}" ]
	run --separate-stderr $spfwiz lint --no-dns --fix --record 'v=spf1 mx -all'
	[ "$output" = 'v=spf1 mx -all' ]
}

@test "lint --fix: a paste that is no record yet is cleaned first, and that is said" {
	run --separate-stderr $spfwiz lint --no-dns --fix --record 'example.org. 3600 IN TXT "v=spf1 mx " "ip4:192.0.2.0/24 -all"'
	[ "$output" = 'v=spf1 mx ip4:192.0.2.0/24 -all' ]
	[[ "$stderr" = *'removed: example.org. 3600 IN TXT " [SPF221 '* ]]
	run --separate-stderr $spfwiz lint --no-dns --fix --diff --record 'example.org. IN TXT "v=spf1 mx -all"'
	[ "$output" = $'- example.org. IN TXT "v=spf1 mx -all"\n+ v=spf1 mx -all' ]
}

@test "lint --fix: each repair is told, what cannot be seen by its number, in JSON too" {
	run --separate-stderr $spfwiz lint --no-dns --fix --record $'v=spf1 prt mx\xe2\x80\x8b   a\xc2\xa0-all '
	[ "$output" = 'v=spf1 ptr mx a -all' ]
	[[ "$stderr" = *'changed: prt -> ptr [SPF213 misspelt-mechanism]'* ]]
	[[ "$stderr" = *'changed: mx<U+200B> -> mx [SPF203 '* ]]
	[[ "$stderr" = *'changed: a<U+00A0>-all -> a -all [SPF203 '* ]]
	[[ "$stderr" = *'removed: " " [SPF206 '* ]]
	run $spfwiz lint --no-dns --fix --json --record 'v=spf1 prt -all'
	[ "$(json 'd["given"], d["record"], d["repairs"]' <<<"$output")" = "v=spf1 prt -all v=spf1 ptr -all [{'id': 'SPF213', 'name': 'misspelt-mechanism', 'safe': True, 'was': 'prt', 'now': 'ptr'}]" ]
}

@test "lint --fix: a service's include stays one" {
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --record 'v=spf1 include:_spf.google.com' example.org
	[ "$output" = 'v=spf1 include:_spf.google.com ~all' ]
	run --separate-stderr $spfwiz lint --no-dns --fix --record 'v=spf1 ip4:spf.protection.outlook.com -all' example.org
	[ "$output" = 'v=spf1 include:spf.protection.outlook.com -all' ]
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --record 'v=spf1 include=_spf.google.com ~all' example.org
	[ "$output" = 'v=spf1 include:_spf.google.com ~all' ]
}

@test "lint --fix: two records become one, from a paste and from a zone, and none is dropped" {
	two=$'v=spf1 mx -all\nv=spf1 include:_spf.google.com ~all'
	run $spfwiz lint --no-dns --record "$two"
	[[ "$output" = *SPF223* ]]
	run --separate-stderr $spfwiz lint --no-dns --fix --record "$two"
	[ "$status" = 1 ]
	[ "$output" = 'v=spf1 mx -all v=spf1 include:_spf.google.com ~all' ]
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --record "$two"
	[ "$status" = 0 ]
	[ "$output" = 'v=spf1 mx include:_spf.google.com ~all' ]
	printf '%s\n' '$ORIGIN example.com.' '$TTL 3600' '@ SOA ns h 1 2 3 4 5' '@ NS ns' 'ns A 192.0.2.1' '@ MX 0 ns' \
		'@ TXT "v=spf1 mx -all"' '@ TXT "v=spf1 include:_spf.google.com ~all"' >"$BATS_TEST_TMPDIR/two.zone"
	run --separate-stderr $spfwiz lint --zone "$BATS_TEST_TMPDIR/two.zone" --fix --unsafe-fixes --diff example.com
	[ "$status" = 0 ]
	[ "$output" = $'- v=spf1 mx -all\n- v=spf1 include:_spf.google.com ~all\n+ v=spf1 mx include:_spf.google.com ~all' ]
	run --separate-stderr $spfwiz lint --zone "$BATS_TEST_TMPDIR/two.zone" --fix example.com
	[ "$status" = 1 ]
	[[ "$stderr" = *SPF102* ]]
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/two.zone" --fix
	[ "$status" = 2 ]
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/two.zone"
	[[ "$output" = *'(example.com --fix --unsafe-fixes writes it)'* && "$output" != *'(--fix'* ]]
}

@test "lint: more SPF records than somebody published by mistake are not merged" {
	printf '%s\n' '$ORIGIN example.com.' '$TTL 3600' '@ SOA ns h 1 2 3 4 5' '@ NS ns' 'ns A 192.0.2.1' >"$BATS_TEST_TMPDIR/many.zone"
	for ((i = 1; i <= 16; i++)); do
		echo "@ TXT \"v=spf1 ip4:203.0.113.$i -all\"" >>"$BATS_TEST_TMPDIR/many.zone"
	done
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/many.zone" example.com
	[[ "$output" = *'has 16 SPF records'*'the others away (--fix --unsafe-fixes writes it)'* ]]
	echo '@ TXT "v=spf1 ip4:203.0.113.17 -all"' >>"$BATS_TEST_TMPDIR/many.zone"
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/many.zone" example.com
	[[ "$output" = *'has 17 SPF records'* && "$output" != *'the others away (--fix'* ]]
}

@test "lint --record: of more SPF records than are read at once one is linted, and that is said" {
	many=$(printf 'v=spf1 ip4:52.94.133.%d -all\n\n' {1..16})
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --ignore 8xx --record "$many"
	[ "$status" = 0 ]
	[[ "$output" = *'ip4:52.94.133.1 '*'ip4:52.94.133.16 -all' && "$stderr" = *'place of all 16'* ]]
	many+=$'\n\nv=spf1 ip4:52.94.133.17 -all'
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --record "$many"
	[ "$status" = 1 ]
	[ "$output" = 'v=spf1 ip4:52.94.133.1 -all' ]
	[[ "$stderr" = *'the others are left out'* && "$stderr" != *'place of all'* ]]
}

@test "lint --record: a paste is one finding, and the record in it is what is linted" {
	strings='"v=spf1 " "ip4:192.0.43.7 " "mx ptr ~all"'
	run $spfwiz lint --no-dns --record "$strings" example.org
	[ "$status" = 0 ]
	[[ "$output" = *"1:1: note: "*"[SPF111 literal-quotes]"* ]]
	[[ "$output" = *"1:26: warning: ptr "* ]]
	[[ "$output" != *SPF405* && "$output" != *SPF301* ]]
	run $spfwiz lint --no-dns --record '"v=spf1 a:mail.example.org " "-all"' example.org
	[ "$status" = 0 ]
	[ "$(grep -c '\[SPF' <<<"$output")" = 1 ]
	# The strings are known: what joining them does shows.
	run $spfwiz lint --no-dns --record '"v=spf1 a:mail.example.org" "-all"' example.org
	[[ "$output" = *SPF110* && "$output" = *SPF902* && "$output" != *SPF209* ]]
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --record '"v=spf1 a:mail.example.org" "-all"' example.org
	[ "$output" = 'v=spf1 a:mail.example.org -all' ]
}

@test "lint --record: words around a record are no terms of it" {
	dig=$'; <<>> DiG 9.18 <<>> txt example.org\n;; ANSWER SECTION:\nexample.org.\t300\tIN\tTXT\t"v=spf1 mx -all"\n\n;; Query time: 12 msec\n'
	for paste in "$dig" '@ IN TXT ( "v=spf1 mx " "-all" ) ; spf' '"TXT \"v=spf1 mx -all\""' '| TXT | @ | v=spf1 mx -all | TTL: 3600 | Automatic |'; do
		run $spfwiz lint --no-dns --record "$paste" example.org
		[ "$status" = 1 ]
		[ "$(grep -c '\[SPF' <<<"$output")" = 1 ]
		[[ "$output" = *SPF221* ]]
	done
	run $spfwiz lint --no-dns --json --record "$dig" example.org
	[ "$(json 'd["record"]' <<<"$output")" = 'v=spf1 mx -all' ]
	[ "$(json 'd["findings"][0]["line"]' <<<"$output")" = 3 ]
	# A record that is none of these stays whole.
	run $spfwiz lint --no-dns --record 'v=spf1 mx foo -all' example.org
	[[ "$output" = *SPF301* && "$output" != *SPF221* ]]
}

@test "lint --fix: of Sender ID comes a record, or nothing on standard output" {
	run --separate-stderr $spfwiz lint --no-dns --fix --record 'spf2.0/mfrom,pra mx -all' example.org
	[ "$output" = 'v=spf1 mx -all' ]
	run --separate-stderr $spfwiz lint --no-dns --fix --record 'spf2.0/pra mx -all' example.org
	[ "$output" = '' ]
	[ "$status" = 1 ]
	[[ "$stderr" = *SPF108* && "$stderr" = *'no SPF record'* ]]
	run --separate-stderr $spfwiz lint --no-dns --fix --unsafe-fixes --record 'spf2.0/pra mx -all' example.org
	[ "$output" = 'v=spf1 mx -all' ]
}

@test "lint -: the record from standard input" {
	run bash -c "printf '%s\n' '$bad' | $spfwiz lint --no-dns --record -"
	[ "$status" = 1 ]
	[[ "${lines[0]}" = -:1:13:* ]]
}

@test "lint --batch: a line a domain, in their order, with what is wrong with the list too" {
	list=$BATS_TEST_TMPDIR/list
	printf '# ours\nexample.org\n\n  mailer.example  \nno good\nnowhere.example.net\nEXAMPLE.ORG\n' >"$list"
	run $spfwiz lint $demo --batch "$list"
	[ "$status" = 1 ]
	[ "${#lines[@]}" = 5 ]
	[ "$(for l in "${lines[@]}"; do json 'd["domain"]' <<<"$l"; done | tr '\n' ' ')" = "example.org mailer.example no good nowhere.example.net example.org " ]
	[ "$(json 'd["status"]' <<<"${lines[2]}")" = failed ]
	[ "$(json 'd["status"]' <<<"${lines[3]}")" = failed ]
	[ "${lines[0]}" = "${lines[4]}" ]
}

@test "lint --batch: many times the window, through a pipe, each as a run of its own says" {
	one=$($spfwiz lint $demo --json mailer.example | json '[f["id"] for f in d["findings"] if f["id"][3] in "23456"]')
	run bash -c "yes mailer.example | head -n 1000 | $spfwiz lint $demo --batch - | sort | uniq -c"
	[ "${#lines[@]}" = 1 ]
	[[ "${lines[0]}" = *" 1000 "* ]]
	many=$(sed 's/^ *1000 //' <<<"${lines[0]}" | json '[f["id"] for f in d["findings"] if f["id"][3] in "23456"]')
	[ "$one" = "$many" ]
}

@test "lint --batch: stopped while the list is still to come, exit 130 and whole lines" {
	list="$BATS_TEST_TMPDIR/list" out="$BATS_TEST_TMPDIR/out"
	mkfifo "$list"
	bash -c 'trap - INT; exec "$@"' - $spfwiz lint --batch "$list" --no-dns >"$out" 2>"$out.err" &
	exec 7>"$list"
	yes bad..name | head -n 1000 >&7
	for _ in $(seq 100); do	# what is full goes out before it waits for more
		[ ! -s "$out" ] || break
		sleep 0.1
	done
	/usr/bin/python3 -c "import os, signal; os.kill($!, signal.SIGINT)"
	status=0
	wait $! || status=$?
	exec 7>&-
	[ "$status" = 130 ] || { echo "$status"; cat "$out.err"; false; }
	[ ! -s "$out.err" ]
	[ "$(wc -l <"$out")" -ge 300 ]
	[ "$(tail -c 1 "$out" | od -An -tx1)" = " 0a" ]
}

@test "lint --batch: stopped while nobody reads, exit 130 and whole lines" {
	list="$BATS_TEST_TMPDIR/list" fifo="$BATS_TEST_TMPDIR/fifo"
	yes bad..name | head -n 5000 >"$list"
	mkfifo "$fifo"
	bash -c 'trap - INT; exec "$@"' - $spfwiz lint --batch "$list" --no-dns >"$fifo" 2>"$list.err" &
	exec 7<"$fifo"
	/usr/bin/python3 - "$fifo" $! <<-'END'
		import os, select, signal, sys, time
		def lives(pid):
		    try:
		        return open(f'/proc/{pid}/stat').read().rpartition(')')[2].split()[0] != 'Z'
		    except OSError:
		        return False
		pipe = os.open(sys.argv[1], os.O_WRONLY | os.O_NONBLOCK)
		end = time.monotonic() + 20
		while select.select([], [pipe], [], 0)[1]:	# until it is full
		    assert time.monotonic() < end
		    time.sleep(0.05)
		os.close(pipe)
		os.kill(int(sys.argv[2]), signal.SIGINT)
		while lives(sys.argv[2]):
		    assert time.monotonic() < end, 'it still waits for a reader'
		    time.sleep(0.05)
	END
	cat <&7 >"$list.out"
	exec 7<&-
	status=0
	wait $! || status=$?
	[ "$status" = 130 ] || { echo "$status"; cat "$list.err"; false; }
	[ ! -s "$list.err" ]
	[ "$(wc -l <"$list.out")" -ge 100 ]
	[ "$(wc -l <"$list.out")" -lt 5000 ]
	[ "$(tail -c 1 "$list.out" | od -An -tx1)" = " 0a" ]
}

@test "lint --batch: a reader that goes away ends a list without end" {
	run timeout 20 bash -c "yes example.org | $spfwiz lint $demo --batch - | head -n 1"
	[ "$status" = 0 ]
	[ "${#lines[@]}" = 1 ]
	[ "$(json 'd["domain"]' <<<"$output")" = example.org ]
}

@test "lint --batch: no list, a folder, options that do not go with it" {
	run $spfwiz lint --batch /nonexistent/list $demo
	[ "$status" = 2 ]
	run $spfwiz lint --batch / $demo
	[ "$status" = 2 ]
	run $spfwiz lint --batch - --record 'v=spf1 -all' </dev/null
	[ "$status" = 2 ]
	run $spfwiz lint --batch - $demo </dev/null
	[ "$status" = 0 ]
	[ -z "$output" ]
}

@test "lint: hostile records never reach the terminal, and never end it" {
	for record in "" " " "v=spf1" $'v=spf1 \e[31m\x07 -all' $'v=spf1 a:\xe2\x80\xae.example -all' $'\xff\xfe' "$(printf 'v=spf1%2000s-all' '')"; do
		run $spfwiz lint --no-dns --record "$record"
		[ "$status" -le 1 ]
		! printf '%s' "$output" | LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177')]" || false
	done
	run bash -c "head -c 65000 /dev/urandom | tr -d '\0' | $spfwiz lint --no-dns --record -"
	[ "$status" -le 2 ]
	run bash -c "(printf 'v=spf1'; yes ' ip4:192.0.2.1' | head -n 4000 | tr -d '\n'; printf ' -all') | $spfwiz lint --no-dns --record - --format gcc"
	[ "$status" -le 1 ]
}

@test "lint: what has no width is shown in part, and soon" {
	run timeout 10 bash -c "(printf 'v=spf1 a:a'; yes $'\\u0301' | head -n 32000 | tr -d '\\n') | $spfwiz lint --no-dns --record -"
	[ "$status" = 1 ]
	[ "${#output}" -lt 20000 ]
}

@test "lint --fix: a record of 64 KiB that is wrong all over takes no minute" {
	run timeout 10 bash -c "(printf 'v=spf1'; yes ' inculde:x.example' | head -n 3500 | tr -d '\\n') | $spfwiz lint --no-dns --fix --record - 2>/dev/null"
	[ "$status" -le 1 ]
	[ "$output" = "v=spf1 include:x.example" ]
}

@test "lint --fix: no answer is said, and is no good record" {
	run --separate-stderr $spfwiz lint --fix --zone data/demo/services.zone nowhere.example.net
	[ "$status" = 2 ]
	[ -z "$output" ]
	[[ "$stderr" = *"not answered: nowhere.example.net TXT"* ]]
}

@test "lint --format json: a failure is an object too" {
	for format in json ndjson; do
		run --separate-stderr $spfwiz lint --format $format --zone data/demo/services.zone nowhere.example.net
		[ "$status" = 2 ]
		[ -z "$stderr" ]
		[ "$(json 'd["status"]' <<<"$output")" = failed ]
	done
}

@test "lint --zone: programs get the file's name as it is, in sarif as a URI" {
	zone="$BATS_TEST_TMPDIR/a b.zone"
	printf '$ORIGIN example.org.\n@ 3600 SOA ns hostmaster 1 2 3 4 5\n@ 3600 TXT "v=spf1 mx +all"\n' >"$zone"
	for locale in C C.UTF-8; do
		LC_ALL=$locale run $spfwiz lint --json --zone "$zone"
		[ "$(json 'd["findings"][0]["file"]' <<<"$output")" = "$zone" ]
	done
	run $spfwiz lint --format sarif --zone "$zone"
	[[ "$(json 'd["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]' <<<"$output")" = */a%20b.zone ]]
}

@test "lint --batch: DEL never reaches the terminal" {
	run bash -c "printf 'a\\177b.org\\n' | $spfwiz lint --batch - --no-dns"
	[ "$status" = 1 ]
	[[ "$output" = *'"domain":"a\u007fb.org"'* ]]
}

@test "lint: a full disk is said" {
	[ -w /dev/full ] || skip "no /dev/full"
	run bash -c "$spfwiz lint --no-dns --record 'v=spf1 mx -all' >/dev/full"
	[ "$status" = 2 ]
	run bash -c "yes mailer.example | head -n 2000 | $spfwiz lint $demo --batch - >/dev/full"
	[ "$status" = 2 ]
}

@test "lint --zone: every record of the file, with line and column, and hosts with addresses alone in one line" {
	run $spfwiz lint $demo
	[[ "$output" = *"data/demo/example.org.zone:14:21: warning: "*"[SPF607 a-no-address]"* ]]
	[[ "${lines[-1]}" = *"hosts have addresses and no SPF record"* ]]
	run $spfwiz lint $demo --json
	[ "$(json 'd["records"]' <<<"$output")" = 9 ]
	[ "$(json 'sorted(d["findings"][0])' <<<"$output")" = "['column', 'end', 'file', 'fix', 'help', 'id', 'level', 'line', 'message', 'name', 'owner', 'rfc', 'start', 'term']" ]
	run $spfwiz lint $demo --format sarif
	[ "$(json 'd["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"]' <<<"$output")" = 14 ]
}

@test "lint --zone: unquoted words, a comment that silences, and one that silences nothing" {
	zone=$BATS_TEST_TMPDIR/example.net.zone
	cat >"$zone" <<-'END'
		$ORIGIN example.net.
		$TTL 3600
		@ IN SOA ns h 1 2 3 4 5
		@ IN NS ns
		ns IN A 192.0.2.53
		; spfwiz: ignore SPF705 the old relay needs it
		@ IN TXT "v=spf1 ptr -all"
		sub IN TXT v=spf1 a -all
		sub IN A 192.0.2.7
		; spfwiz: ignore SPF502
		other IN TXT "v=spf1 -all"
	END
	run $spfwiz lint --zone "$zone"
	[ "$status" = 1 ]
	[[ "$output" = *":8:"*SPF901* ]]
	[[ "$output" != *SPF705* ]]
	[[ "$output" = *"1 silenced by a comment"* ]]
	[[ "$output" = *":10:"*"SPF909 unused-ignore"* ]]
}

@test "lint --zone --serial: a serial that is not above the one the servers show" {
	zone=$BATS_TEST_TMPDIR/example.net.zone
	printf '$TTL 3600\n@ IN SOA ns h 2026112401 2 3 4 5\n@ IN NS ns.example.org.\n@ IN TXT "v=spf1 -all"\n' >"$zone"
	run $spfwiz lint --zone "$zone:example.net" --serial 2026112401
	[[ "$output" = *":2:"*"serial 2026112401 is not above 2026112401"*"SPF907 serial-not-raised"* ]]
	run $spfwiz lint --zone "$zone:example.net" --serial 2026112400
	[[ "$output" != *SPF907* ]]
	run $spfwiz lint --zone "$zone:example.net" --serial 4294967296
	[ "$status" = 2 ]
	run $spfwiz lint --record "v=spf1 -all" --serial 1
	[ "$status" = 2 ]
}

@test "lint --each-server: servers that differ, one that is silent, one without an address" {
	. tests/servers/lib.sh
	port=$(free_port)
	for n in 1 2; do
		cat >"$BATS_TEST_TMPDIR/$n.json" <<-END
			{"example.org": {"SOA": [{"hex": "00"}], "NS": ["ns1.example.org", "ns2.example.org", "ns3.example.org", "ns4.example.org"],
			  "TXT": ["v=spf1 ip4:192.0.2.$n -all"]},
			 "ns1.example.org": {"A": ["127.0.0.1"]}, "ns2.example.org": {"A": ["127.0.0.2"]}, "ns3.example.org": {"A": ["127.0.0.9"]}}
		END
		mkfifo "$BATS_TEST_TMPDIR/hold$n"
		/usr/bin/python3 tests/servers/rogue.py --host 127.0.0.$n --port "$port" "none@$BATS_TEST_TMPDIR/$n.json" \
			<"$BATS_TEST_TMPDIR/hold$n" >"$BATS_TEST_TMPDIR/up$n" 2>&1 3>&- &
		pids="${pids:-} $!"
		eval "exec $((5 + n))>\"$BATS_TEST_TMPDIR/hold$n\""
		timeout 10 sh -c "until grep -q none '$BATS_TEST_TMPDIR/up$n'; do sleep 0.05; done"
	done
	run --separate-stderr $spfwiz lint --each-server "@127.0.0.1#$port" -p "$port" --timeout 10 --format gcc example.org
	kill $pids
	exec 6>&- 7>&-
	[[ "$output" = *"ns2.example.org"*"[SPF112 servers-differ]"* ]]
	[[ "$stderr" = *"ns3.example.org does not answer"* ]]
	[[ "$stderr" = *"ns4.example.org has no address"* ]]
	run $spfwiz lint --each-server --zone data/demo/example.org.zone example.org
	[ "$status" = 2 ]
}

@test "lint: --ignore that silences nothing is reported, one that does is not" {
	run --separate-stderr $spfwiz lint --no-dns --record "$bad" --ignore SPF705,misspelt-mechanism,SPF613 --ignore 6xx
	[ "$status" = 0 ]
	[ "$stderr" = "$(printf '%s\n' '--ignore SPF613: there is no such finding' '--ignore 6xx: there is no such finding')" ]
	run --separate-stderr $spfwiz lint --no-dns --record "$bad" --ignore SPF7,213
	[ -z "$stderr" ]
}

@test "lint: many findings of one rule are counted, and leave room for the others" {
	record="v=spf1$(for i in $(seq 0 249); do printf ' ip4:10.0.%d.1' "$i"; done) foo ~all"
	run $spfwiz lint --no-dns --record "$record"
	[ "$status" = 1 ]
	[ "$(grep -c SPF613 <<<"$output")" = 32 ]
	[[ "$output" = *"; and 218 more like it"* && "$output" = *SPF301* && "$output" = *SPF703* ]]
	[[ "$output" = *"1 error, 251 warnings, "* ]]
}

@test "lint --batch: another format than JSON is refused, not passed over" {
	for format in text gcc sarif; do
		run $spfwiz lint --batch - --no-dns --format "$format" </dev/null
		[ "$status" = 2 ]
		[[ "$output" = *ndjson* ]]
	done
	run $spfwiz lint --batch - --no-dns --format ndjson </dev/null
	[ "$status" = 0 ]
}

@test "lint --zone: a string over 255 bytes is a finding, and ends nothing" {
	long=$(printf 'a%.0s' $(seq 300))
	printf '$TTL 3600\n$ORIGIN example.org.\n@ SOA ns h 1 2 3 4 5\n@ TXT "v=spf1 x=%s -all"\nb TXT "v=spf1 foo -all"\n' "$long" >"$BATS_TEST_TMPDIR/long.zone"
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/long.zone" --format gcc
	[ "$status" = 1 ]
	[[ "$output" = *":4:7: error: example.org: a string of 314 bytes; over 255, name servers refuse it [SPF510 "* ]]
	[[ "$output" = *":5:15: error: b.example.org: foo is no mechanism"* ]]
	run $spfwiz check --ip 192.0.2.1 example.org --zone "$BATS_TEST_TMPDIR/long.zone"
	[ "$status" = 2 ]
	[[ "$output" = *"long.zone:4:7: "*"314 bytes"* ]]
}

@test "lint --format sarif: no two results of a run share a fingerprint, and a rule is described by its fault" {
	printf '$TTL 3600\n$ORIGIN example.org.\n@ SOA ns h 1 2 3 4 5\n@ TXT "v=spf1 ~all"\n@ TXT "v=spf1 ~all"\n' >"$BATS_TEST_TMPDIR/two.zone"
	run $spfwiz lint --zone "$BATS_TEST_TMPDIR/two.zone" --format sarif
	[ "$status" = 0 ]
	json 'len(set(r["partialFingerprints"]["spfwiz/v1"] for r in d["runs"][0]["results"])) == len(d["runs"][0]["results"]) > 2' <<<"$output" | grep -q True
	json '[r["shortDescription"]["text"] for r in d["runs"][0]["tool"]["driver"]["rules"] if r["id"] == "SPF707"]' <<<"$output" |
		grep -qF "['... sends no mail, but does not say v=spf1 -all']"
}
