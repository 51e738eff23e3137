import { describe, expect, it } from 'vitest';
import { type Network, network, values } from '../../../engine/index.ts';
import { lifDelta, lifExponential } from '../../../models/index.ts';
import { valuesAfterSteps } from '../../simulated.ts';
import { counter, simulate } from './small.ts';

/** Values of v over 40 steps with a current that makes neurons fire. */
function driven(described: Network, change: (simulation: ReturnType<typeof simulate>) => void): number[][] {
  const simulation = simulate(described);
  const v = valuesAfterSteps(simulation, 'n', 'v');
  simulation.stimulate('n', 'current').next({ cells: 'all', value: 600, steps: Number.POSITIVE_INFINITY });
  change(simulation);
  simulation.step(40);
  return v;
}

describe('set', () => {
  it('of parameters that all cells share gives what a network described so from the start gives', () => {
    const set = driven(network({ n: lifDelta.of(3) }, []), (simulation) => {
      simulation.set('n', 'tau', 7.5);
      simulation.set('n', 'refractory', 4);
      simulation.set('n', 'capacitance', 150);
    });
    const described = driven(
      network({ n: lifDelta.of(3, { tau: '7.5 ms', refractory: '4 ms', capacitance: '150 pF' }) }, []),
      () => undefined,
    );
    expect(set).toEqual(described);
    expect(set).not.toEqual(driven(network({ n: lifDelta.of(3) }, []), () => undefined));
    // It spiked, so that the refractory time counted.
    expect(set.flat().filter((v) => v === -65).length).toBeGreaterThan(9);
  });

  it('of parameters per cell likewise, with arrays and with one number for all', () => {
    const taus = [5, 12, 30];
    const perCell = { tau: values('ms', [20, 20, 20]), refractory: values('ms', [2, 2, 2]) };
    const set = driven(network({ n: lifDelta.of(3, perCell) }, []), (simulation) => {
      simulation.set('n', 'tau', taus);
      simulation.set('n', 'refractory', 3);
    });
    const described = driven(
      network({ n: lifDelta.of(3, { tau: values('ms', taus), refractory: '3 ms' }) }, []),
      () => undefined,
    );
    expect(set).toEqual(described);
  });

  it('takes effect in the next step, also from inside an emission', () => {
    const simulation = simulate(network({ n: counter.of(1, { x: [1] }) }, []));
    const x = valuesAfterSteps(simulation, 'n', 'x');
    simulation.population('n').spikes$.subscribe(({ step }) => {
      if (step === 1) simulation.set('n', 'gain', 2);
    });
    simulation.step(4);
    expect(x.flat()).toEqual([1, 1, 2, 4]);
  });

  it('copies what it is given', () => {
    const simulation = simulate(network({ n: counter.of(2, { x: [1, 1], gain: [1, 1] }) }, []));
    const x = valuesAfterSteps(simulation, 'n', 'x');
    const gains = Float64Array.of(2, 3);
    simulation.set('n', 'gain', gains);
    gains.fill(9);
    simulation.step();
    expect(x).toEqual([[2, 3]]);
  });

  it('names what is wrong: population, parameter, number of values, values that are not finite', () => {
    const simulation = simulate(
      network({ shared: lifExponential.of(3), own: lifExponential.of(3, { tau: values('ms', [1, 2, 3]) }) }, []),
    );
    expect(() => simulation.set('shard', 'tau', 1)).toThrow(expect.objectContaining({ hint: "Did you mean 'shared'?" }));
    expect(() => simulation.set('own', 'tua', 1)).toThrow(
      expect.objectContaining({ code: 'usage', where: 'population own', hint: "Did you mean 'tau'?" }),
    );
    expect(() => simulation.set('own', 'constructor', 1)).toThrow("no parameter 'constructor'");
    expect(() => simulation.set('shared', 'tau', [1, 2, 3])).toThrow(
      expect.objectContaining({
        code: 'description',
        message: '3 values for a parameter that all cells share, expected one',
        where: 'population shared, parameter tau',
      }),
    );
    expect(() => simulation.set('own', 'tau', [1, 2])).toThrow('2 values for 3 cells, expected one for each');
    expect(() => simulation.set('own', 'tau', [1, Number.NaN, 3])).toThrow('NaN is not a finite number');
    expect(() => simulation.set('own', 'tau', Number.POSITIVE_INFINITY)).toThrow('Infinity is not a finite number');
    // Nothing of it was queued.
    simulation.events$.subscribe(() => expect.unreachable());
    simulation.step();
  });

  it('keeps to the limits of the parameter, as a description does', () => {
    const simulation = simulate(network({ n: counter.of(2, { gain: [1, 1] }) }, []));
    expect(() => simulation.set('n', 'gain', 11)).toThrow(
      expect.objectContaining({
        code: 'description',
        message: expect.stringContaining('value is 11'),
        where: 'population n, parameter gain',
      }),
    );
    expect(() => simulation.set('n', 'gain', 11)).toThrow(/expected at most 10/);
    expect(() => simulation.set('n', 'gain', [0, -10.5])).toThrow(/-10.5.*expected at least -10/);
    simulation.set('n', 'gain', [10, -10]);
    simulation.step();
  });
});
