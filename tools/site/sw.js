// Keeps what a reader has opened, so that it opens without a network too. Folders named by their content are fetched
// once; pages come from the network while there is one, so that updates come. What an update no longer uses goes.

const CURRENT = ["front/", "python/"]; // the build writes their folders here
const FIXED = /\/(?:front|python|views)\/\w{12}[./]/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event.request));
});

async function tidy() {
  const kept = await caches.open("course");
  for (const { url } of await kept.keys()) {
    const old = /\/(?:front|python)\//.test(url) && !CURRENT.some((folder) => url.includes(folder));
    if (old) await kept.delete(url);
  }
  await self.clients.claim();
}

async function answer(request) {
  const kept = await caches.open("course");
  const had = FIXED.test(request.url) && (await kept.match(request.url));
  if (had) return had;
  try {
    const got = await fetch(request);
    if (got.ok) await kept.put(request.url, got.clone());
    return got;
  } catch (problem) {
    const earlier = await kept.match(request.url, { ignoreSearch: true });
    if (earlier) return earlier;
    throw problem;
  }
}
