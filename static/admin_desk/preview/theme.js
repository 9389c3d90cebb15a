/**
 * How does the page in the frame follow the colours that were chosen for the admin?
 *
 * The page asks the device, and a frame hears the device's answer whatever stands around it. So the page's question is
 * answered here.
 */

const QUESTION = /\(prefers-color-scheme: (dark|light)\)/;

/** @type {WeakMap<CSSMediaRule, string>} what a rule asked at first */
const asked = new WeakMap();

/** @returns {string} ``dark``, ``light``, or ``auto`` for what the device says */
function chosen() {
  return document.documentElement.dataset.theme ?? "auto";
}

/** @param {Document} page */
export function wear(page) {
  for (const link of page.querySelectorAll("link[rel=stylesheet]")) {
    if (!(/** @type {HTMLLinkElement} */ (link).sheet)) {
      link.addEventListener("load", () => answer(page), { once: true });
    }
  }
  answer(page);
}

/** @param {Document} page */
function answer(page) {
  const theme = chosen();
  page.documentElement.style.colorScheme = theme === "auto" ? "" : theme;
  for (const sheet of page.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      const media = /** @type {CSSMediaRule} */ (rule).media;
      const question = media && (asked.get(rule) ?? media.mediaText);
      const scheme = question?.match(QUESTION)?.[1];
      if (scheme) {
        asked.set(rule, question);
        const said = theme === scheme ? "(min-width: 0)" : "(max-width: 0)";
        media.mediaText = theme === "auto" ? question : question.replace(QUESTION, said);
      }
    }
  }
}

/** @param {CSSStyleSheet} sheet @returns {Iterable<any>} */
function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return []; // of another machine
  }
}

/** @param {() => Document | null} page looks again whenever the admin's button is pressed */
export function follow(page) {
  const look = () => {
    const shown = page();
    shown && answer(shown);
  };
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
