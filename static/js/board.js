// Slots swap the middle column in place; the links still work without this file.
const slots = document.querySelector(".col-slots");
const told = document.getElementById("slot-told");
const stacked = matchMedia("(max-width: 767px)");

async function choose(link) {
  await window.htmx.ajax("GET", link.href, { target: "#candidates", swap: "outerHTML" });
  slots.querySelector("[aria-current=true][data-slot]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  history.replaceState(null, "", link.href);
  const column = document.getElementById("candidates");
  if (told) told.textContent = column.getAttribute("aria-label");
  if (stacked.matches) column.scrollIntoView({ block: "start" });
  else link.focus({ preventScroll: true });
}

slots?.addEventListener("click", (press) => {
  const link = press.target.closest("a[data-slot]");
  if (!link || press.metaKey || press.ctrlKey) return;
  press.preventDefault();
  const again = press.detail === 0 && link.getAttribute("aria-current") === "true";
  const place = again && document.querySelector('#candidates [data-key="Enter"]');
  if (place) place.click();
  else choose(link);
});

// The button says how many changes are ticked.
const form = document.getElementById("apply-form");
const button = document.querySelector("[data-ticked-count]");

form?.addEventListener("change", () => {
  const ticked = form.querySelectorAll("input[name=slots]:checked").length;
  button.querySelector("b").textContent = ticked;
  button.disabled = !ticked;
});

// The open slot nearest to the reader is in sight when the page opens.
slots?.querySelector("[aria-current=true][data-slot]")?.scrollIntoView({ block: "nearest" });
