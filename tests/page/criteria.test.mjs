// Critères: the whole grid made and changed in place, by keyboard alone, by
// mouse, in both languages; what follows, what is refused, what is said.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Key } from "./drivers.mjs";
import { beyond, small } from "./layout.mjs";
import { everywhere, plain } from "./widget.mjs";

everywhere("the grid", (page) => {
  const ENTER = [Key.ENTER];
  const press = (...keys) => page.browser.press(...keys);
  const focus = async (name) => {
    await page.browser.settled();
    assert.equal(await page.focused(), name);
  };
  /// Goes by Tab to the control with this name.
  const reach = async (name, back = false) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await page.focused()) === name) return;
      await press(...(back ? [Key.SHIFT, Key.TAB] : [Key.TAB]));
    }
    assert.fail(`Tab does not lead to ${name}`);
  };
  /// Writes over the field that has the focus.
  const write = async (text) => {
    await press(Key.CONTROL, "a");
    await page.browser.driver.actions().sendKeys(text).perform();
    await press(...ENTER);
  };
  const type = async (field, text) => {
    await page.browser.type(field, text);
    await press(...ENTER);
  };
  const tree = async () => {
    const shown = (each) => each.children ? `${each.id}(${each.children.map(shown).join(" ")})` : each.id;
    return (await page.dossier()).criteria.map(shown).join(" ");
  };
  const found = async (id) => {
    const within = (list) => list.flatMap((each) => [each, ...within(each.children ?? [])]);
    return within((await page.dossier()).criteria).find((each) => each.id === id);
  };
  const facts = async (id) => (await page.dossier()).offers.filter((offer) => id in offer.facts).length;
  const open = async (name) => page.press(`Réglages de ${name}`);
  const notice = () => page.text("#notice p");
  const start = async () => {
    await page.fresh();
    await page.screen("criteres");
  };

  it("does every job by keyboard alone, says each, and takes each back by name", async () => {
    await start();
    const before = await page.dossier();
    await page.browser.run("arguments[0].focus()", await page.browser.find("#screen-criteres"));

    // A new criterion, named, moved, taken into the group beside it and out again.
    await reach("add-criterion");
    await press(...ENTER);
    await focus("Nom de Nouveau critère");
    await page.hear("Ajouté : Nouveau critère.");
    await write("Délais");
    await focus("Nom de Délais");
    for (const [arrow, said] of [
      [Key.ARROW_UP, "Délais : 9 sur 10."],
      [Key.ARROW_RIGHT, "Délais : 1 sur 3, dans « Durabilité »."],
      [Key.ARROW_DOWN, "Délais : 2 sur 3, dans « Durabilité »."],
      [Key.ARROW_LEFT, "Délais : 10 sur 10."],
      [Key.ARROW_DOWN, "Impossible d'aller plus loin."],
    ]) {
      await press(Key.ALT, arrow);
      await page.hear(said);
      await focus("Nom de Délais");
    }
    assert.equal((await tree()).split(" ").at(-1), "critere-1");

    // Split; the focus goes to the first part.
    await reach("Réglages de Délais");
    await press(...ENTER);
    await focus("Réglages de Délais");
    assert.equal(await page.attribute("#settings-critere-1", "aria-expanded"), "true");
    await reach("Scinder en sous-critères : Délais");
    await press(...ENTER);
    await page.hear("Délais est maintenant un groupe de deux sous-critères. Ses données restent au premier.");
    await focus("Nom de Sous-critère 1");
    assert.equal((await tree()).split(") ").at(-1), "groupe-1(critere-1 critere-2)");

    // Another family, its levels.
    await reach("Méthode de notation de Sous-critère 1");
    await press(Key.ARROW_UP);
    await focus("Méthode de notation de Sous-critère 1");
    await page.becomes(async () => (await found("critere-1")).family, "scale");
    await reach("Intitulé du niveau 0");
    await write("Insuffisant");
    await page.becomes(async () => (await found("critere-1")).levels[0].label, "Insuffisant");
    await focus("Intitulé du niveau 0");
    await reach("Points de Insuffisant");
    await write("0,5");
    await page.becomes(async () => (await found("critere-1")).levels[0].points, "0.5");
    await reach("SEAL accordé par Insuffisant");
    await press(Key.ARROW_DOWN);
    await page.becomes(async () => (await found("critere-1")).levels[0].seal, 0);
    await focus("SEAL accordé par Insuffisant");
    await reach("Descendre le niveau Insuffisant");
    await press(...ENTER);
    await page.hear("Place 2 sur 6.");
    await focus("Descendre le niveau Insuffisant");
    await page.becomes(async () => (await found("critere-1")).levels[1].label, "Insuffisant");
    await reach("Retirer le niveau Insuffisant");
    await press(...ENTER);
    await focus("Intitulé du niveau 1");
    await reach("Note pleine, Sous-critère 1", true);
    await write("6");
    await page.becomes(async () => (await found("critere-1")).out_of, "6");

    // Weights: locked, in percent, shared out.
    await reach("Verrouiller le poids de Performance métier", true);
    await press(Key.SPACE);
    await page.becomes(() => page.attribute("#lock-A1", "aria-pressed"), "true");
    await reach("weights-in-percent", true);
    await press(Key.SPACE);
    await page.hear("Poids en pourcentage de leur groupe : le total reste à 100, les autres poids suivent.");
    await focus("weights-in-percent");
    await reach("Poids de Souveraineté numérique, en % de son groupe");
    await write("30");
    await page.becomes(async () => (await found("A2")).weight, "30");
    await focus("Poids de Souveraineté numérique, en % de son groupe");
    assert.equal((await found("A1")).weight, "24", "locked");
    assert.equal(await page.text(".criteria-bar .total-text"), "Total : 100 points");
    await reach("weights-in-percent", true);
    await press(Key.SPACE);
    await page.hear("Poids en points.");
    await reach("Poids de Souveraineté numérique, en points");
    await write("50");
    await page.becomes(() => page.text(".criteria-bar .total-text"), "Total : 120 points");
    await reach("Répartir sur 100 tous les poids", true);
    await press(...ENTER);
    await page.becomes(() => page.text(".criteria-bar .total-text"), "Total : 100 points");

    // A gate: created, told what to read, with its basis and date.
    await reach("add-gate");
    await press(...ENTER);
    await focus("Intitulé de la condition");
    await page.hear("Ajouté : Nouvelle condition.");
    await write("Délai maximal");
    await reach("Base de la condition");
    await page.browser.driver.actions().sendKeys("Article 5 du règlement.").perform();
    await press(Key.TAB);
    await focus("Date de la base");
    await write("31/02/2026");
    await page.becomes(async () => (await page.texts(".date ~ .field-error:not([hidden])"))[0], "Ce n'est pas une date, par exemple 30/06/2026, ou l'année seule.");
    await write("28/02/2026");
    const gate = async () => (await page.dossier()).gates.at(-1);
    await page.becomes(async () => (await gate()).basis_date, "2026-02-28");
    assert.equal((await gate()).basis, "Article 5 du règlement.");

    // All the way back, by name.
    const title = async () => plain((await page.attribute("#action-undo", "title")) ?? "");
    let steps = 0;
    for (let name = await title(); name !== ""; name = await title(), steps += 1) {
      await press(Key.CONTROL, "z");
      // A name that is taken back is said as it is then.
      const kind = name.replace("Annuler : ", "Annulé : ").split(", ")[0];
      await page.becomes(async () => (await page.said()).startsWith(kind), true);
      assert.notEqual(await page.focused(), null, name);
      assert.ok(steps < 60);
    }
    assert.ok(steps >= 18, `${steps}`);
    assert.deepEqual(await page.dossier(), before);
  });

  // The rest is the same program in the single file.
  if (page.place === "file") return;

  it("moves by buttons, by a list of groups and by dragging", async () => {
    await start();
    await page.press("Descendre Sécurité");
    await page.becomes(async () => /A4 A3\(/.test(await tree()), true);
    await page.press("Monter Sécurité");
    await page.becomes(async () => /A3\([^)]*\) A4/.test(await tree()), true);
    await open("Interopérabilité");
    await page.choose(await page.named("Groupe de Interopérabilité"), "Sécurité");
    await page.hear("Interopérabilité : 4 sur 4, dans « Sécurité ».");
    assert.match(await tree(), /A3\(A3\.1 A3\.2 A3\.3 A8\)/);
    await page.press("Sortir de « Sécurité »");
    await page.becomes(async () => /A3\(A3\.1 A3\.2 A3\.3\) A8 A4/.test(await tree()), true);
    await page.press("Faire entrer dans « Sécurité »");
    await page.becomes(async () => /A3\.3 A8\) A4/.test(await tree()), true);

    const drag = (from, to, down) => page.look((shadow, from, to, down) => {
      const [grip, line] = [from, to].map((id) => shadow.querySelector(`[data-criterion="${id}"] > .line`));
      const data = new DataTransfer();
      const area = line.getBoundingClientRect();
      const send = (kind, at) => at.dispatchEvent(new DragEvent(kind, {
        dataTransfer: data, bubbles: true, composed: true, cancelable: true, clientX: area.left + 5, clientY: area.top + area.height * down,
      }));
      const wait = () => new Promise((done) => setTimeout(done, 60));
      return send("dragstart", grip.querySelector(".grip")) && wait().then(() => send("dragover", line)).then(wait).then(() => {
        const seen = line.className;
        send("drop", line);
        send("dragend", grip.querySelector(".grip"));
        return [data.getData("text/plain"), seen];
      });
    }, from, to, down);
    assert.deepEqual(await drag("A8", "A1", 0.1), ["A8", "line drop-before"]);
    await page.becomes(async () => (await tree()).startsWith("A8 A1("), true);
    assert.deepEqual(await drag("A8", "A2", 0.9), ["A8", "line drop-into"]);
    await page.becomes(async () => /A2\(A2\.1 A2\.2 A2\.3 A8\)/.test(await tree()), true);
    assert.deepEqual(await drag("A8", "A4", 0.9), ["A8", "line drop-after"]);
    await page.becomes(async () => /A4 A8 A5/.test(await tree()), true);
    // A group into itself is refused in words.
    await drag("A3", "A3.1", 0.9);
    await page.becomes(notice, "Un groupe ne peut pas entrer dans lui-même.");
    assert.equal(await page.look((shadow) => shadow.querySelectorAll("[class*=drop-], .dragged").length), 0);
  });

  it("copies, splits and removes, with the facts that stay and those that go", async () => {
    await start();
    await open("Coût de la solution");
    const known = await facts("A4");
    assert.ok(known >= 3);
    await page.press("Scinder en sous-critères : Coût de la solution");
    await page.becomes(async () => /groupe-1\(A4 critere-1\)/.test(await tree()), true);
    assert.equal(await facts("A4"), known);
    await page.screen("classement");
    assert.deepEqual(await page.ranked(), ["1 offre-a 79,15", "2 offre-b 78,86", "3 offre-c 75,34"], "nothing changes until there is weight");
    await page.screen("criteres");
    await page.browser.click("#action-undo");
    await page.becomes(async () => / A4 /.test(await tree()), true);
    await page.press("Dupliquer Coût de la solution");
    await page.hear("Ajouté : Coût de la solution (copie).");
    await page.becomes(() => page.focused(), "Nom de Coût de la solution (copie)");
    assert.deepEqual([(await found("critere-1")).weight, await facts("critere-1")], ["0", 0]);
    await page.press("Retirer Coût de la solution (copie)");
    await page.hear("Retiré : Coût de la solution (copie). « Annuler » le rend.");
    await page.becomes(() => page.focused(), "Nom de Disponibilité");
    await page.browser.click("#add-group");
    await page.becomes(() => page.focused(), "Nom de Nouveau groupe");
    assert.match(await tree(), /groupe-1\(critere-1\)$/);
    assert.equal(await page.attribute("#remove-critere-1", "aria-disabled"), "true", "a group is not left empty");
  });

  it("tells which facts a new method cannot read, and undo brings them back", async () => {
    await start();
    const known = await facts("A8");
    await page.choose(await page.named("Méthode de notation de Interopérabilité"), "Échelle de niveaux annoncés");
    const sentence = `${known} données retirées, que cette méthode ne peut pas lire ; « Annuler » les rend.`;
    await page.becomes(async () => (await page.said()).startsWith(sentence), true);
    assert.equal(await facts("A8"), 0);
    assert.equal(await page.text(".dropped"), sentence);
    await page.browser.click("#action-undo");
    await page.becomes(() => facts("A8"), known);
    assert.equal(await page.shows(".dropped"), false);
    assert.equal(await page.look((shadow) => shadow.querySelector("#family-A8").selectedOptions[0].textContent), "Indice importé");
  });

  it("lets facts and gates follow their levels, and refuses what they need", async () => {
    await start();
    await open("Échelon SecNumCloud");
    const levels = async () => (await found("A3.1")).levels.map(({ label }) => label);
    const former = await levels();
    const level = async (id) => {
      const offer = (await page.dossier()).offers.find((each) => each.id === id);
      const fact = offer.facts["A3.1"];
      return (await levels())[fact.value ?? fact.level ?? fact];
    };
    const held = await level("offre-a");
    await page.press(`Monter le niveau ${plain(held)}`);
    await page.becomes(async () => String(await levels()) !== String(former), true);
    assert.equal(await level("offre-a"), held, "the fact follows its level");
    const gate = (await page.dossier()).gates.find(({ of }) => of === "A3.1");
    assert.equal((await levels())[gate.level], former[4], "so does the gate");
    await page.press(`Retirer le niveau ${plain(former[4])}`);
    await page.becomes(async () => (await notice()).startsWith("La condition éliminatoire « Service qualifié SecNumCloud » exige le niveau"), true);
    await page.press(`Retirer le niveau ${plain(held)}`);
    await page.becomes(async () => /^Le niveau « .* » est celui de l'offre « .* » : donnez-lui d'abord un autre niveau\.$|^La condition/.test(await notice()), true);
    assert.equal((await levels()).length, former.length);
  });

  it("takes a weight in percent exactly, or says why not", async () => {
    await start();
    await page.browser.click("#weights-in-percent");
    await page.browser.click("#criteria-sharing");
    const cost = () => found("A4").then(({ weight }) => weight);
    await type("#criterion-weight-A4", "40 %");
    await page.becomes(cost, "50");
    assert.equal((await found("A1")).weight, "24", "the others keep their points");
    await page.becomes(() => page.value("#criterion-weight-A4"), "40");
    await type("#criterion-weight-A4", "30");
    await page.becomes(notice, "30 % ne s'écrit pas exactement en points quand les autres poids gardent leurs 75 points : cochez « Garder le total à 100 », ou donnez des points.");
    assert.equal(await cost(), "50");
    await page.browser.click("#criteria-sharing");
    await type("#criterion-weight-A4", "30");
    await page.becomes(cost, "30");
    await page.becomes(() => page.text(".criteria-bar .total-text"), "Total : 100 points");
  });

  it("draws the engine's own curve, with the offers on it and a table behind", async () => {
    await start();
    await open("Coût de la solution");
    const path = () => page.attribute(".family-curve .stroke", "d");
    const first = await path();
    assert.ok(first.split("L").length > 60);
    const offers = (await page.dossier()).offers.length;
    const dots = await page.texts(".dot-label");
    assert.equal(dots.length, offers);
    assert.equal(await page.text(".family-curve figcaption"), "Note de « Coût de la solution » selon la donnée de l'offre (€ TTC)");
    assert.equal(await page.attribute(".family-curve svg", "role"), "img");
    await page.browser.click(".curve-table summary");
    const rows = await page.look((shadow) => [...shadow.querySelectorAll(".curve-table tbody:first-of-type tr")].map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.equal(rows.length, offers);
    const lowest = rows.filter(([name, , note]) => note === "100" && !name.includes("hors classement"));
    assert.equal(lowest.length, 1, "the cheapest that takes part has the full note");
    await page.choose(await page.named("Méthode de notation de Coût de la solution"), "Prix, nul à n fois le plus bas (F4)");
    await page.browser.until(async () => (await path()) !== first, "another curve");
    const second = await path();
    await type(await page.named("Multiple n à partir duquel la note est nulle, Coût de la solution"), "1,5");
    await page.browser.until(async () => (await path()) !== second, "a steeper curve");
    // Readable on paper.
    await page.browser.emulate({ print: true });
    assert.equal(await page.shows(".family-curve svg"), true);
    await page.browser.emulate();
    await open("Échelon SecNumCloud");
    assert.equal(await page.look((shadow) => shadow.querySelector(".family-curve .stems").getAttribute("d").split("M").length - 1), (await found("A3.1")).levels.length);
  });

  it("shows at its place what is wrong with an expression", async () => {
    await start();
    await open("Coût de la solution");
    await page.choose(await page.named("Méthode de notation de Coût de la solution"), "Prix, formule de l'acheteur");
    const field = await page.named("Formule de Coût de la solution");
    await page.browser.type(field, "N × Pmoy ÷ P");
    await page.becomes(() => page.text("#expression-A4-error mark"), "P");
    assert.match(await page.text("#expression-A4-error"), /Dans la formule, caractère 5 : ce nom n'est pas connu/);
    assert.equal(await page.attribute("#expression-A4", "aria-invalid"), "true");
    assert.equal(await page.attribute("#expression-A4", "aria-describedby"), "expression-A4-error");
    await press(...ENTER);
    assert.equal((await found("A4")).expression, "N × Pmin ÷ P", "what was announced stays");
    await type(field, "N × Pmean ÷ (P + Pmean)");
    await page.becomes(async () => (await found("A4")).expression, "N × Pmean ÷ (P + Pmean)");
    assert.equal(await page.shows("#expression-A4-error"), false);
  });

  it("counts requirements, follows a broken line", async () => {
    await start();
    await open("Interopérabilité");
    await page.choose("#family-A8", "Couverture des besoins");
    await page.becomes(async () => (await page.dossier()).requirements?.length, 1);
    await page.press("Ajouter un besoin à Interopérabilité");
    await page.becomes(() => page.focused(), "Intitulé du besoin Nouveau besoin 2");
    await type("#requirement-besoin-2", "Import de calendriers");
    await page.browser.click("#must-besoin-2");
    await page.becomes(async () => (await page.dossier()).requirements[1].must, true);
    await type("#requirement-weight-besoin-1", "2,5");
    await page.becomes(async () => (await page.dossier()).requirements[0].weight, "2.5");
    await page.choose("#family-A8", "Mesure par paliers reliés");
    // The needs stay in their register; nothing counts them any more.
    await page.becomes(async () => {
      const { requirements: needs } = await page.dossier();
      return [needs.length, needs.filter((need) => need.of !== undefined).length];
    }, [2, 0]);
    await page.press("Ajouter un point à Interopérabilité");
    await page.becomes(async () => (await found("A8")).points.length, 3);
    await type("#point-A8-2", "50");
    await type("#point-note-A8-1", "80");
    await page.becomes(async () => (await found("A8")).points, [{ at: "0", points: "0" }, { at: "50", points: "80" }, { at: "100", points: "100" }]);
  });

  it("sets the method, facts without weight and detectors", async () => {
    await start();
    for (const each of ["method", "informations", "detectors"]) await page.browser.click(`#${each}-summary`);
    await page.choose("#ranking-rule", "Hiérarchisation : le premier critère décide, puis le suivant");
    await page.choose("#note-decimals", "2 décimales");
    await page.choose("#add-tie-break", "Sécurité");
    await page.becomes(async () => (await page.dossier()).method, { ranking: "hierarchy", note_decimals: 2, tie_breaks: ["A3"] });
    await page.choose("#add-tie-break", "Coût de la solution");
    await page.press("Monter le départage Coût de la solution");
    await page.becomes(async () => (await page.dossier()).method.tie_breaks, ["A4", "A3"]);
    await type("#note-scale", "20");
    await page.becomes(async () => (await page.dossier()).note_scale, "20");
    await page.press("Ajouter une recherche");
    await page.choose("#detector-kind-0", "Double moyenne");
    await type("#detector-percent-0", "75");
    await page.becomes(async () => (await page.dossier()).detectors, [{ of: "A4", rule: "double_mean", ceiling: "120", percent: "75" }]);
    await page.press("Ajouter un renseignement");
    await page.becomes(() => page.focused(), "Nom de Nouveau renseignement");
    await type("#name-renseignement-1", "Pays d'hébergement");
    await page.becomes(async () => (await page.dossier()).informations.at(-1).name, "Pays d'hébergement");
    await page.press("Retirer Conformité RGAA auditée");
    await page.becomes(async () => (await notice()).startsWith("La condition éliminatoire « Accessibilité"), true);
  });

  it("gives a gate every kind of rule that fits what it reads", async () => {
    await start();
    await page.press("Modifier la condition Service qualifié SecNumCloud");
    const gate = async () => (await page.dossier()).gates[1];
    const kinds = () => page.look((shadow) => [...shadow.querySelector("#gate-kind-A-G2").options].map((each) => each.textContent));
    assert.deepEqual(await kinds(), ["Niveau au moins égal à", "Note au moins égale à", "Niveau SEAL au moins égal à, partout"]);
    await page.choose("#gate-level-A-G2", plain((await found("A3.1")).levels[2].label));
    await page.becomes(async () => (await gate()).level, 2);
    await page.choose("#gate-kind-A-G2", "Note au moins égale à");
    await type("#gate-value-A-G2", "40");
    await page.becomes(async () => [(await gate()).rule, (await gate()).note], ["note_at_least", "40"]);
    await page.choose("#gate-kind-A-G2", "Niveau SEAL au moins égal à, partout");
    await page.choose("#gate-seal-A-G2", "SEAL 2");
    await page.becomes(async () => [(await gate()).rule, (await gate()).seal], ["seal_at_least", 2]);
    await page.choose("#gate-reads-A-G2", "Coût de la solution");
    assert.ok((await kinds()).includes("Valeur au plus égale à"));
    await page.choose("#gate-kind-A-G2", "Valeur au plus égale à");
    await type("#gate-value-A-G2", "2 000 000");
    await page.becomes(async () => [(await gate()).of, (await gate()).rule, (await gate()).value], ["A4", "value_at_most", "2000000"]);
    await page.choose("#gate-reads-A-G2", "Données sensibles dans le périmètre qualifié");
    await page.becomes(async () => (await gate()).rule, "yes");
  });

  it("satisfies axe-core, 24 px and 320 px in both languages with everything open", async () => {
    await start();
    await page.press("Modifier la condition Service qualifié SecNumCloud");
    for (const each of ["method", "informations", "detectors"]) await page.browser.click(`#${each}-summary`);
    await page.press("Ajouter une recherche");
    await page.choose("#add-tie-break", "Sécurité");
    const wrong = [];
    const look = async (what) => {
      await page.browser.settled();
      wrong.push(...[...(await page.browser.axe()), ...(await page.look(beyond)), ...(await page.look(small))].map((each) => `${what}: ${each}`));
    };
    for (const [name, family] of [["Échelon SecNumCloud"], ["Coût de la solution", "Prix, formule de l'acheteur"], ["Interopérabilité", "Couverture des besoins"]]) {
      await open(name);
      if (family) await page.choose(await page.named(`Méthode de notation de ${name}`), family);
      await page.browser.click(".further summary");
      await page.browser.click(".curve-table summary");
      if (name === "Coût de la solution") await page.browser.type("#expression-A4", "N × (");
      for (const [language, light] of [["fr", {}], ["en", {}], ["fr", { dark: true }]]) {
        await page.language(language);
        await page.browser.emulate(light);
        await look(`${name}, ${language}, ${JSON.stringify(light)}`);
      }
      await page.browser.emulate();
      for (const [width, text] of [[320, "100%"], [768, "100%"], [1280, "200%"]]) {
        await page.browser.resize(width);
        await page.browser.run("document.documentElement.style.fontSize = arguments[0]", text);
        await look(`${name}, ${width} px, ${text}`);
      }
      await page.browser.resize();
      await page.browser.run("document.documentElement.style.fontSize = ''");
    }
    assert.deepEqual(wrong, []);
  });
});
