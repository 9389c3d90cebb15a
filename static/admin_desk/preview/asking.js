/**
 * When is the server asked for the page, and which of its answers count?
 *
 * One question at a time: a newer one waits for the answer to the former, unless that takes long; then it is given up.
 * While an input method composes, nothing is asked and nothing shown.
 */

const PAUSE = 150; // milliseconds without a change
const PATIENCE = 2_000; // milliseconds before a newer question gives up an older one
const AGAIN = 3_000; // milliseconds after the network or the server failed

export class Asking {
  #isComposing = false;
  #isStale = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {AbortController | undefined} */
  #open;
  #since = 0;

  /**
   * @param {{
   *   form: HTMLFormElement, address: string, fill: (body: FormData) => string,
   *   show: (answer: any, text: string) => void, report: (word: string, said?: string) => void, isWanted: () => boolean
   * }} how `report` gets a word for what went wrong, or none, and what the server says about it
   */
  constructor(how) {
    this.how = how;
  }

  watch() {
    const { form } = this.how;
    form.addEventListener("compositionstart", () => this.#compose(true), { capture: true });
    form.addEventListener("compositionend", () => this.#compose(false), { capture: true });
    for (const kind of ["input", "change"]) {
      form.addEventListener(kind, () => this.soon());
    }
    addEventListener("online", () => this.soon(0));
    this.soon(0);
  }

  /** Whether nothing is to be asked, and nothing is being answered. */
  get isAtRest() {
    return !this.#isComposing && this.#timer === undefined && this.#open === undefined;
  }

  /** @param {number} [after] milliseconds */
  soon(after = PAUSE) {
    this.#stop();
    if (!this.#isComposing) {
      this.#timer = setTimeout(() => void this.#ask(), after);
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** @param {boolean} isComposing */
  #compose(isComposing) {
    this.#isComposing = isComposing;
    if (isComposing) {
      this.#stop();
      this.#open?.abort();
    } else {
      this.soon();
    }
  }

  async #ask() {
    this.#timer = undefined;
    if (!this.how.isWanted()) {
      return;
    }
    if (this.#open) {
      this.#isStale = true;
      const rest = this.#since + PATIENCE - performance.now();
      if (rest > 0) {
        this.#timer = setTimeout(() => void this.#ask(), rest);
        return;
      }
      this.#open.abort();
    }
    const open = (this.#open = new AbortController());
    this.#since = performance.now();
    this.#isStale = false;
    const body = new FormData(this.how.form);
    const text = this.how.fill(body);
    try {
      const response = await this.#send(this.how.address, body, open.signal);
      const outcome = await this.#read(response);
      if (!open.signal.aborted) {
        outcome.answer && this.how.show(outcome.answer, text);
        this.how.report(outcome.word, outcome.said);
        outcome.wait && this.soon(outcome.wait);
      }
    } catch (error) {
      if (!open.signal.aborted) {
        this.how.report("network");
        this.soon(AGAIN);
      }
    } finally {
      if (this.#open === open) {
        this.#open = undefined;
        this.#isStale && this.soon(0);
      }
    }
  }

  /**
   * Asks something else, once.
   * @param {string} address
   * @param {FormData} body
   * @returns {Promise<any>} undefined when there is no answer
   */
  async once(address, body) {
    try {
      const { answer, word, said } = await this.#read(await this.#send(address, body));
      answer || this.how.report(word, said);
      return answer;
    } catch {
      this.how.report("network");
      return undefined;
    }
  }

  /** @param {string} address @param {FormData} body @param {AbortSignal} [signal] */
  #send(address, body, signal) {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const field = this.how.form.elements.namedItem("csrfmiddlewaretoken");
    const token = cookie?.[1] ?? (field instanceof HTMLInputElement ? field.value : "");
    body.delete("csrfmiddlewaretoken");
    for (const [name, value] of [...body]) {
      value instanceof File && body.delete(name);
    }
    // A redirect leads to the login page.
    return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual", signal });
  }

  /**
   * @param {Response} response
   * @returns {Promise<{ answer?: any, word: string, said?: string, wait?: number }>}
   */
  async #read(response) {
    if (response.type === "opaqueredirect") {
      return { word: "expired" };
    }
    if (response.ok) {
      return { answer: await response.json(), word: "" };
    }
    if (response.status === 429) {
      const { wait } = await response.json();
      return { word: wait > PATIENCE ? "busy" : "", wait };
    }
    if (response.status === 413) {
      return { word: "failed", said: (await response.json()).error };
    }
    return response.status < 500 ? { word: "refused" } : { word: "failed", wait: AGAIN };
  }
}
