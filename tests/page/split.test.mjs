// The program in two parts: what the first screen loads, and how the rest comes
// when it is needed, in each way that a browser can be told to need it.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, Key, startBrowser } from "./browser.mjs";

const site = fileURLToPath(new URL("../../dist/site", import.meta.url));
const link = readFileSync(new URL("../cases/links/v1-small.txt", import.meta.url), "utf8").trim();

for (const name of BROWSERS) {
  describe(`the program in two parts, in ${name}`, () => {
    let browser, server, folder;
    before(async () => {
      browser = await startBrowser(name);
      // A worker would bring the rest whatever happens here (offline.test.mjs).
      await browser.beforehand(() => { delete Navigator.prototype.serviceWorker; });
    });
    after(() => browser?.close());
    beforeEach(async () => {
      // A copy, whose secondary part can be taken away; at an address of its own, since
      // a browser tells of no request that it answers from what it has kept.
      folder = mkdtempSync(join(tmpdir(), "mieux-disant-"));
      cpSync(site, folder, { recursive: true });
      server = await serve({ root: folder, policy: POLICIES.strict });
      // A pointer that rests on the page is a sign of intent in the next one.
      await browser.driver.actions().move({ x: 0, y: 0 }).perform();
    });
    afterEach(async () => {
      await browser.driver.get("about:blank");
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const requested = () => browser.record.requests.filter((url) => url.endsWith(".wasm")).map((url) => (/-rest-/.test(url) ? "secondary" : "primary"));
    const open = async (fragment = "") => {
      await browser.open(`${server.origin}/${fragment}`);
      await browser.find("section");
      await browser.settled();
    };
    const totals = () => browser.texts(".ranking-table tbody");
    const inside = (css, act) => browser.run(
      `const element = document.querySelector("mieux-disant").shadowRoot.querySelector(arguments[0]); ${act}`, css,
    );
    const showsOffers = () => browser.until(async () => (await browser.findAll(".screen.offres, .screen.offers")).length > 0, "the offers");
    const withoutSecondary = async (action) => {
      const files = readdirSync(folder).filter((each) => /-rest-/.test(each));
      assert.ok(files.length >= 3, "the module and its compressed forms");
      files.forEach((each) => renameSync(join(folder, each), join(folder, `away-${each}`)));
      try {
        return await action();
      } finally {
        files.forEach((each) => renameSync(join(folder, `away-${each}`), join(folder, each)));
      }
    };

    // As long as nobody acts: the example, the timers after it, printing, a look at what
    // is kept, a page that goes out of sight and comes back.
    const idles = async () => {
      await browser.run("for (const event of ['beforeprint', 'afterprint']) dispatchEvent(new Event(event)); document.dispatchEvent(new Event('visibilitychange'))");
      await new Promise((done) => setTimeout(done, 1500));
      await browser.settled();
    };

    it("ranks with the primary part only, as long as nobody acts", async () => {
      await open();
      assert.ok((await totals()).length > 0);
      await idles();
      assert.deepEqual(requested(), ["primary"]);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("does so too where works are kept", async () => {
      await open();
      await browser.type(".weight-controls input[type=text]", "97");
      await browser.press(Key.ENTER);
      await browser.until(async () => (await browser.text(".origin")).includes("Votre travail, gardé"), "a kept work");
      await open();
      await browser.find("#resume");
      await idles();
      assert.deepEqual(requested(), ["primary"]);
      await browser.click("#resume");
      await browser.find(".criteres, .classement");
      assert.deepEqual(await browser.complaints(), []);
    });

    // tools/prepare.mjs
    it("starts with what it would have read and ranked itself", async () => {
      await open();
      const look = () => browser.run(() => {
        const { dossier, evaluation } = document.querySelector("mieux-disant");
        return { dossier, evaluation };
      });
      const prepared = await look();
      // Another in between, so that it is seen when the same has been read.
      for (const dossier of [{ ...prepared.dossier, title: "Un autre" }, prepared.dossier]) {
        await browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", dossier);
        await browser.until(async () => (await look()).dossier.title === dossier.title, "the dossier as it is read");
      }
      assert.ok(prepared.evaluation.ranking.length > 1);
      assert.deepEqual(await look(), prepared);
      assert.deepEqual(requested(), ["primary", "secondary"]);
    });

    it("moves a weight that a program moves, which loads the rest", async () => {
      await open();
      const before = await totals();
      await inside("[type=range]", "element.value = '90'; element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))");
      await browser.until(async () => (await totals()).join() !== before.join(), "another ranking");
      assert.deepEqual(requested(), ["primary", "secondary"]);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("takes what was typed while the rest was on its way", async () => {
      await open();
      const before = await totals();
      await browser.type(".weight-controls input[type=text]", "97");
      await browser.press(Key.ENTER);
      await browser.until(async () => (await totals()).join() !== before.join(), "another ranking");
      assert.equal(await browser.run("return document.querySelector('mieux-disant').dossier.criteria[0].weight"), "97");
      assert.deepEqual(await browser.complaints(), []);
    });

    it("fetches the rest once, before the user needs it", async () => {
      await open();
      await browser.driver.actions().move({ origin: await browser.find("#screen-offres") }).perform();
      await browser.until(() => requested().length === 2, "the secondary part, before the click");
      await browser.click("#screen-offres");
      await showsOffers();
      assert.deepEqual(requested(), ["primary", "secondary"]);
      assert.ok((await browser.findAll("table")).length > 0);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("is not lost by a user who is faster than the network", async () => {
      await open();
      await browser.click("#screen-offres");
      await showsOffers();
      assert.deepEqual(requested(), ["primary", "secondary"]);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("waits for the rest when nothing announced the need", async () => {
      await open();
      assert.deepEqual(requested(), ["primary"]);
      await inside("#screen-offres", "element.click()");
      await showsOffers();
      assert.deepEqual(requested(), ["primary", "secondary"]);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("opens a scoring link, which needs both", async () => {
      await open(`#${link.replace(/^#/, "")}`);
      assert.deepEqual(requested().sort(), ["primary", "secondary"]);
      assert.deepEqual(await browser.complaints(), []);
      assert.ok(await browser.run("return document.querySelector('mieux-disant').dossier.title"));
    });

    it("keeps what it shows when the rest cannot be loaded, says so, and goes on when it can", async () => {
      await open();
      const before = await totals();
      await withoutSecondary(async () => {
        await browser.click("#screen-offres");
        assert.match(await browser.text("[role=alert]"), /n’a pas pu être chargée/);
        assert.deepEqual(await totals(), before);
      });
      await browser.click("#screen-offres");
      await showsOffers();
      assert.deepEqual(await browser.findAll("[role=alert]"), []);
    });

    it("says so when the need came first", async () => {
      await open();
      await withoutSecondary(async () => {
        await inside("#screen-offres", "element.click()");
        assert.match(await browser.text("[role=alert]"), /What is kept in this browser still is/);
        assert.ok((await totals()).length > 0);
      });
    });
  });
}
