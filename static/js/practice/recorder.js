/**
 * How does a reader hear themselves? The recording lies in the memory of this page, and nowhere else.
 *
 * @typedef {"refused" | "no-microphone" | "busy-microphone" | "cannot-record"} Refusal
 */

const LONGEST = 60_000; // milliseconds

/** @returns {boolean} */
export function canRecord() {
  return "MediaRecorder" in window && !!navigator.mediaDevices?.getUserMedia;
}

/** @param {unknown} failure of `getUserMedia` @returns {Refusal} */
function refusalOf(failure) {
  const name = failure instanceof Error ? failure.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") {
    return "refused";
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") {
    return "no-microphone";
  }
  return name === "NotReadableError" || name === "AbortError" ? "busy-microphone" : "cannot-record";
}

export class Recorder {
  /** @type {MediaRecorder | null} */
  #recorder = null;
  /** @type {string} */
  #address = "";
  /** Seconds of the last recording. */
  length = 0;
  /** @type {HTMLAudioElement | null} the last recording */
  audio = null;

  get isRecording() {
    return this.#recorder?.state === "recording";
  }

  /**
   * @param {() => void} done called when the recording is there
   * @returns {Promise<Refusal | null>} why nothing is recorded
   */
  async start(done) {
    this.forget();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (failure) {
      return refusalOf(failure);
    }
    /** @type {Blob[]} */
    const parts = [];
    const recorder = new MediaRecorder(stream);
    const began = performance.now();
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      // The browser shows that it listens until the microphone is given back.
      for (const track of stream.getTracks()) track.stop();
      this.length = (performance.now() - began) / 1000;
      this.#address = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }));
      this.audio = new Audio(this.#address);
      done();
    });
    recorder.start();
    this.#recorder = recorder;
    setTimeout(() => recorder.state === "recording" && recorder.stop(), LONGEST);
    return null;
  }

  stop() {
    if (this.isRecording) {
      this.#recorder?.stop();
    }
  }

  forget() {
    this.stop();
    this.audio = null;
    if (this.#address) {
      URL.revokeObjectURL(this.#address);
      this.#address = "";
    }
  }
}
