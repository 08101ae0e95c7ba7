// From dist/site, which Trunk built, and from the program as the linker left it:
// dist/mieux-disant.html, the single file; then the site with the program cut in
// two (tools/split.mjs), its service worker, the single file, the digest of each file,
// and a .br and a .gz beside each; then dist/SHA256SUMS. The same input gives the same
// bytes.
//
//   node tools/pack.mjs LINKED.wasm
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildHash, inlineProgram, offlinePart, restStyle, siteLoader, worker } from "./assemble.mjs";
import { compressBeside } from "./compress.mjs";
import { firstScreen } from "./first.mjs";
import { bind, shrink, split, waiting } from "./split.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const site = join(dist, "site");
const DATA_BLOCK = "mieux-disant-wasm";

const program = bind(readFileSync(process.argv[2]));
const hash = buildHash(program);
const first = await firstScreen({ ...program, hash });
singleFile();
cutInTwo();
addWorker();
addStableNames();
precompress();
writeSums();

function singleFile() {
  let html = readFileSync(join(site, "index.html"), "utf8");
  if (html.includes("\r")) throw new Error("index.html: a carriage return would change what the hashes cover");

  take(/<link rel="preload" href="\.\/([^"]+\.wasm)"[^>]*>/);
  const script = safeInScript(inlineProgram({ hash, first, glueText: program.glue, dataBlockId: DATA_BLOCK }));
  // Packed, it is a third as long, base64 included.
  const module = gzipSync(shrink(program.module), { level: 9 }).toString("base64");
  take(
    /<script type="module" src="\.\/(loader-[^"]+)" blocking="render"><\/script>/,
    () => `<script type="application/wasm+gzip;base64" id="${DATA_BLOCK}">${module}</script>\n<script type="module">${script}</script>`,
  );

  let style;
  take(/<link rel="stylesheet" href="\.\/([^"]+)"\/?>/, (name) => {
    style = asset(name).toString();
    if (/<\/style/i.test(style)) throw new Error(`${name} would close its own element`);
    return `<style>${style}</style>`;
  });
  take(/<link rel="icon" href="\.\/([^"]+)"\/?>/, (name) =>
    `<link rel="icon" href="data:image/svg+xml;base64,${asset(name).toString("base64")}">`);

  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}' 'wasm-unsafe-eval'`,
    `style-src '${digest(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  // A policy only covers what follows it, an encoding must come first.
  take(/(<meta charset="utf-8"\/?>)/, (charset) =>
    `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);

  const leftover = /\b(?:src|href)="(?!data:|#)[^"]*"/.exec(html.replace(script, ""));
  if (leftover) throw new Error(`the single file would still ask for ${leftover[0]}`);
  writeFileSync(join(dist, "mieux-disant.html"), html);
  console.log(`dist/mieux-disant.html  ${kilobytes(Buffer.byteLength(html))}`);

  /// Replaces the one place that matches, and returns what it named.
  function take(pattern, replacement = () => "") {
    const parts = html.match(new RegExp(pattern, "g")) ?? [];
    if (parts.length !== 1) throw new Error(`dist/site/index.html: expected once, found ${parts.length} times: ${pattern}`);
    const named = pattern.exec(html)[1];
    html = html.replace(pattern, () => replacement(named));
    return named;
  }
}

/// Puts the two modules and the loader that knows of them in the place of what Trunk
/// wrote.
function cutInTwo() {
  const page = join(site, "index.html");
  let html = readFileSync(page, "utf8");
  const { primary, secondary } = split(program, waiting());
  const wasm = replace(/"\.\/([^"]+_bg\.wasm)"/, "mieux-disant", ".wasm", primary);
  const rest = {
    wasm: write("mieux-disant-rest", ".wasm", secondary),
    style: write("mieux-disant-rest", ".css", restStyle()),
  };
  // Trunk's digests lose the noughts that they begin with: as long as all others.
  replace(/"\.\/(page-[^"]+\.css)"/, "page", ".css");
  replace(/"\.\/(icon-[^"]+\.svg)"/, "icon", ".svg");
  const offline = write("offline", ".js", offlinePart({ hash }));
  replace(/"\.\/(loader-[^"]+\.js)"/, "loader", ".js", siteLoader({ hash, first, glueText: program.glue, wasm, secondary: rest, offline }));
  // For the pages that embed the widget, under a name that stays.
  writeFileSync(join(site, "mieux-disant.js"), siteLoader({ hash, first, glueText: program.glue, wasm, secondary: rest }));
  writeFileSync(page, html);

  /// Writes a file in the place of the one that the page names, and returns its name.
  function replace(pattern, stem, extension, content) {
    const parts = html.match(new RegExp(pattern, "g")) ?? [];
    if (parts.length !== 1) throw new Error(`dist/site/index.html: expected once, found ${parts.length} times: ${pattern}`);
    const before = pattern.exec(html)[1];
    const name = write(stem, extension, content ?? asset(before));
    if (name !== before) rmSync(join(site, before));
    html = html.replace(before, name);
    return name;
  }

  function write(stem, extension, content) {
    const name = `${stem}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}${extension}`;
    writeFileSync(join(site, name), content);
    return name;
  }
}

/// The worker keeps the page and what it is made of: every file with a hash in its name.
function addWorker() {
  const names = readdirSync(site).sort().filter((name) => name === "index.html" || /-[0-9a-f]{16}\.\w+$/.test(name));
  const integrity = Object.fromEntries(names.map((name) => [name, sri(asset(name))]));
  writeFileSync(join(site, "sw.js"), worker({ hash, integrity }));
}

/// What an administrator copies, links to or compares.
function addStableNames() {
  copyFileSync(join(dist, "mieux-disant.html"), join(site, "mieux-disant.html"));
  copyFileSync(new URL("../src/embed/mieux-disant.d.ts", import.meta.url), join(site, "mieux-disant.d.ts"));
  const integrity = Object.fromEntries(files(site).map((name) => [relative(site, name), sri(readFileSync(name))]));
  const script = `<script type="module" src="mieux-disant.js" integrity="${integrity["mieux-disant.js"]}" crossorigin="anonymous"></script>`;
  writeFileSync(join(site, "integrity.json"), `${JSON.stringify({ hash, script, integrity }, undefined, 2)}\n`);
}

function precompress() {
  const names = files(site);
  const whole = names.map(compressBeside).reduce((a, b) => a + b);
  console.log(`dist/site               ${names.length} files, ${kilobytes(whole)} with brotli`);
}

/// What `sha256sum -c SHA256SUMS` reads, in dist/.
function writeSums() {
  rmSync(join(dist, "SHA256SUMS"), { force: true });
  const line = (name) => `${createHash("sha256").update(readFileSync(name)).digest("hex")}  ${relative(dist, name)}\n`;
  writeFileSync(join(dist, "SHA256SUMS"), files(dist).map(line).join(""));
}

/// Every file below a folder, in the same order on every machine.
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function asset(name) {
  return readFileSync(join(site, name));
}

/// Keeps the HTML parser from seeing the end (or a comment) in a program's
/// strings; in strings, templates and regular expressions these are equal.
function safeInScript(program) {
  return program.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

function digest(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/// As `integrity` attributes want it.
function sri(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
