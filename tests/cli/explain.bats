#!/usr/bin/env bats
# explain: rules, words of SPF, terms and whole records, without DNS and with the demo zone.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=build/spfwiz
	demo="--zone data/demo/example.org.zone --zone data/demo/services.zone --zone data/demo/2.0.192.in-addr.arpa.zone"
	export LC_ALL=C.UTF-8 NO_COLOR=1
}

@test "explain: a rule by its id, number and name, in any case" {
	for word in SPF502 spf502 502 near-10 NEAR-10; do
		run $spfwiz explain "$word"
		[ "$status" = 0 ]
		[ "${lines[0]}" = "SPF502 near-10 (warning, RFC 7208 4.6.4)" ]
		[[ "$output" = *"What to do: "* ]]
	done
}

@test "explain: every rule of the table, by the id it says itself" {
	ids=$($spfwiz explain --json 502 | grep -c '"id":"SPF502"')
	[ "$ids" = 1 ]
	n=0
	for id in $(sed -n 's/^\.It Sy \(SPF[0-9]*\) .*/\1/p' doc/spfwiz-rules.7); do
		run $spfwiz explain "$id"
		[ "$status" = 0 ]
		[[ "${lines[0]}" = "$id "* ]]
		n=$((n + 1))
	done
	[ "$n" -ge 100 ]
}

@test "spfwiz-rules(7) is what the tables print (else: make manual)" {
	build/tools/rules_manual | cmp - doc/spfwiz-rules.7
}

@test "explain: every mechanism, modifier, qualifier, macro and result" {
	for word in all include a mx ptr ip4 ip6 exists redirect exp + '?' '~' '%{i}' '%{d}' i d '%{ir}' s l o p v h c r t %% none neutral pass \
	    fail softfail temperror permerror include: redirect= INCLUDE v=spf1; do
		run $spfwiz explain "$word"
		[ "$status" = 0 ] || { echo "$word"; false; }
		[[ "${lines[0]}" = *" RFC 7208 "* || "$word" = v=spf1 ]]
	done
	run $spfwiz explain -- -
	[ "${lines[0]}" = "- (qualifier, RFC 7208 4.6.2)" ]
}

@test "explain: a word that is a rule too has both" {
	run $spfwiz explain ptr
	[[ "$output" = "ptr (mechanism"*"SPF705 ptr ("* ]]
}

@test "explain: paragraphs fit 78 cells" {
	run $spfwiz explain redirect
	for line in "${lines[@]}"; do [ "${#line}" -le 78 ]; done
}

@test "explain: a record in sentences, without DNS" {
	run $spfwiz explain 'v=spf1 a mx include:_spf.mailer.example ?ptr ~all'
	[ "$status" = 0 ]
	[ "${lines[0]}" = "Mail from the domain's own addresses passes." ]
	[ "${lines[1]}" = "Mail from the domain's mail servers (MX) passes." ]
	[ "${lines[2]}" = "Mail from whoever passes the SPF record of _spf.mailer.example passes." ]
	[ "${lines[3]}" = "Of the rest, nothing is said of mail from hosts named under the domain by reverse DNS (neutral)." ]
	[ "${lines[4]}" = "Everything else is suspicious: take it, but mark it (softfail)." ]
}

@test "explain: the order counts: dead terms, an ignored redirect, no all" {
	run $spfwiz explain 'v=spf1 -all mx redirect=example.net'
	[ "${lines[0]}" = "All mail is to be refused: the domain sends none (fail)." ]
	[ "${lines[1]}" = '"mx" is never looked at: it stands behind all.' ]
	[ "${lines[2]}" = '"redirect=example.net" is ignored: the record has an all.' ]
	run $spfwiz explain 'v=spf1 mx'
	[ "${lines[1]}" = "Of everything else nothing is said (neutral): the record has no all." ]
}

@test "explain: a broken term is said to be one, exit 1" {
	run $spfwiz explain 'v=spf1 prt -all'
	[ "$status" = 1 ]
	[[ "${lines[0]}" = "Receivers answer permerror to all mail"* ]]
	[[ "${lines[1]}" = *'"prt" is not valid SPF'*"SPF213 misspelt-mechanism"* ]]
}

@test "explain: a record with a domain: the addresses it stands for" {
	run $spfwiz explain $demo 'v=spf1 mx a:old-relay.example.org -all' example.org
	[ "$status" = 0 ]
	[[ "${lines[0]}" = "Mail from 192.0.2.25, "*"(the domain's mail servers (MX)) passes." ]]
	[[ "${lines[1]}" = *"old-relay.example.org (DNS has none now) passes." ]]
}

@test "explain: a record that gives permerror begins with that: who gets it, and why; exit 1" {
	run $spfwiz explain $demo 'v=spf1 mx include:none.example.org -all' example.org
	[ "$status" = 1 ]
	[[ "${lines[0]}" = 'Receivers answer permerror to all mail that nothing before "include:none.example.org" matches: '*"(RFC 7208 5.2)." ]]
	[[ "${lines[1]}" = "Mail from 192.0.2.25, "*" passes." ]]
	[[ "${lines[2]}" = 'The check ends at "include:none.example.org" with permerror '* ]]
	[ "${lines[3]}" = 'Nobody comes to "-all": the check has ended with an error before it.' ]
	run $spfwiz explain --json $demo 'v=spf1 mx include:none.example.org -all' example.org
	[ "$status" = 1 ]
	[[ "$output" = *'"sentences":[{"term":null,"text":"Receivers answer permerror to all mail that '* ]]
}

@test "explain: what was not asked is not what did not answer" {
	run $spfwiz explain --zone data/demo/example.org.zone 'v=spf1 include:%{d}.spf.elsewhere.example ~all' example.org
	[ "$status" = 0 ]
	[ "${lines[0]}" = "Mail from whoever passes the SPF record of example.org.spf.elsewhere.example (not asked: it is not in the data at hand) passes." ]
}

@test "explain: without a domain too, who is left for a term" {
	run $spfwiz explain 'v=spf1 ip4:203.0.113.0/24 -ip4:203.0.113.5 -all'
	[ "$status" = 0 ]
	[[ "${lines[1]}" = '"-ip4:203.0.113.5" decides nothing: '*"(SPF803 "* ]]
}

@test "explain: the modifiers of RFC 6652, and one that nobody registered" {
	for word in ra rp= RR; do
		run $spfwiz explain "$word"
		[ "$status" = 0 ]
		[[ "${lines[0]}" = *"(modifier, RFC 6652 3)" ]]
	done
	run $spfwiz explain op=x
	[[ "$output" = *'"op=" is a modifier that RFC 7208 does not define'* ]]
}

@test "explain --json: a rule's message has words, no marks of a template" {
	run $spfwiz explain --json SPF502
	[[ "$output" = *'"message":"X of the 10 lookups are taken: little can be added"'* ]]
}

@test "explain: the record of a domain, as it is published" {
	run $spfwiz explain $demo example.org
	[ "$status" = 0 ]
	[[ "${lines[0]}" = "Mail from 192.0.2.25"* ]]
	run $spfwiz explain $demo nosuch.example.org
	[ "$status" = 1 ]
}

@test "explain: one term, and what its word means" {
	run $spfwiz explain 'ip4:192.0.2.0/24'
	[ "$status" = 0 ]
	[ "${lines[0]}" = "Mail from 192.0.2.0/24 (192.0.2.0 to 192.0.2.255) passes." ]
	[[ "$output" = *"ip4 (mechanism, RFC 7208 5.6)"* ]]
}

@test "explain: a paste is read as the record in it" {
	run $spfwiz explain 'example.org. 3600 IN TXT "v=spf1 mx " "-all"'
	[ "${lines[1]}" = "Everything else is to be refused (fail)." ]
}

@test "explain: an unknown word, did you mean, exit 2" {
	run $spfwiz explain includ
	[ "$status" = 2 ]
	[[ "${lines[0]}" = *'did you mean "include"?' ]]
	run $spfwiz explain SPF999
	[ "$status" = 2 ]
	run $spfwiz explain "$(printf 'a\033[31m\001b')"
	[ "$status" = 2 ]
	! printf '%s' "$output" | LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177')]" || false
}

@test "explain --json: one object, keys pinned" {
	run $spfwiz explain --json ptr
	[ "$status" = 0 ]
	[[ "$output" = '{"schema":"spfwiz/explain/1","domain":null,"source":null,"status":"ok","error":null,"rule":{"id":"SPF705","name":"ptr","level":'* ]]
	[[ "$output" = *'"topic":{"name":"ptr","kind":"mechanism","rfc":"5.5","what":'*'"record":null,"sentences":[]}' ]]
	run $spfwiz explain --json 'v=spf1 -all'
	[[ "$output" = *'"rule":null,"topic":null,"record":"v=spf1 -all","sentences":[{"term":"-all","text":"All mail is to be refused: the domain sends none (fail)."}]}' ]]
	run $spfwiz explain --json nosuchword
	[ "$status" = 2 ]
	[[ "$output" = *'"status":"failed","error":"'* ]]
}

@test "explain: without a word it lists what it explains, and explains each of them" {
	run $spfwiz explain
	[ "$status" = 0 ]
	[ "${#lines[@]}" -ge 150 ]
	[ -z "$(printf '%s\n' "$output" | grep -E '^.{81}')" ]
	[ "$($spfwiz explain --json | grep -o '"id":"SPF[0-9]*","name"' | wc -l)" = "$(printf '%s\n' "$output" | grep -c '^SPF')" ]
	[[ "$($spfwiz explain --json)" = *'{"id":"SPF502","name":"near-10","level":"warning",'* ]]
	$spfwiz explain | while read -r word rest; do
		$spfwiz explain -- "$word" >/dev/null || { echo "$word"; exit 1; }
	done
}

@test "explain: a term that is not valid says what is wrong, and what its word means; exit 1" {
	run $spfwiz explain ip4:300.1.1.1
	[ "$status" = 1 ]
	[[ "${lines[0]}" = '"ip4:300.1.1.1" is not valid SPF'*"SPF309"* ]]
	[[ "$output" = *"ip4 (mechanism, RFC 7208 5.6)"* ]]
	run $spfwiz explain foo:300.1.1.1
	[ "$status" = 2 ]
	run $spfwiz explain -all
	[ "$status" = 2 ]
	[[ "${lines[0]}" = *"spfwiz explain -- -all" ]]
}

@test "explain: two words are one too many" {
	run $spfwiz explain a mx
	[ "$status" = 2 ]
	[[ "${lines[0]}" = *"one rule, word or record at a time"* ]]
}

@test "explain: a name that cannot exist is said, and who refuses for it" {
	for term in include:foo..bar redirect=a..b; do
		run $spfwiz explain "$term"
		[ "$status" = 1 ]
		[[ "${lines[0]}" = *" is not a valid domain name, so that receivers answer permerror (SPF307 "* ]]
	done
	run $spfwiz explain a:.com
	[ "$status" = 0 ]
	[[ "${lines[0]}" = ".com is not a valid domain name, so that nobody matches (SPF307 "* ]]
	# What hangs on the message may be one.
	run $spfwiz explain 'exists:%{i}.x.example'
	[ "$status" = 0 ]
	[[ "$output" != *"not a valid"* ]]
	# Behind all nobody looks.
	run $spfwiz explain 'v=spf1 -all include:foo..bar'
	[ "$status" = 0 ]
}
