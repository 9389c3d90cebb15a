/** What does the page play with, where was its sound put, and what is lit up? For tests. */
window.heard = [];
window.seeks = [];
window.Audio = class extends Audio {
  constructor(...given) {
    super(...given);
    heard.push(this);
  }
};
const time = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
Object.defineProperty(HTMLMediaElement.prototype, "currentTime", {
  ...time,
  set(seconds) {
    seeks.push(seconds);
    time.set.call(this, seconds);
  },
});
window.litWord = () => {
  const [range] = CSS.highlights?.get("read-aloud-word") ?? [];
  if (!range) {
    return "";
  }
  const piece = range.cloneContents();
  piece.querySelectorAll("rt").forEach((rt) => rt.remove());
  return piece.textContent.replace(/\s/g, "");
};
window.litSentence = () => document.querySelector(".is-spoken")?.id ?? "";
window.isHeard = () => heard.some((audio) => !audio.paused && !audio.seeking && audio.currentTime > 0);
