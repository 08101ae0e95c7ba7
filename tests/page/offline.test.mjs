// The static page without its server, after one visit; and when a new version stands
// there: it is said, taken when the user says so, and never mixed with the old one.
// Who embeds the widget, and who has no secure connection, has no worker.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { worker } from "../../tools/assemble.mjs";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, startBrowser } from "./browser.mjs";
import { INTRANET } from "./drivers.mjs";
import { Page } from "./widget.mjs";

const site = fileURLToPath(new URL("../../dist/site", import.meta.url));
const { hash: HASH } = JSON.parse(readFileSync(join(site, "integrity.json"), "utf8"));
const NEXT = "0123456789ab";
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

/// Puts the same site in the folder's place as another build would have it: another
/// hash, another loader, another second part. What the old one had is gone.
function publishNext(folder) {
  const named = (pattern) => readdirSync(folder).find((name) => pattern.test(name));
  const renew = (pattern, ...changes) => {
    const name = named(pattern);
    let text = readFileSync(join(folder, name), "utf8");
    for (const [from, to] of changes) {
      assert.ok(text.includes(from), `${name} names ${from}`);
      text = text.replaceAll(from, to);
    }
    rmSync(join(folder, name));
    const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
    const renamed = name.replace(/-[0-9a-f]{16}\./, `-${digest}.`);
    writeFileSync(join(folder, renamed), text);
    return [name, renamed];
  };
  const style = renew(/^mieux-disant-rest-.*css$/, ["}", "} "]);
  const module = named(/^mieux-disant-rest-.*wasm$/);
  const moved = module.replace(/-[0-9a-f]{16}/, "-00000000000000aa");
  cpSync(join(folder, module), join(folder, moved));
  rmSync(join(folder, module));
  const offline = renew(/^offline-/, [HASH, NEXT]);
  const loader = renew(/^loader-/, [HASH, NEXT], style, offline, [module, moved]);
  renew(/^index.html$/, loader);
  const names = readdirSync(folder).filter((name) => name === "index.html" || /-[0-9a-f]{16}\.\w+$/.test(name));
  const integrity = names.map((name) => [name, `sha384-${createHash("sha384").update(readFileSync(join(folder, name))).digest("base64")}`]);
  writeFileSync(join(folder, "sw.js"), worker({ hash: NEXT, integrity: Object.fromEntries(integrity) }));
}

for (const name of BROWSERS) {
  describe(`without a server, in ${name}`, () => {
    let browser, folder, server;
    before(async () => { browser = await startBrowser(name); });
    after(() => browser?.close());
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "mieux-disant-"));
      cpSync(site, folder, { recursive: true, filter: (file) => !/\.(br|gz)$/.test(file) });
      server = await serve({ root: folder, policy: POLICIES.strict });
    });
    afterEach(async () => {
      await browser.driver.get("about:blank");
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const at = (path = "") => `${server.origin}/${path}`;
    const page = new Page("http", () => browser, at);
    const caches = () => browser.driver.executeAsyncScript("const done = arguments[0]; caches.keys().then(done)");
    const cached = (hash) => `mieux-disant ${hash} ${server.origin}/`;
    const registrations = () => browser.driver.executeAsyncScript(
      "const done = arguments[0]; navigator.serviceWorker.getRegistrations().then((all) => done(all.length))",
    );
    /// A visit, until the worker answers for the page.
    const visit = async (path) => {
      await browser.open(at(path));
      await browser.until(() => browser.run("return navigator.serviceWorker.controller?.state === 'activated'"), "a worker in charge");
    };
    // The page may be on its way to the next one while it is asked.
    const foot = () => browser.run("return document.querySelector('mieux-disant')?.shadowRoot?.querySelector('.foot')?.textContent").catch(() => null);
    const shows = (hash) => browser.until(async () => (await foot())?.includes(hash), `the foot of ${hash}`);
    const offers = async () => {
      await browser.click("#screen-offres");
      await browser.find(".screen.offres table");
    };
    const inNotice = (action) => browser.run(`
      const notice = document.querySelector("main > div")?.shadowRoot;
      return notice?.querySelector("p") ? (${action})(notice) : undefined`);
    const notice = () => browser.until(() => inNotice("(notice) => notice.textContent"), "the notice");

    it("opens and works in full after one visit, by each of its addresses", async () => {
      await visit();
      assert.deepEqual(await browser.complaints(), []);
      assert.deepEqual(await caches(), [cached(HASH)]);
      await server.close();
      for (const path of ["", "index.html", "?source=intranet", "index.html?a=b#c"]) {
        await browser.open(at(path));
        await shows(HASH);
        await offers();
        assert.deepEqual(await browser.complaints(), [], path);
      }
      // The worker of a page that is opened every day has nothing to say.
      await wait(1_500);
      assert.equal(await inNotice("() => true"), null);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("finds its second part when the network goes during the first visit", async () => {
      await visit();
      await server.close();
      await offers();
      assert.deepEqual(await browser.complaints(), []);
    });

    it("keeps nothing but the files of the page", async () => {
      await visit();
      const kept = await browser.driver.executeAsyncScript(`
        const [name, done] = arguments;
        caches.open(name).then((cache) => cache.keys()).then((all) => done(all.map(({ url }) => url.split("/").pop()).sort()))`, cached(HASH));
      assert.deepEqual(kept, readdirSync(folder).filter((each) => each === "index.html" || /-[0-9a-f]{16}\.\w+$/.test(each)).sort());
      assert.ok(kept.some((each) => /-rest-.*wasm/.test(each)) && kept.some((each) => /^offline-/.test(each)));
    });

    it("says that a new version is ready, and changes to it with the work as it is", async () => {
      await visit();
      await browser.setRange("[type=range]", 77);
      // The end of the drag: its beginning was kept before.
      await page.becomes(async () => (await page.works()).map(({ text }) => text.includes('"weight": "77"')), [true]);
      assert.match(await browser.text(".origin"), /^Votre travail, gardé/);
      publishNext(folder);
      await browser.open(at());
      await shows(HASH);
      await browser.find("#resume");
      assert.match(await notice(), /^Une nouvelle version est prête\. .*Passer à la nouvelle version/);
      // The second part of the old version, which the server has no more.
      await offers();
      await browser.click(".languages [lang=en]");
      assert.match(await browser.until(async () => /ready/.test(await notice()) && (await notice()), "English"), /^A new version is ready\./);
      assert.deepEqual(await browser.axe({ within: "main" }), []);
      await browser.run("document.querySelector('main > div').shadowRoot.querySelector('button').click()");
      await shows(NEXT);
      await browser.click("#resume");
      const weight = () => browser.run("return document.querySelector('mieux-disant').shadowRoot.querySelector('[type=range]')?.value");
      await browser.until(async () => (await weight()) === "77", "the work as it was");
      await offers();
      await browser.until(async () => (await caches()).join() === cached(NEXT), "the old version's files to go");
      assert.equal(await inNotice("() => true"), null);
      await server.close();
      await browser.open(at());
      await shows(NEXT);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("does not pull the old version from under another tab", async () => {
      await visit();
      const first = await browser.driver.getWindowHandle();
      publishNext(folder);
      await browser.driver.switchTo().newWindow("tab");
      try {
        await browser.driver.get(at());
        await shows(HASH);
        await notice();
        await browser.run("document.querySelector('main > div').shadowRoot.querySelector('button').click()");
        await shows(NEXT);
        await browser.until(() => browser.run("return navigator.serviceWorker.controller?.state === 'activated'"), "the new worker");
        await wait(1_500);
        assert.deepEqual((await caches()).sort(), [cached(HASH), cached(NEXT)].sort());
      } finally {
        await browser.driver.close();
        await browser.driver.switchTo().window(first);
      }
      await shows(HASH);
      await offers();
      assert.match(await notice(), /nouvelle version/);
      // Its turn: no worker waits any more.
      await browser.run("document.querySelector('main > div').shadowRoot.querySelector('button').click()");
      await shows(NEXT);
      await browser.until(async () => (await caches()).join() === cached(NEXT), "the old version's files to go");
    });

    it("takes no version that is not whole", async () => {
      await visit();
      publishNext(folder);
      const style = readdirSync(folder).find((each) => /-rest-.*css$/.test(each));
      writeFileSync(join(folder, style), "half of");
      await browser.open(at());
      await shows(HASH);
      const state = await browser.driver.executeAsyncScript(`
        const done = arguments[0];
        navigator.serviceWorker.getRegistration().then(async (registration) => {
          await registration.update().catch(() => {});
          const worker = registration.installing;
          if (!worker) return done(registration.waiting ? "waiting" : "none");
          worker.onstatechange = () => done(worker.state);
        })`);
      assert.ok(["redundant", "none"].includes(state), state);
      assert.equal(await inNotice("() => true"), null);
      await shows(HASH);
    });

    it("registers nothing where the connection is not secure", async () => {
      const { port } = new URL(server.origin);
      await browser.open(`http://${INTRANET}:${port}/`);
      await shows(HASH);
      await wait(1_500);
      assert.equal(await browser.run("return 'serviceWorker' in navigator"), false);
      assert.deepEqual(browser.record.requests.filter((url) => /offline-|sw\.js/.test(url)), []);
      assert.deepEqual(await browser.complaints(), []);
    });

    it("registers nothing for a page that embeds the widget", async () => {
      const page = (script) => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Intranet</title>
        <link rel="icon" href="../${readdirSync(folder).find((each) => /^icon/.test(each))}"><main><script type="module" src="${script}"></script><mieux-disant></mieux-disant></main></html>`;
      const loader = readdirSync(folder).find((each) => /^loader-/.test(each));
      mkdirSync(join(folder, "pages"));
      writeFileSync(join(folder, "pages", "stable.html"), page("../mieux-disant.js"));
      writeFileSync(join(folder, "beside.html"), page("mieux-disant.js").replace("../icon", "icon"));
      // Not meant for it, and still not a reason.
      writeFileSync(join(folder, "pages", "hashed.html"), page(`../${loader}`));
      for (const path of ["pages/stable.html", "beside.html", "pages/hashed.html"]) {
        await browser.open(at(path));
        await shows(HASH);
        await wait(1_500);
        assert.equal(await registrations(), 0, path);
        assert.deepEqual(browser.record.requests.filter((url) => url.endsWith("sw.js")), [], path);
        assert.deepEqual(await browser.complaints(), [], path);
      }
    });
  });
}
