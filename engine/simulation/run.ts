/** A run as a cold stream of progress: slices of steps with yields between them. Knows no plan and no frames. */
import {
  type BehaviorSubject,
  concat,
  defer,
  filter,
  ignoreElements,
  type Observable,
  of,
  repeat,
  take,
  takeWhile,
  tap,
} from 'rxjs';
import type { Host } from '../host.ts';
import { type Progress, progressOf } from './progress.ts';

/** Wall time between two yields: short enough that a click or Ctrl+C is heard at once. */
const sliceMs = 20;
/** Wall time between two looks at the clock, which costs as much as a small step. */
const glanceMs = 1;
/** Most steps between two looks, so that a sudden burst of work does not put off the yield. */
const mostSteps = 64;

/** What is run. */
export interface Steppable {
  readonly host: Host;
  /** Length of a step in ms. */
  readonly dt: number;
  /** Steps done since the beginning. */
  nextStep(): number;
  readonly paused: BehaviorSubject<boolean>;
  tick(): void;
}

/**
 * Each subscription runs `steps` steps, or fewer where `until` holds after one: it waits while paused, yields, runs a slice and emits progress, over and over to the end.
 * The yield comes before the first slice, so that no step begins inside `subscribe` or `resume`: those may be called inside a step.
 */
export function runInSlices(steps: number, steppable: Steppable, until: () => boolean = never): Observable<Progress> {
  return defer(() => {
    const run = new Run(steps, steppable, until);
    const resumed = defer(() => run.resumed()).pipe(ignoreElements());
    const yielded = defer(() => steppable.host.yield()).pipe(ignoreElements());
    const slice = defer(() => of(run.slice()));
    return concat(resumed, yielded, slice).pipe(
      repeat(),
      takeWhile(({ done, total }) => done < total && !run.ended, true),
      tap({ unsubscribe: () => run.stop() }),
    );
  });
}

const never = () => false;

class Run {
  readonly #steps: number;
  readonly #steppable: Steppable;
  readonly #until: () => boolean;
  /** Whether it came to its end before all steps were done. */
  ended = false;
  /** When it would have begun had it never been paused. */
  #begin: number;
  #done = 0;
  #batch = 1;
  #stopped = false;

  constructor(steps: number, steppable: Steppable, until: () => boolean) {
    this.#steps = steps;
    this.#steppable = steppable;
    this.#until = until;
    this.#begin = steppable.host.now();
  }

  /** No step begins after this, also where it is called from inside one. */
  stop(): void {
    this.#stopped = true;
  }

  /** Completes as soon as the run is not paused. */
  resumed(): Observable<unknown> {
    const { paused, host } = this.#steppable;
    if (!paused.value) return of(false);
    const since = host.now();
    return paused.pipe(
      filter((still) => !still),
      take(1),
      tap(() => {
        this.#begin += host.now() - since;
      }),
    );
  }

  slice(): Progress {
    const { host, dt } = this.#steppable;
    const begin = host.now();
    let now = begin;
    const end = this.#done + (host.mostSteps?.() ?? Number.POSITIVE_INFINITY);
    while (this.#goesOn() && this.#done < end && now - begin < sliceMs) {
      this.#runBatch(end);
      const after = host.now();
      this.#batch = after - now < glanceMs ? Math.min(mostSteps, this.#batch * 2) : Math.max(1, this.#batch >>> 1);
      now = after;
    }
    return progressOf(this.#steppable.nextStep(), this.#done, this.#steps, dt, now - this.#begin);
  }

  #runBatch(end: number): void {
    const last = Math.min(end, this.#done + this.#batch);
    while (this.#done < last && this.#goesOn()) {
      this.#steppable.tick();
      this.#done++;
      this.ended = this.#until();
    }
  }

  #goesOn(): boolean {
    return this.#done < this.#steps && !this.#stopped && !this.ended && !this.#steppable.paused.value;
  }
}
