// A browser as the page tests use it, the same for Chromium, Firefox and, as far as
// its driver reaches, WebKitGTK: opens a page, acts inside the widget's shadow root
// like a user, looks, and tells what the page did wrong (watch.mjs).
//
//   const browser = await startBrowser("firefox");
//   await browser.open(url);
//   await browser.click("button");
//   assert.deepEqual(await browser.complaints(), []);
//   await browser.close();
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { it } from "node:test";
import { Key, startDriver } from "./drivers.mjs";
import { watch } from "./watch.mjs";

export { Key };

/// MD_BROWSERS=chromium halves the time while writing a test.
const chosen = (known) => (process.env.MD_BROWSERS ?? known).split(",");
export const BROWSERS = chosen("chromium,firefox");
/// With WebKitGTK, for tests that do without what its driver cannot do.
export const ALL_BROWSERS = chosen("chromium,firefox,webkit");

const PATIENCE = 10_000;
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// With `profile`, a folder, the browser finds there what the last one left.
export async function startBrowser(name, { profile } = {}) {
  const browser = new Browser(name, await startSession(name, profile));
  if (name === "webkit") await browser.resize(1440);
  return browser;
}

async function startSession(name, profile) {
  const { driver, downloads, webkit } = await startDriver(name, { profile });
  try {
    await driver.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
    return { driver, downloads, webkit, watch: await watch(driver, webkit), context: await driver.getWindowHandle() };
  } catch (error) {
    await driver.quit();
    webkit?.stop();
    throw error;
  }
}

/// `it` for a test of one of ALL_BROWSERS, which `outliving` holds.
export const itIn = (browser) => (name, test) => it(name, (context) => outliving(browser(), () => test(context), name));

/// What a test gives. WebKitGTK 2.50 fails now and then of itself, about once in some
/// hundred pages: its process for pages dies (it reads a null address in its JavaScript
/// engine), or that engine reports a read beyond the memory from a calculation that comes
/// out right every other time, with the same numbers (most often that of the QR code in
/// the share panel; never seen with JSC_useOMGJIT=0). Such a test begins again, once, in
/// a new process, and says so. Whatever else fails has failed, and says what the page had
/// to complain of.
export async function outliving(browser, test, name) {
  try {
    return await test();
  } catch (error) {
    const trouble = await browser.ownTrouble();
    if (!trouble) throw await withComplaints(error, browser);
    console.log(`webkit  ${trouble} (${name}: ${error.message}); begun again in a new process`);
    await browser.revive();
    return await test();
  }
}

/// The error with what the page did wrong meanwhile, which is often its cause.
async function withComplaints(error, browser) {
  const complaints = await browser.complaints().catch(() => []);
  if (complaints.length > 0) error.message += `\nMeanwhile the page: ${complaints.join("\n")}`;
  return error;
}

class Browser {
  #watch;
  #context;
  #webkit;
  #url;
  #frame;
  #scripts = [];

  constructor(name, session) {
    this.name = name;
    /// The selector of the element whose shadow root the functions below act in.
    this.host = "mieux-disant";
    this.#use(session);
  }

  #use({ driver, downloads, webkit, watch, context }) {
    this.driver = driver;
    /// The folder where downloads land.
    this.downloads = downloads;
    this.#watch = watch;
    this.#context = context;
    this.#webkit = webkit;
  }

  /// What WebKit did wrong of itself, in words; nothing where the fault lies elsewhere.
  async ownTrouble() {
    if (!this.#webkit) return undefined;
    if (await this.#hasDied()) return "its process for pages died";
    const complaints = await this.complaints().catch(() => []);
    const isTrapped = complaints.some((each) => each.includes("RuntimeError: Out of bounds memory access"));
    return isTrapped ? "its engine trapped" : undefined;
  }

  /// Whether the process that shows the pages has died: the driver then knows of no
  /// session. A driver that is just finding out says other things first.
  async #hasDied() {
    for (let tries = 0; tries < 20; tries += 1) {
      const answer = await this.driver.executeScript("return true").then(() => "alive", ({ name }) => name);
      if (answer === "alive") return false;
      if (answer === "NoSuchSessionError") return true;
      await new Promise((done) => { setTimeout(done, 100); });
    }
    return false;
  }

  /// Lets that process die.
  die() {
    this.#webkit.die();
  }

  /// A new browser in the place of this one, with the same scripts beforehand.
  async revive() {
    await this.close();
    this.#use(await startSession(this.name));
    for (const action of this.#scripts) await this.#watch.beforehand(action);
    await this.resize(1440);
  }

  /// What the page did since `open`: console, errors, violations, requests, failures.
  get record() {
    return this.#watch.record;
  }

  async close() {
    // One that has died has nothing left to end.
    await this.driver.quit().catch((error) => { if (error.name !== "NoSuchSessionError") throw error; });
    this.#webkit?.stop();
    // A browser that goes may still be writing there.
    rmSync(this.downloads, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  // ------------------------------------------------------------- the page ----

  /// Opens an address afresh, with an empty record.
  async open(url) {
    // Two addresses that only differ after `#` would not load anything.
    await this.driver.switchTo().defaultContent();
    this.#frame = undefined;
    // WebKit freezes a page that is left in the middle of writing, and the next one
    // waits for it in vain: the last change is kept first.
    if (this.#webkit && this.#url) await new Promise((done) => { setTimeout(done, 1000); });
    await this.driver.get("about:blank");
    await this.#serious();
    this.#watch.reset();
    this.#url = this.#webkit && url.startsWith("file:") ? this.#webkit.fileWithScripts(url) : url;
    await this.driver.get(this.#url);
  }

  /// What follows happens in this frame of the page, until another page is opened.
  async enter(css) {
    await this.driver.switchTo().frame(await this.until(() => this.run("return document.querySelector(arguments[0])", css), css));
    this.#frame = css;
  }

  /// Runs a function in every page before its own scripts; gives what ends that.
  async beforehand(action) {
    this.#scripts.push(action);
    const end = await this.#watch.beforehand(action);
    return async () => {
      this.#scripts.splice(this.#scripts.indexOf(action), 1);
      await end();
    };
  }

  /// Waits until the page has drawn and its news has arrived here.
  async settled() {
    await this.driver.executeAsyncScript((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)));
    });
    await this.#watch.news(this.#frame);
  }

  /// What a page of ours must not do, as sentences; empty when all is well.
  async complaints() {
    await this.settled();
    return [...this.#watch.complaints(this.#url), ...(await this.#serious())];
  }

  /// Chromium's own log also tells of what no event tells: a refused preload, a
  /// frame that may not load.
  async #serious() {
    if (this.name !== "chromium") return [];
    const entries = await this.driver.manage().logs().get("browser");
    return entries.filter((entry) => entry.level.name === "SEVERE").map((entry) => `log: ${entry.message}`);
  }

  /// Runs a function in the page; arguments and result are JSON or elements.
  async run(action, ...values) {
    return await this.driver.executeScript(action, ...values);
  }

  // ----------------------------------------------------------- the widget ----

  /// The elements that match inside the widget, now; not those of the first screen that
  /// is shown ahead.
  async findAll(css) {
    return await this.run(
      "return [...(document.querySelector(arguments[0])?.shadowRoot?.querySelectorAll(arguments[1]) ?? [])].filter((each) => !each.closest('[inert]'))",
      this.host, css,
    );
  }

  /// The first element that matches inside the widget; waits for it.
  async find(css) {
    if (typeof css !== "string") return css;
    return await this.until(async () => (await this.findAll(css))[0], `${css} in the widget`);
  }

  /// Waits until `condition` gives something true, and gives it.
  async until(condition, what = String(condition)) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const result = await condition();
      if (result) return result;
      if (Date.now() > end) throw new Error(`${this.name}: waited ${PATIENCE / 1000} s in vain for ${what}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async text(css) {
    return await (await this.find(css)).getText();
  }

  async texts(css) {
    return await Promise.all((await this.findAll(css)).map((each) => each.getText()));
  }

  async click(css) {
    const element = await this.find(css);
    await this.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element);
    // WebKit's driver takes the host for something in the way of what is inside it.
    if (this.#webkit) await this.driver.actions().move({ origin: element }).click().perform();
    else await element.click();
  }

  /// Replaces a field's content as a user would: click, select all, type. (The
  /// drivers' own `sendKeys` to an element misjudges the focus in shadow roots.)
  async type(css, text) {
    await this.click(css);
    await this.press(Key.CONTROL, "a");
    await this.driver.actions().sendKeys(text === "" ? Key.DELETE : text).perform();
  }

  /// Keys held together, to whatever has the focus: `press(Key.TAB)`,
  /// `press(Key.CONTROL, "z")`.
  async press(...keys) {
    const hands = this.driver.actions();
    keys.forEach((key) => hands.keyDown(key));
    [...keys].reverse().forEach((key) => hands.keyUp(key));
    await hands.perform();
  }

  /// The one file that `action` lets the page save, `{ name, text }`, once all of it is
  /// there: browsers reserve its name with an empty file, then fill it.
  async saved(action) {
    const names = () => readdirSync(this.downloads).filter((name) => !/\.(part|crdownload|wkdownload)$/.test(name));
    const read = (name) => readFileSync(join(this.downloads, name), "utf8");
    names().forEach((name) => rmSync(join(this.downloads, name), { recursive: true }));
    await action();
    let before = "";
    return await this.until(() => {
      const [name] = names();
      const text = name ? read(name) : "";
      const whole = text !== "" && text === before;
      before = text;
      return whole && { name, text };
    }, "a whole file in the downloads");
  }

  /// Moves a slider as a user would: seizes it, drags, then corrects by arrows.
  async setRange(css, value) {
    const element = await this.find(css);
    const [min, max, step] = await this.run(
      "const e = arguments[0]; e.scrollIntoView({ block: 'center', behavior: 'instant' }); return [Number(e.min || 0), Number(e.max || 100), Number(e.step) || 1]",
      element,
    );
    const { width } = await element.getRect();
    const at = (each) => Math.round(((each - min) / (max - min) - 0.5) * (width - 16));
    const now = async () => Number(await this.run("return arguments[0].value", element));
    const start = await now();
    const drag = this.driver.actions().move({ origin: element, x: at(start) }).press();
    for (const part of [0.25, 0.5, 0.75, 1]) {
      drag.move({ origin: element, x: at(start + (value - start) * part), duration: 20 });
    }
    await drag.release().perform();
    // A drag that began beside the slider has seized nothing.
    await this.run("arguments[0].focus()", element);
    for (let tries = 0; tries < 400; tries += 1) {
      const steps = Math.round((value - (await now())) / step);
      if (steps === 0) return;
      const key = steps > 0 ? Key.ARROW_RIGHT : Key.ARROW_LEFT;
      await this.driver.actions().sendKeys(key.repeat(Math.min(Math.abs(steps), 20))).perform();
    }
    throw new Error(`${this.name}: the slider ${css} does not reach ${value}`);
  }

  // -------------------------------------------------------------- looking ----

  /// The page's inner size in CSS pixels; nothing gives the window's own back. A page
  /// zoomed to 400 % is one of a quarter of the size, at four dots for each pixel.
  async resize(width, height = 900, zoom = 1) {
    if (this.#webkit) return await this.#resizeWindow(width ?? 1440, height);
    await this.#watch.bidi("browsingContext.setViewport", {
      context: this.#context,
      viewport: width ? { width, height } : null,
      devicePixelRatio: zoom === 1 ? null : zoom,
    });
  }

  async #resizeWindow(width, height) {
    const inner = () => this.run("return [innerWidth, innerHeight]");
    const window = this.driver.manage().window();
    await this.until(async () => {
      const [[wide, high], rect] = [await inner(), await window.getRect()];
      if (wide === width && high === height) return true;
      await window.setRect({ ...rect, width: rect.width + width - wide, height: rect.height + height - high });
    }, `a window of ${width} × ${height}`);
  }

  /// What the style sheets see; what is not named is as it was at the start.
  async emulate({ dark = false, print = false, calm = false, forced = false } = {}) {
    if (this.#webkit) {
      if (dark || calm || forced) throw new Error("webkit emulates nothing but print");
      return await this.paper(print);
    }
    if (this.name === "chromium") await this.#emulateInChromium(dark, print, calm, forced);
    else await this.#emulateInFirefox(dark, print, calm, forced);
    // Firefox tells the page a little later.
    await this.until(
      () => this.run(
        `const seen = ["(prefers-color-scheme: dark)", "print", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"].map((each) => matchMedia(each).matches);
         // Where Firefox forces its colours, it decides itself whether they are dark.
         return seen.every((each, index) => each === arguments[index] || (index === 0 && arguments[3]));`,
        dark, print, calm, forced,
      ),
      "the emulated media",
    );
  }

  /// Shows the page, or the frame, by its rules for print: where nothing can be told
  /// that it is on paper, as in WebKit or in a frame of a process of its own.
  async paper(isPaper) {
    await this.run(printRules, isPaper);
  }

  async #emulateInChromium(dark, print, calm, forced) {
    const features = [
      { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
      { name: "prefers-reduced-motion", value: calm ? "reduce" : "no-preference" },
      { name: "forced-colors", value: forced ? "active" : "none" },
    ];
    await this.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { media: print ? "print" : "", features });
  }

  async #emulateInFirefox(dark, print, calm, forced) {
    await this.driver.setContext("chrome");
    try {
      await this.run(
        `const [dark, print, calm, forced] = arguments;
         const { browsingContext } = gBrowser.selectedBrowser;
         browsingContext.prefersColorSchemeOverride = dark ? "dark" : "light";
         browsingContext.mediumOverride = print ? "print" : "";
         Services.prefs.setIntPref("ui.prefersReducedMotion", calm ? 1 : 0);
         // Its own colours, whatever the page says: what forced colours are.
         Services.prefs.setIntPref("browser.display.document_color_use", forced ? 2 : 0);`,
        dark, print, calm, forced,
      );
    } finally {
      await this.driver.setContext("content");
    }
  }

  /// A picture of the whole page, or of what the window shows.
  async screenshot(path, { width, height, whole = true, ...media } = {}) {
    if (width) await this.resize(width, height);
    await this.emulate(media);
    await this.settled();
    const { data } = await this.#watch.bidi("browsingContext.captureScreenshot", {
      context: this.#context,
      origin: whole ? "document" : "viewport",
    });
    save(path, data);
    await this.emulate();
    if (width) await this.resize();
  }

  /// The page as printed on A4, in a PDF file.
  async print(path) {
    const { data } = await this.#watch.bidi("browsingContext.print", {
      context: this.#context,
      background: false,
      page: { width: 21, height: 29.7 },
    });
    save(path, data);
  }

  /// What axe-core finds, shadow roots included, as sentences; by some of its rules only,
  /// and in one element of the page.
  async axe({ rules, within = "html" } = {}) {
    if (!(await this.run("return typeof axe === 'object'"))) {
      await this.run(readFileSync(join(process.env.MD_AXE, "node_modules", "axe-core", "axe.min.js"), "utf8"));
    }
    const violations = await this.driver.executeAsyncScript(
      `const [runOnly, within, done] = arguments;
       axe.run(document.querySelector(within), { runOnly, resultTypes: ["violations"] })
         .then(({ violations }) => done(violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.target.flat().join(" ")) }))),
               (error) => done(String(error)));`,
      rules ?? AXE_TAGS, within,
    );
    if (!Array.isArray(violations)) throw new Error(`axe-core: ${violations}`);
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.slice(0, 5).join("; ")})`);
  }
}

/// In the page: the rules for print count on the screen, those for the screen do not,
/// or the other way round again.
function printRules(isPaper) {
  const hosts = [...document.querySelectorAll("mieux-disant")].map((each) => each.shadowRoot).filter(Boolean);
  const ours = ["(min-width: 0.5px)", "not all and (min-width: 0.5px)"];
  const swap = (rules) => {
    for (const rule of rules) {
      const media = rule.media;
      if (isPaper && media?.mediaText === "print") media.mediaText = ours[0];
      else if (isPaper && media?.mediaText === "screen") media.mediaText = ours[1];
      else if (!isPaper && media?.mediaText === ours[0]) media.mediaText = "print";
      else if (!isPaper && media?.mediaText === ours[1]) media.mediaText = "screen";
      if (rule.cssRules) swap(rule.cssRules);
    }
  };
  for (const root of [document, ...hosts]) for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) swap(sheet.cssRules);
}

function save(path, base64) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(base64, "base64"));
}
