#!/usr/bin/env bats
# commands: what each command prints and how it ends, on the demo zone and on bad input.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=build/spfwiz
	demo="--zone data/demo/example.org.zone --zone data/demo/services.zone --zone data/demo/2.0.192.in-addr.arpa.zone"
	export LC_ALL=C.UTF-8 NO_COLOR=1
}

# Every message is one that a person can act on: never a crash, never a raw control byte.
clean() {
	[ "$status" -lt 126 ]
	! printf '%s' "$output" | LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177')]" || false
}

@test "check: pass and the term that matched" {
	run $spfwiz check $demo --ip 192.0.2.25 example.org
	[ "$status" = 0 ]
	[ "${lines[0]}" = "pass: matched mx, term 1 of 5" ]
}

@test "check: everyone else is neutral, exit 1; expected, exit 0" {
	run $spfwiz check $demo --ip 192.0.2.200 example.org
	[ "$status" = 1 ]
	[[ "${lines[0]}" = "neutral: matched ?all, term 5 of 5" ]]
	run $spfwiz check $demo --ip 192.0.2.200 --expect fail,neutral example.org
	[ "$status" = 0 ]
}

@test "check: the domain of --from, an IPv4-mapped address, --exit-map" {
	run $spfwiz check $demo --ip ::ffff:203.0.113.40 --from alice@example.org
	[ "$status" = 0 ]
	[[ "${lines[0]}" = pass:*include:_spf.mailer.example* ]]
	run $spfwiz check $demo --ip 192.0.2.200 --exit-map spfquery example.org
	[ "$status" = 3 ]
}

@test "check: a draft as if it were published, and its explanation" {
	run $spfwiz check $demo --ip 192.0.2.200 --record 'v=spf1 mx -all exp=explain._spf.%{d}' example.org
	[ "$status" = 1 ]
	[[ "${lines[0]}" = "fail: matched -all, term 2 of 3" ]]
	[[ "${lines[1]}" = *"192.0.2.200 may not send for example.org"* ]]
}

@test "check: a record of no domain leaves open what needs it" {
	run $spfwiz check --no-dns --ip 192.0.2.1 --record 'v=spf1 ip4:192.0.2.0/24 mx -all'
	[ "$status" = 0 ]
	run $spfwiz check --no-dns --ip 198.51.100.1 --record 'v=spf1 ip4:192.0.2.0/24 mx -all'
	[ "$status" = 2 ]
	[[ "$output" = open:* ]]
}

@test "wizard: what is published is not known where nobody is asked" {
	run env TERM=dumb $spfwiz wizard --plain --no-dns example.org </dev/null
	[ "$status" = 0 ]
	[[ "$output" = *"Published now: not known."* ]]
	[[ "$output" = *"in place of its old SPF record:"* ]]
}

@test "check: outside the zone files is said and exits 2" {
	run $spfwiz check $demo --ip 192.0.2.1 example.net
	[ "$status" = 2 ]
	[[ "$output" = *"not in the data at hand"* ]]
}

@test "check: a MAIL FROM of another domain than the one tested is remarked on (RFC 7208 2.4)" {
	run --separate-stderr $spfwiz check $demo --ip 192.0.2.25 --from bob@other.example example.org
	[ "$status" -eq 0 ]
	[[ "$output" = "pass: "* ]]
	[ "$stderr" = "spfwiz: For this sender receivers look up the record of other.example, not that of example.org." ]
	run --separate-stderr $spfwiz check $demo --ip 192.0.2.25 --from bob@Example.ORG. example.org
	[ "$stderr" = "" ]
	run --separate-stderr $spfwiz check $demo --ip 192.0.2.25 --from bob@example.org
	[ "$stderr" = "" ]
}

@test "check --json: one object, keys pinned" {
	$spfwiz check $demo --json --ip 192.0.2.25 example.org >build/check.json
	run /usr/bin/env python3 -c 'import json; o = json.load(open("build/check.json")); print(" ".join(o))'
	[ "$output" = "schema domain source status error ip mail_from helo result reason explanation lookups ledger" ]
	run $spfwiz check --json --ip 192.0.2.1 'not a name'
	[ "$status" = 2 ]
	[[ "$output" = '{"schema":"spfwiz/check/1","domain":null,"source":null,"status":"failed","error":'* ]]
}

@test "tree: costs and sums, the void named" {
	run $spfwiz tree $demo example.org
	[ "$status" = 0 ]
	[[ "$output" = *"+- include:_spf.mailer.example"* ]]
	[[ "$output" = *"void"* ]]
	[[ "$output" = *"lookups 7/10"* ]]
}

@test "tree: over the limit is exit 1 and named" {
	run $spfwiz tree $demo spf.toomany.example
	[ "$status" = 1 ]
	[[ "$output" = *SPF501* ]]
}

@test "build: options make the record, in place of what is published" {
	# What is wrong with it is on standard error.
	[ "$($spfwiz build --no-dns --record 'v=spf1 x-y=z A ?all' --mx --ip4 192.0.2.0/24 --all=-all 2>/dev/null)" = "v=spf1 x-y=z A mx ip4:192.0.2.0/24 -all" ]
	run $spfwiz build --no-dns --none
	[ "$output" = "v=spf1 -all" ]
	run $spfwiz build --no-dns --ip4 2001:db8::1
	[ "$status" = 2 ]
	[[ "$output" = *IPv6* ]]
}

@test "emit: lines that named-checkzone takes, in every layout and owner form" {
	for layout in line parentheses commented; do
		for owner in at relative absolute; do
			{
				printf '$ORIGIN example.org.\n@ 300 IN SOA ns hostmaster 1 2 3 4 5\n@ 300 IN NS ns\nns 300 IN A 192.0.2.1\n$TTL 60\n'
				$spfwiz emit $demo --layout $layout --owner $owner --record 'v=spf1 mx ip4:192.0.2.0/24 -all' example.org
			} >build/emit.zone
			run named-checkzone example.org build/emit.zone
			[ "$status" = 0 ]
		done
	done
}

@test "emit: the published record keeps its strings and TTL, commands follow" {
	run $spfwiz emit $demo --owner at example.org
	[ "$status" = 0 ]
	[[ "${lines[0]}" = '@'*3600*'"v=spf1 mx a:old-relay.example.org include:_spf.mailer.example " "include:spf.crm.example ?all"' ]]
	[[ "$output" = *"rndc reload example.org"* ]]
	[[ "$output" = *"dig -t txt example.org"* ]]
	[[ "$output" = *"nslookup -type=txt example.org"* ]]
}

@test "answers are saved and replayed" {
	rm -f build/answers.ndjson
	$spfwiz check $demo --save-answers build/answers.ndjson --ip 192.0.2.25 example.org
	run $spfwiz check --answers build/answers.ndjson --ip 192.0.2.25 example.org
	[ "$status" = 0 ]
	[ "${lines[0]}" = "pass: matched mx, term 1 of 5" ]
}

@test "bad domains: what, and what to do" {
	long=$(printf 'a%.0s' $(seq 300))
	for domain in 192.0.2.1 2001:db8::1 "$long.org" 'a b.org' 'a..org' localhost 'x@example.org' 'a/b.org'; do
		run $spfwiz tree --no-dns "$domain"
		[ "$status" = 2 ]
		[[ "$output" = spfwiz:* ]]
		clean
	done
}

@test "a Chinese domain is looked up by its A-labels" {
	run $spfwiz tree --zone data/demo/xn--fsqu00a.xn--0zwm56d.zone 例子.测试
	[ "$status" = 1 ]
	[[ "$output" = *"例子.测试"* ]]
}

@test "a domain that does not exist gives none" {
	run $spfwiz check $demo --ip 192.0.2.1 nothing.example.org
	[ "$status" = 1 ]
	[[ "$output" = none:* ]]
}

@test "bad zone files: file, line and why" {
	mkdir -p build/bad
	printf '$ORIGIN example.org.\n$TTL 60\n@ SOA a b 1 2 3 4 5\n@ NS a\na A 192.0.2.1\n\n@ A 192.0.2.300\n' >build/bad/line7
	printf '$INCLUDE loop\n' >build/bad/loop
	printf 'a\000b' >build/bad/binary
	run $spfwiz tree --zone build/bad/line7 example.org
	[ "$status" = 2 ]
	[[ "$output" = *build/bad/line7:7* ]]
	run $spfwiz tree --zone build/bad/loop:example.org example.org
	[ "$status" = 2 ]
	[[ "$output" = *loop:1* ]]
	for file in build/bad/missing build/bad build/bad/binary; do
		run $spfwiz tree --zone $file:example.org example.org
		[ "$status" = 2 ]
		[[ "$output" = *"$file"* ]]
		clean
	done
}

@test "bad records: quotes and newlines, 100 kB, NULs" {
	run $spfwiz tree --no-dns --record '"v=spf1 mx"
"-all"'
	[ "$status" = 1 ]
	clean
	head -c 100000 /dev/zero | tr '\0' a | { run $spfwiz tree --no-dns --record -; [ "$status" = 2 ]; [[ "$output" = *"too large"* ]]; }
	printf 'v=spf1 \000\033[31m -all' >build/bad-record
	run $spfwiz tree --no-dns --record - <build/bad-record
	[ "$status" = 1 ]
	clean
}

@test "help, version, slips of the pen" {
	run $spfwiz --help
	[ "$status" = 0 ]
	for command in wizard check tree build emit; do
		run $spfwiz $command --help
		[ "$status" = 0 ]
		[[ "$output" = *"Exit status"* ]]
	done
	run $spfwiz --version
	[[ "$output" = "spfwiz "* ]]
	run $spfwiz chek --ip 192.0.2.1 example.org
	[ "$status" = 2 ]
	[[ "$output" = *'did you mean "check"'* ]]
}

@test "a reader that goes away is no failure" {
	run bash -c "$spfwiz --help | head -1; exit \${PIPESTATUS[0]}"
	[ "$status" = 0 ]
	run bash -c "$spfwiz tree $demo example.org >/dev/full"
	[ "$status" = 2 ]
	run bash -c "$spfwiz $demo example.org >/dev/full </dev/null"
	[ "$status" = 2 ]
	[[ "$output" = *"disk full"* ]]
}

@test "build: any option of zone lines asks for them" {
	for option in --as=bind --layout=line --owner=absolute --ttl=300 --comment=ours; do
		[[ "$($spfwiz build $demo $option --all=-all example.org 2>/dev/null)" = *'example.org. '*'IN TXT "v=spf1 mx '* ]] || { echo "$option"; false; }
	done
	[ "$($spfwiz build $demo --all=-all example.org 2>/dev/null | wc -l)" = 1 ]
}

@test "build: what is published and cannot be asked is not taken for nothing" {
	run $spfwiz build --mx example.org @127.0.0.1#1
	[ "$status" = 2 ]
	[[ "$output" = *"this question was not answered: example.org TXT: "* ]]
	run $spfwiz build --mx --no-dns example.org
	[ "$status" = 0 ]
}

@test "build: several records are said, and the first is where it starts" {
	printf '$ORIGIN example.org.\n@ 300 IN SOA ns h 1 2 3 4 5\n@ IN NS ns\n@ IN A 198.51.100.1\n@ IN TXT "v=spf1 a -all"\n@ IN TXT "v=spf1 mx -all"\n' >"$BATS_TEST_TMPDIR/zone"
	run $spfwiz build --zone "$BATS_TEST_TMPDIR/zone" --ip4 198.51.100.2 example.org
	[ "$status" = 0 ]
	[[ "$output" = *"example.org has 2 SPF records"* ]]
}

@test "a question that was not answered is named with the reason, by every command alike" {
	for command in lint emit explain build; do
		run $spfwiz $command @127.0.0.1#1 example.org
		[ "$status" = 2 ]
		[[ "$output" = *"example.org TXT: "* || "$output" = *"no DNS server could be reached"* ]] || { echo "$command: $output"; false; }
	done
	run $spfwiz explain $demo example.net
	[ "$status" = 2 ]
	[ "$output" = "spfwiz: this question was not answered: example.net TXT: not in the data at hand" ]
}

@test "no record, or several, is status bad in JSON and exit 1, with emit and with explain" {
	for command in emit explain; do
		run $spfwiz $command --json $demo branch.example.org
		[ "$status" = 1 ]
		[[ "$output" = *'"status":"bad"'* ]]
	done
}

@test "emit, build: options of zone lines are refused where there are none" {
	for command in emit build; do
		for to in --as=json --host=cloudflare; do
			run $spfwiz $command $demo $to --comment ours example.org
			[ "$status" = 2 ]
			[[ "$output" = *"are for zone lines"* ]]
		done
		run $spfwiz $command $demo --as nsd --comment ours example.org
		[ "$status" = 0 ]
		[[ "$output" = *"; ours"* ]]
	done
}

@test "build: records of other names are named where only the domain's is printed" {
	for to in "" --host=cloudflare --as=json; do
		run $spfwiz build $demo $to --helo-host mx1.example.org example.org
		[ "$status" = 0 ]
		[[ "$output" = *"to be published too: mx1.example.org TXT v=spf1 a -all"* ]] || { echo "$to: $output"; false; }
	done
	run $spfwiz build $demo --as bind --helo-host mx1.example.org example.org
	[[ "$output" != *"to be published too"* ]]
	[[ "$output" = *'mx1.example.org. IN TXT "v=spf1 a -all"'* ]]
}

@test "build: a hostile record never reaches the terminal" {
	for record in $'v=spf1 a:\e[31m -all' $'v=spf1 a:\x7f -all' $'v=spf1 a:\xff -all' $'v=spf1 a:\xe2\x80\xae.example -all'; do
		run $spfwiz build --no-dns --record "$record" --mx example.org
		! printf '%s' "$output" | LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177\377')]" || false
		[[ "$output" != *$'\xe2\x80\xae'* ]]
	done
}

@test "JSON is the same in every locale, with the A-labels of names" {
	zone="--zone data/demo/xn--fsqu00a.xn--0zwm56d.zone --zone $BATS_TEST_TMPDIR/zone"
	printf '$ORIGIN xn--fiqs8s.example.\n@ 300 IN SOA ns h 1 2 3 4 5\n@ IN NS ns\n@ IN TXT "v=spf1 a:xn--fiqs8s.xn--fiqs8s.example ?all"\nns A 192.0.2.1\n' >"$BATS_TEST_TMPDIR/zone"
	for command in "lint" "lint --format sarif" "lint --format sarif xn--fiqs8s.example" "lint --json xn--fiqs8s.example" "tree --json xn--fiqs8s.example" \
		"explain --json xn--fiqs8s.example" "emit --json xn--fiqs8s.example" "emit --json --host auto xn--fiqs8s.example" "build --json --as bind --mx xn--fiqs8s.example" \
		"check --json --ip 192.0.2.1 xn--fiqs8s.example"; do
		json=--json
		[[ "$command" = *--* ]] && json=
		# shellcheck disable=SC2086 # words on purpose
		run env LC_ALL=C $spfwiz $command $json $zone
		plain=$output
		# shellcheck disable=SC2086
		run env LC_ALL=C.UTF-8 $spfwiz $command $json $zone
		[ "$output" = "$plain" ] || { echo "$command: $output"; echo "$plain"; false; }
		[[ "$output" = *xn--fiqs8s* ]] || { echo "$command: $output"; false; }
	done
}

@test "emit --host auto: name servers of nobody known are said, and what to do, without a lecture on usage" {
	run $spfwiz emit $demo --host auto example.org
	[ "$status" = 2 ]
	[ "${#lines[@]}" = 1 ]
	[[ "$output" = *"of no DNS host that is known"*"--host NAME (spfwiz hosts lists them"*": ns1.example.org, ns2.example.org" ]]
	run $spfwiz build --no-dns --host auto --all=-all example.org
	[ "$status" = 2 ]
	[[ "$output" = *": none could be found" ]]
}

@test "a server that is none: the port and the name are told apart" {
	for server in @192.0.2.1#99999 @192.0.2.1#0 @192.0.2.1# @2001:db8::1#x; do
		run $spfwiz tree "$server" example.org
		[ "$status" = 2 ]
		[ "${lines[0]}" = "spfwiz: \"${server#@}\": the port of a server is a number from 1 to 65535" ]
	done
	for server in dns.example.net 192.0.2.300 '' '[2001:db8::1'; do
		run $spfwiz tree -s "$server" example.org
		[ "$status" = 2 ]
		[[ "${lines[0]}" = "spfwiz: \"$server\" is no server: name it by its IP address, as in @192.0.2.53 or "* ]]
	done
}

@test "check: an address without a domain behind its @ is that, with a DOMAIN and without" {
	for from in bob@ '<bob@>' @; do
		for domain in "" example.org; do
			# shellcheck disable=SC2086 # none or one
			run $spfwiz check $demo --ip 192.0.2.25 --from "$from" $domain
			[ "$status" = 2 ]
			[[ "${lines[0]}" = *"has no domain after its @"* ]]
		done
	done
	run $spfwiz check $demo --ip 192.0.2.25 --from '<>' example.org
	[ "$status" = 0 ]
}

@test "build: a record that leads to one of those published with it is SPF908, until that one is seen" {
	zone=$BATS_TEST_TMPDIR/zone
	printf '$ORIGIN example.org.\n@ 300 IN SOA ns h 1 2 3 4 5\n@ IN NS ns\nns A 192.0.2.1\nout A 192.0.2.2\n' >"$zone"
	for to in "" --as=bind --as=json --host=generic; do
		run $spfwiz build --zone "$zone" --include out.example.org --helo-host out.example.org $to example.org
		[[ "$output" = *"warning SPF908: example.org refers to out.example.org, which is published after it. "* ]] || { echo "$to: $output"; false; }
	done
	run $spfwiz build --zone "$zone" --include out.example.org --helo-host out.example.org --json example.org
	[[ "$output" = *'{"id":"SPF908","name":"publish-order","level":"warning","message":"example.org refers to '* ]]
	run $spfwiz build --zone "$zone" --a-host out.example.org --helo-host out.example.org example.org
	[[ "$output" != *SPF908* ]]
	printf 'out TXT "v=spf1 a -all"\n' >>"$zone"
	run $spfwiz build --zone "$zone" --include out.example.org --helo-host out.example.org example.org
	[[ "$output" != *SPF908* ]]
}
