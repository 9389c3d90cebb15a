/**
 * The editor of an article's text: a plain field with what people need who have never seen Markdown. Without this file
 * the field works as it is.
 *
 * Between the beginning and the end of a composition nothing here, and nothing that listens behind it, sees the text:
 * Chinese input methods write letters that are not meant yet.
 */
import { ACTIONS } from "./actions.js";
import { count } from "./counting.js";
import { nextLine } from "./formats.js";
import { Keeper } from "./keeping.js";
import { watch } from "./paste.js";
import { guard } from "./saving.js";
import { change } from "./text.js";
import { furnish, keysIn, shownKeys } from "./toolbar.js";

export class MarkdownEditor extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("textarea.markdownx-editor");
    if (!(field instanceof HTMLTextAreaElement) || !field.form || this.field) {
      return;
    }
    this.field = field;
    this.form = field.form;
    this.addresses = JSON.parse(this.dataset.addresses ?? "{}");
    this.decorative = this.dataset.decorative ?? "";
    this.largest = Number(this.dataset.largest); // bytes
    this.isComposing = false;
    this.#shield();
    this.#furnish();
    this.#count();
    watch(this);
    const keeper = new Keeper(this);
    guard(this, keeper);
    void keeper.offer();
  }

  /** @returns {Selection} */
  get selection() {
    const { value, selectionStart, selectionEnd } = this.field;
    return { text: value, start: selectionStart, end: selectionEnd };
  }

  /** @returns {HTMLButtonElement[]} */
  get buttons() {
    return [...this.querySelectorAll(".editor-bar button")];
  }

  /** @param {HTMLElement} button */
  keysOf(button) {
    return shownKeys(button.dataset.keys ?? "");
  }

  /**
   * @param {Edit} edit
   * @returns {boolean} whether there was room for it
   */
  apply(edit) {
    const fits = change(this.field, edit);
    if (!fits) {
      this.warn(this.say("too-long", { most: this.field.maxLength }));
    }
    return fits;
  }

  /**
   * @param {string} word
   * @param {Record<string, string | number>} [filled]
   * @returns {string} in the reader's language
   */
  say(word, filled = {}) {
    const words = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-words]"));
    const text = words.content.querySelector(`[data-word="${word}"]`)?.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(filled[name] ?? whole));
  }

  /**
   * Speaks to the editor, quietly.
   * @param {string} text
   * @param {string[]} [names] a list below it
   */
  tell(text, names = []) {
    const notice = /** @type {HTMLElement} */ (this.querySelector(".editor-notice"));
    const list = document.createElement("ul");
    list.append(...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })));
    notice.hidden = false;
    notice.classList.remove("is-warning");
    notice.replaceChildren(text, ...(names.length ? [list] : []));
  }

  /** @param {string} text */
  warn(text) {
    this.tell(text);
    const notice = /** @type {HTMLElement} */ (this.querySelector(".editor-notice"));
    notice.classList.add("is-warning");
    notice.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {"count" | "kept"} part of the line below the text
   * @param {string} text
   */
  show(part, text) {
    const place = this.querySelector(`.editor-foot [data-${part}]`);
    if (place && place.textContent !== text) {
      place.textContent = text;
    }
  }

  /**
   * What happens to the text; markdownx's own listeners, which sit on the field, do not hear of it.
   * @param {string} kind
   * @param {(event: Event) => void} listener
   */
  onText(kind, listener) {
    this.addEventListener(
      kind,
      (event) => {
        if (event.target === this.field) {
          listener(event);
          event.stopPropagation();
        }
      },
      { capture: true },
    );
  }

  #shield() {
    this.addEventListener("compositionstart", () => (this.isComposing = true), { capture: true });
    this.addEventListener(
      "compositionend",
      () => {
        this.isComposing = false;
        // Now all who listen may know. Some browsers tell them by themselves, some do not.
        queueMicrotask(() => this.field.dispatchEvent(new Event("input", { bubbles: true })));
      },
      { capture: true },
    );
    this.addEventListener("input", (event) => this.isComposing && event.stopPropagation(), { capture: true });
    this.onText("keydown", (event) => this.#key(/** @type {KeyboardEvent} */ (event)));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || this.isComposing || event.keyCode === 229) {
      return;
    }
    const keys = keysIn(event);
    const button = keys && this.buttons.find(({ dataset }) => dataset.keys === keys);
    if (button) {
      event.preventDefault();
      ACTIONS[button.dataset.do ?? ""]?.(this);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
      const edit = nextLine(this.selection);
      if (edit) {
        event.preventDefault();
        this.apply(edit);
      }
    }
  }

  #furnish() {
    const bar = /** @type {HTMLElement} */ (this.querySelector(".editor-bar"));
    for (const button of this.buttons) {
      const label = button.textContent ?? "";
      button.title = this.say("title", { label, keys: this.keysOf(button) });
      button.setAttribute("aria-keyshortcuts", (button.dataset.keys ?? "").replace("Mod", "Control"));
    }
    furnish(bar, (button) => ACTIONS[button.dataset.do ?? ""]?.(this));
    bar.hidden = false;
  }

  #count() {
    /** @type {number | undefined} */
    let waiting;
    const refresh = () => {
      waiting = undefined;
      this.show("count", this.say("count", count(this.field.value)));
    };
    this.field.addEventListener("input", () => {
      waiting ??= window.setTimeout(refresh, 300);
    });
    refresh();
    /** @type {HTMLElement} */ (this.querySelector(".editor-foot")).hidden = false;
  }
}

customElements.define("markdown-editor", MarkdownEditor);
