// Compares a chosen file's SHA-256 with the issued letter's, on this device only.
const input = document.querySelector("[data-fingerprint]");
const result = document.querySelector("[data-fingerprint-result]");

async function fingerprint(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

input?.addEventListener("change", async () => {
  const file = input.files[0];
  if (!file) return;
  const same = (await fingerprint(file)) === input.dataset.fingerprint;
  result.textContent = same ? result.dataset.same : result.dataset.different;
  result.className = same ? "mt-2 st ok fill" : "mt-2 st bad fill";
});
