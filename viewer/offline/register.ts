/** Asks the browser to keep the site. A server that has no service worker, as `neurarium watch`, is used as it is. */

export async function keepOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const script = new URL('service-worker.js', document.baseURI);
  // Asked first, so that a server without one is no error of the page.
  const there = await fetch(script, { method: 'HEAD' }).catch(() => null);
  if (there?.ok !== true || !there.headers.get('content-type')?.includes('javascript')) return;
  try {
    await navigator.serviceWorker.register(script);
  } catch {
    // Private windows refuse it; the page runs without.
  }
}
