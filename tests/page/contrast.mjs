// What is hard to see, by the colours that the browser computed, for the tests that
// look in the page (`page.look`); axe-core sees neither borders, bars and lines nor
// what forced colours make of them.

/// In the page: texts below 4.5 to 1, and below 3 to 1 the borders of controls, the
/// graphics that carry information, and what tells the state of a control.
export function faint(shadow) {
  const parsed = (text) => {
    const numbers = text.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [0, 0, 0, 0];
    const scale = text.startsWith("color(") ? 255 : 1;
    return [...numbers.slice(0, 3).map((each) => each * scale), numbers[3] ?? 1];
  };
  const over = ([r, g, b, a], below) => [...[r, g, b].map((each, index) => each * a + below[index] * (1 - a)), 1];
  const outside = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  const ground = (element) => {
    if (!element) return parsed(getComputedStyle(document.documentElement).colorScheme === "dark" ? "rgb(0,0,0)" : "rgb(255,255,255)");
    const own = parsed(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(outside(element)));
  };
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((each) => each / 255).map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (color, below) => {
    const [high, low] = [luminance(over(color, below)), luminance(below)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const isThere = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".visually-hidden, [hidden]");
  const isOff = (each) => each.closest("[aria-disabled=true], :disabled");
  const all = (css) => [...shadow.querySelectorAll(css)].filter(isThere);
  const wrong = [];
  const tell = (each, what, ratio) => wrong.push(
    `${each.localName}${each.id ? `#${each.id}` : ""}.${each.getAttribute("class") ?? ""} “${each.textContent.trim().slice(0, 20)}”: ${what} ${ratio.toFixed(2)} to 1`,
  );

  for (const each of all("*")) {
    const hasText = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    if (!hasText || isOff(each) || each.localName === "option" || each.closest("option")) continue;
    const style = getComputedStyle(each);
    const ratio = contrast(parsed(each instanceof SVGElement ? style.fill : style.color), ground(each));
    if (ratio < 4.5) tell(each, "the text has", ratio);
  }
  // A box is seen by its border or by its ground.
  const box = (css, what) => {
    for (const each of all(css)) {
      if (isOff(each) || each.getBoundingClientRect().width < 1) continue;
      const [style, below] = [getComputedStyle(each), ground(outside(each))];
      const edges = ["Bottom", "Left", "Right"].filter((side) => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none")
        .map((side) => contrast(parsed(style[`border${side}Color`]), below));
      const ratio = Math.max(contrast(ground(each), below), ...edges);
      if (ratio < 3) tell(each, what, ratio);
    }
  };
  box("button:not(.quiet, .tab), textarea, select, input[type=search], input[type=text]:not(.title-field, .criterion-name input, .edited *)", "the border has");
  box(".segment, .gap-bar, .swatch, .evidence-mark, .bid-letter, .curves .dot, .lock-icon", "the graphic has");
  for (const each of all(".curves polyline, .line-sample polyline, .family-curve :is(.stroke, .stems, .dot), .slope :is(polyline, circle)")) {
    const style = getComputedStyle(each);
    const [r, g, b, a] = parsed(style.stroke);
    const ratio = contrast([r, g, b, a * Number(style.opacity)], ground(each.closest("svg")));
    if (ratio < 3) tell(each, "the line has", ratio);
  }
  // What is selected has a frame; what is pressed a thicker one.
  for (const each of all(".grid .selected:not(:focus)")) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    const ratio = outlineStyle === "none" || parseFloat(outlineWidth) < 1 ? 1 : contrast(parsed(outlineColor), ground(each));
    if (ratio < 3) tell(each, "the frame of what is selected has", ratio);
  }
  for (const each of all("button[aria-pressed=true]:not(.lock), button[aria-current=true]")) {
    const style = getComputedStyle(each);
    const isThick = parseFloat(style.borderBottomWidth) >= 2 || style.boxShadow !== "none";
    if (!isThick || contrast(parsed(style.borderBottomColor), ground(outside(each))) < 3) tell(each, "what is pressed is framed by", 1);
  }
  const focused = shadow.activeElement;
  if (focused?.matches(":focus-visible")) {
    const { outlineStyle, outlineColor } = getComputedStyle(focused.closest(".edited") ?? focused);
    const ratio = outlineStyle === "none" ? 1 : contrast(parsed(outlineColor), ground(outside(focused)));
    if (ratio < 3) tell(focused, "the focus is framed by", ratio);
  }
  return wrong.slice(0, 12);
}
