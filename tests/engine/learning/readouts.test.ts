/** Linear readouts of a batch network against the solutions of their equations, written here once more. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  BatchNetwork,
  Draws,
  leastMeanSquares,
  leastSquares,
  network,
  type ReadoutLearner,
  recursiveLeastSquares,
  ridge,
  steps,
} from '../../../engine/index.ts';
import { RandomStream } from '../../../engine/random.ts';
import { hidden, input, inputs, output, outputs, weight } from './gradient-net.ts';

const definition = { trains: ['h->y:input#0', 'x->y:input#0', 'y.bias'], field: 'target' };
const [cells, examples] = [7, 40];
const features = cells + inputs;
const net = network({ x: input.of(inputs), h: hidden.of(cells), y: output.of(outputs) }, [
  { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight },
  { from: 'h', to: 'h', port: 'feedback', wiring: allToAll(), weight, delay: steps(1) },
  { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0, delay: steps(2) },
]);

/** A series of random inputs and what is asked of it, step by step; returns the rows that a readout saw, and what they should give. */
function taught(learner: ReadoutLearner, backend: 'wasm' | 'interpreter' = 'wasm') {
  const made = new BatchNetwork(net, { dt: 1, seed: 3, precision: 'float64', batch: 1, learners: { readout: learner }, backend });
  const random = new RandomStream(1, 'series');
  const [x, target] = [made.input('x', 'input'), made.targets[0]!];
  const rows: number[][] = [];
  const wanted: number[][] = [];
  const said = Array.from({ length: examples + 2 }, () => new Array<number>(inputs).fill(0));
  for (let step = 0; step < examples; step++) {
    made.begin(1, step > 0);
    made.clear();
    for (let i = 0; i < inputs; i++) said[step + 2]![i] = x.values[i] = 2 * random.uniform(step, 0, i, 0) - 1;
    for (let k = 0; k < outputs; k++) target.values[k] = random.uniform(step, 1, k, 0);
    if (step % 7 === 3) target.values[1] = Number.NaN;
    made.forward(step);
    made.learn({ share: 0, epoch: 0, update: step, endsEpoch: false });
    if (step < learner.washout || step % 7 === 3) continue;
    rows.push([...made.values('h', 'h').values.subarray(0, cells), ...said[step]!]);
    wanted.push([...target.values.subarray(0, outputs)]);
  }
  for (const one of Object.values(made.learners)) one.conclude?.();
  const [fromH, fromX, bias] = definition.trains.map((name) => made.trained.read(name));
  const weights = Array.from({ length: outputs }, (_, k) => [
    ...fromH!.subarray(k * cells, (k + 1) * cells),
    ...fromX!.subarray(k * inputs, (k + 1) * inputs),
    bias![k]!,
  ]);
  return { rows, wanted, weights, updates: made.updates };
}

interface System {
  readonly taps: number;
  readonly rate: number;
  readonly noise: number;
  readonly begin: number;
  readonly end: number;
}

/** A linear system in noise is identified: the mean square of what the weights are off, over that of the noise, from step `begin` on. */
function straying({ taps, rate, noise, begin, end }: System): number {
  const learner = leastMeanSquares({ trains: ['x->y:input#0'], field: 'target', rate });
  const plain = network({ x: input.of(taps), y: output.of(1) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
  const made = new BatchNetwork(plain, { dt: 1, seed: 3, precision: 'float64', batch: 1, learners: { readout: learner } });
  const draws = new Draws(1, 'misadjustment', 'system');
  const [x, target] = [made.input('x', 'input'), made.targets[0]!];
  const system = Array.from({ length: taps }, (_, i) => Math.cos(i));
  let sum = 0;
  for (let step = 0; step < end; step++) {
    made.begin(1, step > 0);
    made.clear();
    for (let i = 0; i < taps; i++) x.values[i] = draws.normal(step, i);
    const said = system.reduce((total, weight, i) => total + weight * x.values[i]!, 0);
    target.values[0] = said + noise * draws.normal(step, taps);
    made.forward(step);
    made.learn({ share: 0, epoch: 0, update: step, endsEpoch: false });
    if (step < begin) continue;
    const weights = made.trained.read('x->y:input#0');
    sum += system.reduce((total, weight, i) => total + (weights[i]! - weight) * (weights[i]! - weight), 0);
  }
  return sum / (end - begin) / (noise * noise);
}

/** Solves a x = b by elimination; small systems. */
function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]!]);
  for (let i = 0; i < n; i++) {
    const best = m.reduce((pick, row, k) => (k > i && Math.abs(row[i]!) > Math.abs(m[pick]![i]!) ? k : pick), i);
    [m[i], m[best]] = [m[best]!, m[i]!];
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const share = m[k]![i]! / m[i]![i]!;
      for (let j = i; j <= n; j++) m[k]![j]! -= share * m[i]![j]!;
    }
  }
  return m.map((row, i) => row[n]! / row[i]!);
}

/** Weights of minimal squared error plus penalties of each weight, by the normal equations; earlier rows count `forgetting` times less. */
function fitted({ rows, wanted }: ReturnType<typeof taught>, penalties: number[], forgetting = 1): number[][] {
  const full = rows.map((row) => [...row, 1]);
  const age = (r: number) => forgetting ** (rows.length - 1 - r);
  const dot = (f: (r: number) => number) => full.reduce((sum, _, r) => sum + age(r) * f(r), 0);
  const gram = penalties.map((_, i) => penalties.map((_, j) => dot((r) => full[r]![i]! * full[r]![j]!)));
  for (const [i, penalty] of penalties.entries()) gram[i]![i]! += penalty;
  return Array.from({ length: outputs }, (_, k) =>
    solve(
      gram,
      penalties.map((_, i) => dot((r) => full[r]![i]! * wanted[r]![k]!)),
    ),
  );
}

function expectClose(found: number[][], expected: number[][], digits: number): void {
  found.forEach((row, k) =>
    row.forEach((value, i) => expect(value, `output ${k}, weight ${i}`).toBeCloseTo(expected[k]![i]!, digits)),
  );
}

// Rounding of sums of 40 rows, times a condition of some hundreds.
describe('a readout', () => {
  it('by ridge regression has the weights of its normal equations, without a penalty of the bias', () => {
    const run = taught(ridge({ ...definition, penalty: 0.3, washout: 5 }));
    expect(run.rows).toHaveLength(30);
    expect(run.updates).toBe(30);
    expectClose(run.weights, fitted(run, [...new Array<number>(features).fill(0.3), 0]), 11);
  });

  it('by least squares has the smallest error', () => {
    const run = taught(leastSquares(definition));
    expectClose(run.weights, fitted(run, new Array<number>(features + 1).fill(0)), 10);
  });

  it('by recursive least squares has after each step the weights of all steps before', () => {
    const run = taught(recursiveLeastSquares({ ...definition, regularisation: 0.2, forgetting: 0.98 }));
    const first = 0.2 * 0.98 ** run.rows.length;
    expectClose(run.weights, fitted(run, new Array<number>(features + 1).fill(first), 0.98), 10);
  });

  it('by the gradient of each step strays about the best weights as far as theory says, and runs away above twice 1 / its largest eigenvalue', () => {
    // Independent normal inputs: the rest of the error is rate n / (2 - rate n) of the noise (Widrow & Stearns 1985, Adaptive Signal Processing,
    // chapter 6). 500 times the memory of the weights, ten of them: known to 3 % (two standard deviations); 10 % are let through.
    const [taps, rate, noise, begin, end] = [10, 0.01, 0.1, 2000, 52_000];
    const strayed = straying({ taps, rate, noise, begin, end });
    const theory = (rate * taps) / (2 - rate * taps);
    expect(Math.abs(strayed / theory - 1)).toBeLessThan(0.1);
    expect(straying({ taps, rate: 2.1, noise, begin: 40, end: 60 })).toBeGreaterThan(1e6);
  });

  it('by the gradient of each step follows the rule of Widrow and Hoff', () => {
    const run = taught(leastMeanSquares({ ...definition, rate: 0.05 }));
    const expected = Array.from({ length: outputs }, () => new Array<number>(features + 1).fill(0));
    run.rows.forEach((row, r) => {
      for (const [k, weights] of expected.entries()) {
        const full = [...row, 1];
        const error = run.wanted[r]![k]! - full.reduce((sum, value, i) => sum + value * weights[i]!, 0);
        full.forEach((value, i) => {
          weights[i]! += 0.05 * error * value;
        });
      }
    });
    expectClose(run.weights, expected, 13);
  });

  it('is the same on both back ends', () => {
    for (const learner of [ridge({ ...definition, penalty: 1 }), leastMeanSquares({ ...definition, rate: 0.1 })])
      expect(taught(learner, 'interpreter').weights).toEqual(taught(learner).weights);
  });

  it('is refused where it is not all that comes to one population of linear cells', () => {
    const made = (trains: string[]) => () => taught(ridge({ trains, field: 'target', penalty: 1 }));
    expect(made(['h->y:input#0'])).toThrow(/trains all that comes to one population, here h->y:input#0, x->y:input#0/);
    expect(made(['x->h:input#0', 'h->h:feedback#0'])).toThrow(/testHidden is not linear/);
    expect(made(['h->y:input#0', 'x->y:input#0', 'h.bias'])).toThrow(/one parameter of y at most, here h.bias/);
  });
});
