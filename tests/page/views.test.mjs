// Beside the ranking: two offers side by side, sets of weights compared on a slope
// graph and edited, scenarios, and what a bar is made of. By keyboard where a
// user without a mouse must get there.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { everywhere, plain } from "./widget.mjs";

const A = "Offre A (fictive) : suite intégrée européenne";
const B = "Offre B (fictive) : assemblage de logiciels libres";
const C = "Offre C (fictive) : technologie extra-européenne opérée en France";

everywhere("beside the ranking", (page) => {
  const focus = async (css) => page.browser.run("arguments[0].focus()", await page.browser.find(css));
  const activate = async (css) => {
    await focus(css);
    await page.browser.press(Key.ENTER);
  };
  const focusedId = () => page.look((shadow) => shadow.activeElement?.id);
  const open = async (name, shown) => {
    await page.fresh();
    await activate(`#toggle-${name}`);
    await page.browser.find(shown);
    assert.equal(await focusedId(), `toggle-${name}`, "the focus stays on the button");
    assert.equal(await page.attribute(`#toggle-${name}`, "aria-expanded"), "true");
  };

  it("puts two offers side by side, by keyboard, with the facts, the gap and who is better", async () => {
    await open("side", ".side-table");
    await page.hear(`Côte à côte : « ${A} » et « ${B} ».`);
    assert.equal(await page.text("#side-title"), `« ${A} » et « ${B} » côte à côte`);
    assert.deepEqual(await page.texts(".side-table tfoot td"), ["A79,15rang 1", "B78,86rang 2", "+0,28▲ A fait mieux"]);
    const rows = await page.look((shadow) => [...shadow.querySelectorAll(".side-table:not(.side-gates) tbody tr")].length);
    assert.equal(rows, (await page.look((shadow) => shadow.querySelectorAll(".side-table:not(.side-gates) tbody tr .verdict").length)));
    const cost = await page.look((shadow) => [...shadow.querySelectorAll(".side-table tbody tr")].find((row) => row.textContent.includes("Coût"))?.textContent);
    assert.match(plain(cost), /€ TTC.*note [\d,]+, [\d,]+ points?.*[AB] fait mieux/);

    // An offer that was set apart may be looked at as well.
    assert.match((await page.texts("#side-first option")).at(-1), /\(à part\)$/);
    await focus("#side-first");
    await page.browser.press(Key.END);
    await page.browser.press(Key.ARROW_UP);
    await page.becomes(async () => (await page.texts(".side-table tfoot td"))[2], "sans comparaison");
    assert.equal(await focusedId(), "side-first");
    assert.ok((await page.texts(".side-gates td")).some((each) => each.includes("✕ non remplie")));
    await activate("#toggle-side");
    await page.becomes(() => page.shows(".side-table"), false);
    await page.hear("Refermé.");
  });

  it("compares the sets of weights: graph with a name, table behind it, leaders in sentences", async () => {
    await open("profiles", "svg.slope");
    await page.hear("Jeux de poids comparés.");
    assert.equal(await page.attribute("svg.slope", "role"), "img");
    assert.match(plain(await page.attribute("svg.slope", "aria-label")), /^Rangs de 3 offres sous \d jeux de poids ; le tableau/);
    const heads = await page.texts(".profiles-table thead:first-of-type th");
    const columns = heads.slice(1, heads.indexOf("Critère") === -1 ? undefined : heads.indexOf("Critère")).length;
    const drawn = await page.look((shadow) => ({
      nodes: shadow.querySelectorAll("svg.slope circle").length,
      dashes: new Set([...shadow.querySelectorAll("svg.slope polyline")].map((line) => getComputedStyle(line).strokeDasharray)).size,
      marks: [...new Set([...shadow.querySelectorAll("svg.slope .slope-node")].map((node) => node.textContent))].sort(),
    }));
    assert.deepEqual(drawn, { nodes: 3 * columns, dashes: 3, marks: ["A", "B", "C"] });
    const sentences = await page.texts(".leaders li");
    assert.equal(sentences.length, columns);
    assert.match(sentences[0], /^Avec les poids actuels, « Offre A .* est en tête, devant « Offre B .* : \+0,28 point\.$/);
    assert.equal(sentences[1], "« Poids annoncés » : ce sont les poids actuels.");
    for (const sentence of sentences.slice(2)) assert.match(sentence, /^Sous « .* », « .* » (passe devant|reste en tête, devant) « .* » : \+[\d,]+ points?\.$/);
    // The table says what applying says.
    const cell = async (column) => plain((await page.look((shadow, column) => shadow.querySelector(".profiles-table tbody tr").children[column].textContent, column)));
    const first = await cell(2);
    const apply = await page.look((shadow) => shadow.querySelector("[id^=apply-]").id);
    await activate(`#${apply}`);
    await page.becomes(() => cell(1), first);
    assert.equal(await focusedId(), apply);
    assert.equal(await page.attribute(`#${apply}`, "aria-pressed"), "true");
  });

  it("keeps, names and removes a set of weights by keyboard, each undone by name", async () => {
    await open("profiles", "#save-profile");
    const sets = async () => (await page.look((shadow) => [...shadow.querySelectorAll(".sets .profile-name")].map((each) => each.value)));
    const before = await sets();
    await activate("#save-profile");
    assert.equal(await focusedId(), "new-profile-name", "without a name, the field is next");
    assert.equal(await page.attribute("#new-profile-name", "aria-invalid"), "true");
    assert.match(await page.text("#new-profile-error"), /^Donnez un nom à ce jeu de poids/);
    assert.deepEqual(await sets(), before);
    await page.browser.type("#new-profile-name", "Sécurité");
    await page.browser.press(Key.TAB);
    assert.equal(await focusedId(), "new-profile-source");
    await page.browser.driver.actions().sendKeys("Note du 3 mars").perform();
    await page.browser.press(Key.ENTER);
    await page.becomes(sets, [...before, "Sécurité"]);
    await page.hear("Fait : nouveau jeu de poids.");
    assert.equal(await page.value("#new-profile-name"), "");
    const kept = (await page.dossier()).profiles.at(-1);
    assert.deepEqual([kept.name, kept.source], ["Sécurité", "Note du 3 mars"]);

    await page.browser.type(`#profile-name-${kept.id}`, "Direction de la sécurité");
    await page.browser.press(Key.TAB);
    await page.becomes(sets, [...before, "Direction de la sécurité"]);
    await page.becomes(() => page.attribute("#action-undo", "title").then(plain), "Annuler : nom d'un jeu de poids, « Direction de la sécurité »");
    await activate(`#remove-${kept.id}`);
    await page.becomes(sets, before);
    await page.becomes(focusedId, "profiles-title");
    await page.browser.click("#action-undo");
    await page.becomes(sets, [...before, "Direction de la sécurité"]);
    await page.hear("Annulé : retrait d'un jeu de poids.").catch(async () => assert.match(await page.said(), /^Annulé : retrait d'un jeu de poids/));
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("compares with the status quo: dated, labelled, first without being awarded, set apart", async () => {
    await open("scenarios", "#add-status-quo");
    await activate("#add-wait");
    await page.becomes(async () => (await page.dossier()).offers.at(-1).kind, "wait");
    assert.equal((await page.ranking()).length, 3, "apart, it leaves the ranking as it is");
    const { id } = (await page.dossier()).offers.at(-1);
    await page.browser.type(`#from-${id}`, "demain");
    await page.browser.press(Key.TAB);
    await page.becomes(() => page.attribute(`#from-${id}`, "aria-invalid"), "true");
    assert.match(await page.text(`#from-${id}-error`), /^Une date s'écrit 2027/);
    await page.browser.type(`#from-${id}`, "09/2027");
    await page.browser.press(Key.TAB);
    await page.becomes(async () => (await page.dossier()).offers.at(-1).available_from, "2027-09");
    assert.match(await page.said(), /^« Attendre » — Scénario : attendre, disponible en septembre 2027/);

    // With every fact of the best offer and a lower price, it comes first.
    const dossier = await page.dossier();
    const [first] = dossier.offers;
    const facts = { ...first.facts };
    const price = Object.keys(facts).find((key) => dossier.criteria.some((each) => each.id === key && each.family?.startsWith("price")));
    if (price) facts[price] = "1000";
    Object.assign(dossier.offers.at(-1), { facts, status: "regular", status_reason: "" });
    await page.drop("attendre.json", JSON.stringify(dossier));
    await page.becomes(async () => (await page.ranking())[0].offer, id);
    assert.match(await page.text("#scenario-leads"), /^Attendre \(« Attendre »\) arrive premier : aucune offre reçue ne fait mieux ; un scénario ne peut pas être attributaire\./);
    assert.match(await page.text(`tbody[data-offer=${id}] .scenario`), /^Scénario : attendre, disponible en septembre 2027/);
    const evaluation = JSON.parse(await page.evaluationText());
    assert.ok(evaluation.lints.some((lint) => lint.code === "S-RANK" && lint.about.includes(id)));
    await page.language("en");
    assert.match(await page.text("#scenario-leads"), /^Waiting \(“Attendre”\) comes first/);
    await page.language("fr");

    await activate("#toggle-scenarios");
    await focus(`#part-${id}`);
    await page.browser.press(" ");
    await page.becomes(async () => (await page.ranking()).map(({ offer }) => offer).includes(id), false);
    assert.equal(await page.shows("#scenario-leads"), false);
    assert.equal(await focusedId(), `part-${id}`);
  });

  it("shows what a bar is made of on focus, under the pointer and on a tap", async () => {
    await page.fresh();
    const lines = () => page.texts(".contributions span");
    await focus(".ranking-table .bar");
    await page.browser.find(".contributions");
    assert.equal((await lines()).length, 9);
    assert.match((await lines())[3], /^Coût.* : 25 % × [\d,]+ = [\d,]+$/);
    await page.browser.press(Key.ESCAPE);
    await page.becomes(() => page.shows(".contributions"), false);
    // One stop per row: the next one is the button of the row.
    await page.browser.press(Key.TAB);
    assert.equal(await page.focused(), `Détails de ${A}`);

    const at = () => page.texts(".contributions .at").then(([text = ""]) => text);
    const point = async (origin) => page.browser.driver.actions().move({ origin }).perform();
    const bar = async (row) => page.browser.find(`.ranking-table tbody:nth-of-type(${row}) .segment:nth-child(4)`);
    await page.browser.run("arguments[0].scrollIntoView({ block: 'center' })", await bar(1));
    for (const row of [1, 2]) {
      // From one bar to the next: the box is not in the way.
      await point(await bar(row));
      const own = await page.browser.run("return arguments[0].dataset.text", await bar(row));
      await page.becomes(at, plain(own));
    }
    // It stays while it is pointed at itself: one end of it is below the bar.
    const [bridge, below] = await page.look((shadow) => {
      const box = shadow.querySelector(".contributions").getBoundingClientRect();
      const own = shadow.querySelector(".ranking-table tbody:nth-of-type(2) .bar").getBoundingClientRect();
      const x = Math.round(Math.max(box.left, own.left) + 15);
      return [{ x, y: Math.round(own.top + own.height / 2) }, { x, y: Math.round(box.top + 10) }];
    });
    await page.browser.driver.actions().move(bridge).move(below).perform();
    assert.ok(await page.shows(".contributions"));
    await page.browser.driver.actions().move({ x: 5, y: 5 }).perform();
    await page.becomes(() => page.shows(".contributions"), false);
    await (await bar(2)).click();
    await page.becomes(async () => /^Coût/.test(await at()), true);
    // A pointer that moves on leaves the box of the bar that has the focus.
    await page.browser.driver.actions().move({ x: 5, y: 5 }).perform();
    await page.browser.find(".contributions");
  });

  const openAll = async () => {
    await page.fresh();
    for (const name of ["side", "profiles", "scenarios"]) await page.browser.click(`#toggle-${name}`);
    await page.browser.find("svg.slope");
    await page.browser.click("#add-status-quo");
    await page.browser.find(".kinds .scenario");
    await page.browser.click("#profile-weights");
    await page.browser.click("#received-kinds");
    await page.browser.click("#save-profile");
    await page.browser.find("#new-profile-error");
  };

  it("satisfies axe-core in both languages, light and dark, wide and narrow", async () => {
    await openAll();
    const wrong = [];
    for (const lang of ["fr", "en"]) {
      await page.language(lang);
      for (const [width, light] of [[1280, {}], [1280, { dark: true }], [320, {}]]) {
        await page.browser.resize(width);
        await page.browser.emulate(light);
        await page.browser.settled();
        wrong.push(...(await page.browser.axe()).map((each) => `${lang} ${width} ${JSON.stringify(light)}: ${each}`));
      }
    }
    await page.browser.emulate();
    await page.browser.resize();
    assert.deepEqual(wrong, []);
  });

  it("stands in 320 px, with targets of 24 px, and on paper without controls", async () => {
    await openAll();
    await page.browser.resize(320);
    await page.browser.settled();
    assert.deepEqual(await page.look((shadow) => {
      const width = document.documentElement.clientWidth;
      return [...shadow.querySelectorAll(".views *")]
        .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden, thead") && !each.parentElement.closest(".scroll"))
        .filter((each) => each.getBoundingClientRect().right > width + 0.5)
        .map((each) => `${each.localName} ${each.className} ${each.textContent.slice(0, 30)}`).slice(0, 6);
    }), []);
    assert.deepEqual(await page.look((shadow) => [...shadow.querySelectorAll(".views :is(button, input, select, summary)")]
      .filter((each) => each.checkVisibility())
      .filter((each) => each.getBoundingClientRect().width < 24 || each.getBoundingClientRect().height < 24)
      .map((each) => `${each.id} ${each.getBoundingClientRect().width} × ${each.getBoundingClientRect().height}`)), []);
    await page.browser.resize(720);
    await page.browser.emulate({ print: true });
    for (const css of [".side-table", "svg.slope", ".profiles-table", ".leaders"]) assert.ok(await page.shows(css), `${css} is on paper`);
    for (const css of [".views button", ".sets", ".save-profile"]) assert.equal(await page.shows(css), false, `no ${css} on paper`);
    await page.browser.emulate();
    await page.browser.resize();
  });

  it("speaks French and English throughout", async () => {
    await openAll();
    const texts = async () => (await page.look((shadow) => [...shadow.querySelectorAll(".views *")].flatMap((each) => [
      ...[...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data),
      each.getAttribute("aria-label") ?? "",
    ]))).map(plain).filter((each) => /\p{L}{3}/u.test(each));
    const french = new Set(await texts());
    await page.language("en");
    const names = new Set((await page.look((shadow) => [
      ...shadow.querySelectorAll("select option, .side-table th, .side-table .fact, .side-table .justification, .profiles-table th, .profiles-table th *, .kinds strong, svg text, .side-gates td"),
    ].map((each) => each.textContent))).map(plain));
    const both = [...new Set((await texts()).filter((each) => french.has(each) && ![...names].some((name) => name.includes(each))))];
    assert.deepEqual(both.filter((each) => !/^(source)$/.test(each)), []);
    await page.language("fr");
  });
});
