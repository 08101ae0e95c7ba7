// From the start of the navigation to the first ranked row, painted: our page as it is
// shipped beside the least that a page of Yew can be (benches/minimal_yew). Both come
// from this machine with brotli, alternately, in one Chromium, each time from an
// address that it has never seen: nothing is cached, compiled or kept. Prints medians
// and their ratio; `make bench` runs it. Our first row is there before our program
// (tools/first.mjs): when that has drawn its own is printed too.
//
//   node benches/page/first_row.mjs MINIMAL_FOLDER
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startDriver } from "../../tests/page/drivers.mjs";
import { POLICIES, serve } from "../../tools/serve.mjs";

const ROUNDS = Number(process.env.MD_LOADS ?? 21);
const AIM = 1.5;
const pages = {
  minimal: { root: process.argv[2], selector: "#line" },
  ours: { root: fileURLToPath(new URL("../../dist/site", import.meta.url)), selector: ".ranking-table tbody .rank-number" },
};

/// Runs in each page before its own scripts. The frame that finds the row has not
/// painted it yet; what is posted then is heard when it has.
function watchForRow(selectors) {
  const look = () => {
    const root = document.querySelector("mieux-disant")?.shadowRoot ?? document;
    if (!selectors.some((selector) => root.querySelector(selector))) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.firstRow = performance.now(); };
    channel.port2.postMessage("");
  };
  requestAnimationFrame(look);
  const lookForProgram = () => {
    const root = document.querySelector("mieux-disant")?.shadowRoot;
    if (root?.querySelector(".widget:not([inert])")) window.programThere = performance.now();
    else requestAnimationFrame(lookForProgram);
  };
  requestAnimationFrame(lookForProgram);
}

const { driver, downloads } = await startDriver("chromium");
const times = { minimal: [], ours: [], program: [] };
try {
  const selectors = JSON.stringify(Object.values(pages).map(({ selector }) => selector));
  await driver.sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", { source: `(${watchForRow})(${selectors})` });
  const load = async (name) => {
    const { root } = pages[name];
    const server = await serve({ root, policy: POLICIES.strict });
    await driver.get(`${server.origin}/`);
    const [row, program] = await driver.executeAsyncScript((isOurs, done) => {
      const wait = () => (window.firstRow && (window.programThere || !isOurs) ? done([window.firstRow, window.programThere]) : setTimeout(wait, 5));
      wait();
    }, name === "ours");
    await driver.get("about:blank");
    await server.close();
    return { row, program };
  };
  // The first of each warm the browser up, not the page.
  for (const name of Object.keys(pages)) await load(name);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of round % 2 ? ["minimal", "ours"] : ["ours", "minimal"]) {
      const { row, program } = await load(name);
      times[name].push(row);
      if (program) times.program.push(program);
    }
  }
} finally {
  await driver.quit();
  rmSync(downloads, { recursive: true, force: true });
}

const sorted = (name) => [...times[name]].sort((a, b) => a - b);
const quantile = (name, part) => sorted(name)[Math.floor(part * (ROUNDS - 1))];
const said = (name) => `${quantile(name, 0.5).toFixed(0)} ms (half of ${ROUNDS} between ${quantile(name, 0.25).toFixed(0)} and ${quantile(name, 0.75).toFixed(0)})`;
const ratio = quantile("ours", 0.5) / quantile("minimal", 0.5);
console.log("navigation to the first ranked row, painted, nothing cached");
console.log(`  minimal Yew page, one line: ${said("minimal")}`);
console.log(`  our page: ${said("ours")}, ${ratio.toFixed(2)} times as long; aim: ${AIM}`);
console.log(`  our program in its place: ${said("program")}`);
