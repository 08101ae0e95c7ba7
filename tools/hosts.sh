#!/usr/bin/env bash
# Builds the pages around the widget that need building: the Yew app of tests/hosts/
# and the React example of docs/embed.md, into target/hosts/, for the page tests.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

built="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/debug/examples"
mkdir -p target/hosts

yew() {
  cargo build --locked --example yew_host --target wasm32-unknown-unknown &&
    wasm-bindgen --target web --no-typescript --out-dir target/hosts/yew "$built/yew_host.wasm"
}
patiently "compiling the Yew page around the widget" "1 to 2 minutes the first time" yew ||
  give_up "the Yew page did not compile; the reason stands above"

# The guide's own example, as a webmaster would bundle it, with either React.
node tests/page/guide.mjs react.jsx >target/hosts/react.jsx
for each in "18:$MD_REACT_18" "19:$MD_REACT"; do
  NODE_PATH="${each#*:}/node_modules" "$MD_ESBUILD/node_modules/.bin/esbuild" target/hosts/react.jsx \
    --bundle --format=esm --jsx=automatic --minify "--define:process.env.NODE_ENV=\"production\"" \
    "--outfile=target/hosts/react-${each%%:*}.js" --log-level=warning ||
    give_up "the React page was not bundled; the reason stands above"
done
