/**
 * Opens the choices of a syllable's reading beside an element, and writes the one that is chosen into the text.
 */

import { say } from "./saying.js";

/**
 * @typedef {{reading: string, is_chosen: boolean, start: number, end: number, text: string, said: string}} Choice
 * @typedef {{character: string, word: string, why: string, said_at: string, lexicon: string, choices: Choice[]}} Choices
 * @typedef {{now: string, choose: string, hear: string, close: string, site: string, waiting: string, silent: string,
 *   changed: string, failed: string}} Texts
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
  const [start, end] = [unitsOf(value, choice.start), unitsOf(value, choice.end)];
  editor.focus();
  editor.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, choice.text)) {
    editor.setRangeText(choice.text, start, end, "end");
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }
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
  const list = make("ul");
  for (const choice of found.choices) {
    const label = choice.is_chosen ? texts.now : texts.choose;
    const button = make("button", { type: "button" }, make("b", { lang: "zh-Latn", textContent: choice.reading }), ` ${label}`);
    button.classList.toggle("is-chosen", choice.is_chosen);
    button.addEventListener("click", () => {
      if (editor.value !== before) {
        status.textContent = texts.changed;
        return;
      }
      closeReadingChoices();
      writeChoice(editor, choice);
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
  const { editor, address, offset, field = "markdown", token } = asked;
  const before = editor.value;
  const body = new FormData();
  Object.entries({ content: before, offset: String(offset), field }).forEach(([name, value]) => body.set(name, value));
  const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
  if (!response?.ok) {
    return false;
  }
  const found = await response.json();
  if (!found.choices.length) {
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
