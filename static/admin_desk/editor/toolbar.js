/**
 * How are the buttons reached: by mouse, by one Tab and the arrow keys, and by shortcuts?
 *
 * After the toolbar pattern of the ARIA Authoring Practices: the bar is one stop on the way through the page.
 */

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * `Mod+B` as the keyboard in front of the reader has it.
 * @param {string} keys
 * @returns {string}
 */
export function shownKeys(keys) {
  return IS_MAC
    ? keys.replace("Mod+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥")
    : keys.replace("Mod+", "Ctrl+");
}

/**
 * @param {KeyboardEvent} event
 * @returns {string} as `data-keys` has it; by the key's place for Alt, which types other characters on a Mac
 */
export function keysIn(event) {
  const mod = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const key = event.code.replace(/^(?:Key|Digit)/, "");
  if (event.shiftKey) {
    return "";
  }
  if (mod && !event.altKey) {
    return `Mod+${event.key.toUpperCase()}`;
  }
  return event.altKey && !event.ctrlKey && !event.metaKey ? `Alt+${key}` : "";
}

/**
 * @param {HTMLElement} bar
 * @param {(button: HTMLButtonElement) => void} press
 */
export function furnish(bar, press) {
  const buttons = [...bar.querySelectorAll("button")];
  const stop = (/** @type {HTMLButtonElement} */ chosen) => {
    buttons.forEach((button) => (button.tabIndex = button === chosen ? 0 : -1));
  };
  stop(buttons[0]);
  bar.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) {
      stop(button);
      press(button);
    }
  });
  // The field keeps its selection, and phones their keyboard.
  bar.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && event.preventDefault());
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      const next = buttons[(to + buttons.length) % buttons.length];
      stop(next);
      next.focus();
    }
  });
}
