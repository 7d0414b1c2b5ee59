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

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) lastBox = event.target;
});

/** Cite needs scripts, so its buttons appear only where they run; also in parts fetched later. */
function showCites(root) {
  root.querySelectorAll("[data-cite]").forEach((button) => { button.hidden = false; });
}

showCites(document);
document.addEventListener("htmx:afterSettle", (event) => {
  showCites(event.target);
  event.target.querySelectorAll("textarea[data-grow]").forEach(grow);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cite]");
  const box = button && (lastBox || document.querySelector("main textarea"));
  if (!box) return;
  const before = box.value.slice(0, box.selectionEnd);
  const gap = before && !/\s$/.test(before) ? " " : "";
  box.setRangeText(gap + button.dataset.cite, box.selectionEnd, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  say(`${button.dataset.cite} put into the text`);
});
