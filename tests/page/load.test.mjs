// The page opens, in every form in which it is given to the public.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, startBrowser } from "./browser.mjs";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const singleFile = pathToFileURL(`${dist}/mieux-disant.html`).href;

for (const name of BROWSERS) {
  describe(`the page in ${name}`, () => {
    let browser, strict, lax;
    before(async () => {
      assert.ok(existsSync(`${dist}/site/index.html`), "build first: make dist");
      strict = await serve({ root: `${dist}/site`, policy: POLICIES.strict });
      // The site in a folder of another site.
      lax = await serve({ root: dist });
      browser = await startBrowser(name);
    });
    after(async () => {
      await browser?.close();
      await strict?.close();
      await lax?.close();
    });

    const mounted = async () => {
      await browser.until(
        () => browser.run("return document.querySelector('mieux-disant').shadowRoot?.querySelector('section')?.textContent.trim()"),
        "the widget's content",
      );
      assert.deepEqual(await browser.complaints(), []);
    };

    it("opens over http under the strict policy", async () => {
      await browser.open(`${strict.origin}/`);
      await mounted();
      assert.ok(browser.record.requests.some((url) => url.endsWith(".wasm")), "requests are recorded");
    });

    it("opens over http in a folder, without policy", async () => {
      await browser.open(`${lax.origin}/site/`);
      await mounted();
    });

    it("opens as a single file from the disk", async () => {
      await browser.open(singleFile);
      await mounted();
    });

    it("opens as a single file over http, without a second request", async () => {
      await browser.open(`${lax.origin}/mieux-disant.html`);
      await mounted();
      assert.deepEqual(browser.record.requests.filter((url) => !url.startsWith("data:")), [`${lax.origin}/mieux-disant.html`]);
    });

    it("survives a move in the page, and leaving and coming back", async () => {
      await browser.open(`${strict.origin}/`);
      await mounted();
      const kept = await browser.run(() => {
        const element = document.querySelector("mieux-disant");
        const section = element.shadowRoot.querySelector("section");
        document.body.append(element);
        document.querySelector("main").append(element);
        return element.shadowRoot.querySelector("section") === section;
      });
      assert.ok(kept, "moved, not rebuilt");
      await browser.run(() => {
        window.kept = document.querySelector("mieux-disant");
        window.kept.remove();
      });
      await browser.settled();
      assert.equal(await browser.run("return window.kept.shadowRoot.querySelector('section')"), null, "destroyed while away");
      await browser.run("document.querySelector('main').append(window.kept)");
      await mounted();
    });
  });
}
