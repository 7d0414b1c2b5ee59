// A session in which nothing is done ends on the server. This warns before, and covers the page afterwards: what was
// written stays under the cover until the same worker has signed in again in another tab.

const idleAfter = Number(document.body.dataset.idle || 0) * 1000; // nothing when nobody is signed in
const WARN = Math.min(120000, idleAfter / 2); // before the end
const TELL = 60000; // how often the server hears that somebody is busy here
const ASK = 15000; // how often the server is asked while the end is near or past
const DOING = ["keydown", "pointerdown", "input", "wheel"];

class Watch {
  constructor() {
    const now = Date.now();
    Object.assign(this, { told: now, busy: now, asked: now, ends: now + idleAfter, dialog: null, covered: false });
    DOING.forEach((name) => document.addEventListener(name, () => { if (!this.dialog) this.busy = Date.now(); }, { passive: true, capture: true }));
    ["focus", "pageshow"].forEach((name) => window.addEventListener(name, () => this.look(true)));
    setInterval(() => this.look(false), 1000);
  }

  look(atOnce) {
    const now = Date.now();
    if (!this.dialog && this.busy > this.told && now - this.told >= TELL) return this.ask(true);
    if (this.ends - now > WARN) return undefined;
    if (!this.dialog || atOnce || now - this.asked >= ASK || (now >= this.ends && !this.covered)) return this.ask(false);
    return undefined;
  }

  /** Ask the server how long the session lasts; with `doing` it counts as something done. */
  async ask(doing) {
    if (this.waiting) { this.wanted = this.wanted || doing; return; } // what somebody chose is asked next
    this.waiting = true;
    this.asked = Date.now();
    const headers = { Accept: "application/json", ...(doing ? {} : { "X-Background": "1" }) };
    const told = await fetch(document.body.dataset.stillHere, { headers, credentials: "same-origin", redirect: "manual" })
      .then(async (answer) => ({ ended: answer.status === 401 || answer.type === "opaqueredirect", ...(answer.ok ? await answer.json() : {}) }))
      .catch(() => ({ ended: Date.now() >= this.ends })); // the line is gone; past the end nobody is here
    this.waiting = false;
    if (told.ended) this.cover();
    else if (told.who) this.hear(told, doing);
    if (this.wanted) { this.wanted = false; this.ask(true); }
  }

  hear({ left, who }, doing) {
    if (String(who) !== document.body.dataset.who) return this.cover();
    const now = Date.now();
    if (doing) this.told = now;
    this.ends = now + left * 1000;
    if (this.ends - now > WARN) return this.close();
    return this.covered ? this.close() : this.warn();
  }

  warn() {
    if (this.dialog) return;
    const at = new Date(this.ends).toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
    const stay = make("button", "govuk-button", "Stay signed in");
    stay.type = "button";
    stay.addEventListener("click", () => this.ask(true));
    this.open(`You will be signed out at ${at}`, "Nothing has been done here for a while. What you have written is kept on this page either way.", stay);
  }

  cover() {
    if (this.covered) return;
    this.close();
    this.covered = true;
    const link = make("a", "govuk-button", "Sign in again (opens in a new tab)");
    Object.assign(link, { href: document.body.dataset.signIn, target: "_blank", rel: "noopener" });
    this.open("You are signed out", "What you have written is still on this page, under this cover. Sign in again, then come back to this tab and go on.", link);
    this.dialog.classList.add("k-dialog--cover");
  }

  open(title, words, control) {
    const dialog = make("dialog", "k-dialog k-idle");
    const head = make("h2", "", title);
    const told = make("p", "", words);
    head.id = "k-idle-title";
    told.id = "k-idle-words";
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", head.id);
    dialog.setAttribute("aria-describedby", told.id);
    dialog.append(head, told, control);
    // Escape means to stay, and lifts no cover. What closes it in another way brings it back.
    const escape = (event) => { event.preventDefault(); if (!this.covered) this.ask(true); };
    dialog.addEventListener("keydown", (event) => { if (event.key === "Escape") escape(event); });
    dialog.addEventListener("cancel", escape);
    dialog.addEventListener("close", () => { if (this.dialog === dialog) dialog.showModal(); });
    document.body.append(dialog);
    this.dialog = dialog;
    this.before = document.activeElement;
    dialog.showModal();
    control.focus();
  }

  close() {
    if (!this.dialog) return;
    const { dialog, before } = this;
    this.covered = false;
    this.dialog = null;
    dialog.close();
    dialog.remove();
    this.told = this.busy = Date.now();
    if (before && before.isConnected) before.focus();
  }
}

if (idleAfter) new Watch();
