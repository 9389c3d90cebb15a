/** How does the text show what is being said, without moving? */

const WORD = "read-aloud-word";

export class Light {
  /** @type {Element[]} */
  #parts = [];
  /** @type {Range[]} */
  #word = [];
  /** @type {Element[]} */
  #boxes = [];
  #hasHighlights = "Highlight" in window && "highlights" in CSS;

  /** @param {HTMLElement} article */
  constructor(article) {
    this.article = article;
    if (!this.#hasHighlights) {
      article.classList.add("lit-by-boxes");
      new ResizeObserver(() => this.#drawBoxes()).observe(article);
    }
  }

  /** @param {Element[]} parts of the sentence @param {Range[]} word */
  show(parts, word) {
    for (const part of this.#parts) {
      part.classList.toggle("is-spoken", parts.includes(part));
    }
    for (const part of parts) {
      part.classList.add("is-spoken");
    }
    this.#parts = parts;
    this.#word = word;
    if (!this.#hasHighlights) {
      this.#drawBoxes();
    } else if (word.length) {
      CSS.highlights.set(WORD, new Highlight(...word));
    } else {
      CSS.highlights.delete(WORD);
    }
  }

  clear() {
    this.show([], []);
  }

  /** Boxes behind the text, where the browser cannot light up a range: the word's above the sentence's. */
  #drawBoxes() {
    const edge = this.article.getBoundingClientRect();
    /** @param {DOMRect} rect @param {string} kind */
    const box = (rect, kind) => {
      const span = document.createElement("span");
      span.className = `light-box ${kind}`;
      span.style.translate = `${rect.left - edge.left}px ${rect.top - edge.top}px`;
      span.style.inlineSize = `${rect.width}px`;
      span.style.blockSize = `${rect.height}px`;
      return span;
    };
    for (const drawn of this.#boxes) {
      drawn.remove();
    }
    this.#boxes = [
      ...this.#parts.flatMap((part) => [...part.getClientRects()].map((rect) => box(rect, "sentence-box"))),
      ...this.#word.flatMap((range) => [...range.getClientRects()].map((rect) => box(rect, "word-box"))),
    ];
    this.article.append(...this.#boxes);
  }
}
