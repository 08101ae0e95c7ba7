// One's own work: every change undone by name, kept in the browser and in files,
// made in Offres and Critères.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const A = "Offre A (fictive) : suite intégrée européenne";
const B = "Offre B (fictive) : assemblage de logiciels libres";
const C = "Offre C (fictive) : technologie extra-européenne opérée en France";
const D = "Offre D (fictive) : nouvel entrant, qualification en cours";
const TITLE = "Remplacer la suite collaborative d'un ministère";
const SUITE = ["1 offre-a 79,15", "2 offre-b 78,86", "3 offre-c 75,34"];
const SAVED = "Votre travail, gardé dans ce navigateur.";

everywhere("the work", (page) => {
  const type = async (field, text) => {
    await page.browser.type(field, text);
    await page.browser.press(Key.ENTER);
  };
  const apart = (kind) => page.texts(`.apart.${kind} > ul > li`);
  const offer = async (id) => (await page.dossier()).offers.find((each) => each.id === id);
  const criterion = async (id) => (await page.dossier()).criteria.find((each) => each.id === id);
  /// Saves as a file; gives its name and text.
  const save = () => page.browser.saved(() => page.browser.click("#action-save"));

  it("survives closing the page, byte for byte, and choosing nothing loses nothing", async () => {
    await page.fresh();
    await type("#weight-A4", "33,3");
    await page.becomes(() => page.text(".origin"), SAVED);
    await type("#title input", "Mon « essai » — n° 1");
    const { text } = await save();
    await page.becomes(async () => (await page.works()).map((work) => work.text), [text]);
    await page.open();
    assert.deepEqual(await page.ranked(), SUITE, "the example, until one chooses");
    assert.deepEqual((await page.works()).map((work) => work.text), [text]);

    // Nothing chosen, another work begun.
    await type("#weight-A1", "50");
    await page.kept(2);
    await page.open();
    await page.becomes(() => page.texts("#resume"), [`Reprendre « ${TITLE} »`]);
    await page.resume("Mon « essai » — n° 1");
    await page.becomes(() => page.text(".origin"), SAVED);
    assert.equal((await save()).text, text);
    // It goes on in its own place.
    await type("#weight-A4", "34");
    await page.browser.until(async () => (await page.works()).some((work) => work.text.includes('"weight": "34"')), "the change kept");
    assert.equal((await page.works()).length, 2);
    await page.open();
    await page.begin();
    await page.press(`Oublier « ${TITLE} »`);
    await page.press(`Oublier pour de bon « ${TITLE} »`);
    await page.kept(1);
    await page.becomes(() => page.texts("#resume"), ["Reprendre « Mon « essai » — n° 1 »"]);
  });

  it("is kept in the very moment in which the page goes away", async () => {
    await page.fresh();
    // Nothing that waits for its turn runs for sure once a page goes: what
    // `pagehide` leaves undone is lost on some closings.
    const kept = await page.browser.driver.executeAsyncScript((done) => {
      const works = () => Object.keys({ ...localStorage }).filter((key) => key.startsWith("mieux-disant:work:")).length;
      const shadow = document.querySelector("mieux-disant").shadowRoot;
      shadow.querySelector(".profiles li:nth-child(2) button").click();
      // What acts on it may come with the second part of the program: the page goes
      // once the change is on it, however long that takes.
      const look = () => {
        if (shadow.getElementById("action-undo").getAttribute("aria-disabled")) return setTimeout(look, 5);
        const before = works();
        dispatchEvent(new PageTransitionEvent("pagehide"));
        done([before, works()]);
      };
      look();
    });
    assert.deepEqual(kept, [0, 1]);
    // Once it is in its place, nothing is left behind.
    await page.kept(1);
    await page.becomes(async () => (await page.stores()).local, {});
    await type("#weight-A4", "33,25");
    await page.becomes(async () => (await criterion("A4")).weight, "33.25");
    // The page goes by a link of its own.
    await page.browser.run("location.href = 'about:blank'");
    await page.browser.until(async () => (await page.browser.driver.getCurrentUrl()) === "about:blank", "another page");
    await page.open();
    await page.becomes(async () => (await page.works()).map(({ text }) => /"weight": "33.25"/.test(text)), [true]);
  });

  /// Moves a weight, and leaves the page so many milliseconds later.
  const leavesAfter = async (weight, pause, leave) => {
    await page.fresh();
    await type("#weight-A4", weight);
    await page.becomes(async () => (await criterion("A4")).weight, weight);
    await new Promise((done) => setTimeout(done, pause));
    await leave();
    await page.becomes(async () => (await page.works()).map(({ text }) => text.includes(`"weight": "${weight}"`)), [true]);
  };

  // Before it is kept, while it is being written, and after.
  it("is there again whenever the page goes away after a change", async () => {
    for (const [at, pause] of [0, 50, 150, 280, 300, 305, 310, 320, 340, 400].entries()) {
      await leavesAfter(String(40 + at), pause, () => page.open());
    }
  });

  // Firefox cuts off whatever a page does when the user leaves it by the address bar.
  it("is kept soon enough for a page that may not say goodbye", async () => {
    for (const at of [0, 1, 2, 3]) {
      await leavesAfter(String(40 + at), 200, async () => {
        await page.browser.driver.get("about:blank");
        await page.open();
      });
    }
  });

  it("is saved as a file, and opened from one by dropping it", async () => {
    await page.fresh();
    await type("#weight-A4", "33,3");
    const dossier = await page.dossier();
    const { name, text } = await save();
    assert.equal(name, "remplacer-la-suite-collaborative-d-un-ministere.json");
    assert.deepEqual(JSON.parse(text), dossier);
    await page.hear(`Fichier ${name} proposé.`);
    const [work] = await page.kept(1);
    assert.equal(work.text, text);

    await page.fresh();
    await page.drop("reçu.json", text);
    await page.becomes(() => page.dossier(), dossier);
    assert.equal(await page.text(".origin"), "Ouvert depuis le fichier « reçu.json ».");
    assert.equal((await page.works()).length, 0, "opening is no change");
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("undoes and redoes by buttons and keys, by name", async () => {
    await page.fresh();
    const named = (css) => async () => plain((await page.attribute(css, "title")) ?? "");
    const [undo, redo] = [named("#action-undo"), named("#action-redo")];
    const price = () => page.value("#weight-A4");
    assert.equal(await page.attribute("#action-undo", "aria-disabled"), "true");
    assert.equal(await undo(), "");
    await page.press("Prix serré");
    await page.becomes(price, "40");
    assert.equal(await undo(), "Annuler : jeu de poids, « Prix serré »");
    await page.browser.run("arguments[0].focus()", await page.browser.find('[data-criterion="A4"] [type=range]'));
    await page.browser.press(Key.ARROW_RIGHT);
    await page.becomes(price, "41");
    assert.equal(await undo(), "Annuler : poids, « Coût de la solution »");
    for (const [keys, weight, announced] of [
      [[Key.CONTROL, "z"], "40", "Annulé : poids, « Coût de la solution »."],
      [[Key.CONTROL, "y"], "41", "Rétabli : poids, « Coût de la solution »."],
      [[Key.CONTROL, "z"], "40", "Annulé : poids, « Coût de la solution »."],
      [[Key.CONTROL, Key.SHIFT, "z"], "41", "Rétabli : poids, « Coût de la solution »."],
    ]) {
      await page.browser.press(...keys);
      await page.becomes(price, weight);
      await page.hear(announced);
    }
    await page.browser.click("#action-undo");
    await page.becomes(price, "40");
    assert.equal(await redo(), "Rétablir : poids, « Coût de la solution »");
    await page.browser.click("#action-undo");
    await page.becomes(() => page.ranked(), SUITE);
    assert.equal(await page.focused(), "action-undo", "the focus stays on a button with nothing left to do");
    await page.browser.click("#action-redo");
    await page.becomes(price, "40");
    // A new change takes the way forth away.
    await type("#weight-A1", "19");
    await page.becomes(redo, "");
  });

  it("leaves Ctrl+Z to a text being typed, and takes it once the text is in", async () => {
    await page.fresh();
    const weight = async () => (await criterion("A4")).weight;
    await type("#weight-A4", "40");
    await page.becomes(weight, "40");
    await page.browser.type("#weight-A4", "77");
    await page.browser.press(Key.CONTROL, "z");
    await page.browser.settled();
    assert.equal(await weight(), "40", "the draft is undone, not the weight before it");
    await page.browser.press(Key.ESCAPE);
    await type("#weight-A4", "41");
    await page.becomes(weight, "41");
    await page.browser.press(Key.CONTROL, "z");
    await page.becomes(weight, "40");
    await page.becomes(() => page.value("#weight-A4"), "40");
    // Outside the widget the keys are the page's own.
    await page.look((shadow) => shadow.activeElement.blur());
    await page.browser.press(Key.CONTROL, "z");
    await page.browser.settled();
    assert.equal(await weight(), "40");
  });

  it("says when the browser cannot keep it", async () => {
    await page.fresh();
    await page.browser.run("IDBObjectStore.prototype.put = () => { throw new DOMException('no', 'UnknownError') }");
    await type("#weight-A4", "33");
    await page.becomes(() => page.text("#notice p"), "Ce navigateur ne garde rien pour cette page : enregistrez votre travail dans un fichier.");
    await page.becomes(() => page.text(".origin"), "Votre travail. Ce navigateur ne peut pas le garder : enregistrez-le dans un fichier.");
  });

  it("opens a chosen file, and says what is wrong with a bad one", async () => {
    await page.fresh();
    await type("#weight-A4", "33");
    const mine = await page.dossier();
    const bad = "tests/cases/files/bad/fact-level-as-text";
    assert.match(repositoryFile(`${bad}.expected`), /^Ligne 46, offers\[0\]\.facts\.garantie/);
    await page.drop("essai.json", repositoryFile(`${bad}.json`));
    await page.becomes(() => page.text("#notice p"), `« essai.json » n'a pas été ouvert. ${plain(repositoryFile(`${bad}.expected`))}`);
    await page.hear(await page.text("#notice p"));
    assert.deepEqual(await page.dossier(), mine);
    await page.drop("photo.json", [0xff, 0xd8, 0xff, 0xe0]);
    await page.becomes(async () => (await page.text("#notice p")).startsWith("« photo.json » n'a pas été ouvert. "), true);
    assert.match(await page.text("#notice p"), /le fichier n'est pas un texte en UTF-8 : enregistrez-le dans ce codage\.$/);

    // The dialog itself is the browser's: what follows its answer.
    await page.browser.run(`HTMLInputElement.prototype.click = function () {
      const data = new DataTransfer();
      data.items.add(new File([arguments[0] ?? window.chosen], "choisi.json"));
      this.files = data.files;
      this.dispatchEvent(new Event("change"));
    }; window.chosen = arguments[0]`, repositoryFile("examples/ec-2026.json"));
    await page.browser.click("#action-open");
    await page.becomes(() => page.text(".origin"), "Ouvert depuis le fichier « choisi.json ».");
    assert.equal(await page.evaluationText(), repositoryFile("tests/cases/files/evaluations/ec-2026.json"));
    assert.equal(await page.shows("#notice"), false);
    // What was there is one step back.
    await page.browser.click("#action-undo");
    await page.becomes(() => page.dossier(), mine);
  });

  it("begins anew", async () => {
    await page.fresh();
    await page.begin();
    await page.press("Dossier vide");
    await page.browser.find(".screen.offres");
    assert.deepEqual((await page.dossier()).offers, []);
    for (const [offer, price] of [["offre-1", "1 000"], ["offre-2", "1 250,00"]]) {
      await page.press("Ajouter une offre");
      await page.write(`#cell-${offer}-prix`, price);
      for (const scale of ["technique", "environnement"]) await page.pick(`#cell-${offer}-${scale}`, "Niveau 4");
    }
    await page.screen("classement");
    await page.becomes(() => page.ranked(), ["1 offre-1 88,00", "2 offre-2 80,00"]);
  });

  it("changes offers: name, price, level, status, with the ranking behind", async () => {
    await page.fresh();
    await page.screen("offres");
    await page.write("#name-offre-b", "Béatrice");
    await page.becomes(async () => (await offer("offre-b")).name, "Béatrice");
    await page.write("#cell-offre-b-A4", "2 100 000,50");
    await page.becomes(async () => (await offer("offre-b")).facts.A4.value, "2100000.50");
    assert.match((await offer("offre-b")).facts.A4.justification, /^Décomposition du prix/, "its reason stays");
    await page.write("#cell-offre-c-A4", "0");
    // What was typed stays to be mended, with the reason below it.
    await page.becomes(() => page.shows("#cell-editor-error"), true);
    assert.match(await page.text("#cell-editor-error"), /^Modification refusée\. Un prix doit être supérieur à zéro/);
    assert.equal(await page.value("#cell-editor"), "0");
    await page.browser.press(Key.ESCAPE);
    await page.screen("classement");
    assert.deepEqual(await page.ranked(), ["1 offre-b 84,58", "2 offre-a 76,64", "3 offre-c 72,33"]);

    await page.screen("offres");
    await page.write("#cell-offre-b-A4", "");
    await page.pick("#status-offre-c", "Irrégulière");
    await page.browser.click("#status-offre-c");
    await page.press("Justification et preuve");
    await type(await page.named(`Motif, ${C}`), "Annexe manquante.");
    await page.pick("#cell-offre-d-A3\\.1", "4 Qualifié, version antérieure ou périmètre plus étroit");
    await page.pick("#cell-offre-d-SNC-PERIMETRE", "Oui");
    await page.screen("classement");
    // In the order of the middles; a price that is not known may move every note.
    const rows = await page.ranking();
    assert.deepEqual(rows.map((row) => row.offer), ["offre-b", "offre-d", "offre-a"]);
    assert.ok(rows.every(({ rank, total }) => / à /.test(rank) && / à /.test(total)), JSON.stringify(rows));
    const [incomplete] = await apart("incomplete");
    assert.ok(incomplete.startsWith("Béatrice« Béatrice » n'a pas encore de donnée pour « Coût de la solution » : "), incomplete);
    assert.ok((await apart("eliminated")).includes(`${C}Offre irrégulière : Annexe manquante.`), (await apart("eliminated")).join("\n"));
  });

  it("adds, copies, moves and removes offers", async () => {
    await page.fresh();
    await page.screen("offres");
    const names = async () => (await page.dossier()).offers.map(({ name }) => name.replace(/\s+/g, " ").slice(0, 7));
    await page.press("Ajouter une offre");
    await page.becomes(names, ["Offre A", "Offre B", "Offre C", "Offre D", "Offre E", "Offre 6"]);
    await page.browser.click("#name-offre-a");
    await page.press(`Dupliquer ${A}`);
    await page.becomes(names, ["Offre A", "Offre A", "Offre B", "Offre C", "Offre D", "Offre E", "Offre 6"]);
    const [original, copy] = (await page.dossier()).offers;
    assert.deepEqual(copy.facts, original.facts);
    assert.notEqual(copy.id, original.id);
    await page.browser.click("#name-offre-c");
    await page.press(`Déplacer ${C} avant`);
    await page.becomes(names, ["Offre A", "Offre A", "Offre C", "Offre B", "Offre D", "Offre E", "Offre 6"]);
    await page.press(`Déplacer ${C} après`);
    await page.becomes(names, ["Offre A", "Offre A", "Offre B", "Offre C", "Offre D", "Offre E", "Offre 6"]);
    await page.browser.click("#name-offre-1");
    await page.press("Retirer Offre 6");
    await page.browser.click(`#name-${copy.id}`);
    await page.press(`Retirer ${A} (copie)`);
    await page.becomes(names, ["Offre A", "Offre B", "Offre C", "Offre D", "Offre E"]);
    await page.screen("classement");
    assert.deepEqual(await page.ranked(), SUITE);
  });

  it("changes criteria: name, family, number", async () => {
    await page.fresh();
    await page.screen("criteres");
    await type(await page.holding("Interopérabilité"), "Ouverture");
    await page.becomes(async () => (await criterion("A8")).name, "Ouverture");
    await page.press("Réglages de Ouverture");
    await type(await page.named("Note pleine, Ouverture"), "200");
    await page.becomes(async () => (await criterion("A8")).out_of, "200");
    await page.screen("classement");
    // 3 % of (85, 95, 60) become half as many points.
    assert.deepEqual(await page.ranked(), ["1 offre-a 77,87", "2 offre-b 77,44", "3 offre-c 74,44"]);
    await page.screen("criteres");
    await page.choose(await page.named("Méthode de notation de Ouverture"), "Oui ou non");
    await page.becomes(async () => (await criterion("A8")).family, "yes_no");
    await page.screen("classement");
    // A method that cannot read the facts leaves them to be given: 3 points of 100 are open.
    assert.deepEqual(await page.ranked(), ["1 à 2 offre-a 76,60 à 79,60", "1 à 3 offre-b 76,01 à 79,01", "2 à 3 offre-c 73,54 à 76,54"]);
    assert.equal((await apart("incomplete")).length, 3);
    await page.browser.click("#action-undo");
    await page.becomes(async () => (await page.ranked()).length, 3);
  });

  it("adds, moves and removes criteria, but not under a gate", async () => {
    await page.fresh();
    await page.screen("criteres");
    const ids = async () => (await page.dossier()).criteria.map(({ id }) => id).join(" ");
    await page.press("Ajouter un critère");
    await page.becomes(ids, "A1 A2 A3 A4 A5 A6 A7 A8 A9 critere-1");
    assert.equal((await criterion("critere-1")).weight, "0");
    await page.screen("classement");
    assert.deepEqual(await page.ranked(), SUITE, "nothing changes until its weight is chosen");
    await page.screen("criteres");
    await page.press("Monter Nouveau critère");
    await page.becomes(ids, "A1 A2 A3 A4 A5 A6 A7 A8 critere-1 A9");
    await page.press("Descendre Nouveau critère");
    await page.becomes(ids, "A1 A2 A3 A4 A5 A6 A7 A8 A9 critere-1");
    await page.press("Retirer Nouveau critère");
    await page.becomes(ids, "A1 A2 A3 A4 A5 A6 A7 A8 A9");

    await page.press("Retirer Sécurité");
    await page.becomes(() => page.shows("#notice"), true);
    assert.match(await page.text("#notice p"), /^La condition éliminatoire « Service qualifié SecNumCloud » porte sur ce critère : retirez-la d'abord\.$/);
    assert.equal(await ids(), "A1 A2 A3 A4 A5 A6 A7 A8 A9");
    await page.press("Retirer la condition Service qualifié SecNumCloud");
    await page.press("Retirer Sécurité");
    await page.becomes(ids, "A1 A2 A4 A5 A6 A7 A8 A9");
    await page.screen("classement");
    assert.deepEqual(await page.ranked(), ["1 offre-b 78,71", "2 offre-a 77,94", "3 offre-c 75,39"]);
    assert.equal(await page.shows('[data-criterion="A3"]'), false);
  });

  for (const [screen, names] of [
    ["offres", [["#name-offre-b", `Déplacer ${B} après`], ["#name-offre-c", `Déplacer ${C} avant`]]],
    ["criteres", [[null, "Monter Interopérabilité"], [null, "Descendre Sécurité"]]],
  ]) {
    it(`keeps the focus on what moves in ${screen}`, async () => {
      await page.fresh();
      await page.screen(screen);
      for (const [first, name] of names) {
        if (first) await page.browser.click(first);
        await page.press(name);
        await page.browser.settled();
        assert.equal(await page.focused(), name);
      }
    });
  }

  for (const [screen, name] of [
    ["offres", `Retirer ${A}`],
    ["criteres", "Retirer Interopérabilité"],
    ["criteres", "Retirer la condition Contrat de sous-traitance RGPD"],
  ]) {
    it(`keeps the focus in ${screen} after: ${name}`, async () => {
      await page.fresh();
      await page.screen(screen);
      await page.press(name);
      await page.becomes(() => page.attribute("#action-undo", "aria-disabled"), null);
      assert.notEqual(await page.focused(), null, "lost with what was removed");
    });
  }
});
