/**
 * Tells the server every few seconds that the article is still open here, and shows who else has it open. Without this
 * file the page shows who was there when it was loaded.
 */

const EVERY = 20_000; // milliseconds

/**
 * The token that the server expects now: a login in another window changes it.
 * @param {HTMLFormElement} form
 * @returns {string}
 */
function csrfToken(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie?.[1] ?? form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/**
 * A screen reader speaks up whenever the text is set, so it is set only when it is another one.
 * @param {Element | null} element
 * @param {string} text
 */
function say(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

/** @param {HTMLElement} notice */
function stayInTouch(notice) {
  const form = notice.closest("form");
  const address = notice.dataset.presence;
  if (!form || !address) {
    return;
  }
  let isActive = false;
  for (const kind of ["input", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => (isActive = true), { passive: true });
  }
  const report = async () => {
    const body = new FormData();
    if (isActive) {
      body.set("active", "1");
    }
    isActive = false;
    try {
      const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrfToken(form) } });
      if (!response.ok || response.redirected) {
        return;
      }
      const { who, when } = await response.json();
      say(notice.querySelector("[role=status]"), who);
      say(notice.querySelector("[data-when]"), when);
    } catch {
      // The network is away: the next report tries again.
    }
  };
  setInterval(report, EVERY);
}

document.querySelectorAll("[data-presence]").forEach((notice) => stayInTouch(/** @type {HTMLElement} */ (notice)));
