// What was written on the phone: locked up while it is written, sent when there is signal, once however often it is tried.
// A letter is { key, who, at, state, ... }: begun, waiting, or asked (the server has a question about it).

const AGAIN_AFTER = 8000;
const SEND_TO = "/visit/send/";

/** Lock a letter up: `told` is { fields, family, children, problems }. */
async function keepLetter(letter, told) {
  const { key, who, state, at } = letter;
  await put(WRITTEN, key, { key, who, state, at, ...(await locked(ring.words, told, `letter ${key}`)) });
  await countWaiting();
}

/** Every letter of this browser, with its words where the ring opens it. */
async function letters() {
  const found = [];
  for (const key of await keysOf(WRITTEN)) {
    const letter = await taken(WRITTEN, key);
    const told = letter && ring && ring.who === String(letter.who) ? await unlocked(ring.words, letter, `letter ${key}`) : null;
    if (letter) found.push({ ...letter, told });
  }
  return found.sort((one, other) => one.at - other.at);
}

function formToken() {
  const name = document.body.dataset.formCookie;
  const held = document.cookie.split("; ").find((pair) => name && pair.startsWith(name + "="));
  return held ? held.slice(name.length + 1) : "";
}

/** Ask the server in the name of the worker whose ring this is. Rejects when the line is gone. */
function ask(address, who, fields, more) {
  const headers = { Accept: "application/json", "X-Requested-With": "fetch", "X-CSRFToken": formToken(), ...(who ? { "X-Worker": who } : {}), ...more };
  const how = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
  return fetch(address, { headers, credentials: "same-origin", redirect: "manual", cache: "no-store", ...how });
}

/** Send one letter; answers { state, words, also, go, problems }: sent, waiting, signed-out or asked. */
async function sendLetter(letter, more = {}) {
  let answer;
  try {
    answer = await ask(SEND_TO, ring.who, [...letter.told.fields, ["key", letter.key]], more);
  } catch {
    return { state: "waiting" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { state: "signed-out" };
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) {
    await removed(WRITTEN, letter.key);
    await countWaiting();
    return { state: "sent", ...told };
  }
  if (answer.status === 422 && told) {
    const problems = told.problems.map(([, words]) => words).concat(unknownWords(letter.told, told.unknown));
    await keepLetter({ ...letter, state: "asked" }, { ...letter.told, problems });
    return { state: "asked", problems, fields: told.problems };
  }
  return { state: "waiting" };
}

/** Which child the server no longer takes words about; the name is the phone's own. */
function unknownWords(told, unknown) {
  return (unknown || []).map((person) => {
    const child = (told.children || []).find((one) => String(one.id) === String(person));
    return `${child ? firstName(child) : "One child"} can no longer be recorded by you: the child was taken out of the family, or the record was closed to you. Open this, choose “Not part” for the child, and send the visit for the others. What you wrote about this child alone stays here until then; tell your manager.`;
  });
}

/** Send what waits, one after the other. Answers what became of each that was tried. */
let sending = null;
function sendWaiting() {
  sending = sending || (async () => {
    const results = [];
    for (const letter of await letters()) {
      if (letter.state !== "waiting" || !letter.told) continue;
      const result = await sendLetter(letter);
      results.push({ letter, ...result });
      if (result.state === "waiting" || result.state === "signed-out") break;
    }
    return results;
  })().finally(() => { sending = null; });
  return sending;
}
