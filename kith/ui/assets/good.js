// What a good answer looks like, while one writes it: beside the box where there is room, under it where there is not. It
// stays until another question with an example is entered, so that nothing moves under the pointer.

const ROOM = window.matchMedia("(min-width: 1200px)"); // as wide as the third column needs
const ABOVE = 12; // pixels it keeps from the top of the window

/** At the height of the box where the column is empty there; at the top of it where other things stand. */
function heightOf(beside, box) {
  const others = [...beside.parentElement.children].filter((one) => one !== beside && one.offsetHeight);
  const lowest = Math.max(0, ...others.map((one) => one.getBoundingClientRect().bottom));
  const { top } = box.getBoundingClientRect();
  const most = window.innerHeight - beside.offsetHeight - 80; // clear of the bar at the bottom
  return top > lowest ? Math.max(ABOVE, Math.min(top, most)) : ABOVE;
}

function showGood(question, box) {
  const own = question.querySelector(":scope > [data-good]");
  const asks = `.k-question[data-asks="${CSS.escape(question.dataset.asks || "")}"] > [data-good]`;
  const example = own || document.querySelector(asks); // that of the first child is for all
  const beside = document.querySelector("[data-good-beside]");
  if (!example || !beside) return;
  const folded = example.querySelector("details");
  beside.hidden = !ROOM.matches;
  if (!ROOM.matches) {
    if (own) folded.open = true;
    return;
  }
  const words = folded.querySelector(".govuk-details__text").textContent.trim();
  beside.replaceChildren(
    make("b", "", folded.querySelector("summary").textContent.trim()),
    make("span", "k-sub", example.dataset.good),
    make("span", "k-good__words", words),
  );
  beside.style.top = `${heightOf(beside, box)}px`;
}

/** Where examples stand beside the box one is in, Tab goes from box to box; they open with a click as before. */
function tabPast() {
  document.querySelectorAll("[data-good] summary").forEach((one) => {
    if (ROOM.matches && document.querySelector("[data-good-beside]")) one.tabIndex = -1;
    else one.removeAttribute("tabindex");
  });
}

tabPast();
ROOM.addEventListener("change", tabPast);
document.addEventListener("htmx:afterSettle", tabPast);

document.addEventListener("focusin", (event) => {
  const box = event.target;
  const question = box.matches("textarea, input, select") && box.closest(".k-question");
  if (question) showGood(question, box);
});

/** Alt and its letter open and close the standard of the section one is in; the cursor stays in the box. */
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const section = event.target.closest(".k-panel");
  const standard = section && section.querySelector(`[data-standard="${CSS.escape(event.key)}"]`);
  if (!standard) return;
  standard.open = !standard.open;
  event.preventDefault();
});
