/**
 * What happens when a word is pressed?
 *
 * The words of the site's lexicon that `terms.js` has marked answer as all others do, and also when nothing can be fetched.
 *
 * @typedef {import("./sheet.js").Place} Place
 * @typedef {import("./sheet.js").Word} Word
 */
import { isKnown, setKnown } from "../known_words.js";
import { Card } from "./card.js";
import { Cursor } from "./cursor.js";
import { sentencesElsewhere } from "./elsewhere.js";
import { Hearing } from "./hearing.js";
import { Sheet, sentenceOf } from "./sheet.js";

const LIGHT = "looked-up";

export class LookUp {
  /** @type {Promise<Sheet> | null} */
  #sheet = null;
  /** @type {Promise<Cursor> | null} */
  #cursor = null;
  /** @type {{mark: HTMLElement | null, place: Place | null} | null} */
  #open = null;

  /** @param {HTMLElement} article @param {HTMLTemplateElement} template @param {HTMLButtonElement} entry for the keyboard */
  constructor(article, template, entry) {
    this.article = article;
    this.entry = entry;
    this.card = new Card(article, template);
    this.host = article.querySelector("read-aloud");
    this.hearing = new Hearing(this.host);
    this.hearing.isPossible().then((can) => {
      this.card.part('[data-do="hear"]').hidden = !can;
    });
    this.card.element.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("[data-do]");
      this.#do(button?.getAttribute("data-do") ?? "");
    });
    addEventListener("pagehide", () => this.close(false));
    this.sheet().catch(() => {});
  }

  /** @returns {Promise<Sheet>} fetched once; asked for again after a failure */
  sheet() {
    if (!this.#sheet) {
      this.#sheet = Sheet.fetched(this.article.dataset.words ?? "", this.article);
      this.#sheet.catch(() => (this.#sheet = null));
    }
    return this.#sheet;
  }

  get isOpen() {
    return this.#open !== null;
  }

  /** @param {Node} node @returns {boolean} whether it is part of what is open, the card or the word */
  holds(node) {
    return this.card.element.contains(node) || Boolean(this.#open?.mark?.contains(node));
  }

  /**
   * @param {Element} target
   * @param {number} x
   * @param {number} y where it was pressed, in the window
   */
  async press(target, x, y) {
    const shown = this.#open?.place;
    let place;
    try {
      place = (await this.sheet()).at(sentenceOf(target), x, y);
    } catch {
      this.#fail(() => [new DOMRect(x, y, 1, 1)]);
      return;
    }
    if (place && place === shown) {
      this.close();
    } else if (place) {
      this.#show(place.word, place, null);
    } else {
      this.close(false);
    }
  }

  /** @param {HTMLElement} mark of a word that the site explains */
  async pressMark(mark) {
    if (this.#open?.mark === mark) {
      this.close();
      return;
    }
    const [text, pinyin] = mark.dataset.word?.split("\n") ?? [];
    const { left, top, width, height } = mark.getClientRects()[0];
    const place = await this.sheet().then((sheet) => sheet.at(sentenceOf(mark), left + width / 2, top + height / 2), () => null);
    const isIt = place?.word.text === text;
    this.#show(isIt ? place.word : { text, pinyin }, isIt ? place : null, mark);
  }

  /** The button for the keyboard was pressed. */
  async enter() {
    try {
      (await this.#cursorHere()).enter();
    } catch {
      this.#fail(() => [this.entry.getBoundingClientRect()]);
    }
  }

  #cursorHere() {
    this.#cursor ??= this.sheet().then((sheet) => new Cursor(sheet, this.entry, (place) => this.#show(place.word, place, null)));
    this.#cursor.catch(() => (this.#cursor = null));
    return this.#cursor;
  }

  /** @param {Word} word @param {Place | null} place @param {HTMLElement | null} mark */
  async #show(word, place, mark) {
    this.close(false);
    const sheet = place && (await this.sheet());
    const range = sheet?.range(place);
    const known = new Set(sheet?.characters ?? "");
    const link = linkOf(this.article, word.text);
    this.#open = { mark, place };
    mark?.setAttribute("aria-expanded", "true");
    if (range && "highlights" in CSS) {
      CSS.highlights.set(LIGHT, new Highlight(range));
    }
    this.card.open({
      word,
      link,
      canBeRead: Boolean(place && this.host && place.sentence !== "lead" && !this.host.querySelector(".start")?.hidden),
      strokes: [...new Set(word.text)].filter((character) => known.has(character)),
      rects: () => [...((mark ?? range)?.getClientRects() ?? [])],
    });
    this.article.dispatchEvent(new CustomEvent("word-shown", { detail: word.text }));
  }

  /** @param {boolean} [returns] whether the focus goes back to the word */
  close(returns = true) {
    const open = this.#open;
    if (!open) {
      return;
    }
    this.#open = null;
    this.hearing.stop();
    open.mark?.setAttribute("aria-expanded", "false");
    if ("highlights" in CSS) {
      CSS.highlights.delete(LIGHT);
    }
    this.card.close();
    if (!returns) {
      return;
    }
    if (open.mark) {
      open.mark.focus({ preventScroll: true });
    } else if (open.place) {
      const { place } = open;
      this.#cursorHere().then((cursor) => cursor.goTo(place, null));
    }
  }

  /** What a press asked for is not to be had now. @param {() => DOMRect[]} rects of what was pressed */
  #fail(rects) {
    this.close(false);
    this.#open = { mark: null, place: null };
    this.card.openFailed(rects);
  }

  /** @param {string} what */
  #do(what) {
    const shown = this.card.shown;
    if (!shown) {
      return;
    }
    const place = this.#open?.place ?? null;
    /** @type {Record<string, () => void>} */
    const actions = {
      close: () => this.close(),
      know: () => {
        setKnown(shown.word.text, !isKnown(shown.word.text));
        this.card.part('[data-do="know"]').setAttribute("aria-pressed", String(isKnown(shown.word.text)));
      },
      hear: () => this.hearing.say(shown.word.text, place),
      read: () => {
        this.close(false);
        /** @type {any} */ (this.host)?.player?.play(place?.sentence);
      },
      strokes: () => this.#unfold("strokes", () => this.#draw(shown.strokes)),
      elsewhere: () => this.#unfold("elsewhere", () => this.#list(shown.word.text)),
    };
    actions[what]?.();
  }

  /** @param {string} name @param {() => Promise<void>} fill */
  async #unfold(name, fill) {
    const shown = this.card.shown;
    this.card.part(`.${name}`).hidden = false;
    this.card.part(".failed").hidden = true;
    try {
      await fill();
    } catch {
      if (this.card.shown === shown) {
        this.card.part(".failed").hidden = false;
      }
    }
  }

  /** @param {string[]} characters */
  async #draw(characters) {
    const holder = this.card.part(".strokes");
    const { drawStrokes } = await import("./strokes.js");
    await drawStrokes(holder, characters, (await this.sheet()).strokes, holder.dataset.about ?? "");
  }

  /** @param {string} word */
  async #list(word) {
    const shown = this.card.shown;
    const items = await sentencesElsewhere(this.article, word);
    if (this.card.shown !== shown) {
      return;
    }
    const list = document.createElement("ul");
    list.append(...(items ?? []));
    const none = document.createElement("p");
    const holder = this.card.part(".elsewhere");
    none.textContent = (items ? holder.dataset.none : holder.dataset.copy) ?? "";
    holder.replaceChildren(items?.length ? list : none);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was for the card */
  key(event) {
    if (!this.#open || !(event.key === "Escape" || (event.key === "Tab" && this.card.leaves(event.shiftKey)))) {
      return false;
    }
    this.close();
    return true;
  }
}

/** @param {HTMLElement} article @param {string} word @returns {HTMLAnchorElement | null} in the list of explained words */
function linkOf(article, word) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (article.querySelectorAll(".terms-here dt a"));
  return [...links].find((link) => link.children[0]?.textContent === word) ?? null;
}
