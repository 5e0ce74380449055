#!/usr/bin/env bash
# A private PostgreSQL for tests, on a free port of the loopback, gone afterwards:
#   postgres-test.sh run COMMAND...   runs a command with TUPO_TEST_DATABASE_URL set
#   postgres-test.sh start            prints its URL and its folder
#   postgres-test.sh standby FOLDER   begins a streaming standby of it, and prints the standby's URL and its folder
#   postgres-test.sh promote FOLDER   makes a standby the server that takes writes
#   postgres-test.sh kill FOLDER      ends it at once, as a power cut does; serve FOLDER starts it again
#   postgres-test.sh crash FOLDER     ends it at once, as a power cut does, and starts it again
#   postgres-test.sh stop FOLDER      ends it and removes its folder
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  echo "PostgreSQL is missing: run deploy/prepare-tests.sh（请先安装 PostgreSQL）" >&2
  exit 1
fi

# The server refuses to run as root; Debian's package brings a user of its own.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

new_folder() {
  # In memory where there is room: the tests ask what is kept, not how fast the disk is. A benchmark names a folder.
  base=${TUPO_TEST_POSTGRES_BASE:-/tmp}
  [ -z "${TUPO_TEST_POSTGRES_BASE:-}" ] && [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)" -gt 2000000 ] 2>/dev/null && base=/dev/shm
  folder=$(as_server mktemp -d $base/tupo-postgres-XXXXXX)
  port=$(new_port)
}

new_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start() {
  new_folder
  as_server "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb" 2>&1 ||
    { cat "$folder/initdb" >&2; exit 1; }
  # fsync and synchronous_commit stay on: the services refuse to run without them.
  as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<END
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 1000
shared_buffers = 128MB
max_wal_size = 2GB
END
  serve "$folder"
  url=postgres://postgres@127.0.0.1:$port/postgres
}

standby() {
  primary=$(sed -n 's/^port = //p' "$1/data/postgresql.conf" | tail -n 1)
  new_folder
  as_server "$bin/pg_basebackup" -h 127.0.0.1 -p "$primary" -U postgres -D "$folder/data" -R -X stream -c fast
  as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<END
port = $port
unix_socket_directories = '$folder'
END
  serve "$folder"
  url=postgres://postgres@127.0.0.1:$port/postgres
}

serve() { as_server "$bin/pg_ctl" -D "$1/data" -l "$1/log" -w -t 60 start >/dev/null || { cat "$1/log" >&2; exit 1; }; }

kill_server() { as_server "$bin/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null; }

stop() {
  kill_server "$1" || true
  rm -rf "$1"
}

cd /tmp 2>/dev/null && here=$OLDPWD
case ${1:-} in
  start)
    start
    echo "$url $folder"
    ;;
  standby)
    standby "$2"
    echo "$url $folder"
    ;;
  promote) as_server "$bin/pg_ctl" -D "$2/data" -w -t 60 promote >/dev/null ;;
  kill) kill_server "$2" ;;
  serve) serve "$2" ;;
  crash) kill_server "$2" && serve "$2" ;;
  stop) stop "$2" ;;
  run)
    shift
    start
    trap 'stop "$folder"' EXIT
    cd "$here"
    TUPO_TEST_DATABASE_URL=$url "$@"
    ;;
  *)
    echo "usage: $0 run COMMAND... | start | standby FOLDER | promote|kill|serve|crash|stop FOLDER" >&2
    exit 2
    ;;
esac
