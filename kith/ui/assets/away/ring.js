// The key of what a phone holds. The server gives a secret to whoever is signed in; the keys are made from it, cannot be
// taken out of the browser again and are written nowhere. The service worker holds them while it runs, so that a page
// opened without signal can go on. A code chosen by the worker can lock the secret up for when it no longer runs.

const ROUNDS = 600000;
const SHORTEST_CODE = 8;
const TRIES = 5;
const TEXT = new TextEncoder();
let ring = null; // { who, day, words, skew }

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The keys of a worker from the secret that the server gave: one for the record's words, one for those written here. */
async function ringOf(secret, who, skew) {
  const root = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveKey"]);
  const key = (use) => crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: TEXT.encode(`kith visits ${use} ${who}`) },
    root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"],
  );
  return { who: String(who), day: await key("day"), words: await key("words"), skew };
}

/** Lock a value up; `about` says what it is, so that no box can be taken for another. */
async function locked(key, value, about) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const told = { name: "AES-GCM", iv, additionalData: TEXT.encode(about) };
  return { iv, box: await crypto.subtle.encrypt(told, key, TEXT.encode(JSON.stringify(value))) };
}

/** What is in a box; null when this key does not open it. */
async function unlocked(key, { iv, box }, about) {
  try {
    const told = { name: "AES-GCM", iv, additionalData: TEXT.encode(about) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(told, key, box)));
  } catch {
    return null;
  }
}

/** Hold a ring here and in the service worker. */
function holdRing(held) {
  ring = held;
  toWorker({ hold: held });
}

function forgetRing() {
  ring = null;
  toWorker({ forget: true });
  if (channel) channel.postMessage("forget");
}

const channel = "BroadcastChannel" in window ? new BroadcastChannel(MARK) : null;
if (channel) channel.onmessage = () => { ring = null; document.dispatchEvent(new Event("kith-forgotten")); };

async function toWorker(told) {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.getRegistration("/visit/");
  if (registration && registration.active) registration.active.postMessage(told);
}

/** The ring that the service worker still holds, or null. */
async function askWorker() {
  const registration = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration("/visit/"));
  if (!registration || !registration.active) return null;
  const line = new MessageChannel();
  const answer = new Promise((done) => {
    line.port1.onmessage = (event) => done(event.data);
    setTimeout(() => done(null), 1500);
  });
  registration.active.postMessage({ ask: true }, [line.port2]);
  return answer;
}

/** The key that a code makes, slowly on purpose. */
async function keyOfCode(code, salt) {
  const typed = await crypto.subtle.importKey("raw", TEXT.encode(code), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"],
  );
}

/** Why a code will not do, or nothing. */
function wrongWithCode(code) {
  if (code.length < SHORTEST_CODE) return `Choose at least ${SHORTEST_CODE} letters or digits.`;
  if (new Set(code).size < 4) return "Choose a code with at least four different letters or digits.";
  return "";
}

/** Lock the secret up with a code, so that the day can be opened without signal after the browser was closed. */
async function lockWithCode(code, secret, who, skew) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const box = await locked(await keyOfCode(code, salt), { secret, who, skew }, "code");
  await put(KEPT, "lock", { ...box, salt, tries: 0 });
}

/** Open with a code: the ring, or words that say why not. After five wrong codes the code is taken away. */
async function openWithCode(code) {
  const lock = await taken(KEPT, "lock");
  if (!lock) return { words: "No code was chosen on this phone." };
  const told = await unlocked(await keyOfCode(code, lock.salt), lock, "code");
  if (told) {
    await put(KEPT, "lock", { ...lock, tries: 0 });
    return { ring: await ringOf(told.secret, told.who, told.skew) };
  }
  const tries = lock.tries + 1;
  if (tries < TRIES) await put(KEPT, "lock", { ...lock, tries });
  else await removed(KEPT, "lock");
  const left = TRIES - tries;
  return { words: left > 0 ? `That is not the code. You can try ${left} more times.` : "That was the fifth wrong code. What is kept here opens only after signing in, where there is signal." };
}
