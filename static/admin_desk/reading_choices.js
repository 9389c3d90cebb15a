/**
 * Opens the choices of a syllable's reading beside an element, and writes the one that is chosen into the text.
 */

import { say } from "./saying.js";

/**
 * @typedef {{reading: string, canonical: string, is_chosen: boolean, start: number, end: number, text: string,
 *   said: string}} Choice
 * @typedef {{character: string, word: string, why: string, said_at: string, lexicon: string, alike: number,
 *   choices: Choice[]}} Choices
 * @typedef {{now: string, choose: string, hear: string, close: string, everywhere: string, site: string, waiting: string,
 *   silent: string, changed: string, failed: string}} Texts
 * @typedef {{anchor: Element, editor: HTMLTextAreaElement | HTMLInputElement, offset: number, address: string,
 *   field?: string, texts: Texts, token: string}} Asked
 */

/** @type {HTMLElement | undefined} */
let opened;

/**
 * The server counts characters, the browser halves of those beyond the first plane.
 * @param {string} text
 * @param {number} characters
 * @returns {number} offset in the text's UTF-16 units
 */
export const unitsOf = (text, characters) => [...text].slice(0, characters).join("").length;

/**
 * @param {string} text
 * @param {number} units
 * @returns {number} how many characters stand before the offset
 */
export const charactersOf = (text, units) => [...text.slice(0, units)].length;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {(Node | string)[]} children
 */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/**
 * Puts a choice into the text so that undo takes it back.
 * @param {HTMLTextAreaElement | HTMLInputElement} editor
 * @param {Choice} choice
 */
export function writeChoice(editor, choice) {
  const { value } = editor;
  replace(editor, unitsOf(value, choice.start), unitsOf(value, choice.end), choice.text);
}

/**
 * Puts a new text in place of the old one, as far as they differ, so that undo takes it back at once.
 * @param {HTMLTextAreaElement | HTMLInputElement} editor
 * @param {string} text
 */
export function writeText(editor, text) {
  const { value } = editor;
  const shorter = Math.min(value.length, text.length);
  let head = 0;
  while (head < shorter && value[head] === text[head]) {
    head++;
  }
  let tail = 0;
  while (tail < shorter - head && value[value.length - 1 - tail] === text[text.length - 1 - tail]) {
    tail++;
  }
  replace(editor, head, value.length - tail, text.slice(head, text.length - tail));
}

/**
 * @param {HTMLTextAreaElement | HTMLInputElement} editor
 * @param {number} start
 * @param {number} end
 * @param {string} text
 */
function replace(editor, start, end, text) {
  editor.focus();
  editor.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    editor.setRangeText(text, start, end, "end");
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/**
 * @param {Asked} asked
 * @param {string} content
 * @param {Record<string, string>} [more]
 * @returns {Promise<any>} null when nothing comes back
 */
async function ask({ address, offset, field = "markdown", token }, content, more = {}) {
  const body = new FormData();
  Object.entries({ content, offset: String(offset), field, ...more }).forEach(([name, value]) => body.set(name, value));
  const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
  return response?.ok ? response.json() : null;
}

/** Closes what is open. */
export function closeReadingChoices() {
  opened?.remove();
  opened = undefined;
}

/**
 * @param {Element} anchor
 * @param {HTMLElement} popup
 */
function placeAt(anchor, popup) {
  const [at, box] = [anchor.getBoundingClientRect(), popup.getBoundingClientRect()];
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8));
  const isRoomBelow = at.bottom + box.height < window.innerHeight;
  const top = isRoomBelow ? at.bottom + 4 : Math.max(8, at.top - box.height - 4);
  popup.style.left = `${left + window.scrollX}px`;
  popup.style.top = `${top + window.scrollY}px`;
}

/**
 * @param {Choices} found
 * @param {Asked} asked
 * @param {string} before the text that the choices belong to
 * @returns {HTMLElement}
 */
function popupOf(found, asked, before) {
  const { texts, editor } = asked;
  const status = make("p", { role: "status" });
  const everywhere = make("input", { type: "checkbox" });
  const list = make("ul");
  for (const choice of found.choices) {
    const label = choice.is_chosen ? texts.now : texts.choose;
    const button = make("button", { type: "button" }, make("b", { lang: "zh-Latn", textContent: choice.reading }), ` ${label}`);
    button.classList.toggle("is-chosen", choice.is_chosen);
    button.addEventListener("click", async () => {
      const all = everywhere.checked ? await ask(asked, before, { everywhere: choice.canonical }) : undefined;
      if (editor.value !== before || all === null) {
        status.textContent = all === null ? texts.failed : texts.changed;
        return;
      }
      closeReadingChoices();
      all ? writeText(editor, all.text) : writeChoice(editor, choice);
    });
    const item = make("li", {}, button);
    if (found.said_at) {
      const hear = make("button", { type: "button", textContent: "▶", ariaLabel: `${texts.hear} ${choice.reading}` });
      hear.addEventListener("click", async () => {
        const isHeard = await say(found.said_at, choice.said, () => (status.textContent = texts.waiting));
        status.textContent = isHeard ? "" : texts.silent;
      });
      item.append(hear);
    }
    list.append(item);
  }
  const close = make("button", { type: "button", textContent: texts.close });
  close.addEventListener("click", () => {
    closeReadingChoices();
    editor.focus();
  });
  const popup = make("div", { className: "reading-popup", role: "dialog", ariaLabel: `${found.word}：${found.character}` });
  popup.append(make("p", {}, make("strong", { textContent: found.word }), `　${found.why}`), list, status);
  if (found.alike > 1 && found.choices.length > 1 && texts.everywhere) {
    list.before(make("label", {}, everywhere, ` ${texts.everywhere.replace("{count}", String(found.alike))}`));
  }
  if (found.lexicon) {
    const links = found.choices.map((choice) => {
      const reading = choice.said.slice(choice.said.indexOf("|") + 1, -1);
      const href = `${found.lexicon}?${new URLSearchParams({ word: found.word, reading })}`;
      return make("a", { href, target: "_blank", rel: "noopener", textContent: choice.reading });
    });
    popup.append(make("p", {}, `${texts.site} `, ...links));
  }
  popup.append(close);
  return popup;
}

/**
 * Asks for the choices at an offset (in characters) of the editor's text and shows them beside `anchor`. Escape closes
 * them. Does nothing where no syllable stands.
 * @param {Asked} asked
 * @returns {Promise<boolean>} whether they are open
 */
export async function openReadingChoices(asked) {
  closeReadingChoices();
  const { editor } = asked;
  const before = editor.value;
  const found = await ask(asked, before);
  if (!found?.choices.length) {
    return false;
  }
  const popup = popupOf(found, asked, before);
  closeReadingChoices();
  opened = popup;
  document.body.append(popup);
  placeAt(asked.anchor, popup);
  popup.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      closeReadingChoices();
      editor.focus();
    }
  });
  popup.querySelector("button")?.focus();
  return true;
}

document.addEventListener("pointerdown", (event) => {
  if (opened && event.target instanceof Node && !opened.contains(event.target)) {
    closeReadingChoices();
  }
});
