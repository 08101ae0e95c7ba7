// The first screen is there before the program (tools/first.mjs): the same as the program
// then draws, out of reach until it has, and only where it will draw just that.
import assert from "node:assert/strict";
import { afterEach, beforeEach, it } from "node:test";
import { everywhere, repositoryFile } from "./widget.mjs";

const LINK = repositoryFile("tests/cases/links/v1-small.txt").trim();

/// In the page: the program waits for `letGo()`, or for `letFail()`.
function holdProgram() {
  // A browser may run this twice for one page.
  window.gate ??= new Promise((letGo, letFail) => Object.assign(window, { letGo, letFail }));
  for (const name of ["instantiateStreaming", "instantiate"]) {
    const start = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = (...values) => {
      window.isHeld = true;
      return window.gate.then(() => start(...values));
    };
  }
}

/// In the page: what is drawn, in a form in which it can be compared, and where it stands.
function describeDrawing() {
  const written = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`)
      .filter((each) => !/^(inert|value)=/.test(each)).sort();
    return [node.localName, attributes, node.value ?? "", ...[...node.childNodes].map(written)];
  };
  window.describeDrawing = (widget) => {
    const { x, y, width, height } = widget.querySelector(".ranking-table tbody").getBoundingClientRect();
    return JSON.stringify([written(widget), x, y, width, height]);
  };
}

everywhere("the first screen, ahead of the program", (page) => {
  const ends = [];
  beforeEach(async () => {
    for (const action of [holdProgram, describeDrawing]) ends.push(await page.browser.beforehand(action));
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  const openHeld = async (fragment = "") => {
    await page.browser.open(page.url + fragment);
    await page.browser.until(() => page.browser.run(() => window.isHeld), "a program that waits");
  };
  const inShadow = (look, ...values) => page.browser.run(
    `return (${look})(document.querySelector("mieux-disant").shadowRoot, ...arguments)`, ...values,
  );
  const start = async () => {
    await page.browser.run(() => window.letGo());
    await page.started();
  };

  it("is what the program draws, in the same place", async () => {
    await openHeld();
    const [ahead, ranked] = await inShadow((shadow) => [
      window.describeDrawing(shadow.querySelector(".widget[inert]")),
      [...shadow.querySelectorAll(".ranking-table .rank-number")].map(({ textContent }) => textContent),
    ]);
    assert.ok(ranked.length > 1 && ranked[0] === "1", ranked);
    await inShadow((shadow) => {
      new MutationObserver(() => {
        const widget = shadow.querySelector(".widget.drawing:not([inert])");
        if (widget && !window.drawn) window.drawn = window.describeDrawing(widget);
      }).observe(shadow, { subtree: true, childList: true });
    });
    await start();
    assert.equal(await page.browser.run(() => window.drawn), ahead);
    assert.deepEqual(await inShadow((shadow) => ["[inert]", ".widget"].map((css) => shadow.querySelectorAll(css).length)), [0, 1]);
  });

  it("is out of reach, then all of it works", async () => {
    await openHeld();
    const { x, y } = await inShadow((shadow) => {
      const { x, y, width, height } = shadow.getElementById("screen-offres").getBoundingClientRect();
      return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    });
    await page.browser.driver.actions().move({ x, y }).click().perform();
    for (let presses = 0; presses < 3; presses += 1) await page.browser.press("\uE004");
    assert.equal(await inShadow((shadow) => shadow.activeElement), null);
    await start();
    assert.equal(await inShadow((shadow) => shadow.querySelector(".screen").className), "screen classement");
    await page.screen("offres");
  });

  it("is not shown where the program draws something else", async () => {
    await openHeld();
    const shows = await page.browser.run((link) => {
      const host = document.querySelector("mieux-disant");
      const shown = (attributes, act = () => {}) => {
        const made = document.createElement("mieux-disant");
        for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
        host.after(made);
        act(made);
        const count = made.shadowRoot.querySelectorAll("[inert]").length;
        made.remove();
        return count;
      };
      return {
        nothing: shown({}),
        theme: shown({ theme: "dark" }),
        moved: shown({}, (made) => document.body.append(made)),
        french: shown({ lang: "fr-CA" }),
        unknown: shown({ lang: "ender" }),
        english: shown({ lang: "en-GB" }),
        screen: shown({ screen: "offres" }),
        level: shown({ "heading-level": "3" }),
        readonly: shown({ readonly: "" }),
        source: shown({ src: link }),
        given: shown({}, (made) => { made.dossier = {}; }),
      };
    }, LINK);
    assert.deepEqual(shows, {
      nothing: 1, theme: 1, moved: 1, french: 1, unknown: 1, english: 0, screen: 0, level: 0, readonly: 0, source: 0, given: 0,
    });
    await openHeld(`#${LINK}`);
    assert.equal(await inShadow((shadow) => shadow.querySelector(".widget")), null);
    await start();
  });

  it("goes where the program cannot start", async () => {
    await openHeld();
    await page.browser.run(() => window.letFail(new Error("no memory")));
    await page.browser.until(() => inShadow((shadow) => /n’a pas pu démarrer/.test(shadow.textContent)), "the apology");
    assert.equal(await inShadow((shadow) => shadow.querySelector(".widget")), null);
    // The webmaster is told why.
    assert.match((await page.browser.complaints())[0], /mieux-disant/);
    page.browser.record.console.length = 0;
  });
});
