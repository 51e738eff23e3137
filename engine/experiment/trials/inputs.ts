/** The numbers of streams of inputs: functions of the stream, the step and the cell alone. */
import { RandomStream } from '../../random.ts';
import type { Drive } from '../../trial-metrics.ts';

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

/** Whether a step of a stream that is like another is drawn anew: at a share of the steps. */
export function renewals(seed: number, share: number): (stream: number, step: number) => boolean {
  const random = new RandomStream(seed, 'trials/renewals');
  return (stream, step) => random.uniform(step, 0, stream, 0) < share;
}
