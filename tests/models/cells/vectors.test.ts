/** Cells that work along an axis: maxout, softmax as a layer of classes, squashing and capsules, against plain loops. */
import { describe, expect, it } from 'vitest';
import { allToAll, crossEntropy, GradientTrainer, gradient, network, sgd, squaredError } from '../../../engine/index.ts';
import { capsuleUnit, inputUnit, maxoutUnit, radialUnit, softmaxUnit, squashUnit } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';
import { overflow, response, slopes } from './respond.ts';

const drawn = (count: number, seed: number, size = 2) =>
  Array.from({ length: count }, numbers(seed)).map((u) => size * (2 * u - 1));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);

describe('maxout', () => {
  it('says the largest of the pieces of each unit', () => {
    const z = drawn(12, 1);
    const largest = [0, 1, 2, 3].map((unit) => Math.max(...z.slice(3 * unit, 3 * unit + 3)));
    expect(response(maxoutUnit.of({ unit: 4, piece: 3 }), z)).toEqual(z.map((_, k) => largest[Math.floor(k / 3)]!));
  });

  it('sends gradients to the largest piece alone, and of equals to the first', () => {
    // All three pieces say the largest: the sum of what they say counts it three times.
    expect(slopes(maxoutUnit.of({ unit: 2, piece: 3 }), [1, 5, 2, 4, 0, 4])).toEqual([0, 3, 0, 3, 0, 0]);
  });

  it('is convex', () => {
    const [a, b] = [drawn(300, 2), drawn(300, 3)];
    const cells = maxoutUnit.of({ unit: 100, piece: 3 });
    const [atA, atB, between] = [a, b, a.map((value, k) => 0.5 * (value + b[k]!))].map((z) => response(cells, z));
    between!.forEach((value, k) => expect(value).toBeLessThanOrEqual(0.5 * (atA![k]! + atB![k]!) + 1e-15));
  });
});

describe('softmax', () => {
  it('sums to 1 in float32', () => {
    const sum = response(softmaxUnit.of(100), drawn(100, 4, 10), { precision: 'float32' }).reduce((a, b) => a + b);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-6);
  });

  it('flattens with its temperature', () => {
    const [cold, warm] = [10, 0.1].map((gain) => response(softmaxUnit.of(3, { gain }), [1, 2, 3]));
    expect(cold![2]).toBeGreaterThan(0.9999);
    warm!.forEach((share) => expect(share).toBeCloseTo(1 / 3, 1));
  });

  it('joined with its cross-entropy has the derivative p - y', () => {
    const described = network({ x: inputUnit.of(1), y: softmaxUnit.of(5) }, [
      { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
    ]);
    const learner = gradient({ loss: crossEntropy('y', 'label'), optimiser: sgd({ rate: 1 }) });
    const net = new GradientTrainer(described, { dt: 1, seed: 1, precision: 'float64', learner, batch: 1 });
    const z = drawn(5, 5);
    const target = [0, 0, 1, 0, 0];
    net.evaluate(() => {
      net.input('y', 'input').values.set(z);
      net.targets[0]!.values.set(target);
    });
    net.backward();
    const p = Array.from(net.values('y', 'share').values);
    const delta = net.delta('y', 'input')!.values;
    target.forEach((wanted, k) => expect(delta[k]).toBeCloseTo(p[k]! - wanted, 14));
  });

  it('is an error where all inputs are minus infinity', () => {
    expect(() => overflow(softmaxUnit.of(2), [-10])).toThrow(expect.objectContaining({ code: 'not-finite' }));
  });
});

describe('a radial unit', () => {
  const distances = Array.from({ length: 200 }, (_, k) => (0.05 * k) ** 2);

  it('follows a Gaussian, and so does its derivative by the squared distance', () => {
    const cells = radialUnit.of(200, { width: 0.7 });
    const expected = distances.map((square) => Math.exp(-square / (2 * 0.7 ** 2)));
    response(cells, distances, { port: 'distance' }).forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 14));
    slopes(cells, distances, { port: 'distance' }).forEach((value, k) => {
      expect(value).toBeCloseTo(-expected[k]! / (2 * 0.7 ** 2), 14);
    });
  });

  it('answers to how near inputs are to its centre, which learns, as its width does', () => {
    const [centres, width, x] = [[-0.5, 0.2, 0.4, 1], 0.7, [0.3, -0.6]];
    const described = network({ x: inputUnit.of(2), y: radialUnit.of(2, { width }) }, [
      { from: 'x', to: 'y', port: 'distance', map: 'distance', wiring: allToAll(), weight: 0 },
    ]);
    const learner = gradient({ loss: squaredError('y', 'target'), optimiser: sgd({ rate: 1 }) });
    const net = new GradientTrainer(described, { dt: 1, seed: 1, precision: 'float64', learner, batch: 1 });
    // Target by target.
    net.trained.write('x->y:distance#0', centres);
    net.evaluate(() => {
      net.input('x', 'input').values.set(x);
      net.targets[0]!.values.fill(0);
    });
    net.backward();
    for (const k of [0, 1]) {
      const away = x.map((value, i) => value - centres[2 * k + i]!);
      const y = Math.exp(-dot(away, away) / (2 * width ** 2));
      expect(net.values('y', 'y').values[k]).toBeCloseTo(y, 14);
      // The loss is half of y^2: its derivatives are y times those of y.
      away.forEach((value, i) =>
        expect(net.gradient('x->y:distance#0')[2 * k + i]).toBeCloseTo((y * value * y) / width ** 2, 14),
      );
      expect(net.gradient('y.width')[k]).toBeCloseTo((y * dot(away, away) * y) / width ** 3, 14);
    }
  });

  it('is 0 far away, without trouble', () => {
    for (const precision of ['float64', 'float32'] as const)
      expect(response(radialUnit.of(2, { width: 1e-6 }), [0, 1e6], { port: 'distance', precision })).toEqual([1, 0]);
    expect(slopes(radialUnit.of(2, { width: 1e-6 }), [1, 1e6], { port: 'distance' }).map(Math.abs)).toEqual([0, 0]);
  });

  it('refuses a width below 1e-6', () => {
    expect(() => radialUnit.of(1, { width: 1e-7 })).toThrow(/width is 1e-7/);
  });
});

/** What squashing makes of a vector. */
function squashed(s: readonly number[]): number[] {
  const square = dot(s, s);
  return s.map((value) => (square === 0 ? 0 : (value * Math.sqrt(square)) / (1 + square)));
}

describe('squashing', () => {
  const vectors = [drawn(4, 6), drawn(4, 7, 1e-5), drawn(4, 8, 1e5), [0, 0, 0, 0]];
  const cells = squashUnit.of({ vector: 4, dimension: 4 });

  it('keeps the direction and brings the length below 1', () => {
    const values = response(cells, vectors.flat());
    vectors.flatMap(squashed).forEach((value, k) => expect(values[k]).toBeCloseTo(value, 14));
    const lengths = response(cells, vectors.flat(), { variable: 'length' });
    vectors.forEach((_, k) => {
      const norm = Math.hypot(...values.slice(4 * k, 4 * k + 4));
      expect(norm).toBeLessThan(1);
      expect(lengths[4 * k]).toBeCloseTo(norm, 14);
    });
  });

  it('has the derivative of its two terms, and 0 at 0', () => {
    // y = g(q) s, g = sqrt(q) / (1 + q): d sum(y) / ds_i = g + 2 s_i g'(q) sum(s).
    const expected = vectors.flatMap((s) => {
      const q = dot(s, s);
      if (q === 0) return s.map(() => 0);
      const slope = (1 - q) / (2 * Math.sqrt(q) * (1 + q) ** 2);
      const sum = s.reduce((a, b) => a + b);
      return s.map((value) => Math.sqrt(q) / (1 + q) + 2 * value * slope * sum);
    });
    slopes(cells, vectors.flat()).forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 13));
    expect(slopes(cells, vectors.flat()).slice(12)).toEqual([0, 0, 0, 0]);
  });
});

describe('capsules', () => {
  const [inputs, outputs, dimension] = [6, 4, 3];
  const predictions = drawn(inputs * outputs * dimension, 9);
  const cells = (iterations = 3) => capsuleUnit.of({ input: inputs, output: outputs, dimension }, { iterations });
  const asked = { port: 'prediction' } as const;
  /** u[i][j]: what input capsule i predicts for output capsule j. */
  const nested = (flat: readonly number[]) =>
    Array.from({ length: inputs }, (_, i) =>
      Array.from({ length: outputs }, (__, j) => flat.slice((i * outputs + j) * dimension, (i * outputs + j + 1) * dimension)),
    );

  /** Routing as the paper writes it. */
  function routed(u: number[][][], iterations: number): { v: number[][]; c: number[][] } {
    const b = u.map((row) => row.map(() => 0));
    for (let round = 1; ; round++) {
      const c = b.map((row) => {
        const all = row.reduce((sum, value) => sum + Math.exp(value), 0);
        return row.map((value) => Math.exp(value) / all);
      });
      const v = u[0]!.map((_, j) => {
        const s = u[0]![0]!.map((__, d) => u.reduce((sum, row, i) => sum + c[i]![j]! * row[j]![d]!, 0));
        return squashed(s);
      });
      if (round === iterations) return { v, c };
      u.forEach((row, i) => row.forEach((prediction, j) => (b[i]![j]! += dot(prediction, v[j]!))));
    }
  }

  it.each([1, 2, 3])('are what plain loops make of %i rounds of routing', (iterations) => {
    const { v, c } = routed(nested(predictions), iterations);
    const values = response(cells(iterations), predictions, asked);
    const couplings = response(cells(iterations), predictions, { ...asked, variable: 'coupling' });
    nested(values).forEach((row, i) =>
      row.forEach((vector, j) => vector.forEach((value, d) => expect(value, `${i} ${j} ${d}`).toBeCloseTo(v[j]![d]!, 13))),
    );
    nested(couplings).forEach((row, i) => row.forEach(([value], j) => expect(value).toBeCloseTo(c[i]![j]!, 13)));
  });

  it('are a plain average after one round', () => {
    const u = nested(predictions);
    const values = nested(response(cells(1), predictions, asked))[0]!;
    values.forEach((vector, j) => {
      const mean = vector.map((_, d) => u.reduce((sum, row) => sum + row[j]![d]! / outputs, 0));
      squashed(mean).forEach((value, d) => expect(vector[d]).toBeCloseTo(value, 14));
    });
  });

  it('are shorter than 1, and say how long they are', () => {
    for (const size of [1, 100]) {
      const given = drawn(inputs * outputs * dimension, 10, size);
      const lengths = nested(response(cells(), given, { ...asked, variable: 'length' }))[0]!;
      nested(response(cells(), given, asked))[0]!.forEach((vector, j) => {
        expect(Math.hypot(...vector)).toBeLessThan(1);
        expect(Math.hypot(...vector)).toBeCloseTo(lengths[j]![0]!, 13);
      });
    }
  });

  it('stay the same when their inputs change places', () => {
    for (const precision of ['float64', 'float32'] as const) {
      const turned = nested(predictions).toReversed().flat(2);
      const [plain, exchanged] = [predictions, turned].map((given) => nested(response(cells(), given, { ...asked, precision })));
      plain![0]!.flat().forEach((value, k) => expect(Math.abs(value - exchanged![0]!.flat()[k]!)).toBeLessThan(1e-6));
    }
  });

  it('of zeros are zeros, with derivative 0', () => {
    const none = new Array<number>(inputs * outputs * dimension).fill(0);
    expect(response(cells(), none, asked)).toEqual(none);
    expect(slopes(cells(), none, asked).map(Math.abs)).toEqual(none);
  });
});
