/**
 * What does this word mean? The first place of each word that the site explains can be pressed.
 *
 * The words, where they stand and what they mean are in the list at the foot of the article, which is all there is
 * without this module, or without popovers. Marking a word moves nothing on the page.
 */
import { Passage } from "./read_aloud/passage.js";

const CANNOT_BE_PRESSED = "a, button, summary, h1, h2, h3, h4, h5, h6, th, figcaption, .callout-title";
const GAP = 8; // pixels between the word and what is said of it, and at the edges of the window

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

class Terms {
  /** @type {HTMLElement | null} the word whose meaning is shown */
  #shown = null;
  #swallows = false;
  /** @type {Map<Element, HTMLAnchorElement>} */
  #links = new Map();

  /** @param {HTMLElement} article @param {HTMLDetailsElement} list */
  constructor(article, list) {
    this.article = article;
    this.list = list;
    this.isPinyin = list.dataset.view === "pinyin";
    this.popover = this.#makePopover();
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("a[data-at]"))) {
      this.#mark(link);
    }
    document.addEventListener("pointerdown", (event) => this.#pressedDown(event), true);
    document.addEventListener("click", (event) => this.#pressed(event), true);
    document.addEventListener("keydown", (event) => this.#key(event), true);
    addEventListener("resize", () => this.#place());
    addEventListener("pagehide", () => this.close(false));
  }

  /** @param {HTMLAnchorElement} link */
  #mark(link) {
    const [word, pinyin] = [...link.children].map((part) => part.textContent ?? "");
    for (const place of (link.dataset.at ?? "").split(", ")) {
      const [id, from, to] = place.split(" ");
      // A new one each time: a text node that was cut is another.
      const found = new Passage(this.article, this.isPinyin).range(id, Number(from), Number(to));
      const range = found && whole(found);
      const isIt = range && (this.isPinyin ? letters(textOf(range)) === letters(pinyin) : textOf(range) === word);
      if (!range || !isIt || range.startContainer.parentElement?.closest(CANNOT_BE_PRESSED)) {
        continue;
      }
      const mark = document.createElement("span");
      mark.className = "term";
      mark.tabIndex = 0;
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-haspopup", "dialog");
      mark.setAttribute("aria-expanded", "false");
      range.surroundContents(mark);
      this.#links.set(mark, link);
      return;
    }
  }

  #makePopover() {
    const { close, more } = this.list.dataset;
    const popover = document.createElement("div");
    popover.className = "term-explained";
    popover.popover = "manual";
    popover.tabIndex = -1;
    popover.setAttribute("role", "dialog");
    popover.setAttribute("aria-describedby", "term-meaning");
    const [name, meaning, foot] = ["name", "meaning", "more"].map((className) =>
      Object.assign(document.createElement("p"), { className }),
    );
    meaning.id = "term-meaning";
    const [link, button] = [document.createElement("a"), Object.assign(document.createElement("button"), { type: "button" })];
    [link.textContent, button.textContent] = [more ?? "", close ?? ""];
    button.addEventListener("click", () => this.close());
    foot.append(link, button);
    popover.append(name, meaning, foot);
    this.article.append(popover);
    return popover;
  }

  /** @param {HTMLElement} mark */
  open(mark) {
    const link = this.#links.get(mark);
    if (!link) {
      return;
    }
    this.close(false);
    const meaning = link.closest("div")?.querySelector("dd");
    const copies = (/** @type {Element | null | undefined} */ of) => [...(of?.childNodes ?? [])].map((node) => node.cloneNode(true));
    this.popover.querySelector(".name")?.replaceChildren(...copies(link));
    this.popover.querySelector(".meaning")?.replaceChildren(...copies(meaning));
    this.popover.querySelector("a")?.setAttribute("href", link.href);
    this.popover.setAttribute("aria-label", (this.list.dataset.about ?? "").replace("%s", link.children[0].textContent ?? ""));
    this.#shown = mark;
    mark.setAttribute("aria-expanded", "true");
    this.popover.showPopover();
    this.#place();
    this.popover.focus({ preventScroll: true });
    this.popover.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** @param {boolean} [returns] whether the focus goes back to the word */
  close(returns = true) {
    const mark = this.#shown;
    if (!mark) {
      return;
    }
    this.#shown = null;
    mark.setAttribute("aria-expanded", "false");
    this.popover.hidePopover();
    if (returns) {
      mark.focus({ preventScroll: true });
    }
  }

  /** Below the word, or above where there is more room; it moves with the page. */
  #place() {
    if (!this.#shown) {
      return;
    }
    const lines = [...this.#shown.getClientRects()];
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const { offsetWidth: width, offsetHeight: height } = this.popover;
    const floor = this.article.querySelector(".player:not([hidden])")?.getBoundingClientRect().top ?? innerHeight;
    const isAbove = last.bottom + GAP + height > floor && first.top - GAP - height > 0;
    const top = isAbove ? first.top - GAP - height : last.bottom + GAP;
    const left = Math.max(GAP, Math.min(last.left, document.documentElement.clientWidth - width - GAP));
    this.popover.style.insetBlockStart = `${top + scrollY}px`;
    this.popover.style.insetInlineStart = `${left + scrollX}px`;
  }

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  #markAt(target) {
    return target instanceof Element ? target.closest(".term") : null;
  }

  /** @param {PointerEvent} event */
  #pressedDown(event) {
    const isBeside = !!this.#shown && !this.popover.contains(/** @type {Node} */ (event.target));
    this.#swallows = isBeside && this.#markAt(event.target) !== this.#shown;
    if (this.#swallows) {
      this.close(false);
    }
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const mark = this.#markAt(event.target);
    const isSelecting = getSelection()?.isCollapsed === false;
    if (mark && !isSelecting) {
      // Not the sentence: the voice does not start there.
      event.stopPropagation();
      if (mark === this.#shown) {
        this.close();
      } else {
        this.open(mark);
      }
    } else if (this.#swallows && event.target instanceof Element && !event.target.closest("a, button, summary, label, input, select")) {
      event.stopPropagation();
    }
    this.#swallows = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const mark = this.#markAt(event.target);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (mark && isPlain && (event.key === "Enter" || event.key === " ")) {
      this.open(mark);
    } else if (this.#shown && event.key === "Escape") {
      this.close();
    } else if (this.#shown && event.key === "Tab" && this.#leaves(event)) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the focus is about to leave what is said of the word */
  #leaves(event) {
    const [link, button] = this.popover.querySelectorAll("a, button");
    const at = document.activeElement;
    return event.shiftKey ? at === this.popover || at === link : at === button;
  }
}

const list = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".terms-here"));
const article = list?.closest("article");
if (list && article && "popover" in HTMLElement.prototype) {
  new Terms(article, list);
}
