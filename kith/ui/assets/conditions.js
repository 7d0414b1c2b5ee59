// Questions that stand only when another one has a certain answer. Without scripts they appear after saving.

/** What the controls of this name say now. */
function saidIn(name) {
  const controls = [...document.getElementsByName(name)];
  const chosen = controls.filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked);
  return chosen.map((one) => one.value).filter(Boolean);
}

/** data-show-if names the fields; the first that is answered decides, or with data-show-any every one of them. */
function stands(place) {
  const answers = place.dataset.showIf.split(" ").map(saidIn);
  const wanted = place.dataset.showIs;
  if (place.hasAttribute("data-show-any")) return answers.some((said) => said.includes(wanted));
  return (answers.find((said) => said.length) || []).includes(wanted);
}

function settle(place) {
  if (!place.contains(document.activeElement)) place.hidden = !stands(place);
}

const conditional = [...document.querySelectorAll("[data-show-if]")];
if (conditional.length) {
  conditional.forEach(settle);
  document.addEventListener("change", () => conditional.forEach(settle));
}
