/** How the delays of a projection spread over steps: what can be told of them before any is drawn. For estimates alone. */
import { ownMath } from '../kernels/index.ts';
import type { ParameterValue } from '../network.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { roundToSteps } from '../steps.ts';
import { largestDelay } from './synapses.ts';

/** Share of the synapses with a delay of 0, 1, ... steps, up to the longest that is to be expected among `synapses` of them. */
export function delayShares(delay: ParameterValue, synapses: number, dt: number): Float64Array {
  if (typeof delay === 'number') return new Float64Array(1).fill(1);
  if (delay.kind === 'values') {
    const steps = Uint32Array.from(delay.values, (time) => Math.min(roundToSteps(time, dt), largestDelay));
    const shares = new Float64Array(steps.reduce((a, b) => Math.max(a, b), 0) + 1);
    for (const step of steps) shares[step]! += 1 / steps.length;
    return shares;
  }
  const { longest, below } = delay.kind === 'uniform' ? uniformShares(delay) : normalShares(delay, synapses);
  const last = Math.min(roundToSteps(Math.max(longest, 0), dt), largestDelay);
  const cumulative = (step: number) => (step < 0 ? 0 : step >= last ? 1 : below((step + 0.5) * dt));
  return Float64Array.from({ length: last + 1 }, (_, step) => cumulative(step) - cumulative(step - 1));
}

interface Shares {
  readonly longest: number;
  /** The share of delays below a time. */
  readonly below: (time: number) => number;
}

function uniformShares({ min, max }: { min: number; max: number }): Shares {
  const width = max - min;
  return { longest: max, below: (time) => Math.min(Math.max(width > 0 ? (time - min) / width : 1, 0), 1) };
}

function normalShares(
  { mean, deviation, min, max }: { mean: number; deviation: number; min: number | null; max: number | null },
  synapses: number,
): Shares {
  const highest = mean + deviation * normalQuantile(1 - 0.5 / Math.max(synapses, 1));
  return {
    longest: Math.min(Math.max(highest, min ?? 0), max ?? Infinity),
    below: (time) => (min !== null && time < min ? 0 : (1 + ownMath.erf((time - mean) / (deviation * Math.SQRT2))) / 2),
  };
}

/** Different delays to expect among `count` synapses. */
export function expectedRuns(shares: Float64Array, count: number): number {
  return shares.reduce((sum, share) => sum + 1 - ownMath.exp(-count * share), 0);
}
