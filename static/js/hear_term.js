/** How does a reader hear a word that the site has not spoken? By a Mandarin voice of their own device, if it has one. */
import { mandarinVoices, voicesInTime } from "./read_aloud/device_speaker.js";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-hear]"));
const place = button?.closest("p");
if (button && place && (await voicesInTime()).length) {
  place.hidden = false;
  button.addEventListener("click", () => {
    const [voice] = mandarinVoices();
    const said = new SpeechSynthesisUtterance(button.dataset.hear);
    if (voice) {
      [said.voice, said.lang] = [voice, voice.lang];
    }
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  });
}
