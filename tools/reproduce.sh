#!/usr/bin/env bash
# Builds the same commit twice, each time from nothing, and compares what comes out,
# byte by byte: two clones in two folders of different depth, with two homes, two
# Cargo homes, two time zones, two languages. Takes two whole builds, 5 to 20 minutes,
# which is why `make test` does not do it; tests/page/traces.test.mjs looks there
# for what would differ.
#
#   tools/reproduce.sh [COMMIT]
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

commit=$(git rev-parse --verify "${1:-HEAD}^{commit}")
[ -z "$(git status --porcelain)" ] || say "  What is not committed is not built."
tools/setup.sh build

scratch=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$scratch"' EXIT
# What is installed is used by both; what they fetch and write is apart.
installed=(RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}" MIEUX_DISANT_TOOLS="$MD_TOOLS")
registry="${CARGO_HOME:-$HOME/.cargo}/registry"

# build FOLDER HOME VARIABLES…
build() {
  local folder=$1 home=$2; shift 2
  git clone --quiet --no-hardlinks . "$folder"
  git -C "$folder" -c advice.detachedHead=false checkout --quiet "$commit"
  mkdir -p "$home/.cargo/registry"
  # The archives that are here already need not be fetched again; they are unpacked anew.
  for part in index cache; do
    [ ! -d "$registry/$part" ] || cp -R "$registry/$part" "$home/.cargo/registry/"
  done
  env -u CARGO_TARGET_DIR -u CARGO_HOME "${installed[@]}" HOME="$home" "$@" make --no-print-directory -C "$folder" dist
}

patiently "the first build" "3 to 10 minutes" \
  build "$scratch/a" "$scratch/home" USER=alice LOGNAME=alice TZ=UTC LC_ALL=C
patiently "the second build, elsewhere" "3 to 10 minutes" \
  build "$scratch/b/deeper/mieux-disant" "$scratch/b/somebody-else" USER=bob LOGNAME=bob TZ=Pacific/Auckland LC_ALL=C.UTF-8

one="$scratch/a/dist" other="$scratch/b/deeper/mieux-disant/dist"
diff "$one/SHA256SUMS" "$other/SHA256SUMS" && diff -r "$one" "$other" ||
  give_up "two builds of $commit differ in the files above."
(cd "$other" && sha256sum --quiet -c "$one/SHA256SUMS")
say "$commit: $(wc -l <"$one/SHA256SUMS") files, $(du -sb "$one" | cut -f1) bytes, the same in both builds."
say "sha256 of SHA256SUMS: $(sha256sum <"$one/SHA256SUMS" | cut -d' ' -f1)"
