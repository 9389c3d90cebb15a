/** Which of an article's words does the reader know, and which do they choose? Known words are kept on the device alone. */
import { isKnown, setKnown, subscribe } from "../known_words.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".word-form"));
const template = /** @type {HTMLTemplateElement | null} */ (form?.querySelector("[data-known]"));
const rows = [.../** @type {NodeListOf<HTMLElement>} */ (form?.querySelectorAll("[data-word]") ?? [])];

/** @param {HTMLElement} row @returns {HTMLInputElement | null} */
const box = (row) => row.querySelector("input[type=checkbox]");

function show() {
  for (const row of rows) {
    const known = isKnown(row.dataset.word ?? "");
    row.classList.toggle("is-known", known);
    row.querySelector(".known")?.setAttribute("aria-pressed", String(known));
  }
}

for (const row of rows) {
  const word = row.dataset.word ?? "";
  const made = /** @type {HTMLElement | undefined} */ (template?.content.firstElementChild?.cloneNode(true));
  if (made) {
    made.setAttribute("aria-label", `${made.textContent} ${word}`);
    made.addEventListener("click", () => setKnown(word, !isKnown(word)));
    row.querySelector(".facts")?.append(made);
  }
}
show();
subscribe(show);

for (const chooser of form?.querySelectorAll("[data-choose]") ?? []) {
  chooser.addEventListener("click", () => {
    for (const row of rows) {
      const tick = box(row);
      if (tick) {
        tick.checked = chooser.getAttribute("data-choose") === "unknown" && !isKnown(row.dataset.word ?? "");
      }
    }
  });
}
for (const part of /** @type {NodeListOf<HTMLElement>} */ (form?.querySelectorAll(".with-script") ?? [])) {
  part.hidden = false;
}
