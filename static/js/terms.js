/**
 * Which words of the article does the site itself explain? The first place of each is underlined with dots.
 *
 * The words, where they stand and what they mean are in the list at the foot of the article, which is all there is
 * without this module, or without popovers. Marking a word moves nothing on the page.
 */
import { Passage } from "./read_aloud/passage.js";

const CANNOT_BE_PRESSED = "a, button, summary, h1, h2, h3, h4, h5, h6, th, figcaption, .callout-title";

/** @param {string} pinyin @returns {string} letters alone: a sentence begins with a capital, a line may end in a hyphen */
function letters(pinyin) {
  return pinyin.toLowerCase().replace(/[^\p{L}\p{M}]/gu, "");
}

/** @param {Range} range @returns {string} its text, without the pinyin above */
function textOf(range) {
  const copy = range.cloneContents();
  for (const pinyin of copy.querySelectorAll("rt")) pinyin.remove();
  return copy.textContent ?? "";
}

/** @param {Node} node @returns {Element | null} the ruby of the syllable */
function rubyOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("ruby") ?? null;
}

/** @param {Range} range @returns {Range | null} the same, or whole rubies; null where an element would be cut */
function whole(range) {
  const [first, last] = [rubyOf(range.startContainer), rubyOf(range.endContainer)];
  if (!first && !last) {
    return range.startContainer === range.endContainer ? range : null;
  }
  if (!first || !last || first.parentNode !== last.parentNode) {
    return null;
  }
  const around = document.createRange();
  around.setStartBefore(first);
  around.setEndAfter(last);
  return textOf(around) === textOf(range) ? around : null;
}

/** @param {HTMLElement} article */
export function markTerms(article) {
  const list = /** @type {HTMLDetailsElement | null} */ (article.querySelector(".terms-here"));
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (list?.querySelectorAll("a[data-at]") ?? [])) {
    mark(article, link, list?.dataset.view === "pinyin");
  }
}

/** @param {HTMLElement} article @param {HTMLAnchorElement} link @param {boolean} isPinyin */
function mark(article, link, isPinyin) {
  const [word, pinyin] = [...link.children].map((part) => part.textContent ?? "");
  for (const place of (link.dataset.at ?? "").split(", ")) {
    const [id, from, to] = place.split(" ");
    // A new one each time: a text node that was cut is another.
    const found = new Passage(article, isPinyin).range(id, Number(from), Number(to));
    const range = found && whole(found);
    const isIt = range && (isPinyin ? letters(textOf(range)) === letters(pinyin) : textOf(range) === word);
    if (!range || !isIt || range.startContainer.parentElement?.closest(CANNOT_BE_PRESSED)) {
      continue;
    }
    const mark = document.createElement("span");
    mark.className = "term";
    mark.tabIndex = 0;
    mark.dataset.word = `${word}\n${pinyin}`;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-haspopup", "dialog");
    mark.setAttribute("aria-expanded", "false");
    range.surroundContents(mark);
    return;
  }
}
