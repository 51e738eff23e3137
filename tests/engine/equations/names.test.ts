import { describe, expect, it } from 'vitest';
import { checkModel } from '../../../engine/equations/index.ts';
import { NeurariumError } from '../../../engine/errors.ts';
import type { Model } from '../../../engine/model.ts';
import { lif, model, parameter, variable } from './models.ts';

function errorOf(given: Model): NeurariumError {
  try {
    checkModel(given);
  } catch (error) {
    if (error instanceof NeurariumError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
}

const base = {
  parameters: { tau: parameter(10, 'ms') },
  state: { x: variable(), y: variable() },
  ports: { drive: { unit: '1' } },
};

describe('names', () => {
  it('that are unknown are refused with the place and the nearest known one', () => {
    const error = errorOf({ ...lif, equations: '\ndv/dt = (vRset - v) / tau' });
    expect(error.message).toBe("'vRset' is not known\n  dv/dt = (vRset - v) / tau\n           ^");
    expect(error.where).toBe('model test, equations, line 2, column 10');
    expect(error.hint).toContain("Did you mean 'vRe");
  });

  it('that are units without a number say how a unit is written', () => {
    expect(errorOf(model({ ...base, equations: 'dx/dt = 1 / ms' })).hint).toBe('A unit follows a number: 1 ms.');
  });

  it.each([
    ['dz/dt = x', "'z' is not declared as a state variable"],
    ['dtau/dt = x', "'tau' is a parameter, not a state variable"],
    ['tau = 3', "'tau' is defined here, but it is a parameter already"],
    ['x = 3', "'x' is defined here, but it is a state variable already"],
    ['exp = 3', "'exp' cannot be defined: it is the name of a function"],
    ['t = 3', "'t' cannot be defined: reserved are"],
    ['dx/dt = 1/tau; dx/dt = 2/tau', "'x' has two lines"],
    ["dx/dt = 1/tau; y' = 2", 'either derivatives or discrete updates'],
    ["dx/dt = y'/tau", "y' can be read only in discrete updates"],
    ["x' = y'", "y' is read, but no line updates 'y'"],
    ['dx/dt = weight / tau', "'weight' is known only in the statement of an event port"],
    ['dx/dt = pre / tau', "'pre' is known only in learning rules"],
    ['noise = xi; dx/dt = noise / sqrt(tau)', "'xi' is known only in the lines of derivatives"],
    ['a = b; b = c + 1; c = a', 'in a circle: a -> b -> c -> a'],
    ["x' = y'; y' = z; z = x' + 1", "in a circle: z -> x' -> y' -> z"],
    ['dx/dt = 1/tau (unless refractory)', 'the model has no refractory time'],
  ])('%s: %s', (equations, message) => {
    expect(errorOf(model({ ...base, equations })).message).toContain(message);
  });

  it('of an event port cannot be read', () => {
    const error = errorOf(
      model({ ...base, ports: { input: { unit: '1', on: 'x += weight' } }, equations: 'dx/dt = input / tau' }),
    );
    expect(error.message).toContain("'input' is an event port, which has no value to read");
  });

  it('cannot be given twice or to reserved words', () => {
    expect(errorOf(model({ ...base, parameters: { x: parameter(1) } })).message).toContain(
      "'x' is the name of a parameter and of a state variable",
    );
    expect(errorOf(model({ ...base, parameters: { weight: parameter(1) } })).message).toContain(
      "'weight' cannot be the name of a parameter",
    );
    expect(errorOf(model({ ...base, parameters: { tanh: parameter(1) } })).message).toContain('it is the name of a function');
  });

  it('of initial values and outputs are checked', () => {
    expect(errorOf(model({ ...base, state: { x: variable('ms', 'tua') } })).hint).toBe("Did you mean 'tau'?");
    expect(errorOf(model({ ...base, state: { x: variable('mV', 'tau') } })).message).toContain("'tau' is in ms, expected mV");
    expect(errorOf({ ...model(base), outputs: ['z'] }).message).toContain("the output 'z' is no state variable");
  });

  it('after an update there is no primed name', () => {
    const given = model({ ...base, equations: "x' = x + 1", spike: { when: "x' > 3" } });
    expect(errorOf(given).message).toContain("x' can be read only in discrete updates");
    const through = model({ ...base, equations: "x' = x + 1; gain = x' - x", spike: { when: 'gain > 3' } });
    expect(errorOf(through).message).toContain("this depends on x'");
  });

  it('of what changes cannot make a refractory time', () => {
    const given = model({ ...base, spike: { when: 'x > 1', refractory: 'tau * x' } });
    expect(errorOf(given).message).toContain('must be made of parameters and numbers only');
  });
});

describe('the statement of an event port', () => {
  const port = (on: string, more: Partial<Model> = {}): Model => ({
    ...model({ ...base, ports: { ...base.ports, input: { unit: '1', on } } }),
    ...more,
  });

  it.each([
    'x += weight',
    'x += -weight',
    'x += weight * (1 - x) * y',
    'x += weight / (1 + abs(y))',
    'x += weight; y += 2 * weight',
  ])('may be %s', (on) => {
    expect(() => checkModel(port(on))).not.toThrow();
  });

  it.each([
    ['x = weight', "'=' is not '+='"],
    ['x += 1', "it does not use 'weight'"],
    ['x += weight + 1', "it adds something that is not multiplied by 'weight'"],
    ['x += weight^2', "'weight^2' is not linear in 'weight'"],
    ['x += weight * weight', "'weight * weight' is not linear in 'weight'"],
    ['x += weight * drive', "cannot read the value port 'drive'"],
    ['x += weight * uniform()', 'cannot draw random numbers'],
    ['', 'is empty'],
  ])("may not be '%s'", (on, message) => {
    expect(errorOf(port(on)).message).toContain(message);
  });
});
