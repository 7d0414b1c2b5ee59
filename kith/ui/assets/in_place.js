// A button with data-then changes only parts of a form that saves itself. The answer is the whole page; the parts marked
// data-part are taken from it, so that nobody waits for a page and the cursor keeps its place. Without scripts, and
// whenever anything else is answered than that page, the form goes the ordinary way.

let ordinary = null; // the button whose form goes the ordinary way after all

/** Every value of the form by name, to see later what was typed while the answer was under way. */
function typedIn(root) {
  return new Map([...root.querySelectorAll("input[data-question], textarea[data-question], select[data-question]")].map((one) => [one.id, one.value]));
}

/** Put words typed meanwhile into the box that stands there now, as if they were typed there. */
function carryOver(before, now) {
  now.forEach((value, id) => {
    const box = document.getElementById(id);
    if (!box || before.get(id) === value || box.value === value) return;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function takeOver(form, page, before) {
  const typed = typedIn(form);
  const outbox = outboxes.find((one) => one.form === form);
  outbox.entries.forEach((entry, key) => { if (!entry.dirty && !entry.sending) outbox.entries.delete(key); });
  document.querySelectorAll("[data-part]").forEach((part) => {
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    part.replaceWith(document.adoptNode(fresh));
    htmx.process(fresh);
  });
  carryOver(before, typed);
  markScrolling();
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
    return true;
  } catch {
    return false;
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
