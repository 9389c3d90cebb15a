/** Loaded when a page is complete: lets the site answer without a network, and an article be saved for that. */
import { scriptAddress } from "../trusted.js";
import { canKeep, infoOf, inWords, version } from "./kept.js";

const WORKER = scriptAddress("/service-worker.js");
const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-keep]"));

/** @param {string} state one of the parts of the link @param {number} [bytes] */
function show(state, bytes) {
  if (!link) {
    return;
  }
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (link.querySelectorAll("[data-state]"))) {
    part.hidden = part.dataset.state !== state;
    if (part.dataset.state === state && bytes !== undefined) {
      part.textContent = (part.dataset.words ?? "").replace("%s", inWords(bytes));
    }
  }
  link.dataset.now = state;
}

async function showWhatIs() {
  const { addressOf } = await import("./saving.js");
  const info = await infoOf(addressOf(document));
  if (info) {
    show(info.version === version() ? "saved" : "older", info.bytes);
  }
}

/** @param {MouseEvent} event */
async function press(event) {
  if (!link || link.dataset.now === "saved" || event.ctrlKey || event.metaKey || event.shiftKey) {
    return; // to the page that lists what is saved
  }
  event.preventDefault();
  if (link.dataset.now === "saving") {
    return;
  }
  show("saving");
  const { IsOutdated, save } = await import("./saving.js");
  try {
    // Who has asked to spare data is not given the shell before they ask for something.
    await navigator.serviceWorker.register(WORKER);
    show("saved", (await save(document)).bytes);
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    show(error instanceof IsOutdated ? "outdated" : isFull ? "full" : "failed");
  }
}

if (canKeep()) {
  const connection = /** @type {{saveData?: boolean} | undefined} */ (Reflect.get(navigator, "connection"));
  if (!connection?.saveData) {
    navigator.serviceWorker.register(WORKER).catch(() => {
      // A browser may forbid it; pages work without.
    });
  }
  if (link) {
    link.addEventListener("click", press);
    if (await caches.keys().then((names) => names.some((name) => name.startsWith("saved:")))) {
      showWhatIs();
    }
  }
}
