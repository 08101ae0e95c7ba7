// The scoring link: what it says of itself, what it reopens, and what a damaged
// one leaves untouched.
import assert from "node:assert/strict";
import { it } from "node:test";
import { INTRANET, Key } from "./drivers.mjs";
import { everywhere, plain } from "./widget.mjs";

const TITLE = "Remplacer la suite collaborative d'un ministère";
const thousands = (count) => String(count).replace(/(?=(\d{3})+$)(?!^)/g, " ");

everywhere("the link", (page) => {
  /// Makes the suite example one's own with a price of 33 points, and opens the panel.
  const share = async () => {
    await page.fresh();
    await page.browser.type("#weight-A4", "33");
    await page.browser.press(Key.ENTER);
    await page.share();
    return await page.value("#share-link");
  };
  const fragmentOf = (link) => link.slice(link.indexOf("#"));
  /// Pastes into the title field, reads, and leaves it as it was.
  const pasted = async () => {
    await page.browser.type("#title input", "");
    await page.browser.press(Key.CONTROL, "v");
    const text = await page.value("#title input");
    await page.browser.press(Key.ESCAPE);
    return text;
  };

  it("reopens the same state in a fresh page, says so, and keeps nothing unasked", async () => {
    const link = await share();
    assert.ok(link.startsWith(`${page.url}#md=2.`), link);
    const [text, dossier] = [await page.evaluationText(), await page.dossier()];
    assert.equal(dossier.criteria[3].weight, "33");

    await page.fresh(fragmentOf(link));
    assert.equal(await page.evaluationText(), text);
    assert.deepEqual(await page.dossier(), dossier);
    assert.match(await page.text(".origin"), /^Comparatif reçu par un lien\. Vos essais ne changent pas le lien et ne sont pas gardés\./);
    await page.hear(`Ouvert : ${plain(dossier.title)}.`);

    // A what-if beside the shared state is nobody's work yet.
    await page.browser.type("#weight-A4", "60");
    await page.browser.press(Key.ENTER);
    await page.becomes(async () => (await page.ranked())[0], "1 offre-c 81,74");
    await new Promise((done) => setTimeout(done, 900));
    assert.deepEqual(await page.works(), []);
    await page.open(fragmentOf(link));
    assert.deepEqual(await page.works(), [], "nor when leaving");
    assert.equal(await page.evaluationText(), text);

    await page.press("Modifier une copie");
    const [work] = await page.kept(1);
    assert.equal(work.title, dossier.title);
    assert.deepEqual(JSON.parse(work.text), dossier);
    await page.becomes(() => page.text(".origin"), "Votre travail, gardé dans ce navigateur.");
  });

  it("copies itself", async () => {
    const link = await share();
    await page.press("Copier le lien");
    await page.becomes(() => page.text("#copied"), "Lien copié.");
    await page.hear("Lien copié.");
    assert.equal(await pasted(), link);
  });

  it("says when it was cut, and saves what it can", async () => {
    const link = await share();
    const [mine] = await page.kept(1);
    const fragment = fragmentOf(link);
    await page.open(fragment.slice(0, Math.floor(fragment.length * 0.7)));
    const text = await page.text("#notice p");
    assert.match(text, /^Ce lien est incomplet : la fin manque \([\d ]+ caractères reçus sur [\d ]+\)\. /);
    assert.ok(text.includes(`Une partie du dossier « ${TITLE} » a pu être relue ; rien ne garantit qu'elle soit exacte. Il manque : `), text);
    assert.match(text, /[1-5] offres? sur 5\. Demandez un nouvel envoi du lien, ou le fichier du dossier\.$/);
    await page.hear(text);
    assert.deepEqual(await page.works(), [mine], "the work kept here is still there");
    await page.press("Ouvrir ce qui a pu être lu");
    await page.becomes(() => page.shows("#notice"), false);
    const { criteria, offers } = await page.dossier();
    assert.equal(criteria.length, 9);
    assert.equal(criteria[3].weight, "33");
    assert.ok(offers.length < 5, `${offers.length} offers`);
    assert.match(await page.text(".origin"), /^Comparatif reçu par un lien/);
    assert.deepEqual(await page.works(), [mine]);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("copies itself on a plain-http intranet, or selects itself to be copied", async () => {
    await page.browser.open(page.url.replace("127.0.0.1", INTRANET));
    await page.share();
    assert.equal(await page.browser.run("return window.isSecureContext"), false);
    const link = await page.value("#share-link");
    assert.ok(link.startsWith(`http://${INTRANET}:`), link);
    await page.press("Copier le lien");
    await page.becomes(() => page.text("#copied"), "Lien copié.");
    assert.equal(await pasted(), link);

    // A browser that refuses that too.
    await page.browser.run("document.execCommand = () => false");
    await page.press("Copier le lien");
    await page.becomes(() => page.text("#copied"), "Le lien est sélectionné : copiez-le avec Ctrl+C.");
    await page.hear("Le lien est sélectionné : copiez-le avec Ctrl+C.");
    const selected = await page.look((shadow) => {
      const area = shadow.activeElement;
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
    assert.equal(selected, link);
  });

  it("is where a reader's undo ends", async () => {
    const fragment = fragmentOf(await share());
    await page.fresh(fragment);
    const shared = await page.evaluationText();
    await page.press("Prix serré");
    await page.becomes(() => page.attribute("#action-undo", "aria-disabled"), null);
    for (let turn = 0; turn < 3; turn += 1) await page.browser.click("#action-undo");
    await new Promise((done) => setTimeout(done, 900));
    assert.deepEqual((await page.works()).map(({ title }) => title), [], "nothing is kept unasked");
    assert.match(await page.text(".origin"), /^Comparatif reçu par un lien/);
    assert.ok((await page.evaluationText()) === shared, "the shared state");
  });

  it("says what it holds and how long it is", async () => {
    const link = await share();
    const gauge = await page.text(".gauge");
    assert.ok(gauge.startsWith(`${thousands(link.length)} caractères : `), `${link.length}: ${gauge}`);
    // The example with its sentences is about as long as every mail bears.
    assert.ok(link.length <= 2000, `${link.length}`);
    const end = link.length <= 1000 ? "tient dans un courriel." : "certains outils coupent les liens de cette longueur.";
    assert.ok(gauge.endsWith(` : ${end}`), gauge);
    const contents = await page.texts(".share-contents tbody tr");
    assert.equal(contents[0], "Grillecontient (18 critères, poids, méthode)");
    assert.equal(contents[1], "Offrescontient (5)");
    assert.ok(contents.includes("Prix et coûtscontient"));
    assert.ok(contents.includes("Notes nominatives des évaluateursne contient pas"));
    assert.ok(await page.shows("#share-warning"));
    assert.match(await page.text("#share-warning"), /^Contient des offres et leurs prix : confidentiel \(L2132-1\)/);

    // The panel follows the dossier; Escape closes it and gives the focus back.
    await page.browser.type("#weight-A4", "34");
    await page.browser.press(Key.ENTER);
    await page.browser.until(async () => (await page.value("#share-link")) !== link, "another link");
    await page.browser.click("#share-link");
    await page.browser.press(Key.ESCAPE);
    await page.becomes(() => page.look((shadow) => [shadow.querySelector("#share-link"), shadow.activeElement?.id]), [null, "action-share"]);

    await page.example("ec-2026");
    await page.browser.click("#action-share");
    await page.browser.find("#share-link");
    assert.equal(await page.look((shadow) => shadow.activeElement?.id), "share-title");
    assert.equal(await page.shows("#share-warning"), false, "no prices, no warning");
    assert.notEqual(await page.value("#share-link"), link);
  });

  it("says when one character was altered", async () => {
    const fragment = fragmentOf(await share());
    const middle = Math.floor(fragment.length / 2);
    const other = fragment[middle] === "A" ? "B" : "A";
    await page.open(fragment.slice(0, middle) + other + fragment.slice(middle + 1));
    assert.match(await page.text("#notice p"), /^Ce lien a été altéré en chemin : sa somme de contrôle n'est pas la bonne\. /);
  });

  it("says when it is of an unknown version, and leaves the user's work where it is", async () => {
    await share();
    const [mine] = await page.kept(1);
    await page.open("#md=9.abc");
    assert.equal(
      await page.text("#notice p"),
      "Ce lien est écrit dans la version 9 du format, que cette page ne connaît pas. " +
        "Ouvrez-le avec une version plus récente de la page, ou demandez le fichier du dossier.",
    );
    assert.deepEqual((await page.ranked())[0], "1 offre-a 79,15");
    await page.press("J'ai compris");
    await page.becomes(() => page.shows("#notice"), false);
    await page.resume(TITLE);
    await page.becomes(async () => (await page.dossier()).criteria[3].weight, "33");
    assert.deepEqual(await page.works(), [mine]);
  });

  for (const [what, fragment] of Object.entries({
    nothing: "#md=", "no version": "#md=abc", "no data": "#md=1.", "no alphabet": "#md=1.%C3%A9*!", "a huge version": `#md=${"9".repeat(20)}.abc`,
  })) {
    it(`survives a link with ${what}`, async () => {
      await page.fresh(fragment);
      assert.match(await page.text("#notice p"), /^Ce (lien|texte) .*\.$/);
      assert.deepEqual((await page.ranked())[0], "1 offre-a 79,15");
    });
  }

  it("pasted into the address of an open page, never costs the work that was there", async () => {
    const fragment = fragmentOf(await share());
    await page.fresh();
    await page.browser.type("#weight-A1", "99");
    await page.browser.press(Key.ENTER);
    const mine = await page.becomes(async () => (await page.dossier()).criteria[0].weight, "99").then(() => page.dossier());
    await page.browser.run("location.hash = arguments[0]", fragment);
    await page.becomes(async () => (await page.dossier()).criteria[3].weight, "33");
    assert.match(await page.text(".origin"), /^Comparatif reçu par un lien/);
    const works = await page.works();
    assert.deepEqual(works.map(({ text }) => JSON.parse(text)), [mine]);
    await page.browser.click("#action-undo");
    await page.becomes(() => page.dossier(), mine);
    await page.open();
    await page.resume(TITLE);
    await page.becomes(() => page.dossier(), mine);
  });
});
