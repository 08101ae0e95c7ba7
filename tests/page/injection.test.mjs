// Markup planted in every text of a dossier, and brought in by a link: on every screen,
// in every panel and on paper it is text, and nothing of it runs.
import assert from "node:assert/strict";
import { it } from "node:test";
import { everywhere, repositoryFile } from "./widget.mjs";

const TEXTS = new Set([
  "title", "notice", "name", "description", "label", "unit", "basis", "source", "brick", "justification", "remark",
  "status_reason", "document", "page", "reason", "author", "text", "who", "by",
]);
const PAYLOAD = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script><svg onload=window.hit=1><!--`;

/// The dossier with the payload behind each of its texts, and how many those are.
function planted(value, count = { texts: 0 }) {
  const walk = (each, key) => {
    if (Array.isArray(each)) return each.map((inner) => walk(inner, key));
    if (each && typeof each === "object") return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, walk(inner, name)]));
    if (typeof each !== "string" || !TEXTS.has(key)) return each;
    count.texts += 1;
    // One name stands for one evaluator wherever it stands.
    return key === "unit" ? `${each}${PAYLOAD.slice(0, 25)}` : `${each}${PAYLOAD}`;
  };
  return { dossier: walk(value), ...count };
}

everywhere("markup in a link", (page) => {
  /// Nothing but text came of it.
  const isText = async (where) => {
    await page.browser.settled();
    const found = await page.browser.run(() => {
      const { shadowRoot } = document.querySelector("mieux-disant");
      const strange = [...shadowRoot.querySelectorAll("img, script, iframe, [onerror], [onload]")].map((each) => each.outerHTML.slice(0, 80));
      return { hit: window.hit ?? 0, strange, elsewhere: document.querySelectorAll("img").length, isThere: shadowRoot.textContent.includes("onerror=") };
    });
    assert.deepEqual(found, { hit: 0, strange: [], elsewhere: 0, isThere: true }, where);
  };

  for (const file of ["examples/suite.json", "tests/cases/links/v2-everything-complete.json", "tests/page/fixtures/words.json"]) {
    it(`of ${file} is text everywhere`, async () => {
      const { dossier, texts } = planted(JSON.parse(repositoryFile(file)));
      assert.ok(texts >= 20, `${texts} texts`);
      await page.fresh();
      await page.browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", dossier);
      await page.becomes(async () => (await page.dossier()).title, dossier.title);
      const link = await page.browser.run("return document.querySelector('mieux-disant').link('complete')");
      await page.open(link.slice(link.indexOf("#")));
      await page.becomes(async () => (await page.dossier()).title, dossier.title);
      assert.deepEqual((await page.dossier()).offers.map(({ name }) => name), dossier.offers.map(({ name }) => name));

      await isText("Classement");
      // Everything that opens, wherever it is, is opened.
      const open = async () => await page.browser.run(() => {
        const { shadowRoot } = document.querySelector("mieux-disant");
        shadowRoot.querySelectorAll("details:not([open]) > summary").forEach((each) => each.click());
        shadowRoot.querySelectorAll(".screen [aria-expanded=false]").forEach((each) => each.click());
      });
      await open();
      await isText("Classement, opened");
      for (const screen of ["offres", "criteres", "commission"]) {
        await page.screen(screen);
        await open();
        await isText(screen);
      }
      await page.screen("classement");
      await page.browser.click("#action-share");
      await isText("Partager");
      await page.browser.click("#action-new");
      await isText("Commencer");
      await page.browser.emulate({ print: true });
      await isText("print");
      await page.browser.emulate();
      await page.language("en");
      await isText("English");
      assert.deepEqual(await page.browser.complaints(), []);
    });
  }
}, ["http"]);
