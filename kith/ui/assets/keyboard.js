// Keys: `/` find, g and a letter for the doors, j k x through rows, ? for the list, Ctrl+Enter for the main action.
// Single keys work outside fields only, and can be switched off.

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), textarea, select, [contenteditable]";
const singleKeys = document.body.dataset.singleKeys === "on";
let doorAwaited = false;

function rows() {
  const links = [...document.querySelectorAll("main [data-row-link]")];
  return links.filter((link) => link.offsetParent !== null);
}

function moveRow(by) {
  const links = rows();
  if (!links.length) return;
  const now = links.findIndex((link) => link.closest("tr, li").contains(document.activeElement));
  // with no row chosen yet, going back begins at the last row of the first list
  const first = now < 0 && by < 0 ? links.filter((link) => link.closest("table, ul") === links[0].closest("table, ul")).pop() : null;
  const next = first || links[Math.min(Math.max(now + by, 0), links.length - 1)];
  document.querySelectorAll(".k-row-here").forEach((row) => row.classList.remove("k-row-here"));
  next.closest("tr, li").classList.add("k-row-here");
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function tickRow() {
  const row = document.activeElement.closest("tr, li");
  const box = row && row.querySelector("input[type=checkbox]");
  if (box) box.click();
}

function follow(address) {
  if (address) window.location.assign(address);
}

/** Use the control that claims this key: a link is followed, a button pressed, a choice chosen. */
function useKey(attribute, key) {
  const control = document.querySelector(`[${attribute}="${CSS.escape(key)}"]`);
  if (!control) return false;
  control.focus();
  control.click();
  return true;
}

/** Go to the first control of the part that claims this key; nothing in it is chosen by going there. */
function goToPart(key) {
  const part = document.querySelector(`[data-alt-go="${CSS.escape(key)}"]`);
  const controls = part ? [...part.querySelectorAll("input:not([type=hidden]), textarea, select, button")] : [];
  const control = controls.find((one) => one.offsetParent);
  if (control) control.focus();
  return Boolean(control);
}

function mainAction(from) {
  const form = from.closest("form");
  const inForm = form && (form.querySelector("[data-main-action]") || document.querySelector(`[data-main-action][form="${form.id}"]`));
  const action = inForm || document.querySelector("[data-main-action]");
  if (action) action.click();
  return Boolean(action);
}

const KEYS = [
  ["/", "find a person or family"],
  ["g then a letter", "go to a door: " + [...document.querySelectorAll("[data-door]")].map((door) => `${door.dataset.door} ${door.textContent.trim()}`).join(", ")],
  ["j and k", "next and previous row; k first: the last row of the list"],
  ["Enter", "open the row"],
  ["x", "tick the row"],
  ["n", "record a visit or note"],
  ["c", "record a contact"],
  ["Ctrl and Enter", "the main action of the page"],
  ["Alt and a letter", "what the page says beside the letter: a part of a long form, or a button"],
  ["a", "where a decision is taken: choose what was recommended"],
  ["Esc", "close what is open"],
  ["?", "this list"],
];

function listKeys() {
  let dialog = document.querySelector("dialog.k-keys");
  if (!dialog) {
    dialog = make("dialog", "k-dialog k-keys");
    dialog.setAttribute("aria-labelledby", "k-keys-title");
    const title = make("h2", "", "Keyboard shortcuts");
    title.id = "k-keys-title";
    const list = make("dl");
    KEYS.forEach(([key, words]) => {
      const term = make("dt");
      term.append(make("kbd", "k-key", key));
      list.append(term, make("dd", "", words));
    });
    const off = make("p", "k-sub", singleKeys ? "Single keys work outside boxes. They can be switched off under your name." : "Single keys are switched off.");
    const form = make("form");
    form.method = "dialog";
    form.append(make("button", "govuk-button govuk-button--secondary", "Close"));
    dialog.append(title, list, off, form);
    document.body.append(dialog);
  }
  dialog.showModal();
}

function singleKey(event) {
  const key = event.key;
  if (doorAwaited) {
    doorAwaited = false;
    const door = document.querySelector(`[data-door="${CSS.escape(key)}"]`);
    if (door) { event.preventDefault(); follow(door.href); }
    return;
  }
  const acts = {
    "/": () => { if (findBox) { findBox.focus(); findBox.select(); } },
    "?": listKeys,
    g: () => { doorAwaited = true; setTimeout(() => { doorAwaited = false; }, 1500); },
    j: () => moveRow(1),
    k: () => moveRow(-1),
    x: tickRow,
    n: () => follow(document.body.dataset.keyN),
    c: () => follow(document.body.dataset.keyC),
  };
  if (Object.hasOwn(acts, key)) { event.preventDefault(); acts[key](); }
  else if (/^[a-z]$/.test(key) && useKey("data-key", key)) event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape") {
    document.querySelectorAll("details.k-menu[open]").forEach((menu) => { menu.open = false; menu.firstElementChild.focus(); });
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (mainAction(event.target)) event.preventDefault();
    return;
  }
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    if (/^[a-z]$/.test(event.key) && (useKey("data-alt-key", event.key) || goToPart(event.key))) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || !singleKeys) return;
  if (event.target.matches(TYPING) || document.querySelector("dialog[open]")) return;
  singleKey(event);
});

document.querySelectorAll("[data-keys-help]").forEach((link) => link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  listKeys();
}));
