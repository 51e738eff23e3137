/** The engine's host in a page or its worker: clock, event loop, and data files that lie beside the site. */
import { NeurariumError, type PaceHost } from '../../engine/index.ts';

/** `site`: address of the folder that the site lies in, with a slash at its end. */
export function pageHost(site: string): PaceHost {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    // A message comes sooner than any timer, and after the messages that already wait.
    yield: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        channel.port2.postMessage(null);
      }),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    loadData: (name) => loadData(site, name),
  };
}

async function loadData(site: string, name: string): Promise<Uint8Array> {
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name))
    throw new NeurariumError({ code: 'data', message: `'${name}' is no name of a data file` });
  const failed = (reason: string): never => {
    const hint = 'Is the connection to the site there? It keeps the file once it was loaded.';
    throw new NeurariumError({ code: 'data', message: `cannot load the data file ${name}: ${reason}`, hint });
  };
  const answer = await fetch(new URL(`data/${name}`, site)).catch((error: Error) => failed(error.message));
  if (!answer.ok) failed(`the site answers ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
