// The page of today's visits, with signal and without, and the form of a visit whose line is cut.

const away = document.getElementById("away"); // on today's page and on the page that stands for it without signal
const visitForm = document.getElementById("visit"); // the server's form of a visit
const signedIn = document.body.dataset.who || "";
const ONLINE = Boolean(away && away.dataset.online);
let day = null; // what was kept of today
let secret = ""; // only while the page is open on which it came, for choosing a code
let writing = null; // the letter that is being written

const note = (words, mark) => {
  const line = make("p", mark ? `k-notice k-notice--${mark}` : "k-sub", words);
  if (mark) line.setAttribute("role", "status");
  return line;
};

/** Fetch today's visits from the server and keep them, locked. Answers whether it could. */
async function keepDay(onlyKey) {
  const answer = await ask("/visit/kept/", signedIn, null, { "X-Device": await device(), ...(onlyKey ? { "X-Only": "key" } : {}) });
  if (!answer.ok) return false;
  const told = await answer.json();
  const held = mark();
  if (held && String(held.who) !== String(told.who)) await wipe();
  const skew = told.now - Date.now();
  secret = told.secret;
  const since = told.day || !held || !held.at ? Date.now() : held.at;
  setMark({ who: told.who, token: told.token, latest: Date.now(), at: since, wiped: 0 });
  holdRing(await ringOf(told.secret, told.who, Math.abs(skew) > 60000 ? skew : 0));
  if (told.day) {
    day = told.day;
    await put(KEPT, "day", { who: ring.who, at: Date.now(), ...(await locked(ring.day, day, "day")) });
  }
  return true;
}

async function openDay() {
  const held = await taken(KEPT, "day");
  if (!held || !ring || String(held.who) !== ring.who) return null;
  return unlocked(ring.day, held, "day");
}

/** Ask whether the worker may still work here, when the server says that nobody is signed in; wipe when not. */
async function stillMay() {
  const held = mark();
  if (!held || !held.token) return;
  const answer = await ask("/visit/standing/", "", [["token", held.token]]).catch(() => null);
  const told = answer && answer.ok ? await answer.json().catch(() => null) : null;
  if (told && !told.may) await wipe();
}

// --- what is shown -------------------------------------------------------------------------------

async function show(results = []) {
  const parts = [];
  results.forEach((one) => {
    if (one.state === "sent") parts.push(note([`Sent. ${one.words}`, ...one.also].join(" "), one.also.length ? "amber" : "green"));
    if (one.state === "sent" && !ONLINE) parts.push(anew());
    if (one.state === "signed-out") parts.push(signInAgain());
  });
  const found = await letters();
  found.forEach((letter) => parts.push(letterLine(letter)));
  parts.push(...(ONLINE ? await onlineLines() : await offlineLines()));
  away.replaceChildren(...parts);
}

function anew() {
  const line = make("p");
  const link = make("a", "", "There is signal again: open today’s visits anew");
  link.href = "/visit/today/";
  line.append(link);
  return line;
}

function signInAgain() {
  const line = note("You are signed out, so nothing was sent. It stays here, locked. ", "amber");
  const link = make("a", "", "Sign in, and it is sent");
  link.href = "/sign-in/?next=/visit/today/";
  line.append(link);
  return line;
}

function letterLine(letter) {
  const when = momentWords(letter.at);
  if (!letter.told) return note(`A visit written ${when} waits on this phone, locked. It opens when ${ring && ring.who !== String(letter.who) ? "the worker who wrote it signs" : "you sign"} in here.`, "amber");
  const words = { begun: "begun, not saved", waiting: "kept on this phone, will be sent", asked: "needs you before it can be sent" }[letter.state];
  const line = make("div", "k-notice k-notice--amber");
  line.append(make("strong", "", `${letter.told.family}: ${words}`), make("span", "k-sub", ` ${when}`));
  (letter.told.problems || []).forEach((problem) => line.append(make("p", "", problem)));
  if (letter.state !== "waiting") {
    const open = make("button", "govuk-button govuk-button--secondary k-button--small", letter.state === "begun" ? "Go on" : "Open and change");
    open.type = "button";
    open.addEventListener("click", () => write(letter.told, letter));
    line.append(make("br"), open, throwAway(letter));
  }
  return line;
}

/** A button that asks once more, and then throws away what was written. */
function throwAway(letter) {
  const button = make("button", "govuk-button k-button--quiet k-button--small", "Throw it away");
  let isSure = false;
  button.type = "button";
  button.addEventListener("click", async () => {
    if (!isSure) {
      isSure = true;
      button.textContent = "Really throw away what you wrote";
      return;
    }
    await removed(WRITTEN, letter.key);
    await countWaiting();
    await show();
  });
  return button;
}

async function onlineLines() {
  const held = await taken(KEPT, "day");
  if (!held) return [note("This browser can not keep the visits of the day. Record them where there is signal.")];
  const until = momentWords(held.at + WIPED_AFTER);
  const lines = [note(`Today’s visits are kept on this phone, locked, until you sign out or ${until}. Without signal this page still opens.`)];
  lines.push((await taken(KEPT, "lock")) ? note("Your code opens them after the browser was closed.") : codeBox());
  return lines;
}

function codeBox() {
  const details = make("details", "govuk-details k-details");
  const summary = make("summary", "govuk-details__summary");
  summary.append(make("span", "govuk-details__summary-text", "Choose a code, to open them after closing the browser"));
  const form = codeForm("Choose a code", `At least ${SHORTEST_CODE} letters or digits, not your password. Nobody can tell it to you again.`, "Use this code", async (code) => {
    const wrong = wrongWithCode(code);
    if (wrong) return wrong;
    await lockWithCode(code, secret, ring.who, ring.skew);
    await show();
    return "";
  });
  details.append(summary, form);
  return details;
}

function codeForm(label, hint, button, act) {
  const form = make("form");
  const group = box("code", label, { type: "password", hint });
  const wrong = make("p", "govuk-error-message");
  const go = make("button", "govuk-button govuk-button--secondary", button);
  wrong.setAttribute("role", "alert");
  group.querySelector("input").autocomplete = "off";
  form.append(group, wrong, go);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    wrong.textContent = await act(form.elements.code.value);
  });
  return form;
}

async function offlineLines() {
  const held = mark();
  if (held && held.wiped) {
    return [note(`This phone has held the visits since ${momentWords(held.since)}, longer than three days without opening this page where there is signal. So they were wiped from it. ${held.waiting ? "What you wrote yourself and was not sent is still here, locked. Sign in where there is signal: it is sent then." : "Nothing that you wrote was lost."}`, "amber"), signInLink()];
  }
  if (!ring) return lockedLines(held);
  if (!day) return [note("No visits are kept on this phone. Sign in where there is signal."), signInLink()];
  const lines = [note("No signal. What you write is kept safe on this phone, locked, and sent when there is signal.", "amber")];
  const kept = (await taken(KEPT, "day")).at;
  if (latest() - kept > WARNED_AFTER) lines.push(note(`The visits are wiped from this phone on ${momentWords(kept + WIPED_AFTER)}. What you wrote and have not sent by then stays locked until you sign in again.`, "amber"));
  const list = make("ul", "k-list");
  day.visits.forEach((visit) => list.append(visitLine(visit)));
  lines.push(make("h2", "k-heading", `Today’s visits, as of ${momentWords(kept)}`));
  lines.push(day.visits.length ? list : note("No visit is planned for today."));
  return lines;
}

function visitLine(visit) {
  const line = make("li", "k-list__item");
  const open = make("button", "govuk-button govuk-button--secondary", `Record the visit: ${visit.family}`);
  open.type = "button";
  open.addEventListener("click", () => write(visit, null));
  line.append(make("b", "", `${visit.time} ${visit.family}`), ` ${visit.children.map((child) => child.words).join(", ")}`, make("br"), make("span", "k-sub", visit.place), make("br"), open);
  return line;
}

function signInLink() {
  const link = make("a", "govuk-button", "Sign in");
  link.href = "/sign-in/?next=/visit/today/";
  return link;
}

async function lockedLines(held) {
  if (!(await taken(KEPT, "lock"))) {
    return [note(held ? "No signal, and this browser was closed since. The visits are locked; they open when you sign in where there is signal. A code, chosen beforehand on the page of today’s visits, opens them without." : "Nothing is kept on this phone. Sign in where there is signal.", "amber"), signInLink()];
  }
  return [note("No signal. The visits of the day are locked on this phone.", "amber"), codeForm("Your code", "The one you chose on the page of today’s visits.", "Open", async (code) => {
    const told = await openWithCode(code);
    if (!told.ring) return told.words;
    holdRing(told.ring);
    day = await openDay();
    await show();
    return "";
  })];
}

// --- writing -------------------------------------------------------------------------------------

/** Write a visit here: about one of the day, or on with a letter. */
function write(visit, letter) {
  const known = (day && day.visits.find((one) => one.planned === visit.planned)) || visit;
  const about = { alerts: [], kind: "", place: "", ...known };
  writing = { key: letter ? letter.key : crypto.randomUUID(), who: ring.who, at: Date.now(), state: "begun" };
  const form = paper(day || { seen: [["alone", "Alone"], ["seen", "With others"], ["not_seen", "Not seen"]], kinds: visit.kinds || [], asked: visit.asked || [] }, about);
  const wrong = make("div", "govuk-error-message");
  wrong.setAttribute("role", "alert");
  const save = make("button", "govuk-button", "Save the visit");
  const back = make("button", "govuk-button govuk-button--secondary", "Back to today’s visits");
  back.type = "button";
  back.addEventListener("click", async () => { await keepBegun(form, about); writing = null; show(); });
  form.append(wrong, save, back);
  if (letter) fill(form, letter.told.fields);
  form.addEventListener("input", () => later(() => keepBegun(form, about)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = missing(form, about.children, day ? day.asked : visit.asked);
    wrong.replaceChildren(...found.map((words) => make("p", "", words)));
    if (found.length) return wrong.scrollIntoView({ block: "center" });
    return finish(form, about);
  });
  away.replaceChildren(form);
  form.querySelector("input").focus();
}

const tellOf = (form, visit) => ({ fields: fieldsOf(form), family: visit.family, children: visit.children, planned: visit.planned, kinds: day ? day.kinds : visit.kinds, asked: day ? day.asked : visit.asked });

let waitingToKeep = null;
function later(act) {
  clearTimeout(waitingToKeep);
  waitingToKeep = setTimeout(act, 800);
}

async function keepBegun(form, visit) {
  clearTimeout(waitingToKeep);
  if (!writing || !ring || !fieldsOf(form).some(([name, value]) => value && /^(seen|words|reason|told)/.test(name))) return;
  await keepLetter({ ...writing, state: "begun", at: Date.now() }, tellOf(form, visit));
}

async function finish(form, visit) {
  clearTimeout(waitingToKeep);
  await keepLetter({ ...writing, state: "waiting", at: Date.now() }, tellOf(form, visit));
  writing = null;
  const results = await sendWaiting();
  if (!ONLINE && results.some((one) => one.state === "sent")) day = await openDay();
  await show(results);
}

/** The server's form: sent like a letter, so that a cut line loses nothing and no second sending makes a second visit. */
async function guardForm(form) {
  const children = [...form.querySelectorAll(".k-child")].map((part) => {
    const field = part.querySelector("input[type=radio]");
    return { id: Number(field.name.slice(5)), words: part.querySelector("legend").textContent.trim() };
  });
  const planned = form.elements.planned ? Number(form.elements.planned.value) : null;
  const kinds = [...form.elements.kind.options].filter((one) => one.value).map((one) => [one.value, one.text]);
  const { family, asked } = form.closest("[data-family]").dataset;
  const visit = { family, children, planned, kinds, asked: JSON.parse(asked), alerts: [] };
  const told = document.getElementById("visit-kept");
  let plain = false;
  // the page that tells what is wrong goes on with the same letter
  form.elements.away.value = form.elements.away.value || crypto.randomUUID();
  writing = { key: form.elements.away.value, who: signedIn, state: "begun" };
  form.addEventListener("input", () => later(() => keepBegun(form, visit)));
  form.addEventListener("submit", async (event) => {
    if (plain || !ring) return;
    event.preventDefault();
    clearTimeout(waitingToKeep);
    const letter = { ...writing, state: "waiting", at: Date.now() };
    const kept = tellOf(form, visit);
    await keepLetter(letter, kept);
    const result = await sendLetter({ ...letter, told: kept }, { "X-Form": "1" });
    if (result.state === "sent") { window.location.assign(result.go); return; }
    if (result.state === "waiting") {
      told.textContent = `No signal. Kept on this phone ${momentWords(letter.at)}, locked; it will be sent.`;
      setTimeout(() => window.location.assign("/visit/today/"), 1200);
      return;
    }
    // the server shows what is missing beside each box; what was typed comes back with the page
    await keepLetter({ ...letter, state: "begun" }, kept);
    plain = true;
    form.requestSubmit();
  });
}

/** The line above a fold says what stands in it: kind, day, time and place. */
function sumUp(form) {
  const line = form.querySelector("[data-summed]");
  const words = (name) => {
    const field = form.elements[name];
    return field.tagName === "SELECT" ? field.value && field.selectedOptions[0].text : field.value.trim();
  };
  form.addEventListener("change", () => { line.textContent = line.dataset.summed.split(" ").map(words).filter(Boolean).join(" · "); });
}

// --- every page of a browser that holds something ----------------------------------------------------

function tellWaiting(waiting) {
  const main = document.getElementById("main");
  if (!main || away || visitForm || !waiting) return;
  const line = note(`${waiting === 1 ? "A visit" : `${waiting} visits`} written on this phone ${waiting === 1 ? "is" : "are"} not sent yet. `, "amber");
  const link = make("a", "", "Open today’s visits");
  link.href = "/visit/today/";
  line.append(link);
  main.prepend(line);
}

/** Signing out wipes first; what waits is told, and stays locked. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!mark() || new URL(form.action).pathname !== "/sign-out/" || form.dataset.wiped) return;
  event.preventDefault();
  const waiting = await countWaiting();
  if (waiting && !form.dataset.told) {
    form.dataset.told = "1";
    form.after(note(`${waiting === 1 ? "A visit is" : `${waiting} visits are`} not sent yet. Signed out, it stays on this phone, locked, until you sign in here again. Press “Sign out” once more, or open today’s visits to send it first.`, "amber"));
    return;
  }
  form.dataset.wiped = "1";
  await wipe();
  form.submit();
});

async function begin() {
  if (visitForm) sumUp(visitForm);
  const held = mark();
  await sweep();
  if (held && signedIn && String(held.who) !== signedIn) await wipe();
  if (!away && !visitForm) return tellWaiting(held ? await countWaiting() : 0);
  if (navigator.serviceWorker) await navigator.serviceWorker.register("/visit/worker.js", { scope: "/visit/" }).then(() => navigator.serviceWorker.ready).catch(() => null);
  if (signedIn) await keepDay(Boolean(visitForm)).catch(() => false);
  else ring = await askWorker();
  if (visitForm) return ring ? guardForm(visitForm) : undefined;
  day = day || (await openDay());
  const asked = day && !ONLINE && day.visits.find((visit) => String(visit.planned) === new URLSearchParams(window.location.search).get("planned"));
  if (asked) write(asked, null);
  else await show(ring ? await sendWaiting() : []);
  setInterval(lookAgain, AGAIN_AFTER);
  window.addEventListener("online", async () => { if (!(await lookAgain()) && !ONLINE && !writing) window.location.reload(); });
  document.addEventListener("kith-forgotten", () => { day = null; show(); });
  return undefined;
}

/** Now and then: keep the service worker awake, wipe what is too old, send what waits. */
async function lookAgain() {
  if (ring) toWorker({ hold: ring });
  if (await sweep()) { day = null; writing = null; return show(); }
  if (writing || !ring) return undefined;
  const results = await sendWaiting();
  if (results.some((one) => one.state === "signed-out")) await stillMay();
  const isNew = results.some((one) => one.state !== "waiting");
  if (isNew) await show(results);
  return isNew;
}

// without a secure line browsers have neither service workers nor keys: then nothing is kept here
if (window.isSecureContext && window.crypto.subtle && window.indexedDB) begin().catch(() => {});
