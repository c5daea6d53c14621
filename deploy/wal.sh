#!/usr/bin/env bash
# Continuous archiving for PostgreSQL on event days: what was saved up to a minute ago survives the machine.
# docs/runbook.md tells when and how. All that it writes is encrypted (age); the server holds no key to read it.
#
#   wal.sh archive PATH NAME     archive_command = '/opt/lo-portal/deploy/wal.sh archive %p %f'
#   wal.sh base                  a base backup of the running server; libpq's variables say which
#   wal.sh restore FOLDER [TIME] lay the newest base backup (or the newest before TIME) into an empty FOLDER
#   wal.sh fetch NAME PATH       restore_command, written by `restore`
#
# WAL_STORE       where archive and base backups lie, on another machine's disk (mounted) or copied there at once
# WAL_RECIPIENTS  file with the public keys of BACKUP_RECIPIENTS, one a line
# WAL_IDENTITY    file with the private key; only for restore and fetch
set -euo pipefail
umask 077

: "${WAL_STORE:?name the folder of the archive}"

seal() { # standard input -> $1, complete or not at all; never over a file that is there
  [ ! -e "$1" ] || { echo "wal.sh: $1 is already there" >&2; exit 1; }
  age --encrypt --recipients-file "${WAL_RECIPIENTS:?name the file of the public keys}" --output "$1.part.$$"
  sync "$1.part.$$"
  ln "$1.part.$$" "$1"
  rm "$1.part.$$"
}

unseal() { age --decrypt --identity "${WAL_IDENTITY:?name the file of the private key}" "$1"; }

case "${1:-}" in
archive)
  mkdir -p "$WAL_STORE/wal"
  seal "$WAL_STORE/wal/$3.age" < "$2"
  ;;
base)
  mkdir -p "$WAL_STORE/base"
  name=$(date -u +%Y%m%dT%H%M%SZ)
  pg_basebackup --pgdata - --format tar --wal-method none --checkpoint fast | seal "$WAL_STORE/base/$name.tar.age"
  echo "$WAL_STORE/base/$name.tar.age"
  ;;
fetch)
  # 1: not in the archive, which is how recovery ends. Above 125: it is there and cannot be read, which must stop
  # recovery; PostgreSQL would open the database without what comes after.
  [ -e "$WAL_STORE/wal/$2.age" ] || exit 1
  unseal "$WAL_STORE/wal/$2.age" > "$3.part" || exit 126
  mv "$3.part" "$3"
  ;;
restore)
  folder=$2 until=${3:-}
  [ -z "$(ls -A "$folder" 2>/dev/null)" ] || { echo "wal.sh: $folder is not empty" >&2; exit 1; }
  newest=""
  for base in "$WAL_STORE"/base/*.tar.age; do
    [ -z "$until" ] || [[ "$(basename "$base" .tar.age)" < "$(date -u -d "$until" +%Y%m%dT%H%M%SZ)" ]] || continue
    newest=$base
  done
  [ -e "$newest" ] || { echo "wal.sh: no base backup in $WAL_STORE${until:+ before $until}" >&2; exit 1; }
  mkdir -p "$folder"
  unseal "$newest" | tar --extract --directory "$folder"
  touch "$folder/recovery.signal"
  {
    echo "restore_command = 'WAL_STORE=$WAL_STORE WAL_IDENTITY=${WAL_IDENTITY} $(readlink -f "$0") fetch %f %p'"
    echo "recovery_target_action = 'promote'"
    [ -z "$until" ] || echo "recovery_target_time = '$until'"
    echo "archive_mode = 'off'"
    echo "hot_standby = 'off'" # nobody looks in before all is played back
  } >> "$folder/postgresql.auto.conf"
  ;;
*)
  sed -n '2,14s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
