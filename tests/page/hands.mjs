// Hands on the keyboard, for the tests that press real keys only: after each key what
// has the focus is seen, has a role and a name, and shows that it has the focus.
import assert from "node:assert/strict";
import { Key } from "./drivers.mjs";
import { plain } from "./widget.mjs";

/// Roles of what is there to be read when one gets to it, not to be operated.
const ROLES = /^(button|textbox|searchbox|slider|checkbox|radio|combobox|gridcell|columnheader|rowheader|heading|region|image|img|DisclosureTriangle|summary|term|group)$/i;

/// In the page, once it has drawn: what has the focus, and what is wrong with that.
function look(host, done) {
  requestAnimationFrame(() => setTimeout(() => {
    const shadow = document.querySelector(host).shadowRoot;
    const focused = shadow.activeElement;
    if (!focused) return done({ wrong: `the focus is on ${document.activeElement?.localName ?? "nothing"}, outside` });
    const wrong = [];
    if (!focused.isConnected || !focused.checkVisibility({ visibilityProperty: true, opacityProperty: true })) wrong.push("it is not visible");
    const { left, top, right, bottom, width, height } = focused.getBoundingClientRect();
    if (width < 4 || height < 4) wrong.push(`it is ${width} × ${height} px`);
    // Some of it is in sight, and not below what sticks to an edge.
    const seen = [[left, right], [top, bottom]].map(([low, high], axis) => [Math.max(low, 0), Math.min(high, axis === 0 ? innerWidth : innerHeight)]);
    const [[x0, x1], [y0, y1]] = seen;
    const points = [0.02, 0.5, 0.98].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x0 + (x1 - x0) * x, y0 + (y1 - y0) * y]));
    const isSeen = x1 > x0 && y1 > y0 && points.some(([x, y]) => focused.contains(shadow.elementFromPoint(x, y)));
    if (!isSeen) wrong.push(`nothing of it is in sight (${Math.round(left)}, ${Math.round(top)}, ${Math.round(width)} × ${Math.round(height)})`);
    const framed = [focused, focused.closest(".edited")].some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (!framed) wrong.push("nothing shows that it has the focus");
    const says = (each) => (each.getAttribute("aria-label") ?? each.textContent).replace(/\s+/g, " ").trim();
    done({ element: focused, id: focused.id, says: says(focused), tag: focused.localName, wrong: wrong.join("; "), isSame: focused === window.lastFocused });
    window.lastFocused = focused;
  }));
}

/// What hands do on this page.
export function hands(page) {
  let keys = 0, trail = [];

  /// Looks where the focus is; fails with the way there when something is wrong.
  const held = async (what) => {
    let seen, isNew = false;
    for (const end = Date.now() + 3000; ;) {
      seen = await page.browser.driver.executeAsyncScript(look, page.browser.host);
      isNew ||= !seen.isSame;
      if (!seen.wrong || Date.now() > end) break;
    }
    trail = [...trail.slice(-6), `${what} → ${seen.id || seen.says || "nothing"}`];
    const where = `${seen.tag ?? ""}#${seen.id ?? ""} “${(seen.says ?? "").slice(0, 60)}” after ${trail.join(", ")}`;
    assert.ok(!seen.wrong, `${seen.wrong}: ${where}`);
    if (!seen.isSame || isNew) {
      const { element } = seen;
      const [role, name] = [await element.getAriaRole(), await element.getAccessibleName()];
      // Firefox names no role for a summary, which has its own.
      assert.match(role || seen.tag, ROLES, `the role of ${where}`);
      assert.notEqual(plain(name), "", `the name of ${where}, ${role}`);
    }
    return seen;
  };
  const press = async (...names) => {
    keys += 1;
    await page.browser.press(...names);
    return await held(names.map((each) => Object.entries(Key).find(([, key]) => key === each)?.[0] ?? each).join("+"));
  };
  const times = async (count, ...names) => {
    for (let turn = 0; turn < count; turn += 1) await press(...names);
  };
  const type = async (text) => {
    for (const letter of text) await press(letter);
  };
  /// Writes over the field that has the focus.
  const write = async (text, end = Key.ENTER) => {
    await press(Key.CONTROL, "a");
    await type(text);
    await press(end);
  };
  const is = (seen, target) => (target.startsWith("#") ? seen.id === target.slice(1) : seen.says === target);
  const at = async (target) => {
    await page.becomes(async () => is(await held(`waiting for ${target}`), target), true);
  };
  /// Goes by Tab, or back, to the control with this name or #id.
  const reach = async (target, ...back) => {
    for (let tries = 0; tries < 400; tries += 1) if (is(await press(...back, Key.TAB), target)) return;
    assert.fail(`Tab does not lead to ${target}: ${trail.join(", ")}`);
  };
  const back = (target) => reach(target, Key.SHIFT);
  const enter = async (target) => {
    await press(Key.ENTER);
    if (target) await at(target);
  };
  const hear = (sentence) => page.hear(sentence);
  const hears = (pattern) => page.becomes(async () => page.said().then((said) => (pattern.test(said) ? "" : `${said} is not ${pattern}`)), "");
  const offer = async (id) => (await page.dossier()).offers.find((each) => each.id === id);
  const fact = async (id, measure) => {
    const found = (await offer(id)).facts[measure];
    return found?.value === undefined ? found : found.value;
  };
  const weight = async (id) => (await page.dossier()).criteria.find((each) => each.id === id).weight;
  const expanded = (css) => page.attribute(css, "aria-expanded");
  const undoes = async (sentence) => {
    await press(Key.CONTROL, "z");
    await hears(new RegExp(`^Annulé : ${sentence}`));
  };
  const begin = async () => {
    trail = [];
    await page.fresh();
  };
  return { held, press, times, type, write, at, reach, back, enter, hear, hears, offer, fact, weight, expanded, undoes, begin, count: () => keys };
}
