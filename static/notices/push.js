// Notices on this device: the browser's permission is asked for only when the person presses the button.
const box = document.querySelector("[data-push-key]");
const on = box?.querySelector("[data-push-on]");
const off = box?.querySelector("[data-push-off]");
const refused = box?.querySelector("[data-push-refused]");
const possible = box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

async function registration() {
  const { pushWorker, pushScope } = box.dataset;
  await navigator.serviceWorker.register(pushWorker, { scope: pushScope, updateViaCache: "all" });
  return new Promise((resolve) => {
    const look = async () => {
      const found = await navigator.serviceWorker.getRegistration(pushScope);
      if (found?.active) resolve(found);
      else setTimeout(look, 200);
    };
    look();
  });
}

async function tell(action, subscription) {
  const form = new FormData(box.querySelector("[data-push-form]"));
  const { endpoint, keys } = subscription.toJSON();
  form.set("endpoint", endpoint);
  form.set("p256dh", keys?.p256dh ?? "");
  form.set("auth", keys?.auth ?? "");
  const address = action === "on" ? box.dataset.pushUrl : box.dataset.pushStopUrl;
  const response = await fetch(address, { method: "POST", body: form });
  if (!response.ok) throw new Error(String(response.status));
}

async function show() {
  const found = await navigator.serviceWorker.getRegistration(box.dataset.pushScope);
  const subscription = await found?.pushManager.getSubscription();
  refused.hidden = Notification.permission !== "denied";
  on.hidden = Boolean(subscription) || Notification.permission === "denied";
  off.hidden = !subscription;
  box.hidden = false;
}

async function start() {
  if ((await Notification.requestPermission()) === "granted") {
    const manager = (await registration()).pushManager;
    const key = bytes(box.dataset.pushKey);
    await tell("on", await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  }
  await show();
}

async function stop() {
  const found = await navigator.serviceWorker.getRegistration(box.dataset.pushScope);
  const subscription = await found?.pushManager.getSubscription();
  if (subscription) {
    await tell("off", subscription);
    await subscription.unsubscribe();
  }
  await show();
}

if (possible) {
  on.addEventListener("click", () => start().catch(show));
  off.addEventListener("click", () => stop().catch(show));
  show();
}
