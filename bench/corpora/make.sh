#!/usr/bin/env bash
# Makes the corpora of docs/PERFORMANCE.md: successive versions of real packages, a disk image and a database with edits.
# Fetches what sources.txt pins (corpus, name, SHA-256, URL) into CACHE, and writes CORPUS/NN-NAME files into OUT, 1.8 GB.
# Needs curl, tar, unzip, dpkg-deb, e2fsprogs and sqlite3. Debian's mirrors drop old versions after some months: these then
# have to be copied into CACHE, or replaced by later ones.
set -euo pipefail
export LC_ALL=C TZ=UTC E2FSPROGS_FAKE_TIME=1700000000

(($# == 2)) || { echo "usage: ${0##*/} CACHE OUT" >&2; exit 2; }
mkdir -p "$1" "$2"
cache=$(cd "$1" && pwd) out=$(cd "$2" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() { # NAME SHA256 URL
  local file=$cache/$1
  [[ -e $file ]] || { curl -fsSL --retry 3 -o "$file.part" "$3" && mv "$file.part" "$file"; }
  echo "$2  $file" | sha256sum --quiet -c -
}

unpack() { # FILE DIRECTORY
  mkdir -p "$2"
  case $1 in
    *.deb) dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" ;;
    *.jar) unzip -q "$1" -d "$2" ;;
  esac
}

packages() {
  local corpus name sum url file count=0
  while read -r corpus name sum url; do
    file=$name.${url##*.}
    fetch "$file" "$sum" "$url"
    mkdir -p "$out/$corpus"
    count=$((count + 1))
    local tar
    tar=$out/$corpus/$(printf %02d "$count")-$name.tar
    case $file in
      *.tgz) gzip -dc "$cache/$file" >"$tar" ;;
      *.deb) dpkg-deb --fsys-tarfile "$cache/$file" >"$tar" ;;
      *.jar)
        unpack "$cache/$file" "$work/$name"
        tar -c --format=ustar --sort=name --owner=0 --group=0 --numeric-owner -C "$work/$name" . >"$tar"
        rm -r "${work:?}/$name"
        ;;
    esac
  done <"$here/sources.txt"
}

# What makes the files below BEFORE those below AFTER in an ext4 image, as commands of debugfs.
edits() { # BEFORE AFTER
  (cd "$2" && find . -mindepth 1 -type d | sort) | while read -r path; do
    [[ -d $1/$path ]] || echo "mkdir \"$path\""
  done
  (cd "$1" && find . -type f | sort) | while read -r path; do
    cmp -s "$1/$path" "$2/$path" || echo "rm \"$path\""
  done
  (cd "$2" && find . -type f | sort) | while read -r path; do
    cmp -s "$1/$path" "$2/$path" || echo "write \"$2/$path\" \"$path\""
  done
}

# An ext4 image with a database server and kernel headers, of which first the one and then the other is upgraded in place.
image() {
  local image=$work/disk.ext4 generation=1 before=$work/empty tree
  mkdir -p "$before" "$out/image"
  pair() { # POSTGRESQL HEADERS
    tree=$work/tree-$1-$2
    unpack "$cache/postgresql-15_15.$1-0+deb12u1.deb" "$tree"
    unpack "$cache/linux-headers-6.1.0-$2-common.deb" "$tree"
    mv "$tree/usr/src/linux-headers-6.1.0-$2-common" "$tree/usr/src/linux"
  }
  truncate -s 192M "$image"
  mke2fs -q -t ext4 -b 4096 -U 6d7a6e5c-0000-4000-8000-000000000001 \
    -E hash_seed=6d7a6e5c-0000-4000-8000-000000000002,lazy_itable_init=0 "$image"
  for versions in "18 47" "20 47" "20 50"; do
    pair ${versions}
    edits "$before" "$tree" >"$work/edits"
    debugfs -w -f "$work/edits" "$image" >"$work/log" 2>&1
    cp --sparse=never "$image" "$out/image/0$generation-disk.ext4"
    before=$tree generation=$((generation + 1))
  done
}

# A table of orders as a database file and as a dump; each generation changes 1 % of the rows, drops 0.2 % and adds 1 %.
database() {
  local database=$work/orders.sqlite generation rows=300000
  mkdir -p "$out/dump" "$out/sqlite"
  insert() { # FIRST LAST GENERATION
    echo "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
      INSERT INTO orders SELECT i, printf('customer-%05d', i * 7919 % 50021), printf('%08x%08x', i * 2654435761 % 4294967296,
        i * 40503 * 2246822519 % 4294967296), (i * 104729 % 99991) / 100.0, date('2020-01-01', (i / 200) || ' days'),
        'ordered by telephone, deliver to the side door; item ' || (i * 31 % 4999) || ', invoice ' || i || '/' || $3 FROM n;"
  }
  sqlite3 "$database" "PRAGMA page_size = 4096; CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, token TEXT,
    amount REAL, day TEXT, note TEXT); $(insert 1 $rows 1) CREATE INDEX by_customer ON orders (customer);"
  for generation in 1 2 3 4; do
    if ((generation > 1)); then
      sqlite3 "$database" "UPDATE orders SET amount = amount + 1, note = note || ', changed' WHERE id % 100 = $generation;
        DELETE FROM orders WHERE id % 500 = 10 * $generation;
        $(insert $((rows + (generation - 2) * 3000 + 1)) $((rows + (generation - 1) * 3000)) $generation)"
    fi
    cp "$database" "$out/sqlite/0$generation-orders.sqlite"
    sqlite3 "$database" .dump >"$out/dump/0$generation-orders.sql"
  done
}

packages
image
database
(cd "$out" && find . -type f | sort | xargs sha256sum) >"$out/SHA256SUMS"
du -sm "$out"/*/
