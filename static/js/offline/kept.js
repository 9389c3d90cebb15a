/**
 * What of the site does this device keep?
 *
 * The names of the caches are those of the service worker: `saved:` and the address of an article, `assets-` and a version.
 *
 * @typedef {object} Info
 * @property {string} path the article's address in the hanzi view
 * @property {string} title
 * @property {string} version of the site when it was saved: its files stay as long as the article
 * @property {number} bytes without the files that all articles of a version share
 * @property {number} savedAt milliseconds since 1970
 * @property {boolean} hasSound
 */

const SAVED = "saved:";
const INFO = "/saved.info";

/** @returns {string} the version of this page; empty where the site keeps nothing on devices */
export function version() {
  return document.documentElement.dataset.version ?? "";
}

/** @returns {boolean} whether this browser can keep anything here */
export function canKeep() {
  return Boolean(version()) && "caches" in window && "serviceWorker" in navigator;
}

/** @param {string} path @returns {string} the name of an article's cache */
export function cacheOf(path) {
  return SAVED + path;
}

/** @param {string} path @returns {Promise<Info | null>} of an article that is saved completely */
export async function infoOf(path) {
  if (!(await caches.has(cacheOf(path)))) {
    return null;
  }
  const info = await (await caches.open(cacheOf(path))).match(INFO);
  return info ? info.json() : null;
}

/** @param {Info} info */
export async function noteInfo(info) {
  const cache = await caches.open(cacheOf(info.path));
  await cache.put(INFO, new Response(JSON.stringify(info), { headers: { "Content-Type": "application/json" } }));
}

/** @returns {Promise<Info[]>} newest first */
export async function allSaved() {
  const names = (await caches.keys()).filter((name) => name.startsWith(SAVED));
  const found = await Promise.all(names.map((name) => infoOf(name.slice(SAVED.length))));
  return found.filter((info) => info !== null).sort((one, other) => other.savedAt - one.savedAt);
}

/**
 * Forget an article, and the files of its version that nothing else needs.
 *
 * @param {string} path
 * @param {string} current the version that stays: that of the page
 */
export async function forget(path, current = version()) {
  await caches.delete(cacheOf(path));
  const versions = new Set([current, ...(await allSaved()).map((info) => info.version)]);
  const worker = (await caches.keys()).filter((name) => name.startsWith("shell-")).map((name) => name.slice("shell-".length));
  for (const name of await caches.keys()) {
    const one = name.startsWith("assets-") ? name.slice("assets-".length) : "";
    if (one && !versions.has(one) && !worker.includes(one)) {
      await caches.delete(name);
    }
  }
}

/** @returns {Promise<number>} bytes of what all pages share: the shells and the files of their versions */
export async function shared() {
  let bytes = 0;
  for (const name of (await caches.keys()).filter((name) => /^(assets|shell)-/.test(name))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      bytes += (await (await cache.match(request))?.blob())?.size ?? 0;
    }
  }
  return bytes;
}

/** @param {number} bytes @returns {string} ``1.4 MB`` */
export function inWords(bytes) {
  const megabytes = bytes / 1e6;
  if (megabytes >= 1000) {
    return `${Math.round(megabytes / 1000)} GB`;
  }
  return megabytes < 0.1 ? `${Math.ceil(bytes / 1e3)} kB` : `${megabytes.toFixed(1)} MB`;
}
