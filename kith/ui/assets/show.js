// Questions that are asked only after one earlier answer: shown and put away while one answers. The server decides
// in the end what is asked; what was answered and put away is kept.

function answerTo(form, question, child) {
  const controls = controlsOf(form, question, child);
  const found = controls.length ? controls : controlsOf(form, question, "");
  return found.length ? valuesOf(found) : [];
}

function showAsked(form) {
  form.querySelectorAll("[data-show-if]").forEach((place) => {
    const { showIf, showIs, showChild = "" } = place.dataset;
    place.hidden = !answerTo(form, showIf, showChild).includes(showIs);
    if (!place.hidden) place.querySelectorAll("textarea[data-grow]").forEach(grow);
  });
}

document.querySelectorAll("form").forEach((form) => {
  if (!form.querySelector("[data-show-if]")) return;
  form.addEventListener("change", () => showAsked(form));
  showAsked(form);
});
