// Small behaviours of any page: the clock of the event's place, row selection, copy, print, selects that send themselves.
function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: clock.dataset.zone };
    const lang = document.documentElement.lang || "id";
    const time = new Intl.DateTimeFormat(lang, options).format(new Date());
    clock.querySelector("[data-clock-time]").textContent = lang === "en" ? time : time.replace(":", ".");
  }
}

function selected() {
  return [...document.querySelectorAll("input[data-row]:checked")];
}

function showSelection() {
  const count = selected().length;
  for (const dock of document.querySelectorAll("[data-selection]")) dock.hidden = count === 0;
  for (const place of document.querySelectorAll("[data-selection-count]")) place.textContent = count;
  for (const box of document.querySelectorAll("input[data-row]")) box.closest("tr")?.setAttribute("aria-selected", box.checked);
  const all = document.querySelector("input[data-rows-all]");
  const total = document.querySelectorAll("input[data-row]").length;
  if (all) {
    all.checked = count > 0 && count === total;
    all.indeterminate = count > 0 && count < total;
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[data-rows-all]")) {
    for (const box of document.querySelectorAll("input[data-row]")) box.checked = event.target.checked;
  }
  if (event.target.matches("input[data-row], input[data-rows-all]")) showSelection();
  if (event.target.matches("select[data-autosubmit]")) event.target.form.requestSubmit();
});

document.addEventListener("click", async (event) => {
  // A list is taken home as it is narrowed now, also after htmx swapped it.
  const taken = event.target.closest("a[data-filtered]");
  if (taken) {
    taken.search = location.search;
    taken.closest("details")?.removeAttribute("open");
  }
  if (event.target.closest("[data-print]")) window.print();
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const from = copy.dataset.copyFrom ? document.getElementById(copy.dataset.copyFrom) : null;
    await navigator.clipboard.writeText(from ? from.value || from.textContent : copy.dataset.copy);
    copy.setAttribute("data-copied", "");
    setTimeout(() => copy.removeAttribute("data-copied"), 2000);
  }
});

// The dock of selected rows also works after a list was swapped in.
document.addEventListener("htmx:afterSettle", showSelection);
showSelection();
tick();
setInterval(tick, 10000);
