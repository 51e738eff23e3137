import { describe, expect, it } from 'vitest';
import { checkModel } from '../../../engine/equations/index.ts';
import { NeurariumError } from '../../../engine/errors.ts';
import type { Model } from '../../../engine/model.ts';
import { conductances, hodgkinHuxley, izhikevich, lif, model, parameter, variable } from './models.ts';

const base = {
  parameters: { tau: parameter(10, 'ms'), g: parameter(5, 'nS'), c: parameter(200, 'pF'), p: parameter(2) },
  state: { v: variable('mV'), s: variable(), i: variable('pA') },
  ports: { current: { unit: 'pA' } },
  integrator: 'euler' as const,
};

function errorOf(given: Model): NeurariumError {
  try {
    checkModel(given);
  } catch (error) {
    if (error instanceof NeurariumError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
}

describe('units that add up', () => {
  it.each(Object.entries({ lif, conductances, izhikevich, hodgkinHuxley }))('in %s', (_, given) => {
    expect(() => checkModel(given)).not.toThrow();
  });

  it.each([
    'dv/dt = (g * (-65 mV - v) + current) / c',
    'dv/dt = 0',
    'dv/dt = max(v, 0) / tau',
    'dv/dt = where(v > 0, v, 0) / tau',
    'dv/dt = sqrt(v * v) / tau',
    'dv/dt = (v^3)^(1/3) / tau',
    'dv/dt = v * p^s / tau',
    'dv/dt = v / tau * exp(-t / tau) * floor(t / dt)',
    'ds/dt = bernoulli(0.5) / tau',
  ])('%s', (equations) => {
    expect(() => checkModel(model({ ...base, equations }))).not.toThrow();
  });
});

describe('units that do not add up', () => {
  it('name the line, both sides and their units', () => {
    const error = errorOf(model({ ...base, equations: '\n  ds/dt = -s / tau\n  dv/dt = (g * v + current) / tau\n' }));
    expect(error.code).toBe('unit');
    expect(error.where).toBe('model test, equations, line 3, column 11');
    expect(error.message).toBe(
      "dv/dt is in mV/ms, but '(g * v + current) / tau' is in pA/ms\n  dv/dt = (g * v + current) / tau\n          ^",
    );
  });

  it.each([
    ['dv/dt = (v + g) / tau', "'v' is in mV, but 'g' is in nS"],
    ['dv/dt = (v + 3) / tau', "'v' is in mV, but '3' is a number without unit"],
    ['dv/dt = v', "dv/dt is in mV/ms, but 'v' is in mV"],
    ['ds/dt = exp(v) / tau', "exp needs a number without unit, but 'v' is in mV"],
    ['ds/dt = p^v / tau', "an exponent needs a number without unit, but 'v' is in mV"],
    ['ds/dt = v^s / tau', "its exponent must be a constant, but 's' is none"],
    ['dv/dt = where(s > 0, v, g) / tau', "'v' is in mV, but 'g' is in nS"],
    ['dv/dt = where(s > tau, v, v) / tau', "'s' is a number without unit, but 'tau' is in ms"],
    ['dv/dt = (v > 0) / tau', "'(v > 0)' is a condition, but a number is needed here"],
    ['dv/dt = where(v, v, v) / tau', "'v' is a number, but a condition is needed here"],
    ['double = 2 * v; ds/dt = double / tau', "ds/dt is in 1/ms, but 'double / tau' is in mV/ms"],
  ])('%s: %s', (equations, message) => {
    // Biases such as 1/ms may be printed as kHz: the unit's spelling is that of units.ts.
    expect(errorOf(model({ ...base, equations })).message).toContain(message);
  });

  it('are found in ports, thresholds, resets and refractory times', () => {
    const given = (more: Partial<Model>): Model => ({ ...model(base), ...more });
    expect(errorOf(given({ ports: { e: { unit: 'nS', on: 'v += weight' } } })).message).toContain(
      "'v' is in mV, but 'weight' is in nS",
    );
    expect(errorOf(given({ spike: { when: 'v' } })).message).toContain('a condition is needed');
    expect(errorOf(given({ spike: { when: 'v > 3 ms' } })).message).toContain("'v' is in mV, but '3 ms' is in ms");
    expect(errorOf(given({ spike: { when: 'v > 0', reset: 's = 0; v = 2' } })).where).toBe(
      'model test, spike.reset, line 1, column 12',
    );
    expect(errorOf(given({ spike: { when: 'v > 0', reset: 'v *= v' } })).message).toContain(
      "what 'v' is scaled by is a number without unit",
    );
    expect(errorOf(given({ spike: { when: 'v > 0', refractory: 'p' } })).message).toContain('the refractory time is in ms');
    expect(errorOf(given({ spike: { when: 'v > 0', amplitude: 'v' } })).message).toContain(
      "the amplitude of a spike is a number without unit, but 'v' is in mV",
    );
  });
});
