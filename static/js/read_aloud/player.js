/**
 * What is read next, when, and by whom?
 *
 * Two speakers stand behind the bar: the site's narration, and the voices of the reader's device. Both say sentence after
 * sentence and ask, at the end of each, what comes next. What the reader chose stays on the device.
 *
 * @typedef {import("./listener.js").Decision} Decision
 * @typedef {import("./listener.js").Failure} Failure
 * @typedef {import("./listener.js").Listener} Listener
 */
import { recallObject, remember, rememberObject } from "../memory.js";
import { comesFromSwitch } from "../reader.js";
import { Bar } from "./bar.js";
import { DeviceSpeaker, mandarinVoices, voicesInTime } from "./device_speaker.js";
import { Light } from "./light.js";
import { Passage } from "./passage.js";
import { SiteSpeaker } from "./site_speaker.js";

const SETTINGS = "read-aloud";
const PLACES = "read-aloud-places";
const SPEAKING = "read-aloud-speaking";
const PLACES_KEPT = 50;
const DEFAULTS = { voice: "", pace: "normal", rate: 1, follow: true, stop: false, shadow: false, keys: true };
const RATES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5];
/** @type {Record<string, string>} */
const KEYS = {
  k: "toggle",
  j: "previous",
  l: "next",
  r: "repeat",
  n: "go-on",
  o: "loop",
  "[": "slower",
  "]": "faster",
  s: "settings",
  "?": "help",
};
/** Of the lock screen and of headsets. */
const SYSTEM_ACTIONS = /** @type {[MediaSessionAction, string][]} */ ([
  ["play", "go-on"],
  ["pause", "pause"],
  ["stop", "close"],
  ["previoustrack", "previous"],
  ["nexttrack", "next"],
  ["seekbackward", "previous"],
  ["seekforward", "next"],
]);
const MOVES_PAGE = /^(PageUp|PageDown|Home|End|ArrowUp|ArrowDown| )$/;
const TYPES = "input:not([type=checkbox]), select, textarea, [contenteditable]";

/** @implements {Listener} */
export class Player {
  /** @type {SiteSpeaker | DeviceSpeaker | null} */
  #speaker = null;
  /** The voice and the pace of the speaker. */
  #voice = "";
  #pace = "";
  /**
   * Voices that fell silent: none of them takes another's place.
   *
   * @type {Set<string>}
   */
  #lost = new Set();
  #isPlaying = false;
  #isFollowing = true;
  /** @type {{sentence: Range, word: Range | undefined} | null} */
  #lit = null;
  #lastSaid = "";
  /** @type {{from: string, to: string | null} | null} what is looped; with its end still to be told */
  #loop = null;
  /**
   * Sentences that were selected when the bar was touched: on a phone touching ends the selection.
   *
   * @type {string[]}
   */
  #selected = [];
  #waiting = 0;
  #isPreparing = false;

  /** @param {Bar} bar @param {HTMLElement} article @param {Passage} passage */
  constructor(bar, article, passage) {
    this.bar = bar;
    this.article = article;
    this.passage = passage;
    this.light = new Light(article);
    this.address = bar.host.dataset.text ?? "";
    this.settings = { ...DEFAULTS, ...recallObject(SETTINGS) };
    if (!RATES.includes(this.settings.rate)) {
      this.settings.rate = DEFAULTS.rate;
    }
    this.current = this.#firstSentence();
    this.#fillIn();
    this.#listen();
  }

  /** @returns {string} the one the address names, else where the reader was, else the first */
  #firstSentence() {
    const { ids } = this.passage;
    const named = comesFromSwitch() ? "" : location.hash.slice(1);
    if (ids.includes(named)) {
      this.light.show(this.passage.parts(named), []);
      this.bar.offer("fromHere");
      return named;
    }
    const kept = recallObject(PLACES)[this.address];
    this.bar.offer(ids.includes(kept) ? "goOn" : "begin");
    return ids.includes(kept) ? kept : ids[0];
  }

  #fillIn() {
    for (const name of /** @type {const} */ (["follow", "stop", "shadow", "keys"])) {
      this.bar.setting(name).checked = this.settings[name] === true;
    }
    this.bar.setting("rate").value = String(this.settings.rate);
    this.bar.showPlaying(false);
    this.bar.showLoop("from");
    this.#fillVoices();
    voicesInTime().then((voices) => {
      this.#fillVoices();
      if (!voices.length && !this.bar.sounds.length) {
        this.bar.offerNothing();
      } else {
        this.#dock();
        document.addEventListener("reading-settings", () => this.#dock());
      }
    });
  }

  /** Elder readers find the bar where it always is. */
  #dock() {
    if (document.documentElement.dataset.elder) {
      this.bar.open();
    }
  }

  #fillVoices() {
    const isChosen = this.bar.voice === this.#voice;
    this.bar.fillVoices(mandarinVoices());
    const { voices } = this.bar;
    const usable = voices.filter((voice) => !this.#lost.has(voice));
    this.bar.voice = usable.includes(this.settings.voice) ? this.settings.voice : (usable[0] ?? voices[0] ?? "");
    this.bar.fillPaces(this.settings.pace);
    if (this.#isPlaying && isChosen && this.#voice && !voices.includes(this.#voice)) {
      this.failed("device-lost");
    }
  }

  #listen() {
    const { bar } = this;
    bar.start.addEventListener("click", () => this.#goOn());
    bar.restart.addEventListener("click", () => this.#moveOn(this.passage.ids[0]));
    for (const coming of ["pointerenter", "focus", "touchstart"]) {
      const prepare = () => this.#ready()?.prepare().catch(() => {});
      bar.start.addEventListener(coming, prepare, { once: true, passive: true });
    }
    bar.element.addEventListener("pointerdown", () => {
      this.#selected = this.passage.selected(getSelection());
    });
    bar.element.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("[data-do]");
      this.#do(button?.getAttribute("data-do") ?? "");
      this.#selected = [];
    });
    bar.element.addEventListener("change", (event) => this.#set(/** @type {HTMLInputElement} */ (event.target)));
    this.article.addEventListener("click", (event) => this.#pressed(event));
    addEventListener("keydown", (event) => this.#key(event));
    for (const moved of ["wheel", "touchmove"]) {
      addEventListener(moved, (event) => this.#scrolledAway(event), { passive: true });
    }
    document.addEventListener("selectionchange", () => this.#showLoop());
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.#fillVoices());
    addEventListener("hashchange", () => {
      const id = location.hash.slice(1);
      if (this.passage.ids.includes(id)) {
        this.#moveTo(id);
      }
    });
    addEventListener("storage", (event) => {
      if (event.key === SPEAKING && this.#isPlaying) {
        this.pause();
        this.bar.say("elsewhere");
      }
    });
    // The page may come back from the browser's memory, and a device goes on speaking when its page has gone.
    addEventListener("pagehide", () => {
      this.pause();
      this.#speaker?.close();
      this.#speaker = null;
    });
  }

  /** @returns {SiteSpeaker | DeviceSpeaker | null} the speaker for what is chosen; null when nothing can speak */
  #ready() {
    const { voice, pace } = this.bar;
    if (this.#speaker && this.#voice === voice && this.#pace === pace) {
      return this.#speaker;
    }
    this.#speaker?.close();
    this.#speaker = this.#speakerFor(voice, pace);
    [this.#voice, this.#pace] = [voice, pace];
    if (this.#speaker) {
      this.#speaker.rate = this.settings.rate;
    }
    return this.#speaker;
  }

  /** @param {string} voice @param {string} pace */
  #speakerFor(voice, pace) {
    const sound = this.bar.sounds.find((one) => `site:${one.voice}` === voice && one.pace === pace);
    if (sound) {
      return new SiteSpeaker(sound, this, this.passage.isPinyin);
    }
    return window.speechSynthesis ? new DeviceSpeaker(voice.slice("device:".length), this, this.passage, this.address) : null;
  }

  /** @param {string} [id] from where; from the current sentence when it is left out, going on within it if it can */
  play(id) {
    this.bar.open();
    this.article.classList.add("is-listening");
    this.#cancelWait();
    const speaker = this.#ready();
    if (!speaker) {
      this.bar.say("no-device");
      return;
    }
    this.current = id ?? this.current;
    this.#isFollowing = this.settings.follow;
    this.#lastSaid = "";
    this.#show(true);
    this.#prepare();
    remember("localStorage", SPEAKING, String(Date.now()));
    speaker.speak(this.current, id !== undefined);
    this.#tellSystem();
  }

  pause() {
    this.#cancelWait();
    this.#speaker?.pause();
    this.#show(false);
    this.#sayLoop();
  }

  close() {
    this.pause();
    this.#endLoop();
    this.light.clear();
    this.#lit = null;
    this.article.classList.remove("is-listening");
    this.bar.offer(this.current === this.passage.ids[0] ? "begin" : "goOn");
    this.bar.close();
  }

  /** @param {boolean} isPlaying */
  #show(isPlaying) {
    this.#isPlaying = isPlaying;
    this.#isPreparing = false;
    this.bar.showPlaying(isPlaying);
    this.bar.hint("");
    if ("mediaSession" in navigator) {
      navigator.mediaSession.playbackState = isPlaying ? "playing" : "paused";
    }
  }

  #prepare() {
    this.#isPreparing = true;
    this.bar.hint("preparing");
  }

  // What the speakers tell and ask

  /** @param {string} id @param {number} from @param {number} to */
  said(id, from, to) {
    const said = `${id} ${from} ${to}`;
    if (said === this.#lastSaid) {
      return;
    }
    const isNew = !this.#lastSaid.startsWith(`${id} `);
    this.#lastSaid = said;
    this.current = id;
    if (this.#isPreparing) {
      this.#isPreparing = false;
      this.bar.hint("");
    }
    this.#lightUp(to > from ? this.passage.ranges(id, from, to) : []);
    if (isNew) {
      this.#keepPlace();
    }
  }

  /** @param {string} id @param {number} length @returns {Decision} */
  decide(id, length) {
    const { ids } = this.passage;
    const at = ids.indexOf(id);
    const isLoopOver = this.#loop?.to && at >= ids.indexOf(this.#loop.to);
    const next = this.#loop && isLoopOver ? this.#loop.from : (ids[at + 1] ?? null);
    return { next, pause: this.settings.shadow ? length : 0, stop: this.settings.stop };
  }

  /**
   * A countdown tells how long.
   *
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  wait(milliseconds) {
    this.#cancelWait();
    const until = performance.now() + milliseconds;
    return new Promise((resolve) => {
      const tick = () => {
        const left = until - performance.now();
        if (left > 0) {
          this.bar.hint("your-turn", String(Math.ceil(left / 1000)));
        } else {
          this.#cancelWait();
          resolve();
        }
      };
      this.#waiting = setInterval(tick, 100);
      tick();
    });
  }

  #cancelWait() {
    if (this.#waiting) {
      clearInterval(this.#waiting);
      this.#waiting = 0;
      this.bar.hint("");
    }
  }

  /** @param {string} next where to go on when the reader says so */
  stopped(next) {
    this.#show(false);
    this.current = next;
    this.#keepPlace();
    this.bar.hint("stopped");
  }

  ended() {
    this.#show(false);
    this.light.clear();
    this.#lit = null;
    this.current = this.passage.ids[0];
    this.#keepPlace();
    this.bar.say("end");
  }

  stalled() {
    this.#prepare();
  }

  interrupted() {
    this.pause();
  }

  /**
   * A voice of the device that falls silent is replaced by another voice.
   *
   * @param {Failure} reason
   */
  failed(reason) {
    this.#show(false);
    if (reason === "no-sound" || reason === "press-again") {
      this.bar.say(reason);
      return;
    }
    this.#lost.add(this.#voice);
    const other = this.bar.voices.find((voice) => !this.#lost.has(voice));
    if (other) {
      this.bar.voice = other;
      this.bar.fillPaces(this.settings.pace);
      this.play(this.current);
      this.bar.say("device-lost", this.bar.voiceName);
    } else {
      this.bar.say("no-device");
    }
  }

  // What the reader does

  /** @param {string} what */
  #do(what) {
    /** @type {Record<string, () => void>} */
    const actions = {
      toggle: () => (this.#isPlaying ? this.pause() : this.#goOn()),
      pause: () => this.pause(),
      previous: () => this.#step(-1),
      next: () => this.#step(1),
      repeat: () => this.#moveOn(this.current),
      "go-on": () => this.#isPlaying || this.#goOn(),
      slower: () => this.#changeRate(-1),
      faster: () => this.#changeRate(1),
      settings: () => this.#unfold("settings"),
      help: () => this.#unfold("help"),
      loop: () => this.#advanceLoop(),
      return: () => this.#follow(true),
      picture: () => document.dispatchEvent(new CustomEvent("sentence-picture", { detail: this.current })),
      close: () => this.close(),
    };
    actions[what]?.();
  }

  /** @param {import("./bar.js").Panel} panel */
  #unfold(panel) {
    this.bar.unfold(panel);
    this.#follow(this.#isFollowing);
  }

  /** Messages are about what was: whoever goes on has read them. */
  #goOn() {
    this.#sayLoop();
    this.play();
  }

  /** @param {string} id */
  #moveOn(id) {
    this.#sayLoop();
    this.play(id);
  }

  /** @param {number} by sentences */
  #step(by) {
    const { ids } = this.passage;
    const at = ids.indexOf(this.current) + by;
    this.#moveTo(ids[Math.min(Math.max(at, 0), ids.length - 1)]);
  }

  /** @param {string} id */
  #moveTo(id) {
    if (this.#isPlaying) {
      this.#moveOn(id);
      return;
    }
    this.current = id;
    this.#lastSaid = "";
    this.#keepPlace();
    if (this.bar.isOpen) {
      this.#isFollowing = this.settings.follow;
      this.#lightUp([]);
    } else {
      this.light.show(this.passage.parts(id), []);
      this.bar.offer("fromHere");
    }
  }

  /** @param {number} by */
  #changeRate(by) {
    const rate = RATES[RATES.indexOf(this.settings.rate) + by];
    if (rate) {
      this.bar.setting("rate").value = String(rate);
      this.#set(this.bar.setting("rate"));
      this.bar.say("rate", String(rate));
    }
  }

  /** @param {HTMLInputElement} control */
  #set(control) {
    const name = control.dataset.set ?? "";
    const value = control.type === "checkbox" ? control.checked : control.value;
    this.settings = { ...this.settings, [name]: name === "rate" ? Number(value) : value };
    rememberObject(SETTINGS, this.settings);
    if (name === "voice" || name === "pace") {
      this.#lost.delete(this.bar.voice);
      this.bar.fillPaces(this.settings.pace);
      if (this.#isPlaying) {
        this.#moveOn(this.current);
      }
    } else if (name === "rate" && this.#speaker) {
      this.#speaker.rate = this.settings.rate;
    } else if (name === "follow") {
      this.#follow(this.settings.follow);
    }
  }

  /** Pressed once it marks where a loop begins, pressed again where it ends; what is selected is looped at once. */
  #advanceLoop() {
    const selected = this.#selected.length ? this.#selected : this.passage.selected(getSelection());
    if (this.#loop?.to) {
      this.#endLoop();
    } else if (this.#loop) {
      const { ids } = this.passage;
      const [from, to] = [this.#loop.from, this.current].sort((one, other) => ids.indexOf(one) - ids.indexOf(other));
      this.#loop = { from, to };
    } else if (selected.length) {
      this.#loop = { from: selected[0], to: selected[selected.length - 1] };
      getSelection()?.removeAllRanges();
    } else {
      this.#loop = { from: this.current, to: null };
    }
    this.#selected = [];
    this.#showLoop();
    this.#sayLoop();
    if (selected.length && this.#loop?.to) {
      this.play(this.#loop.from);
    } else if (this.#loop?.to && !this.#isPlaying) {
      this.play();
    }
  }

  #endLoop() {
    this.#loop = null;
    this.#showLoop();
    this.#sayLoop();
  }

  #showLoop() {
    const isSelected = this.passage.selected(getSelection()).length > 0;
    this.bar.showLoop(this.#loop?.to ? "off" : this.#loop ? "to" : isSelected ? "selected" : "from");
  }

  #sayLoop() {
    const { ids } = this.passage;
    if (this.#loop?.to) {
      this.bar.say("looping", String(ids.indexOf(this.#loop.to) - ids.indexOf(this.#loop.from) + 1));
    } else {
      this.bar.say(this.#loop ? "loop-begun" : "");
    }
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const target = /** @type {Element} */ (event.target);
    const isText = !target.closest("a, button, summary, read-aloud") && getSelection()?.isCollapsed !== false;
    const id = isText && this.bar.isOpen && this.passage.sentenceOf(target);
    if (id) {
      this.#moveOn(id);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.closest?.(TYPES)) {
      return;
    }
    if (MOVES_PAGE.test(event.key) && !target.closest?.("button, input")) {
      this.#scrolledAway(event);
    }
    if (event.key === "Escape" && this.bar.isOpen) {
      this.bar.fold() || this.close();
      return;
    }
    const what = this.settings.keys && KEYS[event.key.toLowerCase()];
    if (what && (this.bar.isOpen || what === "toggle")) {
      event.preventDefault();
      this.#do(what);
    }
  }

  /** @param {Event} event */
  #scrolledAway(event) {
    if (this.#isPlaying && this.settings.follow && !this.bar.element.contains(/** @type {Node} */ (event.target))) {
      this.#isFollowing = false;
      this.bar.showReturn(true);
    }
  }

  /** @param {Range[]} word of the current sentence */
  #lightUp(word) {
    const sentence = this.passage.range(this.current);
    this.#lit = sentence && { sentence, word: word[0] };
    this.light.show(this.passage.parts(this.current), word);
    this.#follow(this.#isFollowing);
  }

  /**
   * Bring what is lit between the bars.
   *
   * @param {boolean} isFollowing
   */
  #follow(isFollowing) {
    this.#isFollowing = isFollowing;
    this.bar.showReturn(this.settings.follow && !isFollowing);
    if (!isFollowing || !this.#lit) {
      return;
    }
    const floor = this.bar.element.getBoundingClientRect().top;
    const above = this.article.querySelector(".view-switch");
    const ceiling = above && getComputedStyle(above).position === "sticky" ? above.getBoundingClientRect().height : 0;
    const sentence = this.#lit.sentence.getBoundingClientRect();
    const isTall = sentence.height > floor - ceiling;
    const { top, bottom } = isTall && this.#lit.word ? this.#lit.word.getBoundingClientRect() : sentence;
    if (top < ceiling || bottom > floor) {
      const room = Math.max(0, floor - ceiling - (bottom - top));
      const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: top - ceiling - room / 4, behavior: isCalm ? "instant" : "smooth" });
    }
  }

  #keepPlace() {
    const places = recallObject(PLACES);
    delete places[this.address];
    if (this.current !== this.passage.ids[0]) {
      places[this.address] = this.current;
    }
    rememberObject(PLACES, Object.fromEntries(Object.entries(places).slice(-PLACES_KEPT)));
    this.bar.element.querySelector("[data-link]")?.setAttribute("href", `#${this.current}`);
  }

  #tellSystem() {
    if (!("mediaSession" in navigator)) {
      return;
    }
    const { title, album, site } = this.bar.host.dataset;
    navigator.mediaSession.metadata = new MediaMetadata({ title, album, artist: site });
    for (const [action, what] of SYSTEM_ACTIONS) {
      try {
        navigator.mediaSession.setActionHandler(action, () => this.#do(what));
      } catch {
        // Not every browser knows every action.
      }
    }
  }
}
