import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron, type NeurariumError } from '../../../engine/index.ts';
import { winnerUnit } from '../../../models/index.ts';

const x = { unit: '1', initial: 0, doc: 'x' } as const;
const about = { name: 'm', source: 'of a test', ports: { input: { unit: '1' } } } as const;
const cell = (equations: string, axes?: readonly string[]) =>
  defineCell({ ...about, state: { x }, equations, ...(axes === undefined ? {} : { axes }) });

describe('a reduction', () => {
  it.each([
    ["x' = sum(input, clas)", ['class', 'batch'], "'clas' is no axis", "Did you mean 'class'?"],
    ["x' = sum(input, class)", undefined, "'class' is no axis", "Declare it: axes: ['class']."],
    ["x' = sum(input, 3)", undefined, "'3' is no axis", 'Leave it out'],
    ["x' = sum(input)", ['class', 'batch'], 'sum must say along which axis', 'Write sum(..., class).'],
    ["x' = sum(input, class, 2)", ['class'], 'sum was given 3, but takes 1 argument', undefined],
    ["x' = at(input)", undefined, 'at was given 1, but takes 2 arguments', undefined],
    ["x' = max(input, x, 3)", undefined, 'max was given 3', undefined],
    ["x' = input", ['class'], "axis 'class' is declared, but no equation works along it", undefined],
    ["x' = sum(input, x)", ['x'], "'x' is both a state variable and a axis", undefined],
  ] as const)('refuses %s with axes %s', (equations, axes, message, hint) => {
    let thrown: NeurariumError | undefined;
    try {
      cell(equations, axes);
    } catch (error) {
      thrown = error as NeurariumError;
    }
    expect(thrown?.message).toContain(message);
    if (hint !== undefined) expect(thrown?.hint).toContain(hint);
  });

  it('has the unit of what it reduces, and a place has none', () => {
    const volts = (text: string) =>
      defineCell({ ...about, ports: { input: { unit: 'mV' } }, state: { v: { ...x, unit: 'mV' } }, equations: `v' = ${text}` });
    for (const text of ['sum(input)', 'mean(v)', 'max(v) - min(input)', 'at(v, argmax(input))', 'index() * 1 mV'])
      expect(() => volts(text), text).not.toThrow();
    expect(() => volts('argmax(v)')).toThrow('a number without unit');
    expect(() => volts('at(v, v / 1 ms)')).toThrow('an index needs a number without unit');
    expect(() => volts('sum(v > 0)')).toThrow('is a condition, but a number is needed');
  });

  it('stays out of what is done cell by cell', () => {
    const neuron = (on: string, reset: string) =>
      defineNeuron({
        ...about,
        state: { x },
        ports: { synapse: { unit: '1', on } },
        equations: "x' = 0.5 * x",
        spike: { when: 'x > 1 and index() == argmax(x)', reset },
      });
    expect(() => neuron('x += weight', 'x = 0')).not.toThrow();
    expect(() => neuron('x += weight * mean(x)', 'x = 0')).toThrow('it reads no other cell');
    expect(() => neuron('x += weight', 'x = mean(x)')).toThrow('it reads no other cell');
  });

  it('makes a system that the exact integrator refuses', () => {
    expect(() => cell('dx/dt = (mean(x) - x) / 1 ms')).toThrow('not linear');
    expect(() =>
      defineCell({ ...about, state: { x }, equations: 'dx/dt = (mean(x) - x) / 1 ms', integrator: 'rk4' }),
    ).not.toThrow();
  });
});

describe('axes of a population', () => {
  it('multiply to its cells, and are kept in their order', () => {
    const population = winnerUnit.of({ batch: 4, competitor: 10 });
    expect(population.size).toBe(40);
    expect(population.axes).toEqual([
      { name: 'batch', size: 4 },
      { name: 'competitor', size: 10 },
    ]);
    expect(winnerUnit.of(10)).not.toHaveProperty('axes');
  });

  it('must be there, whole and named', () => {
    // @ts-expect-error the axis that the model works along is missing
    expect(() => winnerUnit.of({ batch: 4 })).toThrow("the axis 'competitor', which the population does not have");
    expect(() => winnerUnit.of({ competitor: 2.5 })).toThrow('the axis competitor is 2.5 long');
    expect(() => winnerUnit.of({ competitor: 2, '2': 3 })).toThrow("axis '2' is no name");
    const anonymous = cell("x' = input - mean(input)");
    expect(anonymous.of({ any: 7 }).size).toBe(7);
    expect(() => anonymous.of({ any: 7, other: 2 })).toThrow('works along the only axis of a population');
    const both = defineCell({ ...about, state: { x }, equations: "x' = sum(input, a) + sum(input, b)", axes: ['a', 'b'] });
    expect(both.of({ a: 2, b: 3 }).size).toBe(6);
    // @ts-expect-error a number of cells where a model works along two axes
    expect(() => both.of(6)).toThrow('6 cells of a model with the axes a, b');
  });
});
