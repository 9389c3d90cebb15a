/**
 * What could the reader be about to type? A combobox with a list of suggestions, after the pattern of ARIA's authoring
 * practices; the form around it works without this module.
 */

import { recall } from "./memory.js";

const PAUSE = 150; // milliseconds without a key before suggestions are asked for

/** @typedef {{text: string, pinyin: string, address: string, is_article: boolean}} Suggestion */

class SearchBox extends HTMLElement {
  #input = /** @type {HTMLInputElement | null} */ (null);
  #list = document.createElement("ul");
  #status = document.createElement("span");
  #active = -1;
  #timer = 0;
  #asking = new AbortController();

  connectedCallback() {
    this.#input = this.querySelector("input[type=search]");
    if (!this.#input || this.#list.isConnected) {
      return;
    }
    this.#list.id = `${this.#input.id}-suggestions`;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.dataset.list ?? "");
    this.#list.className = "suggestions";
    this.#list.hidden = true;
    this.#status.setAttribute("role", "status");
    this.#status.className = "visually-hidden";
    this.append(this.#list, this.#status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.#list.id,
    })) {
      this.#input.setAttribute(name, value);
    }
    this.#input.addEventListener("input", (event) => !event.isComposing && this.#askSoon());
    this.#input.addEventListener("compositionend", () => this.#askSoon());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    this.#input.addEventListener("blur", () => this.#close());
    // The box keeps the focus while a finger or the mouse is on the list.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target instanceof Element && event.target.closest("[role=option]");
      if (option instanceof HTMLElement) {
        this.#follow(option);
      }
    });
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const typed = this.#input?.value.trim() ?? "";
    if (!typed || !this.dataset.suggestions) {
      this.#close();
      return;
    }
    this.#asking = new AbortController();
    try {
      const address = `${this.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: this.#asking.signal, credentials: "omit" });
      if (answer.ok && document.activeElement === this.#input) {
        this.#show((await answer.json()).suggestions);
      }
    } catch {
      // Without suggestions the form still finds; a newer question has replaced this one, or there is no network.
    }
  }

  /** @param {Suggestion[]} suggestions */
  #show(suggestions) {
    this.#list.replaceChildren(...suggestions.map((one, place) => this.#option(one, place)));
    this.#active = -1;
    this.#input?.removeAttribute("aria-activedescendant");
    this.#open(suggestions.length > 0);
    const words = suggestions.length ? this.dataset.some : this.dataset.none;
    this.#status.textContent = (words ?? "").replace("%s", String(suggestions.length));
  }

  /** @param {Suggestion} one @param {number} place @returns {HTMLLIElement} */
  #option(one, place) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = one.is_article ? inChosenView(one.address) : one.address;
    const text = document.createElement("span");
    text.textContent = one.text;
    option.append(text);
    if (one.pinyin) {
      const pinyin = document.createElement("span");
      pinyin.className = "pinyin";
      pinyin.lang = "zh-Latn-pinyin";
      pinyin.textContent = one.pinyin;
      option.append(" ", pinyin);
    }
    if (one.is_article) {
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = this.dataset.article ?? "";
      option.append(" ", kind);
    }
    return option;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const count = this.#list.children.length;
    if (event.isComposing) {
      return;
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Between the last and the first stands the box itself, with what was typed.
      const from = this.#list.hidden ? -1 : this.#active;
      this.#open(true);
      this.#activate(((from + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#follow(/** @type {HTMLElement} */ (this.#list.children[this.#active]));
    } else if (event.key === "Escape" && !this.#list.hidden) {
      event.preventDefault();
      this.#close();
    }
  }

  /** @param {number} place -1 for none */
  #activate(place) {
    this.#active = place;
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) {
      this.#input?.removeAttribute("aria-activedescendant");
    } else {
      this.#input?.setAttribute("aria-activedescendant", this.#list.children[place].id);
      this.#list.children[place].scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#list.hidden = !isOpen;
    this.#input?.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#activate(-1);
    this.#open(false);
    this.#status.textContent = "";
  }

  /** @param {HTMLElement} option */
  #follow(option) {
    location.assign(option.dataset.address ?? "");
  }
}

/** @param {string} address @returns {string} of the article in the view that this reader chose */
function inChosenView(address) {
  const view = recall("localStorage", "view");
  return view === "ruby" || view === "pinyin" ? `${address}${view}/` : address;
}

customElements.define("search-box", SearchBox);
