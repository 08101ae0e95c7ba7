// From the move of a slider to the painted ranking, in one Chromium: our page as it
// is shipped (dist/site) beside a bare one (bare.html), and the longest frame while
// ten thousand offers are scrolled. Prints medians and ratios; `make bench` runs it.
//
//   node benches/page/measure.mjs
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startDriver } from "../../tests/page/drivers.mjs";
import { serve } from "../../tools/serve.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SIZES = [[12, 20], [1_000, 12], [10_000, 12]];
/// The pages take turns, so that what else the machine does falls on both.
const ROUNDS = Number(process.env.MD_ROUNDS ?? 5);

/// Seeded notes on 100 with two decimals, weights 1 to 9.
function dossier(offers, leaves) {
  let state = 42;
  const random = (end) => {
    // Numerical Recipes' linear congruential generator: the data needs no better one.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * end);
  };
  const criteria = Array.from({ length: leaves }, (_, leaf) => ({
    id: `c${leaf + 1}`, name: `Critère ${leaf + 1}`, weight: String(1 + leaf % 9), family: "note", out_of: "100",
  }));
  return {
    format: "mieux-disant", version: 1, title: `${offers} offres`, money: { currency: "EUR", tax: "included" },
    note_scale: "100", criteria,
    offers: Array.from({ length: offers }, (_, offer) => ({
      id: `o${offer + 1}`, name: `Offre ${offer + 1}`,
      facts: Object.fromEntries(criteria.map(({ id }) => [id, { value: (random(10_001) / 100).toFixed(2) }])),
    })),
  };
}

// ------------------------------------------------------------- in the page ----

/// Moves the slider of each criterion in turn; gives the milliseconds of each move.
/// A move begins where browsers hand input to a page, at the start of a frame, and
/// ends when that frame's styles, layout and paint are done: waiting for the next
/// beat of the display would hide the difference.
async function moves(count, done) {
  const root = document.querySelector("mieux-disant")?.shadowRoot ?? document;
  const sliders = [...root.querySelectorAll("input[type=range]")];
  const channel = new MessageChannel();
  const frame = () => new Promise((next) => { requestAnimationFrame(next); });
  const times = [];
  for (let move = 0; move < count; move += 1) {
    const slider = sliders[move % sliders.length];
    await frame();
    await frame();
    await new Promise((next) => {
      requestAnimationFrame(() => {
        const start = performance.now();
        slider.value = String((Number(slider.value) + 7) % 40 + 1);
        slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        channel.port1.onmessage = () => { times.push(performance.now() - start); next(); };
        channel.port2.postMessage("");
      });
    });
  }
  done(times);
}

/// Scrolls through the list, in its own box or with the page; gives the longest frame
/// and the longest blocking of the page's thread, in milliseconds.
async function scrolling(done) {
  const frame = () => new Promise((next) => { requestAnimationFrame(next); });
  const blocked = [];
  new PerformanceObserver((list) => blocked.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  const box = document.querySelector("mieux-disant").shadowRoot.querySelector(".grid-place") ?? document.documentElement;
  const height = box.scrollHeight - box.clientHeight;
  const stops = [];
  // A wheel turned by a hand, then a scroll bar pulled from end to end.
  for (let step = 0; step < 120; step += 1) stops.push(step * 120);
  for (let step = 0; step <= 120; step += 1) stops.push(height * step / 120);
  let longest = 0;
  let last = await frame();
  for (const top of stops) {
    box.scrollTo({ top, behavior: "instant" });
    const now = await frame();
    longest = Math.max(longest, now - last);
    last = now;
  }
  await new Promise((next) => { setTimeout(next, 200); });
  done({ longest, blocked: Math.max(0, ...blocked) });
}

// ---------------------------------------------------------------- the runs ----

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const shown = (value) => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;

const site = await serve({ root: here("../../dist/site") });
const bare = await serve({ root: here(".") });

/// A browser of its own for what is measured there: what another page leaves behind is
/// not cleared away in the middle of it.
async function inBrowser(measure) {
  const { driver, downloads } = await startDriver("chromium");
  try {
    await driver.manage().setTimeouts({ script: 120_000 });
    await measure(driver);
  } finally {
    await driver.quit();
    rmSync(downloads, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function open(driver, dossier) {
  await driver.get(`${site.origin}/`);
  await driver.executeAsyncScript(`
    const [dossier, done] = arguments;
    const element = document.querySelector("mieux-disant");
    const wait = (test, then) => test() ? then() : setTimeout(wait, 20, test, then);
    wait(() => element.shadowRoot?.querySelector(".ranking-table"), () => {
      element.dossier = dossier;
      wait(() => element.shadowRoot.querySelector(".title-field").value === dossier.title, done);
    });`, dossier);
}

async function sliders(driver) {
  const pages = {
    ours: (dossier) => open(driver, dossier),
    async anew(dossier) {
      await driver.get(`${bare.origin}/bare.html`);
      await driver.executeScript("open_(arguments[0], false)", dossier);
    },
    async inPlace(dossier) {
      await driver.get(`${bare.origin}/bare.html`);
      await driver.executeScript("open_(arguments[0], true)", dossier);
    },
  };
  for (const [offers, leaves] of SIZES) {
    const data = dossier(offers, leaves);
    const times = Object.fromEntries(Object.keys(pages).map((page) => [page, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [page, open] of Object.entries(pages)) {
        await open(data);
        // The first moves warm the page up.
        const measured = await driver.executeAsyncScript(moves, 8 + (offers > 1_000 ? 6 : 24));
        times[page].push(...measured.slice(8));
      }
    }
    const [ours, anew, inPlace] = [median(times.ours), median(times.anew), median(times.inPlace)];
    const rival = Math.min(anew, inPlace);
    console.log(`slider to painted ranking, ${offers} x ${leaves}`);
    console.log(`  bare page: ${shown(rival)} (rows written anew ${shown(anew)}, in place ${shown(inPlace)})`);
    console.log(`  our page: ${shown(ours)}, ${(ours / rival).toFixed(2)} times as long as the bare page`);
  }
}

async function scroll(driver, screen) {
  await open(driver, dossier(...SIZES.at(-1)));
  await driver.executeAsyncScript((screen, done) => {
    const root = document.querySelector("mieux-disant").shadowRoot;
    root.querySelector(`#screen-${screen}`).click();
    const wait = () => (root.querySelector(`.screen.${screen}`) ? setTimeout(done, 1_000) : setTimeout(wait, 20));
    wait();
  }, screen);
  const { longest, blocked } = await driver.executeAsyncScript(scrolling);
  console.log(`scrolling ${SIZES.at(-1)[0]} offers in ${screen}`);
  console.log(`  longest frame: ${shown(longest)}; longest task over 50 ms: ${blocked > 0 ? shown(blocked) : "none"}`);
}

try {
  await inBrowser(sliders);
  for (const screen of ["classement", "offres"]) await inBrowser((driver) => scroll(driver, screen));
} finally {
  await site.close();
  await bare.close();
}
