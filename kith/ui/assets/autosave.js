// Ties forms that save themselves to their outbox, and says in words how saving stands.

const WORDS = {
  saving: () => "Saving…",
  saved: (box) => box.told.words || `Saved ${box.told.saved_at ? timeOf(box.told.saved_at) : ""}`.trim(),
  line: (box) => `Not saved – trying again (${box.failures})`,
  clash: () => "Not saved – two people wrote here, choose below",
  refused: (box) => `Not saved – ${box.told.words || [...box.entries.values()].map((entry) => entry.refused).find(Boolean)}`,
  gone: () => "Not saved – this piece of work can no longer be changed. Copy your text before you leave.",
  "signed-out": () => "You have been signed out. Sign in again in another tab; your words are still here.",
};

function copyButton(outbox) {
  const button = make("button", "govuk-button govuk-button--secondary k-button--small", "Copy my text");
  button.type = "button";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(outbox.words);
      say("Your text is copied");
      button.textContent = "Copied";
    } catch {
      const box = make("textarea", "govuk-textarea");
      box.value = outbox.words;
      box.setAttribute("aria-label", "Your text, to copy");
      button.replaceWith(box);
      box.select();
    }
  });
  return button;
}

/** An alert at the top of the form, for what will not mend itself soon. */
function alarm(outbox, words) {
  const old = outbox.form.querySelector(":scope > .k-saved-alert");
  if (!words) { if (old) old.remove(); return; }
  if (old && old.dataset.words === words) return;
  const box = make("div", "k-notice k-notice--red k-saved-alert");
  box.setAttribute("role", "alert");
  box.dataset.words = words;
  box.append(make("strong", "", words + " "), copyButton(outbox));
  if (old) old.replaceWith(box); else outbox.form.prepend(box);
}

/** The page's list of sections and of what stops finishing, as the server sees it after a save. */
function showProgress(html) {
  const place = html && document.querySelector("[data-progress]");
  if (!place) return;
  const wasOpen = [...place.querySelectorAll("details")].map((one) => one.open);
  place.innerHTML = html; // from our own server, escaped there
  place.querySelectorAll("details").forEach((one, at) => { one.open = Boolean(wasOpen[at]); });
  document.dispatchEvent(new Event("kith:changed"));
}

function showState(outbox) {
  if (outbox.shown !== outbox.told) { outbox.shown = outbox.told; showProgress(outbox.told.progress); }
  const words = WORDS[outbox.state] ? WORDS[outbox.state](outbox) : "";
  const bad = ["line", "clash", "refused", "gone", "signed-out"].includes(outbox.state);
  document.querySelectorAll("[data-saved]").forEach((place) => {
    place.classList.toggle("k-saved--waiting", outbox.state === "saving");
    place.classList.toggle("k-saved--failed", bad);
    const icon = place.querySelector(".k-icon");
    if (icon) icon.toggleAttribute("hidden", outbox.state !== "saved");
    place.querySelector("[data-saved-words]").textContent = words;
  });
  if (bad && outbox.said !== outbox.state) say(words);
  if (outbox.state === "saved" && outbox.said && outbox.said !== "saved") say(words);
  if (outbox.state !== "saving") outbox.said = outbox.state;
  if (outbox.state === "saved") alarm(outbox, "");
  else if (outbox.state === "line" && outbox.failures >= ALARM) alarm(outbox, "Your last words are not saved: the line or the server does not answer.");
  else if (outbox.state === "signed-out" || outbox.state === "gone") alarm(outbox, words);
}

let leaving = false;

const outboxes = [...document.querySelectorAll("form[data-autosave]")].map((form) => {
  const outbox = new Outbox(form);
  outbox.onChange = showState;
  const field = (event) => event.target.closest && event.target.closest("[data-question]");
  form.addEventListener("input", (event) => { if (field(event)) outbox.touch(event.target); });
  form.addEventListener("change", (event) => { if (field(event)) { outbox.touch(event.target); outbox.save(outbox.entry(event.target)); } });
  form.addEventListener("focusout", (event) => { if (field(event)) outbox.save(outbox.entry(event.target)); });
  form.addEventListener("submit", async (event) => {
    if (leaving || !outbox.unsaved) return;
    event.preventDefault();
    if (await outbox.saveAll()) {
      leaving = true;
      form.requestSubmit(event.submitter || undefined);
    } else {
      const clash = form.querySelector(".k-clash");
      if (clash) clash.scrollIntoView({ block: "center" });
    }
  });
  return outbox;
});

/** Whether a click follows a link away from this page in this window, to somewhere on this site. */
function leads(event, link) {
  const plain = !event.defaultPrevented && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const here = link && !link.target && !link.hasAttribute("download") && link.origin === location.origin;
  return plain && here && (link.pathname !== location.pathname || link.search !== location.search);
}

/** What was typed last is kept before a link is followed: the next page may be made of it. Not where the line is down. */
async function keepThenFollow(event) {
  const link = event.target.closest && event.target.closest("a[href]");
  const waiting = outboxes.filter((outbox) => outbox.unsaved);
  if (leaving || !waiting.length || waiting.some((outbox) => outbox.failures) || !leads(event, link)) return;
  event.preventDefault();
  await Promise.all(waiting.map((outbox) => outbox.saveAll()));
  location.assign(link.href);
}

if (outboxes.length) {
  const retry = () => outboxes.forEach((outbox) => { if (outbox.unsaved && outbox.state !== "refused") outbox.saveAll(); });
  window.addEventListener("online", retry);
  window.addEventListener("focus", () => { if (outboxes.some((outbox) => outbox.state === "signed-out" || outbox.state === "line")) retry(); });
  window.addEventListener("beforeunload", (event) => { if (!leaving && outboxes.some((outbox) => outbox.unsaved)) event.preventDefault(); });
  document.addEventListener("click", keepThenFollow);
  window.addEventListener("pagehide", () => outboxes.forEach((outbox) => outbox.saveLeaving()));
}
