# Sourced, after tools/env.sh: compiles for the browser as it is shipped. One place,
# so that what is measured beside the page (tools/bench.sh) has the same flags.

# What makes the program small, and lets tools/split.mjs cut it in two: it needs
# names that say the Rust path in full, and the linker's notes on who refers to
# whom. Panic messages carry source paths: without remapping, the module would
# hold the builder's folders, and two machines would build two different modules.
# The folders need not be there yet, and are named as the compiler sees them.
flags=(-Csymbol-mangling-version=v0 -Clink-arg=--emit-relocs)
cargo_home=${CARGO_HOME:-$HOME/.cargo}
for folder in "$cargo_home" "$(realpath -m "$cargo_home")"; do
  flags+=("--remap-path-prefix=$folder/registry/src=/crates")
done
flags+=("--remap-path-prefix=$(realpath "$MD_ROOT")=/mieux-disant")
sysroot=$(rustc --print sysroot)
library="$sysroot/lib/rustlib/src/rust/library"
commit=$(rustc -vV | sed -n 's/^commit-hash: //p')
host=$(rustc -vV | sed -n 's/^host: //p')
wasm_target="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release"

encoded() { local IFS=$'\x1f'; printf '%s' "$*"; }
fetch() {
  patiently "fetching the crates" "seconds, a minute the first time" \
    cargo fetch --locked --target wasm32-unknown-unknown --target "$host"
}
# compile WHAT HOW_LONG [ARGUMENTS…]
compile() {
  local what=$1 how_long=$2; shift 2
  patiently "$what" "$how_long" \
    cargo build --locked --offline --release --target wasm32-unknown-unknown "$@"
}
did_not_compile() {
  give_up "the program did not compile; the reason stands above, all of it in $(log_of "$1")"
}

# The standard library is compiled along, for size and without the texts of
# panics. Rust does not promise these options yet: where they fail, a page that
# is larger but otherwise the same is built without them.
small() {
  [ -f "$library/Cargo.lock" ] || return 1
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  CARGO_ENCODED_RUSTFLAGS=$(encoded "${flags[@]}" "--remap-path-prefix=$library=/library" \
    -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort)
  export CARGO_ENCODED_RUSTFLAGS
  fetch && compile "$1" "2 to 3 minutes the first time" "${@:2}" && return
  local status=$?
  # Stopped from outside says nothing of this Rust: another page must not come of it.
  [ "$status" -lt 128 ] || give_up "the compiler was stopped (signal $((status - 128))). Try again."
  # A mistake in the program itself is one with any options.
  ! grep -q 'could not compile `mieux-disant`' "$(log_of "$1")" || did_not_compile "$1"
  return 1
}

# compile_to_ship WHAT [ARGUMENTS…]: leaves the variables set, for a Cargo that
# somebody else calls.
compile_to_ship() {
  small "$@" && return
  say "  This Rust cannot compile its standard library for size: the page is larger, and works the same."
  unset RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
  # As the compiler itself says where the source of the library is not installed.
  CARGO_ENCODED_RUSTFLAGS=$(encoded "${flags[@]}" "--remap-path-prefix=$library=/rustc/$commit/library")
  export CARGO_ENCODED_RUSTFLAGS
  fetch || give_up "the crates could not be fetched. If Cargo.lock is stale, run: cargo check"
  compile "$1" "1 to 2 minutes the first time" "${@:2}" || did_not_compile "$1"
}
