/**
 * What does each button make of the text and its selection? Functions of strings: nothing here touches the page.
 *
 * @typedef {{ text: string, start: number, end: number }} Selection
 */

const PREFIX = {
  heading: /^## +/,
  subheading: /^### +/,
  list: /^\s*[-*+] +/,
  numbered: /^\s*\d+\. +/,
  quote: /^> ?/,
};
const ANY_PREFIX = /^(?:#{1,6} +|(?:[-*+]|\d+\.) +)/;
const FENCE = /^ {0,3}[:：]{3,}[ \t]*(\S*)/;
const KINDS = ["提示", "注意", "急救"]; // boxes of words; others, such as charts, are left alone

/**
 * The whole lines that the selection touches.
 * @param {Selection} selection
 * @returns {[number, number]}
 */
function linesOf({ text, start, end }) {
  // A selection of whole lines ends behind a line end: the next line is not meant.
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", last);
  return [from, to < 0 ? text.length : to];
}

/**
 * What has to stand before and after a block so that it is one.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {[string, string]}
 */
function gaps(text, start, end) {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const above = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return [above, below];
}

/**
 * @param {Selection} selection
 * @param {string} block
 * @param {[number, number]} [select] within the block; else behind it
 * @returns {Edit}
 */
export function putBlock({ text, start, end }, block, select = [block.length, block.length]) {
  const [above, below] = gaps(text, start, end);
  const at = start + above.length;
  return { start, end, insert: above + block + below, from: at + select[0], to: at + select[1] };
}

/**
 * @param {Selection} selection
 * @param {string} insert
 * @returns {Edit}
 */
export function put({ start, end }, insert) {
  return { start, end, insert, from: start + insert.length, to: start + insert.length };
}

/**
 * Bold on, or off where it is on. Of several lines each is marked by itself, behind its list mark.
 * @param {Selection} selection
 * @returns {Edit}
 */
export function bold(selection) {
  const { text, start, end } = selection;
  if (text.slice(start, end).includes("\n")) {
    return boldLines(selection);
  }
  const around = enclosing(text, start, end, /\*\*(?=\S)((?:(?!\*\*).)*?\S)\*\*/g);
  if (around) {
    const inner = around[1];
    const shift = (/** @type {number} */ at) =>
      around.index + Math.min(Math.max(at - around.index - 2, 0), inner.length);
    return { start: around.index, end: around.index + around[0].length, insert: inner, from: shift(start), to: shift(end) };
  }
  if (start === end && text.slice(start - 2, start + 2) === "****") {
    return { start: start - 2, end: start + 2, insert: "", from: start - 2, to: start - 2 };
  }
  const word = text.slice(start, end);
  const [head, tail] = [word.length - word.trimStart().length, word.trim() ? word.length - word.trimEnd().length : 0];
  const inner = word.slice(head, word.length - tail);
  const from = start + head + 2;
  return {
    start,
    end,
    insert: `${word.slice(0, head)}**${inner}**${word.slice(word.length - tail)}`,
    from,
    to: from + inner.length,
  };
}

/** @param {Selection} selection */
function boldLines(selection) {
  const [from, to] = linesOf(selection);
  const lines = selection.text.slice(from, to).split("\n");
  const parts = lines.map((line) => /^(\s*(?:>\s?)*(?:#{1,6} +|(?:[-*+]|\d+\.) +)?)(.*?)(\s*)$/.exec(line) ?? [line, "", line, ""]);
  const isBold = (/** @type {string} */ words) => /^\*\*(?!\*)(?:(?!\*\*).)+\*\*$/.test(words);
  const written = parts.filter((part) => part[2]);
  const takeOff = written.length > 0 && written.every((part) => isBold(part[2]));
  const insert = parts
    .map(([, mark, words, rest]) => {
      const plain = isBold(words) ? words.slice(2, -2) : words;
      return mark + (takeOff || !words ? plain : `**${plain}**`) + rest;
    })
    .join("\n");
  return { start: from, end: to, insert, from, to: from + insert.length };
}

/**
 * The match that holds the selection.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {RegExp} pattern within one line
 * @returns {RegExpExecArray | null}
 */
export function enclosing(text, start, end, pattern) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", end);
  for (const match of text.slice(from, stop < 0 ? text.length : stop).matchAll(pattern)) {
    const [left, right] = [from + match.index, from + match.index + match[0].length];
    if (left <= start && end <= right && (start !== end || (left < start && end < right))) {
      match.index = left;
      return match;
    }
  }
  return null;
}

/**
 * Headings, lists and quotes: on, or off where all lines have it.
 * @param {Selection} selection
 * @param {keyof typeof PREFIX} kind
 * @returns {Edit}
 */
export function lines(selection, kind) {
  const { text } = selection;
  const [start, end] = linesOf(selection);
  const all = text.slice(start, end).split("\n");
  const isList = kind === "list" || kind === "numbered";
  const written = all.filter((line) => line.trim());
  const takeOff = written.length > 0 && written.every((line) => PREFIX[kind].test(line));
  let number = 0;
  const mark = (/** @type {string} */ line) => {
    if (takeOff) {
      return line.replace(PREFIX[kind], "");
    }
    if (kind === "quote") {
      return `> ${line}`.trimEnd();
    }
    const indent = isList ? (/^\s*/.exec(line)?.[0] ?? "") : "";
    const words = line.trimStart().replace(ANY_PREFIX, "");
    number += indent ? 0 : 1;
    return indent + { heading: "## ", subheading: "### ", list: "- ", numbered: `${Math.max(number, 1)}. ` }[kind] + words;
  };
  // Items of a list stand close together, paragraphs do not.
  const kept = isList || kind !== "quote" ? (written.length ? written : [""]) : all;
  const body = kept.map(mark).join(isList && !takeOff ? "\n" : kind === "quote" ? "\n" : "\n\n");
  const [above, below] = written.length || kind !== "quote" ? gaps(text, start, end) : ["", ""];
  const insert = above + body + below;
  const at = start + above.length;
  const isPoint = selection.start === selection.end;
  const to = at + body.length;
  return { start, end, insert, from: isPoint ? to : at, to };
}

/**
 * @param {Selection} selection
 * @param {number} rows without the head
 * @param {number} columns
 * @param {(number: number) => string} name of a column
 * @returns {Edit}
 */
export function table(selection, rows, columns, name) {
  const row = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const numbers = Array.from({ length: columns }, (_, index) => index + 1);
  const first = name(1);
  const block = [
    row(numbers.map(name)),
    row(numbers.map(() => "---")),
    ...Array.from({ length: rows }, () => row(numbers.map(() => "  "))),
  ].join("\n");
  const { end } = selection;
  return putBlock({ ...selection, start: end }, block, [2, 2 + first.length]);
}

/**
 * The box that the selection stands in: where its first and last line begin and end. `isBehind`: there is but a cursor, and
 * it stands at the very end, where people go to write on.
 * @param {Selection} selection
 */
export function fenceAround({ text, start, end }) {
  let offset = 0;
  /** @type {{ kind: string, title: string, open: [number, number] } | null} */
  let opened = null;
  for (const line of text.split("\n")) {
    const match = FENCE.exec(line);
    /** @type {[number, number]} */
    const place = [offset, offset + line.length];
    if (match && match[1] && !opened) {
      opened = { kind: match[1], title: line.slice(match[0].length).trim(), open: place };
    } else if (match && !match[1] && opened) {
      if (KINDS.includes(opened.kind) && opened.open[0] <= start && end <= place[1]) {
        return { ...opened, close: place, isBehind: start === end && end === place[1] };
      }
      opened = null;
    }
    offset += line.length + 1;
  }
  return null;
}

/**
 * A box around the selected lines; off where they stand in one of that kind already. Behind a box comes another; only an
 * emergency box, which puts the cursor there, is taken back from there.
 * @param {Selection} selection
 * @param {string} kind as the site reads it: 提示, 注意 or 急救
 * @param {string} [title]
 * @returns {Edit}
 */
export function fence(selection, kind, title = "") {
  const { text } = selection;
  const around = fenceAround(selection);
  if (around && (!around.isBehind || (kind === "急救" && around.kind === kind))) {
    const inner = text.slice(around.open[1] + 1, Math.max(around.open[1] + 1, around.close[0] - 1));
    const open = around.kind === kind ? "" : `::: ${[kind, title || around.title].filter(Boolean).join(" ")}\n`;
    const insert = open ? `${open}${inner ? `${inner}\n` : ""}:::` : inner;
    const at = around.open[0];
    return { start: at, end: around.close[1], insert, from: at, to: at + insert.length };
  }
  const open = `::: ${[kind, title].filter(Boolean).join(" ")}`;
  if (selection.start === selection.end) {
    const body = kind === "急救" ? "" : "\n";
    const block = `${open}\n${body}:::`;
    const inside = kind === "急救" ? block.length : open.length + 1;
    return putBlock(selection, block, [inside, inside]);
  }
  const [start, end] = linesOf(selection);
  const inner = text.slice(start, end).replace(/^\n+|\n+$/g, "");
  return putBlock({ text, start, end }, `${open}\n${inner}\n:::`, [open.length + 1, open.length + 1 + inner.length]);
}

/**
 * What Enter does at the end of a list item or a quotation: goes on with it, or ends it where nothing was written.
 * @param {Selection} selection
 * @returns {Edit | null}
 */
export function nextLine({ text, start, end }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const match = /^(\s*)(?:([-*+])|(\d+)\.|(>)) +/.exec(text.slice(from, start)) ?? /^()()()(>)$/.exec(text.slice(from, start));
  const stop = text.indexOf("\n", end);
  if (start !== end || !match) {
    return null;
  }
  if (text.slice(from + match[0].length, stop < 0 ? text.length : stop).trim() === "") {
    return { start: from, end: start, insert: "", from, to: from };
  }
  const mark = match[2] ?? match[4] ?? `${Number(match[3]) + 1}.`;
  return put({ text, start, end }, `\n${match[1]}${mark} `);
}
