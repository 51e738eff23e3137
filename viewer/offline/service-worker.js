/**
 * Keeps the site for use without a connection, and sends the headers that isolate the page (so that SharedArrayBuffer is there on any
 * host). A classic script, since module service workers are not in every browser. FILES and VERSION are put before it by the build.
 */
const kept = `neurarium-${VERSION}`;
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

addEventListener('install', (event) => event.waitUntil(caches.open(kept).then((cache) => cache.addAll(FILES))));

// A new version waits until no page of the old one is open, so that no page mixes the two.
addEventListener('activate', (event) => event.waitUntil(forgetOthers()));

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

async function forgetOthers() {
  for (const name of await caches.keys()) if (name.startsWith('neurarium-') && name !== kept) await caches.delete(name);
  await clients.claim();
}

/** Pages from the network, if there is one; what the build names by its contents from what was kept. */
async function answer(request) {
  const cache = await caches.open(kept);
  const known = await cache.match(request, { ignoreSearch: true });
  if (known !== undefined && request.mode !== 'navigate') return isolated(known);
  try {
    const fresh = await fetch(request);
    // Data sets are kept when they are first used.
    if (fresh.ok && known === undefined && request.mode !== 'navigate') await cache.put(request, fresh.clone());
    return isolated(fresh);
  } catch (error) {
    const page = known ?? (request.mode === 'navigate' ? await cache.match('./') : undefined);
    if (page === undefined) throw error;
    return isolated(page);
  }
}

function isolated(response) {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolation)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
