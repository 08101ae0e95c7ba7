// Every job of the three screens by real key presses only: no pointer, no focus put
// by a script. After each key the focus is on something that is seen, has a role and
// a name, and shows that it has the focus; after each job the live region has said so.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { hands } from "./hands.mjs";
import { everywhere } from "./widget.mjs";

const A = "Offre A (fictive) : suite intégrée européenne";
const C = "Offre C (fictive) : technologie extra-européenne opérée en France";

everywhere("the keyboard", (page) => {
  const { held, press, times, type, write, at, reach, back, enter, hear, hears, offer, fact, weight, expanded, undoes, begin, count } = hands(page);

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
    // With prices, the choice stands at the passphrase.
    await reach("#share-locked");
    await press(Key.ARROW_UP);
    await at("#share-complete");
    await reach("#share-link");
    await reach("#copy-link");
    await enter("#copy-link");
    await hears(/^(Lien copié|Le lien est sélectionné)/);
    await back("#share-close");
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
    await reach("#toggle-components");
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
    console.log(`${count()} keys were pressed, each looked after`);
  });
}, ["http"]);
