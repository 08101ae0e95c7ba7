// From dist/site, which Trunk built: makes dist/mieux-disant.html, the single
// file, then a .br and a .gz beside every asset of the site. The same input
// gives the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { inlineProgram } from "./assemble.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const site = join(dist, "site");
const DATA_BLOCK = "mieux-disant-wasm";

singleFile();
precompress();

function singleFile() {
  let html = readFileSync(join(site, "index.html"), "utf8");
  if (html.includes("\r")) throw new Error("index.html: a carriage return would change what the hashes cover");

  const wasm = take(/<link rel="preload" href="\.\/([^"]+\.wasm)"[^>]*>/);
  const glue = take(/<link rel="modulepreload" href="\.\/([^"]+)"[^>]*>/);
  const program = safeInScript(inlineProgram({ glueText: asset(glue).toString(), dataBlockId: DATA_BLOCK }));
  const module = asset(wasm).toString("base64");
  take(
    /<script type="module" src="\.\/(loader-[^"]+)"><\/script>/,
    () => `<script type="application/wasm;base64" id="${DATA_BLOCK}">${module}</script>\n<script type="module">${program}</script>`,
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
    `script-src '${digest(program)}' 'wasm-unsafe-eval'`,
    `style-src '${digest(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  // A policy only covers what follows it, an encoding must come first.
  take(/(<meta charset="utf-8"\/?>)/, (charset) =>
    `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);

  const leftover = /\b(?:src|href)="(?!data:|#)[^"]*"/.exec(html.replace(program, ""));
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

function precompress() {
  let whole = 0;
  const names = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  for (const name of names) {
    const bytes = readFileSync(name);
    const brotli = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    writeFileSync(`${name}.br`, brotli);
    writeFileSync(`${name}.gz`, gzipSync(bytes, { level: 9 }));
    whole += brotli.length;
  }
  console.log(`dist/site               ${names.length} files, ${kilobytes(whole)} with brotli`);
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

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
