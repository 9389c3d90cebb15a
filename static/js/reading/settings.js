/**
 * What has this reader set, and what happens when they set something else?
 *
 * The settings are attributes of ``<html>``: the address's, put there by the server, and the device's, put there by first.js.
 */
import { recall, remember } from "../memory.js";
import { keepingPlace } from "./place.js";

const KEY = "reading";
const OTHER_TEXT = ["script", "tones", "said", "by", "colours"];
const root = document.documentElement;

/** @param {string} name @returns {string | undefined} nothing when it is as usual */
export function chosen(name) {
  return root.dataset[name];
}

/** @returns {boolean} whether the server has written the page in another spelling: from that none can be made here */
function isWrittenByServer() {
  const asked = new URLSearchParams(location.search);
  return OTHER_TEXT.some((name) => asked.has(name));
}

/** @param {Record<string, string | null>} changes name → value; null is as usual. Kept on the device, and no longer in the address */
export function choose(changes) {
  const kept = new URLSearchParams(recall("localStorage", KEY) ?? "");
  const address = new URL(location.href);
  const changesText = Object.keys(changes).some((name) => OTHER_TEXT.includes(name) && (chosen(name) ?? null) !== changes[name]);
  const mustBeFetched = changesText && isWrittenByServer();
  if (mustBeFetched) {
    // What the address said of the spelling stays as it was chosen.
    for (const name of OTHER_TEXT) {
      const value = address.searchParams.get(name);
      if (value) kept.set(name, value);
      address.searchParams.delete(name);
    }
  }
  for (const [name, value] of Object.entries(changes)) {
    address.searchParams.delete(name);
    if (value === null) kept.delete(name);
    else kept.set(name, value);
  }
  remember("localStorage", KEY, kept.toString() || null);
  if (mustBeFetched) {
    // reader.js, which cannot be imported from here without a circle, adds where the text is read.
    document.dispatchEvent(new CustomEvent("opens-anew", { detail: address }));
    location.replace(address);
    return;
  }
  if (address.href !== location.href) {
    history.replaceState(history.state, "", address);
  }
  if (changesText) {
    import("./respelling.js").then(({ respell }) => apply(changes, respell));
  } else {
    apply(changes);
  }
}

/** @param {Record<string, string | null>} changes @param {(spelling: DOMStringMap) => void} [respell] */
function apply(changes, respell) {
  keepingPlace(() => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) delete root.dataset[name];
      else root.dataset[name] = value;
    }
    respell?.(root.dataset);
  });
  document.dispatchEvent(new Event("reading-settings"));
}
