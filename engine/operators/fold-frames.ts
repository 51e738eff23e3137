/** How every operator here is built: one value or none per frame, one or none at the end. Knows no windows and no frames. */
import { concat, defer, EMPTY, filter, map, type Observable, of } from 'rxjs';

/** The state of one subscription. */
export interface FrameFold<F, R> {
  /** Called for each frame; what it returns is emitted. Must keep nothing of a borrowed frame. */
  next(frame: F): R | undefined;
  /** Called when the source completes; what it returns is emitted before completion. */
  end?(): R | undefined;
}

/**
 * Cold over `source`: each subscriber gets a fold of its own. Made of public operators, so that unsubscribing early stops a
 * synchronous source; and lifted, as RxJS's own operators are, so that a FrameStream guards the subscribers of the result too.
 */
export function foldFrames<F, R>(source: Observable<F>, begin: () => FrameFold<F, R>): Observable<R> {
  return source.lift<R>({ call: (subscriber, from: Observable<F>) => folded(from, begin()).subscribe(subscriber) });
}

function folded<F, R>(source: Observable<F>, fold: FrameFold<F, R>): Observable<R> {
  const body = source.pipe(
    map((frame) => fold.next(frame)),
    filter((value): value is R & {} => value !== undefined),
  );
  if (fold.end === undefined) return body;
  return concat(
    body,
    defer(() => {
      const last = fold.end?.();
      return last === undefined ? EMPTY : of(last);
    }),
  );
}
