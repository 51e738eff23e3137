/** Centres beside scikit-learn's K-means by Lloyd's algorithm, from the same start, until no label changes. */
import { describe, expect, it } from 'vitest';
import { BatchNetwork, centres } from '../../../../engine/index.ts';
import { radialBasis } from '../../../../models/index.ts';
import { type Matrix, readOracle } from './oracle.ts';

interface Case {
  readonly name: string;
  readonly points: Matrix;
  readonly start: Matrix;
  readonly centres: Matrix;
  readonly labels: readonly number[];
  /** The sum of squared distances to the nearest centres. */
  readonly inertia: number;
}

const { cases } = readOracle<{ readonly cases: readonly Case[] }>('k-means');

/** Those of the start come first, since the first examples are the first centres. */
function inOrder({ points, start }: Case): number[] {
  const first = start.map((place) => points.findIndex((point) => String(point) === String(place)));
  return [...first, ...points.map((_, k) => k).filter((k) => !first.includes(k))];
}

describe.each(cases)('centres of $name', (one) => {
  const inputs = one.points[0]!.length;
  const count = one.start.length;
  const order = inOrder(one);
  const network = new BatchNetwork(radialBasis({ inputs, centres: count, outputs: 1 }), {
    dt: 1,
    seed: 1,
    precision: 'float64',
    batch: order.length,
    learners: { centres: centres({ projection: 'x->h:distance#0' }) },
  });
  const x = network.input('x', 'input');
  for (let epoch = 0; epoch < 60; epoch++) {
    network.run(() => order.forEach((point, lane) => x.values.set(one.points[point]!, lane * x.stride)), order.length);
    network.learn({ share: 0, epoch, update: epoch, endsEpoch: true });
  }
  const places = network.trained.read('x->h:distance#0');

  it('lie where they lie there', () => {
    // Means of some dozens of numbers, summed in another order.
    one.centres.flat().forEach((place, k) => expect(places[k]).toBeCloseTo(place, 10));
  });

  it('have the same labels, and lose as much', () => {
    const squared = one.points.map((point) =>
      one.start.map((_, centre) => point.reduce((sum, value, axis) => sum + (value - places[centre * inputs + axis]!) ** 2, 0)),
    );
    expect(squared.map((distances) => distances.indexOf(Math.min(...distances)))).toEqual(one.labels);
    const inertia = squared.reduce((sum, distances) => sum + Math.min(...distances), 0);
    expect(Math.abs(inertia - one.inertia)).toBeLessThan(1e-6);
  });
});
