/**
 * How is the text changed so that the browser's own undo knows of it?
 */

/**
 * What to put in the place of `start` to `end`, and what is selected afterwards.
 * @typedef {{ start: number, end: number, insert: string, from: number, to: number }} Edit
 */

/**
 * Leaves out what an edit would write again as it stands: less to undo, and the page does not jump.
 * @param {string} text
 * @param {Edit} edit
 * @returns {{ start: number, end: number, insert: string }}
 */
function least(text, { start, end, insert }) {
  const old = text.slice(start, end);
  let head = 0;
  while (head < old.length && head < insert.length && old[head] === insert[head]) {
    head++;
  }
  let tail = 0;
  const most = Math.min(old.length, insert.length) - head;
  while (tail < most && old[old.length - 1 - tail] === insert[insert.length - 1 - tail]) {
    tail++;
  }
  return { start: start + head, end: end - tail, insert: insert.slice(head, insert.length - tail) };
}

/**
 * `execCommand` is marked as deprecated and has no successor: nothing else writes into the browser's list of undoes.
 * @param {HTMLTextAreaElement} field
 * @param {Edit} edit
 * @returns {boolean} false when the text would become longer than the field may hold; then nothing has changed
 */
export function change(field, edit) {
  const before = field.value;
  const { start, end, insert } = least(before, edit);
  const after = before.slice(0, start) + insert + before.slice(end);
  if (field.maxLength >= 0 && after.length > field.maxLength && after.length > before.length) {
    return false;
  }
  field.focus({ preventScroll: true });
  if (after !== before) {
    field.setSelectionRange(start, end);
    if (insert) {
      document.execCommand("insertText", false, insert);
    } else {
      document.execCommand("delete");
    }
    if (field.value !== after) {
      field.value = before;
      field.setRangeText(insert, start, end, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
    }
  }
  field.setSelectionRange(edit.from, edit.to);
  return true;
}
