// The formula simulator in Critères: assumed bids moved by keys, by pointer and
// by fields; every figure is what the command line prints for the same bids.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const FIXTURE = JSON.parse(repositoryFile("tests/page/fixtures/formulas.json"));
const { dossier: FOUR, printed: PRINTED } = FIXTURE;

/// A fraction as the page rounds it.
const rounded = (fraction) => {
  const [above, below = "1"] = fraction.split("/");
  return (Number(above) / Number(below)).toFixed(2).replace(".", ",");
};

everywhere("the formula simulator", (page) => {
  const press = (...keys) => page.browser.press(...keys);
  const id = () => page.look((shadow) => shadow.activeElement?.id);
  const focusIs = (expected) => page.becomes(id, expected);
  const tabTo = async (wanted) => {
    for (let steps = 0; steps < 40; steps += 1) {
      await press(Key.TAB);
      if ((await id()) === wanted) return;
    }
    assert.fail(`${wanted} is not reached by Tab`);
  };
  const type = async (text) => {
    await press(Key.CONTROL, "a");
    await page.browser.driver.actions().sendKeys(text).perform();
    await press(Key.ENTER);
  };
  /// What the table says: family, notes, who is first.
  const table = async () => (await page.look((shadow, bids) => [...shadow.querySelectorAll(".formulas-table tbody tr")].map((row) => [
    row.dataset.family, ...[...row.cells].slice(1, 2 + bids).map((cell) => cell.textContent),
  ]), (await page.look((shadow) => shadow.querySelectorAll(".bids > li").length)))).map((row) => row.map(plain));
  const printed = ({ formulas }) => formulas.map(({ family, offers, leaders }) => [
    family, ...offers.map(({ note }) => rounded(note)), leaders.map((each) => `« ${each.toUpperCase()} »`).join(" et "),
  ]);
  const open = async (dossier = FOUR) => {
    await page.fresh();
    await page.drop("quatre.json", JSON.stringify(dossier));
    await page.becomes(() => page.value("#title input"), "Quatre critères");
    await page.screen("criteres");
    await page.browser.run("arguments[0].focus()", await page.browser.find("#open-simulator"));
    await press(Key.ENTER);
    await focusIs("simulator-title");
    return await page.dossier();
  };

  it("gives the figures of the command line, for bids moved by keys and by fields", async () => {
    const before = await open();
    await tabTo("bid-slider-0");
    // One step is half a euro: from 100 to 110.
    await press(Key.ARROW_RIGHT);
    await page.hear("Note 100,00. En tête : « Z ».");
    await focusIs("bid-slider-0");
    for (let steps = 1; steps < 20; steps += 1) await press(Key.ARROW_RIGHT);
    await page.becomes(() => page.value("#bid-0"), "110");
    await page.becomes(() => page.attribute("#bid-slider-0", "aria-valuetext").then(plain), "110 € HT");
    await tabTo("bid-1");
    await type("95,5");
    await focusIs("bid-1");
    await page.hear("Note 100,00. En tête : « Y ».");
    await tabTo("simulator-estimate");
    await type(FIXTURE.estimate);
    await page.becomes(table, printed(PRINTED));
    await focusIs("simulator-estimate");
    // The tables beside: by share of the criterion, as the command line says.
    const share = PRINTED.formulas[0].by_share[0].to.split("/").map(Number);
    const percent = String(Math.round((share[0] / share[1]) * 10_000) / 100).replace(".", ",");
    assert.equal(await page.text(".formulas-table tbody tr .by-share"), `C jusqu'à ${percent} %, puis B`);
    assert.deepEqual(await page.dossier(), before, "assumed bids are no facts");
    // What is no price is refused, and said.
    await type("-3");
    await page.hear("Un prix est un nombre supérieur à 0, à 4 décimales au plus : la valeur n'a pas été retenue.");
    await page.becomes(table, printed(PRINTED));
    await tabTo("simulator-reset");
    await press(Key.ENTER);
    await page.becomes(() => page.value("#bid-0"), "100");
    await press(Key.ESCAPE);
    await focusIs("open-simulator");
  });

  it("adopts a formula by keys, after showing what changes, in one step", async () => {
    const before = await open();
    await tabTo("family-price_inverse");
    await press(Key.ARROW_DOWN);
    await focusIs("family-price_linear");
    await page.hear("Prix, linéaire entre extrêmes (F2). En tête : « X ».");
    assert.equal(await page.text("#simulator-chosen"), "Prix, linéaire entre extrêmes (F2)");
    assert.deepEqual((await page.texts(".weaknesses li")).length, 2);
    assert.match((await page.texts(".formula-lints li"))[0], /^Zéro automatique pour la dernière offre \(W-ZERO\)/);
    assert.deepEqual(await page.texts("#simulator-outlook .outlook-leader"), ["En tête : « X », à la place de « Z »."]);
    assert.deepEqual(await page.dossier(), before, "nothing has changed yet");
    await tabTo("simulator-adopt");
    await press(Key.ENTER);
    await focusIs("simulator-adopt");
    await page.hear("Formule adoptée : Prix, linéaire entre extrêmes (F2). En tête : « X ».");
    assert.equal((await page.dossier()).criteria[0].family, "price_linear");
    assert.equal(await page.attribute("#simulator-adopt", "aria-disabled"), "true");
    await press(Key.CONTROL, "z");
    await page.becomes(() => page.dossier(), before);
    assert.equal(await page.attribute("#action-undo", "aria-disabled"), "true");
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("moves a bid by pointer, and its dot with it", async () => {
    await open();
    const dot = () => page.look((shadow) => shadow.querySelector(".curves .dot").getBoundingClientRect().x);
    const before = await dot();
    await page.browser.setRange("#bid-slider-0", 150);
    await page.becomes(() => page.value("#bid-0"), "150");
    assert.notEqual(await dot(), before);
    await page.becomes(async () => (await table())[0].slice(1), ["86,67", "100,00", "72,22", "« Z »"]);
  });

  it("says to the cent where the winner changes", async () => {
    await open();
    const spans = async () => (await page.texts(".spans-table tbody tr"));
    const [first, second] = await spans();
    const [, to] = first.match(/à ([\d ]+,\d\d) €/);
    const at = async (price) => {
      await page.browser.type("#bid-0", price);
      await press(Key.ENTER);
      await page.becomes(() => page.value("#bid-0").then((value) => value.replace(/\s/g, "")), price);
      return (await table())[0].at(-1);
    };
    const cent = (Number(to.replace(/\s/g, "").replace(",", ".")) + 0.01).toFixed(2).replace(".", ",");
    assert.ok(first.endsWith(await at(to.replace(/\s/g, ""))), first);
    assert.ok(second.endsWith(await at(cent)), second);
  });

  it("draws every formula, with its figures behind a summary", async () => {
    await open();
    const lines = await page.look((shadow) => [...shadow.querySelectorAll(".curves polyline")].map((each) => each.getAttribute("class")));
    assert.equal(lines.length, PRINTED.formulas.length);
    assert.equal(new Set(lines).size, lines.length, "no two look alike");
    assert.equal(lines.filter((each) => /\bstrong\b/.test(each)).length, 1);
    assert.match(await page.attribute(".curves-drawing", "aria-label"), /Note selon le prix/);
    await page.browser.click(".curves-table summary");
    assert.ok(await page.shows(".curves-table tbody td"));
    assert.deepEqual((await page.texts(".curves-table thead th")).length, PRINTED.formulas.length + 1);
  });

  it("is useful before any offer", async () => {
    await open({ ...FOUR, offers: [] });
    assert.deepEqual(await page.look((shadow) => [...shadow.querySelectorAll(".bids .number")].map((each) => each.value.replace(/\s/g, " "))), ["80 000", "100 000", "120 000"]);
    assert.deepEqual((await table())[0].slice(1, 4), ["100,00", "80,00", "66,67"]);
    await page.browser.click("#simulator-add");
    await page.becomes(async () => (await table())[0].length, 6);
    await page.browser.click("#bid-remove-3");
    await page.becomes(async () => (await table())[0].length, 5);
    await focusIs("simulator-add");
  });

  it("speaks both languages", async () => {
    // What the dossier says begins with §.
    const texts = async () => (await page.look((shadow) => {
      const walk = document.createTreeWalker(shadow.querySelector(".helper"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
        else for (const name of ["aria-label", "title", "aria-valuetext"]) found.push(node.getAttribute(name) ?? "");
      }
      return found;
    })).map((each) => plain(each.replace(/§\w+/g, ""))).filter((each) => /\p{L}{2}/u.test(each));
    await page.fresh();
    await page.drop("mots.json", repositoryFile("tests/page/fixtures/words.json"));
    await page.becomes(() => page.value("#title input"), "§titre");
    await page.screen("criteres");
    await page.browser.click("#open-simulator");
    for (const family of ["price_inverse", "price_reference"]) {
      await page.browser.click(`#family-${family}`);
      await page.browser.find(`[data-family=${family}].chosen`);
      await page.language("fr");
      const french = new Set(await texts());
      assert.ok(french.size > 20, `${french.size} texts`);
      await page.language("en");
      assert.deepEqual((await texts()).filter((each) => french.has(each)), []);
    }
  });

  it("is clean for axe-core, at 320 px, in both languages, in the dark; prints without controls", async () => {
    await page.fresh();
    await page.screen("criteres");
    await page.browser.click("#open-simulator");
    await page.browser.click("#family-price_linear");
    await page.browser.click(".curves-table summary");
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
    await page.browser.resize(720);
    await page.browser.emulate({ print: true });
    for (const css of [".simulator button", ".simulator [type=range]", ".simulator [type=radio]"]) {
      assert.equal(await page.shows(css), false, `no ${css} on paper`);
    }
    for (const css of [".curves-plot", ".formulas-table", "#simulator-outlook"]) assert.ok(await page.shows(css), css);
    assert.deepEqual(await page.look(beyond), []);
    await page.browser.resize();
    await page.browser.emulate();
  });
});
