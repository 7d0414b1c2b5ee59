// The form of a visit where there is no signal: the same questions under the same names as the page of the server.

/** Make an element; text is never read as markup. */
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const HERE = { timeZone: "Europe/London", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };

/** The day and time in London by the server's clock, as far as this phone knows how it differs: ["2026-10-14", "16:05"]. */
function nowThere(ahead = 0) {
  const parts = new Intl.DateTimeFormat("en-GB", HERE).formatToParts(new Date(Date.now() + ((ring && ring.skew) || 0) + ahead));
  const part = (name) => parts.find((one) => one.type === name).value;
  return [`${part("year")}-${part("month")}-${part("day")}`, `${part("hour")}:${part("minute")}`];
}

/** A moment of this phone in words: "Wed 14 Oct, 16:31". */
function momentWords(at) {
  const day = { weekday: "short", day: "numeric", month: "short", timeZone: "Europe/London" };
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/London" };
  const there = new Date(at + ((ring && ring.skew) || 0));
  return `${there.toLocaleDateString("en-GB", day)}, ${there.toLocaleTimeString("en-GB", time)}`;
}

function box(name, label, { tag = "input", type = "text", value = "", rows = 0, hint = "" } = {}) {
  const group = make("div", "govuk-form-group");
  const field = make(tag, tag === "textarea" ? "govuk-textarea" : "govuk-input");
  const words = make("label", "govuk-label", label);
  field.id = words.htmlFor = name.replaceAll(".", "-");
  field.name = name;
  if (tag === "textarea") field.rows = rows;
  if (tag === "input") field.type = type;
  field.value = value;
  group.append(words);
  if (hint) {
    const told = make("div", "govuk-hint", hint);
    told.id = `${field.id}-hint`;
    field.setAttribute("aria-describedby", told.id);
    group.append(told);
  }
  group.append(field);
  return group;
}

function segments(name, label, options) {
  const group = make("div", "govuk-form-group");
  const set = make("fieldset", "govuk-fieldset");
  const row = make("div", "k-segments");
  options.forEach(([value, words], place) => {
    const item = make("div", "k-segments__item");
    const choice = make("input", "k-segments__input");
    const text = make("label", "k-segments__label", words);
    choice.type = "radio";
    choice.name = name;
    choice.value = value;
    choice.id = text.htmlFor = `${name.replaceAll(".", "-")}--${place + 1}`;
    item.append(choice, text);
    row.append(item);
  });
  set.append(make("legend", "govuk-fieldset__legend", label), row);
  group.append(set);
  return group;
}

function ticks(name, label, options) {
  const group = make("fieldset", "govuk-fieldset govuk-form-group");
  group.append(make("legend", "govuk-fieldset__legend", label));
  options.forEach(([value, words]) => {
    const line = make("label", "k-label");
    const choice = make("input");
    Object.assign(choice, { type: "checkbox", name, value });
    line.append(choice, ` ${words}`);
    group.append(line);
  });
  return group;
}

const firstName = (child) => child.words.split(",")[0];

/** A question in words, with the name of the child it is about. */
const asks = (one, child) => `${child ? `${firstName(child)}: ` : ""}${one.ask}`;

const toldName = (id, child) => (child ? `told.${id}.${child}` : `told.${id}`);

/** One question that some kinds of visit ask, for all together or for one child. */
function askedPart(one, child) {
  const name = toldName(one.id, child && child.id);
  const label = `${asks(one, child)}${one.required ? " (must be answered)" : ""}`;
  const part = make("div", "k-asked");
  part.dataset.asked = one.id;
  part.dataset.child = child ? child.id : "";
  if (one.kind === "several") part.append(ticks(name, label, one.options));
  else if (one.options.length) part.append(segments(name, label, [...one.options, ["", "No answer"]]));
  else if (one.kind === "words") part.append(box(name, label, { tag: "textarea", rows: 2, hint: one.hint }));
  else part.append(box(name, label, { type: one.kind === "date" ? "date" : "text", hint: one.hint }));
  return part;
}

/** Whether a kind of visit asks this, given the one answer it may depend on. */
function isAsked(told, one, child) {
  if (!one.kinds.includes(told.get("kind"))) return false;
  if (!one.if) return true;
  const own = child ? told.getAll(toldName(one.if[0], child)).filter(Boolean) : [];
  return (own.length ? own : told.getAll(toldName(one.if[0]))).includes(one.if[1]);
}

/** Show what the kind of visit asks; what was answered stays in sight. */
function settleAsked(form, day, visit) {
  const told = new FormData(form);
  form.querySelectorAll("[data-asked]").forEach((part) => {
    const one = day.asked.find((question) => question.id === part.dataset.asked);
    const filled = told.getAll(toldName(one.id, part.dataset.child)).some((value) => value.trim());
    part.hidden = !filled && !isAsked(told, one, part.dataset.child);
  });
  const line = form.querySelector("[data-kind-line]");
  line.textContent = (visit.kind_lines && visit.kind_lines[told.get("kind")]) || "";
}

/** A child's part; the questions are put behind it by `paper`. */
function childPart(child, seen, asked) {
  const part = make("div", "k-child");
  part.append(segments(`seen.${child.id}`, child.words, [...seen, ["", "Not part"]]));
  if (child.clock) part.append(make("p", "k-visit-clock", child.clock));
  const why = box(`reason.${child.id}`, "Why not, and when will you?");
  why.hidden = true;
  part.append(why, ...asked.filter((one) => one.alone).map((one) => askedPart(one, child)), box(`words.${child.id}`, `About ${firstName(child)} alone`, { tag: "textarea", rows: 2, hint: "In their own words where you can." }));
  part.addEventListener("change", () => {
    const said = part.querySelector("input:checked");
    why.hidden = !said || said.value !== "not_seen";
  });
  return part;
}

/** The form about one visit of the day (or a letter that was begun): children, words, kind, when and where. */
function paper({ asked = [], ...day }, visit) {
  const form = make("form");
  const [on, at] = nowThere();
  form.noValidate = true;
  form.setAttribute("aria-label", "Record a visit");
  form.append(make("h2", "k-heading", visit.family));
  visit.alerts.forEach((words) => form.append(make("p", "k-alert k-alert--red", words)));
  const kind = box("kind", "What kind of visit?", { tag: "select" });
  const list = kind.querySelector("select");
  list.className = "govuk-select";
  [["", "Choose"], ...day.kinds].forEach(([value, words]) => list.append(new Option(words, value, false, value === visit.kind)));
  const line = make("p", "k-sub");
  line.dataset.kindLine = "";
  form.append(kind, line);
  form.append(make("h3", "k-heading", "Who did you see?"), ...visit.children.map((child) => childPart(child, day.seen, asked)));
  form.append(box("words", "What you saw and heard", { tag: "textarea", rows: 6, hint: "Once, for the family. Say who." }));
  form.append(...asked.filter((one) => !one.alone).map((one) => askedPart(one, null)));
  form.append(box("on", "Day", { type: "date", value: on }), box("at", "Time", { type: "time", value: at }), box("place", "Where", { value: visit.place }));
  const planned = make("input");
  Object.assign(planned, { type: "hidden", name: "planned", value: visit.planned || "" });
  form.append(planned);
  const settle = () => settleAsked(form, { asked }, visit);
  form.addEventListener("change", settle);
  settle();
  return form;
}

/** What a form says now, as pairs; a child that was not part of the visit says nothing. */
function fieldsOf(form) {
  const left = new Set(["csrfmiddlewaretoken", "_key", "away"]);
  return [...new FormData(form)].filter(([name, value]) => !left.has(name) && typeof value === "string" && !(name.startsWith("seen.") && !value));
}

/** Put the words of a letter into a form. */
function fill(form, fields) {
  fields.forEach(([name, value]) => {
    const found = [...form.elements].filter((one) => one.name === name);
    // a question that this phone does not know: its words stay, and can be taken elsewhere
    if (!found.length && name.startsWith("told.") && value) form.elements.planned.before(box(name, "No longer asked", { tag: "textarea", rows: 2, value }));
    found.forEach((one) => {
      if (one.type === "radio") one.checked = one.value === value;
      else if (one.type === "checkbox") one.checked = one.checked || one.value === value;
      else one.value = value;
      one.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}

/** What this phone can see itself of what is missing or cannot be; the server looks again. */
function missing(form, children, asked = []) {
  const told = new FormData(form);
  const said = children.filter((child) => told.get(`seen.${child.id}`));
  const found = [];
  if (!said.length) found.push("Say of at least one child whether you saw them.");
  said.forEach((child) => {
    if (told.get(`seen.${child.id}`) === "not_seen" && !told.get(`reason.${child.id}`).trim()) found.push(`${firstName(child)}: say why not seen, and when you will.`);
  });
  if (!told.get("kind")) found.push("Choose what kind it was.");
  else found.push(...asked.flatMap((one) => [null, ...said].flatMap((child) => wrongAnswer(told, one, child))));
  const at = `${told.get("on")}T${told.get("at")}`;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)) found.push("Say on which day and at what time it was.");
  else if (at > nowThere(5 * 60000).join("T")) found.push("That is still to come, by the clock of the service. Is the day right, and the time? If the clock of this phone is wrong, write when it really was.");
  return found;
}

/** An answer that this kind of visit does not ask for, or one that must be given and was not: in words, in a list. */
function wrongAnswer(told, one, child) {
  if (one.alone !== Boolean(child)) return [];
  const filled = told.getAll(toldName(one.id, child && child.id)).some((value) => value.trim());
  const asked = isAsked(told, one, child && child.id);
  const words = asks(one, child);
  if (filled && !asked) return [`${words} – this kind of visit does not ask it. Choose another kind, or clear the answer.`];
  return one.required && asked && !filled ? [`${words} – this has to be answered.`] : [];
}
