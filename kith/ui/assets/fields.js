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

document.querySelectorAll("[data-cite]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = lastBox || document.querySelector("main textarea");
    if (!box) return;
    const before = box.value.slice(0, box.selectionEnd);
    const gap = before && !/\s$/.test(before) ? " " : "";
    box.setRangeText(gap + button.dataset.cite, box.selectionEnd, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    say(`${button.dataset.cite} put into the text`);
  });
});
