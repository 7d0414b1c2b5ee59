// For a walk through a page by Tab: which controls there are, and how the one with the cursor stands.
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0 && !one.closest("[inert]");
  // of several radio buttons of one name, one is reached by Tab: the one chosen, or the first
  const standsForGroup = (one, _, all) => {
    if (one.type !== "radio") return true;
    const group = all.filter((other) => other.type === "radio" && other.name === one.name && other.form === one.form);
    return one === (group.find((other) => other.checked) || group[0]);
  };
  const words = (one) => (one.getAttribute("aria-label") || one.innerText || one.name || one.id || one.tagName).trim().slice(0, 50);
  const marked = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";

  window.controlsOfPage = () => {
    window.walked = [...document.querySelectorAll(CONTROLS)].filter(shown).filter(standsForGroup);
    return window.walked.map(words);
  };
  window.cursor = () => {
    const one = document.activeElement;
    const label = one.labels && one.labels[0];
    const box = one.getClientRects()[0] || one.getBoundingClientRect();
    // a mark may stand in the box; the box is hidden when nothing of it is on top
    const free = [0.1, 0.5, 0.9].some((part) => {
      const there = document.elementFromPoint(box.x + box.width * part, box.y + box.height / 2);
      return Boolean(there) && (one.contains(there) || Boolean(label && label.contains(there)));
    });
    const same = (other) => other === one || (one.type === "radio" && other.type === "radio" && other.name === one.name && other.form === one.form);
    return {
      place: window.walked.findIndex(same), words: words(one), free,
      seen: one === document.body || marked(getComputedStyle(one)) || Boolean(label && marked(getComputedStyle(label, "::before"))),
    };
  };
})();
