// Writes the build constants of what is written in JavaScript: what differs between
// the site and the single file. `src/embed/loader.js` stays one source for both.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// It stands outside the checkout (tools/setup.sh), where Node would not look by itself.
if (!process.env.MD_TERSER) throw new Error("run the build through make, which knows where the tools are");
const terser = createRequire(join(process.env.MD_TERSER, "node_modules", "terser", "package.json"))("terser");

const root = new URL("..", import.meta.url);
const PLACEHOLDER = "__MIEUX_DISANT_BUILD__";

// What the build reads besides the program; the shape of the page is in the tools.
const READ = [
  "index.html", "trunk.toml",
  ...["src/embed", "styles"].flatMap((folder) => readdirSync(new URL(folder, root)).sort().map((name) => `${folder}/${name}`))
    .filter((name) => /\.(js|css|svg)$/.test(name)),
  ...["assemble.mjs", "cold.txt", "first.mjs", "module.mjs", "pack.mjs", "prepare.mjs", "site.mjs", "split.mjs", "unseen.txt", "versions.env"].map((name) => `tools/${name}`),
];

/// What tells this build from any other, short enough to be read out on the telephone.
/// Made of what goes into the build, so that it can stand in what comes out.
export function buildHash({ module, glue }) {
  const hash = createHash("sha256");
  for (const part of [module, glue, ...READ.map((name) => readFileSync(new URL(name, root)))]) {
    hash.update(createHash("sha256").update(part).digest());
  }
  return hash.digest("hex").slice(0, 12);
}

/// The loader of the site: the module is a file beside it, and so is the secondary
/// module of a program that was cut in two (tools/split.mjs), with its part of the
/// style sheet. `offline` is the file that only the static page loads. `first` is the
/// first screen as the program draws it (tools/first.mjs).
export function siteLoader({ hash, glueText, wasm, secondary, offline, first }) {
  const beside = (name) => `new URL(${quoted(`./${name}`)}, import.meta.url)`;
  return withGlue(glueText, {
    hash,
    first,
    offline: offline ? `() => import(${beside(offline)}).catch(console.warn)` : "undefined",
    wasm: `() => fetch(${beside(wasm)})`,
    secondary: secondary ? `{ wasm: ${beside(secondary.wasm)}, style: ${beside(secondary.style)} }` : "undefined",
    home: `new URL("./", import.meta.url).href`,
  });
}

/// The program of the single file: the WebAssembly module is read, and unpacked, from
/// the data block `dataBlockId`.
export function inlineProgram({ hash, glueText, first, dataBlockId }) {
  const packed = `Uint8Array.from(atob(document.getElementById(${quoted(dataBlockId)}).textContent), (c) => c.charCodeAt(0))`;
  const wasm = `async () => new Response(new Blob([${packed}]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()`;
  return withGlue(glueText, { hash, first, wasm });
}

/// The functions of wasm-bindgen's glue that the loader starts a program with: its
/// own start knows of one module only, and of none that may fail.
const PARTS = ["__wbg_get_imports", "__wbg_load", "__wbg_finalize_init"];

/// wasm-bindgen's glue without its start, then the loader, as one module: nothing is
/// waited for between the two, and the digest of one file covers both.
function withGlue(glueText, build) {
  const signatures = ["function __wbg_get_imports() {", "async function __wbg_load(module, imports) {", "function __wbg_finalize_init(instance, module) {"];
  const closing = "export { initSync, __wbg_init as default };";
  for (const each of [...signatures, closing]) {
    if (glueText.split(each).length !== 2) throw new Error(`wasm-bindgen's output has an unknown shape: not exactly one "${each}"`);
  }
  const glue = `{ ${[...functionsOf(glueText), ...PARTS].join(", ")} }`;
  const inner = glueText.replace(closing, "").replaceAll(/^export (?=(?:async )?(?:function|class) )/gm, "");
  // The braces keep the loader's names apart from the glue's.
  return lean(`${inner}\n{\n${loader({ ...build, glue })}}\n`);
}

/// The service worker, for files of which `integrity` has the digest by name.
export function worker({ hash, integrity }) {
  return lean(built("sw", `{ hash: ${quoted(hash)}, files: ${JSON.stringify(integrity)} }`));
}

/// What registers the worker.
export function offlinePart({ hash }) {
  return lean(built("offline", quoted(hash)));
}

function loader({ hash, first, offline = "undefined", glue, wasm, secondary = "undefined", home = "undefined" }) {
  const style = secondary === "undefined" ? styleOf("widget") + restStyle() : styleOf("widget");
  return sourceOf("words") + built("loader", `{ hash: ${quoted(hash)}, style: ${quoted(style)}, first: ${first ? quoted(first) : "undefined"}, glue: ${glue}, wasm: ${wasm}, secondary: ${secondary}, home: ${home}, offline: ${offline} }`);
}

function built(name, constant) {
  const parts = sourceOf(name).split(PLACEHOLDER);
  if (parts.length !== 2) throw new Error(`src/embed/${name}.js must name ${PLACEHOLDER} exactly once`);
  return parts.join(constant);
}

function sourceOf(name) {
  return readFileSync(new URL(`src/embed/${name}.js`, root), "utf8");
}

/// The style of the screens that are not the first.
export function restStyle() {
  return ["screens", "criteria", "market", "needs"].map(styleOf).join("\n");
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

/// A module as terser makes it: what nobody reads in a browser need not travel.
function lean(program) {
  return terser.minify_sync(program, { module: true, ecma: 2020, compress: { passes: 2 } }).code;
}

/// A value as JavaScript that is also safe inside a <script> element.
function quoted(value) {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
