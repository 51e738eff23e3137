/** Orders of convergence of the integrators, statistics of the noise, and what noise is refused. Fixed seeds: nothing here is flaky. */
import { describe, expect, it } from 'vitest';
import { defineCell, lowerModel, network } from '../../../engine/index.ts';
import type { Model } from '../../../engine/model.ts';
import { type Choices, simulationOf } from '../../simulated.ts';
import { cellOf } from './cell.ts';
import { model, parameter, variable } from './models.ts';

/** Slope of log2(error) over log2(dt), from the first to the last. */
function order(errors: readonly number[]): number {
  return Math.log2(errors[0]! / errors.at(-1)!) / (errors.length - 1);
}

describe('without noise, the error of', () => {
  // dx/dt = -x^2 cos t from 1: x = 1 / (1 + sin t). Nonlinear and with time, so that each stage's state and instant count.
  const given = (integrator: Model['integrator']) =>
    model({
      state: { x: variable('1', 1) },
      equations: 'dx/dt = -x * x * cos(t / 1 ms) / 1 ms',
      ...(integrator === undefined ? {} : { integrator }),
    });
  it.each([
    ['euler', 1],
    ['milstein', 1],
    ['rk2', 2],
    ['heun', 2],
    ['rk4', 4],
  ] as const)('%s falls with the power %i of dt', (integrator, expected) => {
    const errors = [64, 128, 256].map((steps) => {
      const cell = cellOf(given(integrator), 2 / steps);
      for (let n = 0; n < steps; n++) cell.step();
      return Math.abs(cell.state['x']! - 1 / (1 + Math.sin(2)));
    });
    // The slope of the last halving. The next term of the error, smaller by dt, still moves it, most for rk4.
    expect(Math.abs(order(errors.slice(-2)) - expected)).toBeLessThan(0.25);
  });
});

describe('with multiplicative noise, the strong error of', () => {
  // dx = mu x dt + sigma x dW: Ito x = exp((mu - sigma^2 / 2) t + sigma W), Stratonovich x = exp(mu t + sigma W).
  const mu = 0.5;
  const sigma = 1;
  const finest = 64;
  const given = (integrator: Model['integrator']) =>
    model({
      parameters: { mu: parameter(mu, '1/ms'), sigma: parameter(sigma, '1/ms^0.5') },
      state: { x: variable('1', 1) },
      equations: 'drift = mu * x; scale = sigma * x; dx/dt = drift + scale * xi',
      ...(integrator === undefined ? {} : { integrator }),
    });
  /** Mean |x - solution| at 1 ms over paths whose increments are sums of the same finest ones. */
  function strongError(integrator: Model['integrator'], steps: number, drift: number): number {
    const paths = 400;
    const source = simulationOf(network({ cells: drawing.of(paths) }, []), { dt: 1 });
    const rows: number[][] = [];
    source
      .population('cells')
      .values$('a')
      .subscribe(({ values }) => rows.push([...values]));
    source.step(finest);
    let total = 0;
    for (let path = 0; path < paths; path++) {
      const cell = cellOf(given(integrator), 1 / steps);
      const block = finest / steps;
      let wiener = 0;
      for (let n = 0; n < steps; n++) {
        let sum = 0;
        for (let k = 0; k < block; k++) sum += rows[n * block + k]![path]!;
        wiener += sum / Math.sqrt(finest);
        const normal = sum / Math.sqrt(block);
        cell.step(
          {},
          () => 0,
          () => normal,
        );
      }
      total += Math.abs(cell.state['x']! - Math.exp(drift + sigma * wiener));
    }
    return total / paths;
  }
  it.each([
    ['euler', 0.5, 'Ito', mu - sigma ** 2 / 2],
    ['milstein', 1, 'Ito', mu - sigma ** 2 / 2],
    ['heun', 1, 'Stratonovich', mu],
  ] as const)('%s falls with the power %d of dt towards the %s solution', (integrator, expected, _, drift) => {
    const errors = [8, 16, 32, 64].map((steps) => strongError(integrator, steps, drift));
    // 400 paths with errors of the size of their mean leave about 5 % to each; over three halvings that moves the slope by 0.03.
    expect(Math.abs(order(errors) - expected)).toBeLessThan(0.15);
  });
});

const drawing = defineCell({
  name: 'drawing',
  source: 'a test',
  state: { a: { unit: '1', initial: 0, doc: 'a draw' } },
  equations: "a' = normal()",
});

const processes = (integrator: 'exact' | 'euler' | 'heun' | 'milstein') =>
  defineCell({
    name: 'process',
    source: 'a test',
    parameters: { tau: { default: '5 ms', doc: 'correlation time', above: 0 }, sigma: { default: '3 mV', doc: 'deviation' } },
    state: { x: { unit: 'mV', initial: 0, doc: 'one process' }, y: { unit: 'mV', initial: 0, doc: 'another' } },
    equations: 'dx/dt = -x / tau + sigma * sqrt(2 / tau) * xi; dy/dt = -y / tau + sigma * sqrt(2 / tau) * xi',
    integrator,
  });

function rowsOf(integrator: 'exact' | 'euler' | 'heun' | 'milstein', cells: number, steps: number, choices: Choices, from = 0) {
  const simulation = simulationOf(network({ cells: processes(integrator).of(cells) }, []), choices);
  const rows = { x: [] as number[][], y: [] as number[][] };
  simulation.step(from);
  for (const name of ['x', 'y'] as const) {
    simulation
      .population('cells')
      .values$(name)
      .subscribe(({ values }) => rows[name].push([...values]));
  }
  simulation.step(steps);
  return rows;
}

describe('an Ornstein-Uhlenbeck process', () => {
  // Per dt, the decay d of a step and the variance of its noise give a stationary variance of noise / (1 - d^2).
  it.each([
    ['exact', 9],
    ['euler', 9 / (1 - 1 / 10)],
    ['milstein', 9 / (1 - 1 / 10)],
    // d = 1 - h + h^2/2, noise 2 h 9 (1 - h/2)^2, h = dt / tau = 1/5.
    ['heun', (0.4 * 9 * 0.9 ** 2) / (1 - 0.82 ** 2)],
  ] as const)('has the stationary variance and autocorrelation of its scheme, by %s', (integrator, variance) => {
    const cells = 20_000;
    const { x, y } = rowsOf(integrator, cells, 6, { dt: 1 }, 60);
    const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0) / cells;
    // A sample variance of n independent normal numbers deviates by variance sqrt(2 / n): four of these; a covariance by less.
    const tolerance = 4 * variance * Math.sqrt(2 / cells);
    expect(Math.abs(product(x[0]!, x[0]!) - variance)).toBeLessThan(tolerance);
    const decay = { exact: Math.exp(-1 / 5), euler: 0.8, milstein: 0.8, heun: 0.82 }[integrator];
    expect(Math.abs(product(x[0]!, x[5]!) - variance * decay ** 5)).toBeLessThan(tolerance);
    // Each line has a noise of its own.
    expect(Math.abs(product(x[0]!, y[0]!))).toBeLessThan(tolerance);
  });

  it('is the same to the bit interpreted and compiled, in both precisions', () => {
    for (const integrator of ['exact', 'euler', 'heun', 'milstein'] as const) {
      for (const precision of ['float64', 'float32'] as const) {
        const compiled = rowsOf(integrator, 11, 20, { precision });
        expect(rowsOf(integrator, 11, 20, { precision, backend: 'interpreter' })).toEqual(compiled);
      }
    }
  });
});

describe('noise', () => {
  const noisy = (equations: string, integrator?: Model['integrator']): Model =>
    model({
      parameters: { tau: parameter(5, 'ms') },
      state: { x: variable('1', 1), y: variable('1', 1) },
      equations,
      ...(integrator === undefined ? {} : { integrator }),
    });
  const white = 'sqrt(1 / tau) * xi';

  it.each([
    ['rk2', `dx/dt = -x / tau + ${white}`, "'rk2' takes no noise"],
    ['rk4', `dx/dt = -x / tau + ${white}`, "'rk4' takes no noise"],
    ['exponential-euler', `dx/dt = -x / tau + ${white}`, "'exponential-euler' takes no noise"],
    ['exact', `dx/dt = -x / tau + x * ${white}`, "depends on 'x'"],
    ['exact', `dx/dt = -x / tau + ${white}; dy/dt = (x - y) / tau`, "'y' depends on 'x'"],
    ['euler', 'dx/dt = xi * xi', "not linear in 'xi'"],
    ['euler', 'dx/dt = 1 / sqrt(tau) / xi * xi / tau * sqrt(tau)', "not linear in 'xi'"],
    ['milstein', `dx/dt = y * ${white}; dy/dt = -y / tau + ${white}`, 'needs diagonal noise'],
    ['milstein', `dx/dt = floor(x) * ${white}`, 'this has none'],
  ] as const)('is refused by %s in %s', (integrator, equations, message) => {
    expect(() => lowerModel(noisy(equations, integrator))).toThrow(message);
  });

  it('has the unit of 1 / sqrt(time)', () => {
    expect(() => lowerModel(noisy('dx/dt = xi / sqrt(tau)', 'euler'))).not.toThrow();
    expect(() => lowerModel(noisy('dx/dt = xi / tau', 'euler'))).toThrow('dx/dt is in 1/ms');
  });

  it('in a held variable leaves it where it is while refractory', () => {
    const given = model({
      parameters: { tau: parameter(5, 'ms') },
      state: { v: variable('1', 2) },
      equations: `dv/dt = -v / tau + ${white}   (unless refractory)`,
      spike: { when: 'v > 1', reset: 'v = 0', refractory: '2 ms' },
    });
    const cell = cellOf(given, 1);
    const step = () => {
      cell.step(
        {},
        () => 0,
        () => 0.5,
      );
      return cell.state['v'];
    };
    expect([step(), step(), step()]).toEqual([0, 0, 0]);
    expect(step()).toBeCloseTo(0.5 * Math.sqrt((1 - Math.exp(-2 / 5)) / 2), 12);
  });

  it('of milstein follows the derivative of every function', () => {
    const scales = [
      'exp(x)',
      'expm1(x)',
      'log(x)',
      'log1p(x)',
      'sqrt(x)',
      'sin(x)',
      'cos(x)',
      'tanh(x)',
      'atan(x)',
      'abs(x)',
      'min(x, 2)',
      'max(x, 2)',
      'x^3',
      'x^0.3',
      '2^x',
      'x / (1 + x)',
      '(1 - x) * x',
      'where(x > 0, 3 * x, 1)',
    ];
    // With a normal number of 0, x' = x - dt/2 g g': the derivative against a difference of g itself.
    const evaluate = (scale: string, x: number) => {
      const cell = cellOf(model({ state: { x: variable('1', x), y: variable() }, equations: `x' = x; y' = ${scale}` }), 1);
      cell.step();
      return cell.state['y']!;
    };
    for (const scale of scales) {
      const given = model({
        state: { x: variable('1', 0.7) },
        equations: `dx/dt = (${scale}) * xi / sqrt(1 ms)`,
        integrator: 'milstein',
      });
      const cell = cellOf(given, 0.25);
      cell.step();
      const h = 1e-5;
      const slope = (evaluate(scale, 0.7 + h) - evaluate(scale, 0.7 - h)) / (2 * h);
      // The difference is off by h^2 and by rounding over h: about 1e-10.
      expect(Math.abs(cell.state['x']! - (0.7 - 0.125 * evaluate(scale, 0.7) * slope)), scale).toBeLessThan(1e-8);
    }
  });
});
