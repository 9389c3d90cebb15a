/**
 * How does a reader hear a word? Cut out of the article's narration; where there is none, by a Mandarin voice of the device.
 *
 * @typedef {import("../read_aloud/site_speaker.js").Sound} Sound
 * @typedef {import("./sheet.js").Place} Place
 */
import { recallObject } from "../memory.js";
import { mandarinVoices, voicesInTime } from "../read_aloud/device_speaker.js";

const SETTINGS = "read-aloud";
const BEHIND = 40; // milliseconds that a clip goes on: the last consonant would be cut

export class Hearing {
  #turn = 0;
  /** @type {Promise<any> | null} */
  #cues = null;

  /** @param {Element | null} host of the article's sounds */
  constructor(host) {
    this.host = host;
    /** @type {Sound[]} */
    const sounds = JSON.parse(host?.querySelector('script[type="application/json"]')?.textContent ?? "[]");
    const { voice, pace } = recallObject(SETTINGS);
    this.sound = sounds.find((one) => `site:${one.voice}` === voice && one.pace === pace) ?? sounds[0];
    this.audio = this.sound && new Audio();
    if (this.audio && this.sound) {
      this.audio.preload = "none";
      this.audio.src = this.audio.canPlayType("audio/ogg; codecs=opus") ? this.sound.opus : this.sound.mp3;
    }
  }

  /** @returns {Promise<boolean>} whether anything can be heard on this page and device */
  async isPossible() {
    return Boolean(this.sound) || (await voicesInTime()).length > 0;
  }

  /** @param {string} text @param {Place | null} place */
  async say(text, place) {
    const turn = ++this.#turn;
    // The voice that reads the article waits.
    /** @type {any} */ (this.host)?.player?.pause?.();
    try {
      const clip = place && this.audio && (await this.#clip(place));
      if (turn === this.#turn && clip) {
        await this.#play(clip, turn);
        return;
      }
    } catch {
      // What cannot be fetched now is said by the device.
    }
    if (turn === this.#turn) {
      this.#sayByDevice(text);
    }
  }

  stop() {
    this.#turn++;
    this.audio?.pause();
  }

  /** @param {Place} place @returns {Promise<[number, number] | null>} from, up to, in milliseconds */
  async #clip({ sentence, hanzi: [from, to] }) {
    this.#cues ??= fetch(this.sound.cues).then((response) => (response.ok ? response.json() : Promise.reject(response)));
    this.#cues.catch(() => (this.#cues = null));
    const { sentences } = await this.#cues;
    const cue = sentences.find((/** @type {any} */ one) => one.id === sentence);
    const syllables = (cue?.words ?? []).flatMap((/** @type {any} */ word) => word.syllables);
    const its = syllables.filter((/** @type {number[]} */ [, , start, end]) => start < to && end > from);
    return its.length ? [its[0][0], its[its.length - 1][1]] : null;
  }

  /** @param {[number, number]} clip @param {number} turn */
  async #play([from, to], turn) {
    const audio = /** @type {HTMLAudioElement} */ (this.audio);
    audio.currentTime = from / 1000;
    await audio.play();
    const watch = () => {
      if (turn !== this.#turn || audio.paused) {
        return;
      }
      if (audio.currentTime * 1000 >= to + BEHIND) {
        audio.pause();
      } else {
        setTimeout(watch, 10);
      }
    };
    watch();
  }

  /** @param {string} text */
  #sayByDevice(text) {
    const [voice] = mandarinVoices();
    if (voice) {
      const said = new SpeechSynthesisUtterance(text);
      [said.voice, said.lang] = [voice, voice.lang.replaceAll("_", "-")];
      speechSynthesis.cancel();
      speechSynthesis.speak(said);
    }
  }
}
