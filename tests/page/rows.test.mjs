// A ranking of nearly ten thousand offers: only the rows near the screen are on the page,
// and nothing is lost by it. Rows that change places glide there, where motion is
// welcome. Undo and redo through the page give the same bytes back.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere } from "./widget.mjs";

const COUNT = 9_900;

/// Offers whose order is known: `Offre 1` is the best; the last hundred are late.
function dossier(count) {
  const late = count > 1000 ? 100 : 0;
  return {
    format: "mieux-disant", version: 1, title: `${count} offres`, money: { currency: "EUR", tax: "included" }, note_scale: "100",
    criteria: [
      { id: "a", name: "Qualité", weight: "60", family: "note", out_of: "100000" },
      { id: "b", name: "Délai", weight: "40", family: "note", out_of: "100000" },
    ],
    offers: Array.from({ length: count + late }, (_, place) => ({
      id: `o${place + 1}`, name: `Offre ${String.fromCharCode(65 + place % 26)}-${place + 1}`,
      ...(place < count ? {} : { status: "late", status_reason: "Reçue après l'heure limite." }),
      facts: { a: { value: String(100_000 - place) }, b: { value: String(50_000 + place) } },
    })),
  };
}

everywhere("a ranking of very many offers", (page) => {
  const run = (action, ...values) => page.look(action, ...values);
  const open = async (count = COUNT) => {
    await page.fresh();
    await page.browser.run("document.querySelector('mieux-disant').dossier = arguments[0]", dossier(count));
    await page.browser.until(async () => (await page.value(".title-field")) === `${count} offres`, "the offers");
    await page.browser.settled();
  };
  const rows = () => run((shadow) => [...shadow.querySelectorAll("tbody[data-offer]")].map((each) => each.dataset.offer));
  const inSight = () => run((shadow) => [...shadow.querySelectorAll("tbody[data-offer]")].filter((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).map((each) => Number(each.querySelector(".rank-number").textContent)));
  /// Nothing but rows is in sight, from the top of the window to its end.
  const holes = () => run((shadow) => [...shadow.querySelectorAll("tbody.gap")].filter((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return bottom > 1 && top < innerHeight - 1;
  }).length);
  const scroll = async (part) => {
    await run((shadow, part) => {
      const { top, bottom } = shadow.querySelector(".ranking-table").getBoundingClientRect();
      scrollTo({ top: scrollY + top + (bottom - top) * part - innerHeight / 2, behavior: "instant" });
    }, part);
    await page.browser.settled();
    // The rows follow the scrolling, a frame or two later.
    await page.browser.until(async () => (await inSight()).length > 0 && (await holes()) === 0, `rows at ${part}`);
  };

  it("shows the rows in sight, in order, wherever one scrolls", async () => {
    await open();
    assert.ok((await rows()).length < 150, "a window, not ten thousand rows");
    assert.equal((await rows())[0], "o1");
    assert.equal(await page.attribute(".ranking-table", "aria-rowcount"), String(COUNT + 1));
    for (const part of [0.25, 0.5, 0.77, 0.3]) {
      await scroll(part);
      const ranks = await inSight();
      assert.ok(ranks.length > 5 && Math.abs(ranks[0] - part * COUNT) < 0.02 * COUNT, `${part}: ${ranks}`);
      ranks.forEach((rank, place) => assert.equal(rank, ranks[0] + place));
      assert.equal(await holes(), 0, `${part}`);
      assert.ok((await rows()).length < 150);
    }
    await scroll(1);
    assert.equal((await rows()).at(-1), `o${COUNT}`);
    const last = await run((shadow) => [...shadow.querySelectorAll("tr.offer")].at(-1).getAttribute("aria-rowindex"));
    assert.equal(last, String(COUNT + 1), "the header is the first row");
    assert.equal(await page.text(`tbody[data-offer=o${COUNT}] td.total`), "78,02");
  });

  it("leads to any offer by name or rank, with the focus", async () => {
    await open();
    await page.browser.type("#seek", "7431");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.focused(), "Détails de Offre U-7431");
    await page.becomes(async () => (await inSight()).includes(7431), true);
    await page.browser.type("#seek", "offre c-9");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.focused(), "Détails de Offre C-913");
    await page.browser.click("#seek-next");
    await page.becomes(() => page.focused(), "Détails de Offre C-939");
    await page.browser.type("#seek", "personne");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.text("#seek-result"), "Aucune offre ne porte ce nom ni ce rang.");
  });

  it("has the same window in the grid of the offers", async () => {
    await open();
    await page.screen("offres");
    const lines = () => run((shadow) => [...shadow.querySelectorAll(".grid tr[data-offer]")].map((each) => each.dataset.offer));
    assert.ok((await lines()).length < 150, "a window, not ten thousand rows");
    assert.equal(await page.attribute(".grid", "aria-rowcount"), String(COUNT + 101));
    assert.equal(await page.shows("#turn-grid"), false, "ten thousand columns nobody reads");
    const focus = () => run((shadow) => shadow.activeElement?.id);
    // The end by one key, and back: the row of the cursor is always there.
    await page.browser.click("#name-o1");
    await page.browser.press(Key.CONTROL, Key.END);
    await page.becomes(focus, `cell-o${COUNT + 100}-b`);
    assert.equal(await page.attribute(`tr[data-offer=o${COUNT + 100}]`, "aria-rowindex"), String(COUNT + 101));
    await page.becomes(async () => (await lines()).includes(`o${COUNT + 95}`), true);
    await page.browser.press(Key.ARROW_UP);
    await page.becomes(focus, `cell-o${COUNT + 99}-b`);
    await page.browser.press(Key.CONTROL, Key.HOME);
    await page.becomes(focus, "name-o1");
    await page.becomes(async () => (await lines()).slice(0, 3), ["o1", "o2", "o3"]);
    // By name, and typed in there.
    await page.browser.type("#seek", "offre c-913");
    await page.browser.press(Key.ENTER);
    await page.becomes(focus, "name-o913");
    await page.browser.press(Key.ARROW_RIGHT);
    await page.browser.press(Key.ARROW_RIGHT);
    await page.becomes(focus, "cell-o913-a");
    await page.browser.press("1");
    await page.becomes(focus, "cell-editor");
    await page.browser.press("7");
    await page.browser.press(Key.ENTER);
    await page.becomes(focus, "cell-o914-a");
    assert.equal((await page.dossier()).offers[912].facts.a.value ?? (await page.dossier()).offers[912].facts.a, "17");
    // The pointer scrolls away; the grid follows, the cursor stays.
    await run((shadow) => { shadow.querySelector(".grid-place").scrollTop = 200_000; });
    await page.becomes(async () => (await lines()).some((line) => Number(line.slice(1)) > 3_000), true);
    assert.ok((await lines()).includes("o914") && (await lines()).length < 150);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("keeps what is open and what has the focus", async () => {
    await open();
    await page.press("Détails de Offre C-3");
    await page.browser.find("#details-o3 .details tbody tr");
    assert.equal(await page.focused(), "Détails de Offre C-3");
    await scroll(0.6);
    assert.equal(await page.focused(), "Détails de Offre C-3");
    assert.ok((await rows()).includes("o3"), "open, and with the focus");
    assert.match(await page.text("#details-o3 .details tbody tr"), /Qualité.*99\s?998/);
    // The next row is where Tab goes, though it had left the page.
    await page.browser.press(Key.TAB);
    await page.browser.press(Key.SHIFT, Key.TAB);
    // Weights move while it is far away: it goes where its rank says.
    await run((shadow) => {
      const slider = shadow.querySelector("[data-criterion=b] [type=range]");
      slider.value = "100";
      slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    });
    await page.becomes(() => page.text("tbody[data-offer=o3] .rank-number"), String(COUNT - 2));
    await page.becomes(() => page.shows("#details-o3"), true);
    await scroll(0);
    assert.equal((await rows())[0], `o${COUNT}`);
    await page.press("Détails de Offre C-3");
    await page.browser.click("#ranking-title");
    await scroll(0.1);
    await page.becomes(async () => (await rows()).includes("o3"), false);
  });

  it("proves so many on demand, and says what is proved", async () => {
    await open();
    assert.equal(await page.text("#proof"), "Ce classement n'est pas encore vérifié. Vérifier en fractions exactes");
    await page.browser.click("#proof button");
    await page.becomes(() => page.text("#proof"), "Somme des poids : vérifié. Rangs recalculés en fractions exactes : vérifié. Dominance : non calculée.");
    await page.browser.type("#weight-a", "59");
    await page.browser.press(Key.ENTER);
    await page.becomes(() => page.text("#proof"), "Ce classement n'est pas encore vérifié. Vérifier en fractions exactes");
  });

  it("spells out some of those apart, and the others when asked", async () => {
    await open();
    const apart = () => run((shadow) => shadow.querySelectorAll(".apart.eliminated > ul > li").length);
    assert.equal(await apart(), 50);
    await page.press("Afficher aussi les autres (50)");
    await page.becomes(apart, 100);
  });

  it("satisfies axe-core, wide and narrow", async () => {
    await open(500);
    await scroll(0.5);
    assert.deepEqual(await page.browser.axe(), []);
    await page.browser.resize(320);
    await scroll(0.7);
    assert.equal(await holes(), 0);
    assert.deepEqual(await page.browser.axe(), []);
    assert.equal(await page.browser.run("return document.documentElement.scrollWidth"), 320);
    await page.browser.resize();
  });

  it("prints every row", async () => {
    await open(300);
    assert.ok((await rows()).length < 150);
    await page.browser.run("dispatchEvent(new Event('beforeprint'))");
    await page.becomes(async () => (await rows()).length, 300);
    await page.browser.run("dispatchEvent(new Event('afterprint'))");
    await page.becomes(async () => (await rows()).length < 150, true);
    // The button: all rows are there when the browser is asked to print.
    await page.browser.run(`window.print = () => {
      window.printed = document.querySelector("mieux-disant").shadowRoot.querySelectorAll("tbody[data-offer]").length;
      dispatchEvent(new Event("afterprint"));
    }`);
    await page.browser.click("#action-print");
    await page.becomes(() => page.browser.run("return window.printed"), 300);
    await page.becomes(async () => (await rows()).length < 150, true);
  });

  it("lets rows glide to their places, unless motion is unwelcome", async () => {
    /// The rows that begin to glide when the price weighs much more, and from how far.
    const gliding = async () => {
      await page.fresh();
      return await run((shadow) => new Promise((done) => {
        const begun = {};
        const animate = Element.prototype.animate;
        Element.prototype.animate = function (keyframes, duration) {
          begun[this.dataset.offer] = [Math.sign(parseFloat(keyframes.transform[0].slice("translateY(".length))), duration];
          return animate.call(this, keyframes, duration);
        };
        const slider = shadow.querySelector("[data-criterion=A4] [type=range]");
        slider.value = "90";
        slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        setTimeout(() => { Element.prototype.animate = animate; done(begun); }, 300);
      }));
    };
    assert.deepEqual(await gliding(), { "offre-a": [-1, 200], "offre-b": [-1, 200], "offre-c": [1, 200] });
    const moving = () => run((shadow) => [...shadow.querySelectorAll("tbody[data-offer]")].flatMap((each) => each.getAnimations()).length);
    await page.becomes(moving, 0);
    await page.browser.emulate({ calm: true });
    assert.deepEqual(await gliding(), {});
    await page.browser.emulate();
  });

  it("undoes and redoes to the byte", async () => {
    await page.fresh();
    const text = () => page.browser.run("return JSON.stringify(document.querySelector('mieux-disant').dossier)");
    const states = [await text()];
    let seed = 7;
    for (let step = 0; step < 40; step += 1) {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      await run((shadow, seed) => {
        const sliders = [...shadow.querySelectorAll("[type=range]")];
        const slider = sliders[seed % sliders.length];
        slider.value = String((Number(slider.value) + 1 + (seed >> 8) % 90) % 97 + 1);
        slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        slider.dispatchEvent(new Event("change", { bubbles: true }));
      }, seed);
      states.push(await text());
    }
    const steps = async (button, count) => {
      for (let step = 0; step < count; step += 1) await page.browser.run("arguments[0].click()", await page.browser.find(button));
      await page.browser.settled();
    };
    assert.equal(new Set(states).size, states.length, "every step changed something");
    await steps("#action-undo", 25);
    assert.equal(await text(), states[15]);
    await steps("#action-undo", 15);
    assert.equal(await text(), states[0]);
    assert.equal(await page.attribute("#action-undo", "aria-disabled"), "true");
    await steps("#action-redo", 40);
    assert.equal(await text(), states.at(-1));
  });
});
