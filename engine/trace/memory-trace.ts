/** A trace in memory: where there is no file, as in a browser or a test. Knows no format. */
import type { TraceReadable } from './container.ts';
import type { TraceWritable } from './write-queue.ts';

export class MemoryTrace implements TraceWritable {
  readonly #parts: Uint8Array[] = [];

  async write(bytes: Uint8Array): Promise<void> {
    this.#parts.push(bytes.slice());
  }

  /** All that was written so far. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** The bytes of a trace, to be opened. */
export function readableBytes(bytes: Uint8Array): TraceReadable {
  return {
    size: async () => BigInt(bytes.length),
    read: async (offset, size) => bytes.slice(Number(offset), Number(offset + size)),
  };
}
