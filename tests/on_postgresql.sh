#!/bin/sh
# Runs a command beside a PostgreSQL of its own, whose address is in TEST_DATABASE_URL: `sh tests/on_postgresql.sh COMMAND…`
# Installs Debian's package where that is missing and allowed. Data and socket lie in a temporary folder; server and folder are
# gone when the command has ended, however it did.
set -eu

find_initdb() {
    command -v initdb || find /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1
}

if [ -z "$(find_initdb)" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "数据库的测试缺少：postgresql。在 Debian 上：sudo apt-get install postgresql" >&2
        exit 1
    fi
    echo "==> 安装数据库测试所需的系统包：postgresql"
    apt-get update
    # Installed, not started: the server below is another.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install --yes --no-install-recommends postgresql
fi
programs=$(dirname "$(find_initdb)")
folder=$(mktemp -d /tmp/postgresql-XXXXXX)

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then (cd "$folder" && exec runuser -u postgres -- "$@"); else "$@"; fi
}

clear_away() {
    as_postgres "$programs/pg_ctl" --pgdata "$folder/data" --mode immediate --silent stop || true
    rm -rf "$folder"
}
trap clear_away EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

[ "$(id -u)" != 0 ] || chown postgres "$folder"
as_postgres "$programs/initdb" --pgdata "$folder/data" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >"$folder/initdb"
# Only who may enter the folder can connect. What a power cut would leave of the data is of no interest.
as_postgres "$programs/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait --silent --options "-c listen_addresses='' \
    -c unix_socket_directories=$folder -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start

TEST_DATABASE_URL="postgresql://postgres@$(printf %s "$folder" | sed 's|/|%2F|g')/postgres" "$@"
