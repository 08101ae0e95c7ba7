// Both engines give the same bytes as the command line, and the page around can
// hand over a dossier and take it back.
import assert from "node:assert/strict";
import { it } from "node:test";
import { everywhere, plain, repositoryFile } from "./widget.mjs";

const EXAMPLES = ["suite", "ec-2026", "assembly"];
const MINIMUM = {
  format: "mieux-disant", version: 1, title: "Le minimum",
  criteria: [{ id: "prix", name: "Prix", weight: 1, family: "price_inverse" }],
  offers: [{ id: "a", name: "A", facts: { prix: "100.00" } }, { id: "b", name: "B", facts: { prix: 300 } }],
};

everywhere("the bytes", (page) => {
  // Gives what setting the dossier threw, or nothing.
  const set = async (value) => {
    const thrown = await page.browser.run((value) => {
      try {
        document.querySelector("mieux-disant").dossier = value;
      } catch (error) {
        return String(error);
      }
    }, value);
    return thrown && plain(thrown);
  };

  for (const id of EXAMPLES) {
    // The file holds what the command line prints (tests/files.rs sees to that).
    it(`evaluates ${id} to the same bytes as the command line`, async () => {
      const expected = repositoryFile(`tests/cases/files/evaluations/${id}.json`);
      await page.fresh();
      await page.example(id);
      assert.equal(await page.evaluationText(), expected);
      assert.deepEqual(await page.dossier(), JSON.parse(repositoryFile(`examples/${id}.json`)));
    });

    it(`evaluates ${id} to the same bytes when the page around gives it`, async () => {
      const dossier = JSON.parse(repositoryFile(`examples/${id}.json`));
      await page.fresh();
      assert.equal(await set(MINIMUM), null);
      await page.becomes(() => page.ranked(), ["1 a 100,00", "2 b 33,33"]);
      assert.equal(await set(dossier), null);
      await page.becomes(() => page.evaluationText(), repositoryFile(`tests/cases/files/evaluations/${id}.json`));
      assert.deepEqual(await page.dossier(), dossier);
      assert.match(await page.text(".origin"), /^Comparatif fourni par cette page\./);
      assert.deepEqual(await page.works(), [], "nothing is kept unasked");
    });
  }

  it("throws the sentence that says what is wrong, and stays as it was", async () => {
    await page.fresh();
    const before = await page.evaluationText();
    const broken = { ...MINIMUM, criteria: [{ ...MINIMUM.criteria[0], weight: -1 }] };
    assert.equal(await set(broken), "Error: Ligne 1, criteria[0].weight : le poids ne peut pas être négatif.");
    assert.match(await set("{"), /^Error: Ligne 1, colonne \d+ : le fichier s'arrête avant la fin du dossier\.$/);
    assert.equal(await page.evaluationText(), before);
  });

  it("tells the page around that the ranking has changed", async () => {
    await page.fresh();
    await page.browser.run(() => {
      window.changes = 0;
      document.addEventListener("mieux-disant:change", (event) => {
        if (event.target.localName === "mieux-disant") window.changes += 1;
      });
    });
    await page.press("Prix serré");
    await page.becomes(() => page.browser.run("return window.changes"), 1);
  });
});
