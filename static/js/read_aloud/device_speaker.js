/**
 * How do the voices of a reader's own device speak, in spite of all that is known against them?
 *
 * @typedef {import("./listener.js").Failure} Failure
 * @typedef {import("./listener.js").Listener} Listener
 * @typedef {import("./listener.js").Speaker} Speaker
 * @typedef {"said" | "silent" | "lost" | "dropped"} Outcome
 */
import { Passage, counted } from "./passage.js";

const VOICES_WITHIN = 5000; // milliseconds; some browsers tell of their voices late, some never
const STARTS_WITHIN = 3000; // milliseconds; languages are listed that are not installed, and say nothing
const PER_CHARACTER = 450; // milliseconds of slow speech; what takes longer was cut off without a word
const GRACE = 4000;
const AT_ONCE = 50; // characters: remote voices of Chrome fall silent after about 15 seconds

const OTHER_LANGUAGES = /^(zh|cmn)-([a-z]+-)*(hk|mo|yue|wuu|nan|hak)\b/;
// Firefox files them under zh; Yue alone is also the name of a Mandarin voice.
const OTHER_NAMES =
  /cantonese|hong\s?kong|shanghai|hokkien|hakka|min nan|\(wu\b|[-?](yue|wuu)\b|\b(yue|wuu)-|粤|粵|广东话|廣東話|香港|上海|吴语|吳語|闽南|閩南|客家/i;

/** @param {SpeechSynthesisVoice} voice @returns {string} ``zh-cn``, however the browser writes it */
function tag(voice) {
  return voice.lang.replaceAll("_", "-").toLowerCase();
}

/** @param {SpeechSynthesisVoice} voice mainland voices first, dialects last, those that stay on the device before others */
function rank(voice) {
  const mainland = /^(zh|cmn)(-hans)?-cn$/.test(tag(voice)) ? 0 : 2;
  const dialect = /^(zh|cmn)(-hans)?-cn-/.test(tag(voice)) ? 4 : 0;
  return mainland + dialect + (voice.localService ? 0 : 1);
}

/** @returns {SpeechSynthesisVoice[]} the Mandarin voices, the best first */
export function mandarinVoices() {
  return (window.speechSynthesis?.getVoices() ?? [])
    .filter((voice) => /^(zh|cmn)\b/.test(tag(voice)) && !OTHER_LANGUAGES.test(tag(voice)))
    .filter((voice) => !OTHER_NAMES.test(voice.name) && !OTHER_NAMES.test(voice.voiceURI))
    .sort((one, other) => rank(one) - rank(other));
}

/** @returns {Promise<SpeechSynthesisVoice[]>} the Mandarin voices once the browser tells of them; none when it does not */
export async function voicesInTime() {
  const until = Date.now() + VOICES_WITHIN;
  while (window.speechSynthesis && !mandarinVoices().length && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return mandarinVoices();
}

/** @implements {Speaker} */
export class DeviceSpeaker {
  rate = 1;
  /** Counts what the reader asked for, so that what was begun before gives way. */
  #turn = 0;
  /** Whether voices came and may since have gone: those are not waited for. */
  #hasSpoken = false;
  /** @type {((outcome: Outcome) => void) | null} ends the waiting for what is being said */
  #settle = null;
  /** @type {SpeechSynthesisUtterance | null} kept, or Chrome forgets it together with its events */
  #utterance = null;

  /**
   * @param {string} voiceURI empty for the best there is
   * @param {Listener} listener
   * @param {Passage} passage
   * @param {string} address of the page with the hanzi
   */
  constructor(voiceURI, listener, passage, address) {
    this.voiceURI = voiceURI;
    this.listener = listener;
    this.passage = passage;
    this.address = address;
    /** @type {Passage | null} */
    this.hanzi = passage.isPinyin ? null : passage;
  }

  async prepare() {
    await Promise.all([mandarinVoices().length ? null : voicesInTime(), this.hanzi ? null : this.#fetchHanzi()]);
  }

  /** @param {string} id always from its beginning: a pause of the browser's own does not resume everywhere */
  async speak(id) {
    const turn = ++this.#turn;
    this.#settle?.("dropped");
    if (speechSynthesis.speaking || speechSynthesis.pending) {
      speechSynthesis.cancel();
    }
    if (!this.hanzi || !(this.#hasSpoken || mandarinVoices().length)) {
      // The tap has to be used before all is there, or iOS stays silent.
      speechSynthesis.speak(new SpeechSynthesisUtterance(""));
      try {
        await this.prepare();
      } catch {
        this.#failed(turn, "no-sound");
        return;
      }
      if (turn !== this.#turn) {
        return;
      }
    }
    const began = performance.now();
    let at = 0;
    for (const piece of pieces(this.hanzi?.text(id) ?? "", AT_ONCE * this.rate)) {
      let outcome = await this.#say(id, piece, at);
      if (outcome === "silent") {
        outcome = await this.#say(id, piece, at);
      }
      if (outcome === "silent" || outcome === "lost") {
        this.#failed(turn, mandarinVoices().length ? "device-lost" : "no-device");
      }
      if (turn !== this.#turn) {
        return;
      }
      at += counted(piece);
    }
    await this.#finish(id, performance.now() - began, turn);
  }

  pause() {
    this.#turn++;
    this.#settle?.("dropped");
    speechSynthesis.cancel();
  }

  close() {
    this.pause();
  }

  /** @param {number} turn @param {Failure} reason */
  #failed(turn, reason) {
    if (turn === this.#turn) {
      this.pause();
      this.listener.failed(reason);
    }
  }

  /** @param {string} id @param {number} length @param {number} turn */
  async #finish(id, length, turn) {
    const { next, pause, stop } = this.listener.decide(id, length);
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
      this.speak(next);
    }
  }

  /** @returns {SpeechSynthesisVoice | undefined} looked for each time: voices come and go */
  #voice() {
    const voices = mandarinVoices();
    return this.voiceURI ? voices.find((voice) => voice.voiceURI === this.voiceURI) : voices[0];
  }

  /**
   * @param {string} id
   * @param {string} piece
   * @param {number} at where in the sentence the piece begins
   * @returns {Promise<Outcome>} silent when it does not begin
   */
  #say(id, piece, at) {
    const voice = this.#voice();
    if (!voice) {
      return Promise.resolve("lost");
    }
    return new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(piece);
      // Android goes by the language, others by the voice.
      utterance.voice = voice;
      utterance.lang = voice.lang.replaceAll("_", "-");
      utterance.rate = this.rate;
      /** @param {Outcome} outcome */
      const settle = (outcome) => {
        clearTimeout(watchdog);
        // What is cancelled may still send events: they are nobody's any more.
        utterance.onstart = utterance.onboundary = utterance.onend = utterance.onerror = null;
        this.#settle = this.#utterance = null;
        resolve(outcome);
      };
      /** @param {Outcome} outcome */
      const giveUp = (outcome) => {
        speechSynthesis.cancel();
        settle(outcome);
      };
      let watchdog = setTimeout(giveUp, STARTS_WITHIN, "silent");
      utterance.onstart = () => {
        this.#hasSpoken = true;
        clearTimeout(watchdog);
        watchdog = setTimeout(giveUp, (piece.length * PER_CHARACTER) / this.rate + GRACE, "said");
        this.listener.said(id, 0, 0);
      };
      utterance.onboundary = ({ name, charIndex, charLength }) => {
        // In pinyin alone nothing tells which letters a character has become: the sentence is lit, not the word.
        if (name !== "sentence" && !this.passage.isPinyin) {
          const from = at + counted(piece.slice(0, charIndex));
          // Safari leaves out the length.
          const to = from + counted(piece.slice(charIndex, charIndex + (charLength || 1)));
          this.listener.said(id, from, to);
        }
      };
      utterance.onend = () => settle("said");
      utterance.onerror = () => settle("lost");
      this.#settle = settle;
      this.#utterance = utterance;
      speechSynthesis.speak(utterance);
      // A queue that was left paused, here or in another tab, says nothing.
      speechSynthesis.resume();
    });
  }

  async #fetchHanzi() {
    const response = await fetch(this.address);
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    const { parsed } = await import("../trusted.js");
    this.hanzi = new Passage(parsed(await response.text()), false);
  }
}

/** @param {string} text @param {number} longest @returns {string[]} cut behind marks where there are any */
function pieces(text, longest) {
  const found = [];
  let rest = [...text];
  while (rest.length > longest) {
    const mark = rest.slice(0, longest).findLastIndex((character) => /[，、；：,;:—…]/.test(character));
    found.push(rest.splice(0, mark > 0 ? mark + 1 : Math.floor(longest)).join(""));
  }
  return [...found, rest.join("")].filter(Boolean);
}
