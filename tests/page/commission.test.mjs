// The commission: a chair invites, evaluators note, everything is merged by links
// and by files, disagreements are settled, and the ranking follows.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const FILE = repositoryFile("tests/page/fixtures/commission.json");
const NAMES = ["Mme Roux", "M. Blanc", "Mme Noir"];

everywhere("the commission", (page) => {
  const browser = () => page.browser;
  const fragmentOf = (link) => link.slice(link.indexOf("#"));
  /// Drops several files at once.
  const dropAll = (files) => page.look((shadow, files) => {
    const data = new DataTransfer();
    for (const { name, text } of files) data.items.add(new File([text], name));
    shadow.querySelector(".widget").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, files);
  /// The chair's page with this dossier.
  const chair = async (text = FILE) => {
    await page.fresh();
    await page.drop("dossier.json", text);
    await page.becomes(() => page.value("#title input"), "Accueil téléphonique");
    await page.screen("commission");
  };
  const name = async (names = NAMES) => {
    for (const each of names) {
      await browser().type("#new-evaluator", each);
      await browser().press(Key.ENTER);
      await page.becomes(async () => (await page.dossier()).commission.evaluators.at(-1).name, each);
    }
  };
  const invite = async (place) => {
    await browser().click(`#invite-${place}`);
    const link = await page.value("#letter-link");
    await browser().click("#letter-close");
    return link;
  };
  /// Writes notes into the form: note-0-0 and so on.
  const give = async (notes) => {
    for (const [field, value, reason] of notes) {
      if (/^\d/.test(value)) {
        await browser().type(`#${field}`, value);
        await browser().press(Key.ENTER);
      } else await page.choose(`#${field}`, value);
      if (reason) {
        await browser().type(`#${field}-reason`, reason);
        await browser().press(Key.TAB);
      }
    }
  };
  const handIn = async () => {
    await browser().click("#hand-in");
    return await page.value("#letter-link");
  };
  const ROUNDS = [
    [["note-0-0", "15,5", "p. 12, planning détaillé"], ["note-0-1", "8", "p. 4"], ["note-1-0", "Complète (2)", "p. 20"], ["note-1-1", "Partielle (1)", "p. 9"]],
    [["note-0-0", "9", "p. 13, planning optimiste"], ["note-0-1", "9", "p. 5"], ["note-1-0", "Complète (2)", ""], ["note-1-1", "Partielle (1)", ""]],
    [["note-0-0", "14", "p. 12"], ["note-1-1", "Absente (0)", "p. 9, aucune référence"]],
  ];

  it("goes round: invited, noted, merged by links and files, settled, ranked", async () => {
    await chair();
    await name();
    const links = [];
    for (const place of [0, 1, 2]) links.push(await invite(place));
    const dossier = JSON.stringify(await page.dossier());

    const sent = [];
    let file;
    for (const [place, link] of links.entries()) {
      await page.open(fragmentOf(link));
      await page.becomes(() => page.text("#commission-title"), `Vos notes, ${NAMES[place]}`);
      const text = JSON.stringify(await page.dossier());
      assert.ok(!text.includes("100000") && NAMES.every((other, at) => (at === place) === text.includes(other)), text);
      await page.becomes(() => page.text("#noting-progress"), "0 note sur 4");
      if (place === 0) {
        // Out of range: a sentence, and nothing is taken.
        await browser().type("#note-0-0", "21");
        await browser().press(Key.ENTER);
        await page.becomes(() => page.text("#note-0-0-error"), "La note va de 0 à 20.");
        await page.becomes(() => page.text("#noting-progress"), "0 note sur 4");
        assert.equal((await page.works()).length, 1, "that of the chair: nothing is kept before the first note");
      }
      await give(ROUNDS[place]);
      await page.becomes(() => page.text("#noting-progress"), `${ROUNDS[place].length} notes sur 4`);
      await page.kept(place + 2);
      sent.push(await handIn());
      assert.match(await page.text("#letter-title"), /^Vos notes, le \d\d\/\d\d\/\d{4} à \d\d:\d\d$/);
      if (place === 2) file = await browser().saved(() => browser().click("#letter-save"));
    }
    assert.match(file.name, /^notes-accueil-telephonique-mme-noir/);
    // The own ranking of an evaluator is none.
    await browser().click("#screen-classement");
    assert.match(await page.text(".withheld"), /Ce dossier est celui d'un évaluateur/);

    await chair(dossier);
    await page.clipboard(`Bonjour,\nvoici mes notes : ${sent[0]}\n\n> ${sent[1]} et encore ${sent[0]}`);
    await browser().click("#merge-text");
    await browser().press(Key.CONTROL, "v");
    await browser().click("#merge-read");
    await page.becomes(async () => (await page.texts(".arrival")).length, 3);
    const [first, , third] = await page.texts(".arrival");
    assert.match(first, /^Lien 1 ?Mme Roux, le .* : 4 notes sur 4 ; 4 nouvelles\.$/);
    assert.equal(plain(third.replace("Lien 3", "")), plain(first.replace("Lien 1", "")));
    assert.deepEqual(await page.texts("#merge-land"), ["Reprendre 3 contributions"]);
    assert.deepEqual((await page.dossier()).offers[0].facts, { prix: "100000" }, "nothing has landed yet");
    await browser().click("#merge-land");
    await page.hear("3 contributions reprises.");

    await dropAll([file, { name: "autre.json", text: "{" }]);
    await page.becomes(async () => (await page.texts(".arrival")).length, 2);
    assert.match((await page.texts(".arrival"))[1], /Refusé\. Ce fichier n'est pas un dossier\./);
    await browser().click("#merge-land");
    await page.becomes(() => page.texts(".arrival"), []);

    // Largest first, as a share of the full note.
    const rows = await page.texts(".disagreement .cell-line");
    assert.match(rows[0], /^Équipe, Boréal Conseil ?de 0 à 1 sur 2 ?1 \(50 %\) ?sans consensus/);
    assert.match(rows[1], /^Méthode, Atlas Services ?de 9 à 15,5 sur 20 ?6,5 \(32,5 %\)/);
    assert.match(rows[2], /^Méthode, Boréal Conseil ?de 8 à 9 sur 20 ?1 \(5 %\)/);
    assert.equal(rows.length, 3);
    assert.match((await page.texts(".matrix"))[0], /Atlas Services ?15,5 ?9 ?14 ?9 ?15,5 ?6,5 ?12,83/);

    // Consensus, by the buttons of the list.
    await page.press("Tout montrer (1 de plus)");
    for (const [cell, note] of [["Équipe, Boréal Conseil", "Partielle"], ["Équipe, Atlas Services", "Complète"], ["Méthode, Atlas Services", "13"], ["Méthode, Boréal Conseil", "8,5"]]) {
      await page.press(`Consensus, ${cell}`);
      const field = await page.named(`Note de consensus, ${cell}`);
      if (/^\d/.test(note)) {
        await browser().type(field, note);
        await browser().press(Key.ENTER);
      } else await page.choose(field, note);
      await browser().settled();
      const reason = await page.named(`Raison du consensus, ${cell}`);
      await browser().type(reason, `Convenu pour ${cell}`);
      await browser().press(Key.TAB);
      await browser().settled();
      assert.equal(await reason.getAttribute("value"), `Convenu pour ${cell}`);
      await page.press(`Consensus, ${cell}`);
    }
    await page.becomes(async () => (await page.dossier()).offers[0].facts.methode.justification, "Convenu pour Méthode, Atlas Services");
    const { offers } = await page.dossier();
    assert.equal(offers[0].facts.methode.value, "13");
    assert.deepEqual(offers[0].facts.methode.opinions.map(({ by, note }) => `${by} ${note}`), ["Mme Roux 15.5", "M. Blanc 9", "Mme Noir 14"]);
    assert.equal(offers[1].facts.equipe.value, 1);

    // As a spreadsheet takes it.
    const { name: table, text: csv } = await browser().saved(() => browser().click("#save-notes"));
    assert.match(table, /^notes-de-la-commission/);
    assert.ok(csv.startsWith("\u{feff}Critère;Note pleine;Offre;Mme Roux;"), csv);
    assert.ok(csv.includes("Méthode;20;Atlas Services;15,5;p. 12, planning détaillé;9;"), csv);

    await page.screen("classement");
    // 40 × 1 + 40 × 13/20 + 20 × 1; 40 × 100/120 + 40 × 8,5/20 + 20 × 1/2.
    await page.becomes(() => page.ranked(), ["1 atlas 86,00", "2 boreal 60,33"]);
    // One step each: the whole merge is taken back at once.
    for (let step = 0; step < 9; step += 1) await browser().click("#action-undo");
    assert.equal((await page.dossier()).offers[0].facts.methode.opinions.length, 2);
  });

  it("hides names and ranking until the notes are locked", async () => {
    await chair();
    await name(NAMES.slice(0, 1));
    await browser().click("#blind");
    const link = await invite(0);
    const dossier = JSON.stringify(await page.dossier());
    await page.open(fragmentOf(link));
    await browser().find("#note-0-0");
    const words = (await page.words()).join(" ") + JSON.stringify(await page.dossier());
    assert.ok(words.includes("Offre A") && !/Atlas|Boréal|boreal|120000/.test(words), words);
    await give([["note-0-1", "12", "p. 4"]]);
    const back = await handIn();

    await chair(dossier);
    await browser().type("#merge-text", back);
    await browser().click("#merge-read");
    await browser().click("#merge-land");
    assert.match((await page.texts(".disagreement"))[0], /^Méthode, Offre B ?12 sur 20 ?une seule note/);
    assert.equal((await page.dossier()).offers[1].facts.methode.opinions[0].note, "12");
    await browser().click("#screen-classement");
    assert.match(await page.text(".withheld"), /^Classement ?Mode aveugle/);
    assert.equal(await page.shows(".ranking-table"), false);
    await browser().click("#to-commission");
    await browser().click("#lock-notes");
    assert.match((await page.texts(".disagreement"))[0], /^Méthode, Boréal Conseil/);
    // Locked is locked.
    await browser().type("#merge-text", back);
    await browser().click("#merge-read");
    await page.becomes(() => page.texts(".arrival .verdict"), ["Refusé. "].map(plain));
    await page.screen("classement");
    assert.ok(await page.shows(".ranking-table, .ranking"));
  });

  it("refuses what was noted on another grid, and says what differs", async () => {
    await chair();
    await name(NAMES.slice(0, 1));
    const link = await invite(0);
    const dossier = await page.dossier();
    await page.open(fragmentOf(link));
    await give([["note-0-0", "10", ""]]);
    const back = await handIn();
    dossier.criteria[1].weight = "45";
    await chair(JSON.stringify(dossier));
    await browser().type("#merge-text", back);
    await browser().click("#merge-read");
    assert.match((await page.texts(".arrival"))[0], /Refusé\. Mme Roux a noté sur une autre grille/);
    assert.ok((await page.texts(".arrival li")).length > 0);
    assert.equal(await page.shows("#merge-land"), false);
    await browser().type("#merge-text", "Bonjour, rien ici.");
    await browser().click("#merge-read");
    assert.match(await page.text("#merge-nothing"), /^Ce texte ne contient aucun lien/);
  });

  it("goes by keyboard alone", async () => {
    await chair();
    const press = (...keys) => browser().press(...keys);
    const reach = async (wanted) => {
      for (let tries = 0; tries < 200; tries += 1) {
        if ((await page.focused()) === wanted) return;
        await press(Key.TAB);
      }
      assert.fail(`Tab does not lead to ${wanted}, but to ${await page.focused()}`);
    };
    const write = (text) => browser().driver.actions().sendKeys(text).perform();
    await browser().run("arguments[0].focus()", await browser().find("#screen-commission"));
    await reach("new-evaluator");
    await write("Mme Roux");
    await press(Key.ENTER);
    await page.becomes(() => page.focused(), "new-evaluator");
    await browser().run("arguments[0].focus()", await browser().find("#screen-commission"));
    await reach("Mme Roux note Équipe");
    await press(Key.SPACE);
    await page.becomes(async () => (await page.dossier()).commission.evaluators[0].criteria, ["methode"]);
    assert.equal(await page.focused(), "Mme Roux note Équipe");
    await reach("invite-0");
    await press(Key.ENTER);
    await page.becomes(() => page.focused(), "letter-title");
    await page.hear("Lien prêt pour Mme Roux.");
    const link = await page.value("#letter-link");
    await press(Key.ESCAPE);
    await page.becomes(() => page.focused(), "invite-0");

    await page.open(fragmentOf(link));
    await browser().find("#note-0-0");
    await browser().run("arguments[0].focus()", await browser().find("#screen-commission"));
    await reach("Note de 0 à 20, Atlas Services");
    await write("11");
    await press(Key.TAB);
    assert.equal(await page.focused(), "Raison, Atlas Services");
    await write("p. 3");
    await press(Key.TAB);
    await page.becomes(() => page.text("#noting-progress"), "1 note sur 2");
    assert.equal(await page.focused(), "Note de 0 à 20, Boréal Conseil");
    await reach("hand-in");
    await press(Key.ENTER);
    await page.becomes(() => page.focused(), "letter-title");
    await page.hear("Vos notes sont prêtes à être envoyées.");
    const { facts } = (await page.dossier()).offers[0];
    assert.deepEqual(facts.methode.opinions, [{ by: "Mme Roux", note: "11", remark: "p. 3" }]);
  });

  it("satisfies axe-core and stands in 320 px, in both languages", async () => {
    await chair();
    await name(NAMES.slice(0, 2));
    const dossier = await page.dossier();
    const link = await invite(0);
    dossier.offers[0].facts.methode = { opinions: [{ by: "Mme Roux", note: 15, remark: "p. 2" }, { by: "M. Blanc", note: 8 }] };
    dossier.offers[1].facts.methode = { opinions: [{ by: "Mme Roux", note: 15 }] };
    dossier.offers[1].facts.equipe = { opinions: [{ by: "Mme Roux", note: 1 }] };
    const wrong = [];
    const look = async (what) => {
      for (const [language, width, dark] of [["fr", 1440, false], ["en", 320, true]]) {
        await page.language(language);
        await browser().resize(width);
        await browser().emulate({ dark });
        await browser().settled();
        const found = [...(await browser().axe()), ...(await page.look(beyond)), ...(await page.look(small))];
        wrong.push(...found.map((each) => `${what}, ${language}: ${each}`));
      }
      await browser().resize();
      await browser().emulate();
      await page.language("fr");
    };
    await chair(JSON.stringify(dossier));
    await browser().click("#invite-0");
    await page.press("Consensus, Méthode, Atlas Services");
    await dropAll([{ name: "mauvais.json", text: "{" }]);
    await browser().find(".arrival");
    await look("chair");
    await page.open(fragmentOf(link));
    await give([["note-0-0", "10", ""]]);
    await handIn();
    await look("evaluator");
    assert.deepEqual(wrong, []);
  });
});
