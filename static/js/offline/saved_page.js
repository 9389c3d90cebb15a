/** Lists what this device has saved, with the space it takes, and frees that space. */
import { allSaved, canKeep, forget, inWords, shared } from "./kept.js";

const list = /** @type {HTMLElement} */ (document.querySelector("[data-saved]"));
const template = /** @type {HTMLTemplateElement} */ (list.querySelector("template"));
const status = /** @type {HTMLElement} */ (document.querySelector("[data-saved-status]"));

/** @param {string} name @returns {HTMLElement} */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-saved-${name}]`));
}

/** @param {HTMLElement} element @param {...string} values in the places of its sentence */
function say(element, ...values) {
  element.textContent = values.reduce((text, value) => text.replace("%s", value), element.dataset.words ?? "");
}

async function show() {
  const saved = await allSaved();
  const items = saved.map((info) => {
    const item = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    [link.href, link.textContent] = [info.path, info.title];
    const size = /** @type {HTMLElement} */ (item.querySelector("[data-size]"));
    const day = new Date(info.savedAt).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    size.dataset.words = (info.hasSound ? size.dataset.withSound : size.dataset.withoutSound) ?? "";
    say(size, inWords(info.bytes), day);
    const button = /** @type {HTMLButtonElement} */ (item.querySelector("button"));
    button.setAttribute("aria-label", (button.dataset.about ?? "").replace("%s", info.title));
    button.addEventListener("click", () => free(info.path, info.title));
    return item;
  });
  list.replaceChildren(template, ...items);
  list.hidden = !saved.length;
  part("none").hidden = saved.length > 0;
  part("all").hidden = saved.length < 2;
  const own = saved.reduce((sum, info) => sum + info.bytes, 0);
  const total = own + (await shared());
  const { quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  say(part("sum"), inWords(own), inWords(total), inWords(quota));
  part("sum").hidden = false;
}

/** @param {string} path @param {string} title */
async function free(path, title) {
  await forget(path);
  await show();
  say(status, title);
  /** @type {HTMLElement} */ (document.querySelector("h1")).focus();
}

async function freeAll() {
  for (const info of await allSaved()) {
    await forget(info.path);
  }
  await show();
  status.textContent = status.dataset.all ?? "";
  /** @type {HTMLElement} */ (document.querySelector("h1")).focus();
}

// Without a network it stands in for every page that is not here.
part("instead").hidden = location.pathname.endsWith("/saved/");
if (canKeep()) {
  part("cannot").hidden = true;
  part("all").addEventListener("click", freeAll);
  show();
} else {
  part("cannot").hidden = false;
}
