# Sourced: how the scripts talk. Nothing is silent for long, a failure is one
# sentence that says what to do. Needs MD_LOG (tools/env.sh), the folder for logs.

say() { printf '%s\n' "$*"; }
give_up() { printf '\nCannot go on: %s\n' "$*" >&2; exit 1; }

# Ctrl+C does not reach what runs in the background.
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

log_of() { printf '%s' "$MD_LOG/${1//[^a-zA-Z0-9.-]/-}.log"; }

# patiently WHAT HOW_LONG COMMAND…
# Runs a long command with its output in a log, says every 20 seconds that it is
# still at work, and shows the end of the log when it fails.
patiently() {
  local what=$1 how_long=$2; shift 2
  local log started=$SECONDS ticks=0 status=0
  log=$(log_of "$what")
  mkdir -p "$MD_LOG"
  say "- $what ($how_long)…"
  "$@" >"$log" 2>&1 </dev/null &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.2; ticks=$((ticks + 1))
    if [ $((ticks % 100)) = 0 ]; then say "  still at it, $((SECONDS - started)) s: $what"; fi
  done
  wait "$job" || status=$?
  if [ "$status" != 0 ]; then
    tail -n "${MD_TAIL:-40}" "$log" >&2
  fi
  return "$status"
}
