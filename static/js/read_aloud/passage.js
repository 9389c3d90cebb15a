/** Where are the sentences of the page, and the words in them, whichever view it shows? */

/** @param {string} character whether places count it: they count what is not white space, as the cues do */
export function counts(character) {
  return !/[\s\ufffc]/.test(character);
}

/** @param {string} text @returns {number} how many of its characters are counted */
export function counted(text) {
  return [...text].filter(counts).length;
}

export class Passage {
  /** @type {Map<string, [Text, number, number][]>} */
  #characters = new Map();

  /** @param {ParentNode} article @param {boolean} isPinyin whether the page shows pinyin alone */
  constructor(article, isPinyin) {
    this.article = article;
    this.isPinyin = isPinyin;
    // The same characters may be others by now; what is not counted anew stays right by `data-n`.
    document.addEventListener("respelled", () => this.#characters.clear());
    this.ids = [...article.querySelectorAll(".sentence[id]")].map((element) => element.id);
  }

  /** @param {string} id @returns {Element[]} a sentence is cut where a link or emphasis cuts it */
  parts(id) {
    return [...this.article.querySelectorAll(`#${CSS.escape(id)}, [data-part="${CSS.escape(id)}"]`)];
  }

  /**
   * @param {string} id
   * @param {number} [from]
   * @param {number} [to] counted in characters that are not white space; the pinyin above hanzi is not counted
   * @returns {Range | null} with the pinyin that stands above its last character
   */
  range(id, from = 0, to = Infinity) {
    const characters = this.#charactersOf(id).slice(from, to);
    if (!characters.length) {
      return null;
    }
    const [firstNode, start] = characters[0];
    const [lastNode, , end] = characters[characters.length - 1];
    const range = document.createRange();
    range.setStart(firstNode, start);
    range.setEnd(lastNode, end);
    if (lastNode.nextSibling?.nodeName === "RT" && end === lastNode.length) {
      range.setEndAfter(lastNode.nextSibling);
    }
    return range;
  }

  /**
   * @param {string} id
   * @param {number} from
   * @param {number} to
   * @returns {Range[]} what to light up for these characters: a range and, where they are part of a number, the pinyin
   *   that stands above all of it
   */
  ranges(id, from, to) {
    const range = this.range(id, from, to);
    const above = range?.startContainer.parentElement?.closest("ruby.spoken")?.querySelector("rt");
    if (!range || !above) {
      return range ? [range] : [];
    }
    const pinyin = document.createRange();
    pinyin.selectNodeContents(above);
    return [range, pinyin];
  }

  /** @param {Element} element @returns {string | null} the id of the sentence that holds it */
  sentenceOf(element) {
    const part = /** @type {HTMLElement | null} */ (element.closest(".sentence"));
    return part && this.article.contains(part) ? part.id || part.dataset.part || null : null;
  }

  /** @param {Selection | null} selection @returns {string[]} the sentences that are selected, wholly or in part */
  selected(selection) {
    if (!selection || selection.isCollapsed) {
      return [];
    }
    return this.ids.filter((id) => this.parts(id).some((part) => selection.containsNode(part, true)));
  }

  /** @param {string} id @returns {string} its text without the pinyin above */
  text(id) {
    return this.parts(id)
      .flatMap((part) => [...textsIn(part)].map((node) => node.data))
      .join("");
  }

  /** @param {string} id @returns {[Text, number, number][]} for each character its node, start and end there */
  #charactersOf(id) {
    let characters = this.#characters.get(id);
    if (!characters) {
      characters = this.parts(id).flatMap((part) => [...charactersIn(part)]);
      this.#characters.set(id, characters);
    }
    return characters;
  }
}

/** @param {Element} part @returns {Generator<Text>} */
function* textsIn(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("rt, rp") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    yield /** @type {Text} */ (walker.currentNode);
  }
}

/** @param {Element} part @returns {Generator<[Text, number, number]>} */
function* charactersIn(part) {
  /** @type {Element | null} */
  let respelled = null;
  for (const node of textsIn(part)) {
    const whole = node.parentElement?.closest("[data-n]") ?? null;
    if (whole) {
      // A word in another spelling counts as many characters as it had.
      const texts = whole === respelled ? [] : [...textsIn(whole)];
      for (let left = Number(whole.getAttribute("data-n")); texts.length && left > 0; left--) {
        const text = left === Number(whole.getAttribute("data-n")) ? texts[0] : texts[texts.length - 1];
        yield [text, 0, text.length];
      }
      respelled = whole;
      continue;
    }
    let at = 0;
    for (const character of node.data) {
      if (counts(character)) {
        yield [node, at, at + character.length];
      }
      at += character.length;
    }
  }
}
