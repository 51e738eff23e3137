import { describe, expect, it } from 'vitest';
import { lowerModel } from '../../../engine/equations/index.ts';
import { cellOf } from './cell.ts';
import { lif, model, parameter, variable } from './models.ts';

describe('a refractory neuron', () => {
  const silent = { ...lif, parameters: { ...lif.parameters, refractory: parameter(0.3, 'ms') } };

  it('is held for round(refractory / dt) steps after the spike, while its other variables go on', () => {
    const cell = cellOf(silent, 0.1, { v: -49.5, gE: 1 });
    cell.step();
    expect(cell.spikes).toEqual([0]);
    const held: number[] = [];
    for (let n = 1; n <= 5; n++) {
      cell.step();
      held.push(cell.state['v']!);
    }
    expect(held.slice(0, 3)).toEqual([-60, -60, -60]);
    expect(held[3]).toBeGreaterThan(-60);
    expect(Math.abs(cell.state['gE']! - Math.exp(-0.6 / 5))).toBeLessThan(1e-14);
  });

  it('fires at the steps of the closed form: n = floor(tau/dt ln((vInf - v0)/(vInf - vTh))) + 1 after each hold', () => {
    const dt = 0.1;
    const cell = cellOf(lif, dt, { v: -60, vRest: -45 });
    for (let n = 0; n < 3000; n++) cell.step();
    const climb = Math.floor((20 / dt) * Math.log(15 / 5)) + 1;
    const expected = Array.from({ length: cell.spikes.length }, (_, k) => climb - 1 + k * (climb + 50));
    expect(cell.spikes.length).toBe(11);
    expect(cell.spikes).toEqual(expected);
  });

  it('discards arrivals to the held variable, and takes those to others', () => {
    const jump = model({
      parameters: { tau: parameter(10, 'ms') },
      state: { v: variable('mV', 2), g: variable() },
      ports: { kick: { unit: 'mV', on: 'v += weight; g += weight / (1 mV)' } },
      equations: 'dv/dt = -v / tau (unless refractory); dg/dt = 0',
      spike: { when: 'v > 1 mV', reset: 'v = 0', refractory: '2 * dt' },
    });
    const cell = cellOf(jump, 1);
    for (let n = 0; n < 3; n++) cell.step({ kick: 0.5 });
    expect(cell.state).toEqual({ v: 0, g: 1.5 });
    cell.step({ kick: 0.5 });
    expect(cell.state['v']).toBeCloseTo(0.5 * Math.exp(-0.1), 14);
  });

  it('gives what depends on the held variable a propagator of its own', () => {
    // y follows v; while v is held at 0, y decays to it alone.
    const follower = model({
      parameters: { tau: parameter(10, 'ms'), drive: parameter(30, 'mV') },
      state: { v: variable('mV', 19), y: variable('mV', 5) },
      equations: 'dv/dt = (drive - v) / tau (unless refractory); dy/dt = (v - y) / tau',
      spike: { when: 'v > 19 mV', reset: 'v = 0', refractory: '1 ms' },
    });
    const cell = cellOf(follower, 0.5);
    cell.step();
    expect(cell.spikes).toEqual([0]);
    const y = cell.state['y']!;
    cell.step();
    expect(cell.state['v']).toBe(0);
    expect(cell.state['y']).toBeCloseTo(y * Math.exp(-0.05), 13);
    cell.step();
    const before = cell.state['y']!;
    cell.step();
    // Free again: y'' + ... closed form of two equal time constants with v from 0 towards drive.
    const s = 0.05;
    expect(cell.state['v']).toBeCloseTo(30 * -Math.expm1(-s), 12);
    expect(cell.state['y']).toBeCloseTo(before * Math.exp(-s) + 30 * (1 - Math.exp(-s) - s * Math.exp(-s)), 12);
  });
});

describe('a reset', () => {
  it('runs its statements in order, seeing new values, for spiking cells only', () => {
    const given = model({
      state: { v: variable('1', 5), w: variable('1', 1), u: variable('1', 3) },
      spike: { when: 'v > 4', reset: 'v = w + 1; w += v; u -= w; u *= 2\n v /= 4' },
    });
    const cell = cellOf(given, 1);
    cell.step();
    expect(cell.state).toEqual({ v: 0.5, w: 3, u: 0 });
    cell.step();
    expect(cell.state).toEqual({ v: 0.5, w: 3, u: 0 });
    expect(cell.spikes).toEqual([0]);
  });

  it('sees definitions of the new state', () => {
    const given = model({
      parameters: { tau: parameter(1, 'ms') },
      state: { v: variable('1', 1) },
      equations: 'dv/dt = 1 / tau; double = 2 * v',
      spike: { when: 'double > 3', reset: 'v = double' },
    });
    const cell = cellOf(given, 1);
    cell.step();
    expect(cell.state['v']).toBe(4);
  });
});

describe('event ports', () => {
  it('are applied in declared order, each seeing what the earlier ones wrote', () => {
    const given = model({
      state: { x: variable('1', 1), y: variable() },
      ports: { first: { unit: '1', on: 'x += weight' }, second: { unit: '1', on: 'y += weight * x' } },
    });
    const cell = cellOf(given, 1);
    cell.step({ first: 2, second: 10 });
    expect(cell.state).toEqual({ x: 3, y: 30 });
  });
});

describe('the coefficient program', () => {
  it('takes all that depends on parameters and dt alone, shares equal ones, and leaves bare parameters and constants', () => {
    const given = model({
      parameters: { a: parameter(3), b: parameter(5), tau: parameter(2, 'ms') },
      state: { x: variable('1', 1) },
      equations: 'dx/dt = (x * exp(a / b) + x * (a / b) + exp(a / b) * 2 + a + 7) / tau',
      integrator: 'euler',
    });
    const lowered = lowerModel(given);
    expect(lowered.coefficientNames).toEqual(['k0', 'k1', 'k2']);
    const cell = cellOf(given, 0.5);
    const { k0, k1, k2 } = cell.coefficients as { k0: number; k1: number; k2: number };
    expect([k0, k1, k2]).toEqual([Math.exp(0.6), 0.6, Math.exp(0.6) * 2]);
    cell.step();
    expect(cell.state['x']).toBe(1 + 0.5 * ((1 * k0 + 1 * k1 + k2 + 3 + 7) / 2));
  });

  it('stores nothing that the step does not load', () => {
    const lowered = lowerModel(lif);
    const loaded = new Set(
      lowered.step.instructions.flatMap((one) => (one.op === 'load' && one.from === 'coefficient' ? [one.name] : [])),
    );
    expect([...loaded].sort()).toEqual([...lowered.coefficientNames].sort());
  });

  it('does not hold conditions: they are tested in the step', () => {
    const given = model({
      parameters: { a: parameter(3), b: parameter(5) },
      state: { x: variable('1', 1) },
      equations: "x' = where(a < b and not b == 4, x + 1, x)",
    });
    const cell = cellOf(given, 1);
    cell.step();
    expect(cell.state['x']).toBe(2);
    expect(cell.coefficients).toEqual({});
  });
});

describe('powers', () => {
  const powerOf = (text: string, x: number): number => {
    const cell = cellOf(model({ state: { x: variable() }, equations: `x' = ${text}` }), 1, { x });
    cell.step();
    return cell.state['x']!;
  };

  it('with whole exponents are products by squaring, negative ones with one division', () => {
    const x = 1.1;
    expect(powerOf('x^5', x)).toBe(x * (x * x * (x * x)));
    expect(powerOf('x^-3', x)).toBe(1 / (x * (x * x)));
    expect(powerOf('x^0', x)).toBe(1);
    expect(powerOf('x^64', x)).toBeCloseTo(1.1 ** 64, 9);
  });

  it('with exponent 0.5 are square roots, others call pow', () => {
    const calls = (text: string) =>
      lowerModel(model({ state: { x: variable() }, equations: `x' = ${text}` })).step.instructions.map(({ op }) => op);
    expect(calls('x^(1/2)')).toContain('sqrt');
    expect(calls('x^0.3')).toContain('call');
    expect(calls('x^65')).toContain('call');
    expect(calls('x^64')).not.toContain('call');
  });
});

describe('draws', () => {
  it('get a number each, in the order of the text, and are one value per step', () => {
    const given = model({
      state: { x: variable(), y: variable(), z: variable() },
      equations: "x' = noise; y' = noise; z' = uniform() + bernoulli(0.5); noise = uniform()",
    });
    expect(lowerModel(given).draws).toBe(3);
    const cell = cellOf(given, 1);
    cell.step({}, (draw) => [0.125, 0.25, 0.375][draw]!);
    expect(cell.state).toEqual({ x: 0.125, y: 0.125, z: 1.25 });
  });
});

describe('comparisons', () => {
  it('follow IEEE with not-a-number: only != holds', () => {
    const given = model({
      state: { x: variable(), lt: variable(), ge: variable(), ne: variable() },
      equations: "lt' = where(x < 1, 1, 0); ge' = where(x >= 1, 1, 0); ne' = where(x != x, 1, 0)",
    });
    const cell = cellOf(given, 1, { x: Number.NaN });
    cell.step();
    expect(cell.state).toMatchObject({ lt: 0, ge: 0, ne: 1 });
  });
});

it('the same model is lowered to the same programs', () => {
  expect(lowerModel(lif)).toEqual(lowerModel(lif));
});
