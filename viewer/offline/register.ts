/** Asks the browser to keep the site. */

export async function keepOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
  } catch {
    // Private windows refuse it, and the server of development has none; the page runs without.
  }
}
