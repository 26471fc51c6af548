#!/usr/bin/env bash
# Stores the corpora of make.sh in Casgate, restic and borg, one after the other, and prints a table in Markdown: bytes
# stored (of Casgate packs alone), and speed by wall clock and by CPU time. Casgate is a gateway that runs at ENDPOINT, is
# used by nobody else, and whose processes are PID...; each of the four has one store for all corpora. AWS_ACCESS_KEY_ID and
# AWS_SECRET_ACCESS_KEY are the gateway's keys; repositories of the others go to WORK. Needs curl, bc, restic and borg.
set -euo pipefail
export LC_ALL=C RESTIC_PASSWORD=corpora BORG_BASE_DIR BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes

(($# >= 4)) || { echo "usage: ${0##*/} CORPORA ENDPOINT WORK PID..." >&2; exit 2; }
corpora=$1 endpoint=$2 work=$3
shift 3
pids=("$@")
mkdir -p "$work"
BORG_BASE_DIR=$work/borg-base

s3() { # METHOD PATH [OPTION...]
  curl -fsS -o "$work/answer" --aws-sigv4 aws:amz:us-east-1:s3 --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
    -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -X "$1" "${@:3}" "$endpoint/$2"
}

metric() { # NAME
  curl -fsS "$endpoint/-/metrics" | sed -n "s/^casgate_dedup_$1_bytes_total //p" | xargs printf '%.0f\n'
}

cpu_seconds() { # of the gateway's processes
  local pid ticks=0
  for pid in "${pids[@]}"; do
    ticks=$((ticks + $(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f12,13 | tr ' ' '+')))
  done
  awk "BEGIN { print $ticks / $(getconf CLK_TCK) }"
}

row() { # CORPUS WHAT LOGICAL STORED SECONDS CPU-SECONDS
  awk -v c="$1" -v w="$2" -v l="$3" -v s="$4" -v t="$5" -v u="$6" 'BEGIN {
    printf "| %s | %s | %.1f | %.2f | %.1f | %.0f | %.0f |\n", c, w, s / 1e6, l / s, 100 * (1 - s / l), l / 1e6 / t, l / 1e6 / u }'
}

casgate() { # CORPUS
  local file unique stored cpu start
  unique=$(metric unique) stored=$(metric stored) cpu=$(cpu_seconds) start=$EPOCHREALTIME
  for file in "$corpora/$1"/*; do
    s3 PUT "corpora/$1/${file##*/}" -T "$file"
  done
  row "$1" "Casgate" "$logical" "$(($(metric stored) - stored))" "$(bc <<<"$EPOCHREALTIME - $start")" \
    "$(bc <<<"$(cpu_seconds) - $cpu")"
  echo "$1: $(($(metric unique) - unique)) unique bytes" >&2
}

size() { # DIRECTORY
  du -sb "$1" | cut -f1
}

other() { # CORPUS NAME REPOSITORY COMMAND...
  local TIMEFORMAT='%R %U %S' seconds before
  before=$(size "$3")
  seconds=$({ time "${@:4}" >"$work/log" 2>&1; } 2>&1)
  read -r wall user system <<<"$seconds"
  row "$1" "$2" "$logical" "$(($(size "$3") - before))" "$wall" "$(bc <<<"$user + $system")"
}

restic -q -r "$work/restic" init
borg init -e none "$work/borg"
borg init -e none "$work/borg16"
s3 PUT corpora
echo '| corpus | stored by | MB | factor | saved, % | MB/s | MB per CPU second |'
echo '|---|---|---|---|---|---|---|'
for directory in "$corpora"/*/; do
  corpus=$(basename "$directory")
  logical=$(cat "$directory"/* | wc -c)
  casgate "$corpus"
  other "$corpus" restic "$work/restic" restic -r "$work/restic" --no-cache backup "$directory"
  other "$corpus" borg "$work/borg" borg create -C zstd,1 "$work/borg::$corpus" "$directory"
  other "$corpus" 'borg, 16 KiB' "$work/borg16" \
    borg create -C zstd,1 --chunker-params buzhash,12,16,14,4095 "$work/borg16::$corpus" "$directory"
done
