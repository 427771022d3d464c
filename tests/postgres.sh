#!/usr/bin/env bash
# Runs a command (default: every test but those of browser and office) on a throw-away PostgreSQL that listens on a socket only.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive

find_binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

install_postgresql() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL is missing: install its server package, then run this again." >&2
    exit 1
  fi
  apt-get install -y -qq --no-install-recommends postgresql >/dev/null ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; }
}

if command -v initdb >/dev/null; then
  binaries=$(dirname "$(command -v initdb)")
else
  [ -n "$(find_binaries)" ] || install_postgresql
  binaries=$(find_binaries)
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/pg.XXXXXX")
as_server=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  chown postgres "$folder"
  as_server=(runuser -u postgres --)
fi
finish() {
  (cd / && "${as_server[@]}" "$binaries/pg_ctl" -D "$folder/data" -m immediate -s stop) || true
  rm -rf "$folder"
}
trap finish EXIT

options="-k $folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
(
  cd / # a folder that the server's user may read
  "${as_server[@]}" "$binaries/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --no-sync >/dev/null
  "${as_server[@]}" "$binaries/pg_ctl" -D "$folder/data" -s -w -l "$folder/log" -o "$options" start
)
export DATABASE_URL="postgres://postgres@${folder//\//%2F}/postgres"
if [ $# -eq 0 ]; then set -- .venv/bin/python -m pytest -q -n auto -m "not browser and not office"; fi
"$@"
