// The widget as its tests use it: opened in each browser and each form, asked for
// what it shows. After each test, what the page must not do (browser.mjs) fails it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, afterEach, before, describe } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, Key, startBrowser } from "./browser.mjs";

const repository = new URL("../../", import.meta.url);
export const site = fileURLToPath(new URL("dist/site", repository));
export const singleFile = pathToFileURL(fileURLToPath(new URL("dist/mieux-disant.html", repository))).href;

/// A file of the repository, as text.
export const repositoryFile = (path) => readFileSync(new URL(path, repository), "utf8");

/// No-break spaces as plain ones, runs of blanks as one: for texts whose exact
/// spacing another test holds.
export const plain = (text) => text.replace(/\s+/g, " ").trim();

/// Defines `tests(page)` in each browser, side by side, and there in each place:
/// `http`, under the strict policy, and `file`, the single file from the disk.
export function everywhere(title, tests, places = ["http", "file"]) {
  describe(title, { concurrency: true }, () => {
    for (const name of BROWSERS) describe(name, { concurrency: false }, () => inBrowser(name, tests, places));
  });
}

function inBrowser(name, tests, places) {
  let browser, server;
  before(async () => {
    assert.ok(existsSync(`${site}/index.html`), "build first: make dist");
    server = await serve({ root: site, policy: POLICIES.strict });
    browser = await startBrowser(name);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  for (const place of places) {
    describe(place, () => {
      const page = new Page(place, () => browser, () => (place === "file" ? singleFile : `${server.origin}/`));
      afterEach(async () => {
        const complaints = await browser.complaints();
        // Of a test that has failed already, node --test says nothing further.
        for (const each of complaints) console.log(`complaint  ${each}`);
        assert.deepEqual(complaints, []);
      });
      tests(page);
    });
  }
}

/// The widget in a browser; what is given are functions, for a browser that is not there yet.
export class Page {
  #browser;
  #url;

  constructor(place, browser, url) {
    /// `http` or `file`.
    this.place = place;
    this.#browser = browser;
    this.#url = url;
  }

  get browser() {
    return this.#browser();
  }

  /// The address of the page, without fragment.
  get url() {
    return this.#url();
  }

  // --------------------------------------------------------------- opening ----

  /// Opens the page and waits for it; what it kept before is still there.
  async open(fragment = "") {
    await this.browser.open(this.url + fragment);
    await this.started();
  }

  /// Waits until the widget is there.
  async started() {
    await this.browser.until(
      () => this.browser.run(() => {
        const element = document.querySelector("mieux-disant");
        return element?.shadowRoot?.querySelector(".widget:not(.drawing)") && element.evaluationText;
      }),
      "the widget",
    );
    await this.browser.settled();
  }

  /// Opens the page as somebody who was never there.
  async fresh(fragment = "") {
    await this.open(fragment);
    if (await this.#forgetAll()) await this.open(fragment);
  }

  /// Empties what the browser keeps for the page; says whether there was anything.
  async #forgetAll() {
    const { works, choices } = await this.stores();
    await this.browser.driver.executeAsyncScript(inDatabase, true);
    return (await this.browser.run("const kept = localStorage.length; localStorage.clear(); return kept")) + works.length + choices.length > 0;
  }

  /// Opens one of the examples of the box.
  async example(id) {
    await this.begin();
    await this.browser.click(`#example-${id}`);
    const { title } = JSON.parse(repositoryFile(`examples/${id}.json`));
    await this.browser.until(async () => (await this.dossier()).title === title && !(await this.shows(".begin")), `the example ${id}`);
  }

  /// Goes on with the kept dossier of this title.
  async resume(title) {
    await this.begin();
    await this.press(`Reprendre « ${title} »`);
    await this.browser.until(async () => !(await this.shows(".begin")), `the dossier ${title}`);
  }

  /// Opens the panel with the ways to begin.
  async begin() {
    await this.browser.click("#action-new");
    await this.browser.find("#begin-title");
  }

  /// Opens the share panel, for this to leave: grid, anonymised, complete or locked.
  async share(choice = "complete") {
    await this.browser.click("#action-share");
    await this.browser.click(`#share-${choice}`);
    await this.browser.until(() => this.look((shadow, id) => shadow.getElementById(id).checked, `share-${choice}`), `the choice ${choice}`);
  }

  async screen(tag) {
    await this.browser.click(`#screen-${tag}`);
    await this.browser.find(`.screen.${tag}`);
  }

  async language(tag) {
    await this.browser.click(`.languages [lang=${tag}]`);
    await this.browser.find(`.widget[lang=${tag}]`);
  }

  // --------------------------------------------------------------- looking ----

  /// Runs a function in the page with the shadow root and JSON values.
  async look(action, ...values) {
    const element = "document.querySelector('mieux-disant')";
    return await this.browser.run(`return (${action})(${element}.shadowRoot, ...arguments)`, ...values);
  }

  /// The text of the first element that matches, its blanks made plain.
  async text(css) {
    await this.browser.find(css);
    return plain(await this.look((shadow, css) => shadow.querySelector(css).textContent, css));
  }

  /// The texts of all the elements that match, their blanks made plain.
  async texts(css) {
    return (await this.look((shadow, css) => [...shadow.querySelectorAll(css)].map((each) => each.textContent), css)).map(plain);
  }

  async attribute(css, name) {
    const element = await this.browser.find(css);
    return await this.browser.run("return arguments[0].getAttribute(arguments[1])", element, name);
  }

  async value(css) {
    return await this.browser.run("return arguments[0].value", await this.browser.find(css));
  }

  /// Whether something that matches is on the screen.
  async shows(css) {
    return await this.look((shadow, css) => [...shadow.querySelectorAll(css)].some((each) => each.checkVisibility()), css);
  }

  /// The control on the screen with this name (its label, or else its text).
  async named(name, kind = "button, input, select, textarea, summary") {
    return await this.browser.until(
      () => this.look((shadow, name, kind) => {
        const called = (each) => (each.getAttribute("aria-label") ?? each.textContent).replace(/\s+/g, " ").trim();
        return [...shadow.querySelectorAll(kind)].find((each) => each.checkVisibility() && called(each) === name);
      }, name, kind),
      `a control named ${name}`,
    );
  }

  /// The text field with this content.
  async holding(content) {
    return await this.browser.until(
      () => this.look((shadow, content) => {
        const fields = [...shadow.querySelectorAll("input[type=text]")].filter((each) => each.checkVisibility());
        return fields.find((each) => each.value.replace(/\s+/g, " ") === content);
      }, content),
      `a field with ${content}`,
    );
  }

  async press(name) {
    await this.browser.click(await this.named(name, "button"));
  }

  /// Chooses the option with this text in a list.
  async choose(list, text) {
    const element = await this.browser.find(list);
    const option = await this.browser.until(
      () => this.browser.run("return [...arguments[0].options].find((each) => each.textContent.replace(/\\s+/g, ' ') === arguments[1])", element, text),
      `the choice ${text}`,
    );
    await this.browser.run("arguments[0].scrollIntoView({ block: 'center', inline: 'center' })", element);
    await option.click();
  }

  /// Writes in a cell of the grid: click, type, Enter; nothing empties it.
  async write(cell, text) {
    await this.browser.click(cell);
    await this.browser.driver.actions().sendKeys(text === "" ? Key.DELETE : text + Key.ENTER).perform();
  }

  /// Chooses a level, an answer or a status in a cell of the grid.
  async pick(cell, text) {
    await this.browser.click(cell);
    await this.browser.press(Key.ENTER);
    await this.choose("#cell-editor", text);
    await this.browser.until(() => this.look((shadow) => !shadow.querySelector("#cell-editor")), "the choice to be taken");
  }

  /// Puts a text on the clipboard, as another program would.
  async clipboard(text) {
    await this.browser.run(`
      const other = Object.assign(document.createElement("textarea"), { id: "other-program", value: arguments[0] });
      document.body.append(other);
      other.focus();
      other.select();
    `, text);
    await this.browser.press(Key.CONTROL, "c");
    await this.browser.run("document.getElementById('other-program').remove()");
  }

  /// What the clipboard holds, as another program would get it.
  async clipboardText() {
    await this.browser.run(`
      const other = Object.assign(document.createElement("textarea"), { id: "other-program" });
      document.body.append(other);
      other.focus();
    `);
    await this.browser.press(Key.CONTROL, "v");
    return await this.browser.run(`
      const other = document.getElementById("other-program");
      other.remove();
      return other.value;
    `);
  }

  /// Drops a file on the widget.
  async drop(name, content) {
    await this.look((shadow, name, content) => {
      const data = new DataTransfer();
      data.items.add(new File([typeof content === "string" ? content : new Uint8Array(content)], name));
      shadow.querySelector(".widget").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
    }, name, content);
  }

  /// The name or the identifier of what has the focus inside the widget.
  async focused() {
    return await this.look((shadow) => {
      const focused = shadow.activeElement;
      return focused && plain(focused.getAttribute("aria-label") ?? focused.id);
      function plain(text) { return text.replace(/\s+/g, " "); }
    });
  }

  /// Every text of the widget, for the eyes and for the ears.
  async words() {
    const words = await this.look((shadow) => {
      const found = [];
      const walk = document.createTreeWalker(shadow.querySelector(".widget"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
        else for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) found.push(node.getAttribute(name) ?? "");
      }
      return found;
    });
    return words.map(plain).filter((each) => each !== "");
  }

  /// The ranked offers on the screen, from the first.
  async ranking() {
    return await this.look((shadow) => [...shadow.querySelectorAll(".ranking-table tbody[data-offer]")].map((body) => ({
      offer: body.dataset.offer,
      // `1`, or `1 à 3` while several are possible.
      rank: /^\d+$/.test(body.querySelector(".rank-number").textContent)
        ? Number(body.querySelector(".rank-number").textContent) : body.querySelector(".rank-number").textContent,
      total: body.querySelector("td.total").textContent,
      moved: body.querySelector(".moved:not([hidden])")?.textContent ?? "",
    })));
  }

  /// The same as `1 offre-a 79,15`.
  async ranked() {
    return (await this.ranking()).map(({ rank, offer, total }) => `${rank} ${offer} ${total}`);
  }

  /// What the live region has just said.
  async said() {
    return await this.text("[role=status]");
  }

  /// Waits until the live region says this.
  async hear(sentence) {
    await this.becomes(() => this.said(), sentence);
  }

  /// Waits a little until `look()` gives this, and fails with what it gave.
  async becomes(look, expected) {
    const end = Date.now() + 4000;
    for (;;) {
      const seen = await look();
      if (isDeepStrictEqual(seen, expected)) return;
      if (Date.now() > end) return assert.deepEqual(seen, expected);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  // -------------------------------------------------------------- the data ----

  async evaluationText() {
    return await this.browser.run("return document.querySelector('mieux-disant').evaluationText");
  }

  async dossier() {
    return await this.browser.run("return document.querySelector('mieux-disant').dossier");
  }

  /// The works kept in this browser: slot, title and text of each.
  async works() {
    const { works, texts } = await this.stores();
    return works.map(([slot, , , title]) => ({ slot, title, text: texts[slot] }));
  }

  /// All that the browser keeps for the page: the rows of the database, the texts by
  /// slot, the choices, and what is in localStorage.
  async stores() {
    const stores = await this.browser.driver.executeAsyncScript(inDatabase, false);
    const local = await this.browser.run("return { ...localStorage }");
    return { ...stores, local };
  }

  /// Waits until this many works are kept, and gives them.
  async kept(count = 1) {
    return await this.browser.until(async () => {
      const works = await this.works();
      return works.length === count && works;
    }, `${count} kept works`);
  }
}

/// In the page: gives what its database holds, or empties it. A page that was never
/// there has none, and none is made by looking.
function inDatabase(empties, done) {
  const stores = ["works", "texts", "choices"];
  const nothing = { works: [], texts: {}, choices: [] };
  const request = indexedDB.open("mieux-disant");
  request.onupgradeneeded = () => request.transaction.abort();
  request.onerror = () => done(nothing);
  request.onsuccess = () => {
    const database = request.result;
    const transaction = database.transaction(stores, empties ? "readwrite" : "readonly");
    const [works, texts, choices] = stores.map((each) => transaction.objectStore(each));
    const asked = [works.getAll(), texts.getAllKeys(), texts.getAll(), choices.getAllKeys()];
    if (empties) for (const store of [works, texts, choices]) store.clear();
    transaction.oncomplete = () => {
      database.close();
      const [rows, keys, values, chosen] = asked.map((each) => each.result);
      done({ works: rows, texts: Object.fromEntries(keys.map((key, index) => [key, values[index]])), choices: chosen });
    };
  };
}
