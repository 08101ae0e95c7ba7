// Writes tools/unseen.txt: the functions of the first part of the program that the
// first screen does not call. Puts a copy of dist/site in a folder for a while, with a
// first part that notes what is called, and looks at it in Chromium: the example in
// both languages, at rest, printed, narrow, out of sight and back, with a kept work.
// `make unseen` runs it: when tests/page/budget.test.mjs finds the first load too large.
//
// A list that has grown old costs bytes, nothing else: what is not in it stays in the
// first part. What the hand or the eye calls first (listeners, what draws a size that
// changes) is not listed, seen or not.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Key, startBrowser } from "../tests/page/browser.mjs";
import { POLICIES, serve } from "./serve.mjs";
import { bind, split, waiting } from "./split.mjs";

const LINKED = new URL("../target/wasm32-unknown-unknown/release/mieux_disant.wasm", import.meta.url);
const LIST = new URL("unseen.txt", import.meta.url);
const LEAST = 60; // lines of text: shorter ones cost about what their stubs do
const LONGEST = 240; // characters of a path: longer ones are adapters, made anew by every compiler
const NEVER = /listen|subtree_root|Closure|handle_|Handle>|::panic|alloc_error/;

const folder = mkdtempSync(join(tmpdir(), "mieux-disant-"));
const browser = await startBrowser("chromium");
let server;
try {
  const { primary, secondary, watched } = split(bind(readFileSync(LINKED)), { ...waiting(), unseen: [] }, true);
  cpSync(fileURLToPath(new URL("../dist/site", import.meta.url)), folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (/\.(br|gz)$/.test(name)) rmSync(join(folder, name));
    else if (/^mieux-disant-rest-.*\.wasm$/.test(name)) writeFileSync(join(folder, name), secondary);
    else if (name.endsWith(".wasm")) writeFileSync(join(folder, name), primary);
  }
  server = await serve({ root: folder, policy: POLICIES.strict });
  const seen = await look(server.origin);
  const called = new Set(watched.filter((_, index) => seen.has(index)).map(({ path }) => path));
  const unseen = watched.filter(({ path, size }, index) =>
    !seen.has(index) && !called.has(path) && size >= LEAST && path.length <= LONGEST && !NEVER.test(path));
  const head = readFileSync(LIST, "utf8").split("\n").filter((line) => line.startsWith("#"));
  const list = [...new Set(unseen.map(({ path }) => path))].sort();
  writeFileSync(LIST, `${[...head, ...list].join("\n")}\n`);
  const lines = (some) => some.reduce((sum, { size }) => sum + size, 0);
  console.log(`${watched.length} functions, ${lines(watched)} lines; called: ${seen.size}; listed: ${list.length}, ${lines(unseen)} lines`);
} finally {
  await browser.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
}

/// The places in `watched` of what the first screen calls.
async function look(origin) {
  await browser.beforehand(() => {
    delete Navigator.prototype.serviceWorker;
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name].bind(WebAssembly);
      WebAssembly[name] = async (...values) => {
        const made = await original(...values);
        window.program ??= made.instance ?? made;
        return made;
      };
    }
  });
  const seen = new Set();
  const open = async (path = "/") => {
    await browser.open(`${origin}${path}`);
    await browser.find("section");
    await browser.settled();
  };
  const note = async () => {
    await browser.run("for (const event of ['beforeprint', 'afterprint']) dispatchEvent(new Event(event)); document.dispatchEvent(new Event('visibilitychange'))");
    await new Promise((done) => setTimeout(done, 2000));
    const places = await browser.run(
      "return Object.entries(program.exports).filter(([name, value]) => name.startsWith('seen:') && value.value === 1).map(([name]) => Number(name.slice(5)))",
    );
    for (const place of places) seen.add(place);
  };
  await open();
  await note();
  await browser.run("document.documentElement.lang = 'en'; document.querySelector('mieux-disant').lang = 'en'");
  await note();
  await browser.driver.manage().window().setRect({ width: 400, height: 700 });
  await open();
  await note();
  await browser.driver.manage().window().setRect({ width: 1440, height: 900 });
  await browser.type(".weight-controls input[type=text]", "97");
  await browser.press(Key.ENTER);
  await browser.until(async () => (await browser.text(".origin")).includes("Votre travail, gardé"), "a kept work");
  await open();
  await browser.find("#resume");
  await note();
  return seen;
}
