/**
 * Which of the three views does this reader want, and where in the text were they?
 *
 * The pages work without this module. It remembers the chosen view on the device and keeps the place when the view
 * changes; nothing is sent anywhere.
 */

import { recall, remember } from "./memory.js";

const CHOICE = "view";
const PLACE = "place";

/** @typedef {"hanzi" | "ruby" | "pinyin"} View */

/** @returns {View} */
function chosenView() {
  const view = recall("localStorage", CHOICE);
  return view === "ruby" || view === "pinyin" ? view : "hanzi";
}

/** Let the links to articles, and to other pages in three views, lead to the chosen view. */
function pointLinks() {
  const view = chosenView();
  for (const link of document.querySelectorAll("a[data-article], a[data-three-views]")) {
    const address = link.dataset.address || link.getAttribute("href");
    link.dataset.address = address;
    const [, path, rest] = /^([^?#]*)(.*)$/.exec(address);
    link.setAttribute("href", view === "hanzi" ? address : `${path}${view}/${rest}`);
  }
  for (const button of document.querySelectorAll("[data-choose-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.chooseView === view));
  }
}

function offerChoice() {
  for (const button of document.querySelectorAll("[data-choose-view]")) {
    button.addEventListener("click", () => {
      remember("localStorage", CHOICE, button.dataset.chooseView);
      pointLinks();
    });
  }
  for (const section of document.querySelectorAll(".view-choice")) {
    section.hidden = false;
  }
}

/** @returns {number} how far down the window the sticky bar reaches, in pixels */
function topOfText() {
  const bar = document.querySelector(".view-switch");
  const isAbove = bar && getComputedStyle(bar).position === "sticky";
  return isAbove ? bar.getBoundingClientRect().height : 0;
}

/** @returns {HTMLElement | undefined} the first sentence in sight, unless the text's beginning is */
function sentenceInSight() {
  const sentences = [...document.querySelectorAll(".article-text .sentence[id]")];
  const top = topOfText();
  const first = sentences.find((sentence) => sentence.getBoundingClientRect().bottom > top);
  return first === sentences[0] ? undefined : first;
}

/** @returns {string} what to put behind the address of the same text, so that it opens at the sentence in sight */
function keepPlace() {
  const sentence = sentenceInSight();
  if (sentence) {
    const place = { id: sentence.id, top: sentence.getBoundingClientRect().top };
    remember("sessionStorage", PLACE, JSON.stringify(place));
  }
  return sentence ? sentence.id : "";
}

function keepPlaceOnSwitch() {
  document.addEventListener("opens-anew", (event) => (event.detail.hash = keepPlace()));
  for (const link of document.querySelectorAll("a[data-switch-view]")) {
    link.addEventListener("click", () => {
      remember("localStorage", CHOICE, link.dataset.switchView);
      link.hash = keepPlace();
    });
  }
}

/** @returns {boolean} whether the address names a sentence only because the view was switched there */
export function comesFromSwitch() {
  return recall("sessionStorage", PLACE) !== null;
}

/** Put the sentence that was in sight back where it stood in the window. */
function returnToPlace() {
  const stored = recall("sessionStorage", PLACE);
  if (!stored) {
    return;
  }
  remember("sessionStorage", PLACE, null);
  const { id, top } = JSON.parse(stored);
  const sentence = location.hash === `#${id}` && document.getElementById(id);
  if (sentence) {
    history.replaceState(history.state, "", location.pathname + location.search);
    scrollBy({ top: sentence.getBoundingClientRect().top - top, behavior: "instant" });
  }
}

/** The settings open where the reader is; without a script, or without the script of the panel, they have a page. */
function openSettingsHere() {
  for (const link of document.querySelectorAll("a[data-reading-settings]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        link.click();
      }
    });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      import("./reading/panel.js").then(
        ({ openPanel }) => openPanel(link),
        () => location.assign(link.href),
      );
    });
  }
}

/** Who selects something may hold its reading to be wrong. */
function offerReports() {
  if (document.querySelector(".report-selected")) {
    document.addEventListener("selectionchange", () => import("./report_reading.js"), { once: true });
  }
}

/** What keeps the site for times without a network; nothing of the first visit waits for it. */
function keepForLater() {
  if (document.documentElement.dataset.version) {
    import("./offline/register.js");
  }
}

pointLinks();
offerChoice();
openSettingsHere();
keepPlaceOnSwitch();
offerReports();
if (document.readyState === "complete") {
  returnToPlace();
  keepForLater();
} else {
  addEventListener("load", returnToPlace, { once: true });
  addEventListener("load", keepForLater, { once: true });
}
// A page that comes back from the browser's memory may be older than the choice.
addEventListener("pageshow", (event) => event.persisted && pointLinks());
