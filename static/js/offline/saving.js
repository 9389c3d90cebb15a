/**
 * How does an article get onto the device, with everything that it needs there?
 *
 * @typedef {import("./kept.js").Info} Info
 */
import { recallObject } from "../memory.js";
import { parsed } from "../trusted.js";
import { cacheOf, infoOf, noteInfo, version } from "./kept.js";

const AT_ONCE = 6;

/** The site has become another version since the page was loaded: what it needs may not be there any more. */
export class IsOutdated extends Error {}

/**
 * @param {Document} page an article, as it is shown
 * @returns {Promise<Info>} rejects with IsOutdated, with a QuotaExceededError where there is no room, or with whatever else
 *   was wrong; nothing of it is left then
 */
export async function save(page) {
  const path = addressOf(page);
  const before = await infoOf(path);
  try {
    const views = [...page.querySelectorAll("a[data-switch-view]")].map((link) => withoutHash(/** @type {HTMLAnchorElement} */ (link)));
    await keepAssets();
    const pages = await Promise.all(views.map((address) => fetched(address, "reload")));
    const markups = await Promise.all(pages.map((response) => response.clone().text()));
    if (!markups.every((markup) => markup.includes(` data-version="${version()}"`))) {
      throw new IsOutdated();
    }
    const documents = markups.map(parsed);
    const sound = soundOf(page);
    const others = new Set([...documents.flatMap(picturesOf), ...sound, ...(await wordsOf(documents))]);
    const cache = await caches.open(cacheOf(path));
    let bytes = 0;
    await Promise.all(views.map(async (address, at) => (bytes += await put(cache, address, pages[at]))));
    await inTurn([...others], async (address) => {
      bytes += await put(cache, address, await fetched(address));
    });
    const title = page.querySelector("read-aloud")?.getAttribute("data-title") || page.title;
    const info = { path, title, version: version(), bytes, savedAt: Date.now(), hasSound: sound.length > 0 };
    await noteInfo(info);
    await navigator.storage?.persist?.();
    return info;
  } catch (error) {
    if (!before) {
      await caches.delete(cacheOf(path));
    }
    throw error;
  }
}

/** @param {Document} page @returns {string} the address of the hanzi view */
export function addressOf(page) {
  const link = page.querySelector('a[data-switch-view="hanzi"]');
  return link instanceof HTMLAnchorElement ? withoutHash(link) : page.location.pathname;
}

/** @param {HTMLAnchorElement} link */
function withoutHash(link) {
  return new URL(link.getAttribute("href") ?? "", location.href).pathname;
}

/** The files that pages of this version may load, now or later. */
async function keepAssets() {
  const files = await (await fetched("/offline.json", "no-cache")).json();
  if (files.version !== version()) {
    throw new IsOutdated();
  }
  const cache = await caches.open(`assets-${files.version}`);
  const missing = [];
  for (const address of files.assets) {
    if (!(await cache.match(address))) missing.push(address);
  }
  await cache.addAll(missing);
}

/** @param {Document} page @returns {string[]} */
function picturesOf(page) {
  const sources = [...page.querySelectorAll("article img[src]")].map((picture) => picture.getAttribute("src") ?? "");
  return sources.filter((source) => source.startsWith("/"));
}

/** @param {Document} page @returns {string[]} the sound in the voice that the reader has chosen, or the first, with its times */
function soundOf(page) {
  const data = page.querySelector("read-aloud > script[type='application/json']");
  /** @type {import("../read_aloud/site_speaker.js").Sound[]} */
  const sounds = JSON.parse(data?.textContent || "[]");
  const chosen = recallObject("read-aloud");
  const sound = sounds.find(({ voice, pace }) => `site:${voice}` === chosen.voice && pace === chosen.pace) ?? sounds[0];
  if (!sound) {
    return [];
  }
  return [new Audio().canPlayType("audio/ogg; codecs=opus") ? sound.opus : sound.mp3, sound.cues];
}

/** @param {Document[]} pages @returns {Promise<string[]>} what words are looked up in, and how their characters are written */
async function wordsOf(pages) {
  const addresses = pages.map((page) => page.querySelector("article")?.dataset.words ?? "").filter(Boolean);
  const found = new Set(addresses);
  for (const address of new Set(addresses)) {
    const { strokes, characters } = await (await fetched(address)).json();
    for (const character of strokes ? characters ?? "" : "") {
      found.add(`${strokes}${/** @type {number} */ (character.codePointAt(0)).toString(16)}.json`);
    }
  }
  return [...found];
}

/** @param {string} address @param {RequestCache} [how] @returns {Promise<Response>} without cookies: it is what everybody gets */
async function fetched(address, how = "default") {
  const response = await fetch(address, { credentials: "omit", cache: how });
  if (!response.ok || response.redirected) {
    throw new Error(`${address}: ${response.status}`);
  }
  return response;
}

/** @param {Cache} cache @param {string} address @param {Response} response @returns {Promise<number>} its bytes */
async function put(cache, address, response) {
  const body = await response.blob();
  await cache.put(address, new Response(body, { headers: { "Content-Type": response.headers.get("Content-Type") ?? "" } }));
  return body.size;
}

/** @param {string[]} addresses @param {(address: string) => Promise<void>} work */
async function inTurn(addresses, work) {
  const left = [...addresses];
  const worker = async () => {
    for (let address = left.shift(); address; address = left.shift()) {
      await work(address);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
