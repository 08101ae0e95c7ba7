#!/usr/bin/env bash
# Every check and test. Goes on after a failure, counts everything, and ends with
# `N passed, M failed`. A check (formatting, clippy, build) counts as one test; the
# tests of cargo and of the page are counted one by one.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

passed=0 failed=0 told=
finish() {
  mkdir -p "$MD_LOG"
  say ""
  # Once more at the end, a line each: a log of an hour is read from there.
  if [ -n "$told" ]; then say "What failed:"; say "$told"; fi
  say "$passed passed, $failed failed" | tee "$MD_LOG/summary"
  [ "$failed" = 0 ]
}

# A test machine without its tools is a failed test, not a missing last line.
tools/setup.sh test || { failed=1; finish || exit 1; }

count() {
  passed=$((passed + $1)); failed=$((failed + $2))
  if [ "$2" = 0 ]; then say "  ok: $3"; else say "  FAILED: $3"; fi
}

# check WHAT HOW_LONG COMMAND…
check() {
  local what=$1
  if MD_TAIL=200 patiently "$@"; then count 1 0 "$what"; else count 0 1 "$what"; told+="  $what"$'\n'; fi
}

# suite COUNTER WHAT HOW_LONG COMMAND…: COUNTER reads the output and prints
# "PASSED FAILED". A failure that no summary tells of still counts as one.
suite() {
  local counter=$1 what=$2 status=0 good bad
  shift
  MD_TAIL=200 patiently "$@" || status=$?
  read -r good bad < <("$counter" "$(log_of "$what")")
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  count "$good" "$bad" "$what: $good passed, $bad failed"
  if [ "$bad" != 0 ]; then told+="$(node tools/failures.mjs "$what" "$(log_of "$what")")"$'\n'; fi
}
cargo_counts() { awk '/^test result:/ { good += $4; bad += $6 } END { print good + 0, bad + 0 }' "$1"; }
node_counts() { awk '/^# pass / { good += $3 } /^# (fail|cancelled) / { bad += $3 } END { print good + 0, bad + 0 }' "$1"; }

check "formatting" "seconds" tools/lint.sh format
check "clippy" "1 minute the first time" tools/lint.sh clippy
check "clippy for the browser" "1 minute the first time" tools/lint.sh clippy-wasm
# The same made-up cases in every run: what fails here fails again. Another
# PROPTEST_RNG_SEED tries others.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20261122}
suite cargo_counts "cargo test" "6 to 10 minutes" cargo test --no-fail-fast
# What floats get wrong and the engine does not, counted by tests/near_ties.rs.
sed -n '/decisions of plain f64/,/^$/p' "$(log_of "cargo test")"

say "- release build"
if make -s dist; then
  count 1 0 "release build"
  check "pages around the widget" "1 to 2 minutes the first time" tools/hosts.sh
  for file in tests/page/*.test.mjs; do
    # A browser that hangs must not hang the rest.
    suite node_counts "$file" "under a minute" timeout 900 tools/page.sh --test-reporter=tap "$file"
    # Figures that a test prints for people.
    sed -n 's/^#  */  /p' "$(log_of "$file")" | grep -E ' B  | compared, |^  (matrix|memory|webkit)  ' || true
  done
else
  count 0 1 "release build (the page tests need it)"
  told+="  release build"$'\n'
fi

finish
