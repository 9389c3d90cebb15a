/**
 * Which Markdown says what clean HTML says? Turndown does the walk; here is what this site's Markdown wants otherwise.
 */
import TurndownService from "./vendor/turndown.js";

const HAN = "\\u2E80-\\u9FFF\\uF900-\\uFAFF\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’—…";

/**
 * Only what would be taken for a mark gets a backslash: editors read the text, too.
 * @param {string} text
 * @returns {string}
 */
export function escape(text) {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/[*`]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/\[(?=\^)|\[(?=[^\]]*\][([])/g, "\\[")
    .replace(/\{(?=[^{}|]*\|[^{}|]*\})/g, "\\{")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/^(\s*)(#{1,6}\s|[-+]\s|>|-{3,})/, "$1\\$2")
    .replace(/^(\s*\d+)\.(?=\s)/, "$1\\.");
}

/** @param {HTMLTableCellElement} cell */
const cellText = (cell, /** @type {string} */ content) => content.trim().replace(/\s*\n\s*/g, " ").replace(/(?<!\\)\|/g, "\\|");

/**
 * A table as Markdown knows them: a head, and as many cells in every row. What spans several cells stands in the first.
 * @param {HTMLTableElement} table
 * @param {(cell: HTMLTableCellElement) => string} say
 * @returns {string}
 */
export function tableToMarkdown(table, say) {
  /** @type {string[][]} */
  const grid = [];
  [...table.rows].forEach((row, y) => {
    grid[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) {
        x++;
      }
      const [wide, high] = [Math.min(cell.colSpan, 50), Math.min(cell.rowSpan, table.rows.length - y)];
      for (let down = 0; down < high; down++) {
        for (let right = 0; right < wide; right++) {
          (grid[y + down] ??= [])[x + right] = down || right ? "" : say(cell);
        }
      }
    }
  });
  const rows = grid.filter((cells) => cells.some(Boolean));
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const line = (/** @type {string[]} */ cells) => `| ${Array.from({ length: width }, (_, i) => cells[i] ?? "").join(" | ")} |`;
  return rows.length ? [line(rows[0]), line(Array(width).fill("---")), ...rows.slice(1).map(line)].join("\n") : "";
}

function makeService() {
  const service = new TurndownService({
    headingStyle: "atx",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    hr: "---",
  });
  service.escape = escape;
  service.addRule("item", {
    filter: "li",
    replacement(content, node) {
      const list = /** @type {HTMLElement} */ (node.parentNode);
      const items = [...list.children].filter((child) => child.nodeName === "LI");
      const first = Number(list.getAttribute("start")) || 1;
      const mark = list.nodeName === "OL" ? `${first + items.indexOf(/** @type {HTMLElement} */ (node))}. ` : "- ";
      // Python-Markdown wants four spaces before what belongs to an item, whatever its mark.
      const words = content.trim().replace(/\n{2,}(?= *(?:-|\d+\.) )/g, "\n").replace(/\n(?!\n|$)/g, "\n    ");
      return mark + words + (node.nextSibling ? "\n" : "");
    },
  });
  service.addRule("table", {
    filter: "table",
    replacement: (_content, node) =>
      `\n\n${tableToMarkdown(/** @type {HTMLTableElement} */ (node), (cell) => cellText(cell, service.turndown(cell)))}\n\n`,
  });
  return service;
}

/** @type {TurndownService | undefined} */
let service;

/**
 * @param {HTMLElement} body clean, of a document that is not shown
 * @returns {string}
 */
export function toMarkdown(body) {
  service ??= makeService();
  return service
    .turndown(body)
    .replace(/\u00A0/g, " ")
    .replace(/(?: {2}\n){2,}/g, "\n\n")
    .replace(/[ \t]+$/gm, (spaces, at, all) => (spaces === "  " && all[at + 2] === "\n" && all[at + 3] !== "\n" ? spaces : ""))
    .replace(new RegExp(`(?<=[${HAN}]) (?=\\*\\*[${HAN}])|(?<=[${HAN}]\\*\\*) (?=[${HAN}])`, "g"), "")
    // Word cuts bold words into several.
    .replace(/(?<![\\*])\*\*( ?)\*\*(?!\*)/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
