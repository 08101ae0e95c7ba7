// What an element that goes leaves behind, and what long use costs: 200 mounts and
// unmounts, then edits by the thousand. `make soak` makes them a hundred thousand.
//
// Measured: the memory of the WebAssembly program everywhere; what the collector can
// free, where a driver can ask for it (Chromium, Firefox); heap, nodes and listeners
// in Chromium, the only one that tells.
import assert from "node:assert/strict";
import { after, afterEach, before, describe } from "node:test";
import { ALL_BROWSERS, itIn, startBrowser } from "./browser.mjs";
import { openHouse, strictPage } from "./hosts.mjs";
import { Page } from "./widget.mjs";

const MOUNTS = 200;
const WARM_UP = 40;
/// Per mount.
const GROWTH = 10_000;
const EDITS = Number(process.env.MD_EDITS ?? 5_000);
/// The history holds so many steps (src/dossier/history.rs); each edit here is one.
const HISTORY = 500;
/// Between the middle and the end of the edits: a page of WebAssembly memory either
/// way, and what a heap breathes.
const WASM_BREATH = 2 * 65_536;
const HEAP_BREATH = 1_000_000;

let house;
before(async () => {
  house = await openHouse({
    "empty.html": strictPage("", '<div id="here"></div>'),
    "one.html": strictPage("", '<mieux-disant lang="fr"></mieux-disant>'),
  });
});
after(async () => { await house?.close(); });

// One browser after the other: each is measured alone.
describe("memory", { concurrency: false }, () => {
  for (const name of ALL_BROWSERS) describe(name, { concurrency: false }, () => inBrowser(name));
});

function inBrowser(name) {
  let browser;
  const page = new Page("http", () => browser, () => house.at("one.html", true));
  before(async () => {
    browser = await startBrowser(name);
    await browser.driver.manage().setTimeouts({ script: 600_000 });
    await browser.beforehand(keepMemory);
    if (name === "chromium") await browser.driver.sendDevToolsCommand("Performance.enable", {});
  });
  const it = itIn(() => browser);
  after(async () => { await browser?.close(); });
  afterEach(async () => { assert.deepEqual(await browser.complaints(), []); });

  /// What is in use, all that can go having gone.
  const measure = async () => {
    await collect(browser);
    const wasm = await browser.run("return (window.programs ?? []).reduce((sum, each) => sum + each.buffer.byteLength, 0)");
    if (name !== "chromium") return { wasm };
    const ask = (...question) => browser.driver.sendAndGetDevToolsCommand(...question);
    const { usedSize: heap } = await ask("Runtime.getHeapUsage", {});
    const { metrics } = await ask("Performance.getMetrics", {});
    const of = (wanted) => metrics.find((each) => each.name === wanted).value;
    return { wasm, heap, nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };

  it(`${MOUNTS} mounts and unmounts leave nothing behind`, async () => {
    await browser.open(house.at("empty.html", true));
    const mount = (count) => browser.driver.executeAsyncScript(mounts, count);
    assert.equal(await mount(WARM_UP), WARM_UP);
    const start = await measure();
    assert.equal(await mount(MOUNTS), WARM_UP + MOUNTS);
    const end = await measure();
    const grown = (what) => Math.round((end[what] - start[what]) / MOUNTS);
    const bytes = grown("wasm") + (name === "chromium" ? grown("heap") : 0);
    console.log(`memory  ${name.padEnd(9)}${MOUNTS} mounts: ${bytes} B each (${told(start)} -> ${told(end)})`);
    assert.ok(end.wasm > 0, "the program's memory is seen");
    assert.ok(bytes <= GROWTH, `${bytes} B each`);
    if (name === "webkit") return; // Nothing makes it collect.
    if (name === "chromium") {
      // Yew never takes away the listeners of a root (`HostHandlers::add_listener`):
      // they stay, with the one node that they are on, and are most of those bytes.
      assert.ok(grown("nodes") <= 1 && grown("listeners") <= 20, `${told(start)} -> ${told(end)}`);
    }
    // One may still be held by whatever came last.
    const left = await browser.until(async () => {
      await collect(browser);
      const count = await browser.run("return window.mounted.filter((each) => each.deref()).length");
      return count <= 2 && String(count);
    }, "the elements to be collected");
    assert.ok(Number(left) <= 2);
  });

  it(`${EDITS} edits hold no more than the history`, async () => {
    await page.open();
    await browser.driver.executeAsyncScript(edits, HISTORY + 100);
    const seen = [await measure()];
    for (const half of [1, 2]) {
      for (let left = EDITS / 2; left > 0; left -= 2_500) await browser.driver.executeAsyncScript(edits, Math.min(left, 2_500));
      seen.push(await measure());
      if (half === 1) assert.ok(await page.dossier());
    }
    const [, middle, end] = seen;
    console.log(`memory  ${name.padEnd(9)}${EDITS} edits: ${seen.map(told).join(" -> ")}`);
    assert.ok(end.wasm - middle.wasm <= WASM_BREATH, "the program");
    if (name === "chromium") {
      assert.ok(end.heap - middle.heap <= HEAP_BREATH, "the heap");
      assert.ok(end.nodes - middle.nodes < 50 && end.listeners - middle.listeners < 50, "nodes and listeners");
    }
    // Every edit was one: the history is full of them, and the last can be undone.
    const weight = async () => (await page.dossier()).criteria[0].weight;
    const last = await weight();
    await browser.click("#action-undo");
    await browser.until(async () => (await weight()) !== last, "an undone edit");
  });
}

const told = (seen) => Object.entries(seen).map(([what, count]) =>
  (what === "wasm" || what === "heap" ? `${what} ${(count / 1000).toFixed(0)} kB` : `${count} ${what}`)).join(", ");

/// Lets go of all that can go.
async function collect(browser) {
  if (browser.name === "chromium") {
    // Twice: what finalisers let go of goes the second time.
    for (let turn = 0; turn < 2; turn += 1) {
      await browser.driver.sendDevToolsCommand("HeapProfiler.collectGarbage", {});
      await browser.settled();
    }
  } else if (browser.name === "firefox") {
    await browser.driver.setContext("chrome");
    await browser.run(`for (const each of ["child-gc-request", "child-cc-request", "child-gc-request"]) Services.obs.notifyObservers(null, each)`);
    await browser.driver.setContext("content");
    await browser.settled();
  }
}

// ------------------------------------------------------------- in the page ----

/// Before the page's scripts: remembers the memory of every program that starts.
function keepMemory() {
  window.programs = [];
  for (const how of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[how];
    WebAssembly[how] = async (...values) => {
      const result = await own.apply(WebAssembly, values);
      const { memory } = (result.instance ?? result).exports;
      if (memory) window.programs.push(memory);
      return result;
    };
  }
}

/// Puts elements into the page one after the other, each once the one before has gone.
async function mounts(count, done) {
  const here = document.getElementById("here");
  window.mounted ??= [];
  for (let turn = 0; turn < count; turn += 1) {
    const element = document.createElement("mieux-disant");
    const ready = new Promise((next) => { element.addEventListener("mieux-disant:ready", next, { once: true }); });
    here.append(element);
    await ready;
    if (!element.shadowRoot.querySelector(".widget")) return done("nothing was drawn");
    window.mounted.push(new WeakRef(element));
    element.remove();
    await new Promise((next) => { setTimeout(next, 0); });
  }
  done(window.mounted.length);
}

/// Moves the first sliders, each time one whole gesture, as fast as the page takes it.
async function edits(count, done) {
  const root = document.querySelector("mieux-disant").shadowRoot;
  const channel = new MessageChannel();
  const rest = () => new Promise((next) => { channel.port1.onmessage = next; channel.port2.postMessage(""); });
  for (let turn = 0; turn < count; turn += 1) {
    const slider = root.querySelector("input[type=range]");
    slider.value = String((Number(slider.value) + 7) % 40 + 1);
    slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    slider.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
    await rest();
    // Now and then the page catches its breath, as while a user looks.
    if (turn % 500 === 499) await new Promise((next) => { setTimeout(next, 500); });
  }
  channel.port1.close();
  done();
}
