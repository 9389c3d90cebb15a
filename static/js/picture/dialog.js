/** Which sentence becomes a picture, and what becomes of the picture? It is drawn on this device and sent nowhere. */
import { download } from "../practice/export.js";
import { draw, readOut, wordsOf } from "./drawing.js";

const article = /** @type {HTMLElement} */ (document.querySelector("main article[data-view]"));
const template = /** @type {HTMLTemplateElement} */ (document.querySelector("[data-picture]"));
const ids = [...article.querySelectorAll(".sentence[id]")].map((element) => element.id);

/** @type {Promise<ParentNode> | null} */
let withPinyin = null;

/** @param {string} address @returns {Promise<Document>} a page of this site, in which nothing runs */
function page(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.responseXML ? resolve(request.responseXML) : reject(new Error()));
    request.onerror = () => reject(new Error());
    request.open("GET", address);
    request.send();
  });
}

/** @returns {Promise<ParentNode>} the article with pinyin above; as it is shown here where that cannot be had */
function annotated() {
  if (article.dataset.view === "ruby") {
    return Promise.resolve(article);
  }
  withPinyin ??= page(`${template.dataset.address}ruby/`).catch(() => article);
  return withPinyin;
}

class PictureDialog {
  #file = new File([], "");
  #at = 0;

  constructor() {
    this.dialog = /** @type {HTMLDialogElement} */ (template.content.firstElementChild?.cloneNode(true));
    const style = /** @type {HTMLLinkElement} */ (this.dialog.querySelector("link"));
    this.dressed = new Promise((resolve) => {
      style.onload = style.onerror = () => resolve(undefined);
    });
    document.body.append(this.dialog);
    this.canvas = /** @type {HTMLCanvasElement} */ (this.dialog.querySelector("canvas"));
    this.alt = /** @type {HTMLElement} */ (this.dialog.querySelector(".alt"));
    this.dialog.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("[data-do]");
      this.#do(button?.getAttribute("data-do") ?? "");
    });
  }

  /** @param {string} id */
  async open(id) {
    await this.dressed;
    this.#at = Math.max(0, ids.indexOf(id));
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    await this.#show();
  }

  /** @param {string} what */
  #do(what) {
    if (what === "previous" || what === "next") {
      this.#at = Math.min(Math.max(this.#at + (what === "next" ? 1 : -1), 0), ids.length - 1);
      this.#show();
    } else if (what === "share") {
      navigator.share(this.#shared()).catch(() => {});
    } else if (what === "save") {
      download(this.#file, this.#file.name);
    } else if (what === "close") {
      this.dialog.close();
    }
  }

  async #show() {
    const id = ids[this.#at];
    const source = await annotated();
    if (id !== ids[this.#at]) {
      return; // another one is wanted by now
    }
    const name = CSS.escape(id);
    const parts = source.querySelectorAll(`#${name}, [data-part="${name}"]`);
    const words = wordsOf(parts);
    const { address = "", title = "", site = "" } = template.dataset;
    const whole = `${location.origin}${address}#${id}`;
    draw(this.canvas, words, { title, site, address: whole });
    const { text, pinyin } = readOut(words);
    const alt = (template.dataset.alt ?? "%s").replace("%s", text.trim()).replace("%s", pinyin).replace("%s", title);
    this.canvas.setAttribute("aria-label", alt);
    this.alt.textContent = alt;
    for (const [direction, isOver] of /** @type {[string, boolean][]} */ ([["previous", !this.#at], ["next", this.#at === ids.length - 1]])) {
      this.dialog.querySelector(`[data-do="${direction}"]`)?.setAttribute("aria-disabled", String(isOver));
    }
    const blob = await new Promise((/** @type {BlobCallback} */ resolve) => this.canvas.toBlob(resolve, "image/png"));
    if (blob && id === ids[this.#at]) {
      const slug = address.split("/").filter(Boolean).pop() ?? "";
      this.#file = new File([blob], `${slug}-${id}.png`, { type: "image/png" });
      this.dialog.dataset.ready = id;
    }
    const share = /** @type {HTMLElement | null} */ (this.dialog.querySelector('[data-do="share"]'));
    if (share) {
      share.hidden = !navigator.canShare?.(this.#shared());
    }
  }

  /** @returns {ShareData} */
  #shared() {
    return { files: [this.#file], title: template.dataset.title, text: this.alt.textContent ?? "" };
  }
}

/** @type {PictureDialog | null} */
let dialog = null;

/** @param {string} id of the sentence; empty for the one that the address names, else the first of the text */
export function showPicture(id) {
  dialog ??= new PictureDialog();
  const named = location.hash.slice(1);
  return dialog.open(id || (ids.includes(named) ? named : (ids.find((one) => one !== "s0") ?? ids[0])));
}
