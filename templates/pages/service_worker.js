/**
 * Answers for the site where there is no network: with the shell of its version, and with what the reader has saved.
 *
 * A page and what it loads are of one version: static files are asked for by names that carry a hash of what is in them, a
 * page is kept only if it says that it is of the version whose files are kept beside it, and files stay as long as a page that
 * needs them. Nothing of the admin goes through here, and nothing is fetched with cookies.
 */
const FILES = {{ files|safe }};
const ASSETS = `assets-${FILES.version}`;
const SHELL = `shell-${FILES.version}`;
const SAVED = "saved:";
const INFO = "/saved.info";
const PATIENCE = 6000; // milliseconds for which a page that is kept waits for a slow network

const isNotPublic = (path) => path.startsWith("/admin/");
const neverChanges = (path) => /^\/(static|narration|media)\//.test(path);
const versionOf = (markup) => /<html[^>]* data-version="([^"]*)"/.exec(markup)?.[1];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clearOut()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || isNotPublic(pathname)) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(page(event, pathname));
  } else if (neverChanges(pathname)) {
    event.respondWith(file(request));
  } else {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request.url)) ?? Response.error()));
  }
});

/** All of the version or nothing: whatever is missing, or of another version, ends the installation; it is tried again later. */
async function install() {
  const assets = await caches.open(ASSETS);
  const missing = [];
  for (const address of FILES.assets) {
    if (!(await assets.match(address))) missing.push(address);
  }
  await assets.addAll(missing.map((address) => new Request(address, { credentials: "omit" })));
  const clients = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const homes = new Set(clients.map((client) => homeOf(new URL(client.url).pathname)));
  for (const address of [...homes].flatMap((home) => FILES.shell[home])) {
    const response = await fetch(address, { credentials: "omit", cache: "reload" });
    if (!(await keepInShell(address, response))) {
      throw new Error(`${address} is not of version ${FILES.version}`);
    }
  }
}

/** @param {string} path @returns {string} the home page of its language */
function homeOf(path) {
  return Object.keys(FILES.shell).find((home) => home !== "/" && path.startsWith(home)) ?? "/";
}

/** @returns {Promise<boolean>} whether the page is one of this version, and kept */
async function keepInShell(path, response) {
  if (!response.ok || response.redirected || versionOf(await response.clone().text()) !== FILES.version) {
    return false;
  }
  await (await caches.open(SHELL)).put(path, response);
  return true;
}

/** Remove the shells of other versions, and their files unless a saved article needs them. */
async function clearOut() {
  const needed = new Set([ASSETS, SHELL]);
  const names = await caches.keys();
  for (const name of names.filter((name) => name.startsWith(SAVED))) {
    const info = await (await caches.open(name)).match(INFO);
    if (info) needed.add(`assets-${(await info.json()).version}`);
  }
  const others = names.filter((name) => /^(assets|shell)-/.test(name) && !needed.has(name));
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function page(event, path) {
  const kept = await keptPage(path);
  try {
    const response = await (kept ? Promise.race([fetch(event.request), late()]) : fetch(event.request));
    if (kept && response.status >= 502) {
      return kept;
    }
    if (response.ok && FILES.shell[homeOf(path)].includes(path)) {
      const copy = response.clone();
      event.waitUntil(keepInShell(path, copy).catch(() => false));
    }
    return response;
  } catch {
    return kept ?? (await (await caches.open(SHELL)).match(`${homeOf(path)}saved/`)) ?? Response.error();
  }
}

function late() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
}

/** @returns {Promise<Response | undefined>} a saved article, or a page of the shell */
async function keptPage(path) {
  for (const name of (await caches.keys()).filter((name) => name.startsWith(SAVED) && path.startsWith(name.slice(SAVED.length)))) {
    const cache = await caches.open(name);
    const found = (await cache.match(INFO)) && (await cache.match(path));
    if (found) return found;
  }
  return (await caches.open(SHELL)).match(path);
}

/** A file whose name says what is in it, or the part of it that a player asks for. */
async function file(request) {
  const found = await caches.match(request.url);
  if (!found) {
    return fetch(request);
  }
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  return asked ? part(found, asked[1], asked[2]) : found;
}

/** RFC 9110, 14: from, up to and with; the last so many bytes where only the end is given. */
async function part(whole, from, to) {
  const body = await whole.blob();
  const start = from === "" ? Math.max(0, body.size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? body.size - 1 : Math.min(Number(to), body.size - 1);
  if (start > end) {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${body.size}` } });
  }
  return new Response(body.slice(start, end + 1), {
    status: 206,
    headers: {
      "Content-Type": whole.headers.get("Content-Type") ?? "",
      "Content-Length": String(end - start + 1),
      "Content-Range": `bytes ${start}-${end}/${body.size}`,
      "Accept-Ranges": "bytes",
    },
  });
}
