# Sourced: the pinned versions, where the tools live, and the PATH that finds
# them. The tools stand outside the checkout, each in a folder that carries its
# version, so that a second clone starts at once.
MD_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$MD_ROOT/tools/versions.env"
MD_TOOLS=${MIEUX_DISANT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/mieux-disant}
MD_LOG="$MD_ROOT/target/log"
MD_SELENIUM="$MD_TOOLS/selenium-webdriver-$SELENIUM"
MD_AXE="$MD_TOOLS/axe-core-$AXE"
MD_TERSER="$MD_TOOLS/terser-$TERSER"
# React in the two versions that pages still carry, and what makes a page of them.
MD_REACT="$MD_TOOLS/react-dom-$REACT"
MD_REACT_18="$MD_TOOLS/react-dom-$REACT_18"
MD_ESBUILD="$MD_TOOLS/esbuild-$ESBUILD"
export MD_TOOLS MD_SELENIUM MD_AXE MD_TERSER MD_REACT MD_REACT_18 MD_ESBUILD
PATH="$MD_TOOLS/trunk-$TRUNK/bin:$MD_TOOLS/wasm-bindgen-cli-$WASM_BINDGEN/bin:$MD_TOOLS/geckodriver-$GECKODRIVER/bin:$MD_TOOLS/binaryen-$BINARYEN/node_modules/.bin:$PATH"
# rustup's usual place, for a shell that was open before rustup was installed.
[ ! -d "$HOME/.cargo/bin" ] || PATH="$PATH:$HOME/.cargo/bin"
export PATH
. "$MD_ROOT/tools/say.sh"
