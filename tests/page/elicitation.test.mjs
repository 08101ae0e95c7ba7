// The aid to weighting in Critères: every method by keys alone, what it would
// change shown before it changes anything, one undo for all of it.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";
import { beyond, small } from "./layout.mjs";

const FOUR = JSON.stringify(JSON.parse(repositoryFile("tests/page/fixtures/formulas.json")).dossier);

everywhere("the aid to weighting", (page) => {
  const press = (...keys) => page.browser.press(...keys);
  const id = () => page.look((shadow) => shadow.activeElement?.id);
  const focusIs = (expected) => page.becomes(id, expected);
  /// Goes on by Tab, from where the focus is, until it is there.
  const tabTo = async (wanted) => {
    const passed = [];
    for (let steps = 0; steps < 60; steps += 1) {
      await press(Key.TAB);
      passed.push(await id());
      if (passed.at(-1) === wanted) return;
    }
    assert.fail(`${wanted} is not reached by Tab, only ${passed.join(", ")}`);
  };
  const proposed = () => page.look((shadow) => Object.fromEntries([...shadow.querySelectorAll("#elicitation-weights tbody tr")]
    .map((row) => [row.dataset.criterion, row.cells[2].textContent])));
  const proposes = (a, b, c, d) => page.becomes(proposed, { a, b, c, d });
  const order = () => page.look((shadow) => [...shadow.querySelectorAll(".order > li")].map((each) => each.dataset.criterion).join(""));
  const dossier = () => page.dossier();
  /// Opens the panel on four criteria of equal weight, by keys.
  const open = async () => {
    await page.fresh();
    await page.drop("quatre.json", FOUR);
    await page.becomes(() => page.value("#title input"), "Quatre critères");
    await page.screen("criteres");
    await page.browser.run("arguments[0].focus()", await page.browser.find("#open-elicitation"));
    await press(Key.ENTER);
    await focusIs("elicitation-title");
    return await dossier();
  };
  /// Unties the criteria, from the second on, by Space on each box.
  const untie = async () => {
    for (const each of ["b", "c", "d"]) {
      await tabTo(`tie-${each}`);
      await press(" ");
      await focusIs(`tie-${each}`);
    }
  };

  it("orders by keys, shows what would change, applies it in one step", async () => {
    const before = await open();
    await tabTo("method-swing");
    await press(Key.ARROW_DOWN);
    await focusIs("method-order");
    await proposes("25", "25", "25", "25");
    assert.equal(await page.attribute("#elicitation-apply", "aria-disabled"), "true", "nothing to apply");
    await untie();
    await page.hear("D : place 4 sur 4, poids proposé 6,25.");
    // The rank order centroid of four, as published; 100 in all.
    await proposes("52,09", "27,08", "14,58", "6,25");
    assert.match(await page.text("#elicitation-rounding"), /au plus fort reste : leur somme est exactement 100/);
    // Alt+arrows and buttons move, and the focus stays with what moves.
    await tabTo("order-up-d");
    await press(Key.ALT, Key.ARROW_UP);
    await page.hear("D : place 3 sur 4, poids proposé 14,58.");
    await focusIs("order-up-d");
    await press(Key.ENTER);
    await page.hear("D : place 2 sur 4, poids proposé 27,08.");
    await focusIs("order-up-d");
    assert.equal(await order(), "adbc");
    await press(Key.ALT, Key.ARROW_DOWN);
    await press(Key.ALT, Key.ARROW_DOWN);
    await page.becomes(order, "abcd");
    // Before and after, ranks with signs, the leader by name.
    const outlook = () => page.texts("#elicitation-outlook tbody tr");
    assert.deepEqual(await page.texts("#elicitation-outlook .outlook-leader"), ["En tête : « X », à la place de « Z »."]);
    assert.equal((await outlook()).length, 3);
    assert.match((await outlook())[0], /^X\s*2\s*1\s*▲ 1\s*gagne 1 rang/);
    assert.deepEqual(await dossier(), before, "nothing has changed yet");
    await tabTo("elicitation-apply");
    await press(Key.ENTER);
    await focusIs("open-elicitation");
    await page.hear("Pondération par ordre d'importance : appliquée. En tête : « X ».");
    assert.deepEqual((await dossier()).criteria.map((each) => each.weight), ["52.09", "27.08", "14.58", "6.25"]);
    assert.equal(plain(await page.attribute("#action-undo", "title")), "Annuler : pondération par ordre d'importance");
    await press(Key.CONTROL, "z");
    await page.hear("Annulé : pondération par ordre d'importance.");
    assert.deepEqual(await dossier(), before, "one undo brings everything back");
    assert.equal(await page.attribute("#action-undo", "aria-disabled"), "true");
  });

  it("takes rank sums and reciprocal ranks too, and rounds as told", async () => {
    await open();
    await tabTo("method-swing");
    await press(Key.ARROW_DOWN);
    await untie();
    await page.browser.run("arguments[0].focus()", await page.browser.find("#rule-centroid"));
    await press(Key.ARROW_DOWN);
    await focusIs("rule-sum");
    await proposes("40", "30", "20", "10");
    await press(Key.ARROW_DOWN);
    await focusIs("rule-reciprocal");
    await proposes("48", "24", "16", "12");
    await press(Key.ARROW_UP);
    await press(Key.ARROW_UP);
    await focusIs("rule-centroid");
    await tabTo("decimals-2");
    await press(Key.ARROW_UP);
    await press(Key.ARROW_UP);
    await focusIs("decimals-0");
    await proposes("52", "27", "15", "6");
  });

  it("rates swings by slider and by field, refuses what is out of bounds, and is abandoned", async () => {
    const before = await open();
    await proposes("25", "25", "25", "25");
    await tabTo("points-slider-b");
    for (let steps = 0; steps < 5; steps += 1) await press(Key.ARROW_LEFT);
    await page.becomes(() => page.attribute("#points-slider-b", "aria-valuetext"), "95 points");
    await focusIs("points-slider-b");
    await tabTo("points-b");
    for (const [field, points] of [["points-b", "50"], ["points-c", "25"], ["points-d", "25"]]) {
      await tabTo2(field);
      await press(Key.CONTROL, "a");
      await page.browser.driver.actions().sendKeys(points).perform();
      await press(Key.ENTER);
      await focusIs(field);
    }
    await page.hear("D : poids proposé 12,5.");
    await proposes("50", "25", "12,5", "12,5");
    await press(Key.CONTROL, "a");
    await page.browser.driver.actions().sendKeys("101").perform();
    await press(Key.ENTER);
    await page.hear("Les points de « D » vont de 0 à 100 : la valeur n'a pas été retenue.");
    await proposes("50", "25", "12,5", "12,5");
    await press(Key.CONTROL, "a");
    await page.browser.driver.actions().sendKeys("60").perform();
    await press(Key.ENTER);
    await page.becomes(() => page.text("#elicitation-remark"), "« D » est placé après « C » et a pourtant plus de points : ce sont les points qui comptent.");
    await press(Key.ESCAPE);
    await focusIs("open-elicitation");
    await page.hear("Les poids restent ce qu'ils étaient.");
    assert.deepEqual(await dossier(), before);

    async function tabTo2(field) {
      if ((await id()) !== field) await tabTo(field);
    }
  });

  it("compares by pairs: the ratio, the judgement to look at again, and what repairs it", async () => {
    const before = await open();
    await tabTo("method-swing");
    await press(Key.ARROW_DOWN);
    await press(Key.ARROW_DOWN);
    await focusIs("method-pairs");
    assert.match(await page.text("#elicitation-waiting"), /^0 sur 6 jugements/);
    // 8 : 4 : 1 : 2, but B over D is 1/5 where 2 would agree. The list goes from
    // 9 for the first down to 9 for the second; arrows choose.
    const answers = { "pair-a-b": 8, "pair-a-c": 2, "pair-a-d": 6, "pair-b-c": 6, "pair-b-d": 13, "pair-c-d": 10 };
    for (const [pair, steps] of Object.entries(answers)) {
      await tabTo(pair);
      for (let step = 0; step < steps; step += 1) await press(Key.ARROW_DOWN);
      await focusIs(pair);
    }
    await page.becomes(async () => page.look((shadow) => [...shadow.querySelectorAll(".pairs select")].map((each) => each.selectedIndex)), Object.values(answers));
    await page.hear("Ratio de cohérence : 0,27.");
    assert.match(await page.text("#elicitation-consistency"), /^Ratio de cohérence : 0,27\. Au-dessus de 0,10/);
    assert.deepEqual(await page.texts(".pairs .doubtful label > span:first-child"), ["B ou D ?"]);
    await tabTo("repair");
    assert.equal(await page.text("#repair"), "Retenir « B : à peine plus important (2) » : le ratio passerait de 0,27 à 0");
    await press(Key.ENTER);
    await focusIs("elicitation-consistency");
    await page.hear("Ratio de cohérence : 0.");
    await proposes("53,33", "26,67", "6,67", "13,33");
    assert.deepEqual(await dossier(), before);
    await tabTo("elicitation-apply");
    await press(Key.ENTER);
    await focusIs("open-elicitation");
    await page.hear("Pondération par comparaison par paires : appliquée. En tête : « X ».");
    await press(Key.CONTROL, "z");
    await page.becomes(dossier, before);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("orders by dragging a row", async () => {
    await open();
    const row = (criterion) => page.browser.find(`.order > li[data-criterion=${criterion}] .grip`);
    await page.browser.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", await row("b"));
    await page.browser.driver.actions().move({ origin: await row("d") }).press().move({ origin: await row("c"), duration: 100 })
      .move({ origin: await row("a"), duration: 200 }).pause(100).release().perform();
    await page.becomes(order, "dabc");
  });

  it("respects locks, and says so", async () => {
    await page.fresh();
    await page.drop("quatre.json", FOUR);
    await page.becomes(() => page.value("#title input"), "Quatre critères");
    await page.press("Verrouiller le poids de A");
    await page.screen("criteres");
    await page.browser.click("#open-elicitation");
    await page.browser.click("#method-order");
    await page.browser.click("#tie-c");
    await page.browser.click("#tie-d");
    await proposes("25", "45,84", "20,83", "8,33");
    assert.ok((await page.words()).includes("Verrouillé, « A » (25) garde son poids : les autres se partagent le reste de 100."));
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
    await page.browser.click("#open-elicitation");
    for (const method of ["swing", "order", "pairs"]) {
      await page.browser.click(`#method-${method}`);
      await page.browser.find(method === "pairs" ? ".pairs" : ".order");
      await page.language("fr");
      const french = new Set(await texts());
      assert.ok(french.size > 20, `${french.size} texts`);
      await page.language("en");
      assert.deepEqual((await texts()).filter((each) => french.has(each) && !/^[\d.,]* ?points?$/.test(each)), []);
    }
  });

  it("is clean for axe-core, at 320 px, in both languages and in the dark", async () => {
    await page.fresh();
    await page.screen("criteres");
    await page.browser.click("#open-elicitation");
    const wrong = [];
    for (const method of ["swing", "order", "pairs"]) {
      await page.browser.click(`#method-${method}`);
      await page.browser.find(method === "pairs" ? ".pairs" : ".order");
      for (const [lang, width, dark] of [["fr", 1440, false], ["en", 320, true]]) {
        await page.language(lang);
        await page.browser.resize(width);
        await page.browser.emulate({ dark });
        await page.browser.settled();
        const seen = [...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))];
        wrong.push(...seen.map((each) => `${method}, ${lang}, ${width}: ${each}`));
      }
    }
    await page.browser.resize();
    await page.browser.emulate();
    assert.deepEqual(wrong, []);
  });
});
