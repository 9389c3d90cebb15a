/**
 * Any word of an article can be pressed, by mouse, touch or keyboard; what it means is loaded when the first one is.
 *
 * While the article is read aloud, a press on another sentence lets the voice go there; words answer in the sentence that
 * is lit up.
 */
import { markTerms } from "./terms.js";

const NOT_TEXT = "a, button, summary, input, select, label, audio, video";

const article = /** @type {HTMLElement | null} */ (document.querySelector("article[data-words]"));
const template = /** @type {HTMLTemplateElement | null} */ (article?.querySelector("template.look-up") ?? null);
const entry = /** @type {HTMLButtonElement | null} */ (article?.querySelector(".words-entry") ?? null);

/** @type {import("./words/look_up.js").LookUp | null} */
let lookUp = null;
/** @type {Promise<import("./words/look_up.js").LookUp> | null} */
let coming = null;

/** @param {HTMLElement} article @param {HTMLTemplateElement} template @param {HTMLButtonElement} entry */
function loaded(article, template, entry) {
  coming ??= Promise.all([import("./words/look_up.js"), styled(article.dataset.wordsStyle ?? "")]).then(([{ LookUp }]) => {
    lookUp = new LookUp(article, template, entry);
    return lookUp;
  });
  coming.catch(() => (coming = null));
  return coming;
}

/** @param {string} address @returns {Promise<void>} when the style sheet is there */
function styled(address) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => (link.remove(), reject(new Error(address))));
    document.head.append(link);
  });
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function markAt(target) {
  return target instanceof Element ? target.closest(".term") : null;
}

/** @param {HTMLElement} article @param {EventTarget | null} target @returns {Element | null} the text that was pressed */
function textAt(article, target) {
  const part = target instanceof Element && !target.closest(NOT_TEXT) ? target.closest(".sentence, [data-part]") : null;
  if (!part || !article.contains(part)) {
    return null;
  }
  const isListening = article.querySelector(".player:not([hidden])");
  return isListening && !part.classList.contains("is-spoken") && part.matches(".sentence") ? null : part;
}

/** @param {HTMLElement} article @param {HTMLTemplateElement} template @param {HTMLButtonElement} entry */
function listen(article, template, entry) {
  const load = () => loaded(article, template, entry);
  const failed = () => {
    entry.textContent = entry.dataset.failed ?? "";
  };
  let swallows = false;
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (markAt(target) || textAt(article, target)) {
        load().catch(() => {});
      }
      swallows = Boolean(lookUp?.isOpen && !lookUp.holds(/** @type {Node} */ (target)));
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      const [mark, text] = [markAt(event.target), textAt(article, event.target)];
      if ((mark || text) && getSelection()?.isCollapsed !== false) {
        // Not the sentence: the voice does not start there.
        event.stopPropagation();
        const { clientX, clientY } = event;
        load().then((it) => (mark ? it.pressMark(mark) : text && it.press(/** @type {Element} */ (event.target), clientX, clientY)), failed);
      } else if (swallows) {
        lookUp?.close(false);
        if (event.target instanceof Element && !event.target.closest(NOT_TEXT)) {
          event.stopPropagation();
        }
      }
      swallows = false;
    },
    true,
  );
  document.addEventListener(
    "keydown",
    (event) => {
      const mark = markAt(event.target);
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (mark && isPlain && (event.key === "Enter" || event.key === " ")) {
        load().then((it) => it.pressMark(mark), failed);
      } else if (!lookUp?.key(event)) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  entry.addEventListener("click", () => load().then((it) => it.enter(), failed));
  entry.classList.add("is-ready");
}

if (article && template && entry && "popover" in HTMLElement.prototype) {
  markTerms(article);
  listen(article, template, entry);
}
