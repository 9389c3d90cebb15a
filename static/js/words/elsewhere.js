/**
 * Which other sentences of the site hold a word?
 *
 * @typedef {{address: string, title: string, sentence: string, text: [string, string, string], pinyin: [string, string, string]}} Occurrence
 */

/**
 * @param {HTMLElement} article
 * @param {string} word
 * @returns {Promise<HTMLElement[] | null>} an item of a list for each; null where the site is a copy as files,
 *   which cannot look for any; rejects without a network
 */
export async function sentencesElsewhere(article, word) {
  const address = new URL(article.dataset.sentences ?? "", location.href);
  address.searchParams.set("word", word);
  address.searchParams.set("besides", article.dataset.slug ?? "");
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(String(response.status));
  }
  const view = article.dataset.view ?? "hanzi";
  /** @type {{word: string, sentences: Occurrence[]}} */
  const { word: asked, sentences } = await response.json();
  return asked !== word ? null : sentences.map((one) => itemOf(one, view));
}

/** @param {Occurrence} one @param {string} view @returns {HTMLElement} */
function itemOf({ address, title, sentence, text, pinyin }, view) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address + (view === "hanzi" ? "" : `${view}/`) + (sentence && `#${sentence}`);
  link.textContent = title;
  link.lang = "zh-Hans";
  if (view !== "pinyin") {
    item.append(line(text, "zh-Hans"));
  }
  if (view !== "hanzi") {
    item.append(line(pinyin, "zh-Latn-pinyin"));
  }
  item.append(link);
  return item;
}

/** @param {[string, string, string]} parts @param {string} language */
function line([before, word, behind], language) {
  const element = document.createElement("p");
  const mark = document.createElement("b");
  mark.textContent = word;
  element.lang = language;
  element.className = language === "zh-Latn-pinyin" ? "pinyin" : "";
  element.append(before, mark, behind);
  return element;
}
