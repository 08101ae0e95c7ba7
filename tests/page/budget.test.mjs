// What the first screen costs on the wire, and the single file on a disk.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const FIRST_LOAD = 200_000;
const SINGLE_FILE = 2_000_000;

it("first load (html, css, js, wasm) within 200 kB of brotli", () => {
  const page = readFileSync(`${dist}/site/index.html`, "utf8");
  // The page names all that it loads at first, preloads included.
  const names = ["index.html", ...[...page.matchAll(/\b(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1])];
  for (const kind of [".css", ".js", ".wasm"]) assert.ok(names.some((each) => each.endsWith(kind)), `a ${kind} is counted`);
  const sizes = names.map((each) => statSync(`${dist}/site/${each}.br`).size);
  names.forEach((each, index) => console.log(`${String(sizes[index]).padStart(8)} B  ${each}`));
  const sum = sizes.reduce((a, b) => a + b);
  console.log(`${String(sum).padStart(8)} B  first load, of ${FIRST_LOAD}`);
  assert.ok(sum <= FIRST_LOAD, `${sum} B`);
});

it("the rest of the program comes later", () => {
  const later = readdirSync(`${dist}/site`).filter((each) => /-rest-.*\.wasm$/.test(each));
  assert.equal(later.length, 1);
  assert.ok(!readFileSync(`${dist}/site/index.html`, "utf8").includes(later[0]), "nor preloaded");
  console.log(`${String(statSync(`${dist}/site/${later[0]}.br`).size).padStart(8)} B  ${later[0]}, later`);
});

it("single file within 2 MB", () => {
  const { size } = statSync(`${dist}/mieux-disant.html`);
  console.log(`${String(size).padStart(8)} B  mieux-disant.html, of ${SINGLE_FILE}`);
  assert.ok(size <= SINGLE_FILE, `${size} B`);
});
