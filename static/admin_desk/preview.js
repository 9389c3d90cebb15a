/**
 * Shows beside the article's text the page that readers would get of it, while it is written. Without this file the form
 * works, and the page can be looked at once it is saved.
 */

import { recallObject, rememberObject } from "../js/memory.js";
import { Asking } from "./preview/asking.js";
import { Frame } from "./preview/frame.js";
import { Mirror, inUnits } from "./preview/mirror.js";
import { listProblems } from "./preview/problems.js";
import { keepInStep } from "./preview/scrolling.js";
import { Syllables } from "./preview/syllables.js";
import { follow } from "./preview/theme.js";

const REMEMBERED = "desk-preview";
const REST = 700; // milliseconds without a change
const WIDTHS = { phone: 390, desktop: 1280 }; // pixels

class LivePreview {
  #choice = { hidden: false, width: "phone", view: "ruby", ...recallObject(REMEMBERED) };
  #waited = { text: "", answer: undefined };
  /** @type {string | undefined} the text whose sentences have been found */
  #located;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #locating;

  /** @param {HTMLTextAreaElement} editor @param {HTMLTemplateElement} template */
  constructor(editor, template) {
    this.editor = editor;
    this.form = /** @type {HTMLFormElement} */ (editor.form);
    const { preview = "", sentences = "", syllable = "" } = template.dataset;
    this.addresses = { preview, sentences, syllable };
    const pane = /** @type {HTMLElement} */ (template.content.cloneNode(true).querySelector(".live-preview"));
    this.pane = pane;
    this.stage = /** @type {HTMLElement} */ (pane.querySelector(".live-preview-stage"));
    const iframe = /** @type {HTMLIFrameElement} */ (pane.querySelector("iframe"));
    this.frame = new Frame(iframe, {
      stylesheet: template.dataset.stylesheet ?? "",
      help: this.#say("keys"),
      view: (view) => this.choose({ view }),
    });
    this.mirror = new Mirror(editor);
    this.asking = new Asking({
      form: this.form,
      address: this.addresses.preview,
      fill: (body) => this.#fill(body),
      show: (answer, text) => this.#show(answer, text),
      report: (word, said) => this.#report(said ?? (word ? this.#say(word) : "")),
      isWanted: () => !this.#choice.hidden,
    });
  }

  async begin() {
    this.#place();
    this.#wire();
    this.choose({});
    await this.frame.ready();
    this.step = keepInStep(this.editor, this.mirror, this.frame);
    follow(() => this.frame.document);
    this.syllables = new Syllables(this.frame, (spot) => void this.#choose(spot));
    this.asking.watch();
  }

  /** Beside the field where there is room. Before the first reflow, so that nothing jumps. */
  #place() {
    const box = this.editor.closest(".markdownx") ?? this.editor.parentElement;
    box?.classList.add("has-live-preview");
    box?.append(this.pane);
  }

  #wire() {
    this.pane.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[data-choose]") : null;
      if (button instanceof HTMLButtonElement) {
        const name = button.dataset.choose ?? "";
        this.choose({ [name]: name === "hidden" ? !this.#choice.hidden : button.value });
      }
    });
    new ResizeObserver(() => this.#fit()).observe(this.stage);
  }

  /** @param {Partial<{ hidden: boolean, width: string, view: string }>} change */
  choose(change) {
    const before = this.#choice;
    this.#choice = { ...before, ...change };
    rememberObject(REMEMBERED, this.#choice);
    const { hidden, width, view } = this.#choice;
    this.pane.classList.toggle("is-hidden", hidden);
    this.pane.closest(".has-live-preview")?.classList.toggle("is-alone", hidden);
    for (const button of this.pane.querySelectorAll("button[data-choose]")) {
      const { choose, show = "", hide = "" } = button.dataset;
      if (choose === "hidden") {
        button.setAttribute("aria-expanded", String(!hidden));
        button.textContent = hidden ? show : hide;
      } else {
        button.setAttribute("aria-pressed", String(button.value === (choose === "view" ? view : width)));
      }
    }
    this.#fit();
    if (before.view !== view || before.hidden !== hidden) {
      this.asking.soon(0);
    }
  }

  /** The page has the width of a phone or of a window, and is made smaller where there is less room. */
  #fit() {
    const width = WIDTHS[this.#choice.width] ?? WIDTHS.phone;
    const { clientWidth, clientHeight } = this.stage;
    const scale = Math.min(1, clientWidth / width) || 1;
    this.frame.size(width, clientHeight / scale, scale, Math.max(0, (clientWidth - width * scale) / 2));
  }

  /** @param {FormData} body @returns {string} the text that is asked about */
  #fill(body) {
    body.set("view", this.#choice.view);
    body.set("known", this.frame.known().join(" "));
    return this.editor.value;
  }

  /** @param {any} answer @param {string} text what it is the answer to */
  #show(answer, text) {
    const problems = answer.problems;
    this.#waited = { text, answer };
    this.frame.show(answer, this.#choice.view, new Set(problems.map((problem) => problem.field)));
    clearTimeout(this.#locating);
    this.#locating = setTimeout(() => void this.#locate(text), this.#located === undefined ? 0 : REST);
    listProblems(this.pane, problems, (problem) => this.#goTo(problem));
    this.pane.dispatchEvent(new CustomEvent("preview-shown"));
  }

  /** Asks where the sentences are written, which is not needed while somebody writes. @param {string} text */
  async #locate(text) {
    if (text === this.#located || text !== this.#waited.text || !this.asking.isAtRest) {
      return; // the next answer asks again
    }
    const body = new FormData();
    body.set("markdown", text);
    const answer = await this.asking.once(this.addresses.sentences, body);
    if (answer && text === this.#waited.text) {
      this.#located = text;
      this.step?.anchors(inUnits(text, answer.offsets), text);
    }
  }

  /** @param {{ field: string, line: number, column: number }} problem */
  #goTo({ field, line, column }) {
    const input = this.form.elements.namedItem(field);
    if (input !== this.editor) {
      /** @type {HTMLElement | null} */ (input instanceof HTMLElement ? input : null)?.focus();
      return;
    }
    const lines = this.editor.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const start = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    const end = this.editor.value.indexOf("}", start) + 1 || start + 1;
    this.mirror.select(start, end);
    this.editor.focus();
  }

  /**
   * Puts the cursor where the syllable is written, and tells whoever wants to offer its readings.
   * @param {{ sentence: string, at: number, problem: boolean, field?: string }} spot
   */
  async #choose(spot) {
    const { text, answer } = this.#waited;
    if (spot.field) {
      this.#goTo({ field: spot.field, line: 1, column: 1 });
      return;
    }
    if (spot.problem) {
      const problem = answer?.problems.find((found) => found.field === "markdown");
      problem && this.#goTo(problem);
      return;
    }
    const body = new FormData();
    Object.entries({ markdown: text, view: this.#choice.view, sentence: spot.sentence, at: String(spot.at) }).forEach(
      ([name, value]) => body.set(name, value),
    );
    const chosen = await this.asking.once(this.addresses.syllable, body);
    if (!chosen?.syllable) {
      return;
    }
    const [from, to] = inUnits(text, [chosen.from, chosen.to]);
    if (this.editor.value.slice(from, to) !== chosen.syllable) {
      return; // written over meanwhile
    }
    this.mirror.select(from, to);
    this.#pointOut();
    const event = new CustomEvent("syllable-chosen", {
      bubbles: true,
      cancelable: true,
      detail: { from, to, syllable: chosen.syllable, sentence: chosen.sentence },
    });
    if (this.pane.dispatchEvent(event)) {
      this.editor.focus();
    }
  }

  /** Puts the marker, which others may open something beside, where the chosen syllable is on the screen. */
  #pointOut() {
    const place = this.syllables?.place;
    const marker = /** @type {HTMLElement} */ (this.pane.querySelector(".live-preview-spot"));
    const [frame, pane] = [this.frame.iframe, this.pane].map((element) => element.getBoundingClientRect());
    const scale = frame.width / this.frame.iframe.offsetWidth;
    if (place) {
      marker.style.translate = `${frame.left - pane.left + place.left * scale}px ${frame.top - pane.top + place.top * scale}px`;
      marker.style.blockSize = `${place.height * scale}px`;
    }
  }

  /** @param {string} text */
  #report(text) {
    const place = this.pane.querySelector(".live-preview-status");
    if (place && place.textContent !== text) {
      place.textContent = text;
    }
  }

  /** @param {string} word */
  #say(word) {
    return this.pane.querySelector(`[data-word="${word}"]`)?.textContent ?? "";
  }
}

const template = document.getElementById("live-preview");
const editor = document.querySelector("textarea.markdownx-editor");
if (template instanceof HTMLTemplateElement && editor instanceof HTMLTextAreaElement && editor.form) {
  void new LivePreview(editor, template).begin();
}
