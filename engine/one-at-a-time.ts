/** Runs that exclude each other. Knows nothing of what runs. */
import { defer, type Observable, tap } from 'rxjs';
import { NeurariumError } from './errors.ts';

/**
 * A function that makes Observables cold and exclusive: while one of them is subscribed, subscribing to any is an error, NeurariumError
 * 'usage'. `what` runs, in words, such as 'this simulation'.
 */
export function oneAtATime(what: string): <T>(make: () => Observable<T>) => Observable<T> {
  let running = false;
  const free = (): void => {
    running = false;
  };
  return (make) =>
    defer(() => {
      if (running) {
        throw new NeurariumError({
          code: 'usage',
          message: `${what} is already running`,
          hint: 'Unsubscribe from the first run$ before starting another.',
        });
      }
      running = true;
      // Freed before the end is told, so that who is told may run again at once.
      return defer(make).pipe(tap({ error: free, complete: free, unsubscribe: free }));
    });
}
