/**
 * How does the frame show the page, changing only what has changed?
 *
 * Nothing in the frame can run: the page has no scripts there, and this script works on it from outside.
 */

import { morph } from "./morphing.js";
import { wear } from "./theme.js";

/**
 * @typedef {{ digest: string, html?: string }} Part
 * @typedef {Part & { first: number, unreadable: boolean }} Block
 * @typedef {{ digest: string, first: number, element: Element }} Shown
 */

export class Frame {
  /** @type {Map<string, string>} */
  #html = new Map();
  /** @type {Map<string, Set<string>>} what was shown last in each view */
  #used = new Map();
  /** @type {Shown[]} */
  #shown = [];
  #shell = "";

  /**
   * @param {HTMLIFrameElement} iframe
   * @param {{ stylesheet: string, help: string, view: (view: string) => void }} how
   */
  constructor(iframe, how) {
    this.iframe = iframe;
    this.how = how;
  }

  /** @returns {Document} */
  get document() {
    return /** @type {Document} */ (this.iframe.contentDocument);
  }

  /** @returns {Window} */
  get window() {
    return /** @type {Window} */ (this.iframe.contentWindow);
  }

  /** @returns {HTMLElement} what scrolls */
  get scroller() {
    return this.document.documentElement;
  }

  /** @returns {HTMLElement | null} where the body of the article stands */
  get text() {
    return this.document.querySelector(".article-text");
  }

  /** Resolves when there is an empty page in the frame. */
  ready() {
    const loaded = new Promise((resolve) => this.iframe.addEventListener("load", resolve, { once: true }));
    this.iframe.srcdoc = "<!doctype html>";
    return loaded;
  }

  /** @returns {string[]} the digests of what need not be sent again */
  known() {
    return [...this.#html.keys()];
  }

  /** @param {number} width @param {number} height @param {number} scale @param {number} left all in pixels */
  size(width, height, scale, left) {
    Object.assign(this.iframe.style, {
      inlineSize: `${width}px`,
      blockSize: `${height}px`,
      transform: scale === 1 ? "" : `scale(${scale})`,
      translate: `${left}px 0`,
    });
  }

  /**
   * @param {{ shell: Part, blocks: Block[] }} answer
   * @param {string} view
   * @param {Set<string>} broken the fields with something that nobody can read: what they showed before stays
   */
  show({ shell, blocks }, view, broken) {
    for (const { digest, html } of [shell, ...blocks]) {
      if (html !== undefined) {
        this.#html.set(digest, html);
      }
    }
    this.#used.set(view, new Set([shell, ...blocks].map(({ digest }) => digest)));
    const changesView = this.text?.dataset.view !== view;
    if (shell.digest !== this.#shell && (changesView || !(broken.has("title") || broken.has("summary")))) {
      this.#showShell(shell.digest);
    }
    this.#showBlocks(blocks, changesView);
    const used = new Set([...this.#used.values()].flatMap((digests) => [...digests]));
    for (const digest of this.#html.keys()) {
      used.has(digest) || this.#html.delete(digest);
    }
  }

  /** @param {string} digest */
  #showShell(digest) {
    const page = new DOMParser().parseFromString(this.#html.get(digest) ?? "", "text/html");
    page.querySelectorAll("script").forEach((script) => script.remove());
    const link = Object.assign(page.createElement("link"), { rel: "stylesheet", href: this.how.stylesheet });
    page.head.append(link);
    const text = page.querySelector(".article-text");
    text?.setAttribute("tabindex", "0");
    text?.setAttribute("role", "group");
    text?.setAttribute("aria-label", this.how.help);
    text?.replaceChildren();
    morph(this.document.documentElement, page.documentElement, (element) => element.matches(".article-text"));
    this.#shell = digest;
    wear(this.document);
  }

  /**
   * What stands at both ends stays; between them a block is used again when it comes back unchanged.
   * @param {Block[]} blocks
   * @param {boolean} changesView
   */
  #showBlocks(blocks, changesView) {
    const old = changesView ? [] : this.#shown;
    const isSame = (/** @type {Shown | undefined} */ shown, /** @type {Block} */ block) =>
      shown?.digest === block.digest && !block.unreadable;
    let head = 0;
    while (head < blocks.length && isSame(old[head], blocks[head])) {
      head++;
    }
    let tail = 0;
    while (
      tail < Math.min(blocks.length, old.length) - head &&
      isSame(old[old.length - 1 - tail], blocks[blocks.length - 1 - tail])
    ) {
      tail++;
    }
    const middle = this.#between(old.slice(head, old.length - tail), blocks.slice(head, blocks.length - tail));
    const shown = [...old.slice(0, head), ...middle, ...old.slice(old.length - tail || old.length)];
    shown.forEach((each, index) => this.#number(each, blocks[index].first));
    this.#shown = shown;
    this.#arrange(shown.map(({ element }) => element));
  }

  /**
   * @param {Shown[]} old
   * @param {Block[]} blocks
   * @returns {Shown[]}
   */
  #between(old, blocks) {
    const wanted = new Set(blocks.map(({ digest }) => digest));
    const former = old.filter(({ digest }) => !wanted.has(digest));
    const same = old.filter(({ digest }) => wanted.has(digest));
    let broken = blocks.filter(({ unreadable }) => unreadable).length;
    return blocks.map((block) => {
      const found = same.findIndex(({ digest }) => digest === block.digest);
      let shown = found >= 0 ? same.splice(found, 1)[0] : undefined;
      if (block.unreadable) {
        broken--;
        shown ??= former.shift();
      }
      // What stood in its place, unless a later block that cannot be shown needs it.
      shown ??= this.#make(block, former.length > broken ? former.shift()?.element : undefined);
      shown.element.toggleAttribute("data-problem", block.unreadable);
      return shown;
    });
  }

  /** @param {Block} block @param {Element} [former] what stood there: its pictures need not be loaded again */
  #make(block, former) {
    const template = this.document.createElement("template");
    template.innerHTML = this.#html.get(block.digest) ?? "";
    const made = this.document.importNode(template.content, true);
    if (made.childNodes.length !== 1 || !made.firstElementChild) {
      const box = this.document.createElement("div");
      box.append(made);
      made.append(box);
    }
    const element = /** @type {Element} */ (made.firstElementChild);
    for (const picture of former ? element.querySelectorAll("img") : []) {
      const same = [...(former?.querySelectorAll("img") ?? [])].find((other) => other.isEqualNode(picture));
      same && picture.replaceWith(same);
    }
    return { digest: block.digest, first: 1, element };
  }

  /** @param {Shown} shown @param {number} first */
  #number(shown, first) {
    const by = first - shown.first;
    if (by) {
      for (const span of shown.element.querySelectorAll("span.sentence")) {
        const name = span.id ? "id" : "data-part";
        span.setAttribute(name, `s${Number(span.getAttribute(name)?.slice(1)) + by}`);
      }
      shown.first = first;
    }
  }

  /** @param {Element[]} elements */
  #arrange(elements) {
    const parent = this.text;
    let next = parent?.firstChild ?? null;
    for (const element of elements) {
      if (element === next) {
        next = next.nextSibling;
      } else {
        parent?.insertBefore(element, next);
      }
    }
    while (next) {
      const after = next.nextSibling;
      next.remove();
      next = after;
    }
  }
}
