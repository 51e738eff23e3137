/**
 * How a page knows that a run in the terminal waits for it. `neurarium watch` prints `http://127.0.0.1:PORT/#token=TOKEN`: a link whose
 * fragment has a token belongs to the server that it came from. The fragment never travels in a request, is in no log and no
 * referrer; a view may stand before it as in any link (`/?panels=0#token=...`). The run is at `ws://127.0.0.1:PORT/run?token=TOKEN`.
 */

/** Address of the WebSocket, token included. */
export interface AttachTarget {
  readonly url: string;
}

const tokenForm = /^[A-Za-z0-9_-]{16,128}$/;

/** Null where the address names no run in the terminal. `location`: of the page. */
export function attachTarget({ hash, host, protocol }: Pick<Location, 'hash' | 'host' | 'protocol'>): AttachTarget | null {
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token === null || !tokenForm.test(token)) return null;
  return { url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/run?token=${token}` };
}
