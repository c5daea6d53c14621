// Toasts leave after ten seconds unless the reader rests on them; the undo button is a form the server sent.
const box = document.getElementById("toasts");

function start(toast) {
  toast.classList.add("leaving");
  toast.querySelector(".ring circle")?.addEventListener("animationend", () => toast.remove());
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) setTimeout(() => toast.remove(), 20000);
}

function show(text, undo) {
  const sample = document.getElementById("toast-template");
  const toast = sample.content.firstElementChild.cloneNode(true);
  toast.querySelector("span").textContent = text;
  const form = toast.querySelector("form");
  if (undo && new URL(undo, location.href).origin === location.origin) {
    form.action = undo;
  } else {
    form.remove();
  }
  box.append(toast);
  start(toast);
}

box?.querySelectorAll("[data-toast]").forEach(start);
document.body.addEventListener("toast", (event) => show(event.detail.text || event.detail.value || "", event.detail.undo));
document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove();
});
