/** How fast a run may go: run, pause, single steps, a multiple of wall time. Gives a Host whose `yield` waits. Owns no timer. */
import type { Host } from '../host.ts';
import type { Speed } from './messages.ts';

export interface PaceHost extends Host {
  /** Resolves after at least this many ms of wall time. */
  wait(ms: number): Promise<void>;
}

/** Wall time between two looks at what may be done now, in ms. */
const lookEvery = 10;
/** A page that was asleep does not make good for it: at most this much wall time is caught up, in ms. */
const mostBehind = 100;

export class Pace {
  readonly #outside: PaceHost;
  /** Length of a step in ms. */
  readonly #dt: number;
  #running = false;
  #speed: Speed = 1;
  /** Steps that may be done; infinite where it goes as fast as it can. */
  #allowed = 0;
  #looked: number;
  #wake: () => void = () => undefined;

  constructor(outside: PaceHost, dt: number) {
    this.#outside = outside;
    this.#dt = dt;
    this.#looked = outside.now();
  }

  get running(): boolean {
    return this.#running;
  }

  get speed(): Speed {
    return this.#speed;
  }

  run(): void {
    if (this.#running) return;
    this.#running = true;
    this.#looked = this.#outside.now();
    this.#wake();
  }

  pause(): void {
    this.#running = false;
    this.#allowed = 0;
  }

  /** These steps, then pause. */
  step(steps: number): void {
    this.#running = false;
    this.#allowed = steps;
    this.#wake();
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed;
    this.#allowed = 0;
    this.#looked = this.#outside.now();
    this.#wake();
  }

  /** The outside's host for a run at this pace. `between` is called at each yield; `nextStep` tells how far the run is. */
  host(between: () => void, nextStep: () => number): Host {
    const { now, loadData } = this.#outside;
    let last = nextStep();
    return {
      now,
      loadData,
      mostSteps: () => Math.max(1, Math.floor(this.#allowed)),
      yield: async () => {
        this.#allowed -= nextStep() - last;
        last = nextStep();
        between();
        await this.#outside.yield();
        while (!this.#may()) {
          await (this.#running ? this.#outside.wait(this.#until()) : this.#woken());
          between();
        }
      },
    };
  }

  #may(): boolean {
    const now = this.#outside.now();
    if (this.#running) {
      const elapsed = Math.min(mostBehind + this.#stepTime(), now - this.#looked);
      this.#allowed =
        this.#speed === 'fastest' ? Number.POSITIVE_INFINITY : Math.max(0, this.#allowed) + (elapsed * this.#speed) / this.#dt;
    }
    this.#looked = now;
    return this.#allowed >= 1;
  }

  /** Wall time of one step in ms. */
  #stepTime(): number {
    return this.#speed === 'fastest' ? 0 : this.#dt / this.#speed;
  }

  #until(): number {
    return Math.min(lookEvery, Math.max(1, (1 - this.#allowed) * this.#stepTime()));
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
