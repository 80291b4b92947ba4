#!/usr/bin/env bats
# help: what --help says of every command, and what is said of a command line that is not understood.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	spfwiz=build/spfwiz
	commands="wizard lint check tree build emit explain hosts services"
	export LC_ALL=C.UTF-8 NO_COLOR=1
}

@test "help: every command that --help lists is one, and each has its own page" {
	listed=$($spfwiz --help | sed -n '/^Without/q; s/^  \([a-z][a-z]*\)  *[a-zA-Z].*/\1/p' | tr '\n' ' ')
	[ "$listed" = "$commands " ]
	for command in $commands; do
		run $spfwiz "$command" --help
		[ "$status" = 0 ]
		[[ "${lines[0]}" = "Usage: spfwiz $command [OPTION...]"* ]]
		[[ "$output" = *"Examples:"*"  spfwiz "*"  spfwiz "*"Everywhere:"*"Exit status: 0 good"* ]]
	done
}

@test "help: no line is over 80 columns, none ends in a blank, no heading stands over nothing" {
	for command in "" $commands; do
		run $spfwiz $command --help
		[ "$status" = 0 ]
		[ -z "$(printf '%s\n' "$output" | grep -E '^.{81}')" ]
		[ -z "$(printf '%s\n' "$output" | grep -E '[[:blank:]]$')" ]
		[ -z "$(printf '%s\n' "$output" | awk '/:$/ { heading = $0; next } heading && !/^ / { print heading } { heading = "" }')" ]
	done
}

@test "help: names every option that a command takes, and no other" {
	everything=$(for command in $commands; do $spfwiz "$command" --help; done | sed -n 's/^  ....  *--\([a-z0-9-]*\).*/\1/p; s/^      --\([a-z0-9-]*\).*/\1/p; s/^  -., --\([a-z0-9-]*\).*/\1/p' | sort -u)
	[ "$(echo "$everything" | wc -l)" -ge 50 ]
	for command in $commands; do
		help=$($spfwiz "$command" --help)
		for option in $everything; do
			case $option in help | version) continue ;; esac
			# An option that is none of the command's is refused before anything else is looked at.
			run $spfwiz "$command" --"$option"=1 --version
			refused=no
			[[ "$output" = *"is no option of this command"* || "$output" = *"is an option of other commands"* ]] && refused=yes
			# A switch takes no value: give it none.
			[[ "$output" = *"takes no value"* ]] && { run $spfwiz "$command" --"$option" --version; [[ "$output" = *"option of"* ]] && refused=yes; }
			named=no
			printf '%s\n' "$help" | grep -qE -- "^  (-., |    )--$option( |\$)" && named=yes
			[ "$refused" != "$named" ] || { echo "$command --$option: refused $refused, named $named"; false; }
		done
	done
}

@test "help: the examples of --help are read without a fault" {
	for command in $commands; do
		$spfwiz "$command" --help | sed -n 's/^  \(spfwiz .*\)/\1/p' | while read -r example; do
			case $example in *FILE* | *FOLDER*) continue ;; esac
			# --version ends it once the options are read.
			eval "set -- ${example#spfwiz} --version"
			run $spfwiz "$@"
			[ "$status" = 0 ] || { echo "$example: $output"; exit 1; }
		done
	done
}

@test "help: a fault of the command line is said in words, with where help is" {
	run $spfwiz check
	[ "$status" = 2 ]
	[ "${lines[0]}" = "spfwiz: whose address? Add --ip ADDRESS" ]
	[ "${lines[1]}" = 'Try "spfwiz check --help".' ]
	run $spfwiz lnit example.org
	[ "$status" = 2 ]
	[ "${lines[0]}" = 'spfwiz: "lnit" is neither a command nor a domain name with a dot; did you mean "lint"?' ]
	[ "${lines[1]}" = 'Try "spfwiz --help".' ]
	run $spfwiz check --json
	[ "$status" = 2 ]
	[ "${#lines[@]}" = 1 ]
	[[ "$output" = *'"error":"whose address? Add --ip ADDRESS"'* ]]
}

@test "help: a record in the place of the domain, a command behind its options" {
	for command in "" lint "check --ip 192.0.2.1" tree build emit; do
		run $spfwiz $command --no-dns 'v=spf1 a -all' </dev/null
		[ "$status" = 2 ]
		[[ "$output" = *"--record 'v=spf1"* ]] || { echo "$command: $output"; false; }
	done
	run $spfwiz --no-dns lint --record 'v=spf1 -all'
	[ "$status" = 2 ]
	[ "${lines[0]}" = "spfwiz: the command comes first: spfwiz lint ..." ]
}
