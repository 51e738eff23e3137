/** Subscribes to a run and waits for its end; Ctrl+C stops it at a step boundary. */
import type { Observable } from 'rxjs';

/**
 * Resolves when the run completes or was interrupted; rejects with its error. A second Ctrl+C is not caught: it ends the program.
 * @returns whether it was interrupted
 */
export function drive<P>(run$: Observable<P>, next: (progress: P) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const interrupt = (): void => {
      free();
      subscription.unsubscribe();
      resolve(true);
    };
    const free = (): void => {
      process.removeListener('SIGINT', interrupt);
      process.removeListener('SIGTERM', interrupt);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    const subscription = run$.subscribe({
      next,
      error: (error: unknown) => {
        free();
        reject(error);
      },
      complete: () => {
        free();
        resolve(false);
      },
    });
  });
}
