/** How a watched run is, in one line of the terminal: written anew where it can be, once per phase where it cannot. */
import type { HostMessage, RunState } from '../../engine/index.ts';
import { number } from '../terminal/index.ts';

const phases: Readonly<Record<RunState['phase'], string>> = {
  compiling: 'compiling',
  running: 'running',
  paused: 'paused',
  done: 'done; the page can still be looked at',
  failed: 'stopped by an error',
};

export class StatusLine {
  readonly #stream: NodeJS.WriteStream | null;
  #phase: RunState['phase'] | null = null;
  #timed = true;

  /** Null: says nothing. */
  constructor(stream: NodeJS.WriteStream | null) {
    this.#stream = stream;
  }

  take(message: HostMessage, connected: boolean): void {
    const stream = this.#stream;
    if (stream === null) return;
    if (message.kind === 'about') this.#timed = message.about.timed;
    if (message.kind === 'error') this.#line(`error: ${message.error.message}`);
    if (message.kind === 'result' && message.result.spikeHash !== null) this.#line(`spike_hash ${message.result.spikeHash}`);
    if (message.kind !== 'state') return;
    const { phase, step, realtime } = message.state;
    if (stream.isTTY) {
      const pace = phase === 'running' ? `, ${this.#pace(realtime)}` : '';
      stream.write(
        `\r\x1b[2K${phases[phase]}, step ${step}${pace}, ${connected ? 'a page watches' : 'no page'} (Ctrl+C ends it)`,
      );
    } else if (phase !== this.#phase) this.#line(phases[phase]);
    this.#phase = phase;
  }

  /** Simulated over wall time; of steps without a length, which count as 1 ms, so many per second. */
  #pace(realtime: number): string {
    return this.#timed ? `${realtime.toPrecision(2)} × real time` : `${number(1000 * realtime)} steps/s`;
  }

  clear(): void {
    if (this.#stream?.isTTY === true) this.#stream.write('\r\x1b[2K');
  }

  #line(text: string): void {
    this.clear();
    this.#stream?.write(`${text}\n`);
  }
}
