#!/usr/bin/env bats
# The catalogue: services, hosts, files of one's own, and what emit writes for hosts and in other formats, read back.
# shellcheck disable=SC2317
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=$PWD/build/spfwiz
	demo="--zone data/demo/example.org.zone --zone data/demo/services.zone --zone data/demo/xn--fsqu00a.xn--0zwm56d.zone"
	export LC_ALL=C.UTF-8 NO_COLOR=1 XDG_DATA_HOME=$BATS_TEST_TMPDIR/none HOME=$BATS_TEST_TMPDIR
	unset XDG_DATA_DIRS
	long='v=spf1'
	for i in $(seq 1 40); do
		long="$long ip4:192.0.2.$i"
	done
	long="$long exists:%{i}._in.crm.example ~all"
}
service() {	# service ID NAME REST...
	printf 'service "%s" {\n\tname = "%s"\n\twhere = "apex"\n\tflatten = true\n\tsource = "me"\n\tdate = "2026-11"\n\tconfidence = "sure"\n' "$1" "$2"
	shift 2
	printf '\t%s\n' "$@"
	printf '}\n'
}

@test "services: by a word in any case, by Chinese, by include" {
	run $spfwiz services GOOGLE work
	[ "$status" = 0 ]
	[[ "$output" = "Google Workspace  apex "* && "$output" = *"include:_spf.google.com"* && "$output" = *"Source: "* ]]
	run $spfwiz services 网易
	[[ "$output" = "NetEase enterprise mail  apex "*"include:spf.163.com"* ]]
	run $spfwiz services spf.qiye.aliyun.com
	[[ "$output" = "Alibaba Mail "* ]]
	run $spfwiz services
	[ "$status" = 0 ]
	[ "${#lines[@]}" -ge 85 ]
}

@test "services: nothing found is exit 1, said on standard error" {
	run --separate-stderr $spfwiz services no such thing
	[ "$status" = 1 ]
	[ -z "$output" ]
	[ "$stderr" = 'spfwiz: nothing is known by "no such thing"; spfwiz services lists all' ]
	run $spfwiz services $'\x1b[31m\xff'
	[ "$output" = 'spfwiz: nothing is known by "\027[31m\255"; spfwiz services lists all' ]
	run $spfwiz services --json nothing
	[ "$status" = 1 ]
	[ "$(jq -r '.schema, .status, (.services | length)' <<<"$output" | xargs)" = "spfwiz/services/1 bad 0" ]
}

@test "services and hosts: JSON has every entry with its source" {
	run $spfwiz services --json
	[ "$(jq '[.services[] | select(.fact.source and .fact.date and .fact.confidence)] | length' <<<"$output")" = "$(jq '.services | length' <<<"$output")" ]
	run $spfwiz hosts --json
	[ "$(jq '.hosts | length' <<<"$output")" = "$(ls data/hosts | wc -l)" ]
	[ "$(jq -r '.hosts[] | select(.id == "godaddy").limit' <<<"$output")" = 512 ]
}

@test "a C locale gets ASCII alone" {
	LC_ALL=C run $spfwiz services 网易
	! LC_ALL=C grep -q '[^ -~]' <<<"$output" || false
	LC_ALL=C run $spfwiz emit $demo --host alibaba-cloud example.org
	! LC_ALL=C grep -q '[^ -~]' <<<"$output" || false
	[[ "$output" = *"Name   @"* ]]
}

@test "one's own files add and override, the nearest one last" {
	mkdir -p "$BATS_TEST_TMPDIR"/{dir,home,far,near}/spfwiz "$BATS_TEST_TMPDIR/dir"
	service mine "Mine far" >"$BATS_TEST_TMPDIR/far/spfwiz/services.conf"
	service mine "Mine near" >"$BATS_TEST_TMPDIR/near/spfwiz/services.conf"
	export XDG_DATA_DIRS=$BATS_TEST_TMPDIR/near:relative:$BATS_TEST_TMPDIR/far
	run $spfwiz services mine
	[[ "$output" = "Mine near "* ]]
	service mine "Mine home" >"$BATS_TEST_TMPDIR/home/spfwiz/services.conf"
	XDG_DATA_HOME=$BATS_TEST_TMPDIR/home run $spfwiz services mine
	[[ "$output" = "Mine home "* ]]
	service mine "Mine named" >"$BATS_TEST_TMPDIR/dir/services.conf"
	service google-workspace "Google of mine" 'include = {"mine.example"}' >>"$BATS_TEST_TMPDIR/dir/services.conf"
	XDG_DATA_HOME=$BATS_TEST_TMPDIR/home run $spfwiz services --data "$BATS_TEST_TMPDIR/dir" mine
	[[ "$output" = *"Mine named "* && "$output" = *"Google of mine"* && "$output" != *"Mine home"* ]]
	mkdir "$BATS_TEST_TMPDIR/dir/hosts"
	sed 's/"godaddy"/"mine"/; s/limit = 512/limit = 9/; s/"GoDaddy"/"My panel"/; /ns =/d' data/hosts/godaddy.conf >"$BATS_TEST_TMPDIR/dir/hosts/mine.conf"
	run $spfwiz emit --data "$BATS_TEST_TMPDIR/dir" $demo --host mine example.org
	[ "$status" = 1 ]
	[[ "$output" = *"My panel takes 9 at most [SPF905 host-length-limit]"* ]]
}

@test "a broken file is said with its line, and the rest works" {
	mkdir -p "$BATS_TEST_TMPDIR/dir/hosts"
	{ service before Before; printf 'service "broken" {\n\tname = "x\n}\n'; } >"$BATS_TEST_TMPDIR/dir/services.conf"
	printf 'nonsense\n' >"$BATS_TEST_TMPDIR/dir/hosts/a.conf"
	printf 'host "x" {\0}\n' >"$BATS_TEST_TMPDIR/dir/hosts/b.conf"
	ln -s nowhere "$BATS_TEST_TMPDIR/dir/hosts/c.conf"
	run --separate-stderr $spfwiz services --data "$BATS_TEST_TMPDIR/dir" before
	[ "$status" = 0 ]
	[[ "$output" = "Before "* ]]
	[[ "$stderr" = "spfwiz: $BATS_TEST_TMPDIR/dir/services.conf:11: "*"quotation mark"* ]]
	run --separate-stderr $spfwiz hosts --data "$BATS_TEST_TMPDIR/dir" godaddy
	[ "$status" = 0 ]
	[[ "$output" = "godaddy "* ]]
	[[ "$stderr" = *"hosts/a.conf:1: "*"hosts/b.conf:1: "*"hosts/c.conf: "* ]]
	run $spfwiz services --data "$BATS_TEST_TMPDIR" google
	[[ "$output" = *"--data names a folder"*"Google Workspace"* ]]
}

@test "installed, the program finds its data, and its own files come first" {
	make -s install DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr >/dev/null
	run "$BATS_TEST_TMPDIR/root/usr/bin/spfwiz" services google
	[ "$status" = 0 ]
	[[ "$output" = "Google Workspace "* ]]
}

@test "a large file is refused or read at once" {
	mkdir -p "$BATS_TEST_TMPDIR/dir"
	python3 -c 'print("service a { name = x }\n" * 60000)' >"$BATS_TEST_TMPDIR/dir/services.conf"
	run timeout 5 $spfwiz services --data "$BATS_TEST_TMPDIR/dir" google
	[ "$status" = 0 ]
	[[ "$output" = *"services.conf: "*"Google Workspace"* ]]
	head -c 1000000 "$BATS_TEST_TMPDIR/dir/services.conf" >"$BATS_TEST_TMPDIR/dir/cut"
	mv "$BATS_TEST_TMPDIR/dir/cut" "$BATS_TEST_TMPDIR/dir/services.conf"
	run timeout 5 $spfwiz services --data "$BATS_TEST_TMPDIR/dir" google
	[ "$status" = 0 ]
	[[ "$output" = *"services.conf:1: "*"Google Workspace"* ]]
}

@test "lint reads the services: old and wrong names, what does nothing, what is not there" {
	run $spfwiz lint $demo --record 'v=spf1 include:spf.google.com include:sendgrid.net include:amazonses.com -all' --select 7xx example.org
	[[ "$output" = *"include:spf.google.com"*"SPF711"* && "$output" = *"include:sendgrid.net"*"SPF710"* ]]
	[[ "$output" = *"include:amazonses.com: Amazon SES"*"SPF710"* ]]	# the head of a zone
	run $spfwiz lint $demo --record 'v=spf1 include:amazonses.com -all' --select SPF710 bounce.example.org
	[[ "$output" != *SPF710* ]]
	run $spfwiz lint --no-dns --host godaddy --record "$long" --select SPF905
	[[ "$output" = *"GoDaddy takes 512 at most"* ]]
	[ "$status" = 1 ]
}

@test "plain questions: a word finds services, a number adds one, a wrong name gives way" {
	run $spfwiz wizard --plain $demo example.org <<<$'\n\n\n\n\n\n\n\n\nexmail\n1\nspf.fastmail.com\n'
	[ "$status" = 0 ]
	[[ "$output" = *"1. Tencent Exmail, include:spf.mail.qq.com"* ]]
	[[ "$output" = *"spf.messagingengine.com was taken"* ]]
	[[ "$output" = *"include:spf.messagingengine.com ?all"* ]]
}

@test "plain questions: what to type at a DNS host" {
	run $spfwiz wizard --plain $demo 例子.测试 <<<$'\n\n\n\n\n\n\n\n\n\n\n\n4\n阿里\n6\n'
	[[ "$output" = *"主机记录  @"* ]]
}

@test "emit --host: by id, by words, by the name servers" {
	run $spfwiz emit $demo --host aliyun example.org
	[ "$status" = 0 ]
	[[ "$output" = "Alibaba Cloud DNS"*"记录值    v=spf1 mx "* ]]
	run $spfwiz emit $demo --host windows example.org
	[[ "$output" = *"dnscmd /RecordAdd example.org @"*"Add-DnsServerResourceRecord "* ]]
	run $spfwiz emit $demo --host dns example.org
	[ "$status" = 2 ]
	[[ "$output" = *"--host dns: which of "* ]]
	run $spfwiz emit $demo --host nonsense example.org
	[ "$status" = 2 ]
	run $spfwiz emit $demo --host auto example.org
	[ "$status" = 2 ]
	[[ "$output" = *"name servers are of no DNS host that is known"*": ns1.example.org, ns2.example.org"* ]]
	printf '$ORIGIN example.net.\n$TTL 60\n@ SOA a b 1 2 3 4 5\n@ NS ns-1.awsdns-02.co.uk.\n@ TXT "v=spf1 -all"\n' >"$BATS_TEST_TMPDIR/z"
	run $spfwiz emit --zone "$BATS_TEST_TMPDIR/z" --host auto example.net
	[ "$status" = 0 ]
	[[ "$output" = "Amazon Route 53"* ]]
	run $spfwiz emit $demo --host bind --as json example.org
	[ "$status" = 2 ]
	run $spfwiz emit --record 'v=spf1 -all' --host bind
	[ "$status" = 2 ]
}

@test "emit --host --json: fields, size and limit" {
	run $spfwiz emit $demo --json --host godaddy example.org
	[ "$(jq -r '.host, .over, .limit, (.fields[] | select(.field == "name").text)' <<<"$output" | xargs)" = "godaddy false 512 @" ]
	[ "$(jq -r '.fields[] | select(.field == "value").text' <<<"$output")" = "$(jq -r .record <<<"$output")" ]
	run $spfwiz emit $demo --json --host godaddy --record "$long" example.org
	[ "$status" = 1 ]
	[ "$(jq -r '.over, .status' <<<"$output" | xargs)" = "true bad" ]
}

@test "emit --host says what is published now, by which it is found" {
	run $spfwiz emit $demo --host gandi --record 'v=spf1 -all' example.org
	[[ "$output" = *"Published now: v=spf1 mx a:old-relay.example.org include:_spf.mailer.example include:spf.crm.example ?all" ]]
	run $spfwiz emit $demo --host gandi example.org
	[[ "$output" = *"Published now: this very record." ]]
	run $spfwiz emit $demo --host gandi --record 'v=spf1 -all' www.example.org
	[[ "$output" = *"The name is an alias (CNAME): "* && "$output" != *"Published now"* ]]
	run $spfwiz emit $demo --host gandi --record 'v=spf1 -all' mx1.example.org
	[[ "$output" = *"Published now: no SPF record." ]]
	run $spfwiz emit --no-dns --host gandi --record 'v=spf1 -all' example.org
	[[ "$output" != *"Published now"* ]]
	printf '$ORIGIN example.net.\n$TTL 60\n@ SOA a b 1 2 3 4 5\n@ NS a\n@ TXT "v=spf1 \\010\\027[31m"\n' >"$BATS_TEST_TMPDIR/z"
	run $spfwiz emit --zone "$BATS_TEST_TMPDIR/z" --host gandi --record 'v=spf1 -all' example.net
	[[ "$output" = *'Published now: v=spf1 \010\027[31m' ]]
}

@test "emit --host: a subdomain whose zone is not known is never a bare @" {
	for host in godaddy gandi linode namecheap generic; do
		run --separate-stderr $spfwiz emit --no-dns --host $host --record 'v=spf1 -all' mail.example.org
		[[ "$output" = *"(it depends on the zone)"*"mail  where the zone is example.org"*"where mail.example.org is a zone of its own"* ]]
		[[ "$stderr" = *"the name field depends on it"* ]]
		run --separate-stderr $spfwiz emit --json --no-dns --host $host --record 'v=spf1 -all' mail.example.org
		[ "$(jq -r '[.names[].zone] | join(" ")' <<<"$output")" = 'example.org mail.example.org' ]
		[ "$(jq '.fields[] | select(.field == "name").text' <<<"$output")" = null ]
	done
	run --separate-stderr $spfwiz emit --no-dns --host cpanel --record 'v=spf1 -all' mail.example.org
	[[ "$output" = *"mail.example.org."* && "$output" != *"depends"* ]]
}

@test "emit --host: a TTL that the host does not take is moved, and that is said" {
	run $spfwiz emit --no-dns --host cloudflare --ttl 30 --record 'v=spf1 -all' example.org
	[[ "$output" = *"TTL      60"*"a TTL of 30: 60 is the next"*'"ttl": 60}'* ]]
	run $spfwiz emit --no-dns --host linode --ttl 1000 --record 'v=spf1 -all' example.org
	[[ "$output" = *"a TTL of 1000: 3600 is the next"* ]]
}

@test "emit --host windows-dns: no line of a long value begins or ends in a blank" {
	$spfwiz emit --no-dns --host windows-dns --record "$long" example.org | sed -n '/^  Text  /,/^  TTL/p' | grep -v '^  TTL' | sed 's/^  Text  *//; s/^ \{15\}//' >"$BATS_TEST_TMPDIR/lines"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/lines")" -gt 1 ]
	! grep -q '^ \| $' "$BATS_TEST_TMPDIR/lines" || false
	[ "$(tr -d '\n' <"$BATS_TEST_TMPDIR/lines")" = "$long" ]
}

@test "build goes to a host or a format as emit does" {
	run --separate-stderr $spfwiz build $demo --host godaddy --ip4 198.51.100.9 example.org
	[[ "$output" = "GoDaddy"*"ip4:198.51.100.9"* ]]
	run --separate-stderr $spfwiz build $demo --as octodns --none example.org
	[ "$status" = 0 ]
	[[ "$output" = *'- "v=spf1 -all"'*'- "mailer-verification=3f1c9b5e"'* ]]
}

@test "formats that write a whole set keep the other TXT records, or say that they are not known" {
	for format in route53 terraform octodns powerdns; do
		run --separate-stderr $spfwiz emit $demo --as $format example.org
		[ "$status" = 0 ]
		[[ "$output" = *mailer-verification=3f1c9b5e* ]]
		[ -z "$stderr" ]
		run --separate-stderr $spfwiz emit --no-dns --record 'v=spf1 -all' --as $format example.org
		[[ "$stderr" = *"its others are not known"* ]]
	done
}

@test "every sentence of the data files gets into the message catalogue" {
	awk -f src/catalogue/words.awk data/services.conf data/hosts/*.conf >"$BATS_TEST_TMPDIR/words.c"
	xgettext --keyword=N_ --from-code=UTF-8 -o "$BATS_TEST_TMPDIR/words.pot" "$BATS_TEST_TMPDIR/words.c"
	grep -q '^#: data/hosts/alibaba-cloud.conf:' "$BATS_TEST_TMPDIR/words.pot"
	msgs=$(msgattrib --no-wrap "$BATS_TEST_TMPDIR/words.pot" | grep -c '^msgid "..*"$')
	json=$({ $spfwiz services --json | jq -r '.services[].note'; $spfwiz hosts --json | jq -r '.hosts[] | .note, .existing'; } | grep -v '^$' | sort -u | wc -l)
	[ "$msgs" = "$json" ]
}

@test "golden: every host and every format" {
	run sh tests/cases/golden_emit check "$spfwiz"
	echo "$output"
	[ "$status" = 0 ]
}

@test "every format is read back to the same bytes" {
	python3 -c 'import yaml' || skip "python3-yaml is not installed"
	for record in 'v=spf1 -all' 'v=spf1 a:x.example exists:%{i}.x.example exp=%{d}.e.example ~all' "$long" \
	    'v=spf1 x=a;b;c y=$HOME z=`id` w='\''q'\'' v=|#~ -all'; do
		for format in json route53 cloudflare terraform dnscontrol octodns tinydns maradns dnscmd powershell; do
			[ "$format" != powershell ] || [ "${#record}" -le 254 ] || continue
			$spfwiz emit $demo --as $format --record "$record" example.org >"$BATS_TEST_TMPDIR/out" 2>/dev/null || [ $? = 1 ]
			printf %s "$record" >"$BATS_TEST_TMPDIR/want"
			python3 tests/cases/read_emit.py $format <"$BATS_TEST_TMPDIR/out" >"$BATS_TEST_TMPDIR/got"
			cmp "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got" || { echo "$format"; cat "$BATS_TEST_TMPDIR/out"; return 1; }
		done
	done
}

@test "jq reads the formats that are JSON" {
	for format in json route53 cloudflare; do
		$spfwiz emit $demo --as $format --record "$long" example.org | jq -e . >/dev/null
	done
}

@test "pdnsutil takes the command, and holds the same bytes" {
	. tests/servers/lib.sh
	sh tests/servers/unpack || skip "no PowerDNS to be had"
	server_find pdnsutil
	libraries=$(dirname "$(find "$server_peers" /usr/lib -name libgsqlite3backend.so 2>/dev/null | head -n 1)")
	schema=$(find "$server_peers" /usr/share -name schema.sqlite3.sql 2>/dev/null | head -n 1)
	python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())' "$BATS_TEST_TMPDIR/db" "$schema"
	printf 'module-dir=%s\nlaunch=gsqlite3\ngsqlite3-database=%s\n' "$libraries" "$BATS_TEST_TMPDIR/db" >"$BATS_TEST_TMPDIR/pdns.conf"
	pdnsutil() { server_program pdnsutil --config-dir="$BATS_TEST_TMPDIR" "$@"; }
	pdnsutil create-zone example.org ns1.example.org
	for record in 'v=spf1 -all' "$long" 'v=spf1 x="a\b" y=$HOME z=`id` w='\''q'\'' -all'; do
		eval "$($spfwiz emit $demo --as powerdns --record "$record" example.org 2>/dev/null)"
		python3 - "$BATS_TEST_TMPDIR/db" "$record" <<-'PY'
			import re, sqlite3, sys
			rows = [r[0] for r in sqlite3.connect(sys.argv[1]).execute("select content from records where type = 'TXT'")]
			joined = ["".join(re.sub(r"\\(.)", r"\1", s) for s in re.findall(r'"((?:[^"\\]|\\.)*)"', r)) for r in rows]
			assert sorted(joined) == sorted([sys.argv[2], "mailer-verification=3f1c9b5e"]), joined
		PY
	done
	run pdnsutil check-zone example.org
	[[ "$output" = *" 0 errors"* ]]
}

@test "a pipe among the data files is refused, not waited for" {
	mkdir -p "$BATS_TEST_TMPDIR/data/hosts"
	mkfifo "$BATS_TEST_TMPDIR/data/hosts/pipe.conf"
	run timeout 10 build/spfwiz hosts --data "$BATS_TEST_TMPDIR/data" cloudflare
	[ "$status" = 0 ]
	[[ "$output" = *"pipe.conf: not an ordinary file"* ]]
}

@test "emit: the SPF record that is published is deleted first, or named as what has to go" {
	printf '%s\n' '$ORIGIN example.org.' '$TTL 60' '@ IN SOA ns hostmaster 1 2 3 4 5' '@ IN TXT "v=spf1 a -all"' '@ IN TXT "keep=me"' >"$BATS_TEST_TMPDIR/old.zone"
	for format in dnscmd powershell cloudflare dnscontrol tinydns maradns; do
		run --separate-stderr $spfwiz emit --as $format --zone "$BATS_TEST_TMPDIR/old.zone" --record 'v=spf1 mx -all' example.org
		[ "$status" = 0 ]
		[[ $stderr == *'old SPF record'*': v=spf1 a -all'* ]]
		[ $format = cloudflare ] || [[ ${lines[0]} == *'v=spf1 a -all'* ]]
		[[ $output != *keep=me* ]]
		# What stands there as it is has not to go.
		run --separate-stderr $spfwiz emit --as $format --zone "$BATS_TEST_TMPDIR/old.zone" --record 'v=spf1 a -all' example.org
		[[ $stderr$output != *'old SPF record'* ]]
		run --separate-stderr $spfwiz emit --as $format --no-dns --record 'v=spf1 mx -all' example.org
		[[ $stderr == *'already is not known'* ]]
	done
	run --separate-stderr $spfwiz emit --json --as cloudflare --zone "$BATS_TEST_TMPDIR/old.zone" --record 'v=spf1 mx -all' example.org
	[ "$(jq -r '.old[]' <<<"$output")" = 'v=spf1 a -all' ]
}

@test "data files: a bad entry is told by its line, and the others are taken" {
	mkdir -p "$BATS_TEST_TMPDIR/spfwiz"
	printf '%s\n' 'service "one" {' ' nme = x' '}' 'service "three" {' ' name = "open' '}' 'service "ours" {' ' name = "Ours"' ' include = {"spf.ours.example"}' ' where = "apex"' \
	    ' source = "x"' ' date = "2026-11"' ' confidence = "sure"' '}' 'service "four" {' ' name = "Four"' >"$BATS_TEST_TMPDIR/spfwiz/services.conf"
	XDG_DATA_HOME=$BATS_TEST_TMPDIR run --separate-stderr $spfwiz services ours
	[[ "$output" = *spf.ours.example* ]]
	for line in 2 5 15; do
		[[ "$stderr" = *"services.conf:$line: "* ]]
	done
}
