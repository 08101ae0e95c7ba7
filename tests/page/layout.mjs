// What a page laid out badly has, for the tests that look in the page (`page.look`).

/// In the page: what stands out of the width, but for what scrolls in its region.
export function beyond(shadow) {
  const width = document.documentElement.clientWidth;
  const overflow = document.documentElement.scrollWidth - width;
  const wrong = [...shadow.querySelectorAll("*")]
    .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden") && !each.parentElement?.closest(".scroll"))
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ box }) => box.right > width + 0.5 || box.left < -0.5)
    .map(({ each, box }) => `${each.localName} “${each.textContent.slice(0, 30)}”: ${box.left} to ${box.right} of ${width} px`);
  return [...(overflow > 0 ? [`the document is ${overflow} px too wide`] : []), ...wrong.slice(0, 8)];
}

/// In the page: targets below 24 px.
export function small(shadow) {
  return [...shadow.querySelectorAll("button, input, select, textarea, summary")]
    .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden"))
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 24 || box.height < 24)
    .map(({ each, box }) => `${each.localName} “${each.getAttribute("aria-label") ?? each.textContent}” is ${box.width} × ${box.height} px`);
}
