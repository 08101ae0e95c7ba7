// The composer on the screen Besoins: bricks added, priced and pasted, a search to its
// proof, why a brick is in, an assembly adopted and taken back, by keyboard alone.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

// Every figure is fictitious.
const DOSSIER = {
  format: "mieux-disant", version: 1, title: "Messagerie à composer", note_scale: "20",
  criteria: [
    { id: "prix", name: "Coût", weight: "40", family: "price_inverse" },
    { id: "besoins", name: "Couverture", weight: "60", family: "coverage" },
  ],
  informations: [{ id: "qualifie", name: "Qualifié", family: "yes_no" }],
  requirements: [
    { id: "mel", name: "Courriel", of: "besoins", must: true },
    { id: "visio", name: "Visioconférence", of: "besoins", weight: "2" },
    { id: "docs", name: "Documents", of: "besoins", weight: "1" },
  ],
  gates: [{ id: "g", name: "Qualification", rule: "yes", of: "qualifie" }],
  offers: [
    { id: "suite", name: "Suite (fictive)", facts: { prix: "120", mel: "1", visio: "1", docs: "1", qualifie: true } },
    { id: "autre", name: "Ensemble (fictif)", components: [
      { id: "m", name: "Messagerie X", facts: { prix: "40", mel: "1", visio: "0", docs: "0", qualifie: true } },
      { id: "v", name: "Visio Y", facts: { prix: "30", mel: "0", visio: "1", docs: "0", qualifie: true } }] },
  ],
  bricks: [
    { id: "d", name: "Documents W", facts: { prix: "20", docs: "1", qualifie: true } },
    { id: "n", name: "Brique non qualifiée", facts: { prix: "1", mel: "1", qualifie: false } },
  ],
};

everywhere("the composer", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const activate = async (css) => {
    await focus(css);
    await page.browser.press(Key.ENTER);
  };
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id);
  const status = async () => plain(await page.text("#composing-status"));
  const opened = async () => {
    await page.fresh();
    await page.drop("composer.json", JSON.stringify(DOSSIER));
    await page.becomes(() => page.value("#title input"), DOSSIER.title);
    await page.screen("besoins");
    await activate("#composing-toggle");
    await page.browser.find("#composing-start");
    assert.equal(await page.attribute("#composing-toggle", "aria-expanded"), "true");
  };
  const composed = async () => {
    await opened();
    await activate("#composing-start");
    await page.becomes(async () => /Optimal, démontré/.test(await status()), true);
  };

  it("finds the best assemblies, proves them, and says why bricks stay out", async () => {
    await composed();
    await page.becomes(async () => (await page.texts("#composing-assemblies tbody tr")).length > 1, true);
    const [first] = await page.texts("#composing-assemblies tbody tr");
    assert.match(plain(first), /« .* »/);
    await page.becomes(() => page.shows("#composing-curve"), true);
    assert.match(plain((await page.texts("[aria-labelledby=composing-out] li")).join(" ")), /Brique non qualifiée : seule, elle ne satisfait pas à « Qualification »/);
  });

  it("explains a brick, and what the best would be without it", async () => {
    await composed();
    await activate("#composing-why-0");
    await page.becomes(focusedId, "composing-why");
    const buttons = await page.look((shadow) => [...shadow.querySelectorAll("[id^=composing-other-]")].map(({ id, textContent }) => [id, textContent]));
    const [id] = buttons.find(([, text]) => text === "Sans elle");
    await activate(`#${id}`);
    await page.becomes(async () => /^Sans .*(au lieu de|aucun assemblage ne passe)/.test(plain(await page.text("#composing-other"))), true);
    assert.equal(await focusedId(), id, "the focus stays on the button");
    await activate("#composing-why-close");
    await page.becomes(focusedId, "composing-found");
  });

  it("adopts an assembly as an offer, with the total announced, and takes it back", async () => {
    await composed();
    const announced = await page.look((shadow) => shadow.querySelector("#composing-assemblies tbody tr td:nth-child(4)").textContent);
    await activate("#composing-adopt-0");
    await page.becomes(focusedId, "composing-found");
    assert.match(plain(await page.text("#composing-adopted")), /« Assemblage » est maintenant une offre/);
    await page.becomes(async () => (await page.dossier()).offers.length, 3);
    assert.equal((await page.dossier()).offers[2].name, "Assemblage");
    const { offers } = JSON.parse(await page.evaluationText());
    assert.equal(offers[2].total_rounded, announced.replace(",", "."));
    assert.equal(await page.attribute("#composing-adopt-0", "aria-disabled"), "true");
    await page.browser.click("#action-undo");
    await page.becomes(async () => (await page.dossier()).offers.length, 2);
  });

  it("takes bricks of the buyer's own, one by one and from a table", async () => {
    await opened();
    await activate("#composing-add");
    await page.becomes(focusedId, "component-name-brique-1");
    await page.browser.type("#component-name-brique-1", "Agenda");
    await page.browser.press(Key.TAB);
    await page.becomes(async () => (await page.dossier()).bricks.at(-1).name, "Agenda");
    await page.browser.type("#component-fact-brique-1-prix", "12,5");
    await page.browser.press(Key.TAB);
    await page.becomes(async () => (await page.dossier()).bricks.at(-1).facts.prix, "12.5");
    await activate("#brick-facts-brique-1");
    await page.becomes(focusedId, "brick-facts-title");
    await activate("#brick-facts-close");
    await page.becomes(focusedId, "composing-title");
    await page.clipboard("Brique\tCoût\tDocuments\nWiki\t7\t0,5");
    await activate("#bricks-paste");
    await page.becomes(focusedId, "paste-text");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(focusedId, "paste-title");
    await activate("#paste-land");
    await page.becomes(async () => (await page.dossier()).bricks.at(-1).name, "Wiki");
    await page.becomes(focusedId, "composing-title");
    await activate("#brick-remove-brique-1");
    await page.becomes(async () => (await page.dossier()).bricks.some(({ name }) => name === "Agenda"), false);
    assert.equal((await page.dossier()).offers.length, 2);
  });

  it("satisfies axe-core, 24 px and 320 px in both languages with everything open", async () => {
    await composed();
    await activate("#composing-why-0");
    await activate("#brick-facts-d");
    await page.becomes(focusedId, "brick-facts-title");
    await activate("#composing-curve-summary");
    const wrong = [];
    const look = async (what) => {
      await page.browser.settled();
      wrong.push(...[...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))].map((each) => `${what}: ${each}`));
    };
    for (const [language, light] of [["fr", {}], ["en", {}], ["fr", { dark: true }]]) {
      await page.language(language);
      await page.browser.emulate(light);
      await look(`${language}, ${JSON.stringify(light)}`);
    }
    await page.browser.emulate();
    for (const width of [320, 768]) {
      await page.browser.resize(width);
      await look(`${width} px`);
    }
    await page.browser.resize();
    assert.deepEqual(wrong, []);
  });
});
