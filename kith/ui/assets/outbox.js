// What is typed and not yet kept by the server: one entry a question (and child), in memory only.

const SOON = 1200; // after the first letter that is not kept: whoever types on loses no more than two seconds
const LATER = 5000; // the same for long texts, which take longer to save
const LONG = 20000; // letters
const NO_ANSWER = 10000; // a server that says nothing for so long is not there
const AGAIN = [1000, 2000, 4000, 5000]; // between tries when the line is gone
const ALARM = 3; // the failure that becomes an alert

/** The controls that together answer one question for one child. */
function controlsOf(form, question, child) {
  return [...form.querySelectorAll(`[data-question="${CSS.escape(question)}"]`)].filter((one) => (one.dataset.child || "") === child);
}

/** What the controls say now: a list, because several boxes may be ticked. */
function valuesOf(controls) {
  if (controls[0].type === "checkbox" || controls[0].type === "radio") {
    return controls.filter((one) => one.checked).map((one) => one.value);
  }
  return [controls[0].value];
}

/** The saving of one form: which fields wait, which are under way, and what to say about it. */
class Outbox {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.entries = new Map();
    this.failures = 0;
    this.state = "rest";
    this.onChange = () => {};
  }

  /** The entry of a control, made when it is first touched. */
  entry(control) {
    const { question, child = "" } = control.dataset;
    const key = `${question}|${child}`;
    if (!this.entries.has(key)) {
      this.entries.set(key, { question, child, version: control.dataset.version || "0", dirty: false, held: false, sending: null, timer: null });
    }
    return this.entries.get(key);
  }

  controls(entry) { return controlsOf(this.form, entry.question, entry.child); }

  /** Whether anything typed here is not yet kept. */
  get unsaved() { return [...this.entries.values()].some((entry) => entry.dirty || entry.sending); }

  /** All unsaved words, for the clipboard. */
  get words() {
    const unsaved = [...this.entries.values()].filter((entry) => entry.dirty || entry.sending || entry.held);
    return unsaved.map((entry) => valuesOf(this.controls(entry)).join(", ")).join("\n\n");
  }

  touch(control) {
    const entry = this.entry(control);
    if (entry.dirty && entry.timer) return;
    entry.dirty = true;
    this.mark();
    entry.timer = setTimeout(() => this.save(entry), control.value.length > LONG ? LATER : SOON);
  }

  /** Save one entry now; answers when it was tried. A clash that waits for a choice is not sent. */
  save(entry) {
    clearTimeout(entry.timer);
    entry.timer = null;
    if (entry.sending) return entry.dirty ? entry.sending.then(() => this.save(entry)) : entry.sending;
    if (!entry.dirty || entry.held || !this.controls(entry).length) return Promise.resolve();
    entry.sending = this.post(entry).finally(() => { entry.sending = null; this.tell(); });
    return entry.sending;
  }

  async post(entry) {
    const values = valuesOf(this.controls(entry));
    const fields = [["question", entry.question], ["child", entry.child], ["version", entry.version]];
    (values.length ? values : [""]).forEach((value) => fields.push(["value", value]));
    entry.dirty = false;
    this.say("saving");
    let answer;
    try {
      answer = await send(this.address, fields, AbortSignal.timeout(NO_ANSWER));
    } catch {
      return this.failed(entry, "line");
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return this.failed(entry, "signed-out");
    if (answer.status === 404 || answer.status === 410) return this.failed(entry, "gone");
    const told = await answer.json().catch(() => null);
    if (answer.status === 409 && told) return this.clashed(entry, told);
    if ((answer.status === 422 || answer.status === 413) && told) return this.failed(entry, "refused", told.words);
    if (!answer.ok || !told) return this.failed(entry, "line");
    return this.kept(entry, told);
  }

  kept(entry, told) {
    entry.version = String(told.version);
    entry.refused = "";
    this.controls(entry).forEach((one) => { one.dataset.version = entry.version; });
    this.failures = 0;
    showRead(this.controls(entry), told.read);
    this.say(this.unsettled() || "saved", told);
  }

  /** What still stands in the way in some other field, so that one success does not hide it. */
  unsettled() {
    const entries = [...this.entries.values()];
    if (entries.some((entry) => entry.held)) return "clash";
    if (entries.some((entry) => entry.refused)) return "refused";
    return "";
  }

  clashed(entry, told) {
    entry.dirty = true;
    entry.held = true;
    entry.version = String(told.version);
    this.say("clash", told);
    showClash(this, entry, told);
  }

  failed(entry, why, words) {
    entry.dirty = true;
    entry.refused = why === "refused" ? words || "This answer was refused." : "";
    if (why === "line") this.failures += 1;
    this.say(why, { words });
    if (why === "line" || why === "signed-out") {
      clearTimeout(entry.timer);
      const wait = why === "line" ? AGAIN[Math.min(this.failures, AGAIN.length) - 1] : 10000;
      entry.timer = setTimeout(() => this.save(entry), wait);
    }
  }

  /** Try everything that waits; answers whether the form may go: what the server refused, it will explain itself. */
  async saveAll() {
    const entries = [...this.entries.values()];
    await Promise.all(entries.map((entry) => this.save(entry)));
    return entries.every((entry) => entry.refused || !(entry.dirty || entry.sending));
  }

  /** A last try while the page goes away. */
  saveLeaving() {
    this.entries.forEach((entry) => {
      if (!entry.dirty || entry.held) return;
      const values = valuesOf(this.controls(entry));
      const fields = [["question", entry.question], ["child", entry.child], ["version", entry.version]];
      (values.length ? values : [""]).forEach((value) => fields.push(["value", value]));
      send(this.address, fields, undefined, true).catch(() => {});
    });
  }

  say(state, told) {
    this.state = state;
    this.told = told || {};
    this.tell();
  }

  tell() { this.mark(); this.onChange(this); }

  /** On the form stands whether anything typed into it is not yet kept. */
  mark() { this.form.toggleAttribute("data-unsaved", this.unsaved); }
}
