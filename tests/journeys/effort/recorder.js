// Notes what hands do in a page, one line an act, for counting afterwards. It changes nothing and reads no values but
// those that were typed. The notes lie in the tab's session store, so that they outlive the page.
(() => {
  if (window !== window.top) return;
  const STORE = "effort";
  const NARRATIVE = "textarea";
  const GROUP = "fieldset, tr, [role=radiogroup], .row, [data-chunk]";
  const FIELD = "input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), textarea, select";
  const CHOICE = "input[type=checkbox], input[type=radio]";
  const BUTTON = "a[href], button, summary, input[type=submit], input[type=button], [role=option]";
  const page = Date.now();
  const known = new WeakMap();
  const typing = new WeakSet();
  let named = 0;

  const nameOf = (element) => {
    if (!element) return "";
    if (!known.has(element)) known.set(element, `${page}:${(named += 1)}`);
    return known.get(element);
  };
  const note = (act) => {
    const line = JSON.stringify({ at: Date.now(), dialog: Boolean(document.querySelector("dialog[open]")), ...act });
    sessionStorage.setItem(STORE, `${sessionStorage.getItem(STORE) || ""}${line}\n`);
  };
  /** What is acted upon: a label stands for its control, a mark in a button for the button. */
  const meant = (target) => {
    const element = target.closest(`${FIELD}, ${CHOICE}, ${BUTTON}, label`) || target;
    const control = element.matches("label") ? element.control || element : element;
    const sort = control.matches(CHOICE) ? "choice" : control.matches(FIELD) ? "field" : control.matches(BUTTON) ? "button" : "";
    return { sort, target: nameOf(control), group: nameOf(control.closest(GROUP)), words: (control.name || control.innerText || "").trim().slice(0, 40) };
  };

  note({ act: "load", path: window.location.pathname });

  document.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.repeat) return;
    const on = meant(event.target);
    if (on.sort === "field") typing.add(event.target);
    note({ act: "key", key: event.key, chord: event.ctrlKey || event.altKey || event.metaKey, narrative: event.target.matches(NARRATIVE), ...on });
  }, true);
  document.addEventListener("pointerdown", (event) => {
    if (event.isTrusted) note({ act: "press", ...meant(event.target) });
  }, true);
  document.addEventListener("wheel", (event) => {
    if (event.isTrusted) note({ act: "wheel" });
  }, { capture: true, passive: true });
  document.addEventListener("focusout", (event) => {
    const box = event.target;
    if (!typing.has(box) || box.matches(`${NARRATIVE}, select`)) return;
    typing.delete(box);
    note({ act: "typed", value: box.value, ...meant(box) });
  }, true);
  document.addEventListener("DOMContentLoaded", () => {
    const wrong = document.querySelectorAll(".govuk-error-summary, .govuk-error-message").length;
    if (wrong) note({ act: "error", many: wrong });
  });
})();
