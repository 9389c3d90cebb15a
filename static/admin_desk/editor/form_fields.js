/**
 * What has somebody typed into the form, and how is it put back?
 */
import { change } from "./text.js";
import { addRow } from "./sources.js";

/**
 * @param {HTMLFormElement} form
 * @returns {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} what people fill in
 */
function inputs(form) {
  return /** @type {any[]} */ ([...form.elements]).filter(
    (element) =>
      /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName) &&
      element.name &&
      !element.readOnly &&
      !/^(?:hidden|submit|button|file|password)$/.test(element.type),
  );
}

/** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} input */
const isChoice = (input) => input instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(input.type);

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>} of boxes and buttons those that are ticked, under name and value
 */
export function typedIn(form) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const input of inputs(form)) {
    if (!isChoice(input)) {
      fields[input.name] = input.value;
    } else if (/** @type {HTMLInputElement} */ (input).checked) {
      fields[`${input.name}=${input.value}`] = "on";
    }
  }
  return fields;
}

/**
 * @param {Record<string, string>} one
 * @param {Record<string, string>} other
 * @returns {boolean} empty fields may be missing
 */
export function isSame(one, other) {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => (one[name] ?? "") === (other[name] ?? ""));
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} fields
 * @param {HTMLTextAreaElement} text the field whose undo is kept
 */
export function putBack(form, fields, text) {
  const isThere = (/** @type {string} */ name) => form.elements.namedItem(name) !== null;
  const missing = () => Object.keys(fields).some((name) => /^sources-\d+-key$/.test(name) && fields[name] && !isThere(name));
  while (missing() && addRow(form)) {
    // One row more each time.
  }
  for (const input of inputs(form)) {
    if (isChoice(input)) {
      /** @type {HTMLInputElement} */ (input).checked = `${input.name}=${input.value}` in fields;
    } else if (input === text) {
      const insert = fields[input.name] ?? "";
      change(text, { start: 0, end: text.value.length, insert, from: 0, to: 0 });
    } else if (input.name in fields && input.value !== fields[input.name]) {
      input.value = fields[input.name];
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
