// Composite offers on the screens: bricks and parties added, named, moved and
// removed, facts of bricks typed in, the composed value with its rule; the rule in
// the grid; and the proposed award with its reasons.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./browser.mjs";
import { everywhere, plain } from "./widget.mjs";

everywhere("bricks", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const activate = async (css) => {
    await focus(css);
    await page.browser.press(Key.ENTER);
  };
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id);
  const offer = async () => (await page.dossier()).offers[0];
  const opened = async () => {
    await page.fresh();
    await page.screen("offres");
    await activate("#toggle-components");
    await page.browser.find("#add-brick");
    assert.equal(await focusedId(), "toggle-components", "the focus stays on the button");
    assert.equal(await page.attribute("#toggle-components", "aria-expanded"), "true");
  };
  const add = async (what, id) => {
    await activate(`#add-${what}`);
    await page.becomes(focusedId, `component-name-${id}`);
  };
  const type = async (css, text) => {
    await page.browser.type(css, text);
    await page.browser.press(Key.TAB);
  };

  it("are added, named, moved and removed by keyboard, each undone by name", async () => {
    await opened();
    await add("brick", "brique-1");
    await type("#component-name-brique-1", "Messagerie X");
    await add("brick", "brique-2");
    await type("#component-name-brique-2", "Visio Y");
    await page.becomes(async () => (await offer()).components.map(({ name }) => name).join(), "Messagerie X,Visio Y");
    await activate("#component-up-brique-2");
    await page.becomes(async () => (await offer()).components.map(({ name }) => name).join(), "Visio Y,Messagerie X");
    assert.equal(await focusedId(), "component-up-brique-2", "the focus stays with what moves");
    await add("party", "intervenant-1");
    await activate("#component-remove-brique-2");
    await page.becomes(focusedId, "components-title");
    await page.becomes(() => page.attribute("#action-undo", "title").then(plain).then((title) => title.startsWith("Annuler : retrait d'une composante")), true);
    await page.browser.click("#action-undo");
    await page.becomes(async () => (await offer()).components.length, 3);
  });

  it("make the fact of the whole where none is entered, and say who decides", async () => {
    await opened();
    await add("brick", "brique-1");
    await add("brick", "brique-2");
    const { id } = await offer();
    // Identifiers with points are no class names.
    const level = "A2.1";
    const cell = () => page.look((shadow, id) => shadow.getElementById(id).textContent, `composed-${level}`).then(plain);
    assert.match(await cell(), /saisie pour l'offre entière/);
    for (const [brick, choice] of [["brique-1", 2], ["brique-2", 1]]) {
      await page.browser.run("arguments[0].selectedIndex = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
        await page.browser.find(`[id="component-fact-${brick}-${level}"]`), choice);
    }
    await page.becomes(async () => /maillon faible : le moins bon niveau \(« Brique 2 »\)/.test(await cell()), true);
    // Taken off the whole, the grid shows what the bricks give, and by which rule.
    await page.browser.click(`[id="cell-${id}-${level}"]`);
    await page.browser.press(Key.DELETE);
    await page.becomes(async () => /maillon faible/.test(plain(await page.text(`[id="cell-${id}-${level}"]`))), true);
  });

  it("hold the evidence of each fact, and show it in short", async () => {
    await opened();
    await add("brick", "brique-1");
    const button = '[id="component-evidence-brique-1-A2.1"]';
    await page.browser.run("arguments[0].selectedIndex = 2; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
      await page.browser.find('[id="component-fact-brique-1-A2.1"]'));
    await activate(button);
    await page.becomes(focusedId, "component-sheet-title");
    assert.equal(await page.attribute(button, "aria-expanded"), "true");
    await type("#component-sheet-source", "Attestation");
    await type("#component-sheet-page", "p. 4");
    await type("#component-sheet-date", "05/2026");
    const fact = async () => (await offer()).components[0].facts["A2.1"];
    await page.becomes(async () => [(await fact()).source, (await fact()).page, (await fact()).date].join(), "Attestation,p. 4,2026-05");
    await page.becomes(() => page.look((shadow, id) => shadow.getElementById(id).parentElement.textContent.includes("Attestation, p. 4, mai 2026"),
      "component-evidence-brique-1-A2.1"), true);
    assert.deepEqual(await page.browser.axe(), []);
    await focus("#component-sheet-page");
    await page.browser.press(Key.ESCAPE);
    await page.becomes(focusedId, "component-evidence-brique-1-A2.1");
    await page.browser.click("#action-undo");
    await page.becomes(async () => (await fact()).date, undefined);
  });

  it("keeps what was typed and is no fact, and says why", async () => {
    await opened();
    await add("brick", "brique-1");
    const price = (await page.dossier()).criteria.flatMap((each) => each.children ?? [each]).find(({ family }) => family?.startsWith("price")).id;
    await type(`#component-fact-brique-1-${price}`, "douze");
    await page.becomes(async () => (await page.texts("#component-facts .field-error")).length, 1);
    assert.equal(await page.value(`#component-fact-brique-1-${price}`), "douze");
  });

  it("asks for the reasons of an award, and keeps what was set aside", async () => {
    await page.fresh();
    await activate("#toggle-decision");
    await page.browser.find("#decision-offer");
    await page.browser.run("arguments[0].selectedIndex = 1; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
      await page.browser.find("#decision-offer"));
    await page.becomes(async () => (await page.dossier()).decision?.offer !== undefined, true);
    await type("#decision-reasons", "Seule à couvrir la visioconférence.");
    await page.becomes(async () => (await page.dossier()).decision.reasons, "Seule à couvrir la visioconférence.");
    await activate("#add-alternative");
    await page.becomes(focusedId, "alternative-0");
    await type("#alternative-0", "Tchap");
    await type("#set-aside-0", "sans visioconférence");
    await page.becomes(async () => JSON.stringify((await page.dossier()).decision.set_aside), JSON.stringify([{ name: "Tchap", reason: "sans visioconférence" }]));
    await activate("#alternative-remove-0");
    await page.becomes(focusedId, "decision-title");
  });

  it("satisfies axe-core and stands in 320 px", async () => {
    await opened();
    await add("brick", "brique-1");
    await add("integration", "brique-2");
    await add("party", "intervenant-1");
    assert.deepEqual(await page.browser.axe(), []);
    await page.screen("classement");
    await activate("#toggle-decision");
    await page.browser.find("#decision-offer");
    assert.deepEqual(await page.browser.axe(), []);
  });
});
