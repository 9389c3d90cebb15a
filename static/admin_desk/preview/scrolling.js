/**
 * How do the text and its preview stay beside each other?
 *
 * The one that somebody is at leads, the other follows; what follows leads nobody, so the two cannot chase each other.
 */

const EYES = 0.2; // how far down the window people read

/**
 * @param {HTMLTextAreaElement} editor
 * @param {import("./mirror.js").Mirror} mirror
 * @param {import("./frame.js").Frame} frame
 */
export function keepInStep(editor, mirror, frame) {
  /** @type {{ offset: number, sentence: number }[]} */
  let anchors = [];
  let leader = "editor";
  let isWaiting = false;

  /** @param {boolean} [isAgain] what comes into sight for the first time turns out to be larger or smaller than it was taken for */
  const follow = (isAgain = false) => {
    isWaiting = false;
    const [from, to] = leader === "editor" ? [editor, frame.scroller] : [frame.scroller, editor];
    const most = to.scrollHeight - to.clientHeight;
    const rest = from.scrollHeight - from.clientHeight - from.scrollTop;
    if (from.scrollTop <= 0 || rest < 1) {
      to.scrollTo({ top: from.scrollTop <= 0 ? 0 : most, behavior: "instant" });
      return;
    }
    const inEditor = mirror.depths();
    const inFrame = (/** @type {number} */ sentence) => {
      const rect = frame.document.getElementById(`s${sentence}`)?.getBoundingClientRect();
      return rect ? rect.top + frame.scroller.scrollTop : 0;
    };
    const places = [
      (/** @type {number} */ index) => inEditor(anchors[index].offset),
      (/** @type {number} */ index) => inFrame(anchors[index].sentence),
    ];
    const [here, there] = leader === "editor" ? places : places.reverse();
    // The line that is looked at moves down from the first line of the text, so that nothing jumps there.
    const eyes = Math.min(EYES, from.scrollTop / from.clientHeight);
    const depth = from.scrollTop + eyes * from.clientHeight;
    const found = between(anchors.length, here, there, depth, from.scrollHeight, to.scrollHeight);
    to.scrollTo({ top: Math.max(0, Math.min(most, found - eyes * to.clientHeight)), behavior: "instant" });
    isAgain || requestAnimationFrame(() => isWaiting || follow(true));
  };
  const soon = (/** @type {string} */ side) => {
    if (side === leader && !isWaiting) {
      isWaiting = true;
      requestAnimationFrame(() => follow());
    }
  };
  const lead = (/** @type {string} */ side) => () => {
    leader = side;
  };
  for (const kind of ["pointerover", "pointerdown", "wheel", "touchstart", "focusin", "keydown"]) {
    editor.addEventListener(kind, lead("editor"), { passive: true, capture: true });
    frame.iframe.addEventListener(kind, lead("preview"), { passive: true });
    frame.document.addEventListener(kind, lead("preview"), { passive: true, capture: true });
  }
  editor.addEventListener("scroll", () => soon("editor"), { passive: true });
  frame.document.addEventListener("scroll", () => soon("preview"), { passive: true });

  return {
    /**
     * @param {(number | null)[]} offsets where in the text each sentence begins
     * @param {string} text
     */
    anchors(offsets, text) {
      let last = -1;
      anchors = [];
      offsets.forEach((offset, index) => {
        // Footnotes are written in one place and read in another.
        if (offset !== null && offset > last && offset <= text.length) {
          anchors.push({ offset, sentence: index + 1 });
          last = offset;
        }
      });
      if (leader === "editor" && text === editor.value) {
        soon("editor");
      }
    },
  };
}

/**
 * The depth on the other side, in proportion between the anchors around it.
 * @param {number} count
 * @param {(index: number) => number} here
 * @param {(index: number) => number} there
 * @param {number} depth
 * @param {number} endHere
 * @param {number} endThere
 */
function between(count, here, there, depth, endHere, endThere) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (here(middle) <= depth) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const [before, beforeThere] = low ? [here(low - 1), there(low - 1)] : [0, 0];
  const [after, afterThere] = low < count ? [here(low), there(low)] : [endHere, endThere];
  const share = after > before ? (depth - before) / (after - before) : 0;
  return beforeThere + share * (afterThere - beforeThere);
}
