// Slots swap the middle column in place; the link still works without this file.
const slots = document.querySelector(".col-slots");

slots?.addEventListener("click", async (press) => {
  const link = press.target.closest("a[data-slot]");
  if (!link || press.metaKey || press.ctrlKey) return;
  press.preventDefault();
  await window.htmx.ajax("GET", link.href, { target: "#candidates", swap: "outerHTML" });
  slots.querySelector("[aria-current=true][data-slot]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  history.replaceState(null, "", link.href);
});
