/** Two ends of one connection in a test; messages arrive later and as copies, as they do between a page and its worker. */
import { setTimeout as wait } from 'node:timers/promises';
import { type ClientMessage, type HostMessage, type PaceHost, RemoteHost, type RemotePort } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { host as plain } from '../../simulated.ts';

export const paceHost: PaceHost = { ...plain, now: () => performance.now(), yield: () => wait(0), wait: (ms) => wait(ms) };
export const writer = { version: '0.0.0', libraries: {} };

class End<Out, In> implements RemotePort<Out, In> {
  readonly backlog = 0;
  other: End<In, Out> | null = null;
  #next: (message: In) => void = () => undefined;

  send(message: Out): void {
    queueMicrotask(() => this.other!.take(structuredClone(message)));
  }

  take(message: In): void {
    this.#next(message);
  }

  listen(next: (message: In) => void): void {
    this.#next = next;
  }

  close(): void {}
}

export function connected(): {
  readonly client: RemotePort<ClientMessage, HostMessage>;
  readonly server: RemotePort<HostMessage, ClientMessage>;
} {
  const client = new End<ClientMessage, HostMessage>();
  const server = new End<HostMessage, ClientMessage>();
  client.other = server;
  server.other = client;
  return { client, server };
}

/** What the tests host: 100 ms of 400 neurons, a thousand steps. */
export const choices = { controls: { size: 400 }, duration: '100 ms' } as const;

export function hostCuba(port: RemotePort<HostMessage, ClientMessage>): RemoteHost {
  return new RemoteHost({ scenario: cuba, choices, seed: 1, speed: 'fastest', datasets: {}, host: paceHost, port, writer });
}
