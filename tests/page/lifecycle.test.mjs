// The life of an element in a page that does as it likes with it: several of them,
// moved, taken away and put back, in a dialog, in the trees of a Yew app and of
// React. What the user did survives.
import assert from "node:assert/strict";
import { after, afterEach, before, describe } from "node:test";
import { ALL_BROWSERS, itIn, startBrowser } from "./browser.mjs";
import { openHouse, strictPage } from "./hosts.mjs";
import { Page } from "./widget.mjs";

const PAGES = {
  "one.html": strictPage("", '<div id="here"><mieux-disant lang="fr"></mieux-disant></div><div id="there"><p>Ici ensuite.</p></div>'),
  "three.html": strictPage("", '<mieux-disant id="a"></mieux-disant><mieux-disant id="b" lang="en"></mieux-disant><mieux-disant id="c"></mieux-disant>'),
  "dialog.html": strictPage("", '<dialog><h2>Comparer</h2><mieux-disant lang="fr" heading-level="3"></mieux-disant></dialog>'),
};

let house;
before(async () => { house = await openHouse(PAGES); });
after(async () => { await house?.close(); });

describe("the life of an element", { concurrency: true }, () => {
  for (const name of ALL_BROWSERS) describe(name, { concurrency: false }, () => inBrowser(name));
});

function inBrowser(name) {
  let browser, path;
  const page = new Page("http", () => browser, () => house.at(path, true));
  before(async () => { browser = await startBrowser(name); });
  after(async () => { await browser?.close(); });
  afterEach(async () => { assert.deepEqual(await browser.complaints(), []); });
  const it = itIn(() => browser);

  const open = async (name) => {
    path = name;
    await page.open();
  };
  const firstWeight = async () => (await page.dossier())?.criteria[0].weight;
  const weigh = async (weight) => {
    await browser.setRange("input[type=range]", Number(weight));
    await page.becomes(firstWeight, weight);
  };
  /// Undoes the drag, and the keys after it.
  const undo = async (weight) => {
    for (let step = 0; step < 20; step += 1) {
      if ((await firstWeight()) === weight) return;
      const before = await firstWeight();
      await browser.click("#action-undo");
      await browser.until(async () => (await firstWeight()) !== before, "an undone edit");
    }
    assert.equal(await firstWeight(), weight);
  };

  it("three on a page keep to themselves", async () => {
    await open("three.html");
    const weights = () => browser.run("return [...document.querySelectorAll('mieux-disant')].map((each) => each.dossier?.criteria[0].weight)");
    await browser.until(async () => (await weights()).every(Boolean), "three widgets");
    const [before] = await weights();
    browser.host = "#b";
    try {
      assert.equal(await browser.text("#action-print"), "Print");
      await browser.setRange("input[type=range]", 47);
      await page.becomes(weights, [before, "47", before]);
    } finally {
      browser.host = "mieux-disant";
    }
    // The first goes on alone.
    await browser.run("document.getElementById('b').remove()");
    await weigh("12");
  });

  for (const [how, move] of Object.entries({
    insertBefore: "insertBefore", moveBefore: "moveBefore",
  })) {
    it(`moved by ${how}, it goes on where it was`, async (test) => {
      await open("one.html");
      if (!(await browser.run("return arguments[0] in document.body", move))) return test.skip(`${name} has no ${move}`);
      const before = await firstWeight();
      await weigh("37");
      await browser.click(".ranking-table tbody[data-offer] button[aria-expanded]");
      await browser.find(".details");
      await browser.run("const there = document.getElementById('there'); there[arguments[0]](document.querySelector('mieux-disant'), there.firstChild)", move);
      await browser.settled();
      assert.equal(await browser.run("return document.querySelector('mieux-disant').parentNode.id"), "there");
      assert.equal(await firstWeight(), "37");
      assert.ok(await page.shows(".details"), "what was open");
      await undo(before);
      await weigh("21");
    });
  }

  it("taken away and put back, it goes on with the work", async () => {
    await open("one.html");
    await weigh("33");
    await browser.run("window.taken = document.querySelector('mieux-disant'); taken.remove()");
    await browser.settled();
    assert.equal(await browser.run("return taken.dossier ?? null"), null, "the program let go of it");
    await browser.run("document.getElementById('there').append(taken)");
    await page.becomes(firstWeight, "33");
    await weigh("22");
    // Twice at once, and back: nothing is there twice.
    await browser.run("for (const place of ['here', 'there', 'here']) { taken.remove(); document.getElementById(place).append(taken); }");
    await browser.settled();
    assert.equal(await page.look((shadow) => shadow.querySelectorAll(".widget").length), 1);
    assert.equal(await firstWeight(), "22");
  });

  it("taken away at any moment of its start, it is there once", async () => {
    await open("one.html");
    const wrong = await browser.driver.executeAsyncScript(async (done) => {
      const element = document.querySelector("mieux-disant"), here = document.getElementById("here"), wrong = [];
      const rest = () => new Promise((next) => { setTimeout(next, 20); });
      for (let moment = 0; moment < 60; moment += 1) {
        element.remove();
        await null;
        here.append(element);
        for (let tick = 0; tick < moment; tick += 1) await null;
        element.remove();
        await null;
        here.append(element);
        await rest();
        const count = element.shadowRoot.querySelectorAll(".widget").length;
        if (count !== 1) wrong.push(`${count} after ${moment} ticks`);
      }
      done(wrong);
    });
    assert.deepEqual(wrong, []);
  });

  it("in a dialog, opened, closed and opened again", async () => {
    await open("dialog.html");
    await browser.run("document.querySelector('dialog').showModal()");
    assert.equal(await page.look((shadow) => shadow.querySelector("#title").localName), "h3");
    await weigh("29");
    await browser.run("document.querySelector('dialog').close()");
    assert.equal(await page.shows(".widget"), false);
    await browser.run("document.querySelector('dialog').showModal()");
    assert.equal(await page.shows(".widget"), true);
    await weigh("30");
    await undo("29");
  });

  it("a Yew app draws around it, moves it, takes it away and puts it back", async () => {
    await open("yew.html");
    const press = (id) => browser.run("document.getElementById(arguments[0]).click()", id);
    const before = await firstWeight();
    const around = await browser.run("return document.getElementById('parts').outerHTML");
    await weigh("36");
    // What happens inside is none of the other app's business, though its Yew hears it.
    assert.equal(await browser.run("return document.getElementById('parts').outerHTML"), around);
    await press("step");
    await page.becomes(() => browser.run("return document.querySelector('mieux-disant').dataset.count"), "1");
    await press("swap");
    await page.becomes(() => browser.run("return document.getElementById('parts').firstElementChild.localName"), "p");
    assert.equal(await firstWeight(), "36");
    await undo(before);
    await weigh("38");
    await press("toggle");
    await page.becomes(() => browser.run("return document.querySelectorAll('mieux-disant').length"), 0);
    await press("toggle");
    await page.started();
    // Yew makes another element: what was kept is offered, nothing is lost.
    await page.resume((await page.dossier()).title);
    assert.equal(await firstWeight(), "38");
  });

  it("React hears of changes, takes it away and puts it back", async () => {
    await open("react-19.html");
    const heard = async () => Number(await browser.run("return document.querySelector('output').textContent"));
    await weigh("39");
    await browser.until(async () => (await heard()) > 0, "news of the change");
    assert.equal(await firstWeight(), "39", "drawing around it changes nothing in it");
    const press = (text) => browser.run("[...document.querySelectorAll('button')].find((each) => each.textContent === arguments[0]).click()", text);
    await press("Fermer");
    await page.becomes(() => browser.run("return document.querySelectorAll('mieux-disant').length"), 0);
    await press("Ouvrir");
    await page.started();
    assert.equal((await page.ranked()).length, 3);
  });
}
