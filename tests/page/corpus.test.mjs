// Natively and in the page, every generated dossier gives the same bytes. The
// corpus is what tests/corpus.rs has just written; the page gets each file as the
// page around would give it, is asked for its evaluation, and of some, for the
// link of its share panel.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { everywhere } from "./widget.mjs";

const AT_LEAST = 2_000;
// One call to the driver: a second or so, far from its patience.
const BATCH = 100;

const corpus = makeCorpus();

everywhere("the corpus", (page) => {
  it(`gives the bytes of the native program for ${corpus.length} dossiers`, async (test) => {
    await page.fresh();
    const address = `${page.url}#`;
    let [evaluations, links] = [0, 0];
    const differences = [];
    for (let start = 0; start < corpus.length; start += BATCH) {
      const batch = corpus.slice(start, start + BATCH);
      const given = await page.browser.run(evaluateAll, batch.map(({ file, link }) => ({ file, share: link !== undefined })));
      assert.equal(given.length, batch.length);
      batch.forEach(({ seed, evaluation, link }, index) => {
        evaluations += 1;
        differences.push(...difference(seed, "evaluation", evaluation, given[index].evaluation));
        if (link === undefined) return;
        links += 1;
        differences.push(...difference(seed, "link", link && address + link, given[index].link));
      });
    }
    const compared = `${evaluations} evaluations and ${links} links compared, ${differences.length} different`;
    test.diagnostic(`${page.browser.name}, ${page.place}: ${compared}`);
    assert.ok(differences.length === 0, `${compared}:\n${differences.slice(0, 5).join("\n")}`);
    assert.ok(evaluations >= AT_LEAST, compared);
    assert.ok(links >= AT_LEAST / 20, compared);
  });

  it("would tell a single other byte, and a page that refuses", async () => {
    await page.fresh();
    const { seed, file, evaluation } = corpus[corpus.length - 1];
    const other = evaluation.replace(/\n(?=[^\n]*\n$)/, "\n ");
    const [taken, refused] = await page.browser.run(evaluateAll, [{ file }, { file: file.slice(0, -3) }]);
    assert.deepEqual(difference(seed, "evaluation", evaluation, taken.evaluation), []);
    const [told] = difference(seed, "evaluation", other, taken.evaluation);
    assert.match(told, new RegExp(`^seed ${seed}, line \\d+ of the evaluation:\\n  native: " `));
    const [sentence] = difference(seed, "evaluation", evaluation, refused.evaluation);
    assert.match(sentence, /\n {2}page: +"Error: Ligne \d+, colonne \d+/);
  });
});

/// Runs in the page: gives each file to the element and waits until it says that
/// it has another ranking. What it throws stands in the place of its answer.
async function evaluateAll(wanted) {
  const PATIENCE = 10_000;
  const element = document.querySelector("mieux-disant");
  const part = (css) => element.shadowRoot.querySelector(css);
  const given = [];
  for (const { file, share } of wanted) {
    let timer;
    const answered = new Promise((done, failed) => {
      element.addEventListener("mieux-disant:change", done, { once: true });
      timer = setTimeout(() => failed(new Error("the element does not answer")), PATIENCE);
    });
    const answer = {};
    try {
      element.dossier = file;
      await answered;
      answer.evaluation = element.evaluationText;
      if (share) {
        part("#action-share").click();
        // The panel is drawn in a task of its own.
        for (let turn = 0; turn < 100 && !part("#share-title"); turn += 1) await new Promise((done) => setTimeout(done));
        if (!part("#share-title")) throw new Error("the share panel does not open");
        // Prices would go under a passphrase.
        if (!part("#share-complete").checked) {
          part("#share-complete").click();
          for (let turn = 0; turn < 100 && part("#share-phrase"); turn += 1) await new Promise((done) => setTimeout(done));
        }
        answer.link = part("#share-link")?.value ?? null;
      }
    } catch (error) {
      answer.evaluation ??= String(error);
      answer.link ??= String(error);
    } finally {
      clearTimeout(timer);
      answered.catch(() => {});
    }
    given.push(answer);
  }
  return given;
}

/// The first line that differs, as a sentence in a list; an empty list when none does.
function difference(seed, what, native, fromPage) {
  if (native === fromPage) return [];
  const [ours, theirs] = [native, fromPage].map((text) => String(text).split("\n"));
  let line = 0;
  while (line < ours.length && ours[line] === theirs[line]) line += 1;
  const shown = (text) => (text === undefined ? "nothing" : JSON.stringify(text.slice(0, 300)));
  return [`seed ${seed}, line ${line + 1} of the ${what}:\n  native: ${shown(ours[line])}\n  page:   ${shown(theirs[line])}`];
}

/// Has Cargo write the corpus (seconds when the tests are compiled), since an
/// older one could be of another program.
function makeCorpus() {
  const cwd = fileURLToPath(new URL("../../", import.meta.url));
  const cargo = (...words) => execFileSync("cargo", words, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  try {
    cargo("test", "--quiet", "--test", "corpus");
    const { target_directory: target } = JSON.parse(cargo("metadata", "--format-version", "1", "--no-deps"));
    const lines = readFileSync(join(target, "tmp", "corpus.jsonl"), "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line));
  } catch (error) {
    throw new Error(`there is no corpus to compare with; this command must write it: cargo test --test corpus\n${error.stdout || error}`);
  }
}
