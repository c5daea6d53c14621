// Service worker of the officer's phone. It keeps two things: the static files of the phone pages, and the pages of
// the signed-in officer's own duty sheet, which hold no restricted field. It never answers one person with another's
// page: the pages of one owner are kept at a time, and go at logout, at the end of the session and after H+1.
// CONFIG {version, pages, offline, prefix, files, scope} is put in front of this file by the server.
const STATIC = `static-${CONFIG.version}`;
const SHEET = "sheet";
const PATIENCE = 5000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(STATIC).then((cache) => cache.addAll([CONFIG.offline, ...CONFIG.files])));
  skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== STATIC && name !== SHEET) await caches.delete(name);
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.waitUntil(expire());
  if (url.pathname.startsWith(CONFIG.prefix)) event.respondWith(fromStatic(request));
  else if (request.mode === "navigate" && CONFIG.pages.includes(url.pathname)) event.respondWith(sheetPage(event));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(CONFIG.offline)));
});

addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keepAll(event.data.keep));
  if (event.data?.forget) event.waitUntil(forget());
});

async function fromStatic(request) {
  const cache = await caches.open(STATIC);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

// The network first; the kept page when it fails, or when it is too slow.
async function sheetPage(event) {
  const { request } = event;
  const fresh = fetch(request);
  event.waitUntil(fresh.then((response) => remember(request.url, response.clone())).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, "late"));
  const first = await Promise.race([fresh.catch(() => "failed"), late]);
  if (first !== "late" && first !== "failed" && first.status < 500) return first;
  const kept = await recall(request.url);
  if (kept) return kept;
  return fresh.catch(() => caches.match(CONFIG.offline));
}

// A redirect or a refusal means that the session is over or another person's: nothing is kept then.
async function remember(url, response) {
  if (response.type === "opaqueredirect" || response.redirected || [401, 403].includes(response.status)) return forget();
  const owner = response.headers.get("X-Sheet-Owner");
  if (!response.ok || !owner) return;
  const before = await ownerOf();
  if (before && before !== owner) await forget();
  const cache = await caches.open(SHEET);
  const until = response.headers.get("X-Sheet-Keep-Until") || "";
  await cache.put("/owner", new Response(owner, { headers: { "X-Sheet-Keep-Until": until } }));
  await cache.put(url, response);
}

async function recall(url) {
  const cache = await caches.open(SHEET);
  const kept = await cache.match(url);
  if (!kept) return undefined;
  if (!(Number(kept.headers.get("X-Sheet-Keep-Until")) > Date.now())) {
    await forget();
    return undefined;
  }
  const html = (await kept.text()).replace("data-netbar hidden", "data-netbar");
  return new Response(html, { headers: kept.headers });
}

async function ownerOf() {
  const cache = await caches.open(SHEET);
  return (await cache.match("/owner"))?.text();
}

// The kept pages and whatever waits to be sent: both are personal.
async function forget() {
  await caches.delete(SHEET);
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase("outbox");
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
}

// After the session's end or H+1 everything goes, also when nobody signs in again.
async function expire() {
  const kept = await caches.has(SHEET) && await (await caches.open(SHEET)).match("/owner");
  if (kept && !(Number(kept.headers.get("X-Sheet-Keep-Until")) > Date.now())) await forget();
}

// After a visit the other pages of the same version are fetched once, so that all days open without signal.
async function keepAll({ urls, version }) {
  const cache = await caches.open(SHEET);
  for (const path of urls) {
    const url = new URL(path, location.origin).href;
    const kept = await cache.match(url);
    if (kept?.headers.get("X-Sheet-Version") === version) continue;
    const response = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    if (response) await remember(url, response);
  }
}

addEventListener("push", (event) => {
  event.waitUntil(expire());
  const message = event.data ? event.data.json() : {};
  event.waitUntil(registration.showNotification(message.title || "Portal LO", {
    body: message.body || "", tag: message.tag, data: { path: message.path || CONFIG.scope }, icon: CONFIG.icon,
  }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data.path));
});
