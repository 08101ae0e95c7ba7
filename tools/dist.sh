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

. tools/wasm.sh
compile_to_ship "compiling for the browser"

# --offline: Trunk would otherwise download tools of its own choosing. Not --release,
# which would optimise a module that tools/pack.mjs makes anew from the linker's.
patiently "assembling the page" "seconds" \
  env RUST_BACKTRACE=0 trunk --config trunk.toml build --cargo-profile release --offline ||
  give_up "the page was not assembled; the reason stands above, all of it in $(log_of "assembling the page")"
patiently "cutting and packing" "half a minute" node tools/pack.mjs "$wasm_target/mieux_disant.wasm" ||
  give_up "the page was not packed; the reason stands above, all of it in $(log_of "cutting and packing")"
cat "$(log_of "cutting and packing")"
# The cut rewrites the site after the single file was written; make compares the
# two, and would build again each time.
touch dist/mieux-disant.html
