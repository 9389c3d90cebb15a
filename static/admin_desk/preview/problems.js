/** What has to be mended, and where? */

/**
 * @typedef {{ field: string, line: number, column: number, message: string }} Problem
 * @param {HTMLElement} pane
 * @param {Problem[]} problems
 * @param {(problem: Problem) => void} goTo
 */
export function listProblems(pane, problems, goTo) {
  const box = /** @type {HTMLElement} */ (pane.querySelector(".live-preview-problems"));
  const list = /** @type {HTMLElement} */ (box.querySelector("ul"));
  const told = JSON.stringify(problems);
  if (list.dataset.told === told) {
    return;
  }
  list.dataset.told = told;
  box.hidden = !problems.length;
  list.replaceChildren(
    ...problems.map((problem) => {
      const item = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: problem.message });
      button.addEventListener("click", () => goTo(problem));
      item.append(button);
      return item;
    }),
  );
}
