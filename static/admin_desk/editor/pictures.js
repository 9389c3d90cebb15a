/**
 * How does a picture get into the text? Never without its description, or the word that it only decorates.
 */
import { ask } from "./dialogs.js";
import { putBlock } from "./formats.js";
import { csrfToken } from "./server.js";

const LONGEST_SIDE = 240; // pixels of the small picture in the dialog

/**
 * @param {MarkdownEditor} editor
 * @param {File} file
 * @param {string} alt
 * @param {(fraction: number) => void} tell
 * @returns {Promise<{ address?: string, error?: string }>}
 */
function upload(editor, file, alt, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch tells nothing while it sends
    const body = new FormData();
    body.set("image", file, file.name || "image");
    body.set("alt", alt);
    const fail = () => resolve({ error: editor.say("upload-failed") });
    request.upload.onprogress = (event) => event.lengthComputable && tell(event.loaded / event.total);
    request.onerror = request.ontimeout = request.onabort = fail;
    request.onload = () => {
      try {
        const { address, error } = JSON.parse(request.responseText);
        resolve(address ? { address } : { error: error ?? editor.say("upload-failed") });
      } catch {
        fail();
      }
    };
    request.timeout = 120_000;
    request.open("POST", editor.addresses.image);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.send(body);
  });
}

/**
 * A drawing needs no address of its own, which a strict policy would forbid.
 * @param {HTMLDialogElement} dialog
 * @param {File | undefined} file
 */
async function show(dialog, file) {
  const canvas = /** @type {HTMLCanvasElement} */ (dialog.querySelector("canvas"));
  canvas.hidden = true;
  if (!file) {
    return;
  }
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.hidden = false;
  } catch {
    // No picture, or one that this browser cannot draw: the server will say what is wrong with it.
  }
}

/**
 * @param {MarkdownEditor} editor
 * @param {File} [given] what was dropped or pasted; else a file is asked for
 * @returns {Promise<string | null>} the picture in Markdown
 */
export async function describe(editor, given) {
  let markdown = "";
  const answers = await ask(editor, "image", {
    prepare(dialog) {
      const input = /** @type {HTMLInputElement} */ (dialog.querySelector("[type=file]"));
      const name = /** @type {HTMLElement} */ (dialog.querySelector("[data-part=name]"));
      /** @type {HTMLElement} */ (dialog.querySelector("[data-part=file]")).hidden = given !== undefined;
      input.hidden = given !== undefined;
      name.textContent = given?.name ?? "";
      name.hidden = given === undefined;
      input.addEventListener("change", () => show(dialog, input.files?.[0]));
      show(dialog, given);
    },
    async check({ alt, decorative, file: chosen }, dialog) {
      const file = given ?? chosen;
      if (!(file instanceof File) || !file.size) {
        return editor.say("needs-file");
      }
      if (file.size > editor.largest) {
        return editor.say("too-large", { most: Math.floor(editor.largest / 1024 ** 2) });
      }
      const words = decorative ? "" : alt.trim().replace(/\s+/g, " ");
      if (!decorative && !/[\p{L}\p{N}]/u.test(words)) {
        return editor.say("needs-description");
      }
      const part = /** @type {HTMLElement} */ (dialog.querySelector("[data-part=progress]"));
      part.hidden = false;
      const { address, error } = await upload(editor, file, words, (fraction) => {
        const percent = Math.round(fraction * 100);
        /** @type {HTMLProgressElement} */ (part.querySelector("progress")).value = percent;
        const told = fraction < 1 ? editor.say("uploading", { percent }) : editor.say("processing");
        /** @type {HTMLElement} */ (part.querySelector("[role=status]")).textContent = told;
      });
      part.hidden = true;
      if (!address) {
        return error;
      }
      const shown = (words || editor.decorative).replaceAll("[", "［").replaceAll("]", "］");
      markdown = `![${shown}](${address})`;
    },
  });
  return answers ? markdown : null;
}

/**
 * @param {MarkdownEditor} editor
 * @param {(File | undefined)[]} files
 */
export async function insertPictures(editor, files) {
  for (const file of files) {
    if (file && !file.type.startsWith("image/")) {
      editor.tell(editor.say("not-a-picture", { name: file.name }));
      continue;
    }
    const markdown = await describe(editor, file);
    if (markdown) {
      editor.apply(putBlock(editor.selection, markdown));
    }
  }
}
