/**
 * Keys for the readings desk, and the site's voice. Without this file every button works by mouse, touch and Tab.
 */

import { say } from "./saying.js";

const desk = /** @type {HTMLElement} */ (document.querySelector(".readings"));
const told = /** @type {HTMLElement} */ (desk.querySelector(".readings-told"));
const questions = [...desk.querySelectorAll(".reading")].filter((each) => each instanceof HTMLElement);

/** @param {HTMLElement | undefined} question */
function goTo(question) {
  question?.focus();
  question?.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} button */
async function hear(button) {
  told.textContent = "";
  const { saidAt = "", waiting = "", silent = "" } = desk.dataset;
  const isHeard = await say(saidAt, button.dataset.sandhi ?? "", () => {
    told.textContent = waiting;
  });
  told.textContent = isHeard ? "" : silent;
}

/** @param {HTMLElement} question */
function nextScope(question) {
  const scopes = /** @type {HTMLInputElement[]} */ ([...question.querySelectorAll("input[name=scope]")]);
  const at = scopes.findIndex((scope) => scope.checked);
  scopes[(at + 1) % scopes.length]?.click();
}

/**
 * @param {HTMLElement} question
 * @param {string} key
 * @returns {boolean} whether the key means something
 */
function press(question, key) {
  const at = questions.indexOf(question);
  if (key === "j" || key === "k") {
    goTo(questions[at + (key === "j" ? 1 : -1)]);
  } else if (key === "s") {
    nextScope(question);
  } else if (key === "p") {
    /** @type {HTMLElement | null} */ (question.querySelector(".reading-hear"))?.click();
  } else if (/^[1-9]$/.test(key)) {
    /** @type {HTMLElement | undefined} */ (question.querySelectorAll("button[name=reading]")[Number(key) - 1])?.click();
  } else {
    return false;
  }
  return true;
}

desk.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest(".reading-hear") : null;
  if (button instanceof HTMLElement) {
    hear(button);
  }
});

desk.addEventListener("keydown", (event) => {
  const question = event.target instanceof Element ? event.target.closest(".reading") : null;
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
  if (question instanceof HTMLElement && isPlain && press(question, event.key.toLowerCase())) {
    event.preventDefault();
  }
});

// After a decision the next question is where the decided one was; the last one stands in for it.
const wanted = document.getElementById(location.hash.slice(1));
if (location.hash) {
  goTo(wanted instanceof HTMLElement ? wanted : questions.at(-1));
}
