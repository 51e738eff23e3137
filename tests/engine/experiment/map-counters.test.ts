/** Measures of maps and components, against numbers found by looking. */
import { expect, it } from 'vitest';
import { counterOf } from '../../../engine/experiment/counters/index.ts';
import {
  arrayDataset,
  BatchNetwork,
  componentAngle,
  folds,
  grid,
  lengthError,
  local,
  means,
  purity,
  quantisationError,
  topographicError,
} from '../../../engine/index.ts';
import type { BatchMetric } from '../../../engine/training/index.ts';
import { hebb, hebbianLayer, selfOrganisingMap } from '../../../models/index.ts';

const onto = 'x->map:distance#0';
const points = [0, 0.1, 0.9, 0, 0.2, 0.7, 1.1, 1.2];
const data = arrayDataset(
  { name: 'four', size: 4, fields: { point: { shape: [2] }, label: { shape: [], classes: ['a', 'b'] } } },
  { point: Float64Array.from(points), label: Uint8Array.of(0, 0, 1, 1) },
);

function measured(metric: BatchMetric, weights: readonly number[]): number | null {
  const net = selfOrganisingMap({ inputs: 2, lattice: grid([2, 2], '1 um'), cells: 4, at: 0 });
  const learners = { map: means({ projection: onto }) };
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 4, learners });
  made.trained.write(onto, weights);
  const { values, stride } = made.input('x', 'input');
  made.run(() => {
    for (let lane = 0; lane < 4; lane++) values.set(points.slice(2 * lane, 2 * lane + 2), lane * stride);
  });
  const counter = counterOf(metric, made, data);
  const sums = counter.nothing();
  expect(counter.value(sums)).toBeNull();
  counter.count(Uint32Array.of(0, 1, 2, 3), 0, sums);
  return counter.value(sums);
}

/** Cells at the corners of the unit square; with the last two exchanged. */
const square = [0, 0, 1, 0, 0, 1, 1, 1];
const crossed = [0, 0, 1, 0, 1, 1, 0, 1];

it('the quantisation error is the mean distance to the nearest cell', () => {
  const distances = [0.1, 0.1, Math.hypot(0.2, 0.3), Math.hypot(0.1, 0.2)];
  expect(measured(quantisationError('map.away'), square)).toBeCloseTo(distances.reduce((a, b) => a + b) / 4, 14);
});

it('the topographic error is the share of examples between cells that are no neighbours', () => {
  expect(measured(topographicError('map.away'), square)).toBe(0);
  // The sides of the crossed square join cells that lie across the lattice: the first and third examples are nearest to the ends of one.
  expect(measured(topographicError('map.away'), crossed)).toBe(0.5);
});

it('folds are corners that are turned over', () => {
  expect(measured(folds(onto), square)).toBe(0);
  expect(
    measured(
      folds(onto),
      square.map((weight, k) => (k % 2 === 0 ? -weight : weight)),
    ),
  ).toBe(0);
  expect(measured(folds(onto), crossed)).toBe(2);
});

it('purity is the share of examples of the class most frequent at their cell', () => {
  expect(measured(purity('map.active', 'label'), square)).toBe(1);
  // The first cell takes all: two of each class.
  expect(measured(purity('map.active', 'label'), [0, 0, 9, 9, 9, 9, 9, 9])).toBe(0.5);
});

it('angles and lengths are those against the principal components', () => {
  const made = new BatchNetwork(hebbianLayer({ inputs: 2, cells: 2 }), {
    dt: 1,
    seed: 1,
    precision: 'float64',
    batch: 4,
    learners: { rule: local({ projection: 'x->y:input#0', rule: hebb.of(), rate: 0.1 }) },
  });
  // Along the diagonal more than across it.
  const cloud = arrayDataset(
    { name: 'cloud', size: 4, fields: { point: { shape: [2] } } },
    { point: Float64Array.of(2, 2, -2, -2, 1, -1, -1, 1) },
  );
  const angleOf = (weights: readonly number[], make: typeof componentAngle) => {
    made.trained.write('x->y:input#0', weights);
    const counter = counterOf(make('x->y:input#0', 'point'), made, cloud);
    const sums = counter.nothing();
    counter.count(Uint32Array.of(0, 1, 2, 3), 0, sums);
    return counter.value(sums);
  };
  const half = Math.SQRT1_2;
  // The root of a rounding of 1e-16, in degrees.
  expect(angleOf([half, half, -half, half], componentAngle)).toBeCloseTo(0, 5);
  expect(angleOf([1, 0, -half, half], componentAngle)).toBeCloseTo(45, 10);
  expect(angleOf([-half, half, half, half], componentAngle)).toBeCloseTo(90, 10);
  expect(angleOf([half, half, 0, 1.5], lengthError)).toBeCloseTo(0.5, 12);
});
