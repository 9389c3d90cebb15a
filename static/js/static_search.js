/**
 * What does a reader find where there is no server to ask? Parts of the site's index are read as they are needed, and asked as the
 * server would ask them.
 */

import { recall } from "./memory.js";
import { understood, useSimplified } from "./static_search/query.js";
import { rank } from "./static_search/ranking.js";
import { useSyllables } from "./static_search/syllables.js";

const ON_A_PAGE = 10;

/** @type {Map<string, Promise<any>>} */
const read = new Map();

/** @param {string} address @returns {Promise<any>} of a file of the index; nothing where there is none */
function part(address) {
  if (!read.has(address)) {
    read.set(address, fetch(address, { credentials: "omit" }).then((answer) => (answer.ok ? answer.json() : {})));
  }
  return /** @type {Promise<any>} */ (read.get(address));
}

/** FNV-1a. @param {string} key @returns {number} */
function numberOf(key) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

/**
 * @param {string} index the address of the index
 * @param {string} typed
 * @param {boolean} tolerant
 */
export async function search(index, typed, tolerant) {
  const [about, simplified] = await Promise.all([part(`${index}about.json`), part(`${index}simplified.json`)]);
  useSyllables(about.syllables);
  useSimplified(simplified.pairs);
  const query = understood(typed, tolerant);
  const keys = new Set(query.pieces.flat().flatMap((way) => way.groups.flatMap((group) => group.keys)));
  /** @type {import("./static_search/ranking.js").Held} */
  const held = new Map();
  await Promise.all([...keys].map(async (key) => {
    const entries = (await part(`${index}keys/${numberOf(key) % about.parts}.json`))[key];
    if (entries) held.set(key, unpacked(entries));
  }));
  return { query, about, ...rank(query.pieces, held, about.last) };
}

/** @param {number[]} entries the step to the next article, twice the weight, and so on @returns {[number, number][]} */
function unpacked(entries) {
  /** @type {[number, number][]} */
  const found = [];
  let id = 0;
  for (let place = 0; place < entries.length; place += 2) {
    id += entries[place];
    found.push([id, entries[place + 1] / 2]);
  }
  return found;
}

/** @param {string} text @param {string[]} stretches @returns {(string | HTMLElement)[]} with what was asked for lit up */
function lit(text, stretches) {
  const wanted = stretches.filter(Boolean).map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!wanted.length) {
    return [text];
  }
  return text.split(new RegExp(`(${wanted.join("|")})`, "iu")).filter(Boolean).map((piece, place, all) => {
    if (!wanted.some((one) => new RegExp(`^${one}$`, "iu").test(piece))) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

/** @param {HTMLElement} place */
async function show(place) {
  const words = place.dataset;
  const asked = new URLSearchParams(location.search);
  const typed = (asked.get("q") ?? "").trim();
  const tolerant = asked.get("tolerant") === "1";
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector("main input[type=search]"));
  const tolerance = /** @type {HTMLInputElement | null} */ (document.querySelector("main input[name=tolerant]"));
  if (box) box.value = typed;
  if (tolerance) tolerance.checked = tolerant;
  if (!typed) return;
  const former = document.querySelector("h1")?.textContent ?? "";
  document.title = `${words.heading ?? ""}${typed}${document.title.slice(former.length)}`;
  const found = await search(words.index ?? "", typed, tolerant);
  const heading = document.createElement("h2");
  const message = found.ids.length ? (found.inPart ? words.part : words.found) : words.none;
  heading.textContent = (message ?? "").replace("%s", found.ids.length ? String(found.ids.length) : typed);
  const list = document.createElement("ol");
  list.className = "article-list results";
  place.replaceChildren(heading, list);
  const stretches = found.query.pieces.flat().filter((way) => way.kind !== "sound" && way.kind !== "initials")
    .map((way) => way.units.join(way.kind === "hanzi" ? "" : " "));
  let next = 0;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "button";
  more.textContent = words.more ?? "";
  const showMore = async () => {
    const ids = found.ids.slice(next, next + ON_A_PAGE);
    next += ON_A_PAGE;
    const parts = await Promise.all(
      ids.map((id) => part(`${words.index}articles/${Math.floor(id / found.about.articles_of_a_part)}.json`)),
    );
    list.append(...ids.flatMap((id, at) => (parts[at][id] ? [item(parts[at][id], words.home ?? "/", stretches)] : [])));
    more.remove();
    if (next < found.ids.length) place.append(more);
  };
  more.addEventListener("click", showMore);
  await showMore();
  if (!found.ids.length && found.query.sounds && !tolerant) {
    const link = document.createElement("a");
    link.className = "button";
    link.href = `?${new URLSearchParams({ q: typed, tolerant: "1" })}`;
    link.textContent = words.tolerable ?? "";
    place.append(link);
  }
}

/** @param {string[]} article @param {string} home @param {string[]} stretches @returns {HTMLLIElement} */
function item([title, pinyin, path, summary], home, stretches) {
  const view = recall("localStorage", "view");
  const one = document.createElement("li");
  const heading = document.createElement("h3");
  const link = document.createElement("a");
  link.href = `${home}${path}${view === "ruby" || view === "pinyin" ? `${view}/` : ""}`;
  link.append(...lit(title, stretches));
  heading.append(link);
  const spelled = document.createElement("p");
  spelled.className = "pinyin";
  spelled.lang = "zh-Latn-pinyin";
  spelled.textContent = pinyin;
  const about = document.createElement("p");
  about.className = "summary";
  about.append(...lit(summary, stretches));
  one.append(heading, spelled, about);
  return one;
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("#static-search"));
if (place) show(place);
