/**
 * Shows beside markdownx's field what readers will see: in the public pages' own type, one view at a time, with title
 * and summary. Without this file the form works.
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
 * Shows what the server makes of some fields, half a second after the last change. Letters of an input method are not
 * meant yet: when they have become words, the field says so again.
 * @param {HTMLFormElement} form
 * @param {Record<string, HTMLInputElement | HTMLTextAreaElement | null>} fields by the name that the server expects
 * @param {HTMLElement} place
 * @param {string} address
 */
function keepShowing(form, fields, place, address) {
  /** @type {number | undefined} */
  let waiting;
  let latest = 0;
  const isComposing = () => [...form.querySelectorAll("markdown-editor")].some((editor) => editor.isComposing);
  const refresh = async () => {
    if (isComposing()) {
      return;
    }
    const mine = ++latest;
    const body = new FormData();
    Object.entries(fields).forEach(([name, field]) => body.set(name, field?.value ?? ""));
    try {
      const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrfToken(form) } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine === latest) {
        place.replaceChildren(...page.body.childNodes);
      }
    } catch {
      // The network is away: what is shown stays, and the next change asks again.
    }
  };
  for (const field of Object.values(fields)) {
    field?.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 500);
    });
  }
  refresh();
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
  const pane = box("preview-pane");
  pane.append(viewChoice(paper, JSON.parse(views), previewName), paper);
  preview.before(pane);
  keepShowing(form, { title: field(form, "title"), summary: field(form, "summary") }, heading, markdownxUrlsPath);
  keepShowing(form, { content: editor }, body, markdownxUrlsPath);
  form.addEventListener("submit", () => csrfToken(form));
}

document.querySelectorAll(".markdownx").forEach((editorBox) => furnish(/** @type {HTMLElement} */ (editorBox)));
