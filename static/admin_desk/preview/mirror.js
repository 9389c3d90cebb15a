/** Where on the screen does a place of the text stand? A field does not say, so its twin does, which nobody sees. */

const LOOKS = [
  ...["fontFamily", "fontSize", "fontStyle", "fontWeight", "fontVariantEastAsian", "letterSpacing", "lineHeight"],
  ...["tabSize", "textIndent", "wordBreak", "lineBreak", "wordSpacing", "textAutospace", "textSpacingTrim"],
];

export class Mirror {
  #twin = document.createElement("div");

  /** @param {HTMLTextAreaElement} field */
  constructor(field) {
    this.field = field;
    this.#twin.className = "live-preview-mirror";
    this.#twin.setAttribute("aria-hidden", "true");
    this.#twin.append("");
    document.body.append(this.#twin);
  }

  /** Looks as the field does now. */
  #agree() {
    const looks = getComputedStyle(this.field);
    const padding = parseFloat(looks.paddingInlineStart) + parseFloat(looks.paddingInlineEnd);
    for (const name of LOOKS) {
      this.#twin.style[name] = looks[name];
    }
    this.#twin.style.inlineSize = `${this.field.clientWidth - padding}px`;
    const text = /** @type {Text} */ (this.#twin.firstChild);
    if (text.data !== this.field.value) {
      text.data = this.field.value;
    }
    return { text, top: parseFloat(looks.paddingBlockStart) - this.#twin.getBoundingClientRect().top };
  }

  /**
   * @returns {(offset: number) => number} how far down the field's whole text an offset stands, in pixels; holds until
   *   the field changes
   */
  depths() {
    const { text, top } = this.#agree();
    const range = document.createRange();
    return (offset) => {
      const start = Math.min(offset, text.length);
      range.setStart(text, start);
      range.setEnd(text, Math.min(start + 1, text.length));
      const [rect] = range.getClientRects();
      return rect ? rect.top + top : 0;
    };
  }

  /** Selects a stretch of the field's text, in sight. @param {number} from @param {number} to */
  select(from, to) {
    const depth = this.depths()(from);
    this.field.setSelectionRange(from, to);
    const { scrollTop, clientHeight } = this.field;
    if (depth < scrollTop || depth > scrollTop + clientHeight * 0.9) {
      this.field.scrollTop = Math.max(0, depth - clientHeight / 2);
    }
    this.field.scrollIntoView({ block: "nearest" });
  }
}

/**
 * The server counts characters, the browser halves of those beyond the first plane.
 * @param {string} text
 * @param {(number | null)[]} offsets in characters
 * @returns {(number | null)[]}
 */
export function inUnits(text, offsets) {
  if (!/[\ud800-\udbff]/.test(text)) {
    return offsets;
  }
  const starts = [0];
  for (const character of text) {
    starts.push(starts[starts.length - 1] + character.length);
  }
  return offsets.map((offset) => (offset === null ? null : (starts[offset] ?? text.length)));
}
