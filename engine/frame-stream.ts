/** A guarded stream of frames that knows its step length and population size. */
import type { Observable, Operator } from 'rxjs';
import { GuardedStream, type OnThrow } from './guarded-stream.ts';

/** What frames do not say themselves. */
export interface FrameGrid {
  /** Length of a step in ms. */
  readonly dt: number;
  /** Number of cells of the population. */
  readonly size: number;
}

/** RxJS then reports it as unhandled. */
function rethrow(error: unknown): never {
  throw error;
}

/**
 * Frames of one population together with its grid; operators read `dt` and `size` from here. What leaves RxJS's own operators
 * is a FrameStream again, with the same grid. A subscriber that throws is detached and reported once.
 */
export class FrameStream<F> extends GuardedStream<F> implements FrameGrid {
  readonly dt: number;
  readonly size: number;
  readonly #onThrow: OnThrow;

  constructor(source: Observable<F>, grid: FrameGrid, onThrow: OnThrow = rethrow) {
    super(source, onThrow);
    this.dt = grid.dt;
    this.size = grid.size;
    this.#onThrow = onThrow;
  }

  override lift<R>(operator?: Operator<F, R>): Observable<R> {
    return new FrameStream<R>(super.lift(operator), this, this.#onThrow);
  }
}
