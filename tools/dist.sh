#!/usr/bin/env bash
# Builds what is given to the public: dist/site/ (the static page) and
# dist/mieux-disant.html (the single file).
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

tools/setup.sh build

# The versions stand in three files because three tools read them.
grep -q "^wasm_bindgen = \"$WASM_BINDGEN\"" trunk.toml ||
  give_up "trunk.toml and tools/versions.env name different versions of wasm-bindgen."
grep -q "^wasm_opt = \"version_${BINARYEN%%.*}\"" trunk.toml ||
  give_up "trunk.toml and tools/versions.env name different versions of binaryen (wasm_opt)."
grep -q "^wasm-bindgen = \"=$WASM_BINDGEN\"" Cargo.toml ||
  give_up "Cargo.toml and tools/versions.env name different versions of wasm-bindgen."

host=$(rustc -vV | sed -n 's/^host: //p')
patiently "fetching the crates" "seconds, a minute the first time" \
  cargo fetch --locked --target wasm32-unknown-unknown --target "$host" ||
  give_up "the crates could not be fetched. If Cargo.lock is stale, run: cargo check"
# Panic messages carry source paths: without this the module would hold the
# builder's folders, and two machines would build two different modules.
flags="--remap-path-prefix=$MD_ROOT=/mieux-disant"
for crates in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
  flags+=$'\x1f'"--remap-path-prefix=$crates=/crates"
done
export CARGO_ENCODED_RUSTFLAGS=$flags

# Trunk would compile as well; the compiler's messages read better without it.
patiently "compiling for the browser" "1 to 2 minutes the first time" \
  cargo build --locked --offline --release --target wasm32-unknown-unknown ||
  give_up "the program did not compile; the reason stands above, all of it in $(log_of "compiling for the browser")"
# --offline: Trunk would otherwise download tools of its own choosing.
patiently "assembling the page" "seconds" \
  env RUST_BACKTRACE=0 trunk --config trunk.toml build --release --offline ||
  give_up "the page was not assembled; the reason stands above, all of it in $(log_of "assembling the page")"
node tools/pack.mjs
