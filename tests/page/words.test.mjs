// The words of the page: two languages throughout, and their grammar.
import assert from "node:assert/strict";
import { it } from "node:test";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

everywhere("the words", (page) => {
  it("speaks French and English throughout", async () => {
    // What the dossier says begins with §.
    const texts = async () => (await page.words()).map((each) => plain(each.replace(/§\w+/g, ""))).filter((each) => /\p{L}{2}/u.test(each));
    const both = /^(Commission|Journal|Mieux-disant( [\d.]+ · [\da-f]*)?|FR|EN|Français|English|Actions|Contributions?|Total|Note|\d+ justifications|(file|https?):.*)$/;
    await page.fresh();
    await page.drop("mots.json", repositoryFile("tests/page/fixtures/words.json"));
    await page.becomes(() => page.value("#title input"), "§titre");
    await page.press("Détails de §a");
    await page.browser.click("#action-share");
    await page.drop("mauvais.json", "{");
    await page.browser.find("#notice");
    for (const screen of ["classement", "offres", "criteres"]) {
      await page.screen(screen);
      await page.language("fr");
      const french = new Set(await texts());
      assert.ok(french.size > 30, `${french.size} texts`);
      await page.language("en");
      const english = await texts();
      assert.deepEqual([...new Set(english.filter((each) => french.has(each) && !both.test(each)))], [], `in both languages on ${screen}`);
      assert.equal(await page.attribute(".widget", "lang"), "en");
    }
    await page.screen("classement");
    await page.becomes(async () => (await page.ranking())[0].total, "31.58 to 84.21");
    await page.language("fr");
    await page.becomes(async () => (await page.ranking())[0].total, "31,58 à 84,21");
  });

  it("counts in good French: the plural begins at two", async () => {
    await page.fresh();
    const minimum = JSON.parse(repositoryFile("tests/page/fixtures/words.json"));
    const { offers: [a, b, c], ...grid } = minimum;
    await page.drop("mots.json", JSON.stringify({ ...grid, offers: [a, { ...b, facts: { ...b.facts, note: 9 } }, c] }));
    await page.becomes(() => page.value("#title input"), "§titre");
    await page.press("Sous-critères de §groupe");
    const below2 = /(?<![\d,.])[01](,\d+)? \p{Ll}{3,}s\b/gu;
    const from2 = /(?<![\d,.])[2-9] (offre|rang|point|critère|justification)\b/gu;
    await page.share();
    await page.browser.find("#share-link");
    const wrong = (await page.words()).flatMap((each) => [...(each.match(below2) ?? []), ...(each.match(from2) ?? [])]);
    assert.deepEqual([...new Set(wrong)], []);
  });
}, ["http"]);
