#!/usr/bin/env bash
# Runs page tests in the browsers, on what `make dist` built:
#   tools/page.sh [tests/page/FILE.test.mjs] [options of node --test]
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

[ $# -gt 0 ] || set -- tests/page/*.test.mjs
exec node --test "$@"
