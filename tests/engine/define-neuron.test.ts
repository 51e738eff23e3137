import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron } from '../../engine/define-neuron.ts';
import { normal, uniform } from '../../engine/distribution.ts';
import { NeurariumError } from '../../engine/errors.ts';
import { values } from '../../engine/parameter-value.ts';

const parameters = {
  tau: { default: '0.02 s', doc: 'time constant', min: 0, max: '1 s' },
  vRest: { default: '-49 mV', doc: 'resting potential' },
  gain: { default: 2, doc: 'gain', min: 1 },
} as const;
const state = {
  v: { unit: 'mV', initial: 'vRest', doc: 'potential' },
  g: { unit: 'mV', initial: '0.001 V', doc: 'drive' },
} as const;
const rest = {
  name: 'lif',
  source: 'a paper',
  ports: { excitatory: { unit: 'mV', on: 'g += weight' } },
  equations: 'dv/dt = (gain * (vRest - v) + g) / tau\ndg/dt = -g / tau',
  spike: { when: 'v > vRest', reset: 'v = vRest' },
} as const;
const lif = defineNeuron({ ...rest, parameters, state });

function errorOf(body: () => unknown): NeurariumError {
  try {
    body();
  } catch (error) {
    if (error instanceof NeurariumError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a model', () => {
  it('is plain data in internal units', () => {
    expect(lif.model.parameters['tau']).toEqual({ value: 20, unit: 's', doc: 'time constant', min: 0, max: 1000 });
    expect(lif.model.parameters['gain']).toEqual({ value: 2, unit: '1', doc: 'gain', min: 1 });
    expect(lif.model.state).toEqual({
      v: { unit: 'mV', initial: 'vRest', doc: 'potential' },
      g: { unit: 'mV', initial: 1, doc: 'drive' },
    });
    expect(structuredClone(lif.model)).toEqual(lif.model);
  });

  it('offers all its state variables as outputs unless it says which', () => {
    expect(lif.model.outputs).toEqual(['v', 'g']);
    expect(defineNeuron({ ...rest, parameters, state, outputs: ['g'] }).model.outputs).toEqual(['g']);
  });

  it('takes limits without unit in the unit of the default', () => {
    const doc = 'x';
    const cell = defineCell({ name: 'm', source: 's', parameters: { a: { default: '1 s', doc, min: 0.5, max: 2 } } });
    expect(cell.model.parameters['a']).toMatchObject({ min: 500, max: 2000 });
  });

  it('refuses what is not above a limit that is not allowed itself, such as a time constant of 0', () => {
    const about = { name: 'm', source: 's' } as const;
    const cell = defineCell({ ...about, parameters: { tau: { default: '20 ms', doc: 'd', above: '1 ms' } } });
    expect(cell.model.parameters['tau']).toEqual({ value: 20, unit: 'ms', doc: 'd', above: 1 });
    expect(cell.of(1, { tau: '1.001 ms' }).parameters['tau']).toBe(1.001);
    expect(() => cell.of(1, { tau: '1 ms' })).toThrow('parameter tau is 1 ms, expected more than 1 ms');
    expect(() => cell.of(2, { tau: values('ms', [3, 0.5]) })).toThrow('parameter tau is 0.5 ms, expected more than 1 ms');
    expect(() => cell.of(1, { tau: uniform('1 ms', '2 ms') })).toThrow('uniform() can draw 1 ms, expected more than 1 ms');
    expect(() => cell.of(1, { tau: normal('3 ms', '1 ms', { min: '1 ms' }) })).toThrow('normal() can draw 1 ms');
    expect(() => defineCell({ ...about, parameters: { a: { default: 0, doc: 'd', above: 0 } } })).toThrow(
      'default is 0, expected more than 0',
    );
  });

  it.each(['weight', 'pre', 'post', 't', 'dt', 'xi'])('refuses the reserved name %s', (name) => {
    const error = errorOf(() => defineCell({ name: 'm', source: 's', parameters: { [name]: { default: 1, doc: 'd' } } }));
    expect(error.message).toBe(`parameter '${name}' has a reserved name`);
    expect(error.where).toBe('model m');
  });

  it('refuses one name for two things, missing texts, and a default outside its limits', () => {
    const a = { default: 1, doc: 'd' };
    const port = { unit: '1' } as const;
    expect(() => defineCell({ name: 'm', source: 's', parameters: { a }, ports: { a: port } })).toThrow(
      "'a' is both a parameter and a port",
    );
    expect(() => defineCell({ name: 'm', source: ' ' })).toThrow('source is empty');
    expect(() => defineCell({ name: 'm 1', source: 's' })).toThrow("model name 'm 1'");
    const undocumented = errorOf(() => defineCell({ name: 'm', source: 's', parameters: { a: { default: 1, doc: '' } } }));
    expect([undocumented.message, undocumented.where]).toEqual(['doc is empty', 'model m, parameter a']);
    expect(() => defineCell({ name: 'm', source: 's', parameters: { a: { ...a, min: 2 } } })).toThrow(
      'default is 1, expected at least 2',
    );
  });

  it('fails when defined where its equations are wrong', () => {
    expect(errorOf(() => defineNeuron({ ...rest, parameters, state, equations: 'dv/dt = (vRets - v) / tau' })).message).toContain(
      'vRets',
    );
    expect(
      errorOf(() => defineNeuron({ ...rest, parameters, state, equations: 'dv/dt = vRest - v\ndg/dt = -g / tau' })).code,
    ).toBe('unit');
  });
});

describe('a population', () => {
  it('has every parameter, and the initial state that was given', () => {
    const population = lif.of(2, { tau: '10 ms', v: uniform('-60 mV', '-50 mV') });
    expect(population).toEqual({
      model: lif.model,
      size: 2,
      parameters: { tau: 10, vRest: -49, gain: 2 },
      initial: { v: { kind: 'uniform', unit: 'mV', min: -60, max: -50 } },
      position: null,
    });
  });

  it('copies arrays, in internal units', () => {
    const given = [1, 2];
    const population = lif.of(2, { gain: given, vRest: values('V', [-0.05, -0.06]) });
    given[0] = 9;
    expect(population.parameters['gain']).toEqual({ kind: 'values', values: Float64Array.of(1, 2) });
    expect(population.parameters['vRest']).toEqual({ kind: 'values', values: Float64Array.of(-50, -60) });
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('of %d cells is refused', (size) => {
    expect(() => lif.of(size)).toThrow(`a population of ${size} cells`);
  });

  it('refuses unknown names with the nearest known one', () => {
    const bag = { taau: '10 ms' } as object;
    expect(errorOf(() => lif.of(1, bag))).toMatchObject({ code: 'description', where: 'model lif', hint: "Did you mean 'tau'?" });
  });

  it('refuses arrays of the wrong length and numbers that are not finite', () => {
    expect(() => lif.of(3, { gain: [1, 2] })).toThrow('parameter gain: 2 values, expected 3');
    expect(() => lif.of(2, { gain: [1, Number.NaN] })).toThrow('entry 1 is NaN');
    expect(() => lif.of(1, { gain: Number.NaN })).toThrow('parameter gain is NaN');
    expect(() => values('mV', [Infinity])).toThrow('entry 0 is Infinity');
  });

  it('refuses what lies, or could be drawn, outside the limits', () => {
    expect(() => lif.of(1, { tau: '-1 ms' })).toThrow('parameter tau is -0.001 s, expected at least 0 s');
    expect(() => lif.of(1, { tau: '2 s' })).toThrow('parameter tau is 2 s, expected at most 1 s');
    expect(() => lif.of(2, { gain: [1, 0.5] })).toThrow('parameter gain is 0.5, expected at least 1');
    expect(() => lif.of(1, { gain: uniform(0, 3) })).toThrow('uniform() can draw 0, expected at least 1');
    expect(errorOf(() => lif.of(1, { gain: normal(3, 1) })).hint).toContain('Clip it');
    expect(lif.of(1, { gain: normal(3, 1, { min: 1 }) }).parameters['gain']).toMatchObject({ mean: 3, min: 1, max: null });
  });
});

describe('distributions', () => {
  it('refuse a negative deviation, limits in the wrong order and numbers that are not finite', () => {
    expect(() => normal('1 ms', '-1 ms')).toThrow('deviation of normal() is -1 ms');
    expect(() => uniform(2, 1)).toThrow('min 2 is above max 1');
    expect(() => normal(0, 1, { min: 2, max: 1 })).toThrow('min 2 is above max 1');
    expect(() => uniform(Number.NaN, 1)).toThrow('min of uniform() is NaN');
  });
});
