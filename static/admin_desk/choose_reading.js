/**
 * Offers the readings of a syllable that was pressed in the live preview. Without this file the cursor is put there.
 */

import { charactersOf, openReadingChoices } from "./reading_choices.js";

const texts = document.getElementById("reading-choice-texts");

document.addEventListener("syllable-chosen", async (event) => {
  const editor = document.getElementById("id_markdown");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!(event instanceof CustomEvent && event.target instanceof Element && editor instanceof HTMLTextAreaElement)) {
    return;
  }
  event.preventDefault();
  const { address = "", ...words } = texts?.dataset ?? {};
  const isOpen = await openReadingChoices({
    anchor: event.target.querySelector(".live-preview-spot") ?? event.target,
    editor,
    offset: charactersOf(editor.value, event.detail.from),
    address,
    texts: /** @type {any} */ (words),
    token: token instanceof HTMLInputElement ? token.value : "",
  });
  if (!isOpen) {
    editor.focus();
  }
});
