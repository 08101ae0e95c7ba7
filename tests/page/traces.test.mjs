// What is given to the public tells nothing of who built it, and where: a folder in
// the bytes would make each machine build another page. `make reproduce` builds twice
// and compares everything; this test takes a second.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const folders = [root, homedir(), process.env.HOME, process.env.CARGO_HOME, process.env.RUSTUP_HOME, process.env.MD_TOOLS]
  .filter((folder) => folder && folder !== "/");

/// The builder's folders that these bytes name.
const traces = (bytes) => [...new Set(folders)].filter((folder) => bytes.includes(`${folder}/`));

/// The program inside a single file.
const unpacked = (html) => gunzipSync(Buffer.from(/<script type="application\/wasm[^>]*>([^<]+)</.exec(html)[1], "base64"));

it("holds no folder of the builder", () => {
  const names = readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  assert.ok(names.filter((name) => name.endsWith(".wasm")).length >= 2, "both parts of the program");
  for (const name of names) {
    const bytes = readFileSync(name);
    assert.deepEqual(traces(bytes), [], name);
    if (name.endsWith("mieux-disant.html")) assert.deepEqual(traces(unpacked(bytes.toString())), [], `the program in ${name}`);
  }
});

it("would see one", () => {
  for (const folder of folders) assert.deepEqual(traces(Buffer.from(`at ${folder}/src/lib.rs:1`)).includes(folder), true);
  assert.ok(unpacked(readFileSync(join(root, "dist", "mieux-disant.html"), "utf8")).includes("\0asm"), "the program is found");
});
