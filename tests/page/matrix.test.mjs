// The matrix: in each page of docs/embed.md and each browser the widget loads, is
// edited, gives a link and opens it, saves a file and opens one, prints; with no
// request elsewhere, no console error and no violation of the page's policy. Prints
// one table.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ALL_BROWSERS, itIn, startBrowser } from "./browser.mjs";
import { policies } from "./guide.mjs";
import { openHouse, PLACES } from "./hosts.mjs";
import { Page, repositoryFile } from "./widget.mjs";

const STEPS = ["load", "edit", "link", "save", "open", "print"];
/// Place and step to what each browser has shown, a letter each.
const cells = new Map();
const LETTERS = { chromium: "C", firefox: "F", webkit: "W" };

let house;

/// The widget in such a place.
class HostedPage extends Page {
  constructor(place, browser) {
    super(place.name, browser, () => house.url(place));
    this.where = place;
  }

  async open(fragment = "") {
    if (!this.where.frame) return await super.open(fragment);
    await this.browser.open(this.url + fragment);
    await this.browser.enter(this.where.frame);
    await this.started();
  }
}

const steps = {
  async load(page) {
    await page.open();
    assert.equal((await page.ranked()).length, 3);
    assert.equal(await page.browser.run("return isSecureContext"), !page.where.host);
    if (page.where.frame) assert.equal(await page.browser.run("return origin"), "null");
  },

  async edit(page) {
    await page.open();
    const weight = async () => (await page.dossier()).criteria[0].weight;
    const [old, totals] = [await weight(), (await page.ranking()).map(({ total }) => total)];
    await page.browser.setRange("input[type=range]", 41);
    await page.becomes(weight, "41");
    assert.notEqual(old, "41");
    assert.notDeepEqual((await page.ranking()).map(({ total }) => total), totals);
  },

  async link(page) {
    await page.open();
    await page.browser.setRange("input[type=range]", 43);
    await page.becomes(async () => (await page.dossier()).criteria[0].weight, "43");
    const [dossier, ranked] = [await page.dossier(), await page.ranked()];
    await page.share();
    const link = await page.value("#share-link");
    assert.match(link, /#md=/);
    assert.deepEqual(await page.browser.complaints(), []);
    // As a colleague opens it.
    await page.browser.open(link);
    await page.started();
    await page.browser.find(".received");
    assert.deepEqual(await page.dossier(), dossier);
    assert.deepEqual(await page.ranked(), ranked);
  },

  async save(page) {
    await page.open();
    const dossier = await page.dossier();
    const { name, text } = await page.browser.saved(() => page.browser.click("#action-save"));
    assert.equal(name, "remplacer-la-suite-collaborative-d-un-ministere.json");
    assert.deepEqual(JSON.parse(text), dossier);
  },

  async open(page) {
    await page.open();
    const text = repositoryFile("tests/page/fixtures/words.json");
    await page.drop("mots.json", text);
    await page.becomes(async () => (await page.dossier()).title, JSON.parse(text).title);
    await page.becomes(async () => (await page.evaluationText()).length > 0, true);
  },

  async print(page) {
    await page.open();
    await page.browser.run("window.print = () => { window.isPrinted = true; }");
    await page.browser.click("#action-print");
    await page.browser.until(() => page.browser.run("return window.isPrinted"), "the dialog");
    const paper = (isPaper) => (page.where.frame ? page.browser.paper(isPaper) : page.browser.emulate({ print: isPaper }));
    await paper(true);
    try {
      const shows = async (css) => [css, await page.shows(css)];
      assert.deepEqual(await Promise.all([".toolbar", ".tabs", ".ranking-table .rank", ".title .print-only"].map(shows)), [
        [".toolbar", false], [".tabs", false], [".ranking-table .rank", true], [".title .print-only", true],
      ]);
    } finally {
      await paper(false);
    }
    if (page.browser.name === "webkit") return "w";
    // A driver prints whole pages only.
    if (page.where.frame) return LETTERS[page.browser.name].toLowerCase();
    const pdf = join(page.browser.downloads, "page.pdf");
    await page.browser.print(pdf);
    assert.match(readFileSync(pdf, "latin1"), /^%PDF-/);
  },
};

before(async () => { house = await openHouse(); });
after(async () => {
  await house?.close();
  printTable();
});

it("the guide's three servers send the same policy", () => {
  const [first, ...others] = policies();
  for (const each of others) assert.equal(each, first);
  assert.match(first, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
});

describe("the matrix", { concurrency: true }, () => {
  for (const name of ALL_BROWSERS) describe(name, { concurrency: false }, () => inBrowser(name));
});

function inBrowser(name) {
  let browser;
  const it = itIn(() => browser);
  before(async () => { browser = await startBrowser(name); });
  after(async () => { await browser?.close(); });
  for (const place of PLACES) {
    describe(place.name, () => {
      const page = new HostedPage(place, () => browser);
      for (const step of STEPS) {
        it(step, async () => {
          const how = await steps[step](page);
          assert.deepEqual(await browser.complaints(), []);
          const key = `${place.name} ${step}`;
          cells.set(key, [...(cells.get(key) ?? []), how ?? LETTERS[name]]);
        });
      }
    });
  }
}

function printTable() {
  const line = (name, columns) => console.log(`matrix  ${name.padEnd(22)}${columns.map((each) => each.padEnd(7)).join("")}`.trimEnd());
  line("", STEPS);
  for (const { name } of PLACES) line(name, STEPS.map((step) => (cells.get(`${name} ${step}`) ?? ["-"]).sort().join("")));
  line("C, F, W: shown in Chromium, Firefox, WebKitGTK. Small: by what its print media shows,", []);
  line("as WebKitGTK's driver does not print, nor any driver a frame alone.", []);
}
