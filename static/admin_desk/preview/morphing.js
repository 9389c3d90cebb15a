/** How does one tree become like another with as little change as possible? */

/**
 * @param {Element} from what is shown
 * @param {Element} to what should be shown; its nodes may be moved
 * @param {(element: Element) => boolean} isKept whether the children of an element are none of this function's business
 */
export function morph(from, to, isKept) {
  for (const { name } of [...from.attributes]) {
    to.hasAttribute(name) || from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    from.getAttribute(name) === value || from.setAttribute(name, value);
  }
  if (isKept(from)) {
    return;
  }
  const wanted = [...to.childNodes];
  wanted.forEach((node, index) => {
    const present = from.childNodes[index];
    if (!present) {
      from.append(from.ownerDocument.adoptNode(node));
    } else if (present.isEqualNode(node)) {
      // Nothing to do.
    } else if (isAlike(present, node)) {
      morph(/** @type {Element} */ (present), /** @type {Element} */ (node), isKept);
    } else {
      present.replaceWith(from.ownerDocument.adoptNode(node));
    }
  });
  while (from.childNodes.length > wanted.length) {
    from.lastChild?.remove();
  }
}

/** @param {Node} one @param {Node} other */
function isAlike(one, other) {
  return one.nodeType === Node.ELEMENT_NODE && one.nodeName === other.nodeName;
}
