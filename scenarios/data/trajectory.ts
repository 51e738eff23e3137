/** Trajectories of differential equations, for the series that are made of them. */

/** Writes the derivative of `x` into `to`. */
export type Derivative = (x: Float64Array, to: Float64Array) => void;

export interface TrajectoryOptions {
  /** Time of a step of the method. */
  readonly step: number;
  /** Steps from one sample to the next. */
  readonly perSample: number;
  /** Samples left out before the first. */
  readonly transient: number;
  readonly count: number;
}

/** Samples one after the other, by the classical Runge-Kutta method of order 4. `start` is left as it is. */
export function trajectory(
  derivative: Derivative,
  start: Float64Array,
  { step, perSample, transient, count }: TrajectoryOptions,
): Float64Array {
  const width = start.length;
  const x = Float64Array.from(start);
  const numbers = () => new Float64Array(width);
  const k1 = numbers();
  const k2 = numbers();
  const k3 = numbers();
  const k4 = numbers();
  const there = numbers();
  const go = (k: Float64Array, by: number) => {
    for (let i = 0; i < width; i++) there[i] = x[i]! + by * k[i]!;
    return there;
  };
  const samples = new Float64Array(count * width);
  for (let sample = -transient; sample < count; sample++) {
    if (sample >= 0) samples.set(x, sample * width);
    for (let n = 0; n < perSample; n++) {
      derivative(x, k1);
      derivative(go(k1, step / 2), k2);
      derivative(go(k2, step / 2), k3);
      derivative(go(k3, step), k4);
      for (let i = 0; i < width; i++) x[i]! += (step / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
    }
  }
  return samples;
}
