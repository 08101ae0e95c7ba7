// What a page may ask of the element, as docs/embed.md says: attributes, properties,
// events, parts and colours. The guide's tables and the code name the same ones.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, afterEach, before, describe, it } from "node:test";
import { ALL_BROWSERS, itIn, startBrowser } from "./browser.mjs";
import { example, table } from "./guide.mjs";
import { openHouse, strictPage } from "./hosts.mjs";
import { Page, repositoryFile } from "./widget.mjs";

const INLINE = JSON.parse(/<script[^>]*>([^]*)<\/script>/.exec(example("fragment: inline"))[1]);
const SUITE = JSON.parse(repositoryFile("examples/suite.json"));

describe("the guide and the code", () => {
  const all = (pattern, ...files) => [...new Set(files.flatMap((file) => [...repositoryFile(file).matchAll(pattern)].map((match) => match[1])))].sort();
  const files = (folder) => readdirSync(new URL(`../../${folder}`, import.meta.url)).map((each) => `${folder}/${each}`);

  it("name the same attributes", () => {
    const read = all(/(?:get_?attribute|has_?attribute)\("([\w-]+)"\)/gi, "src/embed/loader.js", "src/embed/attributes.rs");
    const styled = all(/:host\(\[([\w-]+)/g, "styles/widget.css");
    assert.deepEqual([...new Set([...read, ...styled])].sort(), table("### Attributs").sort());
  });

  it("name the same events", () => {
    const told = all(/(?:#emit|#tell|\btell)\((?:ctx\.props\(\), )?"(\w+)"/g, "src/embed/loader.js", "src/embed/widget.rs");
    assert.deepEqual(told.map((each) => `mieux-disant:${each}`), table("### Événements").sort());
  });

  it("name the same parts and colours", () => {
    const named = table("### Apparence");
    const parts = all(/\bpart="([\w-]+)"/g, ...files("src/ui").filter((each) => each.endsWith(".rs")));
    const colours = all(/(--md-[\w-]+)/g, ...files("styles").filter((each) => each.endsWith(".css")));
    assert.deepEqual(named.filter((each) => !each.startsWith("--")).sort(), parts);
    assert.deepEqual(named.filter((each) => each.startsWith("--")).sort(), colours);
  });
});

let house;
before(async () => {
  const element = (attributes, content = "") => strictPage("", `<mieux-disant ${attributes}>${content}</mieux-disant>`);
  house = await openHouse({
    "suite.json": JSON.stringify(SUITE),
    "bad.json": '{"format": "mieux-disant", "version": 1}',
    "plain.html": element('lang="fr"'),
    "src.html": element('src="/suite.json"'),
    "inline.html": strictPage("", example("fragment: inline")),
    "wrong.html": element('src="/bad.json"'),
    "absent.html": element('src="/absent.json"'),
    "early.html": strictPage('<script src="/early.js"></script>', "<mieux-disant></mieux-disant>"),
    "early.js": `addEventListener("DOMContentLoaded", () => { document.querySelector("mieux-disant").dossier = ${JSON.stringify(INLINE)}; });`,
    "dsfr.html": strictPage('<link rel="stylesheet" href="/dsfr.css">', '<mieux-disant theme="light"></mieux-disant>'),
    "dsfr.css": ":root { --text-action-high-blue-france: rgb(1, 2, 3); --text-default-grey: rgb(4, 5, 6); } .own { --md-accent: rgb(7, 8, 9); } mieux-disant::part(title) { letter-spacing: 3px; }",
  });
});
after(async () => { await house?.close(); });

describe("the element", { concurrency: true }, () => {
  for (const name of ALL_BROWSERS) describe(name, { concurrency: false }, () => inBrowser(name));
});

function inBrowser(name) {
  let browser, path, expected;
  const page = new Page("http", () => browser, () => house.at(path, true));
  before(async () => {
    browser = await startBrowser(name);
    await browser.beforehand(() => {
      globalThis.news = [];
      for (const each of ["ready", "change", "error", "language"]) {
        addEventListener(`mieux-disant:${each}`, ({ target, detail }) => {
          // Read as a page would, later than the event.
          const copy = detail && typeof detail === "object" ? JSON.parse(JSON.stringify(detail, (key, value) => (key === "cause" ? String(value) : value))) : detail;
          globalThis.news.push([each, copy, target.localName]);
        });
      }
    });
  });
  const it = itIn(() => browser);
  after(async () => { await browser?.close(); });
  afterEach(async () => {
    const complaints = await browser.complaints();
    const wanted = expected;
    expected = undefined;
    if (wanted) assert.match(complaints.join("\n"), wanted);
    else assert.deepEqual(complaints, []);
  });

  const open = async (name) => {
    path = name;
    await page.fresh();
  };
  const news = (kind) => browser.run("return news.filter(([each]) => each === arguments[0]).map(([, detail]) => detail ?? null)", kind);
  const title = async () => (await page.dossier()).title;
  /// The complete link of a dossier, which the element shows then.
  const linkOf = async (dossier) => {
    await browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", dossier);
    await page.becomes(title, dossier.title);
    return await browser.run("return document.querySelector('mieux-disant').link('complete')");
  };
  const attribute = (attribute, value) => browser.run(
    "const [name, value] = arguments, element = document.querySelector('mieux-disant'); if (value === null) element.removeAttribute(name); else element.setAttribute(name, value)",
    attribute, value,
  );

  it("says when it is ready and what changes", async () => {
    await open("plain.html");
    await page.becomes(() => browser.run("return news.filter(([each]) => each === 'ready').map(([, , target]) => target)"), ["mieux-disant"]);
    await browser.setRange("input[type=range]", 44);
    const [change] = await browser.until(async () => {
      const all = await news("change");
      return all.length > 0 && all.slice(-1);
    }, "a change");
    const ranked = await page.ranking();
    assert.deepEqual(change.ranking.map(({ id, rank }) => [id, rank]), ranked.map(({ offer, rank }) => [offer, rank]));
    assert.deepEqual(change.winner, { id: change.ranking[0].id, name: change.ranking[0].name });
    assert.match(change.link, /#md=/);
    await page.language("en");
    await page.becomes(() => news("language"), ["en"]);
  });

  it("shows a file that src names as somebody else's, and another when src changes", async () => {
    await open("src.html");
    await page.becomes(title, SUITE.title);
    assert.equal(await page.text(".origin span"), "Comparatif fourni par cette page.");
    const link = await linkOf(INLINE);
    await attribute("src", "/suite.json");
    await page.becomes(title, SUITE.title);
    await attribute("src", link);
    await page.becomes(title, INLINE.title);
    assert.deepEqual(await page.works(), [], "nothing of it is kept");
  });

  it("shows the dossier that stands inside, readonly, and keeps nothing", async () => {
    await open("inline.html");
    await page.becomes(title, INLINE.title);
    assert.deepEqual(await page.ranked(), ["1 a 8,00", "2 b 7,60"]);
    assert.equal(await page.shows("#action-new, #action-undo, .tabs"), false);
    assert.equal(await page.shows("#action-print"), true);
    assert.deepEqual(await page.works(), []);
  });

  it("remembers a dossier that was set before it started; throws at a bad one", async () => {
    await open("early.html");
    await page.becomes(title, INLINE.title);
    const thrown = await browser.run("try { document.querySelector('mieux-disant').dossier = { format: 'mieux-disant', version: 1 }; return null } catch (error) { return error.message }");
    assert.ok(thrown?.length > 10, String(thrown));
    assert.equal(await title(), INLINE.title, "what was there stays");
    assert.equal(await browser.run("try { document.querySelector('mieux-disant').link('whole'); return null } catch (error) { return error.message }"), 'link: "whole" is not grid, anonymous or complete');
  });

  it("gives the dossier, the evaluation and links of three flavours", async () => {
    await open("plain.html");
    await browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", INLINE);
    await page.becomes(title, INLINE.title);
    const [evaluation, ...links] = await browser.run(`
      const element = document.querySelector("mieux-disant");
      return [element.evaluation, ...["grid", "anonymous", "complete"].map((each) => element.link(each))];
    `);
    assert.deepEqual(evaluation.ranking.length, 2);
    assert.equal(new Set(links).size, 3);
    for (const [index, offers] of [[0, 0], [1, 2], [2, 2]]) {
      await browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", links[index]);
      await page.becomes(async () => (await page.dossier()).offers.length, offers);
      const names = (await page.dossier()).offers.map((each) => each.name);
      assert.equal(names.some((each) => INLINE.offers.some(({ name }) => name === each)), index === 2);
    }
  });

  for (const file of ["wrong.html", "absent.html"]) {
    it(`says what is wrong with ${file}, and goes on`, async () => {
      await open(file);
      if (file === "absent.html") expected = /^failed: 404 /;
      const [error] = await browser.until(async () => {
        const all = await news("error");
        return all.length > 0 && all;
      }, "an error");
      assert.ok(error.message.length > 10 && error.cause, JSON.stringify(error));
      if (file === "absent.html") assert.match(error.message, /absent\.json.*404/);
      assert.match(await page.text("[role=alert]"), /n’a pas pu être ouvert/);
    });
  }

  it("follows its attributes while it lives", async () => {
    await open("plain.html");
    await attribute("lang", "en");
    await browser.find(".widget[lang=en]");
    await attribute("heading-level", "4");
    await page.becomes(() => page.look((shadow) => shadow.querySelector("#title").localName), "h4");
    await attribute("screen", "criteria");
    await browser.find(".screen.criteres");
    await attribute("screen", "ranking");
    const scheme = () => page.look((shadow) => getComputedStyle(shadow.host).colorScheme);
    await attribute("theme", "dark");
    assert.equal(await scheme(), "dark");
    await attribute("theme", "light");
    assert.equal(await scheme(), "light");
    await attribute("readonly", "");
    await page.becomes(() => page.shows("#action-undo, .tabs"), false);
    await attribute("readonly", null);
    await page.becomes(() => page.shows("#action-undo"), true);
  });

  it("looks at the page's address only where it is told to", async () => {
    await open("plain.html");
    const link = await linkOf(INLINE);
    const fragment = link.slice(link.indexOf("#"));
    assert.match(link, /\/outils\/mieux-disant\/(index\.html)?#/, "a page that opens it");
    await page.open(fragment);
    assert.notEqual(await title(), INLINE.title);
    path = "stricte.html";
    await page.open(fragment);
    await page.becomes(title, INLINE.title);
    assert.equal(await browser.run("return location.hash"), fragment, "nothing is written there");
  });

  it("takes the page's colours, and lets it dress its parts", async () => {
    await open("dsfr.html");
    const style = (css, property) => page.look((shadow, css, property) => getComputedStyle(shadow.querySelector(css))[property], css, property);
    assert.equal(await style(".mark", "color"), "rgb(1, 2, 3)");
    assert.equal(await style(".widget", "color"), "rgb(4, 5, 6)");
    assert.equal(await style("#title", "letterSpacing"), "3px");
    await browser.run("document.querySelector('mieux-disant').className = 'own'");
    assert.equal(await style(".mark", "color"), "rgb(7, 8, 9)");
  });
}
