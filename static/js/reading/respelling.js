/**
 * How is the page written in the spelling that its reader wants?
 *
 * Pinyin stands above hanzi and in elements whose language is pinyin; what it was when the page came is remembered, and every
 * spelling is made from that. As site_app/rendering/respelled_pages.py does it on the server.
 */
import { LETTERS, joined, marked, read, syllables } from "./spelling.js";

/**
 * @typedef {import("./spelling.js").Spelling} Spelling
 *
 * @typedef {object} Above what stands above one character, or above digits together
 * @property {HTMLElement} rt
 * @property {Text | null} base
 * @property {string} text
 * @property {string} spoken the tone in speech, or all of it in the tones of speech; empty where nothing changes
 *
 * @typedef {object} Stretch of text in pinyin
 * @property {string} text
 * @property {ChildNode[]} nodes that stand for it now
 * @property {Map<number, number>} tones of speech: place → tone
 * @property {number} seen characters before it in its sentence
 */

/** @type {Above[][] | null} */
let rubies = null;
/** @type {Stretch[]} */
let stretches = [];

function remember() {
  rubies = [...document.querySelectorAll("ruby")].flatMap((ruby) => {
    const above = [...ruby.querySelectorAll("rt")].filter((rt) => rt.ariaHidden === "true" || rt.getAttribute("aria-hidden"));
    return above.length
      ? [above.map((rt) => ({ rt, base: /** @type {Text | null} */ (rt.previousSibling), text: rt.textContent ?? "", spoken: rt.dataset.t ?? rt.dataset.sandhi ?? "" }))]
      : [];
  });
  stretches = [...document.querySelectorAll('[lang="zh-Latn-pinyin"]:not([data-fixed])')].flatMap((element) => [...inPinyin(element)]);
}

/** @param {string} text @returns {number} */
const counted = (text) => text.replace(/\s/g, "").length;

/** @param {Element} element @returns {Generator<Stretch>} */
function* inPinyin(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("[lang]") === element ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
  );
  /** @type {Element | null | undefined} */
  let sentence;
  /** @type {Map<number, number>} */
  let tones = new Map();
  let seen = 0;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const within = /** @type {HTMLElement | null} */ (node.parentElement?.closest("[data-sandhi], .sentence, [lang]"));
    if (within !== sentence) {
      const said = (within?.dataset.sandhi ?? "").split(" ").filter(Boolean);
      tones = new Map(said.map((place) => /** @type {[number, number]} */ (place.split(".").map(Number))));
      [sentence, seen] = [within, 0];
    }
    yield { text: node.data, nodes: [node], tones, seen };
    seen += counted(node.data);
  }
}

/** @param {Spelling} spelling */
export function respell(spelling) {
  if (!rubies) {
    remember();
  }
  for (const ruby of rubies ?? []) respellRuby(ruby, spelling);
  for (const stretch of stretches) respellStretch(stretch, spelling);
  document.dispatchEvent(new Event("respelled"));
}

/** @param {Above[]} ruby @param {Spelling} spelling */
function respellRuby(ruby, spelling) {
  const texts = ruby.map((above) => said(above, spelling));
  const isSpoken = ruby[0].rt.parentElement?.classList.contains("spoken");
  const readings = texts.map(read);
  const last = ruby[ruby.length - 1];
  const isJoined = !isSpoken && spelling.by === "word" && readings.every(Boolean);
  for (const [number, above] of ruby.entries()) {
    if (isJoined && above !== last) {
      above.rt.remove();
      continue;
    }
    if (!above.rt.isConnected) {
      above.base?.after(above.rt);
    }
    above.rt.replaceChildren(...(isJoined ? [] : pieces(texts[number], spelling)));
  }
  if (isJoined) {
    const word = readings.map((reading, number) => {
      const { base, tone } = /** @type {import("./spelling.js").Reading} */ (reading);
      const isErhua = number > 0 && ruby[number].base?.data === "儿" && base === "er" && tone === 5;
      return { joint: number && !isErhua && /^[aoeê]/.test(base) ? "'" : "", reading: isErhua ? { base: "r", tone } : { base, tone } };
    });
    last.rt.replaceChildren(...nodesOf(joined(word, spelling), spelling));
  }
}

/** @param {Above} above @param {Spelling} spelling @returns {string} the pinyin above, in the tones that are wanted */
function said({ text, spoken }, spelling) {
  const reading = spelling.said && spoken ? read(text) : null;
  if (!spelling.said || !spoken) {
    return text;
  }
  return reading && /^\d$/.test(spoken) ? marked({ ...reading, tone: Number(spoken) }) : spoken;
}

/** @param {Stretch} stretch @param {Spelling} spelling */
function respellStretch(stretch, spelling) {
  const written = pieces(stretch.text, spelling, stretch.tones, stretch.seen, true);
  const [first] = stretch.nodes;
  if (stretch.nodes.length === 1 && first instanceof Text && written.every((piece) => typeof piece === "string")) {
    // The same node: whoever holds it keeps it.
    first.data = written.join("");
    return;
  }
  const nodes = written.map((piece) => (typeof piece === "string" ? document.createTextNode(piece) : piece));
  first.before(...nodes);
  for (const node of stretch.nodes) node.remove();
  stretch.nodes = nodes;
}

/**
 * @param {string} text in pinyin, and whatever stands in it that is none
 * @param {Spelling} spelling
 * @param {Map<number, number>} [tones]
 * @param {number} [seen]
 * @param {boolean} [isCounted] whether a word that becomes longer or shorter has to say as how many characters it counts
 * @returns {(string | HTMLElement)[]}
 */
function pieces(text, spelling, tones = new Map(), seen = 0, isCounted = false) {
  /** @type {(string | HTMLElement)[]} */
  const found = [];
  let at = 0;
  for (const run of text.matchAll(LETTERS)) {
    const between = text.slice(at, run.index);
    seen += counted(between);
    const word = syllables(run[0]).map(({ place, joint, reading }) => ({
      joint,
      reading: { ...reading, tone: (spelling.said && tones.get(seen + place)) || reading.tone },
    }));
    const written = word.length ? joined(word, spelling, run[0][0] !== run[0][0].toLowerCase()) : null;
    const nodes = written ? nodesOf(written, spelling) : [run[0]];
    const isAsLong = !written || counted(written.map(([piece]) => piece).join("")) === run[0].length;
    if (isCounted && !isAsLong) {
      const whole = document.createElement("span");
      whole.dataset.n = String(run[0].length);
      whole.append(...nodes);
      found.push(between, whole);
    } else {
      found.push(between, ...nodes);
    }
    seen += run[0].length;
    at = run.index + run[0].length;
  }
  return [...found, text.slice(at)].filter((piece) => piece !== "");
}

/** @param {[string, number][]} written @param {Spelling} spelling @returns {(string | HTMLElement)[]} */
function nodesOf(written, spelling) {
  if (!spelling.colours) {
    return [written.map(([piece]) => piece).join("")];
  }
  return written.map(([piece, tone]) => {
    if (!tone) return piece;
    const span = document.createElement("span");
    span.className = `t${tone}`;
    span.textContent = piece;
    return span;
  });
}
