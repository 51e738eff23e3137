/** Closed forms of leaky integrate-and-fire neurons, in ms and mV. */

/**
 * Free steps from reset to spike under a constant drive: v after n steps is target + (reset - target) exp(-n dt / tau), and the cell
 * fires in the first step that ends with v > threshold, so n is the smallest integer above x = (tau / dt) ln((target - reset) /
 * (target - threshold)): floor(x) + 1, which is ceil(x) unless x is an integer (then v only touches the threshold).
 */
export function stepsToThreshold(drive: { target: number; reset: number; threshold: number; tau: number; dt: number }): number {
  const { target, reset, threshold, tau, dt } = drive;
  if (target <= threshold) return Infinity;
  const x = (tau / dt) * Math.log((target - reset) / (target - threshold));
  if (Math.abs(x - Math.round(x)) < 1e-6) throw new Error(`rounding decides at ${x}: choose another drive`);
  return Math.floor(x) + 1;
}

/** Spike steps below `end`: the n-th free step from step 0 is step n - 1; after each spike follow R silent steps, then n free ones. */
export function regularTrain(first: number, interval: number, end: number): number[] {
  const train: number[] = [];
  for (let step = first; step < end; step += interval) train.push(step);
  return train;
}

/** Potential at t after a current w exp(-t / synapse) began, for w divided by the capacitance (or by tau, for drives in mV). */
export function exponentialPotential(t: number, w: number, tau: number, synapse: number): number {
  if (tau === synapse) return w * t * Math.exp(-t / tau);
  return ((w * tau * synapse) / (tau - synapse)) * (Math.exp(-t / tau) - Math.exp(-t / synapse));
}

/** The same for a current w (t / synapse) exp(1 - t / synapse). */
export function alphaPotential(t: number, w: number, tau: number, synapse: number): number {
  const scale = (w * Math.E) / synapse;
  const difference = 1 / synapse - 1 / tau;
  if (difference === 0) return ((scale * t * t) / 2) * Math.exp(-t / tau);
  const [slow, fast] = [Math.exp(-t / tau), Math.exp(-t / synapse)];
  return scale * ((slow - fast) / difference ** 2 - (t * fast) / difference);
}
