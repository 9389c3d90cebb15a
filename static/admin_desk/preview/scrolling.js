/**
 * How do the text and its preview stay beside each other?
 *
 * The one that somebody is at leads, the other follows; what follows leads nobody, so the two cannot chase each other.
 * The first line of the text stands beside the title of the page, and the last one beside the article's end: what every page
 * has above and below is only looked at by whoever scrolls there.
 */

const EYES = 0.2; // how far down the window people read
const ABOVE = 16; // pixels between the frame's edge and the title
const EDGE = 12; // pixels: a cursor at the very end leaves the field's padding out of sight
const BELOW = 0.8; // how far down nothing lies over the page

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

  const beginning = () => {
    const title = frame.document.querySelector("h1")?.getBoundingClientRect();
    return title ? Math.max(0, title.top + frame.scroller.scrollTop - ABOVE) : 0;
  };

  /** How far down the page the article ends. */
  const ending = () => (frame.text?.getBoundingClientRect().bottom ?? 0) + frame.scroller.scrollTop;

  /** A text that has room in its field does not scroll, and its page may: the sentence with the cursor stays in sight. */
  const keepInSight = () => {
    const last = editor.matches(":focus") ? anchors.findLastIndex(({ offset }) => offset <= editor.selectionStart) : 0;
    const written = last > 0 && frame.document.getElementById(`s${anchors[last].sentence}`)?.getBoundingClientRect();
    const height = frame.scroller.clientHeight;
    if (!written) {
      frame.scroller.scrollTo({ top: beginning(), behavior: "instant" });
    } else if (written.top < 0 || written.bottom > BELOW * height) {
      frame.scroller.scrollBy({ top: written.top - height / 2, behavior: "instant" });
    }
  };

  /**
   * @param {string} side the one that leads
   * @param {number} [times] what comes into sight for the first time turns out to be larger or smaller than it was taken for
   */
  const follow = (side, times = 3) => {
    isWaiting = false;
    times > 1 && requestAnimationFrame(() => isWaiting || side !== leader || follow(side, times - 1));
    const [from, to] = side === "editor" ? [editor, frame.scroller] : [frame.scroller, editor];
    const most = to.scrollHeight - to.clientHeight;
    const rest = from.scrollHeight - from.clientHeight - from.scrollTop;
    if (side === "editor" && from.scrollHeight - from.clientHeight < 1) {
      keepInSight();
      return;
    }
    const [start, end] = [beginning(), ending()];
    if (from.scrollTop < EDGE || rest < EDGE) {
      const [first, last] = side === "editor" ? [start, Math.max(start, end - BELOW * to.clientHeight)] : [0, most];
      to.scrollTo({ top: from.scrollTop < EDGE ? first : last, behavior: "instant" });
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
    const [here, there] = side === "editor" ? places : places.reverse();
    // The line that is looked at moves down from the first line of the text, so that nothing jumps there.
    const eyes = Math.min(EYES, from.scrollTop / from.clientHeight);
    const depth = from.scrollTop + eyes * from.clientHeight;
    const starts = side === "editor" ? [0, start] : [start, 0];
    const ends = side === "editor" ? [from.scrollHeight, end] : [end, to.scrollHeight];
    const found = between(anchors.length, here, there, depth, starts, ends);
    to.scrollTo({ top: Math.max(0, Math.min(most, found - eyes * to.clientHeight)), behavior: "instant" });
  };
  const soon = (/** @type {string} */ side) => {
    if (side === leader && !isWaiting) {
      isWaiting = true;
      requestAnimationFrame(() => follow(side));
    }
  };

  let [left, top] = [NaN, NaN]; // where on the screen the pointer is
  /** @param {Event} event @param {string | undefined} side where it happened */
  const notice = (event, side) => {
    let rests = false;
    if (event instanceof MouseEvent || event instanceof frame.window.MouseEvent) {
      // What scrolls away under a pointer that rests is not somebody who goes there.
      rests = event.type === "pointerover" && Math.hypot(event.screenX - left, event.screenY - top) < 2;
      [left, top] = [event.screenX, event.screenY];
    }
    if (side && !rests && event.type !== "pointermove") {
      leader = side;
    }
  };
  const sides = new Map([/** @type {[EventTarget | null, string]} */ ([editor, "editor"]), [frame.iframe, "preview"]]);
  for (const kind of ["pointerover", "pointermove", "pointerdown", "wheel", "touchstart", "focusin", "keydown"]) {
    const options = { passive: true, capture: true };
    document.addEventListener(kind, (event) => notice(event, sides.get(event.target)), options);
    frame.document.addEventListener(kind, (event) => notice(event, "preview"), options);
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
 * @param {number[]} starts here and there
 * @param {number[]} ends here and there
 */
function between(count, here, there, depth, starts, ends) {
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
  const [before, beforeThere] = low ? [here(low - 1), there(low - 1)] : starts;
  const [after, afterThere] = low < count ? [here(low), there(low)] : ends;
  const share = after > before ? (depth - before) / (after - before) : 0;
  return beforeThere + share * (afterThere - beforeThere);
}
