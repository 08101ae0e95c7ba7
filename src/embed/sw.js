// The service worker of the static page: the page opens without a network after one
// visit, and never from two versions at once. It answers for the files of the site's
// folder that the build lists here and for nothing else: other pages that stand in or
// below that folder do not notice it.
//
// A version is kept whole or not at all: each file must have the bytes that the build
// gave it. The next version waits until no page shows this one any more, or until the
// user asks for it (offline.js). Files with a hash in their name are given from
// whichever version has them, so that a page that is still open on an old one finds
// what it has not loaded yet; versions that no open page holds are thrown away.
//
// The build writes `{ hash, files }` in the next constant: the version, and the
// integrity of each file by its name.
const build = __MIEUX_DISANT_BUILD__;

const { scope } = self.registration;
const PAGE = "index.html";
// Other copies of the site at this origin have caches of their own.
const cacheName = (hash) => `mieux-disant ${hash} ${scope}`;
const isOurs = (name) => name.startsWith("mieux-disant ") && name.endsWith(` ${scope}`);
const HASHED = /^[a-z-]+-[0-9a-f]{16}\.\w+$/;

self.addEventListener("install", (event) => event.waitUntil(keep()));
async function keep() {
  const answers = await Promise.all(Object.entries(build.files).map(async ([name, integrity]) => {
    // The others never change under their names: what the page has just loaded will do.
    const answer = await fetch(new URL(name, scope), { integrity, cache: name === PAGE ? "no-cache" : "default" });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    // Made anew: a page may not come from an answer that was redirected, and what is
    // said of packing and of variants is true of the journey only.
    const headers = new Headers(answer.headers);
    for (const each of ["content-encoding", "content-length", "vary"]) headers.delete(each);
    return [name, new Response(await answer.blob(), { headers })];
  }));
  const cache = await caches.open(cacheName(build.hash));
  await Promise.all(answers.map(([name, answer]) => cache.put(new URL(name, scope), answer)));
}

self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), tidy()])));

// A page holds its version by a lock of the same name (offline.js).
async function tidy() {
  const names = await caches.keys();
  const { held } = await navigator.locks.query();
  // The version that waits is not old.
  if (self.registration.installing || self.registration.waiting) return;
  const wanted = new Set([cacheName(build.hash), ...held.map(({ name }) => name)]);
  await Promise.all(names.filter((name) => isOurs(name) && !wanted.has(name)).map((name) => caches.delete(name)));
}

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data === "version") port.postMessage(build.hash);
  if (event.data === "tidy") event.waitUntil(tidy());
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || !`${origin}${pathname}`.startsWith(scope)) return;
  const name = `${origin}${pathname}`.slice(scope.length);
  if (mode === "navigate") {
    if (name === "" || name === PAGE) event.respondWith(answer(event.request, caches.open(cacheName(build.hash)), PAGE));
  } else if (HASHED.test(name)) {
    event.respondWith(answer(event.request, caches, name));
  }
});

// A browser that has thrown the cache away leaves the network.
async function answer(request, kept, name) {
  return (await (await kept).match(new URL(name, scope))) ?? fetch(request);
}
