/**
 * What becomes of what is pasted or dropped on the text?
 */
import { put, putBlock } from "./formats.js";
import { toMarkdown } from "./markdown.js";
import { clean } from "./pasted.js";
import { describe, insertPictures } from "./pictures.js";
import { shownKeys } from "./toolbar.js";

const LONGEST = 30_000_000; // characters of HTML, with its pictures

/**
 * @param {string} address data:image/…
 * @param {string} name
 * @returns {File | null} null for what is no base64
 */
function fileIn(address, name) {
  const match = /^data:(image\/[a-z+.-]+);base64,([\s\S]*)$/i.exec(address);
  try {
    const bytes = match && Uint8Array.from(atob(match[2].replace(/\s+/g, "")), (character) => character.charCodeAt(0));
    return match && bytes ? new File([bytes], name, { type: match[1] }) : null;
  } catch {
    return null;
  }
}

/**
 * Asks for the description of each picture that came along, and puts it where its placeholder stands by then.
 * @param {MarkdownEditor} editor
 * @param {{ placeholder: string, address: string, alt: string }[]} pictures
 * @returns {Promise<string[]>} names of those that did not get in
 */
async function settle(editor, pictures) {
  /** @type {string[]} */
  const left = [];
  for (const [index, { placeholder, address }] of pictures.entries()) {
    const name = editor.say("pasted-picture", { number: index + 1 });
    const file = fileIn(address, name);
    const markdown = file && (await describe(editor, file));
    const { text } = editor.selection;
    const start = text.lastIndexOf(placeholder);
    if (start >= 0) {
      editor.apply(put({ text, start, end: start + placeholder.length }, markdown ?? ""));
    }
    if (!markdown) {
      left.push(editor.say("picture-refused", { name }));
    }
  }
  return left;
}

/**
 * @param {MarkdownEditor} editor
 * @param {string} html
 * @param {string} plain the same as text
 * @returns {Promise<void> | false} false when the text alone says as much: the browser may paste it
 */
function pasteHtml(editor, html, plain) {
  let cleaned;
  let markdown;
  const mark = Math.random().toString(36).slice(2, 6);
  try {
    cleaned = clean(html, (number) => `${editor.say("waiting-picture", { number })}${mark}`);
    if (cleaned.isPlain && plain) {
      return false;
    }
    markdown = toMarkdown(cleaned.body);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // Nested beyond all sense.
    editor.apply(put(editor.selection, plain));
    editor.tell(editor.say("pasted-plain"));
    return Promise.resolve();
  }
  const isBlock = markdown.includes("\n") || /^(?:#{1,6} |[-*+] |\d+\. |> |\|)/.test(markdown);
  if (!editor.apply((isBlock ? putBlock : put)(editor.selection, markdown))) {
    return Promise.resolve();
  }
  const remote = cleaned.left.map((address) =>
    /^file:/i.test(address)
      ? editor.say("picture-of-file", { name: address.split(/[\\/]/).at(-1) ?? "" })
      : address.slice(0, 200),
  );
  editor.tell(editor.say("pasted", { keys: shownKeys("Mod+Shift+V") }));
  return settle(editor, cleaned.inline).then((refused) => {
    const names = [...remote, ...refused];
    if (names.length) {
      editor.tell(editor.say("pictures-left", { count: names.length }), names);
    }
  });
}

/**
 * @param {MarkdownEditor} editor
 * @param {DataTransfer | null} data
 * @param {boolean} isPlain whether the editor asked for text alone
 * @returns {boolean} whether it is dealt with; else the browser may do what it does
 */
function take(editor, data, isPlain) {
  if (!data || isPlain) {
    return false;
  }
  const html = data.getData("text/html");
  const plain = data.getData("text/plain").replace(/\r\n?/g, "\n");
  const files = [...data.files];
  // Word and browsers add a picture of what they copied: words are wanted, where there are any.
  const saysSomething = plain.trim() !== "" && html !== "";
  if (files.length && !saysSomething) {
    void insertPictures(editor, files);
    return true;
  }
  if (!html || html.length > LONGEST) {
    return false;
  }
  const pasting = pasteHtml(editor, html, plain);
  if (pasting) {
    void pasting;
  }
  return pasting !== false;
}

/** @param {MarkdownEditor} editor */
export function watch(editor) {
  let isPlain = false;
  // Chromium gives no HTML then; others do.
  const note = (/** @type {KeyboardEvent} */ { code, ctrlKey, metaKey, shiftKey }) => {
    isPlain = code === "KeyV" && shiftKey && (ctrlKey || metaKey);
  };
  editor.addEventListener("keydown", note, { capture: true });
  editor.onText("paste", (event) => {
    const { clipboardData } = /** @type {ClipboardEvent} */ (event);
    if (take(editor, clipboardData, isPlain)) {
      event.preventDefault();
    }
    isPlain = false;
  });
  editor.onText("drop", (event) => {
    const { dataTransfer } = /** @type {DragEvent} */ (event);
    if (dataTransfer?.files.length) {
      event.preventDefault();
      void insertPictures(editor, [...dataTransfer.files]);
    }
  });
  for (const kind of ["dragover", "dragenter", "dragleave"]) {
    editor.onText(kind, (event) => {
      const { dataTransfer } = /** @type {DragEvent} */ (event);
      if (dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        dataTransfer.dropEffect = "copy";
      }
    });
  }
}
