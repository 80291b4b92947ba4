# shellcheck shell=sh
# lib.sh: name servers for tests. To be read in by a script (sh or bats) whose folder is the project's:
#
#	. tests/servers/lib.sh
#	trap stop_servers EXIT
#	port=$(free_port)
#	start_named example.org build/x/example.org.zone "$port"	# or start_nsd, start_knotd
#	dig -p "$port" @127.0.0.1 txt example.org
#	stop_servers
#
# start_X ZONE FILE PORT serves one zone on 127.0.0.1 and returns when it answers, or 1 with what the server said on stderr. Each
# server has a folder of its own under build/servers, runs as whoever runs the test, writes nowhere else, and takes no
# commands. stop_servers ends the servers that were started here, and no others, and returns when they are gone. Programs come from build/peers
# (tests/servers/unpack), else from the system.

server_peers=${server_peers:-$PWD/build/peers}
server_pids=
server_folders=

# server_find NAME: sets $server_path, and $server_libraries, where the libraries lie that were unpacked with it.
server_find() {
	server_path=
	for server_dir in "$server_peers/usr/sbin" "$server_peers/usr/bin" /usr/sbin /usr/bin /usr/local/sbin /usr/local/bin; do
		if [ -x "$server_dir/$1" ]; then
			server_path=$server_dir/$1
			break
		fi
	done
	if [ -z "$server_path" ]; then
		echo "$1: not found; run: sh tests/servers/unpack" >&2
		return 127
	fi
	server_libraries=${LD_LIBRARY_PATH:-}
	for server_dir in "$server_peers"/usr/lib/*/ "$server_peers"/lib/*/; do
		[ ! -d "$server_dir" ] || server_libraries=${server_dir%/}${server_libraries:+:}$server_libraries
	done
}

# server_program NAME ARGUMENT...: runs one of their tools (named-checkzone, knotd -V) to its end.
server_program() {
	server_find "$1" || return
	shift
	LD_LIBRARY_PATH=$server_libraries "$server_path" "$@"
}

# A port that is free for UDP and TCP on 127.0.0.1, and that no other test is given meanwhile.
free_port() {
	python3 tests/servers/client.py port
}

# server_folder NAME: makes build/servers/NAME.XXXXXX and sets $folder.
server_folder() {
	mkdir -p build/servers
	folder=$(mktemp -d "$PWD/build/servers/$1.XXXXXX") || return
	server_folders="$server_folders ${folder##*/}"
}

# server_start ZONE PORT PROGRAM ARGUMENT...: in the background, from $folder, and waits for its answer, a minute at most.
server_start() {
	server_zone=$1 server_port=$2 server_name=$3
	shift 3
	server_find "$server_name" || return
	# Descriptor 3 is bats' own: who keeps it open keeps bats waiting.
	(cd "$folder" && exec env LD_LIBRARY_PATH="$server_libraries" "$server_path" "$@") \
		>"$folder/log" 2>&1 3>&- </dev/null &
	server_pids="$server_pids $!"
	if ! python3 tests/servers/client.py wait "$server_port" "$server_zone" 60 $!; then
		echo "$server_name gives no answer on port $server_port:" >&2
		cat "$folder/log" >&2
		return 1
	fi
}

start_named() {
	server_folder named || return
	cat >"$folder/named.conf" <<-END
		options {
			directory "$folder";
			pid-file none;
			session-keyfile none;
			listen-on port $3 { 127.0.0.1; };
			listen-on-v6 { none; };
			recursion no;
			dnssec-validation no;
			empty-zones-enable no;
			notify no;
			allow-transfer { 127.0.0.1; };
			minimal-responses yes;
		};
		controls { };
		zone "$1" { type primary; file "$(server_file "$2")"; check-names ignore; };
	END
	server_start "$1" "$3" named -g -n 1 -X none -c "$folder/named.conf"
}

start_nsd() {
	server_folder nsd || return
	cat >"$folder/nsd.conf" <<-END
		server:
			ip-address: 127.0.0.1@$3
			server-count: 1
			username: ""
			chroot: ""
			zonesdir: "$folder"
			database: ""
			pidfile: ""
			xfrdfile: "$folder/xfrd.state"
			xfrdir: "$folder"
			zonelistfile: "$folder/zone.list"
			rrl-ratelimit: 0
			minimal-responses: yes
		remote-control:
			control-enable: no
		zone:
			name: "$1"
			zonefile: "$(server_file "$2")"
			provide-xfr: 127.0.0.1 NOKEY
	END
	server_start "$1" "$3" nsd -d -c "$folder/nsd.conf"
}

# A socket's path has 108 bytes at most, and knotd wants one: hence the way by the folder it runs in, however deep that lies.
start_knotd() {
	server_folder knot || return
	cat >"$folder/knot.conf" <<-END
		server:
		    listen: 127.0.0.1@$3
		    rundir: "$folder"
		    udp-workers: 1
		    tcp-workers: 1
		    background-workers: 1
		control:
		    listen: /proc/self/cwd/knot.sock
		log:
		  - target: stderr
		    any: info
		database:
		    storage: "$folder"
		    journal-db-max-size: 16M
		acl:
		  - id: transfer
		    address: 127.0.0.1
		    action: transfer
		zone:
		  - domain: "$1"
		    file: "$(server_file "$2")"
		    acl: transfer
		    zonefile-load: whole
		    journal-content: none
		    semantic-checks: off
	END
	server_start "$1" "$3" knotd -c "$folder/knot.conf"
}

# A file's path from the root, since servers run elsewhere.
server_file() {
	case $1 in
	/*) printf '%s' "$1" ;;
	*) printf '%s' "$PWD/$1" ;;
	esac
}

stop_servers() {
	for server_pid in $server_pids; do
		kill "$server_pid" 2>/dev/null || true
	done
	for server_pid in $server_pids; do
		wait "$server_pid" 2>/dev/null || true
	done
	for server_dir in $server_folders; do
		rm -rf "build/servers/$server_dir"
	done
	server_pids=''
	server_folders=''
}
