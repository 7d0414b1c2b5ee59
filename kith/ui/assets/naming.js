// People and addresses named in an answer: suggestions under the box, whose line is put into it; and how an answer was
// understood, in the words the server gives after saving it.

function wireLookUps(root) {
  root.querySelectorAll("[data-look-up-line]").forEach((group) => {
    const input = group.querySelector("input");
    if (!input || input.hasAttribute("aria-controls")) return;
    suggest(input, group.dataset.lookUpLine, (one) => {
      input.value = one.value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}

wireLookUps(document);
document.addEventListener("htmx:afterSettle", (event) => wireLookUps(event.target.parentElement || document));

/** Beside the box how its answer was read; said aloud where that is new. */
function showRead(controls, words) {
  const group = words !== undefined && controls.length && controls[0].closest(".govuk-form-group");
  const place = group && group.querySelector("[data-read-as]");
  if (!place || place.textContent === words) return;
  place.textContent = words;
  say(words);
}
