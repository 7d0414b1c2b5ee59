// What a phone holds of a day's visits: a small store of locked boxes. Nothing in it can be read without the key, which
// is never in it. Beside the boxes stand only numbers, moments and states.

const MARK = "kith-visits"; // in the browser's small store: whose boxes these are, since when, how many wait
const KEPT = "kept"; // what comes from the record, and the lock of the code
const WRITTEN = "written"; // what was written here and is not sent
const HOUR = 3600000;
const WIPED_AFTER = 72 * HOUR;
const WARNED_AFTER = 48 * HOUR;

let opened = null;

/** The store, made when it is first asked for. */
function store() {
  opened = opened || new Promise((done, fail) => {
    const ask = indexedDB.open(MARK, 1);
    ask.onupgradeneeded = () => [KEPT, WRITTEN].forEach((name) => ask.result.createObjectStore(name));
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => fail(ask.error);
  });
  return opened;
}

/** Do one thing in one part of the store, and wait until it is written. */
async function inStore(name, mode, act) {
  const held = (await store()).transaction(name, mode);
  const asked = act(held.objectStore(name));
  return new Promise((done, fail) => {
    held.oncomplete = () => done(asked.result);
    held.onerror = held.onabort = () => fail(held.error);
  });
}

const taken = (name, key) => inStore(name, "readonly", (part) => part.get(key));
const put = (name, key, value) => inStore(name, "readwrite", (part) => part.put(value, key));
const removed = (name, key) => inStore(name, "readwrite", (part) => part.delete(key));
const keysOf = (name) => inStore(name, "readonly", (part) => part.getAllKeys());

/** The mark: { who, at, latest, waiting, token }, or null where nothing is held. */
function mark() {
  try {
    return JSON.parse(localStorage.getItem(MARK));
  } catch {
    return null;
  }
}

function setMark(changes) {
  localStorage.setItem(MARK, JSON.stringify({ ...(mark() || {}), ...changes }));
}

/** The moment by this phone, never earlier than it was: a clock that is set back makes nothing younger. */
function latest() {
  const held = mark();
  const now = Math.max(Date.now(), (held && held.latest) || 0);
  if (held && now > (held.latest || 0)) setMark({ latest: now });
  return now;
}

/** The number this browser goes by, so that the same key can be made for it again. */
async function device() {
  const known = await taken(KEPT, "device");
  if (known) return known;
  const made = crypto.randomUUID();
  await put(KEPT, "device", made);
  return made;
}

/** How many visits written here are not sent, for every page of this browser to tell. */
async function countWaiting() {
  const waiting = (await keysOf(WRITTEN)).length;
  if (mark()) setMark({ waiting });
  return waiting;
}

/** Take everything that came from the record off this phone, and forget the key. What was written here stays, locked. */
async function wipe() {
  await removed(KEPT, "day");
  await removed(KEPT, "lock");
  forgetRing();
  const waiting = await countWaiting();
  if (waiting) setMark({ at: 0 });
  else localStorage.removeItem(MARK);
  return waiting;
}

/** Wipe what is older than three days. Answers whether it was wiped now. */
async function sweep() {
  const held = mark();
  if (!held || !held.at || latest() - held.at < WIPED_AFTER) return false;
  await wipe();
  localStorage.setItem(MARK, JSON.stringify({ who: held.who, waiting: (await keysOf(WRITTEN)).length, at: 0, latest: Date.now(), wiped: Date.now(), since: held.at }));
  return true;
}
