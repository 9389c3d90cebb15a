/**
 * What do the speakers tell the player, and what do they ask it?
 *
 * @typedef {object} Decision what comes behind a sentence
 * @property {string | null} next the sentence to say; null at the end
 * @property {number} pause milliseconds before it, for the reader to repeat what was said
 * @property {boolean} stop whether to wait until the reader says so
 *
 * @typedef {"no-sound" | "press-again" | "no-device" | "device-lost"} Failure
 *
 * @typedef {object} Listener
 * @property {(id: string, from: number, to: number) => void} said a sentence, and the word in it that is being said:
 *   characters from, up to, counted as a `Passage` counts; none when they are equal
 * @property {(id: string, length: number) => Decision} decide at the end of a sentence that took so many milliseconds
 * @property {(milliseconds: number) => Promise<void>} wait resolves when they are over; never when the reader moves on
 * @property {(next: string) => void} stopped
 * @property {() => void} ended
 * @property {() => void} stalled the sound does not come fast enough
 * @property {() => void} interrupted somebody else has paused the sound: a telephone call, a headset pulled out
 * @property {(reason: Failure) => void} failed
 *
 * @typedef {object} Speaker
 * @property {() => Promise<void>} prepare fetches what it needs, ahead of time
 * @property {(id: string, again: boolean) => Promise<void>} speak from this sentence on; unless `again`, going on
 *   within it if that is possible. To be called within a tap of the reader
 * @property {() => void} pause
 * @property {() => void} close
 * @property {number} rate times as fast
 */
export {};
