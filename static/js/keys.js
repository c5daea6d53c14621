// Single keys: data-key="n" is clicked (or focused, when it is a field), g + data-go follows a link, j k x walk rows.
let going = false;

const writes = (element) => element.closest("input, textarea, select, [contenteditable=true], dialog[open]");
const rows = () => [...document.querySelectorAll("[data-nav], table.table tbody tr:has(a.rl)")].filter((row) => row.offsetParent);
const current = () => document.querySelector("[data-at]");

function go(key) {
  document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  current()?.removeAttribute("data-at");
  next.setAttribute("data-at", "");
  (next.querySelector("a.rl, a") || next).focus();
}

function press(key) {
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  if (key === "x") return current()?.querySelector("input[type=checkbox]")?.click();
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter((one) => one.offsetParent).pop();
  if (!found) return undefined;
  return found.matches("input") ? found.focus() : found.click();
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.defaultPrevented || writes(event.target)) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (going) {
    going = false;
    go(event.key);
    event.preventDefault();
    return;
  }
  if (event.key === "g") {
    going = true;
    setTimeout(() => { going = false; }, 1500);
    return;
  }
  if (event.key.length === 1 || event.key === "Enter") {
    const handled = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`) || "jkx".includes(event.key);
    if (handled) {
      event.preventDefault();
      press(event.key);
    }
  }
});
