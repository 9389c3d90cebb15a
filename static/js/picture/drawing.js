/**
 * How does a sentence look as a picture: hanzi with pinyin above, the article's title and address below?
 *
 * @typedef {[string, string]} Cell hanzi, or what stands for itself, and the pinyin above, which may be empty
 * @typedef {Cell[]} Word what no line breaks within
 */

const WIDTH = 1080;
const EDGE = 84;
const ROOM = WIDTH - 2 * EDGE;
const SIZES = [92, 80, 70, 62, 54, 46, 40];
const TALLEST = 1150; // pixels of the sentence; one that is longer makes the picture higher
const SHORTEST = 420;
const LINE = 1.95; // times the size
const COLOURS = { paper: "#fbf8f1", ink: "#25211b", pinyin: "#6a5a3c", accent: "#0b5d5b", quiet: "#5d564a" };
const OPENS = /^[《“‘（【([]$/;
const RUN = /[\p{Script=Latin}\p{N}.,/%+-]+|./gsu;

/** @param {Iterable<Element>} parts of a sentence in any view @returns {Word[]} */
export function wordsOf(parts) {
  /** @type {Word[]} */
  const words = [];
  let opening = "";
  /** @param {string} text */
  const plain = (text) => {
    for (const [piece] of text.replace(/\s+/g, " ").matchAll(RUN)) {
      const isMark = !/[\p{L}\p{N}]/u.test(piece);
      if (OPENS.test(piece)) {
        opening += piece;
      } else if (isMark && words.length && !opening) {
        words[words.length - 1].push([piece, ""]);
      } else {
        words.push([[opening + piece, ""]]);
        opening = "";
      }
    }
  };
  /** @param {Node} node */
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeName === "RUBY") {
        const word = rubyCells(child);
        if (opening && word.length) {
          word.unshift([opening, ""]);
          opening = "";
        }
        words.push(word);
      } else if (child.nodeType === Node.TEXT_NODE) {
        plain(child.nodeValue ?? "");
      } else if (!(child instanceof Element && child.matches("rt, rp, .footnote-ref"))) {
        walk(child);
      }
    }
  };
  for (const part of parts) walk(part);
  return words.filter((word) => word.length);
}

/** @param {Node} ruby @returns {Word} */
function rubyCells(ruby) {
  /** @type {Word} */
  const cells = [];
  for (const child of ruby.childNodes) {
    if (child.nodeName === "RT") {
      const last = cells[cells.length - 1];
      if (last) last[1] = child.textContent ?? "";
    } else if (child.textContent) {
      cells.push([child.textContent, ""]);
    }
  }
  return cells;
}

/** @param {Word[]} words @returns {{text: string, pinyin: string}} */
export function readOut(words) {
  const text = words.map((word) => word.map(([base]) => base).join("")).join("");
  const pinyin = words.map((word) => word.map(([, above]) => above).join("")).filter(Boolean).join(" ");
  return { text, pinyin };
}

/**
 * Draws on a canvas, which gets the size that it needs.
 *
 * @param {HTMLCanvasElement} canvas @param {Word[]} words @param {{title: string, address: string, site: string}} about
 */
export function draw(canvas, words, about) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const style = getComputedStyle(document.documentElement);
  const [hanzi, latin] = ["--hanzi", "--latin"].map((name) => style.getPropertyValue(name).trim() || "sans-serif");
  /** @param {string} text @param {string} font */
  const width = (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
  /** @param {Cell} cell @param {number} size */
  const cellWidth = ([base, above], size) =>
    Math.max(width(base, `${size}px ${hanzi}`), above ? width(above, `${size * 0.4}px ${latin}`) + size * 0.14 : 0);

  const layouts = SIZES.map((size) => ({ size, lines: broken(words, (cell) => cellWidth(cell, size), size * 0.12) }));
  const { size, lines } = layouts.find((one) => one.lines.length * one.size * LINE <= TALLEST) ?? layouts[layouts.length - 1];
  const sentence = Math.max(SHORTEST, lines.length * size * LINE);
  canvas.width = WIDTH;
  canvas.height = Math.round(sentence + 2 * EDGE + 190);

  context.fillStyle = COLOURS.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = COLOURS.accent;
  context.fillRect(0, 0, 20, canvas.height);
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  let base = EDGE + (sentence - lines.length * size * LINE) / 2;
  for (const line of lines) {
    base += size * LINE;
    let x = EDGE;
    for (const word of line) {
      for (const cell of word) {
        const wide = cellWidth(cell, size);
        context.fillStyle = COLOURS.ink;
        context.font = `${size}px ${hanzi}`;
        context.fillText(cell[0], x + wide / 2, base - size * 0.3);
        context.fillStyle = COLOURS.pinyin;
        context.font = `${size * 0.4}px ${latin}`;
        context.fillText(cell[1], x + wide / 2, base - size * 1.32);
        x += wide;
      }
      x += size * 0.12;
    }
  }
  context.textAlign = "start";
  const foot = canvas.height - EDGE - 90;
  context.fillStyle = COLOURS.accent;
  context.fillRect(EDGE, foot - 40, ROOM, 2);
  context.fillStyle = COLOURS.ink;
  fitted(context, `${about.title}　${about.site}`, `34px ${hanzi}`, foot + 24);
  context.fillStyle = COLOURS.quiet;
  fitted(context, about.address, `26px ${latin}`, foot + 74);
}

/** One line, shortened where it is too long. @param {CanvasRenderingContext2D} context @param {string} text @param {string} font @param {number} y */
function fitted(context, text, font, y) {
  context.font = font;
  let shown = text;
  while (shown && context.measureText(shown === text ? text : `${shown}…`).width > ROOM) {
    shown = [...shown].slice(0, -1).join("");
  }
  context.fillText(shown === text ? text : `${shown}…`, EDGE, y);
}

/** @param {Word[]} words @param {(cell: Cell) => number} width @param {number} gap @returns {Word[][]} the lines */
function broken(words, width, gap) {
  /** @type {Word[][]} */
  const lines = [[]];
  let used = 0;
  for (const word of words) {
    const wide = word.reduce((sum, cell) => sum + width(cell), 0);
    if (used && used + wide > ROOM) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push(word);
    used += wide + gap;
  }
  return lines;
}
