// The wall board says so when its data stop: data-updated holds the instant of the last answer, data-stale the words.
const LIMIT = 60000;

function check() {
  const board = document.querySelector("[data-updated]");
  const bar = document.querySelector("[data-stale]");
  if (!board || !bar) return;
  bar.hidden = Date.now() - Date.parse(board.dataset.updated) < LIMIT;
}

setInterval(check, 5000);
check();
