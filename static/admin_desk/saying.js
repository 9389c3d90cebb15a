/**
 * Lets a word be heard in the site's own voice. The voice of a device is not asked: it cannot be trusted with a reading.
 */

const TRIES = 12;
const PAUSE = 1500; // milliseconds between two questions whether the sound is there

/** @type {HTMLAudioElement | undefined} */
let playing;

/**
 * @param {string} address where words are said
 * @param {string} text the word with its reading, ``{银行|yín háng}``
 * @param {() => void} onWaiting called once when the sound has to be made first
 * @returns {Promise<boolean>} whether it is heard
 */
export async function say(address, text, onWaiting = () => {}) {
  const asked = `${address}?${new URLSearchParams({ text })}`;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const response = await fetch(asked).catch(() => null);
    if (response?.status === 202) {
      if (tried === 0) {
        onWaiting();
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      continue;
    }
    if (!response?.ok) {
      return false;
    }
    const source = URL.createObjectURL(await response.blob());
    playing?.pause();
    playing = new Audio(source);
    playing.addEventListener("ended", () => URL.revokeObjectURL(source));
    return playing.play().then(
      () => true,
      () => false,
    );
  }
  return false;
}
