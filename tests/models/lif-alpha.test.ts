import { describe, expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { lifAlpha } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { alphaPotential, regularTrain, stepsToThreshold } from './closed-form.ts';

describe('lifAlpha', () => {
  it.each([
    ['excitatory', 'tauE', 2],
    ['inhibitory', 'tauI', 4],
    ['excitatory', 'tauE', 20],
  ] as const)('answers a spike on %s with the closed form (%s %d ms, membrane 20 ms)', (port, name, rise) => {
    const simulation = simulationOf(network({ cell: lifAlpha.of(1, { [name]: `${rise} ms` }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    const current = valuesAfterSteps(simulation, 'cell', port === 'excitatory' ? 'iE' : 'iI');
    stimulateAt(simulation, 3, 'cell', port, { cells: 'all', value: -70 });
    simulation.step(800);
    v.forEach(([value], step) => {
      const t = Math.max(0, (step + 1 - 3) * 0.1);
      expect(value).toBeCloseTo(-65 + alphaPotential(t, -70 / 250, 20, rise), 10);
      expect(current[step]![0]).toBeCloseTo(-70 * (t / rise) * Math.exp(1 - t / rise), 10);
    });
  });

  it('has the weight as peak of the current, one time constant after the spike', () => {
    const simulation = simulationOf(network({ cell: lifAlpha.of(1, { vThreshold: '1000 mV' }) }, []));
    const iE = valuesAfterSteps(simulation, 'cell', 'iE');
    stimulateAt(simulation, 0, 'cell', 'excitatory', { cells: 'all', value: 123 });
    simulation.step(100);
    const currents = iE.map(([value]) => value!);
    const peak = Math.max(...currents);
    // Step 19 ends at 2 ms.
    expect(currents.indexOf(peak)).toBe(19);
    expect(peak).toBeCloseTo(123, 10);
  });

  it('fires at the steps of the closed form under a constant current', () => {
    const simulation = simulationOf(network({ cell: lifAlpha.of(1, { bias: '400 pA' }) }, []));
    const trains = spikeSteps(simulation, 'cell');
    simulation.step(3000);
    const free = stepsToThreshold({ target: 32, reset: 0, threshold: 15, tau: 20, dt: 0.1 });
    expect(trains[0]).toEqual(regularTrain(free - 1, free + 20, 3000));
  });

  it('holds the potential for exactly its refractory time', () => {
    const simulation = simulationOf(network({ cell: lifAlpha.of(1, { v: '-40 mV', refractory: '0.7 ms' }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    stimulateAt(simulation, 0, 'cell', 'excitatory', { cells: 'all', value: 100 });
    simulation.step(12);
    const held = v.map(([value]) => value === -65);
    expect(held).toEqual([...Array.from({ length: 8 }, () => true), ...Array.from({ length: 4 }, () => false)]);
  });
});
