/** Initial values as expressions: over parameters and dt, drawn per cell and lane, refused by name and unit. */
import { describe, expect, it } from 'vitest';
import { defineCell, defineRule, expression, network, values } from '../../../engine/index.ts';
import { simulationOf, valuesAfterSteps } from '../../simulated.ts';

const holding = (text: string) =>
  defineCell({
    name: 'holding',
    source: 'invented for the tests',
    parameters: { tau: { default: '4 ms', doc: 'tau' }, scale: { default: 2, doc: 'scale' } },
    state: { x: { unit: 'ms', initial: expression(text), doc: 'x' } },
  });

function initial(text: string, lanes = 1, seed = 1): number[][] {
  const population = holding(text).of(5, { scale: values('1', [1, 2, 3, 4, 5]) });
  const simulation = simulationOf(network({ cells: population }, []), { lanes, seed });
  const rows = Array.from({ length: lanes }, (_, lane) => valuesAfterSteps(simulation, 'cells', 'x', lane));
  simulation.step(1);
  return rows.map(([first]) => first!);
}

describe('an initial value as an expression', () => {
  it('is computed from the parameters of each cell and dt', () => {
    expect(initial('scale * tau + dt')[0]).toEqual([1, 2, 3, 4, 5].map((scale) => scale * 4 + 0.1));
  });

  it('draws for each cell, lane and seed', () => {
    const [one, other] = initial('uniform() * tau', 2);
    const all = [...one!, ...other!, ...initial('uniform() * tau', 1, 2)[0]!];
    expect(new Set(all).size).toBe(15);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThan(4);
    expect(initial('uniform() * tau', 2)).toEqual([one, other]);
  });

  it('gives way to what a population is given', () => {
    const simulation = simulationOf(network({ cells: holding('tau').of(2, { x: '7 ms' }) }, []));
    const rows = valuesAfterSteps(simulation, 'cells', 'x');
    simulation.step(1);
    expect(rows).toEqual([[7, 7]]);
  });

  it('is refused where a name or a unit does not fit', () => {
    expect(() => holding('taus')).toThrow(/'taus' is no known name of an initial value/);
    expect(() => holding('x')).toThrow(/'x' is no known name/);
    expect(() => holding('t')).toThrow(/'t' is no known name/);
    expect(() => holding('scale')).toThrow(/initial value/);
  });

  it('is refused where it is not finite, naming the cell', () => {
    expect(() => initial('tau / (scale - 3)')).toThrow('the initial value of cell 2 is Infinity, expected a finite number');
  });

  it('is refused in a learning rule', () => {
    const state = { x: { unit: '1', initial: expression('1'), doc: 'x' } } as const;
    // @ts-expect-error a trace begins at a quantity or a parameter
    expect(() => defineRule({ name: 'r', source: 's', pre: { state } })).toThrow('initial value of x is an expression');
  });
});
