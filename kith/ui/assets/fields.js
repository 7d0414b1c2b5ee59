// Boxes that grow with their words, and Cite, which puts a reference where one was writing.

function grow(box) {
  box.style.height = "auto"; // set by script, which the policy allows; never in markup
  box.style.height = `${box.scrollHeight + 2}px`;
}

document.querySelectorAll("textarea[data-grow]").forEach(grow);

let lastBox = null;

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-grow]")) grow(event.target);
});

let lastRisk = null; // the risk one is writing about

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) lastBox = event.target;
  const risk = event.target.closest(".k-risk");
  if (risk || event.target.matches("textarea")) lastRisk = risk;
});

/** What a line of evidence, "key | day | title", says to a reader. */
function citedWords(line) {
  const [day, ...title] = line.split(" | ").slice(1);
  return `${(day || "").split("-").reverse().join("/")} ${title.join(" | ")}`;
}

/** The box of one event among the evidence, ticked; made where it is not there yet. */
function citeIn(place, line) {
  const boxes = [...place.querySelectorAll("input[type=checkbox]")];
  let box = boxes.find((one) => one.value === line);
  if (!box) {
    const { cited, child, version } = place.dataset;
    const item = make("div", "govuk-checkboxes__item");
    const label = make("label", "govuk-label govuk-checkboxes__label", citedWords(line));
    box = make("input", "govuk-checkboxes__input");
    Object.assign(box, { type: "checkbox", value: line, name: cited, id: `${place.id}-${boxes.length + 1}` });
    Object.assign(box.dataset, { question: cited, child, version: boxes.length ? boxes[0].dataset.version : version });
    label.htmlFor = box.id;
    item.append(box, label);
    place.querySelector(".govuk-checkboxes").append(item);
  }
  box.checked = true;
  return box;
}

/** Cite needs scripts, so its buttons appear only where they run; also in parts fetched later. */
function showCites(root) {
  root.querySelectorAll("[data-cite]").forEach((button) => { button.hidden = false; });
}

/** The first answer of the form that is still empty: where one writes on when all that is known was said to be right. */
function firstEmpty() {
  const said = (one) => (["radio", "checkbox"].includes(one.type)
    ? [...document.getElementsByName(one.name)].some((other) => other.checked) : Boolean(one.value.trim()));
  return [...document.querySelectorAll("form[data-autosave] [data-question]")].find((one) => one.offsetParent && !said(one));
}

/** The cursor goes where the button led: into the box that was added, to the facts, or from all of them into the form. */
function followTo(button) {
  const [what, field] = button.name === "then" ? [button.value.slice(0, 4), button.value.slice(4)] : ["", ""];
  const added = what === "add:" && document.querySelector(`[name="${CSS.escape(field)}"], [name^="${CSS.escape(field)}:"]`);
  const facts = document.getElementById("facts");
  const refused = facts && facts.querySelector("[role=alert]");
  const place = button.name === "right" ? (button.value === "all" && !refused && firstEmpty()) || facts : added;
  if (!place || button.isConnected) return;
  place.focus();
  if (place !== facts && button.value === "all") say("All are right. You are in the first answer that is empty.");
}

showCites(document);
document.addEventListener("htmx:afterSettle", (event) => {
  showCites(event.target);
  event.target.querySelectorAll("textarea[data-grow]").forEach(grow);
});
// as soon as it is there: who presses Tab at once must not be taken back by a cursor that comes later
document.addEventListener("htmx:afterSwap", (event) => {
  const { elt } = event.detail.requestConfig || {};
  if (elt && elt.matches("button")) followTo(elt);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cite]");
  const evidence = button && button.dataset.line && lastRisk && lastRisk.querySelector("[data-cited]");
  if (evidence) {
    citeIn(evidence, button.dataset.line).dispatchEvent(new Event("change", { bubbles: true }));
    say(`${button.dataset.cite} is evidence for ${lastRisk.getAttribute("aria-label")}`);
    return;
  }
  const box = button && (lastBox || document.querySelector("main textarea"));
  if (!box) return;
  const before = box.value.slice(0, box.selectionEnd);
  const gap = before && !/\s$/.test(before) ? " " : "";
  box.setRangeText(gap + button.dataset.cite, box.selectionEnd, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  say(`${button.dataset.cite} put into the text`);
});
