/** Intrinsic plasticity: the rule in a plain loop, and the distribution that the outputs come to have. */
import { describe, expect, it } from 'vitest';
import { network, type Population } from '../../../engine/index.ts';
import { intrinsicLogisticUnit, intrinsicTanhUnit } from '../../../models/cells/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

/** Standard normal numbers. */
function normals(seed: number): () => number {
  const next = numbers(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Outputs, gains and biases after each step with such inputs. */
function driven(cells: Population, inputs: readonly Float64Array[]) {
  const simulation = simulationOf(network({ x: cells }, []), { dt: 1 });
  const [y, gain, bias] = ['y', 'gain', 'bias'].map((variable) => valuesAfterSteps(simulation, 'x', variable));
  inputs.forEach((value, step) => stimulateAt(simulation, step, 'x', 'input', { cells: 'all', value }));
  simulation.step(inputs.length);
  return { y: y!, gain: gain!, bias: bias! };
}

function normalInputs(cells: number, steps: number, mean: number, spread: number): Float64Array[] {
  const next = normals(1);
  return Array.from({ length: steps }, () => Float64Array.from({ length: cells }, () => mean + spread * next()));
}

describe('a tanh unit with intrinsic plasticity', () => {
  it('moves gain and bias as the formulas say', () => {
    const inputs = [0.4, -0.9, 1.3, 0.1];
    const [rate, mean, spread] = [0.01, 0.1, 0.3];
    const found = driven(
      intrinsicTanhUnit.of(1, { rate, average: mean, spread }),
      inputs.map((value) => Float64Array.of(value)),
    );
    let [a, b] = [1, 0];
    inputs.forEach((x, t) => {
      const y = Math.tanh(a * x + b);
      const s = spread * spread;
      const db = -rate * (-mean / s + (y / s) * (2 * s + 1 - y * y + mean * y));
      const da = rate / a + db * x;
      [a, b] = [a + da, b + db];
      expect(found.y[t]![0]).toBeCloseTo(y, 13);
      expect(found.gain[t]![0]).toBeCloseTo(a, 13);
      expect(found.bias[t]![0]).toBeCloseTo(b, 13);
    });
  });

  it('comes to have outputs of the mean and spread that are asked for, normally distributed', () => {
    const [cells, steps] = [50, 12_000];
    const { y } = driven(
      intrinsicTanhUnit.of(cells, { rate: 0.001, average: 0, spread: 0.2 }),
      normalInputs(cells, steps, 0.7, 2),
    );
    const late = y.slice(-3000).flat();
    const mean = late.reduce((sum, one) => sum + one, 0) / late.length;
    const spread = Math.sqrt(late.reduce((sum, one) => sum + (one - mean) ** 2, 0) / late.length);
    const kurtosis = late.reduce((sum, one) => sum + ((one - mean) / spread) ** 4, 0) / late.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    // Within a tenth: gain and bias go on moving with the inputs, which adds to the spread (less at a lower rate).
    expect(spread).toBeGreaterThan(0.18);
    expect(spread).toBeLessThan(0.22);
    expect(kurtosis).toBeGreaterThan(2.5);
    expect(kurtosis).toBeLessThan(3.2);
    for (const k of [1, 2]) {
      const share = late.filter((one) => Math.abs(one) < 0.2 * k).length / late.length;
      expect(share).toBeCloseTo(k === 1 ? 0.683 : 0.954, 1);
    }
  });

  it('stays as it is at a rate of 0', () => {
    const { gain, bias } = driven(intrinsicTanhUnit.of(2, { rate: 0 }), normalInputs(2, 20, 0, 1));
    expect(gain.flat().every((one) => one === 1)).toBe(true);
    expect(bias.flat().every((one) => one === 0)).toBe(true);
  });
});

describe('a logistic unit with intrinsic plasticity', () => {
  it('comes to have outputs that are distributed exponentially, with the mean that is asked for', () => {
    const [cells, steps, wanted] = [50, 20_000, 0.1];
    const { y } = driven(intrinsicLogisticUnit.of(cells, { rate: 0.002, average: wanted }), normalInputs(cells, steps, 0, 1));
    const late = y.slice(-5000).flat();
    const mean = late.reduce((sum, one) => sum + one, 0) / late.length;
    expect(mean).toBeGreaterThan(0.085);
    expect(mean).toBeLessThan(0.115);
    // Above k times the mean lies a share of exp(-k), as nearly as two numbers, gain and bias, can make it (Triesch 2007, figure 1).
    for (const k of [1, 2]) {
      const share = late.filter((one) => one > k * wanted).length / late.length;
      expect(Math.abs(share - Math.exp(-k))).toBeLessThan(0.08);
    }
  });
});
