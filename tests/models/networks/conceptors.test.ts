import { describe, expect, it } from 'vitest';
import { allToAll, BatchNetwork, network, oneToOne, ridge } from '../../../engine/index.ts';
import { qrWithPivoting, reflect } from '../../../engine/numerics/index.ts';
import { conceptorOf, conceptorPenalty, conceptors, identityUnit, inputUnit } from '../../../models/index.ts';

/** x' = A^-1 b, one column after the other, by Q R P' = A. */
function solved(a: Float64Array, n: number, right: Float64Array): Float64Array {
  const qr = qrWithPivoting(a.slice(), n, n);
  const q = right.slice();
  reflect(qr, q, n);
  const x = new Float64Array(n * n);
  for (let column = 0; column < n; column++)
    for (let i = n - 1; i >= 0; i--) {
      let sum = q[i * n + column]!;
      for (let k = i + 1; k < n; k++) sum -= qr.matrix[i * n + k]! * x[qr.pivots[k]! * n + column]!;
      x[qr.pivots[i]! * n + column] = sum / qr.matrix[i * n + i]!;
    }
  return x;
}

/** Shows rows to x; `own` says which are learnt from. */
function shown(rows: readonly (readonly number[])[], own: readonly boolean[], penalty: number): Float64Array {
  const n = rows[0]!.length;
  const made = network({ x: inputUnit.of(n), c: identityUnit.of(n), z: identityUnit.of(n) }, [
    { from: 'x', to: 'c', port: 'input', wiring: allToAll(), weight: 0 },
    { from: 'c', to: 'z', port: 'input', wiring: oneToOne(), weight: 1 },
  ]);
  const learners = { c: ridge({ trains: ['x->c:input#0'], as: 'x', field: 'own', penalty }) };
  const batch = new BatchNetwork(made, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners });
  rows.forEach((row, step) => {
    batch.begin(1, step > 0);
    batch.clear();
    batch.input('x', 'input').values.set(row);
    for (const { values, size } of batch.targets) {
      expect(size).toBe(1);
      values[0] = own[step] ? 1 : Number.NaN;
    }
    batch.forward(step);
    batch.learn({ share: 0, epoch: 0, update: step, endsEpoch: false });
  });
  batch.learners['c']!.conclude?.();
  return Float64Array.from(batch.trained.read('x->c:input#0'));
}

describe('a conceptor', () => {
  const rows = Array.from({ length: 40 }, (_, t) => [Math.sin(t), Math.cos(1.7 * t), 0.3 * Math.sin(0.9 * t + 1)]);
  const n = 3;

  it('is R (R + a^-2 I)^-1 of the correlations of the states that are its own', () => {
    const own = rows.map((_, t) => t % 2 === 0);
    const used = rows.filter((_, t) => own[t]);
    const aperture = 4;
    const found = shown(rows, own, conceptorPenalty(aperture, used.length));
    const correlation = new Float64Array(n * n);
    for (const row of used)
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) correlation[i * n + j]! += (row[i]! * row[j]!) / used.length;
    const sum = correlation.map((value, k) => value + (k % (n + 1) === 0 ? aperture ** -2 : 0));
    // (R + a^-2 I)^-1 R is the same matrix: both are functions of R.
    const expected = solved(sum, n, correlation);
    found.forEach((weight, k) => {
      expect(weight).toBeCloseTo(expected[k]!, 10);
    });
  });

  it('lets all through at a wide aperture, nothing at a narrow one, and of one direction that alone', () => {
    const all = rows.map(() => true);
    const wide = shown(rows, all, conceptorPenalty(1e5, rows.length));
    const narrow = shown(rows, all, conceptorPenalty(1e-5, rows.length));
    wide.forEach((weight, k) => {
      expect(weight).toBeCloseTo(k % (n + 1) === 0 ? 1 : 0, 6);
    });
    for (const weight of narrow) expect(weight).toBeCloseTo(0, 6);
    // Of a single direction v of length 1, R = v v' / 2: C = v v' (1/2) / (1/2 + a^-2).
    const v = [0.6, 0.8, 0];
    const line = Array.from({ length: 8 }, (_, t) => v.map((value) => value * (t % 2 === 0 ? 1 : 0)));
    const found = shown(
      line,
      line.map(() => true),
      conceptorPenalty(2, line.length),
    );
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) expect(found[i * n + j]).toBeCloseTo((v[i]! * v[j]! * 0.5) / (0.5 + 0.25), 12);
  });

  it('is refused where it cannot be like what it is to be', () => {
    const made = network({ x: inputUnit.of(3), c: identityUnit.of(2) }, [
      { from: 'x', to: 'c', port: 'input', wiring: allToAll(), weight: 0 },
    ]);
    const learners = { c: ridge({ trains: ['x->c:input#0'], as: 'x', field: 'own', penalty: 1 }) };
    const options = { dt: 1, seed: 1, precision: 'float64', batch: 1, learners } as const;
    expect(() => new BatchNetwork(made, options)).toThrow('c of 2 cells is to be like x, which has 3');
  });
});

describe('a reservoir with conceptors', () => {
  it('has one for each pattern, and hears the one that is picked: at first itself', () => {
    const made = conceptors({ cells: 8, patterns: 2 });
    expect(made.projections.map(({ name }) => name)).toEqual(expect.arrayContaining([conceptorOf(0), conceptorOf(1)]));
    const batch = new BatchNetwork(made, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners: {} });
    batch.begin(1);
    batch.clear();
    batch.input('u', 'input').values[0] = 0.5;
    batch.input('pick', 'input').values.set([0, 1]);
    batch.forward(0);
    const values = (population: string) => Array.from(batch.values(population, 'y').values.subarray(0, 8));
    expect(values('s')).toEqual(values('x'));
    expect(values('g0').every((value) => value === 0)).toBe(true);
    expect(values('x').some((value) => value !== 0)).toBe(true);
  });
});
