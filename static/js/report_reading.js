/**
 * Which syllable does a reader hold to be wrong?
 *
 * Who selects something in the text gets a link to the report of that sentence. Without a script the link at the foot of
 * the article leads to a list of its sentences.
 */

import { counted } from "./read_aloud/passage.js";

/** @param {Node} node @returns {HTMLElement | null} the part of a sentence that holds it */
function sentencePart(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("article .sentence") ?? null;
}

/** @param {Range} range @param {HTMLElement} part @returns {number} characters before the selection, without pinyin and white space */
function position(range, part) {
  const name = CSS.escape(part.id || part.dataset.part || "");
  const before = document.createRange();
  before.setStartBefore(document.querySelector(`#${name}`) ?? part);
  before.setEnd(range.startContainer, range.startOffset);
  const copy = before.cloneContents();
  let text = "";
  for (const element of copy.querySelectorAll("rt")) element.remove();
  const parts = copy.querySelectorAll(`#${name}, [data-part="${name}"]`);
  for (const piece of parts) text += piece.textContent;
  return counted(text);
}

function offerReport() {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".report-selected"));
  const selection = document.getSelection();
  if (!link || !selection) {
    return;
  }
  const range = selection.isCollapsed || !selection.rangeCount ? null : selection.getRangeAt(0);
  const part = range && sentencePart(range.startContainer);
  link.hidden = !part;
  if (!range || !part) {
    return;
  }
  const address = new URL(link.href);
  address.searchParams.set("s", part.id || part.dataset.part || "");
  if (link.dataset.view === "ruby") {
    address.searchParams.set("at", String(position(range, part)));
  }
  link.href = address.href;
  const { bottom, left } = range.getBoundingClientRect();
  const room = document.documentElement.clientWidth - link.offsetWidth - 8;
  link.style.setProperty("inset-block-start", `${bottom + scrollY + 10}px`);
  link.style.setProperty("inset-inline-start", `${Math.max(8, Math.min(left, room))}px`);
}

document.addEventListener("selectionchange", offerReport);
offerReport();
