/** Activations: values and derivatives against formulas and against other programs, and what happens at their edges. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CellModel, type Population, surrogate } from '../../../engine/index.ts';
import * as cells from '../../../models/cells/index.ts';
import { overflow, response, slopes } from './respond.ts';

/** No point lies on a kink. */
const grid = Array.from({ length: 1000 }, (_, k) => -20 + (40 * (k + 0.5)) / 1000);

const logistic = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
const density = (u: number) => Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);

/** The normal distribution below u: by its series where that converges soon, else by the continued fraction of its tail. */
function normal(u: number): number {
  if (u < -4) return tail(-u);
  if (u > 4) return 1 - tail(u);
  let [sum, term] = [u, u];
  for (let k = 1; k < 200; k++) sum += term *= (u * u) / (2 * k + 1);
  return 0.5 + density(u) * sum;
}

function tail(u: number): number {
  let fraction = u;
  for (let k = 60; k > 0; k--) fraction = u + k / fraction;
  return density(u) / fraction;
}

/** Mean and its derivative of max(0, x + N(0, logistic(x))). */
function noisyRelu(x: number): [number, number] {
  const s = Math.sqrt(logistic(x));
  const [below, at] = [normal(x / s), density(x / s)];
  return [x * below + s * at, below + 0.5 * s * (1 - s * s) * at];
}

interface Activation {
  readonly cell: CellModel;
  readonly bag?: Readonly<Record<string, number>>;
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
  /** Absolute error in float32, where it is not the relative one that counts. */
  readonly error32?: number;
}

/** `f` and its derivative, each in a form that is exact to some units in the last place. */
const activations: Readonly<Record<string, Activation>> = {
  input: { cell: cells.inputUnit, f: (x) => x, slope: () => 1 },
  identity: { cell: cells.identityUnit, f: (x) => x, slope: () => 1 },
  linear: { cell: cells.linearUnit, bag: { slope: 0.3 }, f: (x) => 0.3 * x, slope: () => 0.3 },
  logistic: { cell: cells.logisticUnit, f: logistic, slope: (x) => logistic(x) * logistic(-x) },
  tanh: { cell: cells.tanhUnit, f: Math.tanh, slope: (x) => 1 / Math.cosh(x) ** 2 },
  'leaky tanh': {
    cell: cells.leakyTanhUnit,
    bag: { leak: 0.3, y: 0.7 },
    f: (x) => 0.49 + 0.3 * Math.tanh(x),
    slope: (x) => 0.3 / Math.cosh(x) ** 2,
  },
  arctan: { cell: cells.arctanUnit, f: Math.atan, slope: (x) => 1 / (1 + x * x) },
  relu: { cell: cells.reluUnit, f: (x) => Math.max(x, 0), slope: (x) => (x > 0 ? 1 : 0) },
  convolution: { cell: cells.convolutionUnit, f: (x) => Math.max(x, 0), slope: (x) => (x > 0 ? 1 : 0) },
  'leaky relu': { cell: cells.leakyReluUnit, f: (x) => (x > 0 ? x : 0.01 * x), slope: (x) => (x > 0 ? 1 : 0.01) },
  'leaky relu steeper than 1': {
    cell: cells.leakyReluUnit,
    bag: { slope: 3 },
    f: (x) => (x > 0 ? x : 3 * x),
    slope: (x) => (x > 0 ? 1 : 3),
  },
  // Its two parts cancel where z is below 0: half an ulp of numbers of about 1.
  'mean of noisy relu': { cell: cells.noisyReluUnit, f: (x) => noisyRelu(x)[0], slope: (x) => noisyRelu(x)[1], error32: 3e-8 },
  prelu: { cell: cells.preluUnit, f: (x) => (x > 0 ? x : 0.25 * x), slope: (x) => (x > 0 ? 1 : 0.25) },
  elu: {
    cell: cells.eluUnit,
    bag: { alpha: 1.5 },
    f: (x) => (x > 0 ? x : 1.5 * Math.expm1(x)),
    slope: (x) => (x > 0 ? 1 : 1.5 * Math.exp(x)),
  },
  softplus: { cell: cells.softplusUnit, f: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), slope: logistic },
  'probability of bernoulli': {
    cell: cells.bernoulliUnit,
    bag: { sampled: 0, temperature: 2 },
    f: (x) => logistic(x / 2),
    slope: (x) => 0.5 * logistic(x / 2) * logistic(-x / 2),
  },
};

const of = ({ cell, bag }: Activation, count: number) =>
  (cell as { of(n: number, bag: unknown): Population }).of(count, bag ?? {});

describe.each(Object.entries(activations))('%s', (_, activation) => {
  const { f, slope } = activation;
  const [values, derivatives] = [f, slope].map((formula) => grid.map(formula)) as [number[], number[]];
  // The engine's own functions and Math's are good to 2 units in the last place each; sums and differences of what is below 1 add some.
  const near = (expected: number, relative: number, absolute: number) => Math.max(relative * Math.abs(expected), absolute);

  it('follows its formula in float64', () => {
    response(of(activation, grid.length), grid).forEach((value, k) => {
      expect(Math.abs(value - values[k]!), `at ${grid[k]}`).toBeLessThanOrEqual(near(values[k]!, 1e-14, 5e-16));
    });
  });

  it('is within 2e-6 of it in float32', () => {
    // The input itself is rounded first.
    const rounded = grid.map(Math.fround);
    response(of(activation, grid.length), rounded, { precision: 'float32' }).forEach((value, k) => {
      const expected = f(rounded[k]!);
      expect(Math.abs(value - expected), `at ${grid[k]}`).toBeLessThanOrEqual(near(expected, 2e-6, activation.error32 ?? 1e-37));
    });
  });

  it('has the derivative of its formula', () => {
    slopes(of(activation, grid.length), grid).forEach((value, k) => {
      // The target is one less than the output, which is rounded to some 1e-15 where that is 20.
      expect(Math.abs(value - derivatives[k]!), `at ${grid[k]}`).toBeLessThanOrEqual(near(derivatives[k]!, 1e-14, 4e-15));
    });
  });
});

describe('beside other programs', () => {
  const file = new URL('../../reference/values/activations.json', import.meta.url);
  const reference = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly number[]>>;
  const { x } = reference as { x: readonly number[] };
  const named = { logistic: cells.logisticUnit, tanh: cells.tanhUnit, softplus: cells.softplusUnit, elu: cells.eluUnit };

  it.each(Object.entries(named))('%s has their values', (name, cell: CellModel) => {
    response(cell.of(x.length), x).forEach((value, k) => {
      const expected = reference[name]![k]!;
      expect(Math.abs(value - expected), `at ${x[k]}`).toBeLessThanOrEqual(Math.max(1e-11 * Math.abs(expected), 1e-300));
    });
  });

  it.each(Object.entries(named))('%s has their derivatives', (name, cell: CellModel) => {
    slopes(cell.of(x.length), x).forEach((value, k) => {
      const expected = reference[`d_${name}`]![k]!;
      // 1 - tanh^2, and the 1 that the target is away from outputs of up to 700, are differences.
      expect(Math.abs(value - expected), `at ${x[k]}`).toBeLessThanOrEqual(Math.max(1e-11 * Math.abs(expected), 2e-13));
    });
  });
});

describe('at the edges', () => {
  /** exp(-750) is below what numbers hold. */
  const tinyOr0 = expect.closeTo(0, 300);

  it('linear refuses a slope that is not above 0', () => {
    expect(() => cells.linearUnit.of(1, { slope: 0 })).toThrow(/slope is 0, expected more than 0/);
  });

  it('a threshold says 1 at its threshold, or what it is told to', () => {
    const inputs = [-1e-300, 0, 1e-300];
    expect(response(cells.thresholdUnit.of(3), inputs)).toEqual([0, 1, 1]);
    expect(response(cells.thresholdUnit.of(3, { tie: 0 }), inputs)).toEqual([0, 0, 1]);
    expect(response(cells.thresholdUnit.of(3, { theta: 0.5, bias: -0.25, tie: 0 }), [0.5, 0.75, 1])).toEqual([0, 0, 1]);
  });

  it('a sign keeps what it was at 0', () => {
    expect(response(cells.signUnit.of(4, { y: [1, -1, -1, 1] }), [0, 0, 1e-300, -1e-300])).toEqual([1, -1, 1, -1]);
  });

  it('logistic and softplus neither overflow nor leave their range', () => {
    const inputs = [-1e4, -750, 0, 750, 1e4];
    for (const precision of ['float64', 'float32'] as const) {
      const tiny = precision === 'float64' ? expect.closeTo(0, 300) : 0;
      expect(response(cells.logisticUnit.of(5), inputs, { precision })).toEqual([0, tiny, 0.5, 1, 1]);
      expect(response(cells.softplusUnit.of(5), inputs, { precision })).toEqual([0, tiny, expect.closeTo(Math.LN2, 6), 750, 1e4]);
    }
    expect(slopes(cells.logisticUnit.of(5), inputs)).toEqual([0, tinyOr0, 0.25, tinyOr0, 0]);
    expect(slopes(cells.softplusUnit.of(5), inputs)).toEqual([0, tinyOr0, 0.5, 1, 1]);
  });

  it('logistic is 1 and tanh is 1 where float32 saturates', () => {
    expect(response(cells.logisticUnit.of(2), [15, 17.4], { precision: 'float32' })).toEqual([expect.closeTo(1, 6), 1]);
    expect(response(cells.logisticUnit.of(1), [15], { precision: 'float32' })[0]).toBeLessThan(1);
    expect(response(cells.tanhUnit.of(2), [8, 9.5], { precision: 'float32' })).toEqual([expect.closeTo(1, 6), 1]);
    expect(response(cells.tanhUnit.of(1), [8], { precision: 'float32' })[0]).toBeLessThan(1);
  });

  it('tanh is its argument to the last place but one near 0', () => {
    const inputs = [1e-4, -3e-5, 1e-10, 1e-300].map(Math.fround);
    response(cells.tanhUnit.of(4), inputs, { precision: 'float32' }).forEach((value, k) => {
      expect(Math.abs(value - inputs[k]!)).toBeLessThanOrEqual(Math.abs(inputs[k]!) * 2 ** -23);
    });
  });

  it('relu has the derivative 0 at 0, or 1 if told so', () => {
    expect(slopes(cells.reluUnit.of(3), [-1, 0, 1])).toEqual([0, 0, 1]);
    expect(slopes(cells.reluUnit.of(3, { slopeAtZero: 1 }), [-1, 0, 1])).toEqual([0, 1, 1]);
    expect(response(cells.reluUnit.of(3, { slopeAtZero: 1 }), [-1, 0, 1])).toEqual([0, 0, 1]);
  });

  it.each([cells.reluUnit, cells.leakyReluUnit, cells.preluUnit, cells.eluUnit, cells.softplusUnit] as CellModel[])(
    '$model.name makes no 0 of NaN, which stops the run',
    (cell) => {
      expect(overflow(cell.of(1), [0.1, -0.1])[0]).toBeLessThan(1);
      expect(() => overflow(cell.of(1), [10, -10])).toThrow(
        expect.objectContaining({ code: 'not-finite', where: expect.stringContaining('population cells') }),
      );
    },
  );

  it('elu overflows nowhere, and neither does its derivative', () => {
    expect(response(cells.eluUnit.of(3), [-1e4, 750, 1e4])).toEqual([-1, 750, 1e4]);
    expect(slopes(cells.eluUnit.of(4), [-1e4, 0, 750, 1e4])).toEqual([0, 1, 1, 1]);
  });

  it('prelu and elu have the derivative 1 at 0, leaky relu its slope', () => {
    expect([cells.preluUnit, cells.eluUnit, cells.leakyReluUnit].map((cell: CellModel) => slopes(cell.of(1), [0]))).toEqual([
      [1],
      [1],
      [0.01],
    ]);
  });

  it('prelu and leaky relu begin with the slopes of their papers', () => {
    expect(cells.preluUnit.model.parameters['slope']).toMatchObject({ value: 0.25, trainable: true });
    expect(cells.leakyReluUnit.model.parameters['slope']).toMatchObject({ value: 0.01 });
  });
});

describe('a threshold that learns', () => {
  const inputs = [-2, -0.1, 0, 0.1, 2];
  const steep = surrogate('fast-sigmoid', 25);

  it('has the derivative of its surrogate, at the threshold too; a sign that stays as it was there has none', () => {
    const slope = (x: number) => 1 / (1 + 25 * Math.abs(x)) ** 2;
    slopes(cells.thresholdUnit.of(5), inputs, { surrogate: steep }).forEach((value, k) => {
      expect(value).toBeCloseTo(slope(inputs[k]!), 14);
    });
    slopes(cells.signUnit.of(5), inputs, { surrogate: steep }).forEach((value, k) => {
      expect(value).toBeCloseTo(inputs[k] === 0 ? 0 : 2 * slope(inputs[k]!), 14);
    });
  });

  it('passes gradients straight through a draw as if the probability had been said', () => {
    const straight = surrogate('straight-through');
    const derivative = inputs.map((x) => logistic(x) * logistic(-x));
    slopes(cells.bernoulliUnit.of(5), inputs, { surrogate: straight }).forEach((value, k) => {
      expect(value).toBeCloseTo(derivative[k]!, 14);
    });
  });
});
