// Every job of the three screens by real key presses only: no pointer, no focus put
// by a script. After each key the focus is on something that is seen, has a role and
// a name, and shows that it has the focus; after each job the live region has said so.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain } from "./widget.mjs";

const A = "Offre A (fictive) : suite intégrée européenne";
const B = "Offre B (fictive) : assemblage de logiciels libres";
const C = "Offre C (fictive) : technologie extra-européenne opérée en France";
/// Roles of what is there to be read when one gets to it, not to be operated.
const ROLES = /^(button|textbox|searchbox|slider|checkbox|radio|combobox|gridcell|columnheader|rowheader|heading|region|image|img|DisclosureTriangle|summary|term|group)$/i;

/// In the page, once it has drawn: what has the focus, and what is wrong with that.
function look(host, done) {
  requestAnimationFrame(() => setTimeout(() => {
    const shadow = document.querySelector(host).shadowRoot;
    const focused = shadow.activeElement;
    if (!focused) return done({ wrong: `the focus is on ${document.activeElement?.localName ?? "nothing"}, outside` });
    const wrong = [];
    if (!focused.isConnected || !focused.checkVisibility({ visibilityProperty: true, opacityProperty: true })) wrong.push("it is not visible");
    const { left, top, right, bottom, width, height } = focused.getBoundingClientRect();
    if (width < 4 || height < 4) wrong.push(`it is ${width} × ${height} px`);
    // Some of it is in sight, and not below what sticks to an edge.
    const seen = [[left, right], [top, bottom]].map(([low, high], axis) => [Math.max(low, 0), Math.min(high, axis === 0 ? innerWidth : innerHeight)]);
    const [[x0, x1], [y0, y1]] = seen;
    const points = [0.02, 0.5, 0.98].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x0 + (x1 - x0) * x, y0 + (y1 - y0) * y]));
    const isSeen = x1 > x0 && y1 > y0 && points.some(([x, y]) => focused.contains(shadow.elementFromPoint(x, y)));
    if (!isSeen) wrong.push(`nothing of it is in sight (${Math.round(left)}, ${Math.round(top)}, ${Math.round(width)} × ${Math.round(height)})`);
    const framed = [focused, focused.closest(".edited")].some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (!framed) wrong.push("nothing shows that it has the focus");
    const says = (each) => (each.getAttribute("aria-label") ?? each.textContent).replace(/\s+/g, " ").trim();
    done({ element: focused, id: focused.id, says: says(focused), tag: focused.localName, wrong: wrong.join("; "), isSame: focused === window.lastFocused });
    window.lastFocused = focused;
  }));
}

everywhere("the keyboard", (page) => {
  let keys = 0, trail = [];

  /// Looks where the focus is; fails with the way there when something is wrong.
  const held = async (what) => {
    let seen, isNew = false;
    for (const end = Date.now() + 3000; ;) {
      seen = await page.browser.driver.executeAsyncScript(look, page.browser.host);
      isNew ||= !seen.isSame;
      if (!seen.wrong || Date.now() > end) break;
    }
    trail = [...trail.slice(-6), `${what} → ${seen.id || seen.says || "nothing"}`];
    const where = `${seen.tag ?? ""}#${seen.id ?? ""} “${(seen.says ?? "").slice(0, 60)}” after ${trail.join(", ")}`;
    assert.ok(!seen.wrong, `${seen.wrong}: ${where}`);
    if (!seen.isSame || isNew) {
      const { element } = seen;
      const [role, name] = [await element.getAriaRole(), await element.getAccessibleName()];
      // Firefox names no role for a summary, which has its own.
      assert.match(role || seen.tag, ROLES, `the role of ${where}`);
      assert.notEqual(plain(name), "", `the name of ${where}, ${role}`);
    }
    return seen;
  };
  const press = async (...names) => {
    keys += 1;
    await page.browser.press(...names);
    return await held(names.map((each) => Object.entries(Key).find(([, key]) => key === each)?.[0] ?? each).join("+"));
  };
  const times = async (count, ...names) => {
    for (let turn = 0; turn < count; turn += 1) await press(...names);
  };
  const type = async (text) => {
    for (const letter of text) await press(letter);
  };
  /// Writes over the field that has the focus.
  const write = async (text, end = Key.ENTER) => {
    await press(Key.CONTROL, "a");
    await type(text);
    await press(end);
  };
  const is = (seen, target) => (target.startsWith("#") ? seen.id === target.slice(1) : seen.says === target);
  const at = async (target) => {
    await page.becomes(async () => is(await held(`waiting for ${target}`), target), true);
  };
  /// Goes by Tab, or back, to the control with this name or #id.
  const reach = async (target, ...back) => {
    for (let tries = 0; tries < 400; tries += 1) if (is(await press(...back, Key.TAB), target)) return;
    assert.fail(`Tab does not lead to ${target}: ${trail.join(", ")}`);
  };
  const back = (target) => reach(target, Key.SHIFT);
  const enter = async (target) => {
    await press(Key.ENTER);
    if (target) await at(target);
  };
  const hear = (sentence) => page.hear(sentence);
  const hears = (pattern) => page.becomes(async () => page.said().then((said) => (pattern.test(said) ? "" : `${said} is not ${pattern}`)), "");
  const offer = async (id) => (await page.dossier()).offers.find((each) => each.id === id);
  const fact = async (id, measure) => {
    const found = (await offer(id)).facts[measure];
    return found?.value === undefined ? found : found.value;
  };
  const weight = async (id) => (await page.dossier()).criteria.find((each) => each.id === id).weight;
  const expanded = (css) => page.attribute(css, "aria-expanded");
  const undoes = async (sentence) => {
    await press(Key.CONTROL, "z");
    await hears(new RegExp(`^Annulé : ${sentence}`));
  };
  const begin = async () => {
    trail = [];
    await page.fresh();
  };

  it("does all of Classement: weights, details, pair, side by side, sets, scenarios, remarks, share", async () => {
    await begin();
    const before = await page.dossier();
    await reach("#screen-classement");
    await enter("#screen-classement");
    await hear("Classement");

    // Share, and close; undo has nothing to do yet and keeps the focus.
    await reach("#action-undo");
    await enter("#action-undo");
    await reach("#action-share");
    await enter("#share-title");
    await reach("#share-link");
    await reach("#copy-link");
    await enter("#copy-link");
    await hears(/^(Lien copié|Le lien est sélectionné)/);
    await reach("#share-close");
    await enter("#action-share");
    await enter("#share-title");
    await press(Key.ESCAPE);
    await at("#action-share");

    // A weight by the slider and by the field; both ends are said.
    await reach("Poids de Coût de la solution");
    await times(2, Key.PAGE_UP);
    await times(3, Key.ARROW_RIGHT);
    await page.becomes(() => weight("A4"), "48");
    await hear(`En tête : ${C}.`);
    await reach("#weight-A4");
    await write("25");
    await hear(`En tête : ${A}.`);
    assert.equal(await weight("A4"), "25");
    await write("douze");
    await page.becomes(() => page.attribute("#weight-A4", "aria-invalid"), "true");
    await press(Key.ESCAPE);
    await page.becomes(() => page.value("#weight-A4"), "25");
    // A refusal is said, and put away by Escape from where one is.
    await write("-3");
    await hears(/^Modification refusée\. Le poids ne peut pas être négatif\./);
    await press(Key.ESCAPE);
    await page.becomes(() => page.shows("#notice"), false);
    await at("#weight-A4");
    await reach("Verrouiller le poids de Coût de la solution");
    const pressed = async (name) => (await page.named(name, "button")).getAttribute("aria-pressed");
    await press(Key.SPACE);
    assert.equal(await pressed("Verrouiller le poids de Coût de la solution"), "true");
    await press(Key.SPACE);
    assert.equal(await pressed("Verrouiller le poids de Coût de la solution"), "false");
    await back("#weight-A4");
    await write("125");
    await reach("Répartir sur 100");
    await enter("#weights-title");
    await hear("Fait : répartition des poids.");
    assert.equal(await page.text(".weight-total span"), "Total : 100 points");
    await undoes("répartition des poids");
    await press(Key.CONTROL, "y");
    await hears(/^Rétabli : répartition des poids/);
    await press(Key.CONTROL, "z");
    while (await page.attribute("#action-undo", "aria-disabled") !== "true") await undoes("poids, « Coût de la solution »");
    assert.deepEqual(await page.dossier(), before);

    // A set of weights, a group, the total kept at 100.
    await reach("Prix serré");
    await enter("Prix serré");
    await hears(/^(En tête|Fait : jeu de poids, « Prix serré »)/);
    await back("Poids annoncés");
    await enter("Poids annoncés");
    assert.deepEqual((await page.dossier()).criteria, before.criteria);
    await reach("Sous-critères de Sécurité");
    await enter("Sous-critères de Sécurité");
    assert.equal((await page.named("Sous-critères de Sécurité").then((each) => each.getAttribute("aria-expanded"))), "true");
    await reach("#weight-A3.1");
    await reach("#sharing");
    await press(Key.SPACE);
    assert.equal(await page.look((shadow) => shadow.querySelector("#sharing").checked), true);
    await press(Key.SPACE);

    // What a bar is made of, the details of an offer, any pair.
    await reach("#bar-offre-a");
    assert.ok(await page.shows(".contributions"));
    await press(Key.ESCAPE);
    await page.becomes(() => page.shows(".contributions"), false);
    await reach("#more-offre-a");
    await enter("#more-offre-a");
    assert.equal(await expanded("#more-offre-a"), "true");
    await reach(`Détails de ${A}`);
    await reach("#pair-first");
    await press(Key.ARROW_DOWN);
    await hears(/^Offre B .* (suit|devance) /);
    await at("#pair-first");
    await reach("#pair-second");
    await press(Key.END);
    await hears(/^Offre B .* devance .*Offre C/);

    // Side by side.
    await reach("#toggle-side");
    await enter("#toggle-side");
    await hears(/^Côte à côte : « Offre B .* et « Offre C/);
    await reach("#side-second");
    await press(Key.END);
    await hears(/^Côte à côte : « Offre B .* et « Offre E/);
    await at("#side-second");

    // Sets of weights: compared, kept, applied, removed; the word looked up.
    await reach("#toggle-profiles");
    await enter("#toggle-profiles");
    await hear("Jeux de poids comparés.");
    await reach("Graphique des rangs");
    await reach("#new-profile-name");
    await enter("#new-profile-name");
    assert.equal(await page.attribute("#new-profile-name", "aria-invalid"), "true", "a name is asked for");
    await type("Sécurité");
    await press(Key.ENTER);
    await hear("Fait : nouveau jeu de poids.");
    const kept = (await page.dossier()).profiles.at(-1);
    await at(`#profile-name-${kept.id}`);
    assert.equal(kept.name, "Sécurité");
    await reach(`#apply-${kept.id}`);
    await enter(`#apply-${kept.id}`);
    await reach(`#remove-${kept.id}`);
    await enter("#profiles-title");
    await hear("Fait : retrait d'un jeu de poids.");
    await reach("#define-profile");
    await enter("#term-jeu-de-poids");
    await back("#close-glossary");
    await enter("#define-profile");

    // Scenarios.
    await reach("#toggle-scenarios");
    await enter("#toggle-scenarios");
    await hear("Scénarios affichés.");
    await reach("#add-status-quo");
    await enter("#add-status-quo");
    await hear("Fait : ajout d'un scénario.");
    const scenario = (await page.dossier()).offers.at(-1).id;
    await reach(`#from-${scenario}`);
    await type("2027-09");
    await press(Key.TAB);
    await hears(/septembre 2027/);
    await at(`#part-${scenario}`);
    await press(Key.SPACE);
    await hears(/^(Fait : statut d'une offre|En tête)/);
    await reach("#received-kinds");
    await enter("#received-kinds");
    await reach("#kind-offre-a");

    // Checks, the influence of the criteria, remarks on the method.
    await reach("Poids annoncé et poids effectif des critères");
    await enter("Poids annoncé et poids effectif des critères");
    await reach("Influence des critères");
    await reach("#toggle-lints");
    await enter("#toggle-lints");
    assert.equal(await expanded("#toggle-lints"), "true");
    await reach("#define-checks");
    await enter("#checks-title");
    await back("#close-glossary");
    await enter("#define-checks");
    await press(Key.CONTROL, "z");
    await hears(/^Annulé : /);
    await press(Key.CONTROL, Key.SHIFT, "z");
    await hears(/^Rétabli : /);
  });

  it("does all of Offres: cells, selection, clipboard, offers, status, evidence", async () => {
    await begin();
    const before = await page.dossier();
    await reach("#screen-offres");
    await enter("#screen-offres");
    await hear("Offres");
    await reach("#name-offre-a");
    await press(Key.CONTROL, Key.END);
    await at("#cell-offre-e-RGAA");
    await press(Key.CONTROL, Key.HOME);
    await at("#name-offre-a");

    // To the costs, column by column; typed, refused, mended, given up.
    const cell = async (target, ...names) => {
      await press(...names);
      await at(target);
    };
    await cell("#name-offre-b", Key.ARROW_RIGHT);
    for (let tries = 0; (await held("down")).id !== "cell-offre-b-A4"; tries += 1) {
      assert.ok(tries < 40, "no cell of the costs");
      await press(Key.ARROW_DOWN);
    }
    await cell("#cell-editor", "3");
    await type("000000,5");
    await enter("#cell-offre-b-A5.1");
    await hears(/^(Fait : donnée d'une offre, « Offre B|En tête : )/);
    assert.equal(await fact("offre-b", "A4"), "3000000.5");
    await cell("#cell-editor", Key.F2);
    await write("douze");
    await at("#cell-editor");
    await hears(/nombre/);
    await press(Key.ESCAPE);
    await at("#cell-offre-b-A5.1");
    await cell("#cell-editor", "9");
    await cell("#cell-offre-c-A5.1", Key.TAB);
    assert.equal(await fact("offre-b", "A5.1"), "9");
    await cell("#cell-offre-b-A5.1", Key.ARROW_LEFT);
    await cell("#cell-offre-b-A4", Key.ARROW_UP);

    // Filled from above, selected, copied, pasted after a look, cleared.
    for (let tries = 0; (await held("down")).id !== "cell-offre-b-A9.2"; tries += 1) {
      assert.ok(tries < 40, "no cell of the last criterion");
      await press(Key.ARROW_DOWN);
    }
    await press(Key.CONTROL, "d");
    await hears(/^(Fait : données de plusieurs cases|En tête)/);
    assert.equal(await fact("offre-b", "A9.2"), await fact("offre-b", "A9.1"));
    await cell("#cell-offre-a-A9.2", Key.ARROW_LEFT);
    await cell("#cell-offre-b-A9.2", Key.SHIFT, Key.ARROW_RIGHT);
    await press(Key.CONTROL, "c");
    await at("#cell-offre-b-A9.2");
    await hear("Copié : 2 cases.");
    await cell("#cell-offre-c-A9.2", Key.ARROW_RIGHT);
    await press(Key.CONTROL, "v");
    await at("#paste-title");
    await press(Key.ESCAPE);
    await at("#cell-offre-c-A9.2");
    await press(Key.CONTROL, "v");
    await at("#paste-title");
    await reach("#paste-land");
    await enter("#cell-offre-c-A9.2");
    await hears(/^(Tableau repris|En tête)/);
    assert.equal(await fact("offre-d", "A9.2"), await fact("offre-b", "A9.2"));
    await press(Key.DELETE);
    await page.becomes(() => fact("offre-c", "A9.2"), undefined);
    await undoes("données de plusieurs cases");
    await at("#cell-offre-c-A9.2");

    // A status is chosen, its reason written; then evidence for a cell.
    await press(Key.CONTROL, Key.HOME);
    await press(Key.ARROW_DOWN);
    const status = (await held("the status")).id;
    await cell("#cell-editor", Key.ENTER);
    await press(Key.ARROW_DOWN);
    await press(Key.ENTER);
    await page.becomes(async () => (await offer("offre-a")).status !== before.offers[0].status, true);
    await press(Key.ARROW_UP);
    await at(`#${status}`);
    await press(Key.SHIFT, Key.F2);
    await at("#cell-sheet-title");
    await reach("#sheet-reason");
    await write("Acte d'engagement non signé.", Key.TAB);
    await page.becomes(async () => (await offer("offre-a")).status_reason, "Acte d'engagement non signé.");
    await reach("#close-sheet");
    await enter(`#${status}`);
    await press(Key.CONTROL, Key.END);
    await press(Key.SHIFT, Key.F2);
    await at("#cell-sheet-title");
    await reach("#sheet-source");
    await write("Mémoire technique", Key.TAB);
    await write("12", Key.TAB);
    await page.becomes(async () => (await offer("offre-e")).facts.RGAA?.page, "12");
    await press(Key.ESCAPE);
    await at("#cell-offre-e-RGAA");

    // Offers: added, named, copied, moved, removed; the grid turned; the paste panel.
    await reach("#add-offer");
    await press(Key.ENTER);
    await page.becomes(async () => (await page.dossier()).offers.length, 6);
    const added = (await page.dossier()).offers.at(-1).id;
    await at(`#name-${added}`);
    await hears(/^Fait : ajout d'une offre/);
    await press(Key.F2);
    await write("Offre F");
    await page.becomes(async () => (await offer(added)).name, "Offre F");
    await back("#copy-offer");
    await enter("#copy-offer");
    await hears(/^Fait : copie d'une offre/);
    await back("#back-offer");
    await enter("#back-offer");
    await hear("Offre F (copie) : 6 sur 7.");
    await reach("#forth-offer");
    await enter("#forth-offer");
    await hear("Offre F (copie) : 7 sur 7.");
    await reach("#remove-offer");
    await enter("#remove-offer");
    await hears(/^Fait : retrait d'une offre/);
    assert.equal((await page.dossier()).offers.length, 6);
    await reach("#toggle-sheet");
    await press(Key.TAB);
    await press(Key.ALT, Key.ARROW_LEFT);
    await hears(/ : \d sur 6\.$/);
    await reach("#paste-into");
    await enter("#paste-text");
    await press(Key.ESCAPE);
    await at("#paste-into");
    await reach("#turn-grid");
    await enter("#turn-grid");
    await hear("Une ligne par offre.");
    await enter("#turn-grid");

    // All the way back, by name.
    for (let steps = 0; await page.attribute("#action-undo", "aria-disabled") !== "true"; steps += 1) {
      assert.ok(steps < 60);
      await undoes("");
    }
    assert.deepEqual(await page.dossier(), before);
  });

  it("does all of Critères: tree, weights, methods, levels, gates, the aid, the simulator", async () => {
    await begin();
    const before = await page.dossier();
    const tree = async () => {
      const shown = (each) => (each.children ? `${each.id}(${each.children.map(shown).join(" ")})` : each.id);
      return (await page.dossier()).criteria.map(shown).join(" ");
    };
    const found = async (id) => {
      const within = (list) => list.flatMap((each) => [each, ...within(each.children ?? [])]);
      return within((await page.dossier()).criteria).find((each) => each.id === id);
    };
    await reach("#screen-criteres");
    await enter("#screen-criteres");
    await hear("Critères");

    // The aid to weighting: swing, order, pairs, shown before it is applied.
    await reach("#open-elicitation");
    await enter("#elicitation-title");
    await reach("#method-swing");
    await reach("#points-slider-A2");
    await times(3, Key.ARROW_LEFT);
    await hears(/^Souveraineté numérique : poids proposé /);
    await press(Key.TAB);
    await at("#points-A2");
    await write("50");
    await hears(/^Souveraineté numérique : poids proposé /);
    await back("#method-swing");
    await press(Key.ARROW_DOWN);
    await at("#method-order");
    await reach("#tie-A2");
    await press(Key.SPACE);
    await hears(/^Souveraineté numérique : place 2 sur \d/);
    const order = () => page.look((shadow) => [...shadow.querySelectorAll(".order > li")].map((each) => each.dataset.criterion).join(" "));
    await page.becomes(order, "A4 A1 A2 A3 A6 A5 A7 A9 A8");
    await reach("#order-up-A2");
    await enter("#order-up-A2");
    await page.becomes(order, "A4 A2 A1 A3 A6 A5 A7 A9 A8");
    await press(Key.ALT, Key.ARROW_UP);
    await page.becomes(order, "A2 A4 A1 A3 A6 A5 A7 A9 A8");
    await hears(/^Souveraineté numérique : place 1 sur \d/);
    await at("#order-up-A2");
    await reach("#elicitation-apply");
    assert.equal((await page.dossier()).criteria[0].weight, before.criteria[0].weight, "nothing has changed yet");
    await enter("#open-elicitation");
    await hears(/^Pondération par ordre d'importance : appliquée\./);
    await undoes("pondération par ordre d'importance");
    await enter("#elicitation-title");
    await reach("#elicitation-group");
    await press(Key.ARROW_DOWN);
    await at("#elicitation-group");
    await reach("#method-swing");
    await times(2, Key.ARROW_DOWN);
    await at("#method-pairs");
    await page.browser.find(".pairs select");
    const pairs = await page.look((shadow) => [...shadow.querySelectorAll(".pairs select")].map((each) => each.id));
    for (const pair of pairs) {
      await reach(`#${pair}`);
      await times(3, Key.ARROW_DOWN);
      await at(`#${pair}`);
    }
    await hears(/^Ratio de cohérence : /);
    if (await page.shows("#repair")) {
      await reach("#repair");
      await enter("#elicitation-consistency");
    }
    await reach("#elicitation-apply");
    await press(Key.ESCAPE);
    await at("#open-elicitation");
    await hear("Les poids restent ce qu'ils étaient.");

    // The simulator: a bid, another formula, adopted.
    await reach("#open-simulator");
    await enter("#simulator-title");
    await reach("#bid-slider-0");
    await times(3, Key.ARROW_RIGHT);
    await hears(/^Note .*\. En tête : /);
    await reach("#bid-0");
    await write("2500000");
    await hears(/^Note .*\. En tête : /);
    await reach("#simulator-estimate");
    await write("2600000");
    await reach("Notes et premier rang sous chaque formule de prix");
    await reach("#family-price_inverse");
    await press(Key.ARROW_DOWN);
    await hears(/^Prix, .*En tête : /);
    await reach("#simulator-moved");
    await press(Key.ARROW_DOWN);
    await reach("#simulator-adopt");
    await enter("#simulator-adopt");
    await hears(/^Formule adoptée : /);
    await undoes("");
    await press(Key.ESCAPE);
    await at("#open-simulator");

    // A criterion: added, named, moved, taken into a group and out.
    await reach("#add-criterion");
    await enter("Nom de Nouveau critère");
    await hear("Ajouté : Nouveau critère.");
    await write("Délais");
    await at("Nom de Délais");
    for (const [arrow, said] of [
      [Key.ARROW_UP, "Délais : 9 sur 10."], [Key.ARROW_RIGHT, "Délais : 1 sur 3, dans « Durabilité »."],
      [Key.ARROW_LEFT, "Délais : 10 sur 10."], [Key.ARROW_DOWN, "Impossible d'aller plus loin."],
    ]) {
      await press(Key.ALT, arrow);
      await hear(said);
      await at("Nom de Délais");
    }
    await reach("Réglages de Délais");
    await enter("Réglages de Délais");
    await reach("Scinder en sous-critères : Délais");
    await enter("Nom de Sous-critère 1");
    await hear("Délais est maintenant un groupe de deux sous-critères. Ses données restent au premier.");
    assert.match(await tree(), /groupe-1\(critere-1 critere-2\)$/);
    await reach("Méthode de notation de Sous-critère 1");
    await press(Key.ARROW_UP);
    await at("Méthode de notation de Sous-critère 1");
    await page.becomes(async () => (await found("critere-1")).family, "scale");
    await reach("Intitulé du niveau 0");
    await write("Insuffisant");
    await page.becomes(async () => (await found("critere-1")).levels[0].label, "Insuffisant");
    await reach("Descendre le niveau Insuffisant");
    await enter("Descendre le niveau Insuffisant");
    await hear("Place 2 sur 6.");
    await reach("Retirer le niveau Insuffisant");
    await enter("Intitulé du niveau 1");
    await reach("#add-level-critere-1");
    await enter();
    await reach("Tableau de la courbe");
    await enter("Tableau de la courbe");
    await reach("#further-critere-1");
    await enter("#further-critere-1");
    await reach("#description-critere-1");
    await write("Mise en service.", Key.TAB);
    await page.becomes(async () => (await found("critere-1")).description, "Mise en service.");

    await back("Réglages de Sous-critère 1");
    await enter("Réglages de Sous-critère 1");
    assert.equal(await expanded("#settings-critere-1"), "false");

    // Weights: locked, in percent, shared out.
    await back("#weights-in-percent");
    await press(Key.SPACE);
    await hear("Poids en pourcentage de leur groupe : le total reste à 100, les autres poids suivent.");
    await reach("Poids de Souveraineté numérique, en % de son groupe");
    await write("30");
    await page.becomes(async () => (await found("A2")).weight, "30");
    await reach("Verrouiller le poids de Souveraineté numérique");
    await press(Key.SPACE);
    assert.equal(await page.attribute("#lock-A2", "aria-pressed"), "true");
    await press(Key.SPACE);
    await back("#weights-in-percent");
    await press(Key.SPACE);
    await hear("Poids en points.");
    await reach("Poids de Souveraineté numérique, en points");
    await write("50");
    await back("#share-out");
    await enter("#criteria-title");
    await hear("Fait : répartition des poids.");

    // A gate, the rules of the grid.
    await reach("#add-gate");
    await enter("Intitulé de la condition");
    await hear("Ajouté : Nouvelle condition.");
    await write("Délai maximal");
    await reach("Ce que la condition lit");
    await press(Key.ARROW_DOWN);
    await at("Ce que la condition lit");
    await reach("Base de la condition");
    await type("Article 5.");
    await press(Key.TAB);
    await at("Date de la base");
    await write("28/02/2026", Key.TAB);
    await page.becomes(async () => (await page.dossier()).gates.at(-1).basis_date, "2026-02-28");
    await reach("#method-summary");
    await enter("#method-summary");
    await reach("#ranking-rule");
    await press(Key.ARROW_DOWN);
    await page.becomes(async () => (await page.dossier()).method?.ranking, "hierarchy");
    await at("#ranking-rule");
    await reach("#add-tie-break");
    await press(Key.ARROW_DOWN);
    await page.becomes(async () => (await page.dossier()).method?.tie_breaks?.length, 1);
    await at("#add-tie-break");
    await reach("#informations-summary");
    await enter("#informations-summary");
    await reach("#add-information");
    await enter("Nom de Nouveau renseignement");
    await reach("#detectors-summary");
    await enter("#detectors-summary");
    await reach("#add-detector");
    await enter();
    await page.becomes(async () => (await page.dossier()).detectors?.length, 1);

    // All the way back, by name; what is taken away does not take the focus along.
    for (let steps = 0; await page.attribute("#action-undo", "aria-disabled") !== "true"; steps += 1) {
      assert.ok(steps < 80);
      await undoes("");
    }
    assert.deepEqual(await page.dossier(), before);
  });

  it("begins, looks words up and speaks English", async () => {
    await begin();
    await reach("EN English");
    await enter("EN English");
    await hear("The comparison is in English.");
    await back("FR Français");
    await enter("FR Français");
    await hear("Le comparatif est en français.");
    await reach("#start-table");
    await enter("#paste-text");
    await press(Key.ESCAPE);
    await at("#start-table");
    await reach("#action-new");
    await enter("#begin-title");
    for (const target of ["#begin-close", "#begin-table", "#begin-blank", "#begin-file", "#begin-link", "#begin-link-open", "#template-suite", "#example-suite", "#keep-nothing"]) await reach(target);
    await press(Key.ESCAPE);
    await at("#action-new");
    await reach("#open-glossary");
    await enter("#method-title");
    await hear("Méthode et glossaire");
    await reach("#glossary-search");
    await type("ponderation");
    await hears(/^\d+ mots?\.$/);
    await reach("#other-families");
    await enter("#other-families");
    await reach("#all-checks");
    await enter("#all-checks");
    await back("#close-glossary");
    await enter("#open-glossary");
    await back("#action-new");
    await enter("#begin-title");
    await reach("#template-ec-2026");
    await enter("#criteria-title");
    await hears(/^Ouvert : /);
    console.log(`${keys} keys were pressed, each looked after`);
  });
}, ["http"]);
