/** The page's end of a run in its own worker. */
import type { ClientMessage, ControlValue, HostMessage, RemotePort, Speed } from '../../engine/index.ts';

/** The first message to the worker. */
export type WorkerStart =
  | {
      readonly kind: 'scenario';
      readonly scenario: string;
      /** uint32. */
      readonly seed: number;
      readonly controls: Readonly<Record<string, ControlValue>>;
      /** In ms; null: as the scenario has it. */
      readonly duration: number | null;
      readonly speed: Speed | null;
      /** Address of the folder that the site lies in. */
      readonly site: string;
    }
  | { readonly kind: 'trace'; readonly file: Blob };

/** Starts a worker. `failed` is told once, where the worker itself cannot go on. */
export function startWorker(start: WorkerStart, failed: (why: string) => void): RemotePort<ClientMessage, HostMessage> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.onerror = (event) => failed(event.message === undefined ? 'the worker cannot be loaded' : event.message);
  worker.postMessage(start);
  return {
    send: (message) => worker.postMessage(message),
    backlog: 0,
    listen: (next) => {
      worker.onmessage = ({ data }: MessageEvent<HostMessage>) => next(data);
    },
    close: () => worker.terminate(),
  };
}
