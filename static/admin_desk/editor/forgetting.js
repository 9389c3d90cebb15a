/**
 * When is unsaved text no longer kept on this device? After it was saved, and when somebody signs out.
 */
import { forget, forgetAll, keptBy } from "./storage.js";

const account = document.querySelector("meta[name=editor-account]")?.getAttribute("content") ?? "";
const here = new URL(location.href);
const saved = here.searchParams.get("saved");
if (account && saved) {
  void forget(`${account}/${saved}`).catch(() => {});
  here.searchParams.delete("saved");
  history.replaceState(history.state, "", here);
}

const form = document.getElementById("logout-form");
if (form instanceof HTMLFormElement) {
  const question = document.querySelector("meta[name=editor-signing-out]")?.getAttribute("content") ?? "";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const texts = await keptBy(account);
      if (texts.length && !confirm(question)) {
        return;
      }
      await forgetAll();
    } catch {
      // Where nothing can be kept there is nothing to forget.
    }
    form.submit();
  });
}
