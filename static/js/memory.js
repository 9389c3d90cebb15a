/** What does this device remember of its reader? Nothing is sent anywhere. */

/** @typedef {"localStorage" | "sessionStorage"} Storing */

/**
 * @param {Storing} storage
 * @param {string} key
 * @returns {string | null} what is stored; null also where the browser forbids storing
 */
export function recall(storage, key) {
  try {
    return window[storage].getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {Storing} storage
 * @param {string} key
 * @param {string | null} value null forgets it
 */
export function remember(storage, key, value) {
  try {
    if (value === null) {
      window[storage].removeItem(key);
    } else {
      window[storage].setItem(key, value);
    }
  } catch {
    // Storing may be forbidden or full; reading goes on without it.
  }
}

/**
 * @param {string} key
 * @returns {Record<string, any>} what `rememberObject` stored; empty when there is nothing or something else
 */
export function recallObject(key) {
  try {
    const value = JSON.parse(recall("localStorage", key) ?? "{}");
    return value && typeof value === "object" && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** @param {string} key @param {Record<string, any>} value */
export function rememberObject(key, value) {
  remember("localStorage", key, JSON.stringify(value));
}
