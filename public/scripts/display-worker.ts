/** Keeps the display's page and files, so that it starts when the network is away. */
declare const self: ServiceWorkerGlobalScope & { displayFiles: readonly string[] };

const store = 'hall-display';
const patience = 4000;
/** what a branch has recorded or uploaded itself, under the hash of its bytes */
const ownFile = /^\/display\/[^/]+\/(recordings|pictures)\//;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(store)
      .then(keepAll)
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  // a code is only good as the server has it now
  if (pathname.endsWith('/pairing')) {
    if (request.mode === 'navigate') event.respondWith(orBack(request, pathname.replace(/\/pairing$/, '')));
    return;
  }
  // nor is the one at the door, which is never kept
  if (/^\/display\/[^/]+\/number$/.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/') || ownFile.test(pathname)) event.respondWith(file(request));
  else if (pathname.startsWith('/display/') && pathname !== self.location.pathname)
    event.respondWith(fresh(request));
});

/** The pages that are open first: a machine whose network went in the middle of its first start has them, and fetches the rest when it can. */
async function keepAll(cache: Cache): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = open.map(({ url }) => url).filter((url) => new URL(url).pathname.startsWith('/display/'));
  await Promise.allSettled(pages.map((page) => cache.add(page)));
  await Promise.allSettled(self.displayFiles.map((file) => cache.add(file)));
}

/** The server's page when it answers in time, else the one that is kept. */
async function page(request: Request): Promise<Response> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null));
  const cached = caches.match(request.url, { cacheName: store });
  const first = await Promise.race([fresh(request).catch(() => null), late]);
  if (first !== null && first.status < 500) return first;
  return (await cached) ?? first ?? fresh(request);
}

/** A page that is never kept; without a network the wall goes on showing calls. */
function orBack(request: Request, display: string): Promise<Response> {
  return fetch(request).catch(() => Response.redirect(display));
}

async function fresh(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(store);
    await cache.put(request.url, answer.clone()).catch(() => undefined);
    if (!ownFile.test(new URL(request.url).pathname)) void forgetReplaced(cache).catch(() => undefined);
  }
  return answer;
}

/** A branch's recordings and pictures that no page names any more: a new one comes beside the old one, for weeks. */
async function forgetReplaced(cache: Cache): Promise<void> {
  const kept = (await cache.keys()).map(({ url }) => ({ url, path: new URL(url).pathname }));
  const own = kept.filter(({ path }) => ownFile.test(path));
  if (own.length === 0) return;
  const pages = kept.filter(({ path }) => path.startsWith('/display/') && !ownFile.test(path));
  const texts = await Promise.all(pages.map(async ({ url }) => (await cache.match(url))?.text() ?? ''));
  for (const { url, path } of own) if (!texts.some((text) => text.includes(path))) await cache.delete(url);
}

/** Files carry their hash in the name: one that is kept is right for ever. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request.url, { cacheName: store })) ?? fresh(request);
}

/** Scripts, styles and sounds of earlier releases; the slices of the font stay. */
async function forgetOldFiles(): Promise<void> {
  const cache = await caches.open(store);
  const wanted = new Set(self.displayFiles.map((name) => new URL(name, self.location.origin).href));
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    const isFile = pathname.startsWith('/assets/') && !pathname.startsWith('/assets/fonts/');
    if (isFile && !wanted.has(url)) await cache.delete(url);
  }
}

export {};
