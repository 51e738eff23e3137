/** The server's end of a run: one port for the run's whole life, whichever page is connected to it. Knows no run. */
import type { WebSocket } from 'ws';
import {
  type ClientMessage,
  type HostMessage,
  NeurariumError,
  packMessage,
  type RemotePort,
  unpackClientMessage,
} from '../../engine/index.ts';

/** A page that has not taken so many bytes hears nothing of the state until it has. */
const mostWaiting = 4 * 1024 * 1024;
/** Close codes of RFC 6455 and, from 4000 on, our own. */
const closeCodes = { unreadable: 1003, replaced: 4001 } as const;

export class ServedPort implements RemotePort<HostMessage, ClientMessage> {
  /** Hears all that is sent, also while no page is connected. */
  told: (message: HostMessage) => void = () => undefined;
  #socket: WebSocket | null = null;
  #next: (message: ClientMessage) => void = () => undefined;

  get connected(): boolean {
    return this.#socket !== null;
  }

  get backlog(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** The state is told again soon. Batches are few: the host waits for the page to ask for each, so none may be lost. */
  send(message: HostMessage): void {
    this.told(message);
    const socket = this.#socket;
    if (socket === null) return;
    if (socket.bufferedAmount > mostWaiting && message.kind === 'state') return;
    socket.send(packMessage(message));
  }

  listen(next: (message: ClientMessage) => void): void {
    this.#next = next;
  }

  /** The page that came last is the one that is served. */
  attach(socket: WebSocket): void {
    this.#socket?.close(closeCodes.replaced, 'another page watches the run now');
    this.#socket = socket;
    socket.on('message', (data, binary) => this.#take(socket, data as Buffer, binary));
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = null;
    });
    // A broken connection closes; there is nobody to tell.
    socket.on('error', () => socket.terminate());
  }

  close(): void {
    this.#socket?.close();
  }

  #take(socket: WebSocket, data: Buffer, binary: boolean): void {
    if (socket !== this.#socket) return;
    let message: ClientMessage;
    try {
      if (!binary) throw new NeurariumError({ code: 'usage', message: 'a message of the client is text' });
      message = unpackClientMessage(data);
    } catch (error) {
      // The reason of a close frame takes 123 bytes.
      socket.close(
        closeCodes.unreadable,
        Buffer.from((error as Error).message)
          .subarray(0, 120)
          .toString(),
      );
      return;
    }
    this.#next(message);
  }
}
