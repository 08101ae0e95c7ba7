// Writes the loader's build constant: what differs between the site and the
// single file. `src/embed/loader.js` stays one source for both.
import { readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const PLACEHOLDER = "__MIEUX_DISANT_BUILD__";

/// The loader of the site: the glue and the module are files beside it, and so is
/// the secondary module of a program that was cut in two (tools/split.mjs), with
/// its part of the style sheet.
export function siteLoader({ glue, wasm, secondary }) {
  const beside = (name) => `new URL(${quoted(`./${name}`)}, import.meta.url)`;
  return loader({
    glue: `() => import(${beside(glue)})`,
    wasm: `() => fetch(${beside(wasm)})`,
    secondary: secondary ? `{ wasm: ${beside(secondary.wasm)}, style: ${beside(secondary.style)} }` : "undefined",
    home: `new URL("./", import.meta.url).href`,
  });
}

/// The functions of wasm-bindgen's glue that the loader starts a program with: its
/// own start knows of one module only, and of none that may fail.
const PARTS = ["__wbg_get_imports", "__wbg_load", "__wbg_finalize_init"];

/// wasm-bindgen's glue without its start, with those functions in its place.
export function openGlue(glueText) {
  const signatures = ["function __wbg_get_imports() {", "async function __wbg_load(module, imports) {", "function __wbg_finalize_init(instance, module) {"];
  const closing = "export { initSync, __wbg_init as default };";
  for (const each of [...signatures, closing]) {
    if (glueText.split(each).length !== 2) throw new Error(`wasm-bindgen's output has an unknown shape: not exactly one "${each}"`);
  }
  return lean(glueText).replace(closing, `export { ${PARTS.join(", ")} };`);
}

/// The program of the single file: the glue's own text, then the loader, as one
/// module; the WebAssembly module is read, and unpacked, from the data block `dataBlockId`.
export function inlineProgram({ glueText, dataBlockId }) {
  const glue = `async () => ({ ${[...functionsOf(glueText), ...PARTS].join(", ")} })`;
  const packed = `Uint8Array.from(atob(document.getElementById(${quoted(dataBlockId)}).textContent), (c) => c.charCodeAt(0))`;
  const wasm = `async () => new Response(new Blob([${packed}]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()`;
  // The braces keep the loader's names apart from the glue's.
  return `${glueText}\n{\n${loader({ glue, wasm, secondary: "undefined", home: "undefined" })}}\n`;
}

function loader({ glue, wasm, secondary, home }) {
  const source = readFileSync(new URL("src/embed/loader.js", root), "utf8");
  const style = secondary === "undefined" ? styleOf("widget") + restStyle() : styleOf("widget");
  const parts = lean(source).split(PLACEHOLDER);
  if (parts.length !== 2) throw new Error(`src/embed/loader.js must name ${PLACEHOLDER} exactly once`);
  return parts.join(`{ style: ${quoted(style)}, glue: ${glue}, wasm: ${wasm}, secondary: ${secondary}, home: ${home} }`);
}

/// The style of the screens that are not the first.
export function restStyle() {
  return ["screens", "criteria"].map(styleOf).join("\n");
}

/// A style sheet of the widget, without comments and indentation.
function styleOf(name) {
  const style = readFileSync(new URL(`styles/${name}.css`, root), "utf8");
  return style.replaceAll(/\/\*[^]*?\*\/|^\s+/gm, "");
}

/// The exports of the glue that wasm-bindgen generates for the web; refuses a shape
/// it does not know rather than build a page that cannot start.
function functionsOf(glueText) {
  const functions = [...glueText.matchAll(/^export (?:async )?function (\w+)/gm)].map((match) => match[1]);
  if (!functions.includes("mount")) throw new Error("wasm-bindgen's output has an unknown shape: no `mount`");
  return functions;
}

/// A program without the lines that are comments, and without indentation: what
/// nobody reads in a browser need not travel.
function lean(program) {
  if (program.split("\n").some((line) => line.split("`").length % 2 === 0)) throw new Error("a text of several lines: it would lose its indentation");
  return program.replaceAll(/^\s*(?:\/\/|\/\*\*|\*).*\n/gm, "").replaceAll(/^\s+/gm, "");
}

/// A JavaScript string that is also safe inside a <script> element.
function quoted(text) {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}
