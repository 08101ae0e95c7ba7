// How the page looks: to axe-core on every screen and in every state, at every
// width, in the dark and on paper. The pictures in tests/page/output/ are for
// people to look at.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { beyond, small } from "./layout.mjs";
import { everywhere, repositoryFile } from "./widget.mjs";

const output = fileURLToPath(new URL("output", import.meta.url));
const SCREENS = ["classement", "offres", "criteres"];

everywhere("the looks", (page) => {
  /// Everything open that can be open at once.
  const openAll = async () => {
    await page.fresh();
    await page.press("Détails de Offre A (fictive) : suite intégrée européenne");
    await page.press("Sous-critères de Sécurité");
    await page.browser.click(".influences summary");
    await page.share();
    await page.drop("mauvais.json", "{");
    await page.browser.find("#notice");
    await page.browser.find("#share-link");
    await page.browser.type("#weight-A4", "douze");
    await page.browser.click("#ranking-title");
    await page.browser.find("#weight-A4-error");
  };
  /// What axe-core finds on these screens, in these lights.
  const check = async (screens, lights) => {
    const wrong = [];
    for (const screen of screens) {
      await page.screen(screen);
      for (const light of lights) {
        await page.browser.emulate(light);
        await page.browser.settled();
        wrong.push(...(await page.browser.axe()).map((each) => `${screen} ${JSON.stringify(light)}: ${each}`));
      }
    }
    await page.browser.emulate();
    return wrong;
  };
  const luminance = (css) => page.look((shadow, css) => {
    const [red, green, blue] = getComputedStyle(shadow.querySelector(css)).backgroundColor.match(/[\d.]+/g).map(Number);
    return red + green + blue;
  }, css);

  it("satisfies axe-core with everything open, in light and dark", async () => {
    await openAll();
    assert.deepEqual(await check(SCREENS, [{}, { dark: true }]), []);
  });

  it("satisfies axe-core in English, with a damaged link, in a narrow column", async () => {
    await page.fresh("#md=9.abc");
    await page.language("en");
    await page.browser.resize(320);
    assert.deepEqual(await check(SCREENS, [{}]), []);
    await page.browser.resize();
  });

  it("satisfies axe-core with nothing ranked, ties, and every kind of offer apart", async () => {
    await page.fresh();
    await page.drop("mots.json", repositoryFile("tests/page/fixtures/words.json"));
    await page.becomes(() => page.value("#title input"), "§titre");
    assert.deepEqual(await check(["classement"], [{}]), []);
    await page.begin();
    await page.browser.click("#begin-blank");
    await page.browser.find(".screen.offres");
    assert.deepEqual(await check(["classement", "offres"], [{}]), []);
  });

  it("stands in every width, also with text twice as large, and every target is 24 px", async () => {
    await openAll();
    const wrong = [];
    for (const [width, text] of [[320, "100%"], [768, "100%"], [1440, "100%"], [1280, "200%"]]) {
      await page.browser.resize(width);
      await page.browser.run("document.documentElement.style.fontSize = arguments[0]", text);
      for (const screen of SCREENS) {
        await page.screen(screen);
        await page.browser.settled();
        wrong.push(...[...(await page.look(beyond)), ...(await page.look(small))].map((each) => `${screen}, ${width} px, text ${text}: ${each}`));
      }
    }
    await page.browser.resize();
    assert.deepEqual(wrong, []);
  });

  it("is dark in the dark", async () => {
    await page.fresh();
    await page.browser.emulate();
    assert.ok((await luminance(".widget")) > 700);
    await page.browser.emulate({ dark: true });
    assert.ok((await luminance(".widget")) < 120);
    await page.browser.emulate();
  });

  it("prints the ranking and its weights, without controls", async () => {
    await page.fresh();
    await page.press("Détails de Offre A (fictive) : suite intégrée européenne");
    await page.browser.resize(720);
    // Firefox prints as in the light of itself; Chromium must be told.
    await page.browser.emulate({ print: true, dark: page.browser.name === "chromium" });
    for (const css of ["button", "select", "[type=range]", "[type=checkbox]"]) {
      assert.equal(await page.shows(css), false, `no ${css} on paper`);
    }
    const onPaper = [
      ".title .print-only", ".dossier-notice", ".method", ".legend", ".ranking-table .rank", ".ranking-table td.total",
      ".details", ".apart.eliminated", "#pair-title", "#proof", ".foot",
    ];
    for (const css of onPaper) {
      assert.ok(await page.shows(css), `${css} is on paper`);
    }
    assert.equal(await page.look((shadow) => [...shadow.querySelectorAll(".weight .share")].filter((each) => each.checkVisibility()).length), 9, "the weights");
    assert.ok((await luminance(".widget")) > 700, "paper is white");
    assert.deepEqual(await page.look(beyond), [], "nothing is cut off on the sheet");
    await page.browser.resize();
    await page.browser.emulate();
    const pdf = join(output, `${page.browser.name}-classement.pdf`);
    await page.browser.print(pdf);
    assert.ok(readFileSync(pdf).length > 10_000);
  });

  it("is pictured for people to look at", async () => {
    await page.fresh();
    await page.press("Détails de Offre A (fictive) : suite intégrée européenne");
    mkdirSync(output, { recursive: true });
    for (const screen of SCREENS) {
      await page.screen(screen);
      for (const width of screen === "classement" ? [1440, 768, 320] : [1440, 320]) {
        for (const dark of screen === "classement" || width === 1440 ? [false, true] : [false]) {
          const path = join(output, `${page.browser.name}-${screen}-${width}-${dark ? "dark" : "light"}.png`);
          rmSync(path, { force: true });
          await page.browser.screenshot(path, { width, dark });
          const picture = png(path);
          assert.equal(picture.width, width);
          assert.ok(picture.height >= 900, `${picture.height}`);
          assert.ok(dark ? picture.light < 0.35 : picture.light > 0.75, `${path}: ${picture.light}`);
        }
      }
    }
    await page.browser.print(join(output, `${page.browser.name}-criteres.pdf`));
  });
}, ["http"]);

/// The size of a picture, and how light it is (0 black, 1 white), from some rows.
function png(path) {
  const bytes = readFileSync(path);
  const [width, height, channels] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25] === 6 ? 4 : 3];
  const data = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data));
  const line = width * channels;
  let [above, sum] = [new Uint8Array(line), 0];
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    const row = Uint8Array.from(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)));
    for (let x = 0; x < line; x += 1) {
      const [a, b, c] = [x >= channels ? row[x - channels] : 0, above[x], x >= channels ? above[x - channels] : 0];
      const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
      row[x] += [0, a, b, (a + b) >> 1, pa <= pb && pa <= pc ? a : pb <= pc ? b : c][filter];
    }
    for (let x = 0; x < line; x += channels * 16) sum += row[x] + row[x + 1] + row[x + 2];
    above = row;
  }
  return { width, height, light: sum / (height * Math.ceil(width / 16) * 3 * 255) };
}
