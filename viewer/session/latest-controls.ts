/** Hands on the values of controls one at a time: while the host takes one, which may mean to begin anew, only the latest of each waits. */
import type { ControlValue } from '../../engine/index.ts';

export class LatestControls {
  readonly #send: (name: string, value: ControlValue) => void;
  readonly #waiting = new Map<string, ControlValue>();
  #asked = false;

  constructor(send: (name: string, value: ControlValue) => void) {
    this.#send = send;
  }

  set(name: string, value: ControlValue): void {
    this.#waiting.set(name, value);
    this.#next();
  }

  /** The host took the last one, or refused it. */
  answered(): void {
    this.#asked = false;
    this.#next();
  }

  #next(): void {
    const [first] = this.#waiting;
    if (this.#asked || first === undefined) return;
    this.#asked = true;
    this.#waiting.delete(first[0]);
    this.#send(...first);
  }
}
