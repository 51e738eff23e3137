/** Plays what was recorded: where it is now, at which speed. Pure but for the clock that is given to it. */
import type { Speed } from '../../engine/index.ts';

/** What there is to be played, in steps. */
export interface Played {
  readonly first: number;
  readonly edge: number;
}

/** As fast as possible: all of it in about this many ms. */
const fastest = 2000;
/** A page that was asleep goes on where it was: at most this much wall time at once, in ms. */
const mostElapsed = 100;

export class Player {
  /** Length of a step in ms. */
  readonly #dt: number;
  #at: number;
  /** Whether the moment was set here, and nobody shows it yet. */
  #moved = true;
  #looked: number | null = null;
  playing = true;
  speed: Speed;

  constructor(first: number, dt: number, speed: Speed) {
    this.#at = first;
    this.#dt = dt;
    this.speed = speed;
  }

  /** The moment that is shown, in steps. */
  get at(): number {
    return this.#at;
  }

  /** The reader went to a moment, and sees it. */
  seek(step: number): void {
    this.#at = step;
    this.#moved = false;
  }

  /** To a moment that is to be shown. */
  move(step: number): void {
    this.#at = step;
    this.#moved = true;
  }

  /** To be called each frame -> the moment to show, or null while it stands still. `whole`: whether more may still come in. */
  tick(now: number, { first, edge }: Played, whole: boolean): number | null {
    const elapsed = this.#looked === null ? 0 : Math.min(mostElapsed, now - this.#looked);
    this.#looked = now;
    if (!this.playing) {
      const told = this.#moved ? this.#at : null;
      this.#moved = false;
      return told;
    }
    const perMs = this.speed === 'fastest' ? (edge - first) / fastest : this.speed / this.#dt;
    this.#at = Math.min(edge, this.#at + elapsed * perMs);
    if (whole && this.#at >= edge) this.playing = false;
    return this.#at;
  }
}
