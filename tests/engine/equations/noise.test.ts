/** Orders of convergence of the integrators, statistics of the noise, and what noise is refused. Fixed seeds: nothing here is flaky. */
import { describe, expect, it } from 'vitest';
import { defineCell, lowerModel, network, uniform } from '../../../engine/index.ts';
import type { Model } from '../../../engine/model.ts';
import { type Choices, simulationOf, valuesAfterSteps } from '../../simulated.ts';
import { cellOf } from './cell.ts';
import { model, parameter, variable } from './models.ts';

/** Slopes of log2(error) over log2(dt), one for each halving of dt. */
function slopes(errors: readonly number[]): number[] {
  return errors.slice(1).map((error, k) => Math.log2(errors[k]! / error));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

describe('without noise, the error of', () => {
  // dx/dt = -x^2 cos t from 1: x = 1 / (1 + sin t). Nonlinear and with time, so that each stage's state and instant count.
  const given = (integrator: Model['integrator']) =>
    model({
      state: { x: variable('1', 1) },
      equations: 'dx/dt = -x * x * cos(t / 1 ms) / 1 ms',
      ...(integrator === undefined ? {} : { integrator }),
    });
  // Slopes measured for 8 to 16, 16 to 32, ... 1024 to 2048 steps over 2 ms:
  //   euler 0.989 0.988 0.993 0.996 0.998 0.999 0.999 1.000    rk2 2.216 2.107 2.053 2.026 2.013 2.006 2.003 2.002
  //   heun  1.878 1.967 1.988 1.995 1.998 1.999 1.999 2.000    rk4 5.932 2.577 3.669 3.872 3.943 3.973 4.013 6.119
  // Below 64 steps rk4 is not yet in its asymptotic range: two terms of its error cancel near 16 steps. Above 512 its error, 4e-12 there,
  // comes near rounding. Between, what separates each slope from the order halves with dt, which is what the next term of the error does.
  it.each([
    ['euler', 1],
    ['milstein', 1],
    ['rk2', 2],
    ['heun', 2],
    ['rk4', 4],
  ] as const)('%s falls with the power %i of dt', (integrator, expected) => {
    const errors = [128, 256, 512].map((steps) => {
      const cell = cellOf(given(integrator), 2 / steps);
      for (let n = 0; n < steps; n++) cell.step();
      return Math.abs(cell.state['x']! - 1 / (1 + Math.sin(2)));
    });
    const [before, last] = slopes(errors).map((slope) => slope - expected) as [number, number];
    expect(Math.abs(last)).toBeLessThan(0.06);
    expect(last / before).toBeGreaterThan(0.4);
    expect(last / before).toBeLessThan(0.6);
  });
});

describe('with multiplicative noise, the strong error of', () => {
  // dx = mu x dt + sigma x dW: Ito x = exp((mu - sigma^2 / 2) t + sigma W), Stratonovich x = exp(mu t + sigma W).
  const mu = 0.5;
  const sigma = 1;
  const finest = 128;
  const [batches, paths] = [16, 100];
  const given = (integrator: Model['integrator']) =>
    model({
      parameters: { mu: parameter(mu, '1/ms'), sigma: parameter(sigma, '1/ms^0.5') },
      state: { x: variable('1', 1) },
      equations: 'drift = mu * x; scale = sigma * x; dx/dt = drift + scale * xi',
      ...(integrator === undefined ? {} : { integrator }),
    });
  /** Normal numbers, by the finest step and the path. */
  function draw(seed: number): number[][] {
    const source = simulationOf(network({ cells: drawing.of(paths) }, []), { dt: 1, seed });
    const rows = valuesAfterSteps(source, 'cells', 'a');
    source.step(finest);
    return rows;
  }
  /** Mean |x - solution| at 1 ms over paths whose increments are sums of the same finest ones. */
  function strongError(rows: readonly number[][], integrator: Model['integrator'], steps: number, drift: number): number {
    const cell = cellOf(given(integrator), 1 / steps);
    const block = finest / steps;
    let total = 0;
    for (let path = 0; path < paths; path++) {
      cell.state['x'] = 1;
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
    const found = Array.from({ length: batches }, (__, seed) => {
      const rows = draw(seed + 1);
      return slopes([16, 32, 64, 128].map((steps) => strongError(rows, integrator, steps, drift)));
    });
    const all = found.map(mean);
    const slope = mean(all);
    // Measured 0.491 +- 0.017 (euler), 0.979 +- 0.010 (milstein), 0.973 +- 0.011 (heun): the Monte Carlo error is that of the mean of
    // 16 batches, each with paths of its own. Four of them are allowed, and are less than half of what separates two orders.
    const error = Math.sqrt(all.reduce((sum, one) => sum + (one - slope) ** 2, 0) / (batches * (batches - 1)));
    expect(4 * error).toBeLessThan(0.1);
    expect(Math.abs(slope - expected)).toBeLessThan(4 * error);
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

describe('geometric Brownian motion', () => {
  const [mu, sigma] = [0.02, 0.2];
  const motion = (integrator: 'euler' | 'heun' | 'milstein') =>
    defineCell({
      name: 'motion',
      source: 'a test',
      parameters: {
        mu: { default: `${mu} 1/ms`, doc: 'drift' },
        sigma: { default: `${sigma} 1/ms^0.5`, doc: 'noise' },
      },
      state: { x: { unit: '1', initial: 1, doc: 'the process' } },
      equations: 'dx/dt = mu * x + sigma * x * xi',
      integrator,
    });

  it.each(['euler', 'heun', 'milstein'] as const)(
    'is the same to the bit interpreted and compiled, in both precisions, by %s',
    (integrator) => {
      for (const precision of ['float64', 'float32'] as const) {
        const rows = (['wasm', 'interpreter'] as const).map((backend) => {
          const bag = { sigma: uniform('0.05 1/ms^0.5', '0.4 1/ms^0.5') };
          const simulation = simulationOf(network({ cells: motion(integrator).of(11, bag) }, []), { precision, backend });
          const values = valuesAfterSteps(simulation, 'cells', 'x');
          simulation.step(50);
          return values;
        });
        expect(rows[1]).toEqual(rows[0]);
        expect(new Set(rows[0]!.at(-1)).size).toBe(11);
      }
    },
  );

  it('by milstein has the mean of its formula, and the lower limit that only its second term gives', () => {
    const [cells, steps, dt] = [20_000, 40, 0.5];
    const simulation = simulationOf(network({ cells: motion('milstein').of(cells) }, []), { dt });
    const rows = valuesAfterSteps(simulation, 'cells', 'x');
    simulation.step(steps);
    // A step multiplies by 1 + mu dt + sigma sqrt(dt) n + sigma^2 dt (n^2 - 1) / 2, of which mean and variance are known.
    const growth = 1 + mu * dt;
    const square = growth ** 2 + sigma ** 2 * dt + (sigma ** 2 * dt) ** 2 / 2;
    const variance = square ** steps - growth ** (2 * steps);
    // The mean of 20,000 has this standard deviation; four of them.
    expect(Math.abs(mean(rows.at(-1)!) - growth ** steps)).toBeLessThan(4 * Math.sqrt(variance / cells));
    // The factor is a square in n + 1 / (sigma sqrt(dt)) plus this; euler's has no lower limit.
    const lowest = growth - 0.5 - (sigma ** 2 * dt) / 2;
    expect(Math.min(...rows[0]!)).toBeGreaterThanOrEqual(lowest - 1e-12);
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
