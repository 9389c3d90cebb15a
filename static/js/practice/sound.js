/**
 * How is one sentence heard? From the site's narration, or by a Mandarin voice of the device.
 *
 * One thing is heard at a time: whoever begins another ends the one before.
 */
import { mandarinVoices, voicesInTime } from "../read_aloud/device_speaker.js";

/** @type {() => void} ends what is being heard */
let end = () => {};

export function silence() {
  end();
}

/**
 * @param {HTMLAudioElement} audio
 * @param {number} from seconds
 * @param {number} to seconds; Infinity for the whole
 * @returns {Promise<void>} resolves when it was heard or ended; rejects when it cannot be had
 */
export function play(audio, from = 0, to = Infinity) {
  silence();
  return new Promise((resolve, reject) => {
    /** @param {Error} [failure] */
    const finish = (failure) => {
      clearInterval(watch);
      audio.pause();
      audio.onended = audio.onerror = null;
      end = () => {};
      failure ? reject(failure) : resolve();
    };
    // `timeupdate` comes four times a second: too late for the end of a sentence.
    const watch = setInterval(() => audio.currentTime >= to && finish(), 30);
    end = () => finish();
    audio.onended = () => finish();
    audio.onerror = () => finish(new Error("no sound"));
    audio.currentTime = from;
    audio.play().catch((failure) => failure.name !== "AbortError" && finish(failure));
  });
}

/** @param {string} text @returns {Promise<void>} */
export function say(text) {
  silence();
  return new Promise((resolve, reject) => {
    const said = new SpeechSynthesisUtterance(text);
    const [voice] = mandarinVoices();
    if (voice) {
      [said.voice, said.lang] = [voice, voice.lang];
    }
    end = () => {
      end = () => {};
      speechSynthesis.cancel();
      resolve();
    };
    said.onend = () => resolve();
    said.onerror = (event) => (event.error === "canceled" || event.error === "interrupted" ? resolve() : reject(new Error(event.error)));
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  });
}

/** @returns {Promise<boolean>} whether the device has a voice for Mandarin */
export async function canSay() {
  return !!window.speechSynthesis && (await voicesInTime()).length > 0;
}
