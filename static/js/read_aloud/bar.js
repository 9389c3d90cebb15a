/**
 * What does a listener see and press?
 *
 * @typedef {import("./site_speaker.js").Sound} Sound
 * @typedef {"settings" | "help"} Panel
 */

const PANELS = /** @type {Panel[]} */ (["settings", "help"]);

/** The bar of `<read-aloud>`, made from its template, and the button on the page that opens it. */
export class Bar {
  /** @type {Map<string, string>} */
  #messages = new Map();

  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    const { content } = /** @type {HTMLTemplateElement} */ (host.querySelector("template"));
    for (const text of content.querySelectorAll("[data-message]")) {
      this.#messages.set(text.getAttribute("data-message") ?? "", text.textContent ?? "");
    }
    this.element = /** @type {HTMLElement} */ (content.querySelector(".player")?.cloneNode(true));
    host.append(this.element);
    /** @type {Sound[]} */
    this.sounds = JSON.parse(host.querySelector("script")?.textContent ?? "[]");
    this.start = this.#part(".start", host);
    this.restart = this.#part(".restart", host);
    for (const element of host.querySelectorAll(".without-script")) {
      element.remove();
    }
  }

  /** @param {string} selector @param {HTMLElement} [within] @returns {HTMLElement} */
  #part(selector, within = this.element) {
    return /** @type {HTMLElement} */ (within.querySelector(selector));
  }

  /** @param {string} name @returns {HTMLElement} */
  button(name) {
    return this.#part(`[data-do="${name}"]`);
  }

  /** @param {string} name @returns {HTMLInputElement} */
  setting(name) {
    return /** @type {HTMLInputElement} */ (this.#part(`[data-set="${name}"]`));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open() {
    if (!this.isOpen) {
      this.element.hidden = false;
      if (document.activeElement === this.start || document.activeElement === this.restart) {
        this.button("toggle").focus({ preventScroll: true });
      }
    }
  }

  close() {
    this.fold();
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = true;
    if (hadFocus) {
      this.start.focus({ preventScroll: true });
    }
  }

  /** @param {"begin" | "goOn" | "fromHere"} how to begin; going on, one may also begin anew */
  offer(how) {
    this.#label(this.start, how);
    this.start.hidden = false;
    this.restart.hidden = how === "begin";
  }

  /** Nothing on this page or device can speak: the page says so in place of the button. */
  offerNothing() {
    this.start.hidden = this.restart.hidden = true;
    this.#part(".no-voice", this.host).hidden = false;
  }

  /** @param {boolean} isPlaying */
  showPlaying(isPlaying) {
    this.element.classList.toggle("is-playing", isPlaying);
    this.#label(this.button("toggle"), isPlaying ? "pause" : "play");
  }

  /** @param {"from" | "to" | "selected" | "off"} next what pressing it will do */
  showLoop(next) {
    this.#label(this.button("loop"), next);
  }

  /** @param {boolean} isAway whether the reader has scrolled away from what is being read */
  showReturn(isAway) {
    this.button("return").hidden = !isAway;
  }

  /** @param {HTMLElement} button @param {string} how the data attribute that holds its words */
  #label(button, how) {
    const words = this.#part(".words", button);
    if (words.textContent !== button.dataset[how]) {
      words.textContent = button.dataset[how] ?? "";
    }
  }

  /**
   * Said by screen readers too.
   *
   * @param {string} name
   * @param {string} [value]
   */
  say(name, value = "") {
    this.#write(".status", name, value);
  }

  /**
   * What changes with every sentence: seen, but not said.
   *
   * @param {string} name
   * @param {string} [value]
   */
  hint(name, value = "") {
    this.#write(".hint", name, value);
  }

  /** @param {string} selector @param {string} name @param {string} value */
  #write(selector, name, value) {
    const line = this.#part(selector);
    const message = (this.#messages.get(name) ?? "").replace("%s", value);
    if (line.textContent !== message) {
      line.textContent = message;
    }
  }

  /** @param {Panel} panel */
  unfold(panel) {
    for (const name of PANELS) {
      const element = this.#part(`.${name}`);
      element.hidden = name !== panel || !element.hidden;
      this.button(name).setAttribute("aria-expanded", String(!element.hidden));
    }
  }

  /** @returns {boolean} whether a panel was open; whoever was in it is back at its button */
  fold() {
    const open = PANELS.find((name) => !this.#part(`.${name}`).hidden);
    if (open) {
      const hadFocus = this.#part(`.${open}`).contains(document.activeElement);
      this.unfold(open);
      if (hadFocus) {
        this.button("settings").focus({ preventScroll: true });
      }
    }
    return Boolean(open);
  }

  /** @returns {string} ``site:`` and its key, ``device:`` and its address, or nothing */
  get voice() {
    return this.setting("voice").value;
  }

  set voice(voice) {
    this.setting("voice").value = voice;
  }

  /** @returns {string} */
  get pace() {
    return this.setting("pace").value;
  }

  get voices() {
    return this.#options("voice").map((option) => option.value);
  }

  get voiceName() {
    return this.#options("voice").find((option) => option.value === this.voice)?.text ?? "";
  }

  /** @param {string} name @returns {HTMLOptionElement[]} */
  #options(name) {
    return [.../** @type {HTMLSelectElement} */ (this.#part(`[data-set="${name}"]`)).options];
  }

  /**
   * The site's voices first.
   *
   * @param {SpeechSynthesisVoice[]} deviceVoices
   */
  fillVoices(deviceVoices) {
    const ofSite = new Map(this.sounds.map((sound) => [sound.voice, sound.voiceName]));
    const options = [
      ...[...ofSite].map(([key, name]) => new Option(`${this.#messages.get("site")} · ${name}`, `site:${key}`)),
      ...deviceVoices.map(({ name, voiceURI }) => new Option(`${this.#messages.get("device")} · ${name}`, `device:${voiceURI}`)),
    ];
    const values = options.map((option) => option.value);
    // A list that somebody is choosing from is not changed without need.
    if (values.join("\n") !== this.voices.join("\n")) {
      this.setting("voice").replaceChildren(...options);
    }
    this.#part(".choice").hidden = !options.length;
    if (options.length && !this.#part(".no-voice", this.host).hidden) {
      this.#part(".no-voice", this.host).hidden = true;
      this.start.hidden = false;
    }
  }

  /**
   * The ways in which the chosen voice reads; a device's voice has none.
   *
   * @param {string} wanted
   */
  fillPaces(wanted) {
    const sounds = this.sounds.filter((sound) => `site:${sound.voice}` === this.voice);
    this.setting("pace").replaceChildren(...sounds.map((sound) => new Option(sound.paceName, sound.pace)));
    this.setting("pace").value = (sounds.find((sound) => sound.pace === wanted) ?? sounds[0])?.pace ?? "";
    this.#part(".pace").hidden = sounds.length < 2;
    this.#part(".about-device").hidden = !this.voice.startsWith("device:");
  }
}
