/** How does a page change without moving the line that is being read? */
import { Passage } from "../read_aloud/passage.js";

/** @returns {number} how far down the window the bar above the text reaches, in pixels */
function topOfText() {
  const bar = document.querySelector(".view-switch");
  return bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0;
}

/** @typedef {() => number | undefined} Height where something stands in the window, in pixels; nothing where it is not shown */

/** @returns {Height} of the first character of the text in sight, else of the first thing in sight */
function inSight() {
  const article = document.querySelector("main article");
  const top = topOfText();
  if (article) {
    const isPinyin = article.getAttribute("data-view") === "pinyin";
    const passage = new Passage(article, isPinyin);
    const id = passage.ids.find((one) => passage.parts(one).some((part) => part.getBoundingClientRect().bottom > top));
    const range = (/** @type {number} */ at) => (id ? passage.range(id, at, at + 1) : null);
    for (let at = 0, character = range(0); character; character = range(++at)) {
      const box = character.getBoundingClientRect();
      if (box.top >= top && box.top < innerHeight) {
        const counted = at;
        return () => new Passage(article, isPinyin).range(/** @type {string} */ (id), counted, counted + 1)?.getBoundingClientRect().bottom;
      }
    }
  }
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
