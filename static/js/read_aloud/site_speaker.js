/**
 * How is the narration played that the site has made?
 *
 * @typedef {{voice: string, voiceName: string, pace: string, paceName: string, opus: string, mp3: string, cues: string}} Sound
 * @typedef {{start: number, end: number, text: [number, number], pinyin: [number, number]}} WordCue milliseconds, and the
 *   place in the sentence, counted as a `Passage` counts
 * @typedef {{id: string, start: number, end: number, words: WordCue[]}} SentenceCue with the pause behind it; cues tile the sound
 * @typedef {import("./listener.js").Failure} Failure
 * @typedef {import("./listener.js").Listener} Listener
 * @typedef {import("./listener.js").Speaker} Speaker
 */

/** @implements {Speaker} */
export class SiteSpeaker {
  /** @type {SentenceCue[]} */
  #sentences = [];
  /** @type {Promise<void> | null} */
  #cues = null;
  #index = 0;
  #isSpeaking = false;
  /** Counts what the reader asked for, so that what was begun before gives way. */
  #turn = 0;

  /** @param {Sound} sound @param {Listener} listener @param {boolean} isPinyin */
  constructor(sound, listener, isPinyin) {
    this.sound = sound;
    this.listener = listener;
    /** @type {"pinyin" | "text"} */
    this.place = isPinyin ? "pinyin" : "text";
    this.audio = new Audio();
    this.audio.preload = "auto";
    this.audio.preservesPitch = true;
    this.audio.src = this.audio.canPlayType("audio/ogg; codecs=opus") ? sound.opus : sound.mp3;
    this.audio.addEventListener("timeupdate", () => this.#look());
    this.audio.addEventListener("ended", () => this.#isSpeaking && this.#finish());
    this.audio.addEventListener("waiting", () => this.#isSpeaking && this.listener.stalled());
    this.audio.addEventListener("error", () => this.#isSpeaking && this.#fail("no-sound"));
    this.audio.addEventListener("pause", () => {
      if (this.#isSpeaking && this.audio.paused && !this.audio.ended && !this.audio.error) {
        this.listener.interrupted();
      }
    });
  }

  async prepare() {
    this.#cues ??= fetch(this.sound.cues)
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
      .then((cues) => {
        this.#sentences = cues.sentences;
      })
      .catch((error) => {
        // The next press asks again.
        this.#cues = null;
        throw error;
      });
    await this.#cues;
  }

  /** @param {string} id @param {boolean} again */
  async speak(id, again) {
    const turn = ++this.#turn;
    this.#isSpeaking = true;
    if (this.audio.error || !this.#sentences.length) {
      // Loading within the tap is what allows Safari to play when the cues have come; a failed sound is asked for anew.
      this.audio.load();
    }
    try {
      await this.prepare();
      if (turn !== this.#turn) {
        return;
      }
      this.#index = this.#indexOf(id);
      if (this.#index < 0) {
        this.pause();
        this.listener.ended();
        return;
      }
      const { start, end } = this.#sentences[this.#index];
      const now = this.audio.currentTime * 1000;
      if (again || now < start || now >= end) {
        this.audio.currentTime = start / 1000;
      }
      await this.audio.play();
      this.#watch(turn);
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      if (turn === this.#turn && name !== "AbortError") {
        this.#fail(name === "NotAllowedError" ? "press-again" : "no-sound");
      }
    }
  }

  pause() {
    this.#turn++;
    this.#isSpeaking = false;
    this.audio.pause();
  }

  close() {
    this.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  get rate() {
    return this.audio.playbackRate;
  }

  set rate(rate) {
    this.audio.defaultPlaybackRate = this.audio.playbackRate = rate;
  }

  /** @param {string} id @returns {number} the sentence, or the first one behind it that is spoken; -1 at the end */
  #indexOf(id) {
    const exact = this.#sentences.findIndex((sentence) => sentence.id === id);
    const number = Number(id.slice(1));
    return exact >= 0 ? exact : this.#sentences.findIndex((sentence) => Number(sentence.id.slice(1)) > number);
  }

  /**
   * Look as often as the screen is drawn; where it is not, `timeupdate` looks four times a second.
   *
   * @param {number} turn
   */
  #watch(turn) {
    if (turn === this.#turn) {
      this.#look();
      requestAnimationFrame(() => this.#watch(turn));
    }
  }

  #look() {
    const sentence = this.#sentences[this.#index];
    if (!this.#isSpeaking || !sentence || this.audio.seeking || this.audio.paused) {
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
    const { id, start, end } = this.#sentences[this.#index];
    const { next, pause, stop } = this.listener.decide(id, (end - start) / this.rate);
    if (next !== null && next === this.#sentences[this.#index + 1]?.id && !pause && !stop) {
      this.#index++;
      this.#look();
      return;
    }
    this.pause();
    const turn = this.#turn;
    if (pause) {
      await this.listener.wait(pause);
    }
    if (turn !== this.#turn) {
      return;
    }
    if (next === null) {
      this.listener.ended();
    } else if (stop) {
      this.listener.stopped(next);
    } else {
      this.speak(next, true);
    }
  }

  /** @param {Failure} reason */
  #fail(reason) {
    this.pause();
    this.listener.failed(reason);
  }
}
