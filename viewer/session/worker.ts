/** The worker that a page runs its simulation or replay in. Its first message says what; all others are of the run. */
import {
  type ClientMessage,
  type HostMessage,
  openTrace,
  RemoteHost,
  type RemotePort,
  remoteError,
  TraceHost,
} from '../../engine/index.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';
import { writer } from '../writer.generated.ts';
import { pageHost } from './page-host.ts';
import { runChoices } from './run-choices.ts';
import type { WorkerStart } from './worker-port.ts';

const waiting: ClientMessage[] = [];
let take: (message: ClientMessage) => void = (message) => void waiting.push(message);

const port: RemotePort<HostMessage, ClientMessage> = {
  send: (message) => postMessage(message),
  backlog: 0,
  listen: (next) => {
    take = next;
    // What came in while the scenario was loaded, once the constructor that listens is through.
    queueMicrotask(() => {
      for (const message of waiting.splice(0)) next(message);
    });
  },
  close: () => close(),
};

async function begin(start: WorkerStart): Promise<void> {
  if (start.kind === 'trace') {
    const { file } = start;
    const trace = await openTrace({
      size: async () => BigInt(file.size),
      read: async (offset, size) => new Uint8Array(await file.slice(Number(offset), Number(offset + size)).arrayBuffer()),
    });
    new TraceHost({ trace, port });
    return;
  }
  const { scenario, seed, controls, duration, speed, site } = start;
  const loaded = (await scenarios[scenario]!()).default;
  const choices = runChoices(loaded, { controls, duration });
  new RemoteHost({ scenario: loaded, choices, seed, speed, datasets, host: pageHost(site), port, writer });
}

addEventListener(
  'message',
  ({ data: start }: MessageEvent<WorkerStart>) => {
    addEventListener('message', ({ data }: MessageEvent<ClientMessage>) => take(data));
    begin(start).catch((error: unknown) => port.send({ kind: 'error', error: remoteError(error) }));
  },
  { once: true },
);
