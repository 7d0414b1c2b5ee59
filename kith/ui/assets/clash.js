// Two people wrote in the same place: both texts side by side, and three ways on. Nothing is thrown away.

/** "10:40" from a moment; the words as they are when they are no moment. */
function timeOf(at) {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return String(at || "");
  return moment.toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
}

function column(title, text) {
  const box = make("div");
  box.append(make("strong", "", title), make("span", "", text || "(nothing)"));
  return box;
}

/** What a value is called on the page: for a choice its label, for a text itself. */
function spoken(controls, value) {
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    const control = controls.find((each) => each.value === one && (each.type === "radio" || each.type === "checkbox"));
    const option = controls[0].tagName === "SELECT" && [...controls[0].options].find((each) => each.value === one);
    const words = control && control.labels.length ? control.labels[0].textContent.trim() : option ? option.text : one;
    return words === one && one && controls[0].closest("[data-cited]") ? citedWords(one) : words;
  }).join(", ");
}

function put(controls, value) {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (controls[0].type === "checkbox" || controls[0].type === "radio") {
    controls.forEach((one) => { one.checked = values.includes(one.value); });
    const place = controls[0].closest("[data-cited]");
    if (place) values.filter(Boolean).forEach((line) => citeIn(place, line));
  } else {
    controls[0].value = values.join("\n");
    if (controls[0].matches("textarea[data-grow]")) grow(controls[0]);
  }
}

/** Show a clash under its field. The choice is saved on top of the other's version. */
function showClash(outbox, entry, theirs) {
  const controls = outbox.controls(entry);
  const mine = valuesOf(controls);
  const isText = controls[0].matches("textarea, input:not([type=radio]):not([type=checkbox])");
  const box = make("div", "k-clash");
  const two = make("div", "k-clash__two");
  const buttons = make("div", "k-row");
  const group = controls[0].closest(".govuk-form-group") || controls[0].parentElement;

  box.setAttribute("role", "group");
  box.append(make("strong", "", `${theirs.by || "Somebody"} changed this at ${timeOf(theirs.at)}`));
  box.setAttribute("aria-label", box.textContent);
  two.append(column("Theirs", spoken(controls, theirs.value)), column("Yours", spoken(controls, mine.length > 1 ? mine : mine[0])));
  const choose = (words, value) => {
    const button = make("button", "govuk-button govuk-button--secondary k-button--small", words);
    button.type = "button";
    button.addEventListener("click", () => {
      put(controls, value());
      entry.held = false;
      entry.dirty = true;
      box.remove();
      controls[0].focus();
      outbox.save(entry);
    });
    buttons.append(button);
  };
  if (isText) choose("Keep both", () => `${theirs.value}\n\n${controls[0].value}`);
  choose("Use theirs", () => theirs.value);
  choose("Keep mine", () => { const now = valuesOf(controls); return now.length > 1 ? now : now[0] || ""; });
  box.append(two, buttons);
  group.querySelectorAll(":scope > .k-clash").forEach((old) => old.remove());
  group.append(box);
}
