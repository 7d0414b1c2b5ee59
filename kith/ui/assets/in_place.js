// A button with data-then changes only parts of a form that saves itself. The answer is the whole page; the parts marked
// data-part are taken from it, so that nobody waits for a page and the cursor keeps its place. Without scripts, and
// whenever anything else is answered than that page, the form goes the ordinary way. Without an answer one stays here.

let ordinary = null; // the button whose form goes the ordinary way after all

/** What saves itself in the form: the value of each box, and the version of it that the server holds. */
function typedIn(form) {
  const boxes = [...form.querySelectorAll("input[data-question], textarea[data-question], select[data-question]")];
  return new Map(boxes.map((one) => [one.id, { value: one.value, version: Number(one.dataset.version || 0) }]));
}

/** Put words typed meanwhile into the box that stands there now, as if they were typed there, with what was saved of them. */
function carryOver(before, now) {
  now.forEach(({ value, version }, id) => {
    const box = document.getElementById(id);
    if (!box) return;
    if (version > Number(box.dataset.version || 0)) box.dataset.version = String(version);
    if (before.get(id)?.value === value || box.value === value) return;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function outboxOf(form) {
  return outboxes.find((one) => one.form === form);
}

function takeOver(form, page, before) {
  const typed = typedIn(form);
  const outbox = outboxOf(form);
  outbox.entries.forEach((entry, key) => { if (!entry.dirty && !entry.sending) outbox.entries.delete(key); });
  document.querySelectorAll("[data-part]").forEach((part) => {
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    part.replaceWith(document.adoptNode(fresh));
    htmx.process(fresh);
  });
  carryOver(before, typed);
  markScrolling();
  document.dispatchEvent(new Event("kith:changed"));
}

/** Go where the button said: to the first of these places that is there now, or stay where one was. */
function goOn(places, was) {
  const found = places ? places.split(" | ").map((one) => document.querySelector(one)) : [document.getElementById(was)];
  const place = found.find(Boolean);
  if (place) place.focus();
}

async function askInPlace(form, button) {
  const before = typedIn(form);
  const was = document.activeElement.id;
  const fields = new FormData(form, button);
  // what saves itself is saved by now; sent again it would stand against words typed in the meantime
  form.querySelectorAll("[data-question]").forEach((one) => fields.delete(one.name));
  fields.delete("_key");
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "X-CSRFToken": formToken(), "X-Requested-With": "fetch", "X-Worker": document.body.dataset.who || "" },
      credentials: "same-origin",
    });
    if (!answer.ok || new URL(answer.url).pathname !== window.location.pathname) return false;
    takeOver(form, new DOMParser().parseFromString(await answer.text(), "text/html"), before);
    goOn(button.dataset.then, was);
    alarm(outboxOf(form), "");
    return true;
  } catch {
    alarm(outboxOf(form), "The line or the server does not answer, so nothing was changed. Press the button again in a moment.");
    return true;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (event.defaultPrevented || !form.dataset.autosave || !button || button.dataset.then === undefined) return;
  if (button === ordinary || form.hasAttribute("aria-busy")) {
    if (button !== ordinary) event.preventDefault();
    return;
  }
  event.preventDefault();
  leaving = false;
  if (await askInPlace(form, button)) return;
  ordinary = button;
  form.requestSubmit(button);
});
