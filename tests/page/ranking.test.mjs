// Classement: real offers ranked on the first screen, weights that move the
// ranking live, and every figure with its reason.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const A = "Offre A (fictive) : suite intégrée européenne";
const B = "Offre B (fictive) : assemblage de logiciels libres";
const C = "Offre C (fictive) : technologie extra-européenne opérée en France";
const SUITE = ["1 offre-a 79,15", "2 offre-b 78,86", "3 offre-c 75,34"];
const PRICE = '[data-criterion="A4"]';
const SLIDER = `${PRICE} [type=range]`;
const FIELD = "#weight-A4";

/// `p/q` to one decimal, half up, without floating point.
function oneDecimal(fraction) {
  const [p, q] = fraction.split("/").map(BigInt);
  const tenths = (p * 20n + q) / (q * 2n);
  return `${tenths / 10n}.${tenths % 10n}`;
}

everywhere("the ranking", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const times = async (count, key) => {
    for (let turn = 0; turn < count; turn += 1) await page.browser.press(key);
  };
  const weights = () => page.look((shadow) => [...shadow.querySelectorAll(".weights > fieldset > .weight-group > ul > li .number")].map((each) => each.value));
  const pressed = (name) => page.named(name, "button").then((button) => page.browser.run("return arguments[0].getAttribute('aria-pressed')", button));

  it("shows a real example, ranked, on the first screen, and where to begin", async () => {
    await page.fresh();
    assert.deepEqual(await page.ranked(), SUITE);
    assert.deepEqual(await page.texts(".ranking-table tbody th.name"), [A, B, C]);
    assert.deepEqual(await weights(), ["24", "18", "12", "25", "4", "6", "4", "3", "4"]);
    for (const name of ["Nouveau", "Ouvrir un fichier", "Partager"]) await page.named(name, "button");
    assert.match(await page.text(".method"), /^Somme pondérée des notes sur 100, classée sur les valeurs exactes/);
    assert.match(await page.text("#proof"), /^Somme des poids : vérifié\. Rangs recalculés en fractions exactes : vérifié\. Dominance : vérifié\.$/);
    assert.match(await page.text(".foot"), /^Rien ne quitte ce navigateur\./);
    assert.match(await page.text(".dossier-notice"), /^Exemple entièrement fictif/);
    // The first offer stands on the first screen of a common window, without scrolling.
    const bottom = await page.look((shadow) => shadow.querySelector(".ranking-table tbody .offer").getBoundingClientRect().bottom);
    assert.ok(bottom < 900, `the first offer ends at ${bottom} px`);
  });

  it("shows the five published European totals, and those of 2025", async () => {
    await page.fresh();
    await page.example("ec-2026");
    const totals = (evaluation, shown) => Object.fromEntries(evaluation.offers.map((offer) => [offer.name, shown(offer)]));
    const evaluation = async () => page.browser.run("return document.querySelector('mieux-disant').evaluation");
    assert.deepEqual(totals(await evaluation(), (offer) => oneDecimal(offer.total)), {
      OVHcloud: "75.1", "3DS Outscale": "77.2", Oodrive: "75.5", Scaleway: "77.3", Scalingo: "77.0",
    });
    assert.deepEqual(await page.ranked(), ["1 scaleway 77,32", "2 3ds-outscale 77,19", "3 scalingo 77,01", "4 oodrive 75,51", "5 ovhcloud 75,13"]);
    assert.equal(await pressed("Poids de juin 2026"), "true");
    assert.equal(await pressed("Poids d'octobre 2025"), "false");

    await page.press("Poids d'octobre 2025");
    await page.becomes(() => page.ranked(), ["1 3ds-outscale 75,57", "2 scaleway 75,39", "3 scalingo 74,83", "4 oodrive 73,87", "5 ovhcloud 73,48"]);
    assert.deepEqual(totals(await evaluation(), (offer) => offer.total), {
      OVHcloud: "1837/25", "3DS Outscale": "7557/100", Oodrive: "7387/100", Scaleway: "7539/100", Scalingo: "7483/100",
    });
    assert.deepEqual((await page.ranking()).map(({ moved }) => moved), ["▲1gagne 1 rang", "▼1perd 1 rang", "", "", ""]);
    assert.equal(await pressed("Poids de juin 2026"), "false");
    assert.equal(await pressed("Poids d'octobre 2025"), "true");
    assert.deepEqual(await weights(), ["15", "10", "10", "15", "20", "15", "10", "5"]);
    await page.hear("En tête : 3DS Outscale.");
  });

  it("re-ranks while the price grows by the keyboard, until another wins", async () => {
    await page.fresh();
    await focus(SLIDER);
    // Two larger steps, and small ones to just before the change.
    await times(2, Key.PAGE_UP);
    await page.becomes(() => page.value(FIELD), "45");
    assert.deepEqual(await page.ranked(), ["1 offre-a 79,83", "2 offre-c 79,45", "3 offre-b 78,57"]);
    await times(2, Key.ARROW_RIGHT);
    await page.becomes(() => page.ranked(), ["1 offre-a 79,89", "2 offre-c 79,79", "3 offre-b 78,55"]);
    await times(1, Key.ARROW_RIGHT);
    await page.becomes(() => page.ranked(), ["1 offre-c 79,95", "2 offre-a 79,92", "3 offre-b 78,54"]);
    assert.deepEqual((await page.ranking()).map(({ moved }) => moved), ["▲1gagne 1 rang", "▼1perd 1 rang", ""]);
    await page.hear(`En tête : ${C}.`);
    assert.equal(await page.attribute(SLIDER, "aria-valuetext"), "48 points, 39,02\u{a0}% du total");
    assert.equal(await page.text(`${PRICE} .share`), "39,02 %");
    assert.equal(await page.value(FIELD), "48");
    assert.equal(await page.text(".weight-total"), "Total : 123 pointsRépartir sur 100");
    assert.deepEqual(await weights(), ["24", "18", "12", "48", "4", "6", "4", "3", "4"], "no other weight moved");
    // The focus stays where the hand is.
    assert.equal(await page.look((shadow) => shadow.activeElement?.type), "range");
    await times(1, Key.PAGE_DOWN);
    await page.becomes(() => page.value(FIELD), "38");
    await page.hear(`En tête : ${A}.`);
  });

  it("re-ranks under the pointer, before it is let go, as one step", async () => {
    await page.fresh();
    const slider = await page.browser.find(SLIDER);
    await page.browser.run("arguments[0].scrollIntoView({ block: 'center' })", slider);
    const { width } = await slider.getRect();
    const at = (share) => Math.round((share - 0.5) * (width - 16));
    const hand = () => page.browser.driver.actions();
    const drag = hand().move({ origin: slider, x: at(0.25) }).press();
    for (const share of [0.4, 0.6]) drag.move({ origin: slider, x: at(share), duration: 30 });
    await drag.perform();
    const order = async () => (await page.ranking()).map(({ offer, moved }) => [offer, moved]);
    await page.becomes(order, [["offre-c", "▲2gagne 2 rangs"], ["offre-a", "▼1perd 1 rang"], ["offre-b", "▼1perd 1 rang"]]);
    await hand().release().perform();
    assert.equal((await order())[0][0], "offre-c");
    assert.match(await page.attribute(SLIDER, "aria-valuetext"), /^(59|60|61) points, 4[345],\d+\u{a0}% du total$/u);
    await page.browser.click("#action-undo");
    await page.becomes(() => page.ranked(), SUITE);
    assert.equal(await page.attribute("#action-undo", "aria-disabled"), "true", "the whole drag was one step");
    await page.browser.setRange(SLIDER, 60);
    await page.becomes(() => page.ranked(), ["1 offre-c 81,74", "2 offre-a 80,21", "3 offre-b 78,41"]);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("takes 12,5 and 12.5 in a field, and says what is no number", async () => {
    await page.fresh();
    await page.browser.type(FIELD, "12,5");
    assert.deepEqual(await page.ranked(), SUITE, "nothing moves while one types");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.attribute(SLIDER, "aria-valuetext"), "12,5 points, 14,29\u{a0}% du total");
    assert.equal(await page.value(FIELD), "12,5");
    const weight = async () => (await page.dossier()).criteria.find(({ id }) => id === "A4").weight;
    assert.equal(await weight(), "12.5");
    await page.browser.type(FIELD, "13.25");
    await page.browser.press(Key.TAB);
    await page.becomes(weight, "13.25");
    assert.equal(await page.value(FIELD), "13,25");

    await page.browser.type(FIELD, "douze");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.attribute(FIELD, "aria-invalid"), "true");
    const sentence = await page.text(`#${await page.attribute(FIELD, "aria-describedby")}`);
    assert.equal(sentence, "Ce n'est pas un nombre, par exemple 12,5.");
    assert.ok(await page.shows("#weight-A4-error"));
    assert.equal(await page.value(FIELD), "douze", "the draft stays");
    assert.equal(await weight(), "13.25");
    await page.browser.type(FIELD, "-3");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.shows("#notice"), true);
    assert.match(await page.text("#notice"), /^Modification refusée\. Le poids ne peut pas être négatif\./);
    assert.equal(await weight(), "13.25");
    await page.press("J'ai compris");
    await focus(FIELD);
    await page.browser.press(Key.ESCAPE);
    await page.becomes(() => page.value(FIELD), "13,25");
  });

  it("keeps the total at 100 on request, around what is locked", async () => {
    await page.fresh();
    await page.browser.click("#sharing");
    await page.press("Verrouiller le poids de Performance métier");
    assert.equal(await pressed("Verrouiller le poids de Performance métier"), "true");
    await page.browser.type(FIELD, "42");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.value(FIELD), "42");
    assert.equal(await page.text(".weight-total span"), "Total : 100 points");
    const shared = (await page.dossier()).criteria.map(({ weight }) => Number(weight));
    assert.equal(shared[0], 24, "locked");
    assert.equal(shared[3], 42);
    // The other seven held 51 and share 34, in proportion: two thirds of each.
    [12, 8, 2.6667, 4, 2.6667, 2, 2.6667].forEach((weight, place) => {
      assert.ok(Math.abs([...shared.slice(1, 3), ...shared.slice(4)][place] - weight) < 0.01, `${shared}`);
    });
    await page.browser.type(FIELD, "80");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.shows("#notice"), true);
    assert.match(await page.text("#notice"), /^Les poids verrouillés ne laissent que 76 sur 100\./);
    assert.equal(await page.text(".weight-total span"), "Total : 100 points");
  });

  it("brings the total back to 100, and opens the groups", async () => {
    await page.fresh();
    await page.press("Prix serré");
    await page.becomes(() => weights(), ["18", "12", "9", "40", "4", "5", "4", "3", "5"]);
    await page.press("Poids annoncés");
    await page.becomes(() => page.ranked(), SUITE);
    await page.browser.type(FIELD, "125");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.text(".weight-total span"), "Total : 200 points");
    await page.press("Répartir sur 100");
    await page.becomes(() => page.text(".weight-total span"), "Total : 100 points");
    assert.deepEqual(await weights(), ["12", "9", "6", "62,5", "2", "3", "2", "1,5", "2"]);
    await page.press("Sous-critères de Sécurité");
    await page.becomes(() => page.value("#weight-A3\\.1"), "40");
    assert.equal(await page.text('[data-criterion="A3.1"] .share'), "2,4 %");
  });

  it("explains each total down to its facts", async () => {
    await page.fresh();
    const bar = await page.attribute('tbody[data-offer="offre-c"] .bar', "aria-label");
    assert.match(plain(bar), /^Total 75,34\. Performance métier : 24 % × 87,88 = 21,09 ; /);
    assert.match(bar, /Coût de la solution.: 25\u{a0}% × 100,00 = 25,00/u);
    const widths = await page.look((shadow) => {
      const bar = shadow.querySelector('tbody[data-offer="offre-c"] .bar');
      return [...bar.querySelectorAll(".segment:not(.open)")].map((each) => each.getBoundingClientRect().width / (bar.getBoundingClientRect().width - 2));
    });
    assert.equal(widths.length, 9);
    assert.ok(Math.abs(widths[3] - 0.25) < 0.02, `${widths}`);
    assert.ok(Math.abs(widths.reduce((sum, each) => sum + each) - 0.7534) < 0.02, `${widths}`);

    await page.press(`Détails de ${A}`);
    const row = () => page.look((shadow) => {
      const rows = [...shadow.querySelectorAll("#details-offre-a .details tbody tr")];
      return rows.find((each) => each.textContent.includes("Coût de la solution"))?.innerText.replace(/\s+/g, " ").trim();
    });
    await page.browser.until(row, "the details");
    assert.match(await row(), /^4 Coût de la solution 2 868 000,00 € TTC .*Annexe financière fictive – 12\/06\/2026 83,26 25 % 20,82$/);
    assert.equal(await page.browser.run("return arguments[0].getAttribute('aria-expanded')", await page.named(`Détails de ${A}`)), "true");
    await page.press(`Détails de ${A}`);
    await page.becomes(() => page.shows("#details-offre-a"), false);
  });

  it("says why one offer comes before another, for any pair", async () => {
    await page.fresh();
    assert.equal(await page.text("#pair-title"), `Pourquoi ${A} avant ${B} ?`);
    const answer = await page.text(".answer");
    assert.match(answer, /devance .* de 0,28 points?\. En sa faveur : Coût de la solution \(\+1,53\), /);
    assert.match(answer, / Contre elle : Capacité de substitution \(−2,52\)/);
    assert.equal(await page.text(".terms tfoot td.figure"), "+0,28");
    await page.choose("#pair-first", C);
    await page.becomes(() => page.text("#pair-title"), `Pourquoi ${C} après ${B} ?`);
    assert.match(await page.text(".answer"), /^Offre C .* suit Offre B .* à 3,52 points\. En sa faveur : Coût de la solution \(\+5,72\)/);
    assert.equal(await page.text(".terms tfoot td.figure"), "−3,52");
    await page.choose("#pair-second", C);
    await page.becomes(() => page.text("#pair-title"), `Pourquoi ${B} avant ${C} ?`, "the other side gives way");
  });

  it("keeps eliminated and irregular offers in sight, with the rule", async () => {
    await page.fresh();
    const apart = await page.texts(".apart.eliminated > ul > li");
    const [d, e] = apart;
    assert.equal(apart.length, 2);
    const required = "(exigé : au moins « 4 Qualifié, version antérieure ou périmètre plus étroit »)";
    assert.ok(d.includes(`Service qualifié SecNumCloud : 3 En cours de qualification ${required}. Base : Règle R9 `), d);
    assert.match(d, /^Offre D .*\(31\/05\/2023\)/);
    assert.match(d, /Données sensibles dans le périmètre qualifié : non \(exigé : oui\)\./);
    assert.match(e, /^Offre E .*Offre irrégulière : Offre incomplète : l'acte d'engagement/);
    assert.equal(await page.shows(".apart.incomplete"), false);
    const { offers } = JSON.parse(repositoryFile("tests/cases/files/evaluations/suite.json"));
    assert.deepEqual(offers.slice(3).map(({ outcome }) => outcome), ["eliminated", "set_aside"]);
  });
});
