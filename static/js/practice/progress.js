/**
 * Which questions has this reader answered? Kept on the device alone.
 *
 * @typedef {{tries: number, right: boolean, first: boolean, at: string}} Answered how often it was tried, whether it was
 *   right in the end, whether at once, and when
 * @typedef {{title: string, questions: Record<string, Answered>}} OfArticle
 */
import { recallObject, remember, rememberObject } from "../memory.js";
import { download } from "./export.js";

const KEY = "practice";
const FILE = "practice-progress.json";
const FORMAT = 1;

/** @param {any} kept @returns {kept is Answered} */
function isAnswered(kept) {
  return !!kept && typeof kept === "object" && typeof kept.right === "boolean" && Number.isInteger(kept.tries);
}

export class Progress {
  /** @param {string} article its slug @param {string} title */
  constructor(article, title) {
    this.article = article;
    this.title = title;
  }

  /** @returns {Record<string, OfArticle>} what is kept of every article */
  get all() {
    const { articles } = recallObject(KEY);
    return articles && typeof articles === "object" && !Array.isArray(articles) ? articles : {};
  }

  /** @returns {Record<string, Answered>} what is kept of this article, by the keys of its questions */
  get questions() {
    const kept = this.all[this.article]?.questions;
    const entries = kept && typeof kept === "object" ? Object.entries(kept) : [];
    return Object.fromEntries(entries.filter(([, answered]) => isAnswered(answered)));
  }

  /** @param {string} key @param {boolean} isRight */
  note(key, isRight) {
    const questions = this.questions;
    const before = questions[key] ?? { tries: 0, right: false, first: false, at: "" };
    const tries = before.tries + 1;
    questions[key] = {
      tries,
      right: before.right || isRight,
      first: before.first || (isRight && tries === 1),
      at: new Date().toISOString(),
    };
    rememberObject(KEY, { format: FORMAT, articles: { ...this.all, [this.article]: { title: this.title, questions } } });
  }

  /** All articles, as a file. */
  export() {
    const text = JSON.stringify({ format: FORMAT, articles: this.all }, null, 1);
    download(new Blob([text], { type: "application/json" }), FILE);
  }

  erase() {
    remember("localStorage", KEY, null);
  }
}
