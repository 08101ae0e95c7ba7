// The story of the founding articles as somebody opens it from the box: who is ranked
// and who is out, what each need and four years cost, the proposed award; weights
// moved; the same again from its link.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

const RANKED = ["1 suite-europeenne 80,86", "2 assemblage 79,44"];

everywhere("the story of the articles", (page) => {
  const activate = async (css) => {
    await page.browser.run("arguments[0].focus()", await page.browser.find(css));
    await page.browser.press(Key.ENTER);
  };
  const open = async () => {
    await page.fresh();
    await page.example("assembly");
    await page.becomes(() => page.ranked(), RANKED);
  };
  const cell = (id) => page.look((shadow, id) => shadow.getElementById(id)?.textContent ?? "", id).then(plain);

  it("ranks a suite and an assembly, and says why the others are out", async () => {
    await open();
    const [operated, current, ...others] = await page.texts(".apart.eliminated > ul > li");
    assert.deepEqual(others, []);
    assert.match(operated, /Suite actuelle opérée en France.*En cours de qualification/);
    assert.match(current, /Statu quo.*Hébergement et administration dans l'Union/);
    // More weight on sovereignty, and the assembly comes first.
    await page.browser.type("#weight-A2", "30");
    await page.browser.press(Key.ENTER);
    await page.becomes(async () => (await page.ranking()).map(({ offer }) => offer), ["assemblage", "suite-europeenne"]);
    await page.browser.press(Key.CONTROL, "z");
    await page.becomes(() => page.ranked(), RANKED);
  });

  it("shows what covers each need, and until when it was promised", async () => {
    await open();
    await page.screen("besoins");
    assert.match(await cell("cover-B7-suite-operee"), /engagé pour 12\/2027, ne compte pas$/);
    assert.match(await cell("cover-B9-assemblage"), /engagé pour 31\/03\/2027, compte$/);
    assert.match(await cell("cover-B10-assemblage"), /en partie : 50 %$/);
    assert.match(await cell("cover-B2-assemblage"), /couvert$/);
  });

  it("has four years in four scenarios, the assembly beside the suites", async () => {
    await open();
    await page.screen("offres");
    await activate("#open-costs");
    await page.becomes(() => page.texts(".cost-table tbody td.figure strong"), [
      ...Array(4).fill("504 805,02 €"), ...Array(4).fill("454 000 €"),
      "500 000 €", "596 000 €", "620 000 €", "644 000 €", "400 000 €", "480 000 €", "500 000 €", "520 000 €",
    ]);
    assert.ok(await page.shows(".cost-bars"));
    assert.equal((await page.texts(".cost-claims li")).length, 3);
  });

  it("proposes an award with its reasons and what was set aside", async () => {
    await open();
    await activate("#toggle-decision");
    await page.browser.find("#decision-offer");
    assert.match(await page.value("#decision-reasons"), /^Première du classement annoncé/);
    assert.match((await page.texts("#to-explain li")).join(), /Assemblage de briques/);
    assert.equal(await page.shows("#decision-warning"), false);
    assert.equal(await page.value("#alternative-4"), "Réutiliser des produits de l'État");
    assert.match(await page.value("#set-aside-1"), /décembre 2027/);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("is the same again from its link", async () => {
    await open();
    const [dossier, evaluation] = [await page.dossier(), await page.evaluationText()];
    await page.share();
    const link = await page.value("#share-link");
    await page.fresh(new URL(link).hash);
    await page.browser.find(".received");
    assert.deepEqual(await page.dossier(), dossier);
    assert.equal(await page.evaluationText(), evaluation);
    assert.deepEqual(await page.ranked(), RANKED);
  });

  it("is clean for axe-core on every screen of it, in both languages, at 320 px too", async () => {
    await open();
    const wrong = [];
    const look = async (where) => {
      for (const [lang, width] of [["fr", 1440], ["en", 320]]) {
        await page.language(lang);
        await page.browser.resize(width);
        await page.browser.settled();
        const seen = [...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))];
        wrong.push(...seen.map((each) => `${where}, ${lang}, ${width}: ${each}`));
      }
      await page.browser.resize(1440);
      await page.language("fr");
    };
    await activate("#toggle-decision");
    await page.browser.find("#decision-offer");
    await look("ranking");
    await page.screen("besoins");
    await look("needs");
    await page.screen("offres");
    await activate("#open-costs");
    await look("costs");
    assert.deepEqual(wrong, []);
  });
});
