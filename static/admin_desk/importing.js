/**
 * Shows how far an import has come, without reloading the page, and then what came of it. Without this file, a link does.
 */

const EVERY = 2000; // milliseconds

async function follow() {
  const response = await fetch(location.href).catch(() => null);
  if (response?.ok) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.querySelector(".desk-importing");
    if (!found) {
      location.reload();
      return;
    }
    document.querySelector(".desk-importing")?.replaceWith(found);
  }
  setTimeout(follow, EVERY);
}

setTimeout(follow, EVERY);
