#!/usr/bin/env bash
# Times mittari score and four ways of scoring in R on the same file of invented answer sheets, one after the other, and prints
# the best of some rounds, the ratios and the peak memory. Needs Go, R with data.table and psych, and GNU time.
#   ./speed.sh [sheets] [rounds]
set -euo pipefail
sheets=${1:-1000000}
rounds=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here/../.."
go build -o "$work/mittari" ./cmd/mittari
go build -o "$work/sheets" ./scoring/bench/sheets
"$work/sheets" -rows "$sheets" -seed 1 >"$work/answers.csv"

# measured NAME COMMAND…: one round; the seconds are those the command prints last, or else those on the clock.
measured() {
  local name=$1
  shift
  command time -f '%e %M' -o "$work/clock" "$@" >"$work/said" 2>"$work/heard" || { cat "$work/heard" >&2; exit 1; }
  read -r clock memory <"$work/clock"
  if [[ $name == R* ]]; then
    read -r clock stages <"$work/said"
  else
    stages=
  fi
  echo "$name|$clock|$memory|$stages" >>"$work/rounds"
}

ours() { "$work/mittari" score --instrument sdq --informant parent --in "$work/answers.csv" "$@"; }
wide() { ours --wide >"$work/wide.csv"; }
long() { ours >"$work/long.csv"; }
export -f ours wide long
export work

for ((round = 1; round <= rounds; round++)); do
  measured "mittari --wide" bash -c wide
  measured "mittari" bash -c long
  measured "R read.csv" Rscript "$here/routes.R" base "$work/answers.csv" "$work/base.csv"
  measured "R data.table" Rscript "$here/routes.R" table "$work/answers.csv" "$work/table.csv"
  measured "R psych" Rscript "$here/routes.R" psych "$work/answers.csv" "$work/psych.csv"
  measured "R psych, fread" Rscript "$here/routes.R" psych-table "$work/answers.csv" "$work/psych.csv"
done

echo "$sheets sheets, best of $rounds rounds; mittari with start-up, R without"
Rscript "$here/routes.R" compare "$work/table.csv" "$work/wide.csv"
awk -F'|' '
  !($1 in best) { order[++n] = $1 }
  !($1 in best) || $2 < best[$1] { best[$1] = $2; stages[$1] = $4 }
  $3 > peak[$1] { peak[$1] = $3 }
  END {
    printf "%-16s %8s %14s %10s   %s\n", "route", "seconds", "x mittari", "peak MB", "read, score, write"
    for (i = 1; i <= n; i++)
      printf "%-16s %8.2f %14.1f %10.0f   %s\n", order[i], best[order[i]], best[order[i]] / best["mittari --wide"], peak[order[i]] / 1024, stages[order[i]]
  }' "$work/rounds"
