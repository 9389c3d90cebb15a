/**
 * Which words are on the page, where, and what is told of them?
 *
 * @typedef {{text: string, pinyin?: string, level?: number, traditional?: string, english?: [string, string[]][]}} Word
 *   in English: an entry each, its pinyin and its senses
 * @typedef {{word: Word, sentence: string, from: number, to: number, hanzi: [number, number]}} Place where a word stands:
 *   within its sentence in this view, and in the views that show characters; counted as a `Passage` counts
 * @typedef {{words: Word[], places: Record<string, number[][]>, strokes: string, characters: string}} Data
 */
import { Passage } from "../read_aloud/passage.js";

const NEAR = 14; // pixels between what was pressed and a word

export class Sheet {
  /** @param {string} address @param {HTMLElement} article @returns {Promise<Sheet>} rejects when there is no such sheet now */
  static async fetched(address, article) {
    const response = await fetch(address);
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    return new Sheet(await response.json(), article);
  }

  /** @param {Data} data @param {HTMLElement} article */
  constructor(data, article) {
    this.article = article;
    this.isPinyin = article.dataset.view === "pinyin";
    this.strokes = data.strokes;
    this.characters = data.characters;
    /** @type {Map<string, Place[]>} in the order of the text */
    this.bySentence = new Map();
    const passage = new Passage(article, this.isPinyin);
    for (const [sentence, rows] of Object.entries(data.places)) {
      if (!passage.parts(sentence).length) {
        continue; // A summary that repeats the text is not on the page.
      }
      const placed = this.isPinyin ? rows.filter((row) => row.length === 5) : rows;
      const places = placed.map(([number, from, to, fromInPinyin, toInPinyin]) => ({
        word: data.words[number],
        sentence,
        from: this.isPinyin ? fromInPinyin : from,
        to: this.isPinyin ? toInPinyin : to,
        hanzi: /** @type {[number, number]} */ ([from, to]),
      }));
      this.bySentence.set(sentence, places);
    }
    this.places = [...this.bySentence.values()].flat();
  }

  /** @param {Place} place @returns {Range | null} what shows it on the page as it is now */
  range(place) {
    return new Passage(this.article, this.isPinyin).range(place.sentence, place.from, place.to);
  }

  /** @param {string} sentence @param {number} x @param {number} y in the window @returns {Place | null} the word that stands there */
  at(sentence, x, y) {
    const passage = new Passage(this.article, this.isPinyin);
    let [nearest, least] = [/** @type {Place | null} */ (null), NEAR];
    for (const place of this.bySentence.get(sentence) ?? []) {
      for (const rect of passage.range(sentence, place.from, place.to)?.getClientRects() ?? []) {
        const distance = Math.hypot(
          Math.max(rect.left - x, 0, x - rect.right),
          Math.max(rect.top - y, 0, y - rect.bottom),
        );
        if (distance < least) {
          [nearest, least] = [place, distance];
        }
      }
    }
    return nearest;
  }
}

/** @param {Element} element @returns {string} the id of the sentence that holds it, or of the summary; empty for none */
export function sentenceOf(element) {
  const part = /** @type {HTMLElement | null} */ (element.closest(".sentence, [data-part]"));
  return part?.id || part?.dataset.part || "";
}
