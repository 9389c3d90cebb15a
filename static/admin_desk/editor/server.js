/**
 * How does the editor ask the server, and what does it make of no answer?
 */

/**
 * The token that the server expects now: a login in another window changes it.
 * @returns {string}
 */
export function csrfToken() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=csrfmiddlewaretoken]"));
  return cookie?.[1] ?? field?.value ?? "";
}

/**
 * @param {string} address
 * @param {Record<string, string>} fields
 * @param {number} patience milliseconds
 * @returns {Promise<Response>} rejected when nobody answers
 */
export function send(address, fields, patience = 15_000) {
  const body = new FormData();
  Object.entries(fields).forEach(([name, value]) => body.set(name, value));
  return fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken() },
    redirect: "manual",
    signal: AbortSignal.timeout(patience),
  });
}

/**
 * @param {string} address
 * @param {Record<string, string>} fields
 * @param {string} otherwise what to say when no answer, or no sensible one, comes
 * @returns {Promise<Record<string, string>>} with `error` where something is wrong
 */
export async function askServer(address, fields, otherwise) {
  try {
    const response = await send(address, fields);
    const answer = await response.json();
    return response.ok || answer.error ? answer : { error: otherwise };
  } catch {
    return { error: otherwise };
  }
}

/**
 * Whether a form could be saved now.
 * @param {string} address one that answers only who may write
 * @returns {Promise<"ready" | "gone" | "signed-out" | number>} a number is the status of a server in trouble
 */
export async function readiness(address) {
  try {
    const { ok, status, type } = await send(address, { content: "" }, 10_000);
    if (ok) {
      return "ready";
    }
    return status === 401 || status === 403 || type === "opaqueredirect" ? "signed-out" : status;
  } catch {
    return "gone";
  }
}
