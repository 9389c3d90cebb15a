/** What does a page need that this reader wants to see in other text than it came with? Loaded for them alone, before it is shown. */
import { markKnown } from "../known_words.js";
import { respell } from "./respelling.js";

function show() {
  respell(document.documentElement.dataset);
  markKnown();
  delete document.documentElement.dataset.waits;
}

if (document.readyState === "loading") {
  document.addEventListener("readystatechange", show, { once: true });
} else {
  show();
}
