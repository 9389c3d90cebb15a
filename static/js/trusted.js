// Where does a text become HTML or the address of a script? Here alone: browsers refuse it anywhere else (Trusted Types).
// What comes in was written by this site's own server.

const policy = globalThis.trustedTypes?.createPolicy("site", {
  createHTML: (html) => html,
  createScriptURL: (address) => {
    if (new URL(address, document.baseURI).origin !== location.origin) {
      throw new TypeError(address);
    }
    return address;
  },
});

/** @param {string} html a page of this site @returns {Document} in which nothing runs */
export function parsed(html) {
  return new DOMParser().parseFromString(/** @type {string} */ (policy?.createHTML(html) ?? html), "text/html");
}

/** @param {string} address of a worker of this site @returns {string} */
export function scriptAddress(address) {
  return /** @type {string} */ (policy?.createScriptURL(address) ?? address);
}
