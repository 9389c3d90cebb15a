/**
 * What does the card show of a word, and where on the page?
 *
 * The card is made from the template of the page, once, and stands beside the word that was pressed.
 *
 * @typedef {import("./sheet.js").Word} Word
 * @typedef {{word: Word, link: HTMLAnchorElement | null, canBeRead: boolean, strokes: string[], rects: () => DOMRect[]}} Shown
 *   `link`: in the list of the words that the site explains; `strokes`: the characters whose strokes are known
 */
import { isKnown } from "../known_words.js";

const GAP = 8; // pixels between the word and the card, and at the edges of the window
const LEAST = 200; // pixels that the card may take where neither side of the word has so much room
const STOPS = "a, button, summary";

export class Card {
  /** @type {Shown | null} */
  shown = null;

  /** @param {HTMLElement} article @param {HTMLTemplateElement} template */
  constructor(article, template) {
    this.article = article;
    this.element = /** @type {HTMLElement} */ (template.content.querySelector(".word-card")?.cloneNode(true));
    article.append(this.element);
    addEventListener("resize", () => this.place());
    new ResizeObserver(() => this.place()).observe(this.element);
  }

  /** @param {string} selector @returns {HTMLElement} */
  part(selector) {
    return /** @type {HTMLElement} */ (this.element.querySelector(selector));
  }

  /** @param {Shown} shown */
  open(shown) {
    this.shown = shown;
    this.element.classList.remove("has-failed");
    this.#fill(shown);
    this.element.showPopover();
    this.element.scrollTop = 0;
    this.place();
    this.element.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** Nothing can be told now. @param {() => DOMRect[]} rects of what was pressed */
  openFailed(rects) {
    this.open({ word: { text: "" }, link: null, canBeRead: false, strokes: [], rects });
    this.element.classList.add("has-failed");
    this.element.setAttribute("aria-label", this.part(".failed").textContent ?? "");
    this.part(".failed").hidden = false;
    this.place();
  }

  close() {
    this.shown = null;
    this.element.hidePopover();
  }

  /** @param {Shown} shown */
  #fill({ word, link, canBeRead, strokes }) {
    this.element.setAttribute("aria-label", (this.element.dataset.about ?? "").replace("%s", word.text));
    this.#write(".text", word.text);
    this.#write(".name .pinyin", word.pinyin ?? link?.children[1]?.textContent ?? "");
    this.#write(".level", word.level ? this.#said(".level", word.level > 6 ? "band" : "one", String(word.level)) : "");
    this.#write(".traditional [lang]", word.traditional ?? "");
    this.part(".traditional").hidden = !word.traditional;
    const meaning = link?.closest("div")?.querySelector("dd");
    this.part(".meaning").replaceChildren(...[...(meaning?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    this.part(".meaning").hidden = !meaning;
    const english = entries(word, link?.dataset.english ?? "");
    this.part(".english").replaceChildren(...english);
    this.part(".english").hidden = !english.length;
    this.part(".credit").hidden = !word.english?.length;
    this.part(".nothing").hidden = Boolean(meaning || english.length);
    const page = this.part(".page");
    page.hidden = !link;
    page.setAttribute("href", link?.href ?? "");
    this.part('[data-do="read"]').hidden = !canBeRead;
    this.part('[data-do="know"]').setAttribute("aria-pressed", String(isKnown(word.text)));
    this.part('[data-do="strokes"]').hidden = !strokes.length;
    for (const name of [".strokes", ".elsewhere", ".failed"]) {
      this.part(name).hidden = true;
    }
    this.part(".elsewhere").replaceChildren();
    this.part(".strokes").replaceChildren();
  }

  /** @param {string} selector @param {string} text */
  #write(selector, text) {
    const element = this.part(selector);
    element.textContent = text;
    element.hidden = !text;
  }

  /** @param {string} selector @param {string} how @param {string} value */
  #said(selector, how, value) {
    return (this.part(selector).dataset[how] ?? "").replace("%s", value);
  }

  /**
   * Below the word, or above where there is more room; it moves with the page. It scrolls inside rather than be cut off, and
   * covers the word rather than be too small to read.
   */
  place() {
    const rects = this.shown?.rects() ?? [];
    if (!rects.length) {
      return;
    }
    const [first, last] = [rects[0], rects[rects.length - 1]];
    const floor = this.article.querySelector(".player:not([hidden])")?.getBoundingClientRect().top ?? innerHeight;
    const [roomAbove, roomBelow] = [first.top - 2 * GAP, floor - last.bottom - 2 * GAP];
    this.element.style.maxBlockSize = `${Math.max(roomAbove, roomBelow, Math.min(LEAST, innerHeight - 2 * GAP))}px`;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const isAbove = height > roomBelow && roomAbove > roomBelow;
    const beside = isAbove ? first.top - GAP - height : last.bottom + GAP;
    // A word that was scrolled away takes its card along.
    const isInSight = last.bottom > 0 && first.top < innerHeight;
    const top = isInSight ? Math.max(GAP, Math.min(beside, innerHeight - GAP - height)) : beside;
    const left = Math.max(GAP, Math.min(last.left, document.documentElement.clientWidth - width - GAP));
    this.element.style.insetBlockStart = `${top + scrollY}px`;
    this.element.style.insetInlineStart = `${left + scrollX}px`;
  }

  /** @param {boolean} isBackwards @returns {boolean} whether the focus is about to leave the card */
  leaves(isBackwards) {
    const stops = /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll(STOPS)]).filter((stop) => stop.offsetParent);
    const at = document.activeElement;
    return isBackwards ? at === this.element || at === stops[0] : at === stops[stops.length - 1];
  }
}

/** @param {Word} word @param {string} ours what the site's own lexicon says in English @returns {HTMLElement[]} */
function entries(word, ours) {
  const isSaid = (word.english ?? []).some(([, senses]) => senses.includes(ours));
  const said = [...(ours && !isSaid ? [["", [ours]]] : []), ...(word.english ?? [])];
  // Pinyin tells entries apart that are written alike, and parts of a word.
  const isTold = (word.english ?? []).length > 1;
  return said.map(([pinyin, senses]) => {
    const entry = document.createElement("p");
    if (isTold && pinyin) {
      const spelled = document.createElement("span");
      spelled.className = "pinyin";
      spelled.lang = "zh-Latn-pinyin";
      spelled.textContent = `${pinyin} `;
      entry.append(spelled);
    }
    entry.append(/** @type {string[]} */ (senses).join("; "));
    return entry;
  });
}
