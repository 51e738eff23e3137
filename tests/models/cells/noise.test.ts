/** Cells that draw: means, variances and shares of 1e5 draws within four standard errors, and silence where nothing is trained. */
import { describe, expect, it } from 'vitest';
import { allToAll, GradientTrainer, gradient, network, type Population, sgd, squaredError } from '../../../engine/index.ts';
import {
  backfedCategoricalUnit,
  backfedStochasticUnit,
  bernoulliUnit,
  categoricalUnit,
  gaussianInputUnit,
  gaussianUnit,
  inputUnit,
  maskedInputUnit,
  noisyReluUnit,
  saltAndPepperInputUnit,
} from '../../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';
import { response } from './respond.ts';

const draws = 100_000;
const everywhere = (value: number, count = draws) => new Float64Array(count).fill(value);

/** Mean and variance of what cells say, each with its standard error, from moments of the sample. */
function moments(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b) / n;
  const central = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  const variance = central(2);
  return {
    mean: { value: mean, error: Math.sqrt(variance / n) },
    variance: { value: variance, error: Math.sqrt((central(4) - variance ** 2) / n) },
  };
}

function expectNear({ value, error }: { readonly value: number; readonly error: number }, expected: number): void {
  expect(error).toBeGreaterThan(0);
  expect(Math.abs(value - expected)).toBeLessThan(4 * error);
}

function expectShare(values: readonly number[], expected: number, is: (value: number) => boolean): void {
  const share = values.filter(is).length / values.length;
  expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / values.length));
}

describe('noisy inputs', () => {
  it('are masked as often as they should be, and else left alone', () => {
    const values = response(maskedInputUnit.of(draws, { masked: 0.3, training: 1 }), everywhere(0.7));
    expectShare(values, 0.3, (value) => value === 0);
    expect(new Set(values)).toEqual(new Set([0, 0.7]));
  });

  it('have Gaussian noise of the deviation asked for', () => {
    const { mean, variance } = moments(response(gaussianInputUnit.of(draws, { deviation: 0.4, training: 1 }), everywhere(0.7)));
    expectNear(mean, 0.7);
    expectNear(variance, 0.16);
  });

  it('are salt or pepper with equal chance', () => {
    const values = response(
      saltAndPepperInputUnit.of(draws, { disturbed: 0.1, lowest: -2, highest: 3, training: 1 }),
      everywhere(0.7),
    );
    expectShare(values, 0.05, (value) => value === -2);
    expectShare(values, 0.05, (value) => value === 3);
    expectShare(values, 0.9, (value) => value === 0.7);
  });

  it.each([maskedInputUnit, gaussianInputUnit, saltAndPepperInputUnit])('$model.name is silent unless it is trained', (model) => {
    const given = Array.from({ length: 1000 }, (_, k) => 0.001 * k);
    expect(response(model.of(1000), given)).toEqual(given);
    expect(response(model.of(1000, { training: 1 }), given)).not.toEqual(given);
    expect(response(model.of(1000, { training: 1 }), given, { variable: 'clean' })).toEqual(given);
  });
});

describe('a noisy rectified unit', () => {
  it.each([-3, -1, 0, 0.5, 4])('has the mean and the variance of max(0, %d + noise) while it is trained', (x) => {
    const { mean, variance } = moments(response(noisyReluUnit.of(draws, { training: 1 }), everywhere(x)));
    const [expected] = response(noisyReluUnit.of(1), [x]);
    // E max(0, X)^2 = (x^2 + s^2) Phi(x / s) + x s phi(x / s), and the mean is x Phi + s phi.
    const s = Math.sqrt(1 / (1 + Math.exp(-x)));
    const density = Math.exp(-0.5 * (x / s) ** 2) / Math.sqrt(2 * Math.PI);
    const below = x === 0 ? 0.5 : (expected! - s * density) / x;
    if (expected! < 1e-12) {
      expect(mean.value).toBe(0);
      return;
    }
    expectNear(mean, expected!);
    expectNear(variance, (x * x + s * s) * below + x * s * density - expected! ** 2);
  });
});

describe('stochastic cells', () => {
  it('of Bernoulli say 1 with the probability that they show', () => {
    for (const x of [-1.5, 0, 0.8]) {
      const values = response(bernoulliUnit.of(draws, { temperature: 0.5, bias: 0.1 }), everywhere(x));
      expectShare(values, 1 / (1 + Math.exp(-(x + 0.1) / 0.5)), (value) => value === 1);
      expect(new Set(values)).toEqual(new Set([0, 1]));
    }
  });

  it('of several classes say one of them, each as often as its share of a softmax', () => {
    const z = [1, 0, -1, 2];
    const cells = categoricalUnit.of({ draw: draws / 10, class: 4 }, { temperature: 2 });
    const inputs = Array.from({ length: draws / 10 }, () => z).flat();
    const values = response(cells, inputs);
    const all = z.reduce((sum, one) => sum + Math.exp(one / 2), 0);
    z.forEach((one, k) => {
      const ofClass = values.filter((_, cell) => cell % 4 === k);
      expectShare(ofClass, Math.exp(one / 2) / all, (value) => value === 1);
    });
    for (let draw = 0; draw < draws / 10; draw++) expect(values.slice(4 * draw, 4 * draw + 4).reduce((a, b) => a + b)).toBe(1);
    const shares = response(categoricalUnit.of(4, { temperature: 2, sampled: 0 }), z);
    shares.forEach((share, k) => expect(share).toBeCloseTo(Math.exp(z[k]! / 2) / all, 14));
  });

  it('of several classes are backfed, too: what the world says where it holds them, else drawn by the same shares', () => {
    const z = [1, 0, -1, 2];
    const free = response(
      backfedCategoricalUnit.of({ draw: draws / 10, class: 4 }),
      Array(draws / 10)
        .fill(z)
        .flat(),
    );
    const all = z.reduce((sum, one) => sum + Math.exp(one), 0);
    z.forEach((one, k) => {
      expectShare(
        free.filter((_, cell) => cell % 4 === k),
        Math.exp(one) / all,
        (value) => value === 1,
      );
    });
    const held = simulationOf(network({ label: backfedCategoricalUnit.of(4) }, []), { dt: 1 });
    const rows = valuesAfterSteps(held, 'label', 'y');
    stimulateAt(held, 0, 'label', 'world', { cells: Uint32Array.of(2), value: 1 });
    stimulateAt(held, 0, 'label', 'clamp', { cells: 'all', value: 1 });
    held.step(2);
    expect(rows[0]).toEqual([0, 0, 1, 0]);
    expect(rows[1]!.reduce((sum, one) => sum + one)).toBe(1);
  });

  it('of Gauss have the mean and the variance that they are told', () => {
    const cells = gaussianUnit.of(draws, { bias: 1.5, biasVariance: 2 * Math.log(0.8) });
    const { mean, variance } = moments(response(cells, everywhere(0.25)));
    expectNear(mean, 1.75);
    expectNear(variance, 0.64);
    expect(response(gaussianUnit.of(2, { sampled: 0 }), [1, -1])).toEqual([1, -1]);
  });

  it('of Gauss have gradients through their draws: those of E[y^2] are 2 mu and 2 sigma', () => {
    const [mu, sigma, cells, batch] = [1.5, 0.8, 1000, 100];
    const y = gaussianUnit.of(cells, { bias: mu, biasVariance: 2 * Math.log(sigma) });
    const described = network({ x: inputUnit.of(1), y }, [{ from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 }]);
    const learner = gradient({
      loss: squaredError('y', 'target'),
      optimiser: sgd({ rate: 1 }),
      trains: ['y.bias', 'y.biasVariance'],
    });
    const net = new GradientTrainer(described, { dt: 1, seed: 2, precision: 'float64', learner, batch });
    net.evaluate(() => net.targets[0]!.values.fill(0));
    net.backward();
    // The loss is half of y^2, its mean over the batch; sigma = exp(logVariance / 2), so d/dsigma is 2 / sigma times d/dlogVariance.
    const mean = (name: string) => Float64Array.from(net.gradient(name)).reduce((sum, value) => sum + value, 0) / cells;
    expect(2 * mean('y.bias')).toBeCloseTo(2 * mu, 1);
    expect(Math.abs((2 * mean('y.bias')) / (2 * mu) - 1)).toBeLessThan(0.02);
    expect(Math.abs((2 * (2 / sigma) * mean('y.biasVariance')) / (2 * sigma) - 1)).toBeLessThan(0.02);
  });

  it('draw anew in each step, for each cell and each example', () => {
    const simulation = simulationOf(network({ cells: bernoulliUnit.of(50) as Population }, []), { lanes: 2 });
    const rows: string[] = [];
    simulation
      .population('cells')
      .values$('y')
      .subscribe(({ values }) => rows.push(values.join('')));
    simulation.step(20);
    expect(new Set(rows).size).toBe(40);
  });
});

describe('a backfed stochastic unit', () => {
  it('says what the world says where it is clamped, and is free elsewhere', () => {
    const simulation = simulationOf(network({ cells: backfedStochasticUnit.of(draws, { bias: 0.4 }) }, []));
    const clamp = Float64Array.from({ length: draws }, (_, cell) => cell % 2);
    stimulateAt(simulation, 0, 'cells', 'world', { cells: 'all', value: 0.25 });
    stimulateAt(simulation, 0, 'cells', 'clamp', { cells: 'all', value: clamp });
    let values: number[] = [];
    simulation
      .population('cells')
      .values$('y')
      .subscribe((frame) => (values = [...frame.values]));
    simulation.step();
    expect(new Set(values.filter((_, cell) => cell % 2 === 1))).toEqual(new Set([0.25]));
    expectShare(
      values.filter((_, cell) => cell % 2 === 0),
      1 / (1 + Math.exp(-0.4)),
      (value) => value === 1,
    );
    simulation.step();
    expectShare(values, 1 / (1 + Math.exp(-0.4)), (value) => value === 1);
  });
});
