/**
 * Shows how far changes of readings have come, without reloading the page. Without this file, reloading shows it.
 */

const EVERY = 2000; // milliseconds

/** @returns {boolean} whether something is still being done */
const isUnfinished = () =>
  [...document.querySelectorAll("progress[data-unfinished]")].some(
    (bar) => Number(bar.getAttribute("data-unfinished")) > 0,
  );

async function follow() {
  const response = await fetch(location.href);
  const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#result_list tbody");
  if (response.ok && found) {
    document.querySelector("#result_list tbody")?.replaceWith(found);
  }
  if (isUnfinished()) {
    setTimeout(follow, EVERY);
  }
}

if (isUnfinished()) {
  setTimeout(follow, EVERY);
}
