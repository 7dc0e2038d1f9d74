/*
 * The service worker: keeps one page that holds no person, with its styles and scripts, and shows it where a page of
 * ours cannot be fetched. Nothing else is ever stored, and nothing but those files and pages is answered: a form, a
 * save or a picture goes to the network as if this were not here.
 *
 * /service-worker.js (assignments/views/student/offline.py) says in self.studyhub what is kept, and after how many
 * milliseconds without an answer the network counts as gone: {version, page, files, patience}. Another version is another cache; the old one is dropped when the new one stands whole.
 */
const PREFIX = "studyhub-";
const HASHED = /\.[0-9a-f]{12}\.\w+$/; // a name with a hash always means the same content
const OUT_OF_REACH = [502, 503, 504]; // what stands before a server that is down, or too busy, answers for it
const NOT_STUDENTS = /^\/admin\//; // the desk keeps nothing on the device

const cacheName = () => PREFIX + self.studyhub.version;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers());
});

self.addEventListener("fetch", (event) => {
  const {request} = event;
  const {origin, pathname} = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!NOT_STUDENTS.test(pathname)) event.respondWith(pageOrKept(request));
  } else if (self.studyhub.files.includes(pathname)) {
    event.respondWith(file(request, pathname));
  }
});

/* All or nothing, and fetched as a stranger: what is kept can hold nobody's name. */
async function keepAll() {
  const cache = await caches.open(cacheName());
  const addresses = [self.studyhub.page, ...self.studyhub.files];
  await cache.addAll(addresses.map((address) => new Request(address, {cache: "reload", credentials: "omit"})));
}

async function dropOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== cacheName());
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(address) {
  const cache = await caches.open(cacheName());
  return cache.match(address, {ignoreVary: true});
}

async function pageOrKept(request) {
  const answer = fetch(request);
  try {
    const response = await Promise.race([answer, impatience()]);
    if (!OUT_OF_REACH.includes(response.status)) return response;
    return (await kept(self.studyhub.page)) ?? response;
  } catch {
    answer.catch(() => {}); // it may still fail, when nobody waits for it any more
    return (await kept(self.studyhub.page)) ?? answer;
  }
}

function impatience() {
  return new Promise((_, reject) => { setTimeout(() => reject(new Error("no answer")), self.studyhub.patience); });
}

async function file(request, pathname) {
  if (HASHED.test(pathname)) return (await kept(pathname)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch {
    return (await kept(pathname)) ?? Response.error();
  }
}
