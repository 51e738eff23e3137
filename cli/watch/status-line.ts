/** How a watched run is, in one line of the terminal: written anew where it can be, once per phase where it cannot. */
import type { HostMessage, RunState } from '../../engine/index.ts';

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

  /** Null: says nothing. */
  constructor(stream: NodeJS.WriteStream | null) {
    this.#stream = stream;
  }

  take(message: HostMessage, connected: boolean): void {
    const stream = this.#stream;
    if (stream === null) return;
    if (message.kind === 'error') this.#line(`error: ${message.error.message}`);
    if (message.kind === 'result' && message.result.spikeHash !== null) this.#line(`spike_hash ${message.result.spikeHash}`);
    if (message.kind !== 'state') return;
    const { phase, step, realtime } = message.state;
    if (stream.isTTY) {
      const pace = phase === 'running' ? `, ${realtime.toPrecision(2)} × real time` : '';
      stream.write(
        `\r\x1b[2K${phases[phase]}, step ${step}${pace}, ${connected ? 'a page watches' : 'no page'} (Ctrl+C ends it)`,
      );
    } else if (phase !== this.#phase) this.#line(phases[phase]);
    this.#phase = phase;
  }

  clear(): void {
    if (this.#stream?.isTTY === true) this.#stream.write('\r\x1b[2K');
  }

  #line(text: string): void {
    this.clear();
    this.#stream?.write(`${text}\n`);
  }
}
