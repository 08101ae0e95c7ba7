// Makes a site of the minimal page with the tools that make ours: the same
// wasm-bindgen, the same optimiser with the same options, the same brotli.
//
//   node benches/minimal_yew/pack.mjs LINKED.wasm FOLDER
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compressBeside } from "../../tools/compress.mjs";
import { bind, shrink } from "../../tools/split.mjs";

const [linked, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { glue, module } = bind(readFileSync(linked));
writeFileSync(join(folder, "glue.js"), glue);
writeFileSync(join(folder, "program.wasm"), shrink(module));
for (const name of ["index.html", "start.js"]) copyFileSync(fileURLToPath(new URL(name, import.meta.url)), join(folder, name));
const sizes = ["index.html", "start.js", "glue.js", "program.wasm"].map((name) => compressBeside(join(folder, name)));
console.log(`the minimal page: ${sizes.reduce((a, b) => a + b)} B with brotli`);
