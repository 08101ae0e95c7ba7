// The catalogue of the market: reached from the offers and from the start, sought,
// filtered, looked into, added from; a catalogue of one's own in its place.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const products = repositoryFile("tests/cases/market/names.txt").split("\n")
  .filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(" | "));

/// A dossier with a scale that follows the market.
const following = JSON.stringify({
  format: "mieux-disant", version: 1, title: "Suivi", reference_date: "2026-09-01",
  criteria: [{ id: "prix", name: "Prix", weight: 100, family: "price_inverse" }],
  informations: [{
    id: "snc", name: "SecNumCloud", family: "scale", out_of: 5, market: "secnumcloud",
    levels: [0, 1, 2, 3, 4, 5].map((rung) => ({ label: `Échelon ${rung}`, points: rung })),
  }],
  offers: [{ id: "a", name: "A", facts: { prix: 1000 } }],
});

everywhere("the catalogue of the market", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const activate = async (css) => {
    await focus(css);
    await page.browser.press(Key.ENTER);
  };
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id);
  const names = () => page.texts(".market-list .market-name");
  const open = async () => {
    await page.fresh();
    await page.screen("offres");
    await activate("#open-market");
    await page.becomes(focusedId, "market-title");
  };
  /// The next file dialog gives this file.
  const hand = (name, text) => page.look((shadow, name, text) => {
    const click = HTMLInputElement.prototype.click;
    HTMLInputElement.prototype.click = function () {
      HTMLInputElement.prototype.click = click;
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      this.files = data.files;
      this.dispatchEvent(new Event("change"));
    };
  }, name, text);

  it("opens from the start and from the offers, and gives the focus back", async () => {
    await page.fresh();
    await activate("#action-new");
    await activate("#begin-market");
    await page.browser.find(".screen.offres");
    await page.becomes(focusedId, "market-title");
    await page.hear(`${products.length} produits.`);
    await page.browser.press(Key.ESCAPE);
    await page.becomes(focusedId, "open-market");
    assert.equal(await page.shows(".market"), false);
  });

  it("finds every name, however it is written, and says how many", async () => {
    await open();
    assert.deepEqual([...await names()].sort(), products.map(([name]) => plain(name)).sort());
    for (const [name] of products) {
      await page.browser.type("#market-search", name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase());
      await page.becomes(async () => (await names())[0], plain(name));
    }
    assert.equal(await focusedId(), "market-search");
    await page.browser.type("#market-search", "xyzzy");
    await page.hear("Aucun produit trouvé.");
    assert.equal(await page.text("#market-found"), "Aucun produit trouvé.");
    await activate("#market-clear");
    await page.becomes(async () => (await names()).length, products.length);
    assert.equal(await focusedId(), "market-search");
  });

  it("filters by function, licence, control and rungs", async () => {
    await open();
    await page.choose("#market-function", "messagerie électronique");
    await page.becomes(async () => (await names()).includes("BlueMind"), true);
    const mail = (await names()).length;
    assert.ok(mail < products.length);
    await page.choose("#market-licence", "logiciel libre");
    await page.becomes(async () => (await names()).length < mail, true);
    await activate("#market-clear");
    await page.choose("#market-secnumcloud", "5 : qualification annoncée");
    await page.becomes(async () => (await names()).includes("Oodrive"), true);
    assert.ok(!(await names()).includes("Scaleway"));
    await activate("#market-clear");
    await page.choose("#market-control", "exploité par l'État");
    await page.becomes(async () => (await names()).includes("Tchap"), true);
    await activate("#market-clear");
    await page.choose("#market-exposure", "3 ou plus : contrôle européen");
    await page.becomes(async () => (await names()).includes("Microsoft Azure"), false);
  });

  it("shows facts with source and date, and what has ended struck and in words", async () => {
    await open();
    await page.browser.type("#market-search", "cloudwatt");
    await page.becomes(names, ["Cloudwatt"]);
    await activate("#market-product-cloudwatt");
    await page.becomes(() => page.attribute("#market-product-cloudwatt", "aria-expanded"), "true");
    assert.equal(await focusedId(), "market-product-cloudwatt");
    assert.ok(await page.look((shadow) => shadow.querySelector("#market-product-cloudwatt s") !== null));
    assert.match(await page.text(".market-ended"), /^arrêté : 1er février 2020/);
    assert.equal(await page.look((shadow) => shadow.querySelector("#market-add-cloudwatt")), null);
    const facts = await page.texts(".market-facts li");
    assert.ok(facts.length >= 4 && facts.every((each) => / – .+, .*\d{4}$|à vérifier$/.test(each)), facts.join("\n"));
    assert.equal(await page.attribute(".market-facts span", "lang"), "fr");
  });

  it("adds an offer with ceilings to be verified, in one step", async () => {
    await page.fresh();
    await page.drop("suivi.json", following);
    await page.becomes(() => page.value("#title input"), "Suivi");
    await page.screen("offres");
    await activate("#open-market");
    await activate("#market-add-ovhcloud");
    await page.hear("Offre ajoutée : « OVHcloud », 1 donnée à vérifier.");
    assert.equal(await focusedId(), "market-add-ovhcloud");
    const added = (await page.dossier()).offers.at(-1);
    assert.deepEqual([added.name, added.facts.snc.value, added.facts.snc.date], ["OVHcloud", { low: 0, high: 5 }, "2025-08-06"]);
    assert.match(await page.text(`#cell-${added.id}-snc`), /\(à vérifier\)/);
    await page.choose("#market-age", "24 mois");
    await page.becomes(async () => (await page.dossier()).fact_age_limit, 24);
    assert.doesNotMatch(await page.text(`#cell-${added.id}-snc`), /\(à vérifier\)/);
    await activate("#action-undo");
    await activate("#action-undo");
    assert.equal((await page.dossier()).offers.length, 1);
  });

  it("adds bricks to a composite offer, with who stands behind them, each in one step", async () => {
    await page.fresh();
    await page.drop("suivi.json", following);
    await page.becomes(() => page.value("#title input"), "Suivi");
    await page.screen("offres");
    await activate("#open-market");
    assert.match(await page.attribute("#market-join-ovhcloud", "aria-label"), /dans une nouvelle offre composite$/);
    await activate("#market-join-ovhcloud");
    await page.hear("Dans « Assemblage » : brique « OVHcloud », fournisseur « OVHcloud », 1 donnée à vérifier.");
    assert.equal(await focusedId(), "market-join-ovhcloud");
    await page.becomes(() => page.attribute("#market-join-bluemind", "aria-label").then(plain), "Ajouter comme brique : BlueMind, dans « Assemblage »");
    await activate("#market-join-bluemind");
    await page.becomes(async () => (await page.dossier()).offers.at(-1).components?.length, 4);
    const { offers } = await page.dossier();
    assert.equal(offers.length, 2);
    const [brick, supplier] = offers[1].components;
    assert.deepEqual([brick.facts.snc.value, brick.facts.snc.date, supplier.kind, supplier.of], [{ low: 0, high: 5 }, "2025-08-06", "supplier", brick.id]);
    await page.choose("#market-host", "une nouvelle offre composite");
    await page.hear("Les briques s'ajoutent à : une nouvelle offre composite.");
    await activate("#action-undo");
    await page.becomes(async () => (await page.dossier()).offers.at(-1).components?.length, 2);
    await activate("#action-undo");
    await page.becomes(async () => (await page.dossier()).offers.length, 1);
  });

  it("keeps a catalogue of one's own in this browser until it is dropped", async () => {
    await open();
    await hand("mien.json", repositoryFile("docs/market-example.json"));
    await activate("#market-load");
    await page.becomes(names, ["Messagerie Exemple (fictive)", "Partage Exemple (fictif)"]);
    await activate("#market-keep");
    await page.becomes(focusedId, "market-drop");
    assert.match(await page.text("#market-kept"), /garde votre catalogue, « mien.json »/);
    const again = async () => {
      await page.open();
      await page.screen("offres");
      await activate("#open-market");
    };
    await again();
    await page.becomes(names, ["Messagerie Exemple (fictive)", "Partage Exemple (fictif)"]);
    await activate("#market-drop");
    await page.becomes(focusedId, "market-keep");
    await page.hear("Ce navigateur ne garde plus de catalogue.");
    assert.equal((await names()).length, 2, "it stays open");
    await again();
    await page.becomes(async () => (await names()).length, products.length);
    await page.fresh();
  });

  it("shows a catalogue of one's own in place of the one in the box, and refuses a bad one", async () => {
    await open();
    await hand("mien.json", repositoryFile("docs/market-example.json"));
    await activate("#market-load");
    await page.becomes(names, ["Messagerie Exemple (fictive)", "Partage Exemple (fictif)"]);
    assert.match(await page.text(".market-about"), /^Catalogue du ministère \(exemple fictif\), « mien.json »/);
    await hand("mauvais.json", '{"schema_version": 1, "entries": [{}]}');
    await activate("#market-load");
    await page.becomes(() => page.shows("#market-refused"), true);
    assert.match(await page.text("#market-refused"), /entries\[0\] : il manque la clé « id »/);
    assert.equal((await names()).length, 2);
    await page.browser.click("#market-catalogue-0");
    await page.becomes(async () => (await names()).length, products.length);
    await activate("#market-forget");
    await page.becomes(focusedId, "market-load");
    assert.equal(await page.shows(".market-catalogues"), false);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("satisfies axe-core in both languages, in the dark and in 320 px, unfolded", async () => {
    await open();
    await page.look((shadow) => shadow.querySelectorAll(".market-name").forEach((each, place) => { if (place % 6 === 0) each.click(); }));
    await page.browser.find(".market-details");
    const wrong = [];
    for (const lang of ["fr", "en"]) {
      await page.language(lang);
      for (const [width, light] of [[1280, {}], [1280, { dark: true }], [320, {}]]) {
        await page.browser.resize(width);
        await page.browser.emulate(light);
        await page.browser.settled();
        wrong.push(...(await page.browser.axe()).map((each) => `${lang} ${width} ${JSON.stringify(light)}: ${each}`));
        const overflow = await page.look(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) wrong.push(`${lang} ${width}: ${overflow} px too wide`);
        wrong.push(...await page.look((shadow) => [...shadow.querySelectorAll(".market :is(button, input, select)")]
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24).map((each) => `${each.id} is low`)));
      }
    }
    await page.browser.emulate();
    await page.browser.resize();
    await page.language("fr");
    assert.deepEqual(wrong, []);
  });

  it("speaks French and English throughout", async () => {
    await open();
    const texts = () => page.texts(".market :is(h3, h4, label, option, button:not(.market-name), legend), .market > p, .market-own > p");
    const french = new Set(await texts());
    await page.language("en");
    const both = [...new Set((await texts()).filter((each) => french.has(each) && plain(each) !== ""))];
    assert.deepEqual(both.filter((each) => !["intranet", "Licence"].includes(each)), []);
    await page.language("fr");
  });
});
