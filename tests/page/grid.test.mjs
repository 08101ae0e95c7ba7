// The grid of the offers as a spreadsheet: keys, selection, clipboard, evidence,
// and tables pasted into it or made into a comparison.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./browser.mjs";
import { everywhere, repositoryFile } from "./widget.mjs";

const TABLE = repositoryFile("tests/page/fixtures/twelve-offers.tsv");

everywhere("the grid", (page) => {
  const focused = () => page.look((shadow) => shadow.activeElement?.id ?? null);
  const press = async (expected, ...keys) => {
    await page.browser.press(...keys);
    await page.becomes(focused, expected);
  };
  const typed = async (expected, text) => {
    await page.browser.driver.actions().sendKeys(text).perform();
    await page.becomes(focused, expected);
  };
  const fact = async (offer, measure) => {
    const found = (await page.dossier()).offers.find(({ id }) => id === offer).facts[measure];
    return found?.value === undefined ? found : found.value;
  };
  const opened = async () => {
    await page.fresh();
    await page.screen("offres");
  };
  /// Something of the accessibility tree of a cell.
  const attributes = (css, ...names) => page.look((shadow, css, names) => names.map((name) => shadow.querySelector(css).getAttribute(name)), css, names);

  it("is walked, typed in and filled by keys, the focus never lost", async () => {
    await opened();
    await page.browser.click("#cell-offre-b-A4");
    await page.becomes(focused, "cell-offre-b-A4");
    await press("cell-offre-c-A4", Key.ARROW_RIGHT);
    await press("cell-offre-c-A5.1", Key.ARROW_DOWN);
    await press("cell-offre-b-A5.1", Key.ARROW_LEFT);
    await press("cell-offre-b-A4", Key.ARROW_UP);
    await press("cell-offre-a-A4", Key.HOME);
    await press("cell-offre-e-A4", Key.END);
    await press("name-offre-a", Key.CONTROL, Key.HOME);
    await press("cell-offre-e-RGAA", Key.CONTROL, Key.END);
    await page.browser.click("#cell-offre-b-A4");
    // Typing replaces; Enter goes down, Tab to the right.
    await typed("cell-editor", "3");
    await typed("cell-offre-b-A5.1", `000000,5${Key.ENTER}`);
    assert.equal(await fact("offre-b", "A4"), "3000000.5");
    await typed("cell-offre-c-A5.1", `9${Key.TAB}`);
    assert.equal(await fact("offre-b", "A5.1"), "9");
    // F2 keeps what is there; Escape gives up.
    await press("cell-editor", Key.F2);
    assert.equal(await page.value("#cell-editor"), "4");
    await typed("cell-editor", "2");
    await press("cell-offre-c-A5.1", Key.ESCAPE);
    assert.equal(await fact("offre-c", "A5.1"), "4");
    // A refusal keeps what was typed, says why, to the eyes and to the ears.
    await typed("cell-editor", `douze${Key.ENTER}`);
    assert.match(await page.text("#cell-editor-error"), /nombre/);
    assert.deepEqual(await attributes("#cell-editor", "aria-invalid", "aria-describedby"), ["true", "cell-editor-error"]);
    await page.becomes(async () => (await page.said()).length > 5, true);
    await press("cell-offre-c-A5.1", Key.ESCAPE);
    // Bounds, unknown, not applicable.
    await typed("cell-offre-c-A5.2", `4..7${Key.ENTER}`);
    assert.deepEqual(await fact("offre-c", "A5.1"), { low: "4", high: "7" });
    await press("cell-offre-c-A5.1", Key.ARROW_UP);
    await typed("cell-offre-c-A5.2", `?${Key.ENTER}`);
    assert.equal(await fact("offre-c", "A5.1"), undefined);
    await typed("cell-offre-c-A6.1", `s.o. : sans hébergement${Key.ENTER}`);
    assert.equal(await fact("offre-c", "A5.2"), "not_applicable");
    // Levels and answers are chosen; the arrow keys go through them.
    await press("cell-editor", Key.ENTER);
    assert.equal(await page.look((shadow) => shadow.querySelector("#cell-editor").tagName), "SELECT");
    await page.browser.press(Key.HOME);
    await page.browser.press(Key.ARROW_DOWN);
    await press("cell-offre-c-A6.2", Key.ENTER);
    assert.equal(await fact("offre-c", "A6.1"), 0);
    // One undo per gesture.
    for (let steps = 0; steps < 6; steps += 1) await page.browser.press(Key.CONTROL, "z");
    await page.becomes(() => fact("offre-b", "A4"), "3096000.00");
    await page.becomes(() => page.attribute("#action-undo", "aria-disabled"), "true");
  });

  it("selects, fills, clears and copies as a spreadsheet does", async () => {
    await opened();
    await page.browser.click("#cell-offre-a-A8");
    await press("cell-offre-b-A8", Key.SHIFT, Key.ARROW_RIGHT);
    await press("cell-offre-c-A8", Key.SHIFT, Key.ARROW_RIGHT);
    assert.equal(await page.look((shadow) => shadow.querySelectorAll(".grid [aria-selected=true]").length), 3);
    await page.browser.press(Key.CONTROL, "c");
    assert.equal(await page.clipboardText(), "85\t95\t60");
    await page.browser.click("#cell-offre-a-A8");
    await page.browser.press(Key.SHIFT, Key.ARROW_RIGHT);
    await page.browser.press(Key.SHIFT, Key.ARROW_RIGHT);
    await page.browser.press(Key.CONTROL, "r");
    await page.becomes(() => fact("offre-c", "A8"), "85");
    assert.equal(await fact("offre-b", "A8"), "85");
    await page.browser.press(Key.DELETE);
    await page.becomes(() => fact("offre-a", "A8"), undefined);
    await page.browser.press(Key.CONTROL, "z");
    await page.browser.press(Key.CONTROL, "z");
    await page.becomes(() => fact("offre-c", "A8"), "60");
    // Ctrl+D takes the cell above.
    await page.browser.click("#cell-offre-a-A9\\.2");
    await page.browser.press(Key.CONTROL, "d");
    await page.becomes(() => fact("offre-a", "A9.2"), "72");
    // A sweep of the pointer selects.
    await page.browser.driver.actions()
      .move({ origin: await page.browser.find("#cell-offre-a-A9\\.1") }).press()
      .move({ origin: await page.browser.find("#cell-offre-b-A9\\.2") }).release().perform();
    await page.becomes(() => page.look((shadow) => shadow.querySelectorAll(".grid [aria-selected=true]").length), 4);
  });

  it("pastes a block at the cursor, after it was seen, as one step", async () => {
    await opened();
    const before = await page.dossier();
    await page.clipboard("80\t81\nquatre\t71");
    await page.browser.click("#cell-offre-a-A8");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(focused, "paste-title");
    await page.becomes(() => page.shows(".paste-table"), true);
    assert.deepEqual(await page.texts(".paste-table td.lands"), ["80", "81", "71"]);
    assert.match((await page.texts(".paste-table td.wrong"))[0], /^quatre.*nombre/);
    assert.deepEqual(await page.dossier(), before, "nothing has landed");
    await page.becomes(async () => /Une case ne peut pas être reprise/.test(await page.said()), true);
    await page.browser.click("#paste-land");
    await page.becomes(focused, "cell-offre-a-A8");
    assert.deepEqual([await fact("offre-a", "A8"), await fact("offre-b", "A8"), await fact("offre-b", "A9.1")], ["80", "81", "71"]);
    assert.equal(await fact("offre-a", "A9.1"), "72");
    await page.browser.press(Key.CONTROL, "z");
    await page.becomes(() => page.dossier(), before);
    // One cell is what one would have typed.
    await page.clipboard("77");
    await page.browser.click("#cell-offre-a-A8");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(() => fact("offre-a", "A8"), "77");
    assert.equal(await page.shows(".paste"), false);
  });

  it("makes a ranking of a table of 12 offers and 20 criteria in four actions", async () => {
    await page.fresh();
    // The first one happens in the spreadsheet: the table is copied.
    await page.clipboard(TABLE);
    await page.press("Coller mon tableau");
    await page.becomes(focused, "paste-text");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(focused, "paste-title");
    await page.browser.click("#paste-land");
    await page.becomes(focused, "ranking-title");
    const dossier = await page.dossier();
    assert.equal(dossier.offers.length, 12);
    assert.equal(dossier.criteria.length, 20);
    assert.deepEqual(dossier.criteria.slice(0, 4).map(({ name, family, weight }) => [name, family, weight]), [
      ["Prix global", "price_inverse", "30"],
      ["Coût de sortie", "price_inverse", "5"],
      ["Valeur technique /20", "note", "10"],
      ["Délai de mise en service", "observed_low", "5"],
    ]);
    assert.equal((await page.ranking()).length, 12);
    assert.ok((await page.ranking()).every(({ rank }) => typeof rank === "number"), "every fact was read");
  });

  it("turns a table that lies the other way, and lets each field be chosen", async () => {
    await page.fresh();
    await page.clipboard("Critère\tPoids\tAlpha\tBêta\nPrix\t60\t100\t80\nQualité\t40\t12\t9");
    await page.press("Coller mon tableau");
    await page.browser.press(Key.CONTROL, "v");
    await page.becomes(() => page.texts(".paste-table tbody th"), ["Alpha nouvelle", "Bêta nouvelle"]);
    await page.choose("#paste-field-1", "Niveaux");
    await page.becomes(() => page.value("#paste-field-1"), "Niveaux");
    await page.choose("#paste-field-1", "Note donnée");
    await page.browser.click("#paste-turn");
    await page.becomes(() => page.texts(".paste-table tbody th"), ["Prix nouvelle", "Qualité nouvelle"]);
    await page.browser.click("#paste-turn");
    await page.browser.click("#paste-land");
    await page.becomes(() => page.ranked(), ["1 offre-2 78,00", "2 offre-1 72,00"]);
    // What was there before is one step back, once there was work.
    await page.clipboard("Offre\tPrix\nGamma\t90");
    await page.browser.click("#weight-critere-1");
    await page.browser.type("#weight-critere-1", "50");
    await page.browser.press(Key.ENTER);
    await page.screen("offres");
    await page.press("Coller un tableau");
    await page.browser.press(Key.CONTROL, "v");
    await page.browser.click("#paste-complete");
    await page.becomes(() => page.text(".paste-summary"), "À écrire : 1 case ; à vider : 0 case ; déjà identiques : 0 case ; à ajouter : 1 offre.");
    await page.browser.click("#paste-land");
    await page.becomes(async () => (await page.dossier()).offers.map(({ name }) => name), ["Alpha", "Bêta", "Gamma"]);
  });

  it("stays under the pointer that presses a cell, the focus left behind out of sight", async () => {
    await opened();
    const place = await page.look((shadow) => {
      const cell = shadow.querySelector("#cell-offre-a-A8");
      cell.scrollIntoView({ block: "center" });
      const { x, y, width, height } = cell.getBoundingClientRect();
      return { x: Math.round(x + width / 2), y: Math.round(y + height / 2), top: y, focus: shadow.activeElement.getBoundingClientRect().bottom };
    });
    assert.ok(place.focus < 0, "what has the focus is out of sight");
    await page.browser.driver.actions().move({ x: place.x, y: place.y, origin: "viewport" }).press().pause(200).release().perform();
    await page.becomes(focused, "cell-offre-a-A8");
    assert.equal(await page.look((shadow) => shadow.querySelectorAll(".grid .selected").length), 0);
    assert.equal(await page.look((shadow) => shadow.querySelector("#cell-offre-a-A8").getBoundingClientRect().y), place.top);
  });

  it("keeps a justification and its evidence for a cell", async () => {
    await opened();
    await page.browser.click("#cell-offre-a-A8");
    await press("cell-sheet-title", Key.SHIFT, Key.F2);
    assert.equal(await page.text("#cell-sheet-title"), "Interopérabilité, Offre A (fictive) : suite intégrée européenne");
    for (const [field, text] of [["justification", "Formats ouverts vérifiés."], ["source", "Mémoire technique"], ["page", "12"], ["address", "https://exemple.fr/memoire"], ["date", "30/06/2026"], ["valid-until", "2028"]]) {
      await page.browser.type(`#sheet-${field}`, text);
      await page.browser.press(Key.TAB);
    }
    await page.becomes(async () => (await page.dossier()).offers[0].facts.A8, {
      value: "85", justification: "Formats ouverts vérifiés.", source: "Mémoire technique", page: "12",
      address: "https://exemple.fr/memoire", date: "2026-06-30", valid_until: "2028",
    });
    await page.browser.click("#close-sheet");
    await page.becomes(focused, "cell-offre-a-A8");
    assert.ok(await page.shows("#cell-offre-a-A8 .evidence-mark"));
  });

  it("is a grid to assistive technology, and to axe-core in every state", async () => {
    for (const language of ["fr", "en"]) {
      await opened();
      await page.language(language);
      assert.deepEqual(await attributes(".grid", "role", "aria-multiselectable"), ["grid", "true"]);
      assert.equal(await page.look((shadow) => shadow.querySelectorAll(".grid [tabindex='0']").length), 1, "one stop for Tab");
      assert.deepEqual(await page.browser.axe(), []);
      await page.browser.click("#cell-offre-c-A8");
      await page.browser.press(Key.SHIFT, Key.F2);
      await page.browser.click("#cell-offre-c-A8");
      await page.browser.press(Key.ENTER);
      await page.becomes(focused, "cell-editor");
      assert.deepEqual(await page.browser.axe(), []);
      await page.browser.press(Key.ESCAPE);
      await page.browser.click("#turn-grid");
      assert.deepEqual(await page.browser.axe(), []);
      await page.clipboard("80\nquatre");
      await page.browser.click("#cell-offre-a-A8");
      await page.browser.press(Key.CONTROL, "v");
      await page.becomes(focused, "paste-title");
      assert.deepEqual(await page.browser.axe(), []);
    }
  });
});
