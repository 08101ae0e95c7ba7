// The widget in somebody else's page: pasted by a webmaster, under that page's
// policy, several times, and when something is missing.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, startBrowser } from "./browser.mjs";

const site = fileURLToPath(new URL("../../dist/site", import.meta.url));
const page = (body) => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Intranet</title>
<link rel="icon" href="data:,"><h1>Intranet</h1>
<script type="module" src="outils/mieux-disant.js"></script>${body}</html>`;

for (const name of BROWSERS) {
  describe(`embedded, in ${name}`, () => {
    let browser, folder;
    const servers = [];
    // An intranet with the widget in a folder of it, less the files that match.
    const intranet = async ({ policy = POLICIES.strict, body = "<mieux-disant></mieux-disant>", without } = {}) => {
      const root = mkdtempSync(join(folder, "intranet-"));
      cpSync(site, join(root, "outils"), { recursive: true });
      for (const file of readdirSync(join(root, "outils"))) {
        if (without?.test(file)) rmSync(join(root, "outils", file));
      }
      writeFileSync(join(root, "index.html"), page(body));
      // The page's own icon is a data: address, which the policy need not allow.
      const server = await serve({ root, policy: policy.replace("img-src 'self'", "img-src 'self' data:") });
      servers.push(server);
      await browser.open(`${server.origin}/`);
      // Open shadow roots only; a closed one is nobody's business.
      return () => browser.run("return [...document.querySelectorAll('mieux-disant')].map((each) => each.shadowRoot?.textContent.trim() ?? null)");
    };
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "mieux-disant-"));
      browser = await startBrowser(name);
    });
    after(async () => {
      await browser?.close();
      await Promise.all(servers.map((each) => each.close()));
      rmSync(folder, { recursive: true, force: true });
    });

    it("starts twice on a page, with one program", async () => {
      const texts = await intranet({ body: "<mieux-disant></mieux-disant><mieux-disant></mieux-disant>" });
      await browser.until(async () => (await texts()).every((each) => each), "two widgets");
      assert.deepEqual(await browser.complaints(), []);
      assert.equal(browser.record.requests.filter((url) => url.endsWith(".wasm")).length, 1);
    });

    it("keeps its shadow root closed on request", async () => {
      const texts = await intranet({ body: '<mieux-disant shadow="closed"></mieux-disant>' });
      await browser.until(() => browser.run("return document.querySelector('mieux-disant').offsetHeight > 20"), "something to see");
      assert.deepEqual(await texts(), [null]);
      assert.deepEqual(await browser.complaints(), []);
    });

    const apologises = async (conditions) => {
      const texts = await intranet(conditions);
      const [text] = await browser.until(async () => {
        const all = await texts();
        return all[0] && all;
      }, "a sentence");
      assert.match(text, /n’a pas pu démarrer/);
      assert.match(text, /could not start/);
    };

    it("says so when the WebAssembly module is missing", () => apologises({ without: /\.wasm/ }));
    it("says so when the page's policy forbids WebAssembly", () =>
      apologises({ policy: POLICIES.strict.replace("'wasm-unsafe-eval'", "") }));
  });
}
