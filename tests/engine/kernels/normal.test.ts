/** The draw `normal`: its bits in the two back ends and on the host, its distribution, and its independence. */
import { describe, expect, it } from 'vitest';
import { defineCell, network, type Simulation } from '../../../engine/index.ts';
import { normalQuantile as kernelQuantile } from '../../../engine/kernels/evaluate-function.ts';
import { normalQuantile } from '../../../engine/normal-quantile.ts';
import { RandomStream } from '../../../engine/random.ts';
import { type Choices, numbers, simulationOf } from '../../simulated.ts';

const drawing = defineCell({
  name: 'drawing',
  source: 'a test',
  state: { a: { unit: '1', initial: 0, doc: 'a draw' }, b: { unit: '1', initial: 0, doc: 'another' } },
  equations: "a' = normal(); b' = normal()",
});

const described = (cells: number) => network({ cells: drawing.of(cells) }, []);

/** Values of a variable, by step, then cell. */
function drawn(simulation: Simulation, variable: 'a' | 'b', lane = 0): number[][] {
  const rows: number[][] = [];
  simulation
    .population('cells')
    .values$(variable)
    .subscribe((frame) => {
      if (frame.lane === lane) rows.push([...frame.values]);
    });
  return rows;
}

function rowsOf(cells: number, steps: number, choices: Choices = {}): number[][] {
  const simulation = simulationOf(described(cells), choices);
  const rows = drawn(simulation, 'a');
  simulation.step(steps);
  return rows;
}

describe('normal()', () => {
  it('has the quantile of the descriptions, bit for bit, in all its ranges', () => {
    const next = numbers(4);
    const tails = Array.from({ length: 53 }, (_, k) => 2 ** -(k + 1));
    const odd = Array.from({ length: 20_000 }, () => (Math.floor(next() * 2 ** 32) * 2 ** 20 + 1) * 2 ** -53);
    for (const p of [...tails, ...tails.map((p) => 1 - p), ...odd, 0.075, 0.925])
      expect(kernelQuantile(p)).toBe(normalQuantile(p));
  });

  it('is the same to the bit interpreted and compiled, and in float32 the rounded float64 number', () => {
    const exact = rowsOf(37, 40);
    expect(rowsOf(37, 40, { backend: 'interpreter' })).toEqual(exact);
    const rounded = rowsOf(37, 40, { precision: 'float32' });
    expect(rounded).toEqual(exact.map((row) => row.map(Math.fround)));
    expect(rowsOf(37, 40, { precision: 'float32', backend: 'interpreter' })).toEqual(rounded);
  });

  it('is the quantile of an open uniform number at (step, cell, lane, draw)', () => {
    const simulation = simulationOf(described(5), { lanes: 2 });
    const rows = drawn(simulation, 'b', 1);
    simulation.step(3);
    const stream = new RandomStream(1, 'cells/step');
    rows.forEach((row, step) => {
      row.forEach((value, cell) => expect(value).toBe(normalQuantile(stream.uniformOpen(step, cell, 1, 1))));
    });
  });

  it('has the moments and the distribution of the normal one', () => {
    const values = rowsOf(1000, 100).flat();
    const n = values.length;
    const moment = (k: number) => values.reduce((sum, x) => sum + x ** k, 0) / n;
    // Variances of the sample moments: 1, 2, 15, 96, over n. Four standard deviations: one in 16,000 per seed and moment.
    const deviations = [1, 2, 15, 96].map((variance) => 4 * Math.sqrt(variance / n));
    [0, 1, 0, 3].forEach((expected, k) => expect(Math.abs(moment(k + 1) - expected)).toBeLessThan(deviations[k]!));
    // Kolmogorov-Smirnov against the quantiles: D sqrt(n) above 1.95 has a probability of 0.001.
    values.sort((a, b) => a - b);
    let distance = 0;
    for (let k = 1; k < 1000; k++) {
      const quantile = normalQuantile(k / 1000);
      let [low, high] = [0, n];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (values[middle]! <= quantile) low = middle + 1;
        else high = middle;
      }
      distance = Math.max(distance, Math.abs(low / n - k / 1000));
    }
    expect(distance * Math.sqrt(n)).toBeLessThan(1.95);
  });

  it('does not correlate cells, steps, lanes or draws', () => {
    const simulation = simulationOf(described(100), { lanes: 2 });
    const [a, b, other] = [drawn(simulation, 'a'), drawn(simulation, 'b'), drawn(simulation, 'a', 1)];
    simulation.step(200);
    const flat = a.flat();
    const shifted = { cell: flat.slice(1), step: flat.slice(100), draw: b.flat(), lane: other.flat() };
    for (const [what, series] of Object.entries(shifted)) {
      // Products of independent standard normal numbers have mean 0 and variance 1.
      const sum = series.reduce((total, x, i) => total + x * flat[i]!, 0);
      expect(Math.abs(sum / Math.sqrt(series.length)), what).toBeLessThan(4);
    }
  });
});
