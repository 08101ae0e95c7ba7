// The cost model in Offres: the plan, the sheets, scenarios side by side; by keys
// and by fields. The figures of the founding articles, as a user enters them.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

everywhere("the cost model", (page) => {
  const press = (...keys) => page.browser.press(...keys);
  const id = () => page.look((shadow) => shadow.activeElement?.id);
  const focusIs = (expected) => page.becomes(id, expected);
  const write = async (css, text) => {
    await page.browser.type(css, text);
    await press(Key.ENTER);
  };
  const open = async () => {
    await page.fresh();
    await page.screen("offres");
    await page.browser.run("arguments[0].focus()", await page.browser.find("#open-costs"));
    await press(Key.ENTER);
    await focusIs("costs-title");
    await page.browser.click("#costs-begin");
    await focusIs("costs-plan");
  };
  const add = async (label, amount, source) => {
    const before = await page.look((shadow) => shadow.querySelectorAll(".cost-lines > li").length);
    await page.browser.type("#cost-new-label", label);
    await page.browser.type("#cost-new-amount", amount);
    await page.browser.type("#cost-new-source", source);
    await press(Key.ENTER);
    await page.becomes(() => page.look((shadow) => shadow.querySelectorAll(".cost-lines > li").length), before + 1);
    await page.becomes(() => page.value("#cost-new-label"), "");
  };
  const totals = () => page.texts(".cost-table tbody td.figure strong");

  it("shows a bill that rises at renewal, and what a claim is told against", async () => {
    await open();
    await add("Abonnements", "100", "Facture de 2026");
    await page.browser.click("#cost-renews-0");
    await page.browser.click("#cost-add-scenario");
    await focusIs("cost-scenario-1");
    await page.choose("#cost-renewal-1", "dès l'année 1");
    await write("#cost-rise-1", "30");
    await page.becomes(totals, ["400 €", "520 €"]);
    await page.choose("#cost-offer", "Offre B (fictive) : assemblage de logiciels libres");
    await page.hear("Lignes de coût de « Offre B (fictive) : assemblage de logiciels libres ».");
    await add("Hébergement", "25", "Devis, p. 2");
    await page.becomes(totals, ["400 €", "520 €", "100 €", "100 €"]);
    await page.choose("#cost-base", "Offre A (fictive) : suite intégrée européenne");
    await page.becomes(async () => (await page.texts(".cost-claims li")).map((each) => /soit la base divisée par 4\. Base : « Offre A/.test(each)), [true]);
    await page.browser.click("#cost-announced-1");
    await page.becomes(async () => (await page.texts(".cost-claims li")).map((each) => /divisée par 5,2\./.test(each)), [true]);
    assert.match(await page.attribute(".cost-bars", "aria-label"), /^Coût de chaque offre sur 4/);
    // The ranking reads the announced scenario, and the grid of the offers shows it.
    const { offers, cost_plan: plan } = await page.dossier();
    assert.deepEqual([plan.announced, offers[0].facts.A4.costs.length], [1, 1]);
    assert.match(await page.text("#cell-offre-a-A4"), /^520,00(?!\d)/);
    await press(Key.CONTROL, "z");
    await page.becomes(async () => (await page.text("#cell-offre-a-A4")).slice(0, 6), "400,00");
  });

  it("moves the horizon by keys in one step", async () => {
    await open();
    await add("Abonnements", "100", "Devis");
    const before = await page.dossier();
    await page.browser.run("arguments[0].focus()", await page.browser.find("#cost-horizon"));
    for (let steps = 0; steps < 3; steps += 1) await press(Key.ARROW_RIGHT);
    await page.becomes(totals, ["700 €"]);
    assert.equal(plain(await page.attribute("#cost-horizon", "aria-valuetext")), "7 ans");
    await focusIs("cost-horizon");
    await press(Key.ESCAPE);
    await focusIs("open-costs");
    assert.equal(await page.shows(".costs"), false);
    for (let steps = 0; steps < 3 && (await page.dossier()).cost_plan.horizon !== 4; steps += 1) await press(Key.CONTROL, "z");
    await page.becomes(() => page.dossier(), before);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("says what a new line lacks, and keeps what was typed", async () => {
    await open();
    await page.browser.type("#cost-new-amount", "12");
    await press(Key.ENTER);
    await focusIs("cost-new-label");
    await page.hear("Dites ce que paie la ligne, par exemple « Abonnements ».");
    assert.equal(await page.value("#cost-new-amount"), "12");
    await page.browser.type("#cost-new-label", "Abonnements");
    await press(Key.ENTER);
    await focusIs("cost-new-source");
    assert.equal(await page.attribute("#cost-new-source", "aria-invalid"), "true");
    await page.browser.type("#cost-new-source", "Devis");
    await press(Key.ENTER);
    await page.becomes(() => page.texts(".cost-lines > li").then((lines) => lines.length), 1);
  });

  it("takes pasted lines after they were seen, whole or not at all", async () => {
    await open();
    await page.clipboard("Libellé\tMontant\tNature\nAbonnements\t100\tabonnement\nSoutien\tbeaucoup\tautre\nTotal\t100\t");
    await page.browser.run("arguments[0].focus()", await page.browser.find("#cost-paste"));
    await press(Key.ENTER);
    await focusIs("cost-paste-text");
    await press(Key.CONTROL, "v");
    await focusIs("cost-paste-title");
    assert.deepEqual((await page.texts(".paste .field-error")).length, 4, "a source for two lines, a number, a total");
    assert.equal(await page.attribute("#cost-land", "aria-disabled"), "true");
    await page.browser.type("#cost-paste-source", "Tableur de mars");
    await press(Key.TAB);
    await page.becomes(() => page.attribute("#cost-land", "aria-disabled"), null);
    assert.deepEqual((await page.texts(".paste .field-error")).map(plain), [
      "Ce n'est pas un nombre, par exemple 12,5.", "Cette ligne est un total : elle compterait deux fois les autres.",
    ]);
    for (const language of ["en", "fr"]) {
      await page.language(language);
      await page.browser.settled();
      assert.deepEqual([...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))], []);
    }
    await page.browser.run("arguments[0].focus()", await page.browser.find("#cost-land"));
    await press(Key.ENTER);
    await focusIs("cost-lines");
    await page.becomes(totals, ["400 €"]);
    const [{ label, source }] = (await page.dossier()).offers[0].facts.A4.costs;
    assert.deepEqual([label, source], ["Abonnements", "Tableur de mars"]);
    await press(Key.CONTROL, "z");
    await page.becomes(() => page.texts(".cost-lines > li").then((lines) => lines.length), 0);
    // Escape gives up the table, and leaves the cost model open.
    await page.browser.click("#cost-paste");
    await focusIs("cost-paste-text");
    await press(Key.ESCAPE);
    await focusIs("cost-paste");
    assert.ok(await page.shows(".costs"));
  });

  it("moves and removes lines, and the focus goes with them", async () => {
    await open();
    await add("Abonnements", "100", "Devis");
    await add("Formation", "50", "Devis");
    await page.browser.run("arguments[0].focus()", await page.browser.find("#cost-up-1"));
    await press(Key.ENTER);
    await focusIs("cost-up-0");
    assert.equal(await page.value("#cost-label-0"), "Formation");
    await page.browser.click("#cost-remove-0");
    await focusIs("cost-lines");
    assert.equal(await page.value("#cost-label-0"), "Abonnements");
  });

  it("is reached from a price criterion", async () => {
    await page.fresh();
    await page.screen("criteres");
    await page.browser.click("#settings-A4");
    await page.browser.click("#costs-of-A4");
    await focusIs("costs-title");
    assert.ok(await page.shows(".screen.offres"));
  });

  it("is clean for axe-core, at 320 px, in both languages, in the dark; prints without controls", async () => {
    await open();
    await page.browser.click("#cost-add-segment");
    await focusIs("cost-segment-0");
    await page.browser.click("#cost-add-scenario");
    await add("Abonnements", "100", "Devis");
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
    for (const css of [".costs button", ".costs [type=range]"]) assert.equal(await page.shows(css), false, `no ${css} on paper`);
    for (const css of [".cost-bars", ".cost-table", ".cost-years"]) assert.ok(await page.shows(css), css);
    assert.deepEqual(await page.look(beyond), []);
    await page.browser.resize();
    await page.browser.emulate();
  });
});
