/** Messages as bytes, for a connection that carries no objects. What comes from a client is checked before it is believed. Knows no socket. */
import { NeurariumError } from '../errors.ts';
import { decodeMessage, encodeMessage } from '../trace/index.ts';
import { checkClientMessage } from './client-message.ts';
import type { ClientMessage, HostMessage } from './messages.ts';

/** More from a client than this is refused before it is read, in bytes: room for a stimulus of 100,000 cells. */
export const mostClientBytes = 512 * 1024;

export function packMessage(message: HostMessage | ClientMessage): Uint8Array<ArrayBuffer> {
  return encodeMessage(message).slice();
}

/** @throws NeurariumError 'usage' for what is no message of a client */
export function unpackClientMessage(bytes: Uint8Array): ClientMessage {
  return checkClientMessage(unpack(bytes, 'client'));
}

/** Of a host that the page was loaded from, so its fields are believed. @throws NeurariumError 'usage' for what is no message at all */
export function unpackHostMessage(bytes: Uint8Array): HostMessage {
  const value = unpack(bytes, 'host');
  if (typeof value === 'object' && value !== null && typeof (value as HostMessage).kind === 'string') return value as HostMessage;
  throw new NeurariumError({ code: 'usage', message: 'a message of the host has no kind' });
}

function unpack(bytes: Uint8Array, sender: string): unknown {
  try {
    // Node's Buffer slices without copying, which the decoding of arrays relies on.
    return decodeMessage(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    const message = `a message of the ${sender} cannot be read: ${(error as Error).message}`;
    throw new NeurariumError({ code: 'usage', message }, { cause: error });
  }
}
