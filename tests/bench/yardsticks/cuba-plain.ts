/**
 * The cuba network as a competent JavaScript programmer would write it by hand for speed: typed arrays, one loop per step,
 * constants as literals, the rare spike branch in a function of its own. Not part of the engine: it is what the engine is measured against.
 * Same equations, parameters, integration and order in a step as the scenario `cuba`; its own random draws, so another raster.
 */
import type { Measured } from '../interleave.ts';

interface Network {
  readonly size: number;
  readonly excitatory: number;
  /** Targets of source i: targets[offsets[i]] ... targets[offsets[i + 1] - 1], ascending. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly v: Float64Array;
  readonly gE: Float64Array;
  readonly gI: Float64Array;
  /** First step in which the neuron is not refractory. */
  readonly freeAt: Int32Array;
  readonly fired: Int32Array;
}

/** mulberry32: small, good enough for a benchmark's wiring. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z = (z + Math.imul(z ^ (z >>> 7), z | 61)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

function build(size: number, seed: number): Network {
  const random = generator(seed);
  const probability = 80 / size;
  const offsets = new Int32Array(size + 1);
  const targets: number[] = [];
  for (let source = 0; source < size; source++) {
    for (let target = 0; target < size; target++) if (random() < probability) targets.push(target);
    offsets[source + 1] = targets.length;
  }
  return {
    size,
    excitatory: Math.round(0.8 * size),
    offsets,
    targets: Int32Array.from(targets),
    v: Float64Array.from({ length: size }, () => -60 + 10 * random()),
    gE: new Float64Array(size),
    gI: new Float64Array(size),
    freeAt: new Int32Array(size),
    fired: new Int32Array(size),
  };
}

/**
 * One step of all neurons; returns how many fired. The literals (the compiler keeps them in registers) are the exact step of
 * 0.1 ms of dv/dt = (-49 - v + gE + gI) / 20, dgE/dt = -gE / 5, dgI/dt = -gI / 10: decays exp(-0.1 / tau), and what a drive
 * of time constant s adds to v, s / (s - 20) (exp(-0.1 / s) - exp(-0.1 / 20)).
 */
function advance(network: Network, step: number): number {
  const { size, v, gE, gI, freeAt, fired } = network;
  let count = 0;
  for (let i = 0; i < size; i++) {
    const e = gE[i]!;
    const g = gI[i]!;
    gE[i] = e * 0.9801986733067553;
    gI[i] = g * 0.9900498337491681;
    if (freeAt[i]! <= step) {
      const x = -49 + (v[i]! + 49) * 0.9950124791926823 + e * 0.004937935295309022 + g * 0.004962645443514213;
      v[i] = x;
      if (x > -50) fired[count++] = i;
    }
  }
  return count;
}

/** Resets who fired and delivers to the targets, which read it at the start of the next step. */
function deliver(network: Network, step: number, count: number): void {
  const { excitatory, offsets, targets, v, gE, gI, freeAt, fired } = network;
  for (let k = 0; k < count; k++) {
    const source = fired[k]!;
    v[source] = -60;
    // 5 ms: refractory in the 50 steps after this one.
    freeAt[source] = step + 51;
    const end = offsets[source + 1]!;
    if (source < excitatory) for (let s = offsets[source]!; s < end; s++) gE[targets[s]!]! += 1.62;
    else for (let s = offsets[source]!; s < end; s++) gI[targets[s]!]! -= 9;
  }
}

/** Builds the network (not timed), then runs `modelSeconds` (timed). */
export function runPlainCuba(size: number, modelSeconds: number, seed: number): Required<Omit<Measured, 'waited' | 'losses'>> {
  const network = build(size, seed);
  const steps = Math.round(modelSeconds * 10_000);
  let spikes = 0;
  const start = performance.now();
  for (let step = 0; step < steps; step++) {
    const count = advance(network, step);
    if (count > 0) deliver(network, step, count);
    spikes += count;
  }
  const seconds = (performance.now() - start) / 1000;
  return { seconds, rate: spikes / size / modelSeconds, amount: spikes };
}
