#!/usr/bin/env bash
# Installs what is missing, says what it does and about how long it takes.
#
#   tools/setup.sh lint    Rust with clippy and rustfmt
#   tools/setup.sh build   what `make run` and `make dist` need
#   tools/setup.sh bench   Rust, and Chromium with its driver
#   tools/setup.sh test    all that, and the browsers with their drivers
#
# Nothing is installed twice.
set -euo pipefail
. "$(dirname "$0")/env.sh"

# ------------------------------------------------------------------ Rust ----
rust_toolchain() {
  command -v rustup >/dev/null || command -v cargo >/dev/null ||
    give_up "Rust is missing. Install it with rustup: https://rustup.rs"
  if ! cargo --version >/dev/null 2>&1; then
    patiently "installing the Rust toolchain" "1 to 3 minutes" \
      rustup toolchain install stable --profile minimal --component clippy,rustfmt --no-self-update ||
      give_up "the Rust toolchain could not be installed. Try: rustup toolchain install stable"
    rustup default stable >/dev/null 2>&1 || true
  fi
  local needed found
  needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$MD_ROOT/Cargo.toml")
  found=$(rustc --version | cut -d' ' -f2)
  [ "$(printf '%s\n' "$needed" "$found" | sort -V | head -n 1)" = "$needed" ] ||
    give_up "this Rust is $found, $needed or later is needed. With rustup: rustup update stable"
}

wasm_target() {
  local lib
  lib=$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib
  [ -d "$lib" ] && return
  command -v rustup >/dev/null ||
    give_up "this Rust has no WebAssembly target and no rustup to add it. On Debian: apt-get install libstd-rust-dev-wasm32, or use rustup: https://rustup.rs"
  patiently "adding the WebAssembly target to Rust" "under a minute" \
    rustup target add wasm32-unknown-unknown ||
    give_up "the WebAssembly target could not be added. Try: rustup target add wasm32-unknown-unknown"
}

# For a smaller page; tools/dist.sh does without if need be.
std_source() {
  local source
  source=$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock
  if [ -f "$source" ] || ! command -v rustup >/dev/null; then return 0; fi
  patiently "adding the source of Rust's standard library" "under a minute" rustup component add rust-src ||
    say "  The source of Rust's standard library could not be added: the page will be larger."
}

lint_components() {
  if cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; then return; fi
  patiently "adding clippy and rustfmt" "under a minute" rustup component add clippy rustfmt ||
    give_up "clippy and rustfmt could not be added. Try: rustup component add clippy rustfmt"
}

# cargo_tool CRATE VERSION BINARY HOW_LONG [FLAGS…]
cargo_tool() {
  local crate=$1 version=$2 binary=$3 how_long=$4; shift 4
  local root="$MD_TOOLS/$crate-$version"
  [ -x "$root/bin/$binary" ] && return
  patiently "installing $crate $version" "$how_long" \
    env -u CARGO_TARGET_DIR cargo install "$crate" --version "$version" --locked --root "$root" "$@" ||
    give_up "$crate $version could not be installed. Try: cargo install $crate --version $version --locked"
}

# ------------------------------------------------------------------ Node ----
node_there() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    give_up "Node.js with npm is missing. On Debian: apt-get install nodejs npm"
  node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    give_up "Node.js $(node --version) is too old, 18 is needed. On Debian 12 or later: apt-get install nodejs npm"
}

# npm_tool PACKAGE VERSION [MORE_PACKAGES…]
npm_tool() {
  local package=$1 version=$2; shift 2
  local root="$MD_TOOLS/$package-$version"
  [ -d "$root/node_modules/$package" ] && return
  node_there
  mkdir -p "$root"
  patiently "installing $package $version" "under a minute" \
    npm install --prefix "$root" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts "$package@$version" "$@" ||
    give_up "$package $version could not be installed. Try: npm install $package@$version"
}

# -------------------------------------------------------------- browsers ----
# debian_tool BINARY PACKAGE
missing_packages=()
debian_tool() {
  command -v "$1" >/dev/null || missing_packages+=("$2")
}
install_packages() {
  [ ${#missing_packages[@]} = 0 ] && return
  local list="${missing_packages[*]}" root=()
  local by_hand="as root: apt-get install $list"
  command -v apt-get >/dev/null || give_up "these are missing: $list. Install them with your system's package manager."
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null ||
      give_up "these are missing and need an administrator: $list. Run, $by_hand"
    root=(sudo -n)
  fi
  patiently "refreshing the list of Debian packages" "under a minute" "${root[@]}" apt-get update ||
    give_up "the list of Debian packages could not be refreshed. Run, $by_hand"
  patiently "installing $list" "1 to 3 minutes" \
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing_packages[@]}" ||
    give_up "$list could not be installed. Run, $by_hand"
}

# ------------------------------------------------------------------ what ----
lint_tools() {
  rust_toolchain
  wasm_target
  lint_components
}

build_tools() {
  rust_toolchain
  node_there
  wasm_target
  std_source
  cargo_tool wasm-bindgen-cli "$WASM_BINDGEN" wasm-bindgen "about 2 minutes" --debug
  cargo_tool trunk "$TRUNK" trunk "about 4 minutes" --debug --no-default-features
  npm_tool binaryen "$BINARYEN"
  npm_tool terser "$TERSER"
}

bench_tools() {
  rust_toolchain
  node_there
  wasm_target
  cargo_tool wasm-bindgen-cli "$WASM_BINDGEN" wasm-bindgen "about 2 minutes" --debug
  debian_tool chromium chromium
  debian_tool chromedriver chromium-driver
  install_packages
  npm_tool selenium-webdriver "$SELENIUM"
}

test_tools() {
  build_tools
  lint_components
  debian_tool chromium chromium
  debian_tool chromedriver chromium-driver
  debian_tool firefox-esr firefox-esr
  debian_tool WebKitWebDriver webkit2gtk-driver
  # WebKitGTK has no mode without a display.
  debian_tool Xvfb xvfb
  install_packages
  cargo_tool geckodriver "$GECKODRIVER" geckodriver "about 3 minutes" --debug
  npm_tool selenium-webdriver "$SELENIUM"
  npm_tool axe-core "$AXE"
  npm_tool react-dom "$REACT" "react@$REACT"
  npm_tool react-dom "$REACT_18" "react@$REACT_18"
  npm_tool esbuild "$ESBUILD"
}

case "${1:-}" in
  lint) lint_tools ;;
  build) build_tools ;;
  bench) bench_tools ;;
  test) test_tools ;;
  *) give_up "say what for: tools/setup.sh lint, build, bench or test" ;;
esac
