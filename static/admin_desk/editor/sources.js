/**
 * Which sources does the form below the text hold, and how does another get in?
 */

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLElement[]}
 */
const rows = (form) => [...form.querySelectorAll(".desk-source-row")];

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

/**
 * @param {HTMLFormElement} form
 * @returns {{ key: string, title: string }[]}
 */
export function sourcesIn(form) {
  return rows(form)
    .map((row) => ({ key: field(row, "key")?.value.trim() ?? "", title: field(row, "title")?.value.trim() ?? "" }))
    .filter(({ key }) => key);
}

/**
 * An empty row more, like the last one.
 * @param {HTMLFormElement} form
 * @returns {HTMLElement | null} null when no more are allowed
 */
export function addRow(form) {
  const total = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=sources-TOTAL_FORMS]"));
  const most = Number(/** @type {HTMLInputElement | null} */ (form.querySelector("[name=sources-MAX_NUM_FORMS]"))?.value);
  const last = rows(form).at(-1);
  if (!total || !last || Number(total.value) >= most) {
    return null;
  }
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  for (const element of row.querySelectorAll("[name], [id], [for]")) {
    for (const name of ["name", "id", "for"]) {
      const value = element.getAttribute(name);
      if (value) {
        element.setAttribute(name, value.replace(/sources-\d+-/, `sources-${total.value}-`));
      }
    }
    if (element instanceof HTMLInputElement) {
      element.value = "";
      element.removeAttribute("value");
    }
  }
  row.querySelectorAll(".errorlist").forEach((list) => list.remove());
  row.querySelector(".field-DELETE")?.remove();
  last.after(row);
  total.value = String(Number(total.value) + 1);
  return row;
}

/**
 * @param {HTMLFormElement} form
 * @param {{ key: string, title: string }} source
 * @returns {boolean} whether there was room
 */
export function addSource(form, source) {
  const isEmpty = (/** @type {HTMLElement} */ row) => !field(row, "key")?.value && !field(row, "title")?.value;
  const row = rows(form).find(isEmpty) ?? addRow(form);
  if (!row) {
    return false;
  }
  for (const [name, value] of Object.entries(source)) {
    const input = field(row, name);
    if (input) {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  return true;
}
