// Where one begins: the ranked example with the ways from there, the panel that has
// all of them, by keyboard alone, and what an empty screen says.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, repositoryFile } from "./widget.mjs";

const SUITE = ["1 offre-a 79,15", "2 offre-b 78,86", "3 offre-c 75,34"];
const TITLE = "Remplacer la suite collaborative d'un ministère";

everywhere("the start", (page) => {
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id ?? null);
  const at = (id) => page.becomes(focusedId, id);
  const tab = async (...ids) => {
    for (const id of ids) {
      await page.browser.press(Key.TAB);
      await at(id);
    }
  };
  const back = () => page.browser.press(Key.SHIFT, Key.TAB);
  /// Opens the panel by keyboard alone.
  const open = async () => {
    await page.browser.run("arguments[0].focus()", await page.browser.find("#action-new"));
    await page.browser.press(Key.ENTER);
    await at("begin-title");
  };
  const WAYS = [
    "begin-close", "begin-table", "begin-blank", "begin-file", "begin-link", "begin-link-open",
    "begin-compare", "begin-market", "template-suite", "template-suite-choice", "template-iaas", "template-iaas-choice",
    "template-ec-2026", "template-ec-2025", "begin-presets", "example-suite", "example-ec-2026", "example-assembly",
  ];

  it("shows at once a ranked example, and the ways from there", async () => {
    await page.fresh();
    assert.deepEqual(await page.ranked(), SUITE);
    for (const name of ["Coller mon tableau", "Partir d'un modèle", "Ouvrir un fichier ou un lien", "Nouveau"]) await page.named(name, "button");
    const { top, bottom } = await page.look((shadow) => shadow.querySelector(".beginnings").getBoundingClientRect().toJSON());
    assert.ok(top > 0 && bottom < 300, `${top} to ${bottom}`);
    await page.press("Coller mon tableau");
    await at("paste-text");
    assert.deepEqual(await page.ranked(), SUITE, "nothing changes before a table was seen");
    await page.press("Renoncer");
    await at("start-table");
  });

  it("is gone through by keyboard alone", async () => {
    await page.fresh();
    await open();
    await tab(...WAYS, "keep-nothing");
    // Closed from anywhere in it, back to where it came from.
    await page.browser.press(Key.ESCAPE);
    await at("action-new");
    assert.equal(await page.shows(".begin"), false);

    await open();
    await tab("begin-close");
    await page.browser.press(Key.ENTER);
    await at("action-new");

    await open();
    await tab(...WAYS.slice(0, 3));
    await page.browser.press(Key.ENTER);
    await page.browser.find(".screen.offres");
    await at("offers-title");
    assert.deepEqual((await page.dossier()).criteria.map(({ id }) => id), ["prix", "technique", "environnement"]);

    await open();
    await tab(...WAYS.slice(0, WAYS.indexOf("template-ec-2026") + 1));
    await page.browser.press(Key.ENTER);
    await page.browser.find(".screen.criteres");
    await at("criteria-title");
    const { criteria, offers, gates } = await page.dossier();
    assert.deepEqual([criteria.length, criteria[0].children.length > 1, offers, gates.length], [8, true, [], 8]);

    await open();
    await tab(...WAYS);
    await page.browser.press(Key.ENTER);
    await at("weights-title");
    assert.equal((await page.dossier()).title, JSON.parse(repositoryFile("examples/assembly.json")).title);
  });

  it("opens a link that is pasted, whole or in part, and says what is wrong with one", async () => {
    const link = repositoryFile("tests/cases/links/v1-small.txt").trim();
    const { title } = JSON.parse(repositoryFile("tests/cases/links/v1-small.json"));
    for (const text of [`https://intranet.example/comparateur#${link.replace(/^#/, "")}`, link.replace(/^#/, "")]) {
      await page.fresh();
      await open();
      await tab(...WAYS.slice(0, 5));
      await page.look((shadow, text) => { shadow.activeElement.value = text; }, text);
      await page.browser.press(Key.ENTER);
      await page.becomes(async () => (await page.dossier()).title, title);
      await at("weights-title");
      assert.match(await page.text(".origin"), /^Comparatif reçu par un lien/);
    }
    await page.fresh();
    await open();
    await tab(...WAYS.slice(0, 6));
    await page.browser.press(Key.ENTER);
    await at("begin-link");
    await page.browser.driver.actions().sendKeys("md=9.abc").perform();
    await page.browser.press(Key.ENTER);
    await page.becomes(async () => /dans la version 9 du format/.test(await page.text("#notice p")), true);
    assert.ok(await page.shows(".begin"), "so that another one can be tried");
    assert.deepEqual(await page.ranked(), SUITE);
  });

  it("lists the kept dossiers, with the one that is open, and forgets by keyboard after asking", async () => {
    await page.fresh();
    await page.browser.type("#weight-A4", "33");
    await page.browser.press(Key.ENTER);
    const [work] = await page.kept(1);
    await open();
    await page.becomes(() => page.texts(".kept-table tbody th"), [`${TITLE}ouvert ici`]);
    assert.match((await page.texts(".kept-table .when"))[0], /^\d\d\/\d\d\/\d{4} à \d\d:\d\d$/);
    await page.open();
    await page.becomes(() => page.text("#resume"), `Reprendre « ${TITLE} »`);
    await open();
    await tab(WAYS[0], `take-${work.slot}`);
    await page.browser.press(Key.ENTER);
    await page.becomes(async () => (await page.dossier()).criteria[3].weight, "33");
    await at("weights-title");
    await open();
    await tab(WAYS[0], `forget-${work.slot}`);
    await page.browser.press(Key.ENTER);
    await at("forget-now");
    await tab("forget-not");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.shows("#forget-now"), false);
    assert.notEqual(await focusedId(), null);
    await open();
    await tab(WAYS[0], `forget-${work.slot}`);
    await page.browser.press(Key.ENTER);
    await at("forget-now");
    await page.browser.press(Key.ENTER);
    await at("memory-title");
    await page.kept(0);
    await page.hear("Dossier oublié.");
    await tab("keep-nothing");
    await page.browser.press(" ");
    await page.becomes(() => page.look((shadow) => shadow.querySelector("#keep-nothing").checked), true);
    await back();
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("teaches on each empty screen, with buttons that do it", async () => {
    await page.fresh();
    await page.begin();
    await page.press("Dossier vide");
    assert.match(await page.text("#empty p"), /^Une colonne par offre reçue/);
    await page.screen("criteres");
    assert.match(await page.text("#empty p"), /^La grille dit ce qui compte/);
    await page.press("Partir d'un modèle");
    await at("begin-title");
    await page.browser.press(Key.ESCAPE);
    await page.screen("classement");
    assert.match(await page.text("#empty p"), /^Ce dossier n'a pas encore d'offre\./);
    await page.press("Coller mon tableau");
    await at("paste-text");
    await page.press("Renoncer");
    await at("empty-paste");
    await page.press("Ajouter une offre");
    await page.browser.find(".screen.offres");
    await page.becomes(async () => (await page.dossier()).offers.length, 1);
    assert.equal(await page.shows("#empty"), false);
    assert.notEqual(await focusedId(), null);
  });

  it("satisfies axe-core in both languages, light and dark, wide and narrow", async () => {
    const wrong = [];
    const check = async (what) => {
      await page.browser.settled();
      wrong.push(...(await page.browser.axe()).map((each) => `${what}: ${each}`));
    };
    await page.fresh();
    await page.browser.type("#weight-A4", "33");
    await page.browser.press(Key.ENTER);
    await page.kept(1);
    for (const lang of ["fr", "en"]) {
      await page.language(lang);
      await page.begin();
      await page.browser.find(".kept-table tbody tr");
      await check(`panel ${lang}`);
      await page.browser.emulate({ dark: true });
      await check(`panel ${lang} dark`);
      await page.browser.emulate();
      await page.browser.resize(320);
      await check(`panel ${lang} narrow`);
      assert.equal(await page.browser.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"), true);
      await page.browser.resize();
      await page.browser.click(".kept-table .quiet");
      await page.browser.find("#forget-now");
      await check(`asked ${lang}`);
      await page.browser.click("#begin-close");
    }
    await page.begin();
    await page.browser.click("#begin-blank");
    for (const lang of ["fr", "en"]) {
      await page.language(lang);
      for (const screen of ["classement", "offres", "criteres"]) {
        await page.screen(screen);
        await page.browser.find("#empty");
        await check(`${screen} empty ${lang}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
