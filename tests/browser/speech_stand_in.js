/**
 * A stand-in for the browser's speech, quick and silent, with the quirks that `window.quirks` names:
 *
 * voices: {name, lang, isRemote, isSilent, hasNoEnd}; a remote voice sends no boundaries and is cut off, a silent one is
 * listed and never starts, one without end speaks and does not tell that it has ended.
 * perCharacter: milliseconds that a character takes; many where a test does something while it is said.
 * areLate: none is listed before `bringVoices()`. needsTap: nothing is said before something was said within a tap.
 * lateEnd: what is cancelled ends a little later. isPaused: the queue was left paused by somebody.
 */
{
  const CUT_OFF_AFTER = 2700; // stands for 15 seconds, as 40 of a character stand for 225
  const quirks = { voices: [{ name: "Tingting", lang: "zh-CN" }], perCharacter: 40, ...window.quirks };
  let isUnlocked = !quirks.needsTap;

  /** What was begun, ended and cut off. */
  window.spoken = [];
  window.ended = [];
  window.cutOff = [];

  class Utterance extends EventTarget {
    constructor(text) {
      super();
      Object.assign(this, { text, voice: null, lang: "", rate: 1 });
    }

    tell(type, details = {}) {
      this[`on${type}`]?.(Object.assign(new Event(type), details));
    }
  }

  class Synthesis extends EventTarget {
    speaking = false;
    pending = false;
    paused = Boolean(quirks.isPaused);
    #queue = [];
    #timers = [];
    #said = null;

    getVoices() {
      return quirks.areLate ? [] : quirks.voices.map((voice) => voiceOf(voice));
    }

    speak(utterance) {
      isUnlocked ||= navigator.userActivation.isActive;
      if (isUnlocked) {
        this.#queue.push(utterance);
        this.pending = true;
        this.#next();
      }
    }

    cancel() {
      const cancelled = [this.#said, ...this.#queue].filter(Boolean);
      this.#timers.forEach(clearTimeout);
      this.#timers = [];
      this.#said = null;
      this.#queue = [];
      this.speaking = this.pending = false;
      for (const utterance of cancelled) {
        if (quirks.lateEnd) {
          setTimeout(() => utterance.tell("end"), 100);
        } else {
          setTimeout(() => utterance.tell("error", { error: "canceled" }));
        }
      }
    }

    /** As on Android: what was paused does not go on. */
    pause() {
      this.paused = true;
      this.#timers.forEach(clearTimeout);
    }

    resume() {
      this.paused = false;
      this.#next();
    }

    #next() {
      if (this.speaking || this.paused || !this.#queue.length) {
        return;
      }
      const utterance = this.#queue.shift();
      const { text, rate } = utterance;
      const voice = utterance.voice ?? this.getVoices()[0] ?? {};
      this.#said = utterance;
      this.speaking = true;
      this.pending = this.#queue.length > 0;
      if (voice.isSilent) {
        return;
      }
      const per = quirks.perCharacter / rate;
      const length = text.length * per;
      const isCutOff = voice.localService === false && length > CUT_OFF_AFTER;
      this.#in(10, () => {
        if (text) {
          spoken.push({ text, voice: voice.name, lang: utterance.lang, rate });
        }
        utterance.tell("start");
      });
      if (voice.localService) {
        for (let at = 0; at < text.length; at += 2) {
          this.#in(15 + at * per, () => utterance.tell("boundary", { name: "word", charIndex: at, charLength: 2 }));
        }
      }
      if (isCutOff) {
        this.#in(CUT_OFF_AFTER, () => cutOff.push(text));
      } else if (!voice.hasNoEnd) {
        this.#in(20 + length, () => {
          this.#said = null;
          this.speaking = false;
          if (text) {
            ended.push(text);
          }
          utterance.tell("end");
          this.#next();
        });
      }
    }

    #in(milliseconds, act) {
      this.#timers.push(setTimeout(act, milliseconds));
    }
  }

  const known = new Map();
  const voiceOf = ({ name, lang, isRemote = false, ...more }) => {
    if (!known.has(name)) {
      known.set(name, { name, lang, voiceURI: name, localService: !isRemote, default: false, ...more });
    }
    return known.get(name);
  };
  const synthesis = new Synthesis();
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
  /** The voices that were not there come. */
  window.bringVoices = () => {
    quirks.areLate = false;
    synthesis.dispatchEvent(new Event("voiceschanged"));
  };

  /** What is said from now on takes so many milliseconds for a character. */
  window.setPace = (perCharacter) => {
    quirks.perCharacter = perCharacter;
  };

  /** A voice is no longer there, whether the browser tells of it or not. */
  window.removeVoice = (name, isTold) => {
    quirks.voices = quirks.voices.filter((voice) => voice.name !== name);
    if (isTold) {
      synthesis.dispatchEvent(new Event("voiceschanged"));
    }
  };
}
