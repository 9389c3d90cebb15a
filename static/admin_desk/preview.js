/**
 * Makes markdownx's editor comfortable: the preview in the public pages' own type, one view at a time, with title and
 * summary; Tab that leaves the field; upload errors beside the text instead of in it. Without this file the form works.
 */

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | HTMLTextAreaElement | null}
 */
const field = (form, name) => form.querySelector(`[name="${name}"]`);

/**
 * Puts the token into the form that the server expects now: a login in another window changes it.
 * @param {HTMLFormElement} form
 * @returns {string}
 */
function csrfToken(form) {
  const token = field(form, "csrfmiddlewaretoken");
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && cookie) {
    token.value = cookie[1];
  }
  return token?.value ?? "";
}

/**
 * @param {string} className
 * @param {Record<string, string>} attributes
 * @returns {HTMLElement}
 */
function box(className, attributes = {}) {
  const element = document.createElement("div");
  element.className = className;
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

/**
 * A sheet that only the public pages' styles reach, with places for the heading and the body.
 * @param {string} name for screen readers
 * @param {string[]} stylesheets addresses
 */
function makePaper(name, stylesheets) {
  const paper = box("preview-paper", { role: "region", "aria-label": name, tabindex: "0" });
  const [heading, body] = [box("heading"), box("body")];
  const links = stylesheets.map((href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  paper.attachShadow({ mode: "open" }).append(...links, heading, body);
  return { paper, heading, body };
}

/**
 * Buttons that show one view of the paper.
 * @param {HTMLElement} paper
 * @param {[string, string][]} views names and labels
 * @param {string} name of the whole group
 * @returns {HTMLElement}
 */
function viewChoice(paper, views, name) {
  const group = box("preview-choice", { role: "group", "aria-label": name });
  const show = (/** @type {string} */ chosen) => {
    paper.dataset.shown = chosen;
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
  };
  for (const [view, label] of views) {
    const button = Object.assign(document.createElement("button"), { type: "button", value: view, textContent: label });
    button.addEventListener("click", () => show(view));
    group.append(button);
  }
  show("ruby");
  return group;
}

/**
 * Keeps the title and the summary above the preview of the body.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} heading
 * @param {string} address
 */
function previewHeading(form, heading, address) {
  const inputs = [field(form, "title"), field(form, "summary")].filter((input) => input !== null);
  /** @type {number | undefined} */
  let waiting;
  let latest = 0;
  const refresh = async () => {
    const mine = ++latest;
    const body = new FormData();
    inputs.forEach((input) => body.set(input.name, input.value));
    const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrfToken(form) } });
    const html = await response.text();
    if (response.ok && mine === latest) {
      heading.innerHTML = html;
    }
  };
  inputs.forEach((input) =>
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 500);
    }),
  );
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
  const preview = editorBox.querySelector(".markdownx-preview");
  const form = editor?.form;
  if (!editor || !preview || !form) {
    return;
  }
  const { stylesheets = "[]", views = "[]", previewName = "", markdownxUrlsPath = "" } = editor.dataset;
  const { paper, heading, body } = makePaper(previewName, JSON.parse(stylesheets));
  const notice = box("preview-upload", { role: "alert" });
  const pane = box("preview-pane");
  pane.append(viewChoice(paper, JSON.parse(views), previewName), notice, paper);
  preview.before(pane);
  editorBox.addEventListener("markdownx.update", () => body.replaceChildren(...preview.childNodes));
  // markdownx turns Tab into an indent, which would lock keyboard users in (WCAG 2.1.2); its other shortcuts take
  // keys from the browser and change the wrong line.
  editorBox.addEventListener("keydown", (event) => event.stopPropagation(), { capture: true });
  previewHeading(form, heading, markdownxUrlsPath);
  reportUploads(editorBox, editor, notice);
  form.addEventListener("submit", () => csrfToken(form));
}

document.querySelectorAll(".markdownx").forEach((editorBox) => furnish(/** @type {HTMLElement} */ (editorBox)));
