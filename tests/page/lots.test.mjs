// Several lots in one dossier: added, chosen, put side by side, moved and removed;
// by keys and by fields.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

const MAIL = {
  format: "mieux-disant", version: 1, title: "Poste de travail", note_scale: "100",
  criteria: [
    { id: "prix", name: "Prix", weight: "60", family: "price_inverse" },
    { id: "qualite", name: "Qualité", weight: "40", family: "note", out_of: "20" },
  ],
  offers: [
    { id: "a", name: "Alpha", facts: { prix: "100", qualite: "15" } },
    { id: "b", name: "Beta", facts: { prix: "120", qualite: "12" } },
  ],
};

everywhere("the lots", (page) => {
  const press = (...keys) => page.browser.press(...keys);
  const focusIs = (expected) => page.becomes(() => page.look((shadow) => shadow.activeElement?.id), expected);
  const lots = async () => {
    const { lots } = await page.dossier();
    if (!lots) return undefined;
    const names = lots.others.map(({ name }) => name);
    names.splice(lots.place ?? 0, 0, lots.name);
    return names;
  };
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const write = async (css, text) => {
    await page.browser.click(css);
    await press(Key.CONTROL, "a");
    await page.browser.driver.actions().sendKeys(text).perform();
    await press(Key.ENTER);
  };
  const open = async () => {
    await page.fresh();
    await page.drop("lots.json", JSON.stringify(MAIL));
    await page.becomes(() => page.value("#title input"), MAIL.title);
    await page.screen("criteres");
  };
  /// The second lot, with the offers of the first.
  const two = async () => {
    await open();
    await focus("#begin-lots");
    await press(Key.ENTER);
    await focusIs("new-lot-title");
    await write("#first-lot-name", "Messagerie");
    await write("#new-lot-name", "Visioconférence");
    await page.choose("#new-lot-data", "sur un cloud interne de l'État");
    await page.choose("#new-lot-start", "la grille de ce lot, avec ses offres");
    await focus("#new-lot-add");
    await press(Key.ENTER);
    await focusIs("lot-choice");
  };

  it("adds a lot by keys, shows one or the other, and undoes it", async () => {
    await open();
    await focus("#begin-lots");
    await press(Key.ENTER);
    await focusIs("new-lot-title");
    await press(Key.ESCAPE);
    await focusIs("begin-lots");
    await two();
    await page.hear("Lot ajouté et affiché : « Visioconférence ».");
    assert.deepEqual(await lots(), ["Messagerie", "Visioconférence"]);
    assert.match(plain(await page.text("#lot-data")), /cloud interne de l'État/);
    await page.screen("classement");
    await page.choose("#lot-choice", "Messagerie");
    await page.hear("Lot affiché : « Messagerie ».");
    assert.match(plain(await page.text("#lot-data")), /non précisées/);
    assert.equal((await page.dossier()).lots.place, undefined);
    await focus("#lot-choice");
    await press(Key.CONTROL, "z");
    await page.becomes(async () => (await page.dossier()).lots?.place, 1);
    await press(Key.CONTROL, "z");
    await page.becomes(lots, undefined);
    assert.equal((await page.dossier()).offers.length, 2);
  });

  it("puts all lots side by side, adds their prices, and goes to one", async () => {
    await two();
    await focus("#lots-all");
    await press(Key.ENTER);
    await page.becomes(() => page.attribute("#lots-all", "aria-expanded"), "true");
    const rows = (await page.texts("#lots-table tbody tr")).map(plain);
    assert.equal(rows.length, 2);
    assert.ok(rows.every((row) => /Alpha/.test(row) && /100 €/.test(row) && /établi/.test(row)), rows.join("\n"));
    assert.match(plain(await page.text("#lots-sum")), /tous lots réunis : 200 € toutes taxes comprises\.$/);
    await focus("#lot-show-0");
    await press(Key.ENTER);
    await focusIs("lot-choice");
    assert.equal((await page.dossier()).lots.place, undefined);
    assert.equal(await page.attribute("#lots-all", "aria-expanded"), "false");
  });

  it("moves, names and removes lots; the focus stays", async () => {
    await two();
    await page.browser.click("#lots-all");
    await focus("#lot-down-0");
    await press(Key.ENTER);
    await focusIs("lot-down-1");
    await page.becomes(lots, ["Visioconférence", "Messagerie"]);
    await page.hear("« Messagerie » est à la place 2.");
    await write("#lot-name-1", "Courriel");
    await page.becomes(lots, ["Visioconférence", "Courriel"]);
    await page.choose("#lot-data-1", "autres données");
    await page.becomes(async () => (await page.dossier()).lots.others[0].data, "other");
    await focus("#lot-remove-1");
    await press(Key.ENTER);
    await focusIs("lot-remove-now");
    await press(Key.ESCAPE);
    await focusIs("lot-remove-1");
    await press(Key.ENTER);
    await focusIs("lot-remove-now");
    await press(Key.ENTER);
    await page.becomes(lots, undefined);
    await focusIs("criteria-title");
    await press(Key.CONTROL, "z");
    await page.becomes(lots, ["Visioconférence", "Courriel"]);
  });

  it("satisfies axe-core, 24 px and 320 px in both languages with everything open", async () => {
    await two();
    await page.browser.click("#lots-all");
    await page.browser.click("#lot-remove-1");
    await page.browser.click("#add-lot");
    await focusIs("new-lot-title");
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
