// Besoins: the register typed in and pasted, how offers cover it, commitments.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

const MAIL = {
  format: "mieux-disant", version: 1, title: "Messagerie", note_scale: "100",
  criteria: [
    { id: "prix", name: "Prix", weight: "60", family: "price_inverse" },
    { id: "besoins", name: "Couverture", weight: "40", family: "coverage" },
  ],
  requirements: [
    { id: "export", name: "Export ouvert", of: "besoins", must: true },
    { id: "mobile", name: "Mobilité", of: "besoins" },
  ],
  gates: [{ id: "g", name: "Obligatoires", rule: "musts_covered", of: "besoins" }],
  offers: [
    { id: "a", name: "Offre A", facts: { prix: "100", export: "1", mobile: "0.5" } },
    { id: "b", name: "Offre B", facts: { prix: "90", export: { value: "0", committed_by: "2027-06" }, mobile: "1" } },
  ],
};

everywhere("the needs", (page) => {
  const open = async (dossier = MAIL) => {
    await page.fresh();
    await page.drop("besoins.json", JSON.stringify(dossier));
    await page.becomes(() => page.value("#title input"), dossier.title);
    await page.screen("besoins");
  };
  const cell = (id) => page.look((shadow, id) => shadow.getElementById(id)?.textContent, id).then(plain);
  const type = async (selector, text) => {
    await page.browser.click(selector);
    await page.browser.press(Key.CONTROL, "a");
    await page.browser.driver.actions().sendKeys(text).perform();
    await page.browser.press(Key.TAB);
  };

  it("teaches an empty register and begins it", async () => {
    await open({ ...MAIL, requirements: undefined, gates: undefined, criteria: [MAIL.criteria[0]],
      offers: MAIL.offers.map(({ id, name, facts }) => ({ id, name, facts: { prix: facts.prix } })) });
    assert.match(plain(await page.text(".needs-summary")), /registre est vide/);
    await page.press("Ajouter un besoin");
    await page.becomes(() => page.focused(), "Intitulé du besoin Nouveau besoin");
    await type("#need-besoin-1", "Export ouvert");
    await page.becomes(async () => (await page.dossier()).requirements[0].name, "Export ouvert");
    await page.choose("#need-priority-besoin-1", "obligatoire");
    await page.becomes(async () => (await page.dossier()).requirements[0].must, true);
    await type("#need-owner-besoin-1", "DSI");
    await page.becomes(async () => (await page.dossier()).requirements[0].owner, "DSI");
    await type("#need-deadline-besoin-1", "06/2027");
    await page.becomes(async () => (await page.dossier()).requirements[0].deadline, "2027-06");
    await page.choose("#trace-besoin-1", "Prix");
    await page.becomes(async () => (await page.dossier()).requirements[0].criteria?.[0], "prix");
  });

  it("shows how offers cover each need, and takes a commitment where the dossier does", async () => {
    await open();
    assert.match(await cell("cover-export-a"), /couvert/);
    assert.match(await cell("cover-export-b"), /engagé pour 06\/2027, ne compte pas/);
    await type("#commitments-until", "2027");
    await page.becomes(() => cell("cover-export-b").then((text) => text.includes("06/2027, compte")), true);
    await page.browser.click("#cover-mobile-a");
    await page.becomes(() => page.look((shadow) => shadow.activeElement?.id), "cover-title");
    await type("#cover-share", "75");
    await page.becomes(async () => (await page.dossier()).offers[0].facts.mobile, "0.75");
    await type("#sheet-gap", "Pas hors ligne");
    await page.becomes(async () => (await page.dossier()).offers[0].facts.mobile.gap, "Pas hors ligne");
    await page.press("Fermer");
    await page.becomes(() => page.look((shadow) => shadow.activeElement?.id), "cover-mobile-a");
  });

  it("takes a pasted table after it was seen", async () => {
    await open();
    await page.clipboard("Besoin\tPriorité\tPoids\nChiffrement\tMUST\t\nMobilité\tpeut-être\t2,5");
    await page.press("Coller des besoins");
    await page.becomes(() => page.look((shadow) => shadow.activeElement?.id), "needs-paste-text");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(() => page.look((shadow) => shadow.activeElement?.id), "needs-paste-title");
    assert.equal((await page.dossier()).requirements.length, 2);
    assert.match(plain(await page.text(".paste .field-error")), /n'est pas une priorité/);
    await page.press("Reprendre ces besoins");
    await page.becomes(async () => (await page.dossier()).requirements.length, 3);
    const [, mobile, cipher] = (await page.dossier()).requirements;
    assert.deepEqual([mobile.weight, mobile.must, cipher.name, cipher.must], ["2.5", undefined, "Chiffrement", true]);
  });

  it("satisfies axe-core, 24 px and 320 px in both languages with everything open", async () => {
    await open();
    await page.browser.click("#cover-export-b");
    await page.clipboard("Besoin\tPriorité\nChiffrement\tpeut-être");
    await page.press("Coller des besoins");
    await page.becomes(() => page.look((shadow) => shadow.activeElement?.id), "needs-paste-text");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(() => page.look((shadow) => shadow.activeElement?.id), "needs-paste-title");
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
