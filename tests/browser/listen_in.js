/**
 * What does the page play with, where was its sound put, and what is lit up? For tests.
 *
 * Sound goes eight times slower than the page believes, so that what is lit stays lit until a test has looked, also on a
 * busy machine. `hurry()` lets it go on as fast as it should; what was lit meanwhile stands in `lit`.
 */
window.heard = [];
window.seeks = [];
window.lit = [];
let slowness = 8; // a power of two: rates stay exact
for (const name of ["playbackRate", "defaultPlaybackRate"]) {
  const rate = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, name);
  Object.defineProperty(HTMLMediaElement.prototype, name, {
    ...rate,
    get() {
      return rate.get.call(this) * slowness;
    },
    set(times) {
      rate.set.call(this, times / slowness);
    },
  });
}
window.hurry = () => {
  const rates = heard.map((audio) => audio.playbackRate);
  slowness = 1;
  heard.forEach((audio, place) => {
    audio.playbackRate = audio.defaultPlaybackRate = rates[place];
  });
};
window.Audio = class extends Audio {
  constructor(...given) {
    super(...given);
    this.playbackRate = this.defaultPlaybackRate = 1;
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
new MutationObserver(() => {
  const sentence = litSentence();
  if (sentence && sentence !== lit.at(-1)) {
    lit.push(sentence);
  }
}).observe(document, { subtree: true, attributeFilter: ["class"] });
