/**
 * What does each button of the editor do?
 */
import { ask } from "./dialogs.js";
import { bold, enclosing, fence, fenceAround, lines, put, table } from "./formats.js";
import { insertPictures } from "./pictures.js";
import { askServer } from "./server.js";
import { addSource, sourcesIn } from "./sources.js";

const LINK = /\[([^\]\n]*)\]\(([^)\s]*)\)/g;
const READING = /\{([^{}|\n]+)\|([^{}|\n]*)\}/g;
const KEY = /^[\p{L}\p{N}_-]{1,40}$/u;

/**
 * The address as it is put into the text, or null for what must not be linked to.
 * @param {string} typed
 * @returns {string | null}
 */
export function safeAddress(typed) {
  const address = typed.trim().replaceAll(" ", "%20").replaceAll("(", "%28").replaceAll(")", "%29");
  if (/^(?:\/(?!\/)|#)[^\s<>]*$/.test(address)) {
    return address;
  }
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  try {
    const { protocol, hostname } = new URL(full);
    const isWeb = (protocol === "https:" || protocol === "http:") && (hostname.includes(".") || hostname === "localhost");
    return isWeb || ((protocol === "mailto:" || protocol === "tel:") && full.length > protocol.length) ? full : null;
  } catch {
    return null;
  }
}

/** @param {MarkdownEditor} editor */
async function link(editor) {
  const selection = editor.selection;
  const known = enclosing(selection.text, selection.start, selection.end, LINK);
  const chosen = selection.text.slice(selection.start, selection.end);
  const values = known
    ? { text: known[1], address: known[2] }
    : safeAddress(chosen) && /^https?:/.test(chosen)
      ? { text: "", address: chosen }
      : { text: chosen.replaceAll("\n", " "), address: "" };
  const answers = await ask(editor, "link", {
    values,
    check: ({ address }) => (safeAddress(address) ? undefined : editor.say("bad-address")),
  });
  if (answers) {
    const address = /** @type {string} */ (safeAddress(answers.address));
    const text = answers.text.trim().replaceAll("[", "［").replaceAll("]", "］") || address;
    const place = known ? { start: known.index, end: known.index + known[0].length } : {};
    editor.apply(put({ ...selection, ...place }, `[${text}](${address})`));
  }
}

/** @param {MarkdownEditor} editor */
async function askTable(editor) {
  const selection = editor.selection;
  const answers = await ask(editor, "table");
  if (answers) {
    const name = (/** @type {number} */ number) => editor.say("cell", { number });
    editor.apply(table(selection, Number(answers.rows), Number(answers.columns), name));
  }
}

/** @param {MarkdownEditor} editor */
async function source(editor) {
  const selection = editor.selection;
  const known = sourcesIn(editor.form);
  let number = known.length + 1;
  while (known.some(({ key }) => key === editor.say("new-key", { number }))) {
    number++;
  }
  const answers = await ask(editor, "source", {
    values: { key: editor.say("new-key", { number }) },
    prepare(dialog) {
      const choice = /** @type {HTMLSelectElement} */ (dialog.querySelector("select"));
      choice.prepend(...known.map(({ key, title }) => new Option(title ? `${key} · ${title}` : key, key)));
      choice.selectedIndex = 0;
      const about = /** @type {HTMLElement} */ (dialog.querySelector("[data-part=new]"));
      const follow = () => (about.hidden = choice.value !== "");
      choice.addEventListener("change", follow);
      follow();
    },
    check(given) {
      if (given.known) {
        return undefined;
      }
      const key = given.key.trim();
      if (!KEY.test(key)) {
        return editor.say("bad-key");
      }
      if (known.some((other) => other.key === key)) {
        return editor.say("taken-key");
      }
      return addSource(editor.form, { key, title: given.title.trim() }) ? undefined : editor.say("too-many-sources");
    },
  });
  if (answers) {
    const { text, end } = selection;
    editor.apply(put({ text, start: end, end }, `[^${answers.known || answers.key.trim()}]`));
  }
}

/** @param {MarkdownEditor} editor */
async function callout(editor) {
  const selection = editor.selection;
  const around = fenceAround(selection);
  if (around && around.kind !== "急救" && !around.isBehind) {
    editor.apply(fence(selection, around.kind));
    return;
  }
  const answers = await ask(editor, "callout");
  if (answers) {
    editor.apply(fence(selection, answers.kind, answers.title.trim()));
  }
}

/** @param {MarkdownEditor} editor */
async function reading(editor) {
  const selection = editor.selection;
  const { text, start, end } = selection;
  const known = enclosing(text, start, end, READING);
  const word = known ? known[1] : text.slice(start, end);
  if (!word.trim()) {
    editor.tell(editor.say("select-first"));
    return;
  }
  const place = known ? { text, start: known.index, end: known.index + known[0].length } : selection;
  let markup = "";
  const answers = await ask(editor, "reading", {
    values: { reading: known ? known[2] : "" },
    prepare(dialog) {
      /** @type {HTMLElement} */ (dialog.querySelector(".editor-word")).textContent = word;
      /** @type {HTMLElement} */ (dialog.querySelector("[data-part=remove]")).hidden = !known;
      if (!known) {
        prefill(editor, dialog, word, place);
      }
    },
    async check(given) {
      if (given.remove) {
        markup = word;
        return undefined;
      }
      if (!given.reading.trim()) {
        return editor.say("needs-text");
      }
      const answer = await askServer(editor.addresses.reading, { word, reading: given.reading }, editor.say("no-answer"));
      markup = answer.markup;
      return answer.error;
    },
  });
  if (answers) {
    editor.apply({ ...put(place, markup), from: place.start });
  }
}

/**
 * Asks how the site reads the word now.
 * @param {MarkdownEditor} editor
 * @param {HTMLDialogElement} dialog
 * @param {string} word
 * @param {{ text: string, start: number, end: number }} place
 */
async function prefill(editor, dialog, word, { text, start, end }) {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start).slice(-300);
  const after = text.slice(end).split("\n", 1)[0].slice(0, 300);
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("[name=reading]"));
  const answer = await askServer(editor.addresses.reading, { word, before, after }, "");
  if (answer.reading && !input.value) {
    input.value = answer.reading;
    input.select();
  } else if (answer.error) {
    dialog.querySelector(".editor-error")?.replaceChildren(answer.error);
  }
}

/** @param {MarkdownEditor} editor */
async function help(editor) {
  await ask(editor, "help", {
    prepare(dialog) {
      const rows = editor.buttons.map((button) => {
        const row = document.createElement("tr");
        const cells = [button.textContent ?? "", editor.keysOf(button), button.dataset.writes ?? ""];
        row.append(
          ...cells.map((text, index) => {
            const cell = document.createElement(index ? "td" : "th");
            cell.append(index === 2 && text ? Object.assign(document.createElement("code"), { textContent: text }) : text);
            if (!index) {
              cell.setAttribute("scope", "row");
            }
            return cell;
          }),
        );
        return row;
      });
      dialog.querySelector("tbody")?.append(...rows);
    },
  });
}

/** @type {Record<string, (editor: MarkdownEditor) => unknown>} by the name that a button has in `data-do` */
export const ACTIONS = {
  heading: (editor) => editor.apply(lines(editor.selection, "heading")),
  subheading: (editor) => editor.apply(lines(editor.selection, "subheading")),
  bold: (editor) => editor.apply(bold(editor.selection)),
  list: (editor) => editor.apply(lines(editor.selection, "list")),
  numbered: (editor) => editor.apply(lines(editor.selection, "numbered")),
  quote: (editor) => editor.apply(lines(editor.selection, "quote")),
  table: askTable,
  link,
  image: (editor) => insertPictures(editor, [undefined]),
  source,
  callout,
  emergency: (editor) => editor.apply(fence(editor.selection, "急救")),
  reading,
  help,
};
