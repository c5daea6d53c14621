// Phone and public pages: the clock, toasts that leave, buttons that cannot be sent twice. Everything works without it.
function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: clock.dataset.zone };
    const lang = document.documentElement.lang || "id";
    const time = new Intl.DateTimeFormat(lang, options).format(new Date());
    clock.querySelector("[data-clock-time]").textContent = lang === "en" ? time : time.replace(":", ".");
  }
}

for (const toast of document.querySelectorAll("[data-toast]")) {
  toast.classList.add("leaving");
  setTimeout(() => toast.remove(), matchMedia("(prefers-reduced-motion: reduce)").matches ? 20000 : 10000);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove();
  if (event.target.closest("[data-reload]")) location.reload();
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  event.target.closest("[data-close]")?.closest("dialog").close();
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "dialog") return;
  const button = event.submitter;
  if (!button || button.dataset.again !== undefined) return;
  // After the browser has read the form, so that the button's own value is sent.
  setTimeout(() => { button.disabled = true; }, 0);
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-passkey-error]")?.removeAttribute("hidden");
});

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("button:disabled[type=submit]")) button.disabled = false;
});

tick();
setInterval(tick, 10000);
