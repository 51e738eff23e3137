/** An Observable of frames that knows its step length and population size, and does not let one subscriber hurt the others. */
import { Observable, type Observer, type Operator, Subscriber, type Subscription } from 'rxjs';

/** What frames do not say themselves. */
export interface FrameGrid {
  /** Length of a step in ms. */
  readonly dt: number;
  /** Number of cells of the population. */
  readonly size: number;
}

/** Told what a subscriber threw, once: it is detached. */
export type OnThrow = (error: unknown) => void;

/** RxJS then reports it as unhandled. */
function rethrow(error: unknown): never {
  throw error;
}

/**
 * Frames of one population together with its grid; operators read `dt` and `size` from here. What leaves RxJS's own operators
 * (`filter`, `map`, ...) is a FrameStream again, with the same grid. A subscriber that throws is detached and reported once.
 */
export class FrameStream<F> extends Observable<F> implements FrameGrid {
  readonly dt: number;
  readonly size: number;
  readonly #onThrow: OnThrow;

  constructor(source: Observable<F>, grid: FrameGrid, onThrow: OnThrow = rethrow) {
    super((subscriber) => source.subscribe(subscriber));
    this.dt = grid.dt;
    this.size = grid.size;
    this.#onThrow = onThrow;
  }

  /** RxJS makes what an operator returns by this. */
  override lift<R>(operator?: Operator<F, R>): Observable<R> {
    return new FrameStream<R>(super.lift(operator), this, this.#onThrow);
  }

  override subscribe(observerOrNext?: Partial<Observer<F>> | ((value: F) => void) | null): Subscription {
    // An operator's own subscriber passes errors on by itself.
    if (observerOrNext instanceof Subscriber) return super.subscribe(observerOrNext);
    const observer = typeof observerOrNext === 'function' ? { next: observerOrNext } : (observerOrNext ?? {});
    const subscriber = new Subscriber<F>({
      next: (frame: F) => {
        try {
          observer.next?.(frame);
        } catch (error) {
          subscriber.unsubscribe();
          this.#onThrow(error);
        }
      },
      error: (error: unknown) => observer.error?.(error),
      complete: () => observer.complete?.(),
    });
    return super.subscribe(subscriber);
  }
}
