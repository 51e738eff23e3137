import { describe, expect, it } from 'vitest';
import { checkModel, lowerModel } from '../../../engine/equations/index.ts';
import { NeurariumError } from '../../../engine/errors.ts';
import type { Model } from '../../../engine/model.ts';
import { cellOf } from './cell.ts';
import { conductances, hodgkinHuxley, izhikevich, lif, model, parameter, variable } from './models.ts';

function errorOf(given: Model): NeurariumError {
  try {
    checkModel(given);
  } catch (error) {
    if (error instanceof NeurariumError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
}

const close = (value: number, expected: number, tolerance = 1e-12): void => {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
};

describe('exact', () => {
  it('is the default for linear equations, intermediate definitions included', () => {
    const given = model({
      parameters: { tau: parameter(20, 'ms') },
      state: { v: variable('mV') },
      ports: { current: { unit: 'mV' } },
      equations: 'dv/dt = drive / tau; drive = 2 * (current - v) + 0 * v',
    });
    expect(lowerModel(given).integrator).toBe('exact');
  });

  it('follows the closed form of the leaky integrator with two exponential synapses', () => {
    const dt = 0.1;
    const cell = cellOf({ ...lif, spike: { ...lif.spike!, when: 'v > 1000 mV' } }, dt, { v: -60 });
    cell.step({ excitatory: 3, inhibitory: -2 });
    for (let n = 1; n < 200; n++) cell.step();
    const t = 200 * dt;
    // v - vRest for tau v' = -v + g exp(-t/s): g s/(s - tau) (exp(-t/s) - exp(-t/tau)).
    const response = (g: number, s: number): number => ((g * s) / (s - 20)) * (Math.exp(-t / s) - Math.exp(-t / 20));
    close(cell.state['v']!, -49 - 11 * Math.exp(-t / 20) + response(3, 5) + response(-2, 10));
    close(cell.state['gE']!, 3 * Math.exp(-t / 5));
  });

  it('does not mind equal time constants: the alpha function', () => {
    const given = model({
      parameters: { tau: parameter(5, 'ms') },
      state: { x: variable(), y: variable() },
      ports: { input: { unit: '1', on: 'x += weight' } },
      equations: 'dx/dt = -x / tau; dy/dt = (x - y) / tau',
    });
    const cell = cellOf(given, 0.5);
    cell.step({ input: 1 });
    for (let n = 1; n < 30; n++) cell.step();
    close(cell.state['y']!, (15 / 5) * Math.exp(-15 / 5));
  });

  it('does not mind a singular matrix: a falling body with a held push', () => {
    const given = model({
      parameters: { g: parameter(2, '1/ms^2') },
      state: { x: variable(), v: variable('1/ms') },
      ports: { push: { unit: '1/ms^2' } },
      equations: 'dx/dt = v; dv/dt = push - g',
    });
    const cell = cellOf(given, 0.25, { x: 1, v: 3 });
    for (let n = 0; n < 8; n++) cell.step({ push: 0.5 });
    close(cell.state['x']!, 1 + 3 * 2 - 0.5 * 1.5 * 4);
    close(cell.state['v']!, 3 - 1.5 * 2);
  });

  it('turns an oscillator by the exact angle', () => {
    const given = model({
      parameters: { omega: parameter(0.7, '1/ms') },
      state: { x: variable('1', 1), y: variable() },
      equations: 'dx/dt = -omega * y; dy/dt = omega * x',
    });
    const cell = cellOf(given, 0.3);
    for (let n = 0; n < 10; n++) cell.step();
    close(cell.state['x']!, Math.cos(2.1));
    close(cell.state['y']!, Math.sin(2.1));
  });

  it('solves a rate of zero as no change, though the formula divides by it', () => {
    const given = model({
      parameters: { rate: parameter(0, '1/ms'), growth: parameter(2, '1/ms') },
      state: { x: variable('1', 1) },
      equations: 'dx/dt = rate * x + growth',
    });
    const cell = cellOf(given, 0.5);
    cell.step();
    close(cell.state['x']!, 2);
  });

  it('leaves structural zeros out and gives other variables the same bits with or without a bystander', () => {
    const count = (given: Model): number => lowerModel(given).step.instructions.filter(({ op }) => op === 'mul').length;
    expect(count(lif)).toBe(5);
    const bystander = { ...lif, state: { ...lif.state, z: variable() }, equations: `${lif.equations}\ndz/dt = -z / tau` };
    const one = cellOf(lif, 0.1);
    const two = cellOf(bystander, 0.1);
    for (const cell of [one, two]) for (let n = 0; n < 50; n++) cell.step({ excitatory: 0.3 });
    expect(two.state['v']).toBe(one.state['v']);
  });

  it('folds what ports are scaled by into one coefficient', () => {
    const given = model({
      parameters: { tau: parameter(20, 'ms'), r: parameter(0.5, 'GOhm') },
      state: { v: variable('mV') },
      ports: { current: { unit: 'pA' } },
      equations: 'dv/dt = (r * current / 2 - v) / tau',
    });
    expect(
      lowerModel(given)
        .step.instructions.map(({ op }) => op)
        .filter((op) => op !== 'load'),
    ).toEqual(['mul', 'mul', 'add', 'store']);
    const cell = cellOf(given, 1);
    cell.step({ current: 40 });
    close(cell.state['v']!, 10 * -Math.expm1(-1 / 20));
  });

  it.each([
    ['dv/dt = v^2 / (1 mV) / tau', "'v^2' is not linear in 'v'"],
    ['dv/dt = w * v / tau; dw/dt = -w / tau', "'w * v' is not linear in the state variables"],
    ['dv/dt = v * exp(w) / tau; dw/dt = -w / tau', "'v * exp(w)' is not linear"],
    ['dv/dt = v / (1 + w) / tau; dw/dt = -w / tau', "'v / (1 + w)' is not linear"],
    ['dv/dt = where(v > 0, v, 0) / tau', "'where(v > 0, v, 0)' is not linear in 'v'"],
    ['dv/dt = drive * v / tau', "'drive * v' multiplies 'v' by what may change from step to step"],
    ['dv/dt = -v / tau * t / (1 ms)', "multiplies 'v' by what may change"],
  ])('refuses %s: %s', (equations, message) => {
    const parts = {
      parameters: { tau: parameter(9, 'ms') },
      state: { v: variable('mV'), w: variable() },
      ports: { drive: { unit: '1' } },
      equations,
    };
    const error = errorOf(model(parts));
    expect(error.message).toContain(message);
    expect(error.message).toContain('names no integrator');
    expect(error.hint).toContain("'exponential-euler'");
    expect(errorOf(model({ ...parts, integrator: 'exact' })).message).toContain("the integrator 'exact' needs linear equations");
  });
});

describe('exponential Euler', () => {
  it('is x + (a x + b) expm1(a dt) / a with a and b from the old state', () => {
    const dt = 0.5;
    const cell = cellOf(conductances, dt, { v: -60, gE: 0.4, gI: 0.2 });
    cell.step({ current: 3 });
    const a = -(1 + 0.4 + 0.2) / 20;
    const b = (-49 + 0.4 * 0 + 0.2 * -80 + 3) / 20;
    close(cell.state['v']!, -60 + (a * -60 + b) * (Math.expm1(a * dt) / a));
    close(cell.state['gE']!, 0.4 * Math.exp(-dt / 5));
  });

  it('takes dt where a is zero, at run time or by structure', () => {
    const given = model({
      parameters: { tau: parameter(4, 'ms') },
      state: { x: variable('1', 2), y: variable(), z: variable() },
      equations: 'dx/dt = (y * x + 3) / tau; dy/dt = 0; dz/dt = x^2 / tau',
      integrator: 'exponential-euler',
    });
    const cell = cellOf(given, 0.5);
    cell.step();
    expect(cell.state).toEqual({ x: 2 + 0.5 * (3 / 4), y: 0, z: 0.5 });
  });

  it('refuses an equation not linear in its own variable', () => {
    const error = errorOf({ ...izhikevich, integrator: 'exponential-euler' });
    expect(error.message).toContain("'v^2' is not linear in 'v'");
    expect(error.hint).toBe("Use 'euler', 'rk2', 'heun' or 'rk4', which take any equations.");
  });

  it('brings Hodgkin-Huxley gates to their steady state where an inward current keeps it silent', () => {
    const cell = cellOf(hodgkinHuxley, 0.05);
    for (let n = 0; n < 20000; n++) cell.step({ current: -100 });
    const u = cell.state['v']! + 63;
    const alpha = (0.032 * (15 - u)) / Math.expm1((15 - u) / 5);
    const beta = 0.5 * Math.exp((10 - u) / 40);
    close(cell.state['n']!, alpha / (alpha + beta));
    // Leak alone would give -60 - 100 / 10; the other currents are small there.
    close(cell.state['v']!, -70, 0.01);
  });

  it('makes Hodgkin-Huxley fire under a current', () => {
    const cell = cellOf({ ...hodgkinHuxley, spike: { when: 'v > 0 mV', refractory: '3 ms' } }, 0.01);
    for (let n = 0; n < 10000; n++) cell.step({ current: 500 });
    expect(cell.spikes.length).toBeGreaterThan(3);
  });
});

describe('forward Euler', () => {
  it('makes the same steps as a plain loop written by hand', () => {
    const dt = 0.25;
    const cell = cellOf(izhikevich, dt);
    let v = -65;
    let u = -13;
    const spikes: number[] = [];
    for (let n = 0; n < 4000; n++) {
      const dv = 0.04 * (v * v) + 5 * v + 140 - u + 10;
      const du = 0.02 * (0.2 * v - u);
      v += dt * dv;
      u += dt * du;
      if (v >= 30) {
        spikes.push(n);
        v = -65;
        u += 8;
      }
      cell.step({ current: 10 });
      expect(cell.state).toEqual({ v, u });
    }
    expect(spikes.length).toBeGreaterThan(10);
    expect(cell.spikes).toEqual(spikes);
  });
});

describe('Runge-Kutta 4', () => {
  const error = (dt: number): number => {
    const given = model({
      parameters: { tau: parameter(1, 'ms') },
      state: { x: variable('1', 1) },
      equations: 'dx/dt = -x^2 * cos(t / tau) / tau',
      integrator: 'rk4',
    });
    const cell = cellOf(given, dt);
    for (let n = 0; n < Math.round(2 / dt); n++) cell.step();
    return Math.abs(cell.state['x']! - 1 / (1 + Math.sin(2)));
  };

  it('is of fourth order, time included', () => {
    expect(error(0.1)).toBeLessThan(1e-6);
    // Fitted where the fourth power rules: at larger steps a term of fifth order still cancels part of it.
    const order = Math.log2(error(0.025) / error(0.0125));
    expect(order).toBeGreaterThan(3.8);
    expect(order).toBeLessThan(4.2);
  });

  it('sees a draw once per step, the same in all stages', () => {
    const given = model({ state: { x: variable() }, equations: 'dx/dt = uniform() / (1 ms)', integrator: 'rk4' });
    expect(lowerModel(given).draws).toBe(1);
    const cell = cellOf(given, 0.5);
    cell.step({}, () => 0.25);
    close(cell.state['x']!, 0.125);
  });
});

describe('discrete updates', () => {
  it('see old values without and new values with a prime, in the order of need', () => {
    const given = model({
      state: { x: variable('1', 1), y: variable('1', 10), z: variable('1', 100) },
      equations: "x' = y' + x; y' = s + 1; s = y + z'; z' = 2 * z",
    });
    expect(lowerModel(given).integrator).toBe('discrete');
    const cell = cellOf(given, 1);
    cell.step();
    expect(cell.state).toEqual({ x: 212, y: 211, z: 200 });
  });
});

describe('an integrator', () => {
  it('that does not fit the lines is refused', () => {
    expect(errorOf({ ...lif, integrator: 'discrete' }).message).toContain("'discrete' does not fit: the model has derivatives");
    expect(errorOf(model({ state: { x: variable() }, equations: "x' = 1", integrator: 'euler' })).message).toContain(
      'discrete updates',
    );
    expect(errorOf(model({ integrator: 'exact' })).message).toContain('the model has no equations');
    expect(errorOf({ ...lif, integrator: 'rk5' as never }).hint).toBe("Did you mean 'rk2'?");
  });

  it('is none for a model without equations', () => {
    const source = model({ parameters: { rate: parameter(20, 'Hz') }, spike: { when: 'bernoulli(rate * dt)' } });
    expect(lowerModel(source)).toMatchObject({ integrator: 'none', draws: 1, spikes: true, refractory: false });
    const cell = cellOf(source, 0.1);
    cell.step({}, () => 0.0019);
    cell.step({}, () => 0.0021);
    expect(cell.spikes).toEqual([0]);
  });
});
