#!/usr/bin/env bash
# The measurements of benches/.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

tools/setup.sh lint
cargo bench
