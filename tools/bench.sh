#!/usr/bin/env bash
# The measurements of benches/, natively and in Chromium, then those of the page.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

tools/setup.sh bench

# For speed, where tools/dist.sh compiles for size. No shipped file is touched:
# the profile has a folder of its own.
built="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/in-browser"
export MD_IN_BROWSER="$built/page"
prepare() {
  cargo build --locked --example in_browser --profile in-browser --target wasm32-unknown-unknown &&
    wasm-bindgen --target web --no-typescript --out-dir "$MD_IN_BROWSER" "$built/examples/in_browser.wasm" &&
    cp benches/in_browser/index.html "$MD_IN_BROWSER/"
}
if ! patiently "compiling the measurements for the browser" "1 to 2 minutes the first time" prepare; then
  say "  The measurements go on without the browser."
  unset MD_IN_BROWSER
fi
cargo bench "$@"

# The page as it is shipped beside a bare one.
make --no-print-directory dist
# In a shell of its own: what follows is not compiled to be shipped.
first_row() (
  . tools/wasm.sh &&
    compile_to_ship "compiling a minimal page of Yew" --example minimal_yew &&
    node benches/minimal_yew/pack.mjs "$wasm_target/examples/minimal_yew.wasm" target/minimal_yew &&
    node benches/page/first_row.mjs target/minimal_yew
)
first_row || say "  The first row was not measured; the reason stands above."
node benches/page/measure.mjs || say "  The page was not measured: no Chromium here."
