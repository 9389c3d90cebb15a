/**
 * What may somebody mean by what they typed? The same as `site_app/finding/query.py` says.
 */

import { asHeard, hasTone, toneless, waysToDivide } from "./syllables.js";

const LONGEST = 80;
const MOST_PIECES = 8;
const LONGEST_INITIALS = 8;
const LONGEST_KEY = 40;
const CHINESE =
  "\\u3007\\u2e80-\\u2fd5\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{2f800}-\\u{2fa1f}\\u{20000}-\\u{323af}";
const RUN = new RegExp(`[${CHINESE}]+|(?:(?![${CHINESE}])[\\p{L}\\p{N}_'’·\\-])+`, "gu");
const BEGINS_CHINESE = new RegExp(`^[${CHINESE}]`, "u");
const INVISIBLE = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+/gu;
const EMPTY_WORDS = new Set("的了吗呢是在和与及或也都就还有我你他它这那怎么样什为何哪些能可以要会得吧啊请");

/** @typedef {{keys: string[], share: number, isBonus: boolean}} Group */
/** @typedef {{kind: string, units: string[], groups: Group[], trust: number}} Way */

/** @type {Map<string, string>} */
let simplified = new Map();

/** @param {string} pairs a traditional character and its simplified one, and so on */
export function useSimplified(pairs) {
  const characters = [...pairs];
  simplified = new Map();
  for (let place = 0; place < characters.length; place += 2) {
    simplified.set(characters[place], characters[place + 1]);
  }
}

/** @param {string} text @returns {string} simplified, in small letters of normal width */
export function compared(text) {
  return [...text].map((character) => {
    const form = character.normalize("NFKC").toLowerCase();
    return [...form].length === 1 ? (simplified.get(form) ?? form) : character;
  }).join("");
}

/** @param {string} typed @param {boolean} tolerant @returns {{typed: string, pieces: Way[][], sounds: boolean}} */
export function understood(typed, tolerant) {
  const visible = [...typed].slice(0, 4 * LONGEST).join("").replace(INVISIBLE, " ");
  const shown = [...visible.split(/\s+/u).filter(Boolean).join(" ")].slice(0, LONGEST).join("");
  const text = compared(shown.normalize("NFKC").toLowerCase());
  let pieces = piecesOf(text.match(RUN) ?? [], tolerant).filter((ways) => ways.length).slice(0, MOST_PIECES);
  if (pieces.length === 1) {
    pieces = [pieces[0].map((way) => withBonus(withBonus(way, "^", 0), "$", -1))];
  }
  return { typed: shown, pieces, sounds: pieces.some((ways) => ways.some((way) => way.kind === "sound")) };
}

/** @param {Iterable<string>} units @param {(unit: string) => string} key @returns {string[]} */
function pairs(kind, units, between) {
  const list = [...units];
  const joined = list.slice(1).map((unit, place) => `${kind}${list[place]}${between}${unit}`);
  return joined.length ? joined : [`${kind}${list[0]}`];
}

function group(keys, share = 1, isBonus = false) {
  return { keys, share, isBonus };
}

function piecesOf(runs, tolerant) {
  const found = [];
  let spelled = [];
  for (const run of [...runs, ""]) {
    const latin = run.replace(/^['’·-]+|['’·-]+$/g, "");
    const isLatin = !BEGINS_CHINESE.test(run);
    if (latin && isLatin && waysToDivide(latin).length) {
      spelled.push(latin);
      continue;
    }
    if (spelled.length) {
      found.push(latinWays(spelled, tolerant));
      spelled = [];
    }
    if (latin) {
      found.push(isLatin ? latinWays([latin], tolerant) : [hanzi(run)]);
    }
  }
  return found;
}

function hanzi(run) {
  const keys = pairs("h", run, "");
  let groups = keys.map((key) => group([key], [...key.slice(1)].some((one) => EMPTY_WORDS.has(one)) ? 0.15 : 1));
  if (groups.every((one) => one.share < 1)) {
    groups = groups.map((one) => group(one.keys));
  }
  return { kind: "hanzi", units: [...run], groups, trust: 1 };
}

function latinWays(runs, tolerant) {
  const ways = [words(runs)];
  const divided = runs.map(waysToDivide);
  if (divided.every((one) => one.length)) {
    const likeliest = divided.map((one) => one[0]);
    divided.forEach((others, place) => {
      for (const other of others.slice(place ? 1 : 0)) {
        ways.push(sounds([...likeliest.slice(0, place), other, ...likeliest.slice(place + 1)].flat(), tolerant));
      }
    });
  }
  const letters = runs.join("");
  const isInitials = runs.length === 1 || runs.every((run) => [...run].length === 1);
  if (isInitials && letters.length > 1 && letters.length <= LONGEST_INITIALS && /^[a-z]+$/.test(letters)) {
    ways.push({ kind: "initials", units: [...letters], groups: [group([`i${letters}`])], trust: 0.8 });
  }
  return ways;
}

function words(runs) {
  const found = runs.flatMap((run) => run.match(/[\p{L}\p{N}_]+/gu) ?? []);
  const groups = found.map((word) => group([[...`w${word}`].slice(0, LONGEST_KEY).join("")]));
  return { kind: "latin", units: found, groups, trust: 1 };
}

function sounds(syllables, tolerant) {
  const plain = syllables.map(toneless);
  let groups = pairs("p", plain, " ").map((key) => group([key]));
  if (tolerant) {
    const heard = plain.map(asHeard);
    const [confused, spelled] = [pairs("f", heard, " "), pairs("p", heard, " ")];
    groups = groups.map((one, place) => group([...new Set([...one.keys, confused[place], spelled[place]])]));
  }
  if (syllables.every(hasTone)) {
    groups.push(...pairs("t", syllables, " ").map((key) => group([key], 0.5, true)));
  }
  return { kind: "sound", units: syllables, groups, trust: 1 };
}

function withBonus(way, end, place) {
  const wanted = way.groups.filter((one) => !one.isBonus).at(place);
  if (!wanted) {
    return way;
  }
  const keys = wanted.keys.map((key) => [...`${end}${key}`].slice(0, LONGEST_KEY).join(""));
  return { ...way, groups: [...way.groups, group(keys, 0.5, true)] };
}
