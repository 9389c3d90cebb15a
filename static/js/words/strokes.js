/** In which order are the strokes of a word's characters written? Drawn one after the other, as often as one likes. */
import HanziWriter from "./vendor/hanzi-writer.js";

const SIZE = 104; // pixels of a character's field
const STROKES_A_SECOND = 1.1;

/** @param {string} base @param {string} character @returns {string} the address of its strokes */
export function strokesAddress(base, character) {
  return `${base}${(character.codePointAt(0) ?? 0).toString(16)}.json`;
}

/**
 * @param {HTMLElement} holder what holds the fields; whatever was there before goes
 * @param {string[]} characters
 * @param {string} base how the addresses of strokes begin
 * @param {string} about what a field is called: ``%s`` is the character
 * @returns {Promise<void>} when all have been drawn; rejects when strokes cannot be fetched
 */
export async function drawStrokes(holder, characters, base, about) {
  const outlines = await Promise.all(characters.map((character) => fetched(strokesAddress(base, character))));
  const { color } = getComputedStyle(holder);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const writers = characters.map((character, number) => {
    const field = document.createElement("div");
    field.className = "character-field";
    field.setAttribute("role", "img");
    field.setAttribute("aria-label", about.replace("%s", character).replace("%n", String(outlines[number].strokes.length)));
    return { field, character, outline: outlines[number] };
  });
  holder.replaceChildren(...writers.map(({ field }) => field));
  const drawn = writers.map(({ field, character, outline }) =>
    HanziWriter.create(field, character, {
      width: SIZE,
      height: SIZE,
      padding: 6,
      showCharacter: false,
      strokeColor: color,
      outlineColor: color.replace(/^rgb\(([^)]*)\)$/, "rgba($1, 0.18)"),
      // Who wants little motion sees stroke after stroke appear.
      strokeAnimationSpeed: isCalm ? 1000 : STROKES_A_SECOND,
      delayBetweenStrokes: isCalm ? 700 : 250,
      charDataLoader: () => outline,
    }),
  );
  for (const writer of drawn) {
    if (!holder.isConnected || holder.hidden) {
      return;
    }
    await writer.animateCharacter();
  }
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(String(response.status));
  }
  return response.json();
}
