/**
 * Which syllables does somebody mean who types pinyin? The same as `site_app/pinyin/typed.py` and `syllables.py` say.
 */

const MOST_WAYS = 4;
const LONGEST = 60;
const LONGEST_SYLLABLE = 8;
const TONES = new Map([["\u0304", "1"], ["\u0301", "2"], ["\u030c", "3"], ["\u0306", "3"], ["\u0300", "4"]]);
const CONFUSED_INITIALS = [["zh", "z"], ["ch", "c"], ["sh", "s"], ["n", "l"]];

/** @type {Set<string>} */
let legal = new Set();

/** @param {string[]} syllables every one that can be typed, without tone */
export function useSyllables(syllables) {
  legal = new Set(syllables);
}

/** @param {string} syllable @returns {string} without its tone */
export function toneless(syllable) {
  return syllable.replace(/[0-5]+$/, "");
}

/** @param {string} syllable @returns {boolean} */
export function hasTone(syllable) {
  return /[0-9]$/.test(syllable);
}

/** @param {string} text @returns {string | null} the canonical form: `zhong4`, or `zhong` when it was typed without tone */
function parsed(text) {
  let base = "";
  let digits = "";
  let marks = "";
  for (const character of text.trim().toLowerCase().replaceAll("u:", "v").replaceAll("ɡ", "g").normalize("NFD")) {
    if (TONES.has(character)) {
      marks += TONES.get(character);
    } else if (/[0-5]/.test(character)) {
      digits += character.replace("0", "5");
    } else if (character === "\u0308" && base.endsWith("u")) {
      base = `${base.slice(0, -1)}v`;
    } else if (character === "\u0302" && base.endsWith("e")) {
      base = `${base.slice(0, -1)}ê`;
    } else {
      base += character;
    }
  }
  if ("jqxy".includes(base[0] ?? " ")) {
    base = base.replaceAll("v", "u");
  }
  const isOne = legal.has(base) && (digits + marks).length <= 1 && (!digits || /[0-5]$/.test(text.trim()));
  return isOne ? base + digits + marks : null;
}

/**
 * The ways to read joined letters as syllables, fewest syllables first.
 * @param {string} typed @returns {string[][]}
 */
export function waysToDivide(typed) {
  const letters = [...typed.toLowerCase().normalize("NFC").replaceAll("’", "'").replaceAll("·", "'").replaceAll("-", "'")];
  if (letters.length === 0 || letters.length > LONGEST) {
    return [];
  }
  /** @type {string[][][]} */
  const ways = [[[]]];
  for (let end = 1; end <= letters.length; end += 1) {
    if (letters[end - 1] === "'") {
      ways.push(ways[end - 1]);
      continue;
    }
    const found = [];
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start += 1) {
      const syllable = ways[start].length ? parsed(letters.slice(start, end).join("")) : null;
      if (syllable) {
        found.push(...ways[start].map((way) => [...way, syllable]));
      }
    }
    ways.push(found.sort((a, b) => a.length - b.length).slice(0, MOST_WAYS));
  }
  return ways[letters.length].filter((way) => way.length);
}

/** @param {string} syllable @returns {string} as those say it who tell neither zh from z nor ang from an */
export function asHeard(syllable) {
  const pair = CONFUSED_INITIALS.find(([careful]) => syllable.startsWith(careful));
  const begun = pair ? pair[1] + syllable.slice(pair[0].length) : syllable;
  return /(?:ang|eng|ing)$/.test(begun) ? begun.slice(0, -1) : begun;
}
