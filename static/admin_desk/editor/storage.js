/**
 * Where on this device are texts kept that nobody has saved yet?
 *
 * IndexedDB, whose writes reach the browser's own process as soon as they are committed: they outlive the tab, and as
 * files of the browser they outlive it, too.
 *
 * @typedef {{
 *   id: string, account: string, article: string, token: string, seen: string,
 *   fields: Record<string, string>, when: number,
 * }} Kept `article` is empty for one that is not stored yet; `when` in milliseconds since 1970
 */

const NAME = "unsaved-texts";
const STORE = "texts";
const LONGEST_KEPT = 30 * 24 * 60 * 60 * 1000; // milliseconds

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => {
      // As browsers do whose storage has broken down or was cleared; the next write opens it anew.
      request.result.onclose = () => (opened = undefined);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>} once it is written
 */
async function within(mode, act) {
  opened ??= open();
  const database = await opened.catch((error) => {
    opened = undefined;
    throw error;
  });
  const transaction = database.transaction(STORE, mode);
  const request = act(transaction.objectStore(STORE));
  // Said at once, it needs no more word from this tab, which may be dead by then.
  transaction.commit?.();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {Kept} kept */
export const keep = (kept) => within("readwrite", (store) => store.put(kept));

/** @param {string} id */
export const forget = (id) => within("readwrite", (store) => store.delete(id));

export const forgetAll = () => within("readwrite", (store) => store.clear());

/**
 * This account's texts, newest first. What is too old is forgotten.
 * @param {string} account
 * @returns {Promise<Kept[]>}
 */
export async function keptBy(account) {
  /** @type {Kept[]} */
  const all = await within("readonly", (store) => store.getAll());
  const oldest = Date.now() - LONGEST_KEPT;
  await Promise.all(all.filter(({ when }) => when < oldest).map(({ id }) => forget(id)));
  return all.filter((kept) => kept.account === account && kept.when >= oldest).sort((a, b) => b.when - a.when);
}

/**
 * Says to other tabs that this text is still open here; a crash lets go of it.
 * @param {string} id
 */
export function hold(id) {
  void navigator.locks?.request(id, { ifAvailable: true }, (lock) => (lock ? new Promise(() => {}) : undefined));
}

/**
 * @param {string} id
 * @returns {Promise<boolean>} whether another tab has this text open
 */
export async function isHeld(id) {
  return (await navigator.locks?.query())?.held?.some(({ name }) => name === id) ?? false;
}
