// The keyboard, continued: every job of Critères by real key presses only.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { hands } from "./hands.mjs";
import { everywhere } from "./widget.mjs";

everywhere("the keyboard in Critères", (page) => {
  const { press, times, type, write, at, reach, back, enter, hear, hears, expanded, undoes, begin } = hands(page);

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
}, ["http"]);
