/** How does a page change without moving the line that is being read? */
import { Passage } from "../read_aloud/passage.js";

/** @returns {number} how far down the window the bar above the text reaches, in pixels */
function topOfText() {
  const bar = document.querySelector(".view-switch");
  return bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0;
}

/** @typedef {() => number | undefined} Height where something stands in the window, in pixels; nothing where it is not shown */

/** @param {Passage} passage @param {string} id @param {number} at @returns {DOMRect | undefined} of a character without the pinyin above */
function character(passage, id, at) {
  const range = passage.range(id, at, at + 1);
  if (range && range.startContainer !== range.endContainer) {
    range.setEnd(range.startContainer, range.startOffset + 1);
  }
  return range?.getBoundingClientRect();
}

/** @returns {Height} of the first character of the text in sight, else of the first thing in sight */
function inSight() {
  const article = document.querySelector("main article");
  const top = topOfText();
  if (article) {
    const isPinyin = article.getAttribute("data-view") === "pinyin";
    const passage = new Passage(article, isPinyin);
    const isInSight = (/** @type {string} */ id) => passage.parts(id).some((part) => part.getBoundingClientRect().bottom > top);
    const first = passage.ids.findIndex(isInSight);
    // Several sentences may end, or stand, in a line that is half above.
    for (const id of first < 0 ? [] : passage.ids.slice(first).filter(isInSight)) {
      for (let at = 0, box = character(passage, id, 0); box; box = character(passage, id, ++at)) {
        if (box.top >= innerHeight) {
          return inMiddle(top);
        }
        if (box.top >= top) {
          const counted = at;
          return () => character(new Passage(article, isPinyin), id, counted)?.bottom;
        }
      }
    }
  }
  return inMiddle(top);
}

/** @param {number} top @returns {Height} of whatever stands below the bar, text or not */
function inMiddle(top) {
  const element = document.elementsFromPoint(innerWidth / 2, top + 10).find((one) => one.closest("main"));
  return () => element?.getBoundingClientRect().top;
}

/** @param {() => void} change changes how the page looks; what is read stays where it is in the window */
export function keepingPlace(change) {
  const height = inSight();
  const before = height();
  // The browser would keep its own place as well.
  document.documentElement.style.setProperty("overflow-anchor", "none");
  change();
  const after = height();
  if (before !== undefined && after !== undefined) {
    scrollBy({ top: after - before, behavior: "instant" });
  }
  requestAnimationFrame(() => document.documentElement.style.removeProperty("overflow-anchor"));
}
