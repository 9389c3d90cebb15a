/** Who wants a sentence as a picture? What draws it is fetched when somebody asks. */

const offer = /** @type {HTMLElement | null} */ (document.querySelector("[data-sentence-picture]"));

/** @param {string} id of the sentence; empty for the one that the address names, or the first */
async function show(id) {
  const { showPicture } = await import("./picture/dialog.js");
  showPicture(id);
}

if (offer) {
  offer.hidden = false;
  offer.addEventListener("click", () => show(""));
  document.addEventListener("sentence-picture", (event) => show(/** @type {CustomEvent} */ (event).detail));
}
