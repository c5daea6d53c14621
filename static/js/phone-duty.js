// The duty sheet on the phone: keeps itself for bad signal, counts down, forgets at sign-out. Works without it.
const script = document.querySelector("script[data-worker]");
const worker = navigator.serviceWorker;

async function keep() {
  await worker.register(script.dataset.worker, { scope: "/duty/", updateViaCache: "all" });
  const ready = await worker.ready;
  ready.active.postMessage({ keep: { urls: script.dataset.keep.split(" "), version: script.dataset.version } });
}

async function forget() {
  for (const name of await caches.keys()) if (name === "sheet") await caches.delete(name);
  localStorage.clear();
  sessionStorage.clear();
}

// A session that was ended elsewhere (a stolen phone) is noticed within a minute, and nothing personal stays.
async function ping() {
  if (document.hidden || !navigator.onLine) return;
  const answer = await fetch(script.dataset.ping, { redirect: "manual" }).catch(() => null);
  if (!answer || answer.ok || answer.status >= 500) return;
  await forget();
  indexedDB.deleteDatabase("outbox");
  location.replace(script.dataset.login);
}

async function leave(form) {
  if (window.outbox && !(await window.outbox.clearAway().catch(() => true))) return;
  await forget().catch(() => {});
  form.dataset.forgotten = "yes";
  form.submit();
}

function left(minutes, english) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (english) return hours ? `in ${hours} h ${String(rest).padStart(2, "0")}` : `in ${rest} min`;
  return hours ? `${hours} j ${String(rest).padStart(2, "0")} lagi` : `${rest} mnt lagi`;
}

function count() {
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const minutes = Math.ceil((new Date(element.dataset.countdown) - Date.now()) / 60000);
    if (minutes > 0 && minutes < 720) element.textContent = left(minutes, document.documentElement.lang === "en");
  }
}

for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.forgotten) return;
    event.preventDefault();
    leave(form);
  });
}

for (const name of ["online", "offline"]) {
  addEventListener(name, () => {
    document.querySelector("[data-netbar]")?.toggleAttribute("hidden", name === "online");
  });
}

addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
setInterval(count, 30000);
if (script) setInterval(ping, 45000);
if (worker && script) keep().catch(() => {});
