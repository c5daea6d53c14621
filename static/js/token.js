// After a new sign-in in another tab the token of this page is old: a page that waits for one fetches the new token.
async function renew() {
  if (document.hidden || !document.querySelector("[data-stale]")) return;
  const answer = await fetch("/me/csrf-token/", { headers: { "X-Background": "1" } }).catch(() => null);
  if (!answer?.ok) return;
  const token = await answer.text();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  if (document.body.hasAttribute("hx-headers")) {
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  }
}

document.addEventListener("visibilitychange", renew);
addEventListener("focus", renew);
