// Méthode et glossaire: how a ranking comes to be, the words of the trade, from the
// foot of the page and back.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain } from "./widget.mjs";

everywhere("the page on the method", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id);
  const open = async () => {
    await page.fresh();
    await focus("#open-glossary");
    await page.browser.press(Key.ENTER);
    await page.browser.find(".screen.methode");
    await page.becomes(focusedId, "method-title");
  };
  const terms = () => page.texts(".terms-list dt");

  it("explains in ten steps how this ranking came to be, and leads back, by keyboard", async () => {
    await open();
    await page.hear("Méthode et glossaire");
    const steps = await page.texts(".steps li");
    assert.equal(steps.length, 10);
    const text = steps.join(" ");
    // The method of the dossier at hand.
    for (const part of ["Performance métier 24 %", "note = N × prix le plus bas ÷ prix de l'offre", "de 0 à 100", "aucun départage n'est annoncé"]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    assert.ok((await page.texts(".families dt")).length > 0);
    await focus("#close-glossary");
    await page.browser.press(Key.ENTER);
    await page.browser.find(".screen.classement");
    await page.becomes(focusedId, "open-glossary");
  });

  it("finds a word without accents, in either language, and says how many", async () => {
    await open();
    const all = await terms();
    assert.ok(all.length >= 40, `${all.length}`);
    const plainly = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const names = all.map((each) => plainly(each.split(" – ")[0]));
    assert.deepEqual(names, [...names].sort((a, b) => (a < b ? -1 : 1)), "in the order of the alphabet");
    await page.browser.type("#glossary-search", "ponderation");
    await page.becomes(async () => (await terms())[0], "poids, pondération – weight, weighting");
    assert.ok((await terms()).length < 10);
    await page.becomes(async () => /^\d+ mots?\.$/.test(await page.said()), true);
    assert.equal(await focusedId(), "glossary-search");
    await page.browser.type("#glossary-search", "rescaling");
    await page.becomes(terms, ["recadrage – rescaling"]);
    await page.hear("1 mot.");
    await page.browser.type("#glossary-search", "xyzzy");
    await page.hear("Aucun mot trouvé.");
    await page.browser.type("#glossary-search", "");
    await page.becomes(async () => (await terms()).length, all.length);
  });

  it("opens at a word, and the focus comes back to where it was asked", async () => {
    await page.fresh();
    await page.browser.click("#toggle-profiles");
    await focus("#define-profile");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "term-jeu-de-poids");
    await page.browser.click("#close-glossary");
    await page.becomes(focusedId, "define-profile");
    await focus("#define-checks");
    await page.browser.press(Key.ENTER);
    await page.becomes(focusedId, "checks-title");
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("satisfies axe-core in both languages, in the dark and in 320 px, unfolded", async () => {
    await open();
    const wrong = [];
    for (const lang of ["fr", "en"]) {
      await page.language(lang);
      await page.look((shadow) => shadow.querySelectorAll(".method-page details").forEach((each) => { each.open = true; }));
      for (const [width, light] of [[1280, {}], [1280, { dark: true }], [320, {}]]) {
        await page.browser.resize(width);
        await page.browser.emulate(light);
        await page.browser.settled();
        wrong.push(...(await page.browser.axe()).map((each) => `${lang} ${width} ${JSON.stringify(light)}: ${each}`));
        const overflow = await page.look(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) wrong.push(`${lang} ${width}: ${overflow} px too wide`);
        wrong.push(...await page.look((shadow) => [...shadow.querySelectorAll(".methode :is(button, input, summary)")]
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
    const texts = async () => (await page.texts(".method-page :is(h2, h3, strong, p, dd, button, label, summary)"));
    const french = new Set(await texts());
    await page.language("en");
    const both = (await texts()).filter((each) => french.has(each) && plain(each) !== "");
    assert.deepEqual(both, []);
    await page.language("fr");
  });

  it("prints the steps and the words, without controls", async () => {
    await open();
    await page.browser.emulate({ print: true });
    for (const css of [".steps", ".terms-list", ".families"]) assert.ok(await page.shows(css), `${css} is on paper`);
    for (const css of ["#close-glossary", "#glossary-search"]) assert.equal(await page.shows(css), false, `no ${css} on paper`);
    await page.browser.emulate();
  });
});
