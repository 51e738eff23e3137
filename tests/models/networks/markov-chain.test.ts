import { describe, expect, it } from 'vitest';
import { hittingTimes, stationaryDistribution } from '../../../engine/index.ts';
import { eigenvalues } from '../../../engine/numerics/index.ts';
import { markovChain } from '../../../models/index.ts';
import { numbers, simulationOf, valuesAfterSteps } from '../../simulated.ts';

/** The states that a chain goes through, from the net. */
function path(transitions: Float64Array, steps: number, seed = 1): number[] {
  const simulation = simulationOf(markovChain(transitions), { dt: 1, seed });
  const states: number[] = [];
  simulation
    .population('state')
    .values$('y')
    .subscribe(({ values }) => states.push(values.indexOf(1)));
  simulation.step(steps);
  return states;
}

/** A walk along a line of `n` places that stays in four of ten steps: its eigenvalues are real. */
function line(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    if (i > 0) matrix[i * n + i - 1] = 0.35;
    if (i < n - 1) matrix[i * n + i + 1] = 0.25;
    matrix[i * n + i] = 1 - (i > 0 ? 0.35 : 0) - (i < n - 1 ? 0.25 : 0);
  }
  return matrix;
}

describe('markovChain', () => {
  it('forgets at the rate of the second eigenvalue: the correlation of its slowest function of the state', () => {
    const n = 5;
    const matrix = line(n);
    const [, second] = [...eigenvalues(matrix, n).real].sort((a, b) => b - a) as [number, number];
    // P f = second f: what is left of anything after many steps, without its constant part.
    const shares = stationaryDistribution(matrix, n);
    const average = (g: Float64Array) => g.reduce((sum, value, i) => sum + value * shares[i]!, 0);
    let f = Float64Array.from({ length: n }, (_, i) => i);
    for (let round = 0; round < 500; round++) {
      const centred = f.map((value) => value - average(f));
      const next = f.map((_, i) => centred.reduce((sum, value, j) => sum + matrix[i * n + j]! * value, 0));
      f = next.map((value) => value / Math.max(...next.map(Math.abs)));
    }
    const values = path(matrix, 200_000).map((state) => f[state]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const correlation = (lag: number) =>
      values.slice(lag).reduce((sum, value, k) => sum + (value - mean) * (values[k]! - mean), 0) / (values.length - lag);
    // From lag 1 to lag 6 on a logarithmic scale; its standard error is about 0.01 with 200,000 steps.
    const rate = (correlation(6) / correlation(1)) ** (1 / 5);
    expect(Math.abs(rate / second - 1)).toBeLessThan(0.05);
  });

  it('reaches a state after as many steps as the equations say, within 4 standard errors', () => {
    const n = 5;
    const [matrix, target] = [line(n), 4];
    const expected = hittingTimes(matrix, n, [target]);
    const samples = Array.from({ length: n }, (): number[] => []);
    // Between two visits the first time in each state begins a wait that is independent of those before.
    let began = new Map<number, number>();
    path(matrix, 300_000).forEach((state, step) => {
      if (state === target) {
        for (const [from, at] of began) samples[from]!.push(step - at);
        began = new Map();
      } else if (!began.has(state)) began.set(state, step);
    });
    samples.forEach((waits, from) => {
      if (from === target) return;
      expect(waits.length).toBeGreaterThan(1000);
      const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
      const variance = waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / (waits.length - 1);
      expect(Math.abs(mean - expected[from]!)).toBeLessThan(4 * Math.sqrt(variance / waits.length));
    });
  });

  it.each([0, 1, 2.5])('counts visits and moves as a table of them would, with a prior of %d', (prior) => {
    const n = 3;
    const matrix = Float64Array.of(0, 0.5, 0.5, 0.9, 0, 0.1, 0.2, 0.3, 0.5);
    const simulation = simulationOf(markovChain(matrix, { prior }), { dt: 1, seed: 3 });
    const states = valuesAfterSteps(simulation, 'state', 'y');
    const visits = valuesAfterSteps(simulation, 'visits', 'average');
    const moves = valuesAfterSteps(simulation, 'moves', 'average');
    simulation.step(500);
    const went = states.map((y) => y.indexOf(1));
    for (let i = 0; i < n; i++) {
      expect(visits.at(-1)![i]).toBeCloseTo(went.filter((state) => state === i).length / 500, 12);
      const from = went.slice(0, -1).flatMap((state, step) => (state === i ? [went[step + 1]!] : []));
      for (let j = 0; j < n; j++) {
        const count = from.filter((state) => state === j).length;
        expect(moves.at(-1)![i * n + j]).toBeCloseTo((count + prior) / (from.length + n * prior), 12);
        if (matrix[i * n + j] === 0) expect(count).toBe(0);
      }
    }
  });

  it('goes the same way in the interpreter', () => {
    const draw = numbers(2);
    const raw = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => draw()));
    const matrix = Float64Array.from(raw.flatMap((row) => row.map((value) => value / row.reduce((a, b) => a + b, 0))));
    const states = (['wasm', 'interpreter'] as const).map((backend) => {
      const simulation = simulationOf(markovChain(matrix), { dt: 1, backend });
      simulation.step(300);
      return simulation.stateHash;
    });
    expect(states[0]).toBe(states[1]);
  });
});
