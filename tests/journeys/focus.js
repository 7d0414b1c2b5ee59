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
    // words that go on in the next line may begin with an empty box at the end of the first
    const whole = [...one.getClientRects()].find((part) => part.width > 0) || one.getBoundingClientRect();
    // of what is larger than the window, the part in it
    const box = { left: Math.max(whole.left, 0), top: Math.max(whole.top, 0), right: Math.min(whole.right, innerWidth), bottom: Math.min(whole.bottom, innerHeight) };
    const there = (across, down) => document.elementFromPoint(box.left + (box.right - box.left) * across, box.top + (box.bottom - box.top) * down);
    const own = (found) => Boolean(found) && (one.contains(found) || Boolean(label && label.contains(found)));
    // a mark may stand in the box, and a shape of a drawing fills its box in part; it is hidden when nothing of it is on top
    const parts = one.closest("svg") ? [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98] : [0.1, 0.5, 0.9];
    const free = parts.some((across) => (one.closest("svg") ? parts : [0.5]).some((down) => own(there(across, down))));
    const same = (other) => other === one || (one.type === "radio" && other.type === "radio" && other.name === one.name && other.form === one.form);
    return {
      place: window.walked.findIndex(same), words: words(one), free,
      seen: one === document.body || marked(getComputedStyle(one)) || Boolean(label && marked(getComputedStyle(label, "::before"))),
    };
  };
})();
