/**
 * How does unsaved text outlive the tab, the browser and the network?
 */
import { isSame, putBack, typedIn } from "./form_fields.js";
import { send } from "./server.js";
import * as storage from "./storage.js";

const LANGUAGE = document.documentElement.lang || undefined;
const EVERY = 250; // milliseconds from one write to the next while somebody types
const AGAIN = 2000; // milliseconds until a write that failed is tried again

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const hidden = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

export class Keeper {
  /** @param {MarkdownEditor} editor */
  constructor(editor) {
    this.editor = editor;
    this.form = editor.form;
    const { account = "", article = "" } = hidden(this.form, "form_token").dataset;
    this.account = account;
    this.article = article;
    // What a refused form shows again is stored nowhere, though nobody has typed since.
    this.stored = document.querySelector(".errornote") ? {} : typedIn(this.form);
    this.isLeaving = false;
    // The text as it stood before what is being composed, which is not meant yet.
    this.meant = editor.field.value;
    this.begun = -EVERY; // when the last write began
    this.isBehind = false;
    /** @type {number | undefined} */
    this.waiting = undefined;
    /** @type {Promise<void> | undefined} */
    this.writing = undefined;
    storage.hold(this.id);
    for (const kind of ["input", "change"]) {
      this.form.addEventListener(kind, () => this.soon());
    }
    editor.addEventListener("compositionstart", () => (this.meant = editor.field.value), { capture: true });
    document.addEventListener("visibilitychange", () => document.hidden && this.hurry());
    window.addEventListener("pagehide", () => this.hurry());
    window.addEventListener("beforeunload", (event) => {
      if (!this.isLeaving && this.isUnsaved) {
        event.preventDefault();
      }
    });
    window.addEventListener("pageshow", () => (this.isLeaving = false));
  }

  get id() {
    return `${this.account}/${hidden(this.form, "form_token").value}`;
  }

  get isUnsaved() {
    return !isSame(typedIn(this.form), this.stored);
  }

  /** The first change is written at once, and so is one that a timer has come too late for: a busy page lets timers wait. */
  soon() {
    const wait = this.begun + EVERY - performance.now();
    if (wait > 0) {
      this.waiting ??= window.setTimeout(() => void this.now(), wait);
    } else {
      void this.now();
    }
  }

  /** Before the page goes out of sight, from where it may never come back; a form that was sent is kept already. */
  hurry() {
    if (!this.isLeaving) {
      void this.now();
    }
  }

  /**
   * Writes what stands in the form.
   * @returns {Promise<void>} settled once it is written, or cannot be
   */
  now() {
    window.clearTimeout(this.waiting);
    this.waiting = undefined;
    this.isBehind = true;
    this.writing ??= this.#write();
    return this.writing;
  }

  /** One write at a time: what changes during one is in the next. */
  async #write() {
    while (this.isBehind) {
      this.isBehind = false;
      this.begun = performance.now();
      try {
        await this.#keep(Date.now());
      } catch {
        this.editor.show("kept", this.editor.say("not-kept"));
        this.waiting ??= window.setTimeout(() => void this.now(), AGAIN);
      }
    }
    this.writing = undefined;
  }

  /** @param {number} when milliseconds since 1970 */
  async #keep(when) {
    const fields = typedIn(this.form);
    if (this.editor.isComposing) {
      fields[this.editor.field.name] = this.meant;
    }
    if (isSame(fields, this.stored)) {
      await storage.forget(this.id);
      this.editor.show("kept", "");
      return;
    }
    const token = hidden(this.form, "form_token").value;
    const seen = hidden(this.form, "seen").value;
    await storage.keep({ id: this.id, account: this.account, article: this.article, token, seen, fields, when });
    this.editor.show("kept", this.editor.say("kept", { time: new Date(when).toLocaleTimeString(LANGUAGE, { timeStyle: "short" }) }));
  }

  /** Offers what this account wrote into this form before and never saved, the newest text first. */
  async offer() {
    let texts = [];
    try {
      texts = await storage.keptBy(this.account);
    } catch {
      this.editor.show("kept", this.editor.say("not-kept"));
      return;
    }
    for (const kept of texts) {
      if (kept.article !== this.article || isSame(kept.fields, typedIn(this.form))) {
        continue;
      }
      if (kept.id === this.id ? !document.querySelector(".errornote") : !(await storage.isHeld(kept.id))) {
        this.#show(kept);
        return;
      }
    }
  }

  /** @param {storage.Kept} kept */
  #show(kept) {
    const template = /** @type {HTMLTemplateElement} */ (this.editor.querySelector("template[data-offer]"));
    const section = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (section.querySelector(`[data-part=${name}]`));
    const time = /** @type {HTMLTimeElement} */ (section.querySelector("time"));
    time.dateTime = new Date(kept.when).toISOString();
    time.textContent = new Date(kept.when).toLocaleString(LANGUAGE, { dateStyle: "long", timeStyle: "short" });
    part("title").textContent = kept.fields.title ? `《${kept.fields.title}》` : "";
    part("changed").hidden = !this.article || kept.seen === hidden(this.form, "seen").value;
    section.querySelector("details")?.addEventListener("toggle", () => void this.#compare(kept, part("difference")), { once: true });
    section.querySelector("[data-answer=use]")?.addEventListener("click", () => {
      section.remove();
      this.#use(kept);
    });
    section.querySelector("[data-answer=discard]")?.addEventListener("click", async () => {
      section.remove();
      await storage.forget(kept.id);
      this.editor.field.focus();
      await this.offer();
    });
    this.form.prepend(section);
  }

  /**
   * Goes on as the form that was lost: with its token, so that what it may have made is not made twice, and with the
   * text that it started from, so that what others have saved since is not overwritten.
   * @param {storage.Kept} kept
   */
  #use(kept) {
    // First whose text it is: what is put back is written at once.
    hidden(this.form, "form_token").value = kept.token;
    if (this.article) {
      hidden(this.form, "seen").value = kept.seen;
    }
    putBack(this.form, kept.fields, this.editor.field);
    storage.hold(this.id);
    this.soon();
    this.editor.tell(this.editor.say("used"));
  }

  /**
   * @param {storage.Kept} kept
   * @param {HTMLElement} place
   */
  async #compare(kept, place) {
    const now = typedIn(this.form);
    /** @type {Record<string, string>} */
    const sent = {};
    for (const name of ["title", "summary", "markdown"]) {
      sent[`before_${name}`] = now[name] ?? "";
      sent[`after_${name}`] = kept.fields[name] ?? "";
    }
    try {
      const response = await send(this.editor.addresses.difference, sent, 30_000);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      place.replaceChildren(...page.body.childNodes);
    } catch {
      place.textContent = this.editor.say("no-answer");
    }
  }
}
