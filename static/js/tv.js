// A board that asks by itself says so when its data stand still: no answer for a minute, for whatever reason.
const LIMIT = 60000;
let heard = Date.now();

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) heard = Date.now();
  check();
});

function check() {
  const bar = document.querySelector("[data-stale]");
  if (bar) bar.hidden = Date.now() - heard < LIMIT;
}

setInterval(check, 5000);
