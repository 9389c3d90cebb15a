/**
 * Reads the page aloud and lights up what is being said.
 *
 * `<read-aloud>` adds the bar from its template. Two speakers stand behind it: `SiteSpeaker` plays the site's narration
 * with its cues, `DeviceSpeaker` lets the browser's own voices speak. Both say sentence after sentence and ask the
 * element, at the end of each, what comes next. What the reader chose stays on the device.
 */

/**
 * @typedef {{voice: string, voiceName: string, pace: string, paceName: string, opus: string, mp3: string, cues: string}} Sound
 * @typedef {{start: number, end: number, text: [number, number], pinyin: [number, number]}} WordCue milliseconds; places
 *   in the sentence, counted in characters that are not white space
 * @typedef {{id: string, start: number, end: number, text: string, words: WordCue[]}} SentenceCue
 * @typedef {{next: string | null, pause: number, stop: boolean}} Decision the sentence to say next, after a pause of so
 *   many milliseconds or, with `stop`, when the reader says so
 * @typedef {{said: (id: string, from: number, to: number) => void, decide: (id: string, length: number) => Decision,
 *   wait: (milliseconds: number) => Promise<void>, stopped: (next: string | null) => void, ended: () => void,
 *   failed: (reason: "no-sound" | "no-device" | "device-lost") => void}} Listener
 */

const SETTINGS = "read-aloud";
const PLACES = "read-aloud-places";
const PLACES_KEPT = 50;
const DEFAULTS = { voice: "", pace: "normal", rate: 1, follow: true, stop: false, shadow: false, keys: true };
const RATES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5];

/** @param {string} key @returns {any} */
function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {any} value */
function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storing may be forbidden or full; reading goes on without it.
  }
}

/** @param {string} character whether a place counts it, as the cues do */
function counts(character) {
  return !/[\s\ufffc]/.test(character);
}

/** Where the sentences of the page are, whichever view it shows. */
class Passage {
  /** @param {ParentNode} article @param {string} view */
  constructor(article, view) {
    this.article = article;
    this.isPinyin = view === "pinyin";
    /** @type {string[]} */
    this.ids = [...article.querySelectorAll(".sentence[id]")].map((element) => element.id);
    /** @type {Map<string, [Text, number, number][]>} */
    this.characters = new Map();
  }

  /** @param {string} id @returns {Element[]} a sentence is cut where a link or emphasis cuts it */
  parts(id) {
    return [...this.article.querySelectorAll(`#${CSS.escape(id)}, [data-part="${CSS.escape(id)}"]`)];
  }

  /**
   * @param {string} id
   * @param {number} [from]
   * @param {number} [to] counted in characters that are not white space; the pinyin above hanzi is not counted
   * @returns {Range | null} with the pinyin that stands above its last character
   */
  range(id, from = 0, to = Infinity) {
    const characters = this.#charactersOf(id).slice(from, to);
    if (!characters.length) {
      return null;
    }
    const [firstNode, start] = characters[0];
    const [lastNode, , end] = characters[characters.length - 1];
    const range = document.createRange();
    range.setStart(firstNode, start);
    range.setEnd(lastNode, end);
    if (lastNode.nextSibling?.nodeName === "RT" && end === lastNode.length) {
      range.setEndAfter(lastNode.nextSibling);
    }
    return range;
  }

  /** @param {Node | null} node @returns {string | null} the id of the sentence that holds it */
  sentenceOf(node) {
    const element = node instanceof Element ? node : node?.parentElement;
    const part = element?.closest(".sentence");
    return part && this.article.contains(part) ? part.id || part.dataset.part : null;
  }

  /** @param {string} id @returns {string} its text without pinyin above */
  text(id) {
    return this.#charactersOf(id)
      .map(([node, start, end]) => node.data.slice(start, end))
      .join("");
  }

  /** @param {string} id each character's node and place in it */
  #charactersOf(id) {
    let characters = this.characters.get(id);
    if (!characters) {
      characters = [];
      for (const part of this.parts(id)) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) =>
          node.parentElement?.closest("rt, rp") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
        );
        while (walker.nextNode()) {
          const node = /** @type {Text} */ (walker.currentNode);
          let at = 0;
          for (const character of node.data) {
            if (counts(character)) {
              characters.push([node, at, at + character.length]);
            }
            at += character.length;
          }
        }
      }
      this.characters.set(id, characters);
    }
    return characters;
  }
}

/** Lights up a sentence and the word in it, without moving anything. */
class Light {
  /** @param {Element} article */
  constructor(article) {
    this.article = article;
    /** @type {Element[]} */
    this.parts = [];
    /** @type {Range | null} */
    this.word = null;
    /** @type {HTMLElement[]} */
    this.boxes = [];
    this.hasHighlights = "highlights" in CSS && "Highlight" in window;
    if (!this.hasHighlights) {
      addEventListener("resize", () => this.#drawBoxes());
    }
  }

  /** @param {Element[]} parts of the sentence @param {Range | null} word */
  show(parts, word) {
    for (const part of this.parts) {
      part.classList.toggle("is-spoken", parts.includes(part));
    }
    for (const part of parts) {
      part.classList.add("is-spoken");
    }
    this.parts = parts;
    this.word = word;
    if (!this.hasHighlights) {
      this.#drawBoxes();
    } else if (word) {
      CSS.highlights.set("read-aloud-word", new Highlight(word));
    } else {
      CSS.highlights.delete("read-aloud-word");
    }
  }

  clear() {
    this.show([], null);
  }

  /** Boxes behind the text, where the browser cannot light up a range. */
  #drawBoxes() {
    const edge = this.article.getBoundingClientRect();
    for (const box of this.boxes) {
      box.remove();
    }
    this.boxes = [...(this.word?.getClientRects() ?? [])].map((rect) => {
      const box = document.createElement("span");
      box.className = "read-aloud-light";
      box.style.cssText = `translate: ${rect.left - edge.left}px ${rect.top - edge.top}px; inline-size: ${rect.width}px; block-size: ${rect.height}px`;
      return box;
    });
    this.article.append(...this.boxes);
  }
}

/** Plays the narration that the site has made. */
class SiteSpeaker {
  /** @param {Sound} sound @param {Listener} listener @param {boolean} isPinyin */
  constructor(sound, listener, isPinyin) {
    this.sound = sound;
    this.listener = listener;
    this.place = isPinyin ? "pinyin" : "text";
    this.audio = new Audio();
    this.audio.preload = "auto";
    this.audio.src = this.audio.canPlayType("audio/ogg; codecs=opus") ? sound.opus : sound.mp3;
    this.audio.addEventListener("timeupdate", () => this.#look());
    this.audio.addEventListener("ended", () => this.isSpeaking && this.#finish());
    this.audio.addEventListener("error", () => this.isSpeaking && this.#fail());
    /** @type {SentenceCue[]} */
    this.sentences = [];
    this.index = 0;
    this.isSpeaking = false;
    this.turn = 0;
  }

  /** @returns {Promise<void>} fetches the cues, once */
  prepare() {
    this.cues ??= fetch(this.sound.cues)
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
      .then((cues) => {
        this.sentences = cues.sentences;
      })
      .catch((error) => {
        this.cues = undefined;
        throw error;
      });
    return this.cues;
  }

  /** @param {string} id @returns {number} the sentence, or the first one behind it that is spoken */
  #indexOf(id) {
    const exact = this.sentences.findIndex((sentence) => sentence.id === id);
    const number = Number(id.slice(1));
    return exact >= 0 ? exact : this.sentences.findIndex((sentence) => Number(sentence.id.slice(1)) >= number);
  }

  /** @param {string} id @param {boolean} [again] whether from its beginning, also when it is being said */
  async speak(id, again = true) {
    const turn = ++this.turn;
    this.isSpeaking = true;
    try {
      await this.prepare();
      if (turn !== this.turn) {
        return;
      }
      this.index = Math.max(0, this.#indexOf(id));
      const { start, end } = this.sentences[this.index];
      const now = this.audio.currentTime * 1000;
      if (again || now < start || now >= end) {
        this.audio.currentTime = start / 1000;
      }
      this.audio.preservesPitch = true;
      await this.audio.play();
      this.#watch();
    } catch (error) {
      if (turn === this.turn && error?.name !== "AbortError") {
        this.#fail();
      }
    }
  }

  pause() {
    this.turn++;
    this.isSpeaking = false;
    this.audio.pause();
  }

  /** @param {number} rate */
  set rate(rate) {
    this.audio.defaultPlaybackRate = this.audio.playbackRate = rate;
  }

  close() {
    this.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  /** Look as often as the screen is drawn; where it is not, `timeupdate` looks four times a second. */
  #watch() {
    if (this.isSpeaking) {
      this.#look();
      requestAnimationFrame(() => this.#watch());
    }
  }

  #look() {
    const sentence = this.sentences[this.index];
    if (!this.isSpeaking || !sentence || this.audio.seeking) {
      return;
    }
    const now = this.audio.currentTime * 1000;
    if (now >= sentence.end) {
      this.#finish();
      return;
    }
    const word = sentence.words.find((cue) => now < cue.end) ?? sentence.words[sentence.words.length - 1];
    this.listener.said(sentence.id, ...word[this.place]);
  }

  async #finish() {
    const turn = this.turn;
    const { id, start, end } = this.sentences[this.index];
    const { next, pause, stop } = this.listener.decide(id, (end - start) / this.audio.playbackRate);
    if (next !== null && next === this.sentences[this.index + 1]?.id && !pause && !stop) {
      this.index++;
      this.#look();
      return;
    }
    this.pause();
    if (pause) {
      await this.listener.wait(pause);
      if (turn + 1 !== this.turn) {
        return;
      }
    }
    if (next === null) {
      this.listener.ended();
    } else if (stop) {
      this.listener.stopped(next);
    } else {
      this.speak(next);
    }
  }

  #fail() {
    this.pause();
    this.listener.failed("no-sound");
  }
}

/** How the voices of a device are chosen and used; every number was paid for by somebody's bug report. */
const DEVICE = {
  voicesWithin: 5000, // milliseconds; some browsers tell of their voices late, some never
  startsWithin: 3000,
  perCharacter: 450, // milliseconds, slow speech; a sentence that takes longer was cut off
  grace: 4000,
  longest: 60, // characters at once: remote voices of Chrome fall silent after about 15 seconds
};
const NOT_MANDARIN = /cantonese|yue|hong\s?kong|wuu|shanghai|粤|粵|广东|廣東|香港|上海|吴语|吳語/i;

/** @returns {SpeechSynthesisVoice[]} the Mandarin voices, mainland ones first, those that stay on the device before others */
function mandarinVoices() {
  /** @param {SpeechSynthesisVoice} voice */
  const tag = (voice) => voice.lang.replace("_", "-").toLowerCase();
  /** @param {SpeechSynthesisVoice} voice */
  const rank = (voice) => (/^(zh|cmn)(-hans)?-cn/.test(tag(voice)) ? 0 : 2) + (voice.localService ? 0 : 1);
  return (window.speechSynthesis?.getVoices() ?? [])
    .filter((voice) => /^(zh|cmn)\b/.test(tag(voice)) && !/-(hk|mo)\b|yue|wuu/.test(tag(voice)))
    .filter((voice) => !NOT_MANDARIN.test(`${voice.name} ${voice.voiceURI}`))
    .sort((one, other) => rank(one) - rank(other));
}

/** @returns {Promise<SpeechSynthesisVoice[]>} the voices once the browser tells of them, or none */
async function voicesInTime() {
  const until = Date.now() + DEVICE.voicesWithin;
  while (window.speechSynthesis && !mandarinVoices().length && Date.now() < until) {
    await new Promise((resolve) => {
      speechSynthesis.addEventListener?.("voiceschanged", resolve, { once: true });
      setTimeout(resolve, 250);
    });
  }
  return mandarinVoices();
}

/** Lets the browser's own voice speak, one short utterance at a time. */
class DeviceSpeaker {
  /**
   * @param {string} voiceURI
   * @param {Listener} listener
   * @param {Passage} passage
   * @param {(id: string) => string} textOf the hanzi of a sentence
   */
  constructor(voiceURI, listener, passage, textOf) {
    this.voiceURI = voiceURI;
    this.listener = listener;
    this.passage = passage;
    this.textOf = textOf;
    this.rate = 1;
    this.turn = 0;
    this.isSpeaking = false;
  }

  async prepare() {}

  /** @returns {SpeechSynthesisVoice | undefined} asked anew each time: voices come and go */
  #voice() {
    const voices = mandarinVoices();
    return voices.find((voice) => voice.voiceURI === this.voiceURI) ?? (this.voiceURI ? undefined : voices[0]);
  }

  /** @param {string} id always from its beginning: a pause of the browser's own does not resume everywhere */
  async speak(id) {
    const turn = ++this.turn;
    this.isSpeaking = true;
    speechSynthesis.cancel();
    const began = Date.now();
    let at = 0;
    for (const piece of pieces(this.textOf(id))) {
      // The first one is spoken within the reader's tap: iOS allows no other.
      const outcome = await this.#say(id, piece, at, turn);
      if (turn !== this.turn) {
        return;
      }
      if (outcome !== "said") {
        this.pause();
        this.listener.failed(outcome);
        return;
      }
      at += [...piece].filter(counts).length;
    }
    await this.#finish(id, Date.now() - began, turn);
  }

  pause() {
    this.turn++;
    this.isSpeaking = false;
    window.speechSynthesis?.cancel();
  }

  close() {
    this.pause();
  }

  /** @param {string} id @param {number} length @param {number} turn */
  async #finish(id, length, turn) {
    const { next, pause, stop } = this.listener.decide(id, length);
    if (pause) {
      await this.listener.wait(pause);
    }
    if (turn !== this.turn) {
      return;
    }
    if (next !== null && !stop) {
      this.speak(next);
      return;
    }
    this.pause();
    if (next === null) {
      this.listener.ended();
    } else {
      this.listener.stopped(next);
    }
  }

  /**
   * @param {string} id
   * @param {string} piece
   * @param {number} at where in the sentence the piece begins
   * @param {number} turn
   * @param {boolean} [isSecondTry]
   * @returns {Promise<"said" | "no-device" | "device-lost">}
   */
  #say(id, piece, at, turn, isSecondTry = false) {
    const voice = this.#voice();
    if (!voice) {
      return Promise.resolve(this.voiceURI ? "device-lost" : "no-device");
    }
    return new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(piece);
      // Android goes by the language, others by the voice.
      utterance.voice = voice;
      utterance.lang = voice.lang.replace("_", "-");
      utterance.rate = this.rate;
      let watchdog = 0;
      /** @param {"said" | "no-device" | "device-lost"} outcome */
      const settle = (outcome) => {
        clearTimeout(watchdog);
        // A browser may still send the events of what was cancelled: they are nobody's any more.
        utterance.onstart = utterance.onend = utterance.onerror = utterance.onboundary = null;
        resolve(outcome);
      };
      const goOn = () => {
        speechSynthesis.cancel();
        settle("said");
      };
      utterance.onstart = () => {
        clearTimeout(watchdog);
        this.listener.said(id, 0, 0);
        const patience = ([...piece].length * DEVICE.perCharacter) / this.rate + DEVICE.grace;
        watchdog = setTimeout(goOn, patience);
      };
      utterance.onboundary = (event) => {
        const from = at + [...piece.slice(0, event.charIndex)].filter(counts).length;
        const length = event.charLength || 1;
        const to = from + [...piece.slice(event.charIndex, event.charIndex + length)].filter(counts).length;
        if (turn === this.turn && to > from) {
          this.listener.said(id, from, to);
        }
      };
      utterance.onend = () => settle("said");
      utterance.onerror = (event) => settle(/canceled|interrupted/.test(event.error) ? "said" : "device-lost");
      watchdog = setTimeout(async () => {
        utterance.onstart = utterance.onend = utterance.onerror = null;
        speechSynthesis.cancel();
        settle(isSecondTry || turn !== this.turn ? "device-lost" : await this.#say(id, piece, at, turn, true));
      }, DEVICE.startsWithin);
      speechSynthesis.speak(utterance);
      // A queue that was left paused, here or in another tab, says nothing.
      speechSynthesis.resume();
    });
  }
}

/** @param {string} text @returns {string[]} short enough to be said at once, cut behind marks where there are any */
function pieces(text) {
  const found = [];
  let rest = [...text];
  while (rest.length > DEVICE.longest) {
    const mark = rest.slice(0, DEVICE.longest).findLastIndex((character) => /[，、；：,;:—…]/.test(character));
    found.push(rest.splice(0, mark > 0 ? mark + 1 : DEVICE.longest).join(""));
  }
  return [...found, rest.join("")].filter(Boolean);
}

class ReadAloud extends HTMLElement {
  connectedCallback() {
    const template = this.querySelector("template");
    if (!template || this.player) {
      return;
    }
    this.messages = new Map(
      [...template.content.querySelectorAll("[data-message]")].map((text) => [text.dataset.message, text.textContent]),
    );
    this.player = /** @type {HTMLElement} */ (template.content.querySelector(".player").cloneNode(true));
    this.append(this.player);
    this.article = this.closest("article");
    this.passage = new Passage(this.article, this.dataset.view);
    this.light = new Light(this.article);
    /** @type {Sound[]} */
    this.sounds = JSON.parse(this.querySelector("script").textContent);
    this.settings = { ...DEFAULTS, ...recall(SETTINGS) };
    this.path = this.dataset.text;
    this.current = this.#firstSentence();
    /** @type {{from: string, to: string} | null} */
    this.loop = null;
    this.isPlaying = false;
    this.isFollowing = true;
    this.#fillIn();
    this.#listen();
    for (const element of this.querySelectorAll(".without-script")) {
      element.remove();
    }
    this.querySelector(".start").hidden = false;
  }

  /** @returns {string} the one the address names, else where the reader was, else the first */
  #firstSentence() {
    const named = location.hash.slice(1);
    const kept = recall(PLACES)?.[this.path];
    return [named, kept].find((id) => this.passage.ids.includes(id)) ?? this.passage.ids[0];
  }

  /** @param {string} name @returns {any} */
  #control(name) {
    return this.player.querySelector(`[data-set="${name}"], [data-do="${name}"]`);
  }

  /** @param {string} name @param {string} [value] */
  #say(name, value = "") {
    const status = this.player.querySelector(".status");
    const message = name ? this.messages.get(name).replace("%s", value) : "";
    if (status.textContent !== message) {
      status.textContent = message;
    }
  }

  #fillIn() {
    for (const name of ["follow", "stop", "shadow", "keys"]) {
      this.#control(name).checked = this.settings[name];
    }
    this.#control("rate").value = String(this.settings.rate);
    this.#fillVoices(mandarinVoices());
    voicesInTime().then((voices) => this.#fillVoices(voices));
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.#fillVoices(mandarinVoices()));
  }

  /** @param {SpeechSynthesisVoice[]} deviceVoices */
  #fillVoices(deviceVoices) {
    const select = this.#control("voice");
    const ofSite = new Map(this.sounds.map((sound) => [sound.voice, sound.voiceName]));
    const options = [
      ...[...ofSite].map(([key, name]) => new Option(`${this.messages.get("site")} · ${name}`, `site:${key}`)),
      ...deviceVoices.map((voice) => new Option(`${this.messages.get("device")} · ${voice.name}`, `device:${voice.voiceURI}`)),
    ];
    select.replaceChildren(...options);
    const values = options.map((option) => option.value);
    select.value = values.includes(this.settings.voice) ? this.settings.voice : (values[0] ?? "");
    this.#fillPaces();
  }

  #fillPaces() {
    const select = this.#control("pace");
    const sounds = this.sounds.filter((sound) => `site:${sound.voice}` === this.#control("voice").value);
    select.replaceChildren(...sounds.map((sound) => new Option(sound.paceName, sound.pace)));
    select.value = (sounds.find((sound) => sound.pace === this.settings.pace) ?? sounds[0])?.pace ?? "";
    this.player.querySelector(".pace").hidden = sounds.length < 2;
    this.player.querySelector(".about-device").hidden = sounds.length > 0;
  }

  #listen() {
    const start = this.querySelector(".start");
    start.addEventListener("click", () => this.play());
    for (const coming of ["pointerenter", "focus", "touchstart"]) {
      start.addEventListener(coming, () => this.#ready()?.prepare().catch(() => {}), { once: true, passive: true });
    }
    this.player.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("[data-do]");
      if (button) {
        this.#do(button.dataset.do);
      }
    });
    this.player.querySelector(".return").addEventListener("click", () => this.#follow(true));
    this.player.addEventListener("change", (event) => this.#set(/** @type {any} */ (event.target)));
    this.article.addEventListener("click", (event) => this.#pressed(event));
    addEventListener("keydown", (event) => this.#key(event));
    for (const moved of ["wheel", "touchmove"]) {
      addEventListener(moved, (event) => this.#scrolledAway(event), { passive: true });
    }
    addEventListener("hashchange", () => {
      const id = location.hash.slice(1);
      if (this.passage.ids.includes(id)) {
        this.#moveTo(id);
      }
    });
    addEventListener("pagehide", () => this.speaker?.close());
  }

  /** @returns {SiteSpeaker | DeviceSpeaker | null} the speaker for what is chosen; null when nothing can speak */
  #ready() {
    const choice = this.#control("voice").value;
    const pace = this.#control("pace").value;
    const chosen = `${choice} ${pace}`;
    if (this.speaker && this.chosen === chosen) {
      return this.speaker;
    }
    this.speaker?.close();
    this.chosen = chosen;
    const sound = this.sounds.find((one) => `site:${one.voice}` === choice && one.pace === pace);
    if (sound) {
      this.speaker = new SiteSpeaker(sound, this, this.passage.isPinyin);
    } else if (window.speechSynthesis) {
      const uri = choice.startsWith("device:") ? choice.slice(7) : "";
      this.speaker = new DeviceSpeaker(uri, this, this.passage, (id) => this.hanzi?.get(id) ?? this.passage.text(id));
    } else {
      this.speaker = null;
    }
    if (this.speaker) {
      this.speaker.rate = this.settings.rate;
    }
    return this.speaker;
  }

  /** @param {string} [id] from where; from the current sentence when it is left out, going on within it if it can */
  async play(id) {
    this.#open();
    this.#cancelWait();
    const speaker = this.#ready();
    if (!speaker) {
      this.failed("no-device");
      return;
    }
    this.current = id ?? this.current;
    this.isFollowing = this.settings.follow;
    this.#show(true);
    this.#say(this.loop ? "looping" : speaker instanceof SiteSpeaker && !speaker.sentences.length ? "preparing" : "");
    if (speaker instanceof DeviceSpeaker && this.passage.isPinyin && !this.hanzi) {
      // The tap has to be used before the text is there, or iOS stays silent.
      speechSynthesis.speak(new SpeechSynthesisUtterance(""));
      await this.#fetchHanzi();
      if (!this.isPlaying) {
        return;
      }
    }
    speaker.speak(this.current, id !== undefined);
    this.#tellSystem();
  }

  pause() {
    this.#cancelWait();
    this.speaker?.pause();
    this.#show(false);
    this.#say("");
  }

  close() {
    this.pause();
    this.light.clear();
    this.player.hidden = true;
    this.article.classList.remove("is-listening");
    this.querySelector(".start").hidden = false;
    this.querySelector(".start").focus({ preventScroll: true });
  }

  #open() {
    this.player.hidden = false;
    this.article.classList.add("is-listening");
  }

  /** @param {boolean} isPlaying */
  #show(isPlaying) {
    this.isPlaying = isPlaying;
    this.player.classList.toggle("is-playing", isPlaying);
    const toggle = this.#control("toggle");
    toggle.setAttribute("aria-label", isPlaying ? toggle.dataset.pause : toggle.dataset.play);
    if ("mediaSession" in navigator) {
      navigator.mediaSession.playbackState = isPlaying ? "playing" : "paused";
    }
  }

  // What the speakers tell and ask

  /** @param {string} id @param {number} from @param {number} to the word in it; nothing when from = to */
  said(id, from, to) {
    const said = `${id} ${from} ${to}`;
    if (said === this.lastSaid) {
      return;
    }
    this.lastSaid = said;
    const isNew = id !== this.current || !this.lit;
    this.current = id;
    if (!this.waiting) {
      this.#say(this.loop ? "looping" : "");
    }
    this.lit = this.passage.range(id);
    this.light.show(this.passage.parts(id), to > from ? this.passage.range(id, from, to) : null);
    if (isNew) {
      this.#keepPlace();
      this.#follow(false);
    }
  }

  /** @param {string} id @param {number} length milliseconds it took @returns {Decision} */
  decide(id, length) {
    const at = this.passage.ids.indexOf(id);
    const next = this.loop && id === this.loop.to ? this.loop.from : (this.passage.ids[at + 1] ?? null);
    return { next, pause: this.settings.shadow ? length : 0, stop: this.settings.stop };
  }

  /** @param {number} milliseconds for the reader to repeat the sentence; a countdown tells how long */
  wait(milliseconds) {
    this.#cancelWait();
    const until = performance.now() + milliseconds;
    return new Promise((resolve) => {
      const tick = () => {
        const left = until - performance.now();
        if (left <= 0) {
          this.#cancelWait();
          this.#say("");
          resolve();
        } else {
          this.#say("your-turn", String(Math.ceil(left / 1000)));
        }
      };
      this.waiting = setInterval(tick, 100);
      tick();
    });
  }

  #cancelWait() {
    clearInterval(this.waiting);
    this.waiting = 0;
  }

  /** @param {string | null} next where to go on when the reader says so */
  stopped(next) {
    this.#show(false);
    this.current = next ?? this.current;
    this.#say("stopped");
  }

  ended() {
    this.#show(false);
    this.light.clear();
    this.lit = null;
    this.current = this.passage.ids[0];
    this.#keepPlace();
    this.#say("end");
  }

  /** @param {"no-sound" | "no-device" | "device-lost"} reason */
  failed(reason) {
    this.#show(false);
    if (reason === "device-lost" && this.sounds.length) {
      this.#control("voice").value = `site:${this.sounds[0].voice}`;
      this.#fillPaces();
      this.play(this.current).then(() => this.#say(reason));
    } else {
      this.#say(reason === "device-lost" ? "no-device" : reason);
    }
  }

  // What the reader does

  /** @param {string} what */
  #do(what) {
    const actions = {
      toggle: () => (this.isPlaying ? this.pause() : this.play()),
      previous: () => this.#step(-1),
      next: () => this.#step(1),
      repeat: () => this.play(this.current),
      "go-on": () => this.isPlaying || this.play(),
      slower: () => this.#changeRate(-1),
      faster: () => this.#changeRate(1),
      settings: () => this.#unfold("settings"),
      help: () => this.#unfold("help"),
      loop: () => this.#toggleLoop(),
      close: () => this.close(),
    };
    actions[what]?.();
  }

  /** @param {number} by sentences */
  #step(by) {
    const at = this.passage.ids.indexOf(this.current) + by;
    this.#moveTo(this.passage.ids[Math.min(Math.max(at, 0), this.passage.ids.length - 1)]);
  }

  /** @param {string} id */
  #moveTo(id) {
    if (this.isPlaying || this.waiting) {
      this.play(id);
      return;
    }
    this.current = id;
    this.#keepPlace();
    if (!this.player.hidden) {
      // A pause is over: going on begins the sentence anew.
      this.speaker?.pause();
      this.lit = this.passage.range(id);
      this.lastSaid = "";
      this.light.show(this.passage.parts(id), null);
      this.isFollowing = this.settings.follow;
      this.#follow(false);
    }
  }

  /** @param {number} by */
  #changeRate(by) {
    const at = RATES.indexOf(this.settings.rate) + by;
    if (RATES[at]) {
      this.#control("rate").value = String(RATES[at]);
      this.#set(this.#control("rate"));
    }
  }

  /** @param {HTMLInputElement} control */
  #set(control) {
    const name = control.dataset.set;
    this.settings[name] = name === "rate" ? Number(control.value) : (control.type === "checkbox" ? control.checked : control.value);
    remember(SETTINGS, this.settings);
    const wasPlaying = this.isPlaying;
    if (name === "voice") {
      this.#fillPaces();
    }
    if (name === "voice" || name === "pace") {
      this.pause();
      this.#ready();
      if (wasPlaying) {
        this.play(this.current);
      }
    } else if (name === "rate" && this.speaker) {
      this.speaker.rate = this.settings.rate;
    } else if (name === "follow") {
      this.isFollowing = control.checked;
      this.#follow(false);
    }
  }

  /** @param {"settings" | "help"} panel */
  #unfold(panel) {
    for (const name of ["settings", "help"]) {
      const element = this.player.querySelector(`.${name}`);
      element.hidden = name !== panel || !element.hidden;
      this.#control(name).setAttribute("aria-expanded", String(!element.hidden));
    }
  }

  #toggleLoop() {
    const button = this.#control("loop");
    const selection = getSelection();
    if (this.loop) {
      this.loop = null;
      this.#say("");
    } else if (selection && !selection.isCollapsed) {
      const chosen = this.passage.ids.filter((id) =>
        this.passage.parts(id).some((part) => selection.containsNode(part, true)),
      );
      this.loop = chosen.length ? { from: chosen[0], to: chosen[chosen.length - 1] } : null;
    }
    button.setAttribute("aria-pressed", String(Boolean(this.loop)));
    button.textContent = this.loop ? button.dataset.on : button.dataset.off;
    if (this.loop) {
      selection.removeAllRanges();
      this.play(this.loop.from);
    } else if (!this.isPlaying) {
      this.#say("select");
    }
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const target = /** @type {Element} */ (event.target);
    const isText = !target.closest("a, button, summary, read-aloud") && getSelection()?.isCollapsed !== false;
    const id = isText && !this.player.hidden && event.button === 0 && this.passage.sentenceOf(target);
    if (id) {
      this.play(id);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {Element} */ (event.target);
    if (this.#movesPage(event)) {
      this.#scrolledAway(event);
    }
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.("input:not([type=checkbox]), select, textarea")) {
      return;
    }
    if (event.key === "Escape" && !this.player.hidden) {
      this.close();
      return;
    }
    const keys = { k: "toggle", j: "previous", l: "next", r: "repeat", n: "go-on", "[": "slower", "]": "faster", s: "settings", "?": "help" };
    const what = this.settings.keys && keys[event.key.toLowerCase()];
    if (what && (!this.player.hidden || what === "toggle")) {
      event.preventDefault();
      this.#do(what);
    }
  }

  /** @param {KeyboardEvent} event */
  #movesPage(event) {
    return /^(PageUp|PageDown|Home|End|ArrowUp|ArrowDown)$/.test(event.key);
  }

  /** @param {Event} event */
  #scrolledAway(event) {
    if (this.isPlaying && this.settings.follow && !this.player.contains(/** @type {Node} */ (event.target))) {
      this.isFollowing = false;
      this.player.querySelector(".return").hidden = false;
    }
  }

  /** @param {boolean} isAsked whether the reader wants to come back */
  #follow(isAsked) {
    if (isAsked) {
      this.isFollowing = true;
    }
    this.player.querySelector(".return").hidden = this.isFollowing || !this.settings.follow;
    if (!this.isFollowing || !this.lit) {
      return;
    }
    const { top, bottom } = this.lit.getBoundingClientRect();
    const floor = this.player.getBoundingClientRect().top;
    const bar = this.article.querySelector(".view-switch");
    const ceiling = bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().height : 0;
    if (top < ceiling || bottom > floor) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: top - ceiling - (floor - ceiling) / 4, behavior: calm ? "instant" : "smooth" });
    }
  }

  #keepPlace() {
    const places = recall(PLACES) ?? {};
    delete places[this.path];
    if (this.current !== this.passage.ids[0]) {
      places[this.path] = this.current;
    }
    remember(PLACES, Object.fromEntries(Object.entries(places).slice(-PLACES_KEPT)));
    const link = this.player.querySelector("[data-link]");
    link.href = `#${this.current}`;
  }

  /** The view that shows pinyin alone has no hanzi for a device's voice: they are on the page of the first view. */
  async #fetchHanzi() {
    try {
      const response = await fetch(this.dataset.text);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const passage = new Passage(page, "hanzi");
      this.hanzi = new Map(passage.ids.map((id) => [id, passage.text(id)]));
    } catch {
      this.hanzi = undefined;
      this.failed("no-sound");
    }
  }

  /** The lock screen and the keys of a headset. */
  #tellSystem() {
    if (!("mediaSession" in navigator)) {
      return;
    }
    const { title, album } = this.dataset;
    navigator.mediaSession.metadata = new MediaMetadata({ title, album, artist: document.title.split("｜").pop() });
    const actions = {
      play: "go-on",
      pause: "toggle",
      stop: "close",
      previoustrack: "previous",
      nexttrack: "next",
      seekbackward: "previous",
      seekforward: "next",
    };
    for (const [action, what] of Object.entries(actions)) {
      try {
        navigator.mediaSession.setActionHandler(/** @type {MediaSessionAction} */ (action), () => this.#do(what));
      } catch {
        // Not every browser knows every action.
      }
    }
  }
}

customElements.define("read-aloud", ReadAloud);
