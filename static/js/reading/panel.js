/** Where does a reader set how pages look, without leaving the text? The form is that of the page of settings. */
import { recall, remember } from "../memory.js";
import { parsed } from "../trusted.js";
import { choose, chosen } from "./settings.js";

const VIEW = "view";

/** @type {Promise<Panel> | null} */
let made = null;

/** @param {HTMLAnchorElement} opener a link to the page of settings */
export async function openPanel(opener) {
  // Without what the address says of this page: it is the one that is kept for times without a network.
  made ??= makePanel(opener.href.split("?")[0]);
  try {
    (await made).toggle(opener);
  } catch {
    made = null;
    location.assign(opener.href);
  }
}

/** @param {string} address @returns {Promise<Panel>} */
async function makePanel(address) {
  const answer = await fetch(address);
  const page = parsed(await answer.text());
  const form = page.querySelector(".reading-form");
  const style = page.querySelector('link[href*="reading_settings"]');
  if (!answer.ok || !form || !style) {
    throw new Error(`no settings at ${address}`);
  }
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = style.getAttribute("href") ?? "";
  await new Promise((resolve) => {
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
  return new Panel(/** @type {HTMLElement} */ (document.importNode(form, true)), page.querySelector("h1")?.textContent ?? "");
}

class Panel {
  /** @type {HTMLElement | null} */
  #opener = null;

  /** @param {HTMLElement} content @param {string} title */
  constructor(content, title) {
    this.content = content;
    this.element = document.createElement("dialog");
    this.element.className = "reading-panel";
    this.element.setAttribute("aria-labelledby", "reading-panel-title");
    const heading = document.createElement("h2");
    heading.id = "reading-panel-title";
    heading.tabIndex = -1;
    heading.textContent = title;
    const more = /** @type {HTMLTemplateElement} */ (content.querySelector("template")).content;
    this.close = /** @type {HTMLButtonElement} */ (more.querySelector("[data-close]"));
    this.share = /** @type {HTMLAnchorElement} */ (more.querySelector(".share"));
    const head = document.createElement("div");
    head.className = "panel-head";
    head.append(heading, this.close);
    content.querySelector(".do button")?.remove();
    content.querySelector(".do")?.after(/** @type {Element} */ (more.querySelector(".kept")));
    this.element.append(head, content);
    document.body.append(this.element);
    this.close.addEventListener("click", () => this.hide());
    this.element.addEventListener("change", (event) => this.#changed(/** @type {HTMLInputElement} */ (event.target)));
    this.element.addEventListener("submit", (event) => this.#submitted(event));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
    this.element.addEventListener("click", (event) => this.#clicked(event));
    // Whoever goes on by keyboard must not be behind the panel.
    this.element.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !this.element.contains(event.relatedTarget) && event.relatedTarget !== this.#opener) {
        this.hide(false);
      }
    });
    document.addEventListener("reading-settings", () => this.#fillIn());
  }

  /** @param {HTMLElement} opener */
  toggle(opener) {
    if (this.element.open) {
      this.hide();
      return;
    }
    this.#opener = opener;
    this.#fillIn();
    this.element.show();
    opener.setAttribute("aria-expanded", "true");
    this.element.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** @param {boolean} [returns] whether the focus goes back to where it came from */
  hide(returns = true) {
    if (!this.element.open) {
      return;
    }
    this.element.close();
    this.#opener?.setAttribute("aria-expanded", "false");
    if (returns) {
      this.#opener?.focus({ preventScroll: true });
    }
  }

  /** @returns {Map<string, HTMLInputElement[]>} the buttons of each setting, the usual one first */
  get #settings() {
    const sets = /** @type {NodeListOf<HTMLElement>} */ (this.content.querySelectorAll("[data-setting]"));
    return new Map([...sets].map((set) => [set.dataset.setting ?? "", [...set.querySelectorAll("input")]]));
  }

  #fillIn() {
    const shared = new URLSearchParams();
    for (const [name, buttons] of this.#settings) {
      const value = name === VIEW ? (viewHere() ?? recall("localStorage", VIEW) ?? buttons[0].value) : (chosen(name) ?? buttons[0].value);
      for (const button of buttons) button.checked = button.value === value;
      if (name !== VIEW && value !== buttons[0].value) shared.set(name, value ?? "");
    }
    this.content.querySelector("[name=elder]")?.setAttribute("aria-pressed", String(!!chosen("elder")));
    this.share.href = [location.pathname, shared.toString()].filter(Boolean).join("?");
  }

  /** @param {HTMLInputElement} button */
  #changed(button) {
    const [usual] = this.#settings.get(button.name) ?? [];
    if (button.name === VIEW) {
      goToView(button.value);
    } else if (usual) {
      choose({ [button.name]: button === usual ? null : button.value });
    }
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    event.preventDefault();
    if (event.submitter?.getAttribute("name") !== "elder") {
      return;
    }
    const isElder = !chosen("elder");
    choose({ elder: isElder ? "on" : null });
    if (isElder) {
      goToView("ruby");
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-as-usual]:not(.share)") : null;
    if (link) {
      event.preventDefault();
      choose(Object.fromEntries([...this.#settings.keys()].filter((name) => name !== VIEW).map((name) => [name, null])));
    }
  }
}

/** @returns {string | undefined} */
function viewHere() {
  return /** @type {HTMLElement | null} */ (document.querySelector("[data-switch-view][aria-current]"))?.dataset.switchView;
}

/** @param {string} view by the link that keeps the place; remembered on a page that has no views */
function goToView(view) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`[data-switch-view="${view}"]`));
  if (!link) {
    remember("localStorage", VIEW, view);
  } else if (!link.hasAttribute("aria-current")) {
    link.click();
  }
}
