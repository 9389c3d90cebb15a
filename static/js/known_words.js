/**
 * Which words does this reader know, so that no pinyin stands above them? Kept on the device alone.
 *
 * Signs of danger, medicines, doses and what to do in an emergency carry the class ``stays``, and keep their pinyin.
 */
import { recall, remember } from "./memory.js";

const KEY = "known-words";
/** More than anybody learns; a store that is full forgets nothing that is in it. */
const MOST = 20_000;

/** @type {Set<(word: string, isKnown: boolean) => void>} */
const listeners = new Set();
let words = stored();

/** @returns {Set<string>} */
function stored() {
  return new Set((recall("localStorage", KEY) ?? "").split("\n").filter(Boolean));
}

/** @returns {string[]} all of them, oldest first */
export function knownWords() {
  return [...words];
}

/** @param {string} word hanzi @returns {boolean} */
export function isKnown(word) {
  return words.has(word);
}

/** @param {string} word hanzi @param {boolean} known */
export function setKnown(word, known) {
  // Another tab may have added some meanwhile.
  words = stored();
  if (!word || /\s/.test(word) || words.has(word) === known || (known && words.size >= MOST)) {
    return;
  }
  if (known) {
    words.add(word);
  } else {
    words.delete(word);
  }
  remember("localStorage", KEY, words.size ? [...words].join("\n") : null);
  markKnown();
  for (const listener of listeners) listener(word, known);
}

/** @param {(word: string, isKnown: boolean) => void} listener called after each change @returns {() => void} ends it */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {Element} ruby @returns {string} the word below the pinyin */
export function wordOf(ruby) {
  return [...ruby.childNodes].map((node) => (node.nodeName === "RT" ? "" : node.textContent)).join("");
}

/** Hide the pinyin above known words, and show it above others. The space that it takes stays. */
export function markKnown() {
  for (const ruby of document.querySelectorAll(".annotated ruby:not(.stays, .spoken)")) {
    ruby.classList.toggle("is-known", words.has(wordOf(ruby)));
  }
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) {
    words = stored();
    markKnown();
  }
});
