/** The numbers of streams of inputs: functions of the stream, the step and the cell alone. */
import { normalQuantile } from '../../normal-quantile.ts';
import { RandomStream } from '../../random.ts';
import type { Drive, StateDistanceMetric } from '../../trial-metrics.ts';

/** What comes to `size` cells in a step of a stream. */
export type Inputs = (stream: number, step: number) => Float64Array;

export function inputsOf(drive: Drive, size: number, seed: number, dt: number): Inputs {
  const random = new RandomStream(seed, `trials/${drive.population}/${drive.port}`);
  const one = (stream: number, step: number, cell: number): number => {
    const drawn = random.uniform(step, cell, stream, 0);
    if (drive.kind === 'train') return drawn < drive.rate * dt ? drive.value : 0;
    const [low, high] = drive.between;
    return low + (high - low) * drawn;
  };
  return (stream, step) => Float64Array.from({ length: size }, (_, cell) => one(stream, step, cell));
}

/** A stream that is like `first`, changed as `second` says: what comes in in a step of it. */
export type Change = (first: number, second: number) => (step: number) => Float64Array;

export function changed(
  { change, steps }: Pick<StateDistanceMetric, 'change' | 'steps'>,
  { seed, dt }: { readonly seed: number; readonly dt: number },
  inputs: Inputs,
): Change {
  if (change.by === 'share') {
    const random = new RandomStream(seed, 'trials/renewals');
    const isAnew = (stream: number, step: number) => random.uniform(step, 0, stream, 0) < change.share;
    return (first, second) => (step) => inputs(isAnew(second, step) ? second : first, step);
  }
  const random = new RandomStream(seed, 'trials/jitter');
  const deviation = change.deviation / dt;
  return (first, second) => {
    const stream = Array.from({ length: steps }, (_, step) => inputs(first, step));
    const moved = stream.map(({ length }) => new Float64Array(length));
    stream.forEach((values, step) => {
      values.forEach((value, cell) => {
        if (value === 0) return;
        const shift = deviation * normalQuantile(random.uniformOpen(step, cell, second, 0));
        // What leaves the stream stays at its border.
        const at = Math.min(steps - 1, Math.max(0, Math.round(step + shift)));
        moved[at]![cell]! += value;
      });
    });
    return (step) => moved[step]!;
  };
}
