/**
 * Leads from a finding to its place in the text: the cursor is put there. Without this file the link leads to the field.
 */

/**
 * @param {string} text
 * @param {number} line from 1
 * @param {number} column from 1
 * @returns {number} offset in the text
 */
function offsetOf(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  // The server counts characters, the browser halves of those beyond the first plane.
  return before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
}

/**
 * How far down the offset stands, in pixels: long lines wrap, so only a field of the same width can tell.
 * @param {HTMLTextAreaElement} editor
 * @param {number} offset
 * @returns {number}
 */
function depthOf(editor, offset) {
  const mirror = /** @type {HTMLTextAreaElement} */ (editor.cloneNode());
  ["id", "name", "required"].forEach((name) => mirror.removeAttribute(name));
  mirror.value = editor.value.slice(0, offset);
  editor.after(mirror);
  const depth = mirror.scrollHeight;
  mirror.remove();
  return depth;
}

/**
 * @param {HTMLElement | null} field
 * @param {string | null | undefined} line
 * @param {string | null | undefined} column
 * @returns {boolean} whether the cursor is there now
 */
function putCursor(field, line, column) {
  if (!(field instanceof HTMLTextAreaElement) || !line) {
    return false;
  }
  const offset = offsetOf(field.value, Number(line), Number(column || 1));
  field.focus();
  field.setSelectionRange(offset, offset + 1);
  field.scrollTop = Math.max(0, depthOf(field, offset) - field.clientHeight / 2);
  field.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(".desk-findings a[data-line]") : null;
  if (link instanceof HTMLAnchorElement && link.getAttribute("href")?.startsWith("#")) {
    if (putCursor(document.getElementById(link.hash.slice(1)), link.dataset.line, link.dataset.column)) {
      event.preventDefault();
    }
  }
});

const asked = new URLSearchParams(location.search);
putCursor(document.getElementById(location.hash.slice(1)), asked.get("line"), asked.get("column"));
