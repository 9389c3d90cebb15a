/** Which syllable of the page was pressed, or chosen with the arrow keys and Enter? */

const CHOSEN = "chosen";
const HANZI = /\p{Script=Han}|〇/u;

/** @typedef {{ node: Text, start: number, end: number }} Spot a syllable in one text of the page */

export class Syllables {
  /** @type {Spot | undefined} */
  #spot;

  /**
   * @param {import("./frame.js").Frame} frame
   * @param {(spot: { sentence: string, at: number, problem: boolean, field?: string }) => void} choose
   */
  constructor(frame, choose) {
    this.frame = frame;
    this.choose = choose;
    frame.document.addEventListener("click", (event) => this.#press(event));
    frame.document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {Element} */ (event.target);
    const link = target.closest("a[href]");
    if (link) {
      event.preventDefault(); // nothing may leave the form
      this.#follow(link);
    }
    if (link?.closest(".view-switch")) {
      return;
    }
    const spot = this.#at(event.clientX, event.clientY);
    if (spot) {
      this.#mark(spot);
    }
    this.#tell(target);
  }

  /** @param {Element} link */
  #follow(link) {
    const { switchView } = /** @type {HTMLElement} */ (link).dataset;
    const address = link.getAttribute("href") ?? "";
    if (switchView) {
      this.frame.how.view(switchView);
    } else if (address.startsWith("#") && address.length > 1) {
      this.frame.document.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView({ block: "center" });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const isInText = this.frame.document.activeElement === this.frame.text;
    if (!isInText || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (step) {
      const next = this.#next(step);
      next && this.#mark(next, true);
      event.preventDefault();
    } else if (event.key === "Enter" && this.#spot?.node.isConnected) {
      this.#tell(/** @type {Element} */ (this.#spot.node.parentElement));
      event.preventDefault();
    }
  }

  /** @returns {DOMRect | undefined} where the chosen syllable is in the frame */
  get place() {
    return this.#spot?.node.isConnected ? rangeOf(this.#spot).getBoundingClientRect() : undefined;
  }

  /** @param {Element} target */
  #tell(target) {
    const isProblem = Boolean(target.closest("[data-problem]"));
    const field = target.closest("h1") ? "title" : target.closest(".lead") ? "summary" : undefined;
    const spot = this.#spot;
    const span = spot?.node.isConnected ? spot.node.parentElement?.closest(".sentence") : null;
    if (isProblem || field) {
      this.choose({ sentence: "", at: 0, problem: isProblem, field });
    } else if (spot && span && target.closest(".article-text")) {
      const sentence = span.id || span.getAttribute("data-part") || "";
      this.choose({ sentence: sentence.slice(1), at: this.#before(sentence, spot), problem: false });
    }
  }

  /** How many characters of the sentence precede it; white space and the pinyin above do not count. */
  #before(/** @type {string} */ sentence, /** @type {Spot} */ spot) {
    let count = 0;
    for (const node of this.#texts()) {
      const span = node.parentElement?.closest(".sentence");
      if (span?.id === sentence || span?.getAttribute("data-part") === sentence) {
        const isHere = node === spot.node;
        count += [...(isHere ? node.data.slice(0, spot.start) : node.data).replace(/\s+/g, "")].length;
        if (isHere) {
          break;
        }
      }
    }
    return count;
  }

  /** @returns {Generator<Text>} what is read, without the pinyin above */
  *#texts() {
    const { document, text } = this.frame;
    const walker = document.createTreeWalker(text ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent?.closest(".sentence") && parent.nodeName !== "RT") {
        yield /** @type {Text} */ (walker.currentNode);
      }
    }
  }

  /** @param {number} x @param {number} y @returns {Spot | undefined} */
  #at(x, y) {
    const { document } = this.frame;
    const above = document.elementFromPoint(x, y)?.closest("rt");
    if (above) {
      const node = above.previousSibling;
      return node?.nodeType === Node.TEXT_NODE ? this.#last(/** @type {Text} */ (node)) : undefined;
    }
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(x, y)
      : toPosition(document.caretRangeFromPoint?.(x, y));
    const node = caret?.offsetNode;
    if (node?.nodeType !== Node.TEXT_NODE || node.parentElement?.nodeName === "RT") {
      return undefined;
    }
    // The caret stands before or behind what is pressed.
    return spotsIn(/** @type {Text} */ (node), this.#isPinyin).find((spot) =>
      [...rangeOf(spot).getClientRects()].some(
        (rect) => rect.left <= x && x <= rect.right && rect.top <= y && y <= rect.bottom,
      ),
    );
  }

  /** @param {Text} node @returns {Spot | undefined} */
  #last(node) {
    return spotsIn(node, false).pop();
  }

  get #isPinyin() {
    return this.frame.text?.dataset.view === "pinyin";
  }

  /** @param {number} step @returns {Spot | undefined} */
  #next(step) {
    const all = [...this.#texts()].flatMap((node) => spotsIn(node, this.#isPinyin));
    const at = all.findIndex((spot) => spot.node === this.#spot?.node && spot.start === this.#spot.start);
    return at < 0 ? this.#firstInSight(all) : all[at + step];
  }

  /** @param {Spot[]} all */
  #firstInSight(all) {
    return all.find((spot) => rangeOf(spot).getBoundingClientRect().top > 60) ?? all[0];
  }

  /** @param {Spot} spot @param {boolean} [isToBeSeen] */
  #mark(spot, isToBeSeen = false) {
    this.#spot = spot;
    const range = rangeOf(spot);
    const { window } = this.frame;
    if (window.Highlight && window.CSS.highlights) {
      window.CSS.highlights.set(CHOSEN, new window.Highlight(range));
    }
    if (isToBeSeen) {
      const { top, bottom } = range.getBoundingClientRect();
      if (top < 60 || bottom > window.innerHeight - 40) {
        window.scrollBy({ top: top - window.innerHeight / 2, behavior: "instant" });
      }
    }
  }
}

/** @param {Text} node @param {boolean} isPinyin words are as near as pinyin alone lets one come @returns {Spot[]} */
function spotsIn(node, isPinyin) {
  const pattern = isPinyin ? /[\p{L}\p{M}'’]+/gu : new RegExp(HANZI.source, "gu");
  return [...node.data.matchAll(pattern)].map((match) => {
    return { node, start: match.index, end: match.index + match[0].length };
  });
}

/** @param {Spot} spot */
function rangeOf({ node, start, end }) {
  const range = node.ownerDocument.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

/** @param {Range | null | undefined} range */
function toPosition(range) {
  return range ? { offsetNode: range.startContainer, offset: range.startOffset } : null;
}
