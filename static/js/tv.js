// A board that asks by itself says so when its data stand still, and since when: no answer for a minute, for whatever
// reason.
const LIMIT = 60000;
let heard = Date.now();

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) heard = Date.now();
  check();
});

function check() {
  const bar = document.querySelector("[data-stale]");
  if (!bar) return;
  bar.hidden = Date.now() - heard < LIMIT;
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: bar.dataset.zone };
  const time = new Date(heard).toLocaleTimeString("id-ID", options);
  bar.querySelector("[data-since]").textContent = document.documentElement.lang === "en" ? time : time.replace(":", ".");
}

setInterval(check, 5000);
