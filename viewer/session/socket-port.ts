/** The page's end of a run in the terminal: a RemotePort over a WebSocket. Knows no session. */
import {
  type ClientMessage,
  type HostMessage,
  NeurariumError,
  packMessage,
  type RemotePort,
  unpackHostMessage,
} from '../../engine/index.ts';
import type { AttachTarget } from './attach.ts';

/** Resolves when the connection is open. @throws NeurariumError 'run' where the server is gone or refuses */
export function openSocketPort({ url }: AttachTarget): Promise<RemotePort<ClientMessage, HostMessage>> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(portOf(socket)), { once: true });
    // The browser does not say why. After 'open' this has no effect.
    socket.addEventListener('close', () => reject(refused(socket.url)), { once: true });
  });
}

function portOf(socket: WebSocket): RemotePort<ClientMessage, HostMessage> {
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(packMessage(message));
    },
    get backlog() {
      return socket.bufferedAmount;
    },
    listen: (next, closed) => {
      socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => next(unpackHostMessage(new Uint8Array(data))));
      socket.addEventListener('close', closed, { once: true });
    },
    close: () => socket.close(),
  };
}

function refused(url: string): NeurariumError {
  return new NeurariumError({
    code: 'run',
    message: `no run answers at ${new URL(url).host}`,
    hint: "It has ended, or the link is of another run: 'neurarium watch' prints a new link each time.",
  });
}
