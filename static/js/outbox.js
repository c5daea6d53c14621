// Taps, calls for help and receipts that wait for a signal: kept in this phone's database, sent in the order of the
// taps, each exactly once (the key is made here). Without this script the same forms post as they are.
const here = document.querySelector("script[data-replay]");
const { replay, owner, unsent, refused } = here.dataset;
const list = document.querySelector("[data-outbox-list]");

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("items", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function store(mode, work) {
  const database = await open();
  try {
    const request = work(database.transaction("items", mode).objectStore("items"));
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

const kept = async () => (await store("readonly", (items) => items.getAll())).filter((item) => item.owner === owner);
const all = async () => (await kept()).sort((a, b) => a.at - b.at);
const put = (item) => store("readwrite", (items) => items.put(item));
const drop = (key) => store("readwrite", (items) => items.delete(key));

function clock(at) {
  const timeZone = document.querySelector("[data-clock]")?.dataset.zone;
  const time = new Date(at).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  return time.replace(":", ".");
}

// What waits or was not accepted, in words, until it is sent or put away.
async function show() {
  const waiting = await all();
  if (list) {
    list.hidden = !waiting.length;
    list.replaceChildren(...waiting.map((item) => {
      const note = document.createElement("div");
      note.className = `note mt-2 ${item.stands ? "info" : item.sentence ? "bad" : "wait"}`;
      note.setAttribute("role", "status");
      const what = item.stands ? "" : `${item.sentence ? refused : unsent}: ${item.label}, ${clock(item.at)}. `;
      note.textContent = what + (item.sentence || "");
      if (item.sentence) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-text";
        button.textContent = "OK";
        button.addEventListener("click", () => drop(item.key).then(() => (item.stands ? location.reload() : show())));
        note.append(button);
      }
      return note;
    }));
  }
  for (const item of waiting) {
    if (item.type !== "tap" || item.sentence) continue;
    const form = document.querySelector(`form[data-step="${item.phase}"]`);
    if (form && form.elements.leg.value === item.leg) passOn(form);
  }
}

// The next step's form takes the place of the one that was pressed.
function passOn(form) {
  const next = form.nextElementSibling;
  form.hidden = true;
  if (next?.matches("form[data-step]")) next.hidden = false;
}

let sending = Promise.resolve();

// True when nothing is left that could be sent. One after the other: what was pressed meanwhile goes with the next.
function flush() {
  sending = sending.catch(() => false).then(send);
  return sending;
}

async function send() {
  const items = (await all()).filter((item) => !item.sentence);
  if (!items.length) return true;
  const response = await fetch(replay, {
    method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": here.dataset.token },
    body: JSON.stringify({ sent_at: Date.now(), items }), signal: AbortSignal.timeout(8000),
  });
  if (!response.ok) return false;
  for (const { key, state, sentence } of (await response.json()).outcomes) {
    const item = items.find((one) => one.key === key);
    if (sentence) await put({ ...item, sentence, stands: state === "known" });
    else await drop(key);
  }
  return true;
}

const READ = {
  tap: (form) => ({
    delegation: form.elements.delegation.value, leg: form.elements.leg.value, phase: form.elements.phase.value,
  }),
  incident: (form) => ({
    delegation: form.elements.delegation?.value, event: form.dataset.event, kind: form.elements.kind.value,
    severity: form.elements.severity.value, place: form.elements.place.value,
    description: form.elements.description.value,
  }),
  read: (form) => ({ sheet: form.dataset.sheet }),
  receive: (form) => ({ row: form.dataset.row }),
  tick: (form) => ({
    delegation: form.elements.delegation.value, phase: form.elements.phase.value,
    point: form.elements.point.value, done: form.elements.done.value === "on",
  }),
  conduct: (form) => ({ event: form.elements.event.value }),
  handover: (form) => ({ assignment: form.dataset.assignment, note: form.elements.note.value }),
};

// A point of a checklist turns in place: many are ticked in a row, and none of them is worth a new page.
async function turn(form) {
  const box = form.querySelector("[role=checkbox]");
  const done = box.getAttribute("aria-checked") !== "true";
  const count = form.closest("details").querySelector("[data-done]");
  const set = (checked) => {
    box.setAttribute("aria-checked", checked);
    form.elements.done.value = checked ? "" : "on";
    count.textContent = Number(count.textContent) + (checked ? 1 : -1);
  };
  const item = { key: crypto.randomUUID(), type: "tick", at: Date.now(), owner, label: form.dataset.label, ...READ.tick(form) };
  set(done);
  await put(item);
  await flush().catch(() => false);
  if ((await all()).some((one) => one.key === item.key && one.sentence)) set(!done);
  await show();
}

async function press(form) {
  const type = form.dataset.outbox;
  const item = { key: crypto.randomUUID(), type, at: Date.now(), owner, label: form.dataset.label, ...READ[type](form) };
  await put(item);
  const sent = await flush().catch(() => false);
  const waits = (await all()).some((one) => one.key === item.key);
  if (sent && !waits) location.assign(form.dataset.then || location.href);
  else {
    await show();
    for (const button of form.querySelectorAll("[type=submit]")) button.disabled = false;
    if (type === "incident" || type === "handover") form.reset();
    if (type === "read" || type === "conduct") form.hidden = true;
    list?.scrollIntoView({ block: "center" });
  }
}

// A camera's photo is made small on the phone: weak signals carry a twentieth of it. What is no picture goes as it is.
const EDGE = 1600;
const SMALL = 2_000_000;

async function sendPhoto(form, input) {
  const [file] = input.files;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const parcel = new DataTransfer();
    parcel.items.add(new File([await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 })], "foto.jpg"));
    input.files = parcel.files;
  } catch { /* the server says what is wrong with it */ }
  form.submit();
}

// Every press goes through the box first: a signal that fails on the way loses nothing. Only a photo cannot wait.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-outbox]");
  const photo = form?.elements.photo?.files[0];
  if (!form || (navigator.onLine && photo && photo.size <= SMALL)) return;
  event.preventDefault();
  if (navigator.onLine && photo) { sendPhoto(form, form.elements.photo); return; }
  if (form.dataset.outbox === "tick") turn(form);
  else if (form.reportValidity()) press(form);
});

async function waiting() {
  return (await all().catch(() => [])).filter((item) => !item.sentence).length;
}

// For signing out: what can still be sent is sent; what cannot is thrown away only when the person says so.
async function clearAway() {
  await flush().catch(() => false);
  if (await waiting() && !confirm(here.dataset.lose)) return false;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase("outbox");
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
  return true;
}

// Somebody is in the middle of a text: the page is not taken away from under it.
function isTyping() {
  return [...document.querySelectorAll("textarea, input[type=text]")].some((field) => field.value !== field.defaultValue);
}

async function catchUp() {
  if (!(await waiting())) return;
  if (await flush().catch(() => false) && list && !isTyping()) location.reload();
  else show();
}

window.outbox = { clearAway };
addEventListener("online", () => catchUp());
show().then(() => navigator.onLine && catchUp());
