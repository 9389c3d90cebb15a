/**
 * What do Word, WPS, WeChat and browsers mean by the HTML they put on the clipboard?
 *
 * Everything happens in a document that is never shown: nothing in it is loaded or run. What Word writes is described
 * by what it writes: lists are paragraphs with `mso-list` in their style and a bullet in a span `mso-list:Ignore`;
 * empty paragraphs hold `<o:p>`; footnotes carry `mso-footnote-id`. WPS imitates it.
 */

const DROPPED = "head, style, data-style, script, noscript, template, meta, link, title, xml, iframe, object, embed, video, audio, svg, canvas, button, input, select, textarea, rt, rp";
const BLOCKS = "p, div, section, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre";
const SAFE = /^(?:https?:|mailto:|tel:)/i;
const HAN = "[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\u3000-\\u303F\\uFF00-\\uFFEF“”]";
const WRAPPED = new RegExp(`(?<=${HAN})[ \\t]*[\\r\\n]+[ \\t]*|[ \\t]*[\\r\\n]+[ \\t]*(?=${HAN})`, "g");
const ORDERED = /^[（(]?(?:\d+|[a-z]|[ivx]+|[一二三四五六七八九十]+)[.)、）．]/i;

/** Where nothing inline is allowed, browsers complain of it also in a document that is never shown. @param {string} html */
const withoutInline = (html) =>
  html
    .replace(/<(\/?)style\b/gi, "<$1data-style")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)(?=\s*=)/gi, " data-$1"));

/** @param {Element} element */
const styleOf = (element) => (element.getAttribute("data-style") ?? "").toLowerCase().replace(/\s+/g, "");

/** @param {Element} element */
const unwrap = (element) => element.replaceWith(...element.childNodes);

/**
 * @param {Element} element
 * @param {string} name
 */
function rename(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** @param {Document} page */
function dropWhatIsNotText(page) {
  page.querySelectorAll(DROPPED).forEach((element) => element.remove());
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) {
    found.push(/** @type {Comment} */ (comments.currentNode));
  }
  found.forEach((comment) => comment.remove());
  for (const element of page.body.querySelectorAll("*")) {
    const style = styleOf(element);
    if (/(?:^|;)(?:display:none|mso-hide:all)/.test(style) || /^(?:v|w|m):/.test(element.localName)) {
      element.remove();
    } else if (element.localName.includes(":")) {
      unwrap(element);
    }
  }
}

/** Lines of the source wrap in the middle of Chinese sentences, where a space would be a mistake. @param {Document} page */
function joinWrappedLines(page) {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    if (!text.parentElement?.closest("pre")) {
      text.data = text.data.replace(/[\u200B-\u200D\u2060\uFEFF]/g, "").replace(WRAPPED, "");
    }
  }
}

/** @param {Document} page */
function makeHeadings(page) {
  for (const paragraph of page.querySelectorAll("p")) {
    const level = /^mso?(?:heading|标题)([1-6])/i.exec(paragraph.className)?.[1] ?? /mso-outline-level:([1-6])/.exec(styleOf(paragraph))?.[1];
    const isTitle = /^Mso(?:Title)$/i.test(paragraph.className);
    if (isTitle || level) {
      rename(paragraph, `h${level ?? 1}`);
    }
  }
  const headings = [...page.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const highest = Math.min(...headings.map((heading) => Number(heading.localName[1])));
  for (const heading of headings) {
    // The title of the page is the only heading of the first level.
    const made = rename(heading, `h${Math.min(6, Number(heading.localName[1]) - highest + 2)}`);
    made.querySelectorAll("b, strong, font").forEach(unwrap);
  }
}

/**
 * The typed bullet or number. Chromium's own cleaning takes the style away by which Word names it.
 * @param {Element} paragraph
 * @param {boolean} isItem
 * @returns {Element | undefined}
 */
function bulletOf(paragraph, isItem) {
  const spans = [...paragraph.querySelectorAll("span")];
  return (
    spans.find((span) => styleOf(span).includes("mso-list:ignore")) ??
    (isItem ? spans.find((span) => /^\S{1,6}[\s\u00A0]+$/.test(span.textContent ?? "") && span.querySelector("span")) : undefined)
  );
}

/** @param {Document} page */
function makeLists(page) {
  /** @type {{ level: number, list: HTMLElement }[]} */
  let open = [];
  /** @type {Element | null} */
  let last = null;
  for (const paragraph of page.querySelectorAll("p, h2, h3, h4, h5, h6")) {
    const level = Number(/mso-list:(?!ignore|none)[^;]*?level(\d)/.exec(styleOf(paragraph))?.[1]);
    const bullet = bulletOf(paragraph, level > 0);
    if (!level || paragraph.localName !== "p") {
      bullet?.remove(); // a numbered heading: readers need no typed number
      continue;
    }
    const kind = ORDERED.test(bullet?.textContent?.trim() ?? "") ? "ol" : "ul";
    bullet?.remove();
    if (last?.nextElementSibling !== paragraph) {
      open = [];
    }
    while (open.length && open[open.length - 1].level > level) {
      open.pop();
    }
    if (open.length && open[open.length - 1].level === level && open[open.length - 1].list.localName !== kind) {
      open.pop();
    }
    if (!open.length || open[open.length - 1].level < level) {
      const list = page.createElement(kind);
      const above = open.at(-1)?.list.lastElementChild;
      if (above) {
        above.append(list);
      } else {
        paragraph.before(list);
        last = list;
      }
      open.push({ level, list });
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    open[open.length - 1].list.append(item);
    paragraph.remove();
  }
}

/** @param {Document} page */
function makeEmphasis(page) {
  for (const element of page.body.querySelectorAll("b, strong, i, em, span, font, p")) {
    const style = styleOf(element);
    if (/^(?:b|strong)$/.test(element.localName) && /font-weight:(?:normal|[1-4]00)/.test(style)) {
      unwrap(element); // Google's documents stand in one of these
    } else if (/^(?:span|p|font)$/.test(element.localName) && /font-weight:(?:bold|bolder|[6-9]00)/.test(style) && element.textContent?.trim()) {
      const strong = page.createElement("strong");
      strong.append(...element.childNodes);
      element.append(strong);
    }
  }
  page.body.querySelectorAll("strong strong, strong b, b strong, b b, th strong, th b, a > u").forEach(unwrap);
}

/** Notes have links within the page: they become text, the notes themselves paragraphs at the end. @param {Document} page */
function keepSafeLinks(page) {
  page.querySelectorAll("[data-style*='mso-element:footnote-list' i] hr, [data-style*='mso-element:endnote-list' i] hr").forEach((line) => line.remove());
  for (const link of page.querySelectorAll("a")) {
    const address = link.getAttribute("href") ?? "";
    if (!SAFE.test(address.trim())) {
      unwrap(link);
    }
  }
}

/** @param {Document} page */
function simplifyTables(page) {
  for (const table of [...page.querySelectorAll("table")].reverse()) {
    const isLayout = table.querySelector("table, h2, h3, h4, blockquote, pre") || [...table.rows].every((row) => row.cells.length < 2);
    if (isLayout) {
      [...table.querySelectorAll("td, th")].forEach((cell) => rename(cell, "div"));
      table.querySelectorAll("tbody, thead, tfoot, tr, colgroup, col").forEach((part) => (part.localName === "col" ? part.remove() : unwrap(part)));
      rename(table, "div");
      continue;
    }
    const blocks = table.querySelectorAll("td p, td div, td li, td section, td ul, td ol, th p, th div, th section");
    blocks.forEach((block) => {
      block.append(" ");
      unwrap(block);
    });
    table.rows[0]?.querySelectorAll("b, strong").forEach(unwrap);
  }
}

/**
 * What came along as data can be uploaded; what lies on other machines or in Word's own folder cannot.
 * @param {Document} page
 * @param {(number: number) => string} placeholder
 */
function takeOutPictures(page, placeholder) {
  /** @type {{ placeholder: string, address: string, alt: string }[]} */
  const inline = [];
  /** @type {string[]} */
  const left = [];
  for (const picture of page.querySelectorAll("img")) {
    const address = picture.getAttribute("src") || picture.getAttribute("data-src") || "";
    const alt = picture.getAttribute("alt") ?? "";
    if (/^data:image\//i.test(address)) {
      const text = placeholder(inline.length + 1);
      inline.push({ placeholder: text, address, alt });
      picture.replaceWith(page.createTextNode(text));
    } else {
      if (address && !/^data:/i.test(address)) {
        left.push(address);
      }
      picture.remove();
    }
  }
  return { inline, left };
}

/** @param {Document} page */
function tidyParagraphs(page) {
  page.querySelectorAll("li > p:only-child, li > div:only-child, li > section:only-child").forEach(unwrap);
  for (const block of page.querySelectorAll("p, div, section, li, h2, h3, h4, h5, h6")) {
    // Chinese paragraphs are indented by two wide spaces.
    let first = block.firstChild;
    while (first?.firstChild) {
      first = first.firstChild;
    }
    if (first?.nodeType === 3) {
      /** @type {Text} */ (first).data = /** @type {Text} */ (first).data.replace(/^[\s\u3000\u00A0]+/, "");
    }
  }
}

/**
 * @param {string} html from the clipboard
 * @param {(number: number) => string} placeholder stands in the text for a picture that came along
 * @returns {{ body: HTMLElement, isPlain: boolean, inline: { placeholder: string, address: string, alt: string }[], left: string[] }}
 *   `isPlain`: it says no more than its text; `left`: addresses of the pictures that stay where they are
 */
export function clean(html, placeholder) {
  const page = new DOMParser().parseFromString(withoutInline(html), "text/html");
  dropWhatIsNotText(page);
  const pictures = takeOutPictures(page, placeholder);
  joinWrappedLines(page);
  makeHeadings(page);
  makeLists(page);
  makeEmphasis(page);
  keepSafeLinks(page);
  simplifyTables(page);
  tidyParagraphs(page);
  const says = page.body.querySelector("h2, h3, h4, h5, h6, ul, ol, table, strong, b, em, i, a[href], blockquote, pre, hr");
  const blocks = [...page.body.querySelectorAll(BLOCKS)].filter((block) => block.textContent?.trim() && !block.querySelector(BLOCKS));
  const isPlain = !says && blocks.length < 2 && !page.body.querySelector("br") && !pictures.inline.length && !pictures.left.length;
  return { body: page.body, isPlain, ...pictures };
}
