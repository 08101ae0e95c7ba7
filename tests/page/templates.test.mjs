// Beginning from a template whose gates follow from the data: the class is chosen
// first, a derogation has its reason and its end, presets stand apart.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

everywhere("the templates", (page) => {
  const focusIs = (expected) => page.becomes(() => page.look((shadow) => shadow.activeElement?.id), expected);
  const open = async (id) => {
    await page.fresh();
    await page.begin();
    await page.browser.click(`#template-${id}-choice`);
  };
  const begun = async () => {
    await focusIs("criteria-title");
    return await page.dossier();
  };

  it("asks for the qualification where the data do, and nowhere else", async () => {
    await open("iaas");
    await page.choose("#template-iaas-class", "autres données");
    await page.becomes(() => page.shows("#template-iaas-derogated"), false);
    await page.browser.click("#template-iaas-health");
    await page.browser.click("#template-iaas");
    const { gates, notice, criteria } = await begun();
    assert.deepEqual(gates.slice(0, 2).map(({ id }) => id), ["B-G2", "B-G3"]);
    assert.match(plain(notice), /Données retenues : aucune d'une sensibilité particulière\.$/);
    assert.equal(criteria.length, 7);
  });

  it("writes a derogation into the basis of the gate, with its reason and its end", async () => {
    await open("suite");
    await page.browser.click("#template-suite-derogated");
    await page.browser.click("#template-suite");
    await focusIs("template-suite-reason");
    assert.match(await page.text("#template-suite-error"), /^Dites pourquoi/);
    await page.browser.type("#template-suite-reason", "Migration engagée");
    await page.browser.click("#template-suite");
    await focusIs("template-suite-until");
    await page.browser.type("#template-suite-until", "30/06/2027");
    await page.browser.click("#template-suite");
    const { gates } = await begun();
    const gate = gates.find(({ id }) => id === "A-G2");
    assert.equal(gate.level, 3);
    assert.match(plain(gate.basis), /Dérogation jusqu'au 30\/06\/2027 : Migration engagée$/);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("keeps special presets apart, behind a summary, in both languages", async () => {
    await page.fresh();
    await page.begin();
    assert.equal(await page.shows("#template-cada"), false);
    await page.browser.run("arguments[0].focus()", await page.browser.find("#begin-presets"));
    await page.browser.press(Key.ENTER);
    assert.ok(await page.shows("#template-cada"));
    await page.language("en");
    await page.browser.click("#template-neutral");
    const { criteria, gates = [] } = await begun();
    assert.deepEqual([criteria[0].name, criteria.length, gates], ["Performance for the work", 9, []]);
  });

  it("is clean for axe-core, at 320 px and in the dark", async () => {
    await open("iaas");
    await page.browser.click("#template-iaas-derogated");
    await page.browser.click("#begin-presets");
    const wrong = [];
    for (const [lang, width, dark] of [["fr", 1440, false], ["en", 320, false], ["fr", 768, true]]) {
      await page.language(lang);
      await page.browser.resize(width);
      await page.browser.emulate({ dark });
      await page.browser.settled();
      const seen = [...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))];
      wrong.push(...seen.map((each) => `${lang}, ${width}: ${each}`));
    }
    assert.deepEqual(wrong, []);
    await page.browser.resize();
    await page.browser.emulate();
  });
});
