/**
 * Makes markdownx's editor comfortable: tabs for the three views of the preview, the title and summary in it, Tab that
 * leaves the field, and upload errors beside the text instead of in it. Without this file the form still works.
 */

/**
 * @param {string} name
 * @returns {HTMLInputElement | HTMLTextAreaElement | null}
 */
const field = (name) => document.querySelector(`form [name="${name}"]`);

/** @returns {string} the token the server expects now, which a login in another window changes */
function csrfToken() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : (field("csrfmiddlewaretoken")?.value ?? "");
}

/**
 * Buttons that show one view of everything inside `pane`.
 * @param {HTMLElement} pane
 * @param {[string, string][]} views names and labels
 * @param {string} name of the whole group
 * @returns {HTMLElement}
 */
function viewChoice(pane, views, name) {
  const group = document.createElement("div");
  group.className = "preview-choice";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", name);
  const show = (/** @type {string} */ chosen) => {
    pane.dataset.shown = chosen;
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
  };
  for (const [view, label] of views) {
    const button = document.createElement("button");
    button.type = "button";
    button.value = view;
    button.textContent = label;
    button.addEventListener("click", () => show(view));
    group.append(button);
  }
  show("ruby");
  return group;
}

/**
 * Keeps the title and the summary above the preview of the body.
 * @param {HTMLElement} heading
 * @param {string} address
 */
function previewHeading(heading, address) {
  const inputs = [field("title"), field("summary")].filter((input) => input !== null);
  /** @type {number | undefined} */
  let waiting;
  let latest = 0;
  const refresh = async () => {
    const mine = ++latest;
    const body = new FormData();
    for (const input of inputs) {
      body.set(input.name, input.value);
    }
    const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } });
    const html = await response.text();
    if (response.ok && mine === latest) {
      heading.innerHTML = html;
    }
  };
  for (const input of inputs) {
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 500);
    });
  }
  refresh();
}

/**
 * Shows why a picture was refused, and takes out the words that markdownx writes into the text then.
 * @param {HTMLElement} editorBox
 * @param {HTMLTextAreaElement} editor
 * @param {HTMLElement} notice
 */
function reportUploads(editorBox, editor, notice) {
  const fail = (/** @type {Event} */ event) => {
    const { value, selectionStart } = editor;
    const [answer] = event instanceof CustomEvent && Array.isArray(event.detail) ? event.detail : [];
    notice.textContent = answer?.error ?? editor.dataset.uploadFailed ?? "";
    queueMicrotask(() => {
      editor.value = value;
      editor.setSelectionRange(selectionStart, selectionStart);
    });
  };
  editorBox.addEventListener("markdownx.fileUploadError", fail);
  editorBox.addEventListener("fileUploadError", fail);
  editorBox.addEventListener("markdownx.fileUploadEnd", () => notice.replaceChildren());
}

/** @param {HTMLElement} editorBox markdownx's box with the editor and its preview */
function furnish(editorBox) {
  const editor = editorBox.querySelector("textarea");
  const preview = /** @type {HTMLElement | null} */ (editorBox.querySelector(".markdownx-preview"));
  if (!editor || !preview) {
    return;
  }
  const name = editor.dataset.previewName ?? "";
  const [pane, heading, notice] = Array.from({ length: 3 }, () => document.createElement("div"));
  pane.className = "preview-pane";
  heading.className = "preview-heading";
  notice.className = "preview-upload";
  notice.setAttribute("role", "alert");
  preview.tabIndex = 0;
  preview.setAttribute("role", "region");
  preview.setAttribute("aria-label", name);
  preview.replaceWith(pane);
  pane.append(viewChoice(pane, JSON.parse(editor.dataset.views ?? "[]"), name), notice, heading, preview);
  // markdownx turns Tab into an indent, which would lock keyboard users in (WCAG 2.1.2); its other shortcuts take
  // keys from the browser and change the wrong line.
  editorBox.addEventListener("keydown", (event) => event.stopPropagation(), { capture: true });
  previewHeading(heading, editor.dataset.markdownxUrlsPath ?? "");
  reportUploads(editorBox, editor, notice);
  editor.form?.addEventListener("submit", () => {
    const token = field("csrfmiddlewaretoken");
    if (token) {
      token.value = csrfToken();
    }
  });
}

document.querySelectorAll(".markdownx").forEach((editorBox) => furnish(/** @type {HTMLElement} */ (editorBox)));
