// Questions that stand only when another one has a certain answer. Without scripts they appear after saving.

/** What the controls of this name say now. */
function saidIn(name) {
  const controls = [...document.getElementsByName(name)];
  const chosen = controls.filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked);
  return chosen.map((one) => one.value).filter(Boolean);
}

/**
 * data-show-if names the fields; the first that is answered decides, or with data-show-any every one of them.
 * data-show-among in place of data-show-is: one of several answers will do.
 */
function stands(place) {
  const answers = place.dataset.showIf.split(" ").map(saidIn);
  const among = place.dataset.showAmong;
  if (among) return answers.some((said) => said.some((one) => among.split(" ").includes(one)));
  const wanted = place.dataset.showIs;
  if (place.hasAttribute("data-show-any")) return answers.some((said) => said.includes(wanted));
  return (answers.find((said) => said.length) || []).includes(wanted);
}

const isFilled = (one) => (["radio", "checkbox"].includes(one.type) ? one.checked : Boolean(one.value.trim()));

/** Show it or put it away; beside what is put away with words in it stands that they are kept and do not count. */
function settle(place) {
  if (place.contains(document.activeElement)) return;
  const stays = place.hasAttribute("data-show-filled") && [...place.querySelectorAll("input, textarea, select")].some(isFilled);
  place.hidden = !stands(place) && !stays; // what one wrote does not vanish
  if (!place.hidden) place.querySelectorAll("textarea[data-grow]").forEach(grow);
  const told = place.nextElementSibling;
  if (told && told.matches("[data-aside]")) told.hidden = !place.hidden || ![...place.querySelectorAll("[data-question]")].some(isFilled);
}

const conditional = [...document.querySelectorAll("[data-show-if]")];
if (conditional.length) {
  conditional.forEach(settle);
  document.addEventListener("change", () => conditional.forEach(settle));
}
