/**
 * What happens when the server is gone, or the login, at the moment of saving? The page stays, with all that was typed.
 */
import { csrfToken, readiness } from "./server.js";

const PATIENCE = 1000; // milliseconds that saving waits for a copy on this device, which some browsers never finish

/**
 * A form that is sent cannot be called back: the server is asked first.
 * @param {MarkdownEditor} editor
 * @param {Keeper} keeper
 */
export function guard(editor, keeper) {
  const { form } = editor;
  let isAsking = false;
  form.addEventListener("submit", async (event) => {
    if (keeper.isLeaving) {
      return;
    }
    event.preventDefault();
    if (isAsking) {
      return;
    }
    isAsking = true;
    editor.tell(editor.say("saving"));
    await Promise.race([keeper.now(), new Promise((go) => window.setTimeout(go, PATIENCE))]);
    const answer = await readiness(editor.addresses.probe);
    isAsking = false;
    if (answer !== "ready") {
      editor.warn(typeof answer === "number" ? editor.say("broken", { status: answer }) : editor.say(answer));
      return;
    }
    const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken"));
    token.value = csrfToken();
    keeper.isLeaving = true;
    form.requestSubmit(event.submitter);
    // Whoever stops the browser from leaving is asked again the next time.
    window.setTimeout(() => (keeper.isLeaving = false), 10_000);
  });
}
