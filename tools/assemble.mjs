// Writes the loader's build constant: what differs between the site and the
// single file. `src/embed/loader.js` stays one source for both.
import { readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const PLACEHOLDER = "__MIEUX_DISANT_BUILD__";

/// The loader of the site: the glue and the module are files beside it.
export function siteLoader({ glue, wasm }) {
  const beside = (name) => `new URL(${quoted(`./${name}`)}, import.meta.url)`;
  return loader(`() => import(${beside(glue)})`, `() => fetch(${beside(wasm)})`);
}

/// The program of the single file: the glue's own text, then the loader, as one
/// module; the WebAssembly module is read from the data block `dataBlockId`.
export function inlineProgram({ glueText, dataBlockId }) {
  const { mainExport, functions } = exportsOf(glueText);
  const glue = `async () => ({ default: ${mainExport}, ${functions.join(", ")} })`;
  const wasm = `async () => Uint8Array.from(atob(document.getElementById(${quoted(dataBlockId)}).textContent), (c) => c.charCodeAt(0))`;
  // The braces keep the loader's names apart from the glue's.
  return `${glueText}\n{\n${loader(glue, wasm)}}\n`;
}

function loader(glue, wasm) {
  const source = readFileSync(new URL("src/embed/loader.js", root), "utf8");
  const style = readFileSync(new URL("styles/widget.css", root), "utf8");
  const parts = source.split(PLACEHOLDER);
  if (parts.length !== 2) throw new Error(`src/embed/loader.js must name ${PLACEHOLDER} exactly once`);
  return parts.join(`{ style: ${quoted(style)}, glue: ${glue}, wasm: ${wasm} }`);
}

/// The local names behind the exports of the glue that wasm-bindgen generates
/// for the web; refuses a shape it does not know rather than build a page that
/// cannot start.
function exportsOf(glueText) {
  const mainExport = /\b(\w+) as default\b/.exec(glueText)?.[1];
  const functions = [...glueText.matchAll(/^export (?:async )?function (\w+)/gm)].map((match) => match[1]);
  if (!mainExport || !functions.includes("mount")) {
    throw new Error("wasm-bindgen's output has an unknown shape: no default export, or no `mount`");
  }
  return { mainExport, functions };
}

/// A JavaScript string that is also safe inside a <script> element.
function quoted(text) {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}
