/** Patterns stored in an undirected connection, against the rules written down plainly; and recalled in lanes as in a simulation. */
import { describe, expect, it } from 'vitest';
import { arrayDataset, BatchNetwork, batches$, learn, type StorageRule, storePatterns } from '../../../engine/index.ts';
import { hopfield } from '../../../models/index.ts';
import { numbers, simulationOf, valuesAfterSteps } from '../../simulated.ts';

const cells = 23;
const next = numbers(31);
const coins = (count: number) => Array.from({ length: count }, () => (next() < 0.5 ? -1 : 1));
const patterns = Array.from({ length: 5 }, () => coins(cells));
const projection = 'units->units:input#0';
const encode = [
  { population: 'units', port: 'world', field: 'pattern' },
  { population: 'units', port: 'clamp', field: 'told' },
];

function stored(rule: StorageRule, shown: readonly (readonly number[])[], batch = 1, rate = 1 / cells): BatchNetwork {
  const network = new BatchNetwork(hopfield({ cells }), {
    dt: 1,
    seed: 1,
    precision: 'float64',
    batch,
    learners: { memory: storePatterns({ projection, field: 'pattern', rule, rate }) },
  });
  const fields = { pattern: { shape: [cells] }, told: { shape: [cells] } };
  const data = arrayDataset(
    { name: 'patterns', size: shown.length, fields },
    { pattern: Float64Array.from(shown.flat()), told: new Float64Array(cells * shown.length).fill(1) },
  );
  batches$(data, { size: batch, order: 'given', seed: 1, epochs: 1 }).pipe(learn(network, { encode })).subscribe();
  return network;
}

/** As a full matrix without a diagonal. */
function matrixOf(network: BatchNetwork): number[][] {
  const weights = network.trained.read(projection);
  const between = (i: number, j: number) =>
    i === j ? 0 : weights[(Math.max(i, j) * (Math.max(i, j) - 1)) / 2 + Math.min(i, j)]!;
  return Array.from({ length: cells }, (_, i) => Array.from({ length: cells }, (_, j) => between(i, j)));
}

function expectNear(found: number[][], expected: number[][], tolerance: number): void {
  const largest = Math.max(...found.flatMap((row, i) => row.map((value, j) => Math.abs(value - expected[i]![j]!))));
  expect(largest).toBeLessThan(tolerance);
}

const zeros = () => Array.from({ length: cells }, () => new Array<number>(cells).fill(0));

describe('patterns are stored', () => {
  it("by Hebb's rule as the sum of their products: whole numbers at a rate of 1", () => {
    const expected = zeros().map((row, i) =>
      row.map((_, j) => (i === j ? 0 : patterns.reduce((sum, x) => sum + x[i]! * x[j]!, 0))),
    );
    expect(matrixOf(stored('hebb', patterns, 1, 1))).toEqual(expected);
    // Of several lanes each is one: five patterns by two leave one out.
    expect(stored('hebb', patterns, 2, 1).updates).toBe(4);
  });

  it("by Storkey's rule, as it stands in the paper", () => {
    let w = zeros();
    for (const x of patterns) {
      const h = (i: number, j: number) => x.reduce((sum, value, k) => (k === i || k === j ? sum : sum + w[i]![k]! * value), 0);
      w = w.map((row, i) =>
        row.map((weight, j) => (i === j ? 0 : weight + (x[i]! * x[j]! - x[i]! * h(j, i) - h(i, j) * x[j]!) / cells)),
      );
    }
    // Sums of 23 products below 2, five times over: roundings stay far below 1e-13.
    expectNear(matrixOf(stored('storkey', patterns)), w, 1e-13);
  });

  it('by the pseudo-inverse as the projection onto them, also where one is made of others', () => {
    const mixed = [...patterns, patterns[0]!, patterns[1]!.map((value) => -value)];
    // X (X'X)^-1 X', with the inverse found by elimination: another way than that of the learner.
    const gram = patterns.map((x) => patterns.map((y) => x.reduce((sum, value, i) => sum + value * y[i]!, 0)));
    const inverse = inverted(gram);
    const expected = zeros().map((row, i) =>
      row.map((_, j) =>
        i === j
          ? 0
          : patterns.reduce((sum, x, a) => sum + patterns.reduce((inner, y, b) => inner + x[i]! * inverse[a]![b]! * y[j]!, 0), 0),
      ),
    );
    expectNear(matrixOf(stored('pseudo-inverse', mixed)), expected, 1e-12);
  });

  it('in undirected connections of all pairs alone', () => {
    expect(() => storePatterns({ projection, field: 'x', rule: 'oja' as never })).toThrow("the rule of storePatterns() is 'oja'");
    expect(() => storePatterns({ projection, field: 'x', rule: 'hebb', rate: 0 })).toThrow('rate of storePatterns() is 0');
  });
});

describe('cells that move in turn in lanes', () => {
  it('move as those of a simulation, whatever the lane', () => {
    const weights = Array.from({ length: (cells * (cells - 1)) / 2 }, () => next() - 0.5);
    const starts = [coins(cells), coins(cells), coins(cells)];
    const network = new BatchNetwork(hopfield({ cells, weights }), {
      dt: 1,
      seed: 7,
      precision: 'float64',
      batch: 3,
      learners: { memory: storePatterns({ projection, field: 'pattern', rule: 'hebb' }) },
    });
    const lanes = network.values('units', 's');
    network.begin(3);
    const input = { world: network.input('units', 'world'), clamp: network.input('units', 'clamp') };
    const found = starts.map((): number[][] => []);
    for (let step = 0; step < 4; step++) {
      if (step > 0) network.begin(3, true);
      network.clear();
      starts.forEach((start, lane) => {
        if (step > 0) return;
        input.world.values.set(start, lane * input.world.stride);
        input.clamp.values.fill(1, lane * input.clamp.stride, lane * input.clamp.stride + cells);
      });
      network.forward(step);
      found.forEach((rows, lane) => rows.push([...lanes.values.subarray(lane * lanes.stride, lane * lanes.stride + cells)]));
    }
    const lane = (k: number) => found[k]!;
    starts.forEach((start, k) => expect(lane(k)[0]).toEqual(start));
    // Lane 0 of a batch draws as lane 0 of a simulation.
    const simulation = simulationOf(hopfield({ cells, weights, start: starts[0]! }), { dt: 1, seed: 7 });
    const rows = valuesAfterSteps(simulation, 'units', 's');
    simulation.schedule({
      kind: 'stimulus',
      step: 0,
      population: 'units',
      port: 'world',
      cells: 'all',
      value: Float64Array.from(starts[0]!),
      steps: 1,
    });
    simulation.schedule({ kind: 'stimulus', step: 0, population: 'units', port: 'clamp', cells: 'all', value: 1, steps: 1 });
    simulation.step(4);
    expect(lane(0)).toEqual(rows);
    expect(lane(1)[3]).not.toEqual(lane(0)[3]);
  });
});

/** By Gauss and Jordan. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let i = 0; i < n; i++) {
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let k = 0; k < n; k++) {
      const factor = rows[k]![i]!;
      if (k !== i) rows[k] = rows[k]!.map((value, c) => value - factor * rows[i]![c]!);
    }
  }
  return rows.map((row) => row.slice(n));
}
