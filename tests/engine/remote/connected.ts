/** Two ends of one connection in a test; messages arrive later and as copies, as they do between a page and its worker. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ClientMessage, HostMessage, PaceHost, RemotePort } from '../../../engine/index.ts';
import { host as plain } from '../../simulated.ts';

export const paceHost: PaceHost = { ...plain, now: () => performance.now(), yield: () => wait(0), wait: (ms) => wait(ms) };
export const writer = { version: '0.0.0', libraries: {} };

export function connected(): {
  readonly client: RemotePort<ClientMessage, HostMessage>;
  readonly server: RemotePort<HostMessage, ClientMessage>;
} {
  const ends = { toClient: (_: HostMessage): void => undefined, toServer: (_: ClientMessage): void => undefined };
  return {
    client: {
      backlog: 0,
      send: (message) => queueMicrotask(() => ends.toServer(structuredClone(message))),
      listen: (next) => {
        ends.toClient = next;
      },
      close: () => undefined,
    },
    server: {
      backlog: 0,
      send: (message) => queueMicrotask(() => ends.toClient(structuredClone(message))),
      listen: (next) => {
        ends.toServer = next;
      },
      close: () => undefined,
    },
  };
}
