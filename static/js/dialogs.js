// Native dialogs and menus: opened by data-dialog="id", closed by data-close, Esc or a click outside.
let opener = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dialog]");
  if (button) {
    const dialog = document.getElementById(button.dataset.dialog);
    opener = button;
    dialog?.showModal();
    dialog?.querySelector("[autofocus], [data-close]")?.focus();
  }
  const closing = event.target.closest("[data-close]");
  if (closing) closing.closest("dialog").close();
  if (event.target instanceof HTMLDialogElement && outside(event)) event.target.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("close", (event) => {
  if (event.target instanceof HTMLDialogElement && opener?.isConnected) opener.focus();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function outside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
