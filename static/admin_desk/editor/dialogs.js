/**
 * How is an editor asked for something before it goes into the text?
 */

/**
 * Shows a copy of one of the page's dialogs.
 * @param {HTMLElement & { field: HTMLTextAreaElement }} editor
 * @param {string} name
 * @param {{
 *   values?: Record<string, string>,
 *   prepare?: (dialog: HTMLDialogElement) => void,
 *   check?: (answers: Record<string, any>, dialog: HTMLDialogElement) => string | void | Promise<string | void>,
 * }} how `check` returns why the answers will not do; the dialog stays open then, with all that was typed
 * @returns {Promise<Record<string, any> | null>} the fields by name; null when the editor thought better of it
 */
export function ask(editor, name, { values = {}, prepare, check } = {}) {
  const template = /** @type {HTMLTemplateElement} */ (editor.querySelector(`template[data-dialog="${name}"]`));
  const dialog = /** @type {HTMLDialogElement} */ (template.content.firstElementChild?.cloneNode(true));
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  const error = dialog.querySelector(".editor-error");
  for (const [field, value] of Object.entries(values)) {
    const input = form.elements.namedItem(field);
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement) {
      input.value = value;
    }
  }
  const { selectionStart, selectionEnd } = editor.field;
  document.body.append(dialog);
  prepare?.(dialog);
  return new Promise((resolve) => {
    /** @type {Record<string, any> | null} */
    let answers = null;
    let isChecking = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (isChecking) {
        return;
      }
      isChecking = true;
      const given = Object.fromEntries(new FormData(form));
      const reason = await check?.(given, dialog);
      isChecking = false;
      if (reason && dialog.isConnected) {
        error?.replaceChildren(reason);
        return;
      }
      answers = given;
      dialog.close();
    });
    dialog.querySelector("[data-cancel]")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      // Chromium gives the focus back, and puts the cursor at the beginning.
      editor.field.focus({ preventScroll: true });
      editor.field.setSelectionRange(selectionStart, selectionEnd);
      resolve(answers);
    });
    dialog.showModal();
    /** @type {HTMLElement | null} */ (form.querySelector("input:not([type=radio], [type=checkbox]):not([hidden]), textarea"))?.focus();
  });
}
