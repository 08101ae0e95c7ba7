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

# What makes the program small, and lets tools/split.mjs cut it in two: it needs
# names that say the Rust path in full, and the linker's notes on who refers to
# whom. Panic messages carry source paths: without remapping, the module would
# hold the builder's folders, and two machines would build two different modules.
flags=(-Csymbol-mangling-version=v0 -Clink-arg=--emit-relocs "--remap-path-prefix=$MD_ROOT=/mieux-disant")
for crates in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
  flags+=("--remap-path-prefix=$crates=/crates")
done
sysroot=$(rustc --print sysroot)
host=$(rustc -vV | sed -n 's/^host: //p')
linked="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/mieux_disant.wasm"

encoded() { local IFS=$'\x1f'; printf '%s' "$*"; }
fetch() {
  patiently "fetching the crates" "seconds, a minute the first time" \
    cargo fetch --locked --target wasm32-unknown-unknown --target "$host"
}
compile() {
  patiently "compiling for the browser" "$1" \
    cargo build --locked --offline --release --target wasm32-unknown-unknown
}
did_not_compile() {
  give_up "the program did not compile; the reason stands above, all of it in $(log_of "compiling for the browser")"
}

# The standard library is compiled along, for size and without the texts of
# panics. Rust does not promise these options yet: where they fail, a page that
# is larger but otherwise the same is built without them.
small() {
  local source="$sysroot/lib/rustlib/src/rust/library"
  [ -f "$source/Cargo.lock" ] || return 1
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  CARGO_ENCODED_RUSTFLAGS=$(encoded "${flags[@]}" "--remap-path-prefix=$source=/library" \
    -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort)
  export CARGO_ENCODED_RUSTFLAGS
  fetch && compile "2 to 3 minutes the first time" && return
  # A mistake in the program itself is one with any options.
  ! grep -q 'could not compile `mieux-disant`' "$(log_of "compiling for the browser")" || did_not_compile
  return 1
}
if ! small; then
  say "  This Rust cannot compile its standard library for size: the page is larger, and works the same."
  unset RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
  CARGO_ENCODED_RUSTFLAGS=$(encoded "${flags[@]}")
  export CARGO_ENCODED_RUSTFLAGS
  fetch || give_up "the crates could not be fetched. If Cargo.lock is stale, run: cargo check"
  compile "1 to 2 minutes the first time" || did_not_compile
fi

# --offline: Trunk would otherwise download tools of its own choosing.
patiently "assembling the page" "seconds" \
  env RUST_BACKTRACE=0 trunk --config trunk.toml build --release --offline ||
  give_up "the page was not assembled; the reason stands above, all of it in $(log_of "assembling the page")"
patiently "cutting and packing" "half a minute" node tools/pack.mjs "$linked" ||
  give_up "the page was not packed; the reason stands above, all of it in $(log_of "cutting and packing")"
cat "$(log_of "cutting and packing")"
# The cut rewrites the site after the single file was written; make compares the
# two, and would build again each time.
touch dist/mieux-disant.html
