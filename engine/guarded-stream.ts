/** An Observable that does not let one subscriber hurt the others. Knows nothing of frames. */
import { Observable, type Observer, type Operator, of, Subscriber, type Subscription } from 'rxjs';

/** Told what a subscriber threw, once: it is detached. What this throws itself, RxJS reports as unhandled. */
export type OnThrow = (error: unknown) => void;

/**
 * A subscriber that throws, whose operators throw, or that is told an error and has no handler for it, is detached and reported
 * once; the source and its other subscribers go on. What leaves RxJS's own operators (`filter`, `map`, ...) guards likewise.
 */
export class GuardedStream<T> extends Observable<T> {
  readonly #onThrow: OnThrow;

  constructor(source: Observable<T>, onThrow: OnThrow) {
    super((subscriber) => source.subscribe(subscriber));
    this.#onThrow = onThrow;
  }

  /** RxJS makes what an operator returns by this. */
  override lift<R>(operator?: Operator<T, R>): Observable<R> {
    return new GuardedStream<R>(super.lift(operator), this.#onThrow);
  }

  override subscribe(observerOrNext?: Partial<Observer<T>> | ((value: T) => void) | null): Subscription {
    // An operator's own subscriber passes errors on by itself.
    if (observerOrNext instanceof Subscriber) return super.subscribe(observerOrNext);
    const observer = typeof observerOrNext === 'function' ? { next: observerOrNext } : (observerOrNext ?? {});
    const detach = (error: unknown): void => {
      subscriber.unsubscribe();
      // Through RxJS, so that a report that throws stops neither the source nor the others.
      of(error).subscribe(this.#onThrow);
    };
    const subscriber = new Subscriber<T>({
      next: (value: T) => {
        try {
          observer.next?.(value);
        } catch (error) {
          detach(error);
        }
      },
      error: (error: unknown) => {
        try {
          if (observer.error === undefined) throw error;
          observer.error(error);
        } catch (unhandled) {
          detach(unhandled);
        }
      },
      complete: () => {
        try {
          observer.complete?.();
        } catch (error) {
          detach(error);
        }
      },
    });
    return super.subscribe(subscriber);
  }
}
