#!/usr/bin/env bash
# Formatting and clippy, for this machine and for the browser, without a warning.
# With an argument, only that step: format, clippy, clippy-wasm.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

format() { cargo fmt --check; }
clippy() { cargo clippy --all-targets -- -D warnings; }
# The browser's half of the crate is not seen by the host compiler.
clippy-wasm() {
  cargo clippy --lib --example in_browser --example minimal_yew --example yew_host --target wasm32-unknown-unknown -- -D warnings
}

case "${1:-all}" in
  format | clippy | clippy-wasm) "$1" ;;
  all)
    tools/setup.sh lint
    failed=0
    for step in format clippy clippy-wasm; do
      say "- $step"
      "$step" || failed=1
    done
    exit "$failed"
    ;;
  *) give_up "say which: format, clippy or clippy-wasm" ;;
esac
