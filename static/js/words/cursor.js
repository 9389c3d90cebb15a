/**
 * How does a keyboard get from word to word?
 *
 * A button without a face lies over one word of the text. It is one stop of the Tab key; arrow keys move it on. There are
 * two, which take turns: a screen reader says what gets the focus, not what a focused button is called next.
 *
 * @typedef {import("./sheet.js").Place} Place
 * @typedef {import("./sheet.js").Sheet} Sheet
 */

export class Cursor {
  /** @type {Place | null} */
  place = null;

  /**
   * @param {Sheet} sheet
   * @param {HTMLButtonElement} entry the button on the page that leads here
   * @param {(place: Place) => void} open
   */
  constructor(sheet, entry, open) {
    this.sheet = sheet;
    this.entry = entry;
    this.open = open;
    this.buttons = [0, 1].map(() => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "word-cursor";
      button.hidden = true;
      button.setAttribute("aria-haspopup", "dialog");
      button.addEventListener("click", () => this.place && this.open(this.place));
      button.addEventListener("keydown", (event) => this.#key(event));
      return button;
    });
    entry.after(...this.buttons);
    new ResizeObserver(() => this.#lay()).observe(sheet.article);
  }

  /** @returns {HTMLButtonElement} the one that has the place */
  get button() {
    return this.buttons.find((button) => !button.hidden) ?? this.buttons[0];
  }

  /** Onto the word where it was left, else onto the first one in sight. */
  enter() {
    const inSight = this.sheet.places.find((place) => {
      const rect = this.sheet.range(place)?.getBoundingClientRect();
      return rect && rect.width > 0 && rect.top >= 0 && rect.bottom <= innerHeight;
    });
    const first = this.place ?? inSight ?? this.sheet.places[0];
    if (first) {
      this.goTo(first);
    }
  }

  /** @param {Place} place @param {ScrollLogicalPosition | null} scrolls */
  goTo(place, scrolls = "nearest") {
    const [next, former] = this.buttons[0].hidden ? this.buttons : [this.buttons[1], this.buttons[0]];
    this.place = place;
    next.hidden = false;
    next.setAttribute("aria-label", [place.word.text, place.word.pinyin].filter(Boolean).join("，"));
    this.#lay();
    next.focus({ preventScroll: true });
    former.hidden = true;
    this.#lay();
    if (scrolls) {
      next.scrollIntoView({ block: scrolls, behavior: "instant" });
    }
  }

  /** Over the word; what a line breaks is covered in its first line alone. */
  #lay() {
    const rects = this.place ? [...(this.sheet.range(this.place)?.getClientRects() ?? [])] : [];
    if (!rects.length) {
      return;
    }
    const ofLine = rects.filter((rect) => rect.top < rects[0].bottom && rect.bottom > rects[0].top - rects[0].height);
    const [left, top] = [Math.min(...ofLine.map(({ left }) => left)), Math.min(...ofLine.map(({ top }) => top))];
    const [right, bottom] = [Math.max(...ofLine.map(({ right }) => right)), Math.max(...ofLine.map(({ bottom }) => bottom))];
    const edge = (this.button.offsetParent ?? document.documentElement).getBoundingClientRect();
    for (const { style } of this.buttons) {
      style.insetInlineStart = `${left - edge.left}px`;
      style.insetBlockStart = `${top - edge.top}px`;
      style.inlineSize = `${right - left}px`;
      style.blockSize = `${bottom - top}px`;
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { places, bySentence } = this.sheet;
    if (!this.place || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const at = places.indexOf(this.place);
    const inSentence = bySentence.get(this.place.sentence) ?? [];
    const first = places.indexOf(inSentence[0]);
    /** @type {Record<string, number>} */
    const goals = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: first + inSentence.length,
      ArrowUp: at > first ? first : places.indexOf((bySentence.get(places[first - 1]?.sentence ?? "") ?? [])[0]),
      Home: 0,
      End: places.length - 1,
    };
    if (event.key === "Escape") {
      this.entry.focus();
    } else if (event.key in goals) {
      const goal = places[goals[event.key]];
      if (goal) {
        this.goTo(goal);
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
