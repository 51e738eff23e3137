/** One serialised writer: bytes leave in the order they came, one write at a time. Knows no format. */
import { NeurariumError } from '../errors.ts';

/** Where a trace goes: a file, a buffer, a socket. Must have taken all bytes when it resolves; called again only then. */
export interface TraceWritable {
  write(bytes: Uint8Array): Promise<void>;
}

export class WriteQueue {
  readonly #writable: TraceWritable;
  #tail: Promise<void> = Promise.resolve();
  #backlog = 0;
  #position = 0;
  #failure: NeurariumError | undefined;

  constructor(writable: TraceWritable) {
    this.#writable = writable;
  }

  /** Bytes handed over and not yet written. */
  get backlog(): number {
    return this.#backlog;
  }

  /** Bytes handed over in all: where the next ones will lie. */
  get position(): number {
    return this.#position;
  }

  /** The first write error; after it all bytes are dropped. */
  get failure(): NeurariumError | undefined {
    return this.#failure;
  }

  /** Takes ownership of `bytes`. */
  push(bytes: Uint8Array): void {
    if (this.#failure !== undefined) return;
    const at = this.#position;
    this.#position += bytes.length;
    this.#backlog += bytes.length;
    this.#tail = this.#tail.then(() => this.#write(bytes, at));
  }

  /** Resolves when all bytes so far are written or dropped; never rejects. */
  drained(): Promise<void> {
    return this.#tail;
  }

  async #write(bytes: Uint8Array, at: number): Promise<void> {
    try {
      if (this.#failure === undefined) await this.#writable.write(bytes);
    } catch (error) {
      this.#failure ??= asWriteError(error, at);
    } finally {
      this.#backlog -= bytes.length;
    }
  }
}

function asWriteError(error: unknown, at: number): NeurariumError {
  if (error instanceof NeurariumError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `the trace could not be written at byte ${at}: ${reason}`;
  return new NeurariumError({ code: 'write', message, hint: 'What was written before is intact and replays.' }, { cause: error });
}
