// What leaves in each flavour and under a passphrase, what arrives, and what one
// tries beside it.
import assert from "node:assert/strict";
import { it } from "node:test";
import { INTRANET, Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const TITLE = "Remplacer la suite collaborative d'un ministère";
const PHRASE = "bakilo-tumera-zodivu-nafepo";
const REFUSED = "Cette phrase n'ouvre pas ce comparatif : elle n'est pas la bonne, ou le contenu a été altéré en chemin.";
const KEY_DERIVATION = 20_000;

everywhere("sharing", (page) => {
  const active = () => page.look((shadow) => shadow.activeElement?.id ?? null);
  const type = (text) => page.browser.driver.actions().sendKeys(text).perform();
  const fragmentOf = (link) => link.slice(link.indexOf("#"));
  /// Waits as long as a slow machine derives a key.
  const slowly = async (condition, what) => {
    const end = Date.now() + KEY_DERIVATION;
    for (;;) {
      const found = await condition();
      if (found) return found;
      assert.ok(Date.now() < end, `waited in vain for ${what}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  };
  const shown = (css) => page.look((shadow, css) => shadow.querySelector(css) !== null, css);
  /// The link of what is shown, under PHRASE.
  const locked = async () => {
    await page.share("locked");
    await page.browser.type("#share-phrase", PHRASE);
    await page.browser.press(Key.ENTER);
    await slowly(() => shown("#share-link"), "the locked link");
    return await page.value("#share-link");
  };
  const unlock = async (phrase) => {
    await page.browser.type("#unlock-phrase", phrase);
    await page.browser.press(Key.ENTER);
  };

  it("puts a link under a passphrase, which opens it anywhere and is kept nowhere", async (test) => {
    await page.fresh();
    const dossier = await page.dossier();
    await page.browser.click("#action-share");
    assert.equal(await page.look((shadow) => shadow.querySelector("#share-locked-about") && shadow.getElementById("share-locked").checked), true, "proposed: there are prices");
    assert.equal(await shown("#share-link"), false, "nothing leaves yet");
    assert.equal(await page.attribute("#share-phrase", "type"), "password");
    await page.browser.type("#share-phrase", "trop court");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.text("#share-problem"), "Cette phrase est trop courte : au moins 12 caractères.");
    const start = Date.now();
    const link = await locked();
    test.diagnostic(`${page.browser.name}, ${page.place}: about ${Date.now() - start} ms to encrypt, typing included`);
    assert.ok(fragmentOf(link).startsWith("#md=3."), link);
    await page.hear("Lien chiffré. La phrase est effacée de cette page.");
    assert.equal(await active(), "copy-link");
    const gauge = await page.text(".gauge");
    assert.equal(Number(gauge.match(/^[\d ]+/)[0].replace(/ /g, "")), link.length, gauge);
    assert.ok(!(await page.look((shadow) => shadow.innerHTML)).includes("bakilo"), "not on the page");

    await page.fresh(fragmentOf(link));
    await page.browser.find("#unlock-phrase");
    assert.equal(await active(), "unlock-phrase");
    await unlock("une autre phrase");
    await slowly(async () => (await page.text("#unlock-refusal")) === REFUSED, "the refusal");
    await page.hear(REFUSED);
    const selected = await page.look((shadow) => {
      const field = shadow.activeElement;
      return [field.id, field.value.slice(field.selectionStart, field.selectionEnd)];
    });
    assert.deepEqual(selected, ["unlock-phrase", "une autre phrase"], "to be typed again");
    // What was selected is typed over; blanks do for hyphens.
    await type(PHRASE.replaceAll("-", " "));
    await page.browser.press(Key.ENTER);
    await slowly(() => shown(".received"), "the shared state");
    assert.deepEqual(await page.dossier(), dossier);
    await page.becomes(active, "ranking-title");
    assert.match(await page.text(".received .hint"), /^Reçu sous phrase secrète\. Comparatif complet\. Contient : grille \(18 critères, poids, méthode\) ; offres \(5\)/);
    assert.ok(await page.shows(".received .confidential"));
    await new Promise((done) => setTimeout(done, 900));
    assert.deepEqual(await page.works(), [], "kept nowhere");
    const { local, texts } = await page.stores();
    assert.ok(!JSON.stringify([local, texts]).includes("bakilo"));
  });

  it("keeps a shared state as it was while one tries", async () => {
    await page.fresh();
    await page.share();
    const link = await page.value("#share-link");
    await page.fresh(fragmentOf(link));
    const shared = await page.evaluationText();
    await page.becomes(() => page.text("#received-title"), "État partagé, tel que vous l'avez reçu");
    await page.browser.setRange(".weight [type=range]", 60);
    await page.becomes(() => page.text("#received-title"), "Vous essayez : l'état partagé est gardé");
    assert.notEqual(await page.evaluationText(), shared);
    await page.press("Revenir à l'état partagé");
    await page.becomes(() => page.text("#received-title"), "État partagé, tel que vous l'avez reçu");
    assert.ok((await page.evaluationText()) === shared, "the shared state");
    await page.hear("L'état partagé est de nouveau à l'écran.");
    assert.equal(await active(), "received-title");
    assert.deepEqual(await page.works(), []);
    await page.press("Modifier une copie");
    await page.kept(1);
    await page.becomes(() => shown(".received"), false);
  });

  it("saves the same in a file, encrypted too", async () => {
    await page.fresh();
    const dossier = await page.dossier();
    await page.share("anonymised");
    const letter = await page.browser.saved(() => page.press("Enregistrer dans un fichier"));
    assert.match(letter.name, /-anonymise\.json$/);
    const { offers } = JSON.parse(letter.text);
    assert.deepEqual(offers.map((each) => each.name), ["Offre A", "Offre B", "Offre C", "Offre D", "Offre E"]);
    await page.browser.click("#share-close");
    await locked();
    const { name, text: secret } = await page.browser.saved(() => page.press("Enregistrer un fichier chiffré"));
    assert.match(name, /-chiffre\.txt$/);
    assert.match(secret, /^Comparatif chiffré\. .*\n\nmd=3\.[\w-]+\n$/);
    await page.fresh();
    await page.example("ec-2026");
    await page.drop("recu-chiffre.txt", secret);
    await page.browser.find("#unlock-phrase");
    assert.match(await page.text("#unlock-text"), /« recu-chiffre\.txt »/);
    // Left alone, nothing changes.
    await page.browser.press(Key.ESCAPE);
    await page.becomes(() => shown("#unlock-phrase"), false);
    assert.notEqual((await page.dossier()).title, TITLE);
    await page.drop("recu-chiffre.txt", secret);
    await page.browser.find("#unlock-phrase");
    await unlock(PHRASE);
    await slowly(() => shown(".received"), "the shared state");
    assert.deepEqual(await page.dossier(), dossier);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("encrypts and decrypts on a plain-http intranet", async () => {
    await page.browser.open(page.url.replace("127.0.0.1", INTRANET));
    await page.browser.find(".widget");
    assert.equal(await page.browser.run("return window.isSecureContext"), false);
    await page.browser.click("#action-share");
    await page.press("Proposer une phrase");
    await page.becomes(() => page.text("#share-bits"), "Phrase tirée au sort : 72 bits. Notez-la maintenant, elle ne sera gardée nulle part.");
    await page.becomes(() => page.attribute("#share-phrase", "type"), "text");
    const phrase = await page.value("#share-phrase");
    assert.match(phrase, /^[a-z]{6}(-[a-z]{6}){3}$/);
    await page.press("Proposer une phrase");
    await page.browser.until(async () => (await page.value("#share-phrase")) !== phrase, "another phrase");
    const chosen = await page.value("#share-phrase");
    await page.press("Chiffrer");
    await slowly(() => shown("#share-link"), "the locked link");
    const link = await page.value("#share-link");
    await page.press("Copier le lien");
    await page.becomes(() => page.text("#copied"), "Lien copié.");
    await page.browser.open(link);
    await page.browser.find("#unlock-phrase");
    await unlock(chosen);
    await slowly(() => shown(".received"), "the shared state");
    assert.equal((await page.dossier()).title, TITLE);
  });

  it("says what each flavour holds, and draws a picture of short links only", async () => {
    await page.fresh();
    const held = () => page.texts(".share-contents .held th");
    await page.share("grid");
    assert.deepEqual(await held(), ["Grille"]);
    const grid = await page.value("#share-link");
    await page.becomes(() => shown(".qr"), grid.length <= 1200);
    await page.browser.click("#share-anonymised");
    await page.becomes(held, ["Grille", "Offres", "Données et notes des offres"]);
    assert.ok((await page.value("#share-link")).length > grid.length);
    await page.browser.click("#share-complete");
    await page.browser.until(async () => (await held()).length >= 6, "all of it");
    const whole = (await page.value("#share-link")).length;
    await page.becomes(() => shown(".qr"), whole <= 1200);
    if (whole > 1200) assert.ok((await page.text("#no-qr")).startsWith("Pas de QR code au-delà de 1 200 caractères"));
    await page.browser.click("#share-comments");
    await page.browser.until(async () => (await page.value("#share-link")).length < whole, "a shorter link");
    assert.ok(!(await held()).includes("Justifications, sources, remarques"));
    assert.match(await page.text("#share-warning"), /^Contient des offres et leurs prix : confidentiel/);
  });

  it("draws black on white, with a quiet zone, in the dark too", async () => {
    await page.fresh();
    await page.drop("mots.json", repositoryFile("tests/page/fixtures/words.json"));
    await page.becomes(() => page.value("#title input"), "§titre");
    await page.share("grid");
    await page.browser.find(".qr");
    for (const dark of [false, true]) {
      await page.browser.emulate({ dark });
      const [ground, squares] = await page.look((shadow) => [".qr rect", ".qr path"].map((css) => getComputedStyle(shadow.querySelector(css)).fill));
      assert.deepEqual([ground, squares], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    }
    await page.browser.emulate();
    assert.equal(await page.attribute(".qr", "aria-label"), "QR code du lien");
    const starts = await page.look((shadow) => [...shadow.querySelector(".qr path").getAttribute("d").matchAll(/M(\d+) (\d+)/g)].map((each) => Number(each[1])));
    assert.equal(Math.min(...starts), 4, "four quiet squares");
    await page.browser.emulate({ print: true });
    assert.ok(await page.shows(".qr") && await page.shows(".share .link.print-only") && !(await page.shows(".share button")), "on paper");
    await page.browser.emulate();
  });

  it("is used by keyboard alone, and closes the way it opened", async () => {
    await page.fresh();
    await page.browser.run("document.querySelector('mieux-disant').shadowRoot.getElementById('action-share').focus()");
    await page.browser.press(Key.ENTER);
    await page.becomes(active, "share-title");
    // The title, Fermer, then the choices: the arrows go through them.
    await page.browser.press(Key.TAB);
    assert.equal(await active(), "share-close");
    await page.browser.press(Key.TAB);
    assert.equal(await active(), "share-locked");
    await page.browser.press(Key.ARROW_UP);
    await page.becomes(active, "share-complete");
    await page.browser.find("#share-link");
    assert.match(await page.said(), /^[\d ]+ caractères : /);
    await page.browser.press(Key.ARROW_DOWN);
    await page.becomes(active, "share-locked");
    await page.browser.press(Key.TAB);
    assert.equal(await active(), "share-comments");
    await page.browser.press(Key.TAB);
    assert.equal(await active(), "share-phrase");
    await type(PHRASE);
    await page.browser.press(Key.TAB);
    assert.equal(await active(), "share-phrase-show");
    await page.browser.press(" ");
    await page.becomes(() => page.attribute("#share-phrase", "type"), "text");
    assert.equal(await page.attribute("#share-phrase-show", "aria-pressed"), "true");
    assert.equal(await page.value("#share-phrase"), PHRASE);
    await page.browser.press(Key.TAB);
    await page.browser.press(Key.ENTER);
    await slowly(() => shown("#share-link"), "the locked link");
    assert.equal(await active(), "copy-link");
    await page.browser.press(Key.ESCAPE);
    await page.becomes(active, "action-share");
  });

  it("says that a locked link is cut before it asks for anything", async () => {
    await page.fresh();
    const fragment = fragmentOf(await locked());
    await page.open(fragment.slice(0, 400));
    assert.match(await page.text("#notice p"), /^Ce lien est incomplet : la fin manque/);
    assert.equal(await shown("#unlock-phrase"), false);
    // Altered: the passphrase is right, and is told as a wrong one.
    const place = Math.floor(fragment.length / 2);
    const other = fragment[place] === "A" ? "B" : "A";
    await page.open(fragment.slice(0, place) + other + fragment.slice(place + 1));
    await unlock(PHRASE);
    await slowly(async () => (await page.text("#unlock-refusal")) === REFUSED, "the refusal");
  });

  it("satisfies axe-core and stands in 320 px, in both languages", async () => {
    const wrong = [];
    const look = async (what) => {
      for (const language of ["en", "fr"]) {
        await page.language(language);
        for (const width of [320, 1440]) {
          await page.browser.resize(width);
          await page.browser.settled();
          const found = [...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))];
          wrong.push(...found.map((each) => `${what}, ${language}, ${width} px: ${each}`));
        }
      }
      await page.browser.resize();
    };
    await page.fresh();
    for (const choice of ["grid", "complete", "locked"]) {
      await page.share(choice);
      await look(choice);
      if (choice !== "locked") await page.browser.click("#share-close");
    }
    await page.press("Proposer une phrase");
    await page.browser.type("#share-phrase", "court");
    await page.browser.press(Key.ENTER);
    await page.browser.until(() => page.shows("#share-problem"), "the problem");
    await look("a short passphrase");
    await page.browser.type("#share-phrase", PHRASE);
    await page.browser.press(Key.ENTER);
    await slowly(() => shown("#share-link"), "the locked link");
    await look("locked");
    await page.fresh(fragmentOf(await page.value("#share-link")));
    await unlock("une autre phrase");
    await slowly(() => page.shows("#unlock-refusal"), "the refusal");
    await look("a wrong passphrase");
    await unlock(PHRASE);
    await slowly(() => shown(".received"), "the shared state");
    await look("a shared state");
    assert.deepEqual(wrong, []);
  });

  it("shows what a link holds as text, whatever it says", async () => {
    const planted = `<img src=x onerror="globalThis.planted = 1"><script>globalThis.planted = 2</script>"'><svg onload=planted=3>{{7*7}}`;
    const fixture = repositoryFile("tests/page/fixtures/words.json").replaceAll(/§\w+/g, (word) => JSON.stringify(word + planted).slice(1, -1));
    await page.fresh();
    await page.drop("mots.json", fixture);
    await page.becomes(async () => (await page.dossier()).title, "§titre" + planted);
    await page.share();
    const fragment = fragmentOf(await page.value("#share-link"));
    await page.fresh(fragment);
    await page.browser.find(".received");
    assert.equal((await page.dossier()).title, "§titre" + planted);
    for (const screen of ["classement", "offres", "criteres"]) {
      await page.screen(screen);
      assert.equal(await page.look((shadow) => shadow.querySelectorAll("img, script, svg[onload], iframe").length), 0, screen);
      assert.ok((await page.words()).some((each) => each.includes(plain("<script>globalThis.planted = 2</script>"))), `as text on ${screen}`);
    }
    await page.share();
    assert.equal(await page.look((shadow) => shadow.querySelectorAll("img, script").length), 0, "the panel");
    assert.equal(await page.browser.run("return globalThis.planted ?? null"), null);
  });
});
