// htmx: trouble is told in words and keeps what was typed; polling rests while nobody looks.
const banner = document.getElementById("trouble");
const samples = document.getElementById("trouble-template");

function tell(kind, code = "") {
  const sample = samples?.content.querySelector(`[data-when="${kind}"]`);
  if (!sample || !banner) return;
  const note = sample.cloneNode(true);
  const place = note.querySelector("[data-code]");
  if (place) place.textContent = code;
  banner.replaceChildren(note);
  note.scrollIntoView({ block: "nearest" });
}

function isPolling(element) {
  return (element.getAttribute("hx-trigger") || "").includes("every ");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && isPolling(event.detail.elt)) event.preventDefault();
});

// A page that refreshes itself is nobody at work: such requests do not keep the session awake.
document.addEventListener("htmx:configRequest", (event) => {
  if (isPolling(event.detail.elt)) event.detail.headers["X-Background"] = "1";
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) document.body.dispatchEvent(new Event("wake"));
});

document.addEventListener("htmx:responseError", (event) => {
  if (isPolling(event.detail.elt) && event.detail.xhr.status !== 401) return;
  const { status } = event.detail.xhr;
  const door = event.detail.xhr.getResponseHeader("X-Door");
  if (door) document.body.dataset.stale = "";
  const kind = door || { 401: "signed-out", 403: "403", 404: "404", 410: "404" }[status] || "5xx";
  tell(kind, status >= 500 ? `(${status})` : "");
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (!isPolling(event.detail.elt)) tell("offline");
  });
}

document.addEventListener("htmx:afterOnLoad", (event) => {
  if (!isPolling(event.detail.elt) && event.detail.xhr.status < 400) banner?.replaceChildren();
});

// A rejected form comes back with its errors: the reader is led to the first of them.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.xhr?.status !== 422) return;
  event.detail.target.querySelector("[aria-invalid=true], .is-invalid")?.focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-reload]")) location.reload();
  if (event.target.closest("[data-trouble-close]")) banner.replaceChildren();
});
