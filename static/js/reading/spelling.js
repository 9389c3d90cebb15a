/** How is a word in pinyin written with other tones, in Zhuyin, by syllable, or in colours? As site_app/rendering/respelling.py. */
import { inZhuyin } from "./zhuyin.js";

/**
 * What is wanted: attributes of ``<html>``, none where it is as usual.
 *
 * @typedef {object} Spelling
 * @property {string} [tones] ``numbers`` or ``none``
 * @property {string} [script] ``zhuyin``
 * @property {string} [said] ``spoken``
 * @property {string} [by] ``character`` or ``word``
 * @property {string} [colours] ``on``
 *
 * @typedef {{base: string, tone: number}} Reading v for ü; 5 is the neutral tone
 * @typedef {{place: number, joint: string, reading: Reading}} Syllable of a word
 */

const VOWELS = "aāáǎàeēéěèêiīíǐìoōóǒòuūúǔùüǖǘǚǜ";
const SYLLABLE = new RegExp(
  `[eēéěè]r(?![${VOWELS}])|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[${VOWELS}]+(?:ng(?![${VOWELS}])|n(?![${VOWELS}]))?|r(?![${VOWELS}])`,
  "y",
);
export const LETTERS = new RegExp(`[a-z${VOWELS}'’-]+`, "gi");
const TONES = "\u0304\u0301\u030c\u0300";
const MARKS = ["", ..."\u0304\u0301\u030c\u0300", ""];
const LEGAL = new Set(
  `: a ai an ang ao e ei en eng er o ou yo ê m n ng hm hng
  y: a an ang ao e i in ing ong ou u uan ue un
  w: a ai an ang ei en eng o u
  b: a ai an ang ao ei en eng i ian iang iao ie in ing o u
  p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
  m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
  f: a an ang ei en eng iao o ou u
  d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
  t: a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
  n: a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve
  l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve
  g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
  k: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
  h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
  j: i ia ian iang iao ie in ing iong iu u uan ue un
  q: i ia ian iang iao ie in ing iong iu u uan ue un
  x: i ia ian iang iao ie in ing iong iu u uan ue un
  zh: a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
  ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
  sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
  r: an ang ao e en eng i ong ou u ua uan ui un uo
  z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
  c: a ai an ang ao e ei en eng i ong ou u uan ui un uo
  s: a ai an ang ao e ei en eng i ong ou u uan ui un uo`.split("\n").flatMap((line) => {
    const [initial, finals] = line.trim().split(":");
    return finals.trim().split(" ").map((final) => initial + final);
  }),
);

/** @param {string} syllable ``zhòng`` @returns {Reading | null} without a mark the neutral tone; null for what is no syllable */
export function read(syllable) {
  let [base, tones] = ["", ""];
  for (const character of syllable.normalize("NFD")) {
    if (TONES.includes(character)) tones += TONES.indexOf(character) + 1;
    else if (character === "\u0308" && base.endsWith("u")) base = `${base.slice(0, -1)}v`;
    else if (character === "\u0302" && base.endsWith("e")) base = `${base.slice(0, -1)}ê`;
    else base += character;
  }
  return LEGAL.has(base) && tones.length < 2 ? { base, tone: Number(tones || 5) } : null;
}

/** @param {string} word @returns {Syllable[]} none when the word is not in pinyin: CT, mmol, Omega */
export function syllables(word) {
  /** @type {Syllable[]} */
  const found = [];
  const lower = word.toLowerCase();
  if (word.slice(1) !== lower.slice(1)) {
    return [];
  }
  for (let at = 0; at < word.length; ) {
    const joint = /['’-]/.test(word[at]) ? word[at] : "";
    SYLLABLE.lastIndex = at + joint.length;
    const text = SYLLABLE.exec(lower)?.[0];
    const reading = text && (text === "r" && found.length ? { base: "r", tone: 5 } : read(text));
    if (!text || !reading) {
      return [];
    }
    found.push({ place: at + joint.length, joint, reading });
    at += joint.length + text.length;
  }
  return found.length === 1 || found.some(({ reading }) => reading.tone !== 5) ? found : [];
}

/** @param {Reading} reading @returns {string} ``zhòng``: the mark on a or e, on the o of ou, else on the last vowel */
export function marked({ base, tone }) {
  const written = base.replace("v", "ü");
  const place = /[aeê]/.exec(written)?.index ?? (written.includes("ou") ? written.indexOf("ou") : Math.max(0, written.search(/[iouü][^iouü]*$/)));
  return (written.slice(0, place + 1) + MARKS[tone] + written.slice(place + 1)).normalize("NFC");
}

/** @param {Reading} reading @param {Spelling} spelling @returns {string} */
function written(reading, spelling) {
  const { base, tone } = reading;
  if (spelling.script === "zhuyin") {
    return base === "r" ? "˙ㄦ" : inZhuyin(base, tone);
  }
  if (spelling.tones === "numbers") {
    return base.replace("v", "ü") + tone;
  }
  return base === "r" ? "r" : spelling.tones === "none" ? base.replace("v", "ü") : marked(reading);
}

/**
 * @param {{joint: string, reading: Reading}[]} word
 * @param {Spelling} spelling
 * @param {boolean} [isCapital]
 * @returns {[string, number][]} the pieces to write one after the other, each with its tone; 0 for what is no syllable
 */
export function joined(word, spelling, isCapital = false) {
  return word.flatMap(({ joint, reading }, number) => {
    let before = joint;
    if (spelling.script === "zhuyin" || (spelling.by === "character" && reading.base !== "r")) before = number ? " " : "";
    else if (spelling.tones === "numbers" && joint !== "-") before = "";
    let text = written(reading, spelling);
    if (isCapital && number === 0) text = text[0].toUpperCase() + text.slice(1);
    return /** @type {[string, number][]} */ ([[before, 0], [text, reading.tone]]).filter(([piece]) => piece);
  });
}
