// Every screen, panel, notice and state that the page has, in both languages, light,
// dark and in forced colours, to axe-core and by computed contrast; in 320 px and at
// 400 % zoom, where nothing stands out and every target is 24 px.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { it } from "node:test";
import { faint } from "./contrast.mjs";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, repositoryFile } from "./widget.mjs";

const A = "Offre A (fictive) : suite intégrée européenne";
const LIGHTS = [["light", {}], ["dark", { dark: true }], ["forced colours", { forced: true }]];
/// What the light changes; the rest is the same by day and by night.
const OF_LIGHT = ["color-contrast"];

/// Many offers, for the window of rows and the lists that are cut short.
const MANY = {
  format: "mieux-disant", version: 1, title: "Beaucoup d'offres", money: { currency: "EUR", tax: "included" }, note_scale: "100",
  criteria: [{ id: "a", name: "Qualité", weight: "100", family: "note", out_of: "1000" }],
  offers: Array.from({ length: 180 }, (_, place) => ({
    id: `o${place}`, name: `Offre ${place + 1}`, ...(place % 2 ? { status: "late", status_reason: "Reçue après l'heure limite." } : {}),
    facts: { a: { value: String(1000 - place) } },
  })),
};

/// The states by screen: a name, and what leads there from the example of the start.
function states(page) {
  const click = (css) => page.browser.click(css);
  const type = async (css, text) => {
    await page.browser.type(css, text);
    await page.browser.press(Key.ENTER);
  };
  const give = async (dossier) => {
    await page.browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", dossier);
    await page.becomes(() => page.value("#title input"), dossier.title);
  };
  const words = JSON.parse(repositoryFile("tests/page/fixtures/words.json"));
  const formulas = JSON.parse(repositoryFile("tests/page/fixtures/formulas.json")).dossier;
  const blank = async () => {
    await page.begin();
    await click("#begin-blank");
    await page.browser.find(".screen.offres");
  };
  const cell = async (css, ...keys) => {
    await click(css);
    for (const key of keys) await page.browser.press(...[key].flat());
  };
  const criteria = (enter) => async () => {
    await page.screen("criteres");
    await enter();
  };
  const offers = (enter) => async () => {
    await page.screen("offres");
    await enter();
  };
  const settings = (name, family, then = () => {}) => criteria(async () => {
    await page.press(`Réglages de ${name}`);
    if (family) await page.choose(await page.named(`Méthode de notation de ${name}`), family);
    await page.browser.settled();
    for (const css of [".further summary", ".curve-table summary"]) if (await page.shows(css)) await click(css);
    await then();
  });
  const paste = async (text) => {
    await page.clipboard(text);
    await cell("#cell-offre-a-A8", [Key.CONTROL, "v"]);
    await page.browser.find("#paste-land");
  };
  const aid = (method, then = () => {}) => criteria(async () => {
    await click("#open-elicitation");
    await click(`#method-${method}`);
    await page.browser.find(method === "pairs" ? ".pairs" : ".order");
    await then();
  });

  return {
    Classement: [
      ["the example", () => {}],
      ["details, groups, influence and remarks open", async () => {
        await page.press(`Détails de ${A}`);
        await page.press("Sous-critères de Sécurité");
        await click(".influences summary");
        await click("#toggle-lints");
      }],
      ["a number refused, an edit refused, a weight locked, a total off", async () => {
        await page.press("Verrouiller le poids de Sécurité");
        await type("#weight-A1", "50");
        await type("#weight-A2", "douze");
        await type("#weight-A4", "-3");
        await page.browser.find("#notice");
      }],
      ["the parts of a bar", async () => {
        await click("#ranking-title");
        await page.browser.run("arguments[0].focus()", await page.browser.find("#bar-offre-b"));
        await page.browser.find(".contributions");
      }],
      ["side by side", async () => {
        await click("#toggle-side");
        await page.choose("#side-second", "Offre D (fictive) : nouvel entrant, qualification en cours (à part)");
        await page.browser.find(".side-gates");
      }],
      ["sets of weights", async () => {
        await click("#toggle-profiles");
        await click("#profile-weights");
        await click("#save-profile");
        await page.browser.find("#new-profile-error");
      }],
      ["scenarios", async () => {
        await click("#toggle-scenarios");
        await click("#add-wait");
        await page.browser.find(".kinds .scenario");
        await click("#received-kinds");
        await page.browser.type(".kinds .date", "demain");
        await page.browser.press(Key.TAB);
        await page.browser.find(".kinds .field-error:not([hidden])");
      }],
      ["a scenario in the lead", async () => {
        const dossier = await page.dossier();
        dossier.offers.push({ ...dossier.offers[0], id: "attendre", name: "Attendre", kind: "wait", available_from: "2027", facts: { ...dossier.offers[0].facts, A4: "1000" } });
        await page.drop("attendre.json", JSON.stringify(dossier));
        await page.browser.find("#scenario-leads:not([hidden])");
      }],
      ["ties, unknown facts and every kind of offer apart", async () => {
        await give(words);
        await page.press("Détails de §a");
      }],
      ["very many offers", () => give(MANY)],
      ["nothing ranked", async () => {
        await blank();
        await page.screen("classement");
        await page.browser.find("#empty");
      }],
      ["the panel for sharing, under a passphrase", async () => {
        await click("#action-share");
        await page.browser.find("#share-phrase");
      }],
      ["the panel for sharing", async () => {
        await page.share();
        await click("#copy-link");
        await page.becomes(async () => (await page.text("#copied")).length > 0, true);
      }],
      ["a file refused", async () => {
        await page.drop("mauvais.json", "{");
        await page.browser.find("#notice");
      }],
      ["a damaged link", () => page.fresh("#md=9.abc")],
      ["a link of which a part is left", async () => {
        const link = repositoryFile("tests/cases/links/v1-small.txt").trim().replace(/^#/, "");
        await page.fresh(`#${link.slice(0, -12)}`);
        await page.browser.find("#notice");
      }],
    ],
    Commencer: [
      ["every way to begin, with kept works, one about to be forgotten", async () => {
        await type("#weight-A4", "33");
        await page.kept(1);
        await page.begin();
        await click(".kept-table .quiet");
        await page.browser.find("#forget-now");
      }],
      ["all about to be forgotten, nothing to be kept", async () => {
        await type("#weight-A4", "34");
        await page.browser.settled();
        await page.begin();
        await click("#forget-all");
        await page.browser.find("#forget-now");
        await click("#keep-nothing");
        await click("#keep-nothing");
      }],
      ["a table to be pasted", async () => {
        await page.press("Coller mon tableau");
        await page.browser.find("#paste-text");
      }],
      ["a table of another kind, seen before it lands", async () => {
        await page.clipboard(repositoryFile("tests/page/fixtures/twelve-offers.tsv"));
        await page.press("Coller mon tableau");
        await page.browser.press(Key.CONTROL, "v");
        await page.browser.find("#paste-land");
      }],
      ["method and glossary, unfolded", async () => {
        await click("#open-glossary");
        for (const css of ["#other-families", "#all-checks"]) await click(css);
      }],
    ],
    Offres: [
      ["the grid", offers(() => {})],
      ["a block selected", offers(() => cell("#cell-offre-a-A8", [Key.SHIFT, Key.ARROW_RIGHT], [Key.SHIFT, Key.ARROW_DOWN]))],
      ["a number refused in its cell", offers(async () => {
        await cell("#cell-offre-b-A4", "x", Key.ENTER);
        await page.browser.find("#cell-editor-error");
      })],
      ["a level being chosen", offers(() => cell("#cell-offre-b-A6\\.1", Key.ENTER))],
      ["justification and evidence", offers(() => cell("#cell-offre-a-A4", [Key.SHIFT, Key.F2]))],
      ["a status, its reason, the kind of offer", offers(async () => {
        await cell("#name-offre-e", Key.ARROW_DOWN, [Key.SHIFT, Key.F2]);
        await page.browser.find("#sheet-reason");
      })],
      ["one row per offer", offers(() => click("#turn-grid"))],
      ["a block to be pasted, with errors", offers(() => paste("80\t81\nquatre\t71\n\t"))],
      ["no offer", blank],
    ],
    Critères: [
      ["the tree", criteria(() => {})],
      ["in percent, locked, off 100", criteria(async () => {
        await type("#criterion-weight-A4", "50");
        await click("#weights-in-percent");
        await click("#lock-A1");
      })],
      ["levels", settings("Échelon SecNumCloud")],
      ["a price and its curve", settings("Coût de la solution")],
      ["a formula with a mistake", settings("Coût de la solution", "Prix, formule de l'acheteur", () => page.browser.type("#expression-A4", "N × ("))],
      ["requirements", settings("Interopérabilité", "Couverture des besoins")],
      ["facts dropped with their method", settings("Interopérabilité", "Échelle de niveaux annoncés")],
      ["points of a broken line", settings("Interopérabilité", "Mesure par paliers reliés")],
      ["a condition on a level", criteria(() => page.press("Modifier la condition Service qualifié SecNumCloud"))],
      ["a condition on a note", criteria(async () => {
        await page.press("Modifier la condition Service qualifié SecNumCloud");
        await page.choose("#gate-kind-A-G2", "Note au moins égale à");
        await page.browser.type("#gate-date-A-G2", "hier");
        await page.browser.press(Key.TAB);
      })],
      ["rules of the grid", criteria(async () => {
        for (const each of ["method", "informations", "detectors"]) await click(`#${each}-summary`);
        await page.press("Ajouter une recherche");
        await page.choose("#detector-kind-0", "Double moyenne");
        await page.choose("#add-tie-break", "Sécurité");
        await page.press("Réglages de Conformité RGAA auditée");
      })],
      ["swings", aid("swing")],
      ["an order", aid("order", () => click("#tie-A2"))],
      ["pairs, inconsistent", async () => {
        await give(formulas);
        await aid("pairs", async () => {
          await page.look((shadow) => {
            const grades = [8, 2, 6, 6, 13, 10];
            [...shadow.querySelectorAll(".pairs select")].forEach((each, place) => {
              each.selectedIndex = grades[place];
              each.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
            });
          });
          await page.browser.find("#repair");
        })();
      }],
      ["the simulator", criteria(async () => {
        await click("#open-simulator");
        await click("#family-price_linear");
        await click(".curves-table summary");
      })],
      ["the simulator before any offer", async () => {
        await give({ ...formulas, offers: [] });
        await criteria(() => click("#open-simulator"))();
      }],
      ["nothing but a template", async () => {
        await page.begin();
        await click("#template-ec-2026");
        await page.browser.find(".screen.criteres");
      }],
    ],
  };
}

everywhere("every state", (page) => {
  const seen = async (what, look, ...values) => (await page.look(look, ...values)).map((each) => `${what}: ${each}`);
  const narrow = async (what) => {
    const wrong = [];
    // 1280 × 1024 px at 400 % are 320 × 256, each of four dots by four.
    for (const [size, zoom, name] of [[900, 1, "320 px"], [256, 4, "400 %"]]) {
      await page.browser.resize(320, size, zoom);
      await page.browser.settled();
      assert.equal(await page.browser.run("return innerWidth * devicePixelRatio"), 320 * zoom);
      wrong.push(...(await seen(`${what}, ${name}`, beyond)), ...(await seen(`${what}, ${name}`, small)));
    }
    await page.browser.resize();
    return wrong;
  };
  const clear = async (what, isFirst) => {
    const wrong = [];
    for (const [light, media] of LIGHTS) {
      await page.browser.emulate(media);
      const rules = light === "light" || isFirst ? undefined : OF_LIGHT;
      wrong.push(...(await page.browser.axe({ rules, within: "mieux-disant" })).map((each) => `${what}, ${light}: ${each}`));
      wrong.push(...(await seen(`${what}, ${light}`, faint)));
    }
    await page.browser.emulate();
    return wrong;
  };

  for (const [screen, list] of Object.entries(states(page))) {
    it(`is clear to all and stands in 320 px, ${screen}`, async () => {
      const wrong = [];
      for (const [name, enter] of list) {
        await page.fresh();
        await enter();
        await page.browser.settled();
        for (const language of ["fr", "en"]) {
          await page.language(language);
          wrong.push(...(await clear(`${name}, ${language}`, name === list[0][0])));
        }
        wrong.push(...(await narrow(name)));
        assert.deepEqual((await page.browser.complaints()).map((each) => `${name}: ${each}`), []);
      }
      console.log(`${list.length} states of ${screen} looked at`);
      assert.equal(wrong.length, 0, `\n${wrong.join("\n")}`);
    });
  }
}, ["http"]);

// A block that is not closed takes in what follows: the rules of a screen were once
// those of narrow pages only, and nothing else noticed.
it("keeps each rule of the style sheets in its own block", () => {
  for (const name of readdirSync(new URL("../../styles/", import.meta.url)).filter((each) => each.endsWith(".css"))) {
    let depth = 0;
    repositoryFile(`styles/${name}`).replaceAll(/\/\*[^]*?\*\//g, (text) => text.replaceAll(/[^\n]/g, "")).split("\n").forEach((line, index) => {
      assert.ok(depth === 0 || !/^[^\s}].*\{/.test(line), `${name}:${index + 1} stands in a block and is not indented: ${line}`);
      depth += line.split("{").length - line.split("}").length;
    });
    assert.equal(depth, 0, `${name} ends in a block`);
  }
});
