// The service worker of the visit pages. KEPT (version, shell, files) stands before this. It keeps one page that says
// nothing about anybody, and the stylesheets, scripts and letters it needs; no page of the record and no answer of the
// server is ever kept. It holds the keys of the day in memory while it runs.

const CACHE = `kith-visits-${KEPT.version}`;
const DOWN = [502, 503, 504];
let ring = null;

self.addEventListener("install", (event) => {
  const plain = [KEPT.shell, ...KEPT.files].map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((held) => held.addAll(plain)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("kith-visits-") && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

async function pageOrShell(request) {
  try {
    const answer = await fetch(request);
    if (!DOWN.includes(answer.status)) return answer;
  } catch {
    // no signal, or the server is not there
  }
  return caches.match(KEPT.shell);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(pageOrShell(request));
  else if (address.origin === self.location.origin && KEPT.files.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((held) => held || fetch(request)));
  }
});

self.addEventListener("message", (event) => {
  const told = event.data || {};
  if (told.hold) ring = told.hold;
  if (told.forget) ring = null;
  if (told.ask && event.ports[0]) event.ports[0].postMessage(ring);
});
