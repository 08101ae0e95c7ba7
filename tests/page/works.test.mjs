// Works kept in the browser: until a second before it is killed, beside what other
// tabs keep, not at all where that is refused or unwanted.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, startBrowser } from "./browser.mjs";
import { Key } from "./drivers.mjs";
import { Page, everywhere, repositoryFile, singleFile, site } from "./widget.mjs";

const TITLE = "Remplacer la suite collaborative d'un ministère";
const KEPT = "Votre travail, gardé dans ce navigateur.";
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const weightIn = (text) => JSON.parse(text).criteria.find(({ id }) => id === "A4").weight;

everywhere("the works", (page) => {
  const weigh = async (value, of = "A4") => {
    await page.browser.type(`#weight-${of}`, value);
    await page.browser.press(Key.ENTER);
  };
  const price = async () => weightIn(JSON.stringify(await page.dossier()));
  const keptPrices = async () => (await page.works()).map(({ text }) => weightIn(text)).sort();
  const tabs = () => page.browser.driver.getAllWindowHandles();
  const show = (handle) => page.browser.driver.switchTo().window(handle);
  /// The same dossier open in two tabs; gives their handles. The second is in sight.
  const twoTabs = async () => {
    await page.fresh();
    await weigh("33");
    await page.kept(1);
    const [first] = await tabs();
    await page.browser.driver.switchTo().newWindow("tab");
    const second = await page.browser.driver.getWindowHandle();
    await page.open();
    await page.resume(TITLE);
    await page.becomes(price, "33");
    return [first, second];
  };
  const oneTab = async () => {
    const [first, ...others] = await tabs();
    for (const other of others) {
      await show(other);
      await page.browser.driver.close();
    }
    await show(first);
  };

  it("of two tabs on one dossier, the one behind is told, takes over, and can go back", async () => {
    try {
      const [a, b] = await twoTabs();
      await weigh("34");
      await page.becomes(keptPrices, ["34"]);
      await show(a);
      await page.becomes(() => page.text("#notice p"), "Ce dossier vient d'être modifié dans un autre onglet. Les deux versions existent : laquelle voulez-vous ici ?");
      assert.equal(await price(), "33", "nothing changes unasked");
      await page.press("Prendre la version de l'autre onglet");
      await page.becomes(price, "34");
      assert.equal(await page.shows("#notice"), false);
      await page.browser.click("#action-undo");
      await page.becomes(price, "33");
      await page.becomes(keptPrices, ["33"]);
      await show(b);
      await page.becomes(() => page.shows("#notice-keep-mine"), true);
      await page.press("Garder la mienne à part");
      await page.becomes(keptPrices, ["33", "34"]);
      await page.begin();
      await page.becomes(() => page.texts(".kept-table tbody th"), [`${TITLE} (version gardée à part)ouvert ici`, TITLE]);
    } finally {
      await oneTab();
    }
  });

  it("of two tabs that both write, nothing is lost, and each says so", async () => {
    try {
      const [a, b] = await twoTabs();
      await weigh("34");
      await page.becomes(keptPrices, ["34"]);
      await show(a);
      await weigh("35");
      await page.becomes(keptPrices, ["34", "35"]);
      await page.becomes(async () => /^Un autre onglet a modifié ce dossier entre-temps\. Rien n'est perdu/.test(await page.text("#notice p")), true);
      assert.equal(await price(), "35");
      await show(b);
      await page.becomes(async () => /^Un autre onglet travaillait sur une version plus ancienne/.test(await page.text("#notice p")), true);
      assert.equal(await price(), "34");
      // Each goes on in its own place.
      await weigh("36");
      await page.becomes(keptPrices, ["35", "36"]);
      await show(a);
      await weigh("37");
      await page.becomes(keptPrices, ["36", "37"]);
    } finally {
      await oneTab();
    }
  });

  it("says once that storage is refused, and offers a file", async () => {
    await page.fresh();
    const allow = await page.browser.beforehand(() => {
      for (const name of ["indexedDB", "localStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
      }
    });
    try {
      await page.open();
      await weigh("33");
      await page.becomes(() => page.text("#notice p"), "Ce navigateur ne garde rien pour cette page : enregistrez votre travail dans un fichier.");
      await page.becomes(() => page.text(".origin"), "Votre travail. Ce navigateur ne peut pas le garder : enregistrez-le dans un fichier.");
      const { name } = await page.browser.saved(() => page.press("Enregistrer dans un fichier"));
      assert.match(name, /\.json$/);
      await page.press("J'ai compris");
      await weigh("34");
      await pause(700);
      assert.equal(await page.shows("#notice"), false, "once");
    } finally {
      await allow();
    }
  });

  it("says once that storage is full, and keeps again when there is room", async () => {
    await page.fresh();
    await page.browser.run(`const { put } = IDBObjectStore.prototype;
      window.makeRoom = () => { IDBObjectStore.prototype.put = put; };
      IDBObjectStore.prototype.put = () => { throw new DOMException("no", "QuotaExceededError"); };`);
    await weigh("33");
    await page.becomes(() => page.text("#notice p"), "La mémoire de ce navigateur est pleine : enregistrez votre travail dans un fichier.");
    assert.ok(await page.shows("#notice-save"));
    await page.press("J'ai compris");
    await weigh("34");
    await pause(700);
    assert.equal(await page.shows("#notice"), false, "once");
    await page.browser.run("makeRoom()");
    await weigh("35");
    await page.becomes(keptPrices, ["35"]);
    await page.becomes(() => page.text(".origin"), KEPT);
  });

  it("keeps where there is no database, and moves that when there is one", async () => {
    await page.fresh();
    const allow = await page.browser.beforehand(() => {
      Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });
    });
    try {
      await page.open();
      await weigh("33");
      await page.becomes(() => page.text(".origin"), KEPT);
      await page.browser.until(() => page.browser.run("return localStorage.length"), "an entry");
      await page.open();
      await page.resume(TITLE);
      await page.becomes(price, "33");
    } finally {
      await allow();
    }
    await page.open();
    await page.becomes(keptPrices, ["33"]);
    await page.becomes(async () => (await page.stores()).local, {});
  });

  it("finds what older pages kept", async () => {
    await page.fresh();
    const text = repositoryFile("examples/ec-2026.json");
    await page.browser.run("localStorage.setItem('mieux-disant:work:old-1', arguments[0])", `2026-01-02T10:00:00.000Z\nAncien\n${text}`);
    await page.open();
    await page.becomes(() => page.works(), [{ slot: "old-1", title: "Ancien", text }]);
    await page.becomes(async () => (await page.stores()).local, {});
    await page.resume("Ancien");
    await page.becomes(() => page.dossier(), JSON.parse(text));
  });

  it("keeps nothing on request, and forgets what was kept", async () => {
    await page.fresh();
    await weigh("33");
    await page.kept(1);
    await page.begin();
    await page.browser.click("#keep-nothing");
    await page.hear("Plus rien ne sera mémorisé dans ce navigateur.");
    await page.press("Tout oublier…");
    await page.press("Tout oublier pour de bon");
    await page.kept(0);
    const nothing = { works: [], texts: {}, choices: ["keep-nothing"], local: {} };
    for (const turn of ["34", "35"]) {
      await weigh(turn);
      await page.becomes(() => page.text(".origin"), "Votre travail. Rien n'est mémorisé dans ce navigateur : enregistrez-le dans un fichier.");
      await pause(700);
      assert.deepEqual(await page.stores(), nothing);
      // Leaving the page keeps nothing either.
      await page.open();
      assert.deepEqual(await page.stores(), nothing);
    }
    await weigh("36");
    await page.begin();
    await page.browser.click("#keep-nothing");
    await page.becomes(keptPrices, ["36"]);
    assert.deepEqual((await page.stores()).choices, []);
  });
});

// Each browser keeps its profile while it is killed, as by a power cut, and started again.
for (const name of BROWSERS) {
  describe(`the works of a killed ${name}`, () => {
    for (const place of ["http", "file"]) {
      it(`are those of at most one second before (${place})`, async () => {
        const profile = mkdtempSync(join(tmpdir(), `mieux-disant-profile-${name}-`));
        const server = await serve({ root: site, policy: POLICIES.strict });
        let browser;
        const page = new Page(place, () => browser, () => (place === "file" ? singleFile : `${server.origin}/`));
        try {
          let edits = 0;
          for (const duration of [0, 1300, 1750, 2400]) {
            browser = await startBrowser(name, { profile });
            await page.open();
            if (edits > 0) await page.resume(TITLE);
            // Typing on and on for a while; then the plug is pulled.
            const written = [];
            const end = Date.now() + duration;
            do {
              edits += 1;
              const weight = String(20 + edits / 100);
              await page.look((shadow, weight) => {
                const field = shadow.querySelector("#weight-A4");
                field.value = weight;
                field.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
              }, weight);
              written.push({ weight, at: Date.now() });
              await pause(40);
            } while (Date.now() < end);
            // A single change, a second ago, is always there.
            if (duration === 0) await pause(1000);
            const killed = kill(browser, profile);
            await browser.driver.quit().catch(() => {});
            rmSync(browser.downloads, { recursive: true, force: true });

            browser = await startBrowser(name, { profile });
            await page.open();
            const [work, ...others] = await page.kept(1);
            assert.deepEqual(others, []);
            const last = written.findIndex(({ weight }) => weight === weightIn(work.text));
            const due = written.filter(({ at }) => at <= killed - 1000).length - 1;
            assert.ok(last >= due && last >= 0, `${weightIn(work.text)} is kept, ${written[due]?.weight} was due, of ${written.map(({ weight }) => weight)}`);
            await page.resume(TITLE);
            await page.becomes(() => page.dossier(), JSON.parse(work.text));
            await browser.close();
            browser = undefined;
          }
        } finally {
          await browser?.close().catch(() => {});
          await server.close();
          rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
        }
      });
    }
  });
}

/// Kills every process of the browser that works in this profile; gives the moment.
function kill(browser, profile) {
  const processes = readdirSync("/proc").filter((each) => /^\d+$/.test(each)).flatMap((id) => {
    try {
      const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))[1];
      return [{ id, parent, command: readFileSync(`/proc/${id}/cmdline`, "utf8") }];
    } catch {
      // It has just ended.
      return [];
    }
  });
  const doomed = processes.filter(({ command }) => command.includes(profile) && !/driver/.test(command.split("\0")[0])).map(({ id }) => id);
  // The children do not all name the profile.
  for (const id of doomed) doomed.push(...processes.filter((each) => each.parent === id && !doomed.includes(each.id)).map((each) => each.id));
  assert.ok(doomed.length > 1, `${browser.name} has several processes`);
  const now = Date.now();
  for (const id of doomed) {
    try {
      process.kill(Number(id), "SIGKILL");
    } catch {
      // It went with its parent.
    }
  }
  return now;
}
