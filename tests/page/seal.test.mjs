// The seal of a grid, the journal, two links side by side: laid, refused, tried,
// broken, verified, by keyboard too.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

const CODE = /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/;

everywhere("the seal", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id);
  const weight = async () => (await page.dossier()).criteria.find(({ id }) => id === "A4").weight;
  const seal = async () => (await page.dossier()).seal;
  const lay = async () => {
    await page.fresh();
    await page.screen("criteres");
    await page.browser.click("#open-seal");
    await page.becomes(focusedId, "seal-title");
    await page.browser.type("#seal-author", "Bureau des achats");
    await page.browser.click("#seal-lay");
    await page.browser.find("#seal-code");
  };
  /// A change of the grid, as anybody would make it.
  const change = async () => {
    await page.screen("classement");
    await page.browser.type("#weight-A4", "40");
    await page.browser.press(Key.ENTER);
    await page.browser.find("#held-title");
  };
  /// The fragment of the link of what is on the screen.
  const link = async () => {
    await page.share();
    const whole = await page.value("#share-link");
    await page.browser.click("#share-close");
    return whole;
  };

  it("is laid by keyboard alone, and stands on every screen and on paper", async () => {
    await page.fresh();
    assert.equal(await page.shows("#seal-line"), false);
    await page.screen("criteres");
    await focus("#open-seal");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "seal-title");
    const today = await page.value("#seal-date");
    assert.match(today, /^\d\d\/\d\d\/20\d\d$/);
    await focus("#seal-date");
    await page.browser.type("#seal-date", "demain");
    await focus("#seal-lay");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "seal-date");
    assert.match(await page.text("#seal-date-error"), /^Une date s'écrit 2027, 09\/2027 ou/);
    await page.browser.type("#seal-date", "01/11/2026");
    await page.browser.type("#seal-note", "Avis n° 26-1");
    await focus("#seal-lay");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "seal-code");
    const code = await page.text("#seal-code");
    assert.match(code, CODE);
    await page.hear(`Grille scellée, code ${code}.`);
    for (const screen of ["classement", "offres", "criteres"]) {
      await page.screen(screen);
      assert.match(await page.text(".seal-text"), /^Grille scellée le 1er novembre 2026\. Avis n° 26-1\. Code : /);
    }
    await page.browser.emulate({ print: true });
    assert.ok(await page.shows("#seal-code"));
    assert.equal(await page.shows("#break-seal"), false);
    await page.browser.emulate();
    assert.deepEqual(await seal(), { code, date: "2026-11-01", text: "Avis n° 26-1" });
    // It is kept with the work.
    await page.kept();
    await page.open();
    await page.browser.click("#resume");
    await page.browser.find("#seal-code");
  });

  it("holds a change back; a copy tries it, and one undo leads back", async () => {
    await lay();
    const title = (await page.dossier()).title;
    await change();
    await page.becomes(focusedId, "held-title");
    assert.equal(await weight(), "25");
    await page.becomes(() => page.value("#weight-A4"), "25");
    await page.browser.click("#held-try");
    await page.browser.until(async () => (await weight()) === "40", "the copy");
    assert.equal((await page.dossier()).title, `${title} (essai)`);
    assert.equal(await seal(), undefined);
    assert.equal(await page.shows("#seal-code"), false);
    await page.browser.click("#action-undo");
    await page.browser.find("#seal-code");
    assert.equal(await weight(), "25");
  });

  it("is broken for a reason only, visibly, and the journal tells", async () => {
    await lay();
    const code = await page.text("#seal-code");
    await change();
    await focus("#held-ask");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "seal-reason");
    await focus("#held-break");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "seal-reason");
    assert.match(await page.text("#seal-reason-error"), /Donnez un motif/);
    await page.browser.type("#seal-reason", "Rectificatif n° 1");
    await focus("#held-break");
    await page.browser.press(Key.ENTER);
    await page.browser.until(async () => (await weight()) === "40", "the change");
    assert.match(await page.text("#seal-line"), new RegExp(`Sceau ${code} rompu le .* par Bureau des achats : Rectificatif n° 1`));
    await page.screen("criteres");
    const rows = await page.texts(".journal-table tbody tr");
    assert.equal(rows.length, 3);
    assert.match(rows[0], /Poids : « .* », 25 → 40$/);
    assert.match(rows[1], new RegExp(`Sceau ${code} rompu : Rectificatif n° 1`));
    await page.browser.click("#action-undo");
    await page.browser.find("#seal-code");
  });

  it("leaves the grid alone with Escape, and lets offers change", async () => {
    await lay();
    await change();
    await page.browser.press(Key.ESCAPE);
    await page.browser.until(async () => !(await page.shows("#held-title")), "the panel to close");
    await page.hear("La grille reste comme elle est.");
    assert.equal(await weight(), "25");
    // What is received is no matter of the seal.
    await page.browser.type(".title-field", "Autre titre");
    await page.browser.press(Key.ENTER);
    await page.browser.until(async () => (await page.dossier()).title === "Autre titre", "the title");
    assert.ok(await seal());
    assert.equal(await page.shows("#held-title"), false);
  });

  it("verifies a code however it is typed, and a link with the list of differences", async () => {
    await lay();
    const code = await page.text("#seal-code");
    const published = await link();
    await page.browser.click("#verify-seal");
    await page.becomes(focusedId, "other-title");
    await page.browser.type("#other-input", code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o"));
    await focus("#other-look");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "other-found");
    assert.match(await page.text("#other-found"), /Identique/);
    await page.browser.type("#other-input", "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ");
    await page.browser.click("#other-look");
    await page.becomes(async () => /Différente\. .* Donnez le lien ou le fichier publié/.test(await page.text("#other-found")), true);
    await page.browser.type("#other-input", "bonjour");
    await page.browser.click("#other-look");
    assert.match(await page.text("#other-trouble"), /ni un code/);
    await page.browser.click("#other-close");
    // On a grid that has drifted.
    await change();
    await page.browser.click("#held-try");
    await page.screen("criteres");
    await page.browser.click("#open-verify");
    await page.browser.type("#other-input", published);
    await page.browser.click("#other-look");
    await page.becomes(async () => (await page.texts(".differences li")).length, 1);
    assert.match((await page.texts(".differences li"))[0], /^Critère « .* », poids : 25 dans la grille publiée, 40 ici\.$/);
  });

  it("puts two links side by side, with both rankings", async () => {
    await page.fresh();
    const before = await page.ranked();
    await page.browser.type("#weight-A4", "90");
    await page.browser.press(Key.ENTER);
    await page.browser.until(async () => (await weight()) === "90", "the weight");
    const other = await link();
    await page.browser.click("#action-undo");
    await page.browser.until(async () => (await weight()) === "25", "the undo");
    await page.begin();
    await page.browser.click("#begin-compare");
    await page.becomes(focusedId, "other-title");
    await page.browser.type("#other-input", other);
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "other-found");
    assert.equal((await page.texts(".differences li")).length, 1);
    const rows = await page.texts(".rankings-table tbody tr");
    assert.ok(rows.length >= before.length);
    assert.ok(rows.some((row) => row.includes("▲")) && rows.some((row) => row.includes("▼")), `${rows}`);
    assert.deepEqual(await page.ranked(), before, "this comparison stays on the screen");
    await page.browser.press(Key.ESCAPE);
    await page.browser.until(async () => !(await page.shows("#other-title")), "the panel to close");
  });

  it("keeps a journal on demand and offers it as a table", async () => {
    await page.fresh();
    await page.screen("criteres");
    await page.browser.click("#keep-journal");
    await page.browser.type("#seal-who", "Camille");
    await page.browser.press(Key.TAB);
    await page.becomes(() => page.value("#journal-who"), "Camille");
    await page.screen("classement");
    await page.browser.type("#weight-A4", "30");
    await page.browser.press(Key.ENTER);
    await page.screen("criteres");
    await page.becomes(async () => (await page.texts(".journal-table tbody tr")).length, 2);
    assert.match((await page.texts(".journal-table tbody tr"))[0], /Camille.*25 → 30/);
    await page.browser.click("#journal-export");
    await page.becomes(async () => /Fichier .*-journal\.csv proposé\./.test(await page.said()), true);
  });

  it("satisfies axe-core and fits 320 px with everything open, in both languages", async () => {
    await lay();
    const published = await link();
    await page.screen("criteres");
    await page.browser.click("#verify-seal");
    await page.browser.type("#other-input", published);
    await page.browser.click("#other-look");
    await page.browser.find("#other-found");
    await page.browser.click("#break-seal");
    await page.browser.find("#seal-reason");
    for (const language of ["fr", "en"]) {
      await page.language(language);
      for (const width of [1440, 320]) {
        await page.browser.resize(width);
        for (const light of [{}, { dark: true }]) {
          await page.browser.emulate(light);
          await page.browser.settled();
          assert.deepEqual(await page.browser.axe(), [], `${language} ${width} ${JSON.stringify(light)}`);
        }
        await page.browser.emulate();
        assert.deepEqual(await page.look(beyond), [], `${language} ${width}`);
        assert.deepEqual(await page.look(small), [], `${language} ${width}`);
      }
      await page.browser.resize();
    }
    const words = (await page.words()).map(plain);
    assert.ok(words.some((each) => each.startsWith("Break the seal")));
    await page.language("fr");
  });
});
