import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { lifExponential } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { exponentialPotential, regularTrain, stepsToThreshold } from './closed-form.ts';

describe('lifExponential', () => {
  it('fires at the steps of the closed form', () => {
    const targets = [14.9, 15.5, 22, 60];
    const bias = values(
      'pA',
      targets.map((target) => target * 12.5),
    );
    const simulation = simulationOf(network({ cells: lifExponential.of(targets.length, { bias }) }, []));
    const trains = spikeSteps(simulation, 'cells');
    simulation.step(5000);
    targets.forEach((target, cell) => {
      const free = stepsToThreshold({ target, reset: 0, threshold: 15, tau: 20, dt: 0.1 });
      expect(trains[cell]).toEqual(regularTrain(free - 1, free + 20, 5000));
    });
  });

  it.each([
    ['excitatory', 'tauE', 5],
    ['inhibitory', 'tauI', 10],
    ['excitatory', 'tauE', 20],
    ['inhibitory', 'tauI', 19.999999],
  ] as const)('answers a spike on %s with the closed form (%s %d ms, membrane 20 ms)', (port, name, decay) => {
    const simulation = simulationOf(network({ cell: lifExponential.of(1, { [name]: `${decay} ms` }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    const current = valuesAfterSteps(simulation, 'cell', port === 'excitatory' ? 'iE' : 'iI');
    stimulateAt(simulation, 7, 'cell', port, { cells: 'all', value: -80 });
    simulation.step(800);
    // The difference of two nearly equal exponentials loses digits in the closed form, not in the simulation.
    const digits = decay === 19.999999 ? 6 : 11;
    v.forEach(([value], step) => {
      const t = Math.max(0, (step + 1 - 7) * 0.1);
      expect(value).toBeCloseTo(-65 + exponentialPotential(t, -80 / 250, 20, decay), digits);
      expect(current[step]![0]).toBeCloseTo(t === 0 ? 0 : -80 * Math.exp(-t / decay), 11);
    });
  });

  it('adds up what arrives at both ports and as current', () => {
    const simulation = simulationOf(network({ cell: lifExponential.of(1, { vThreshold: '1000 mV' }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    stimulateAt(simulation, 0, 'cell', 'excitatory', { cells: 'all', value: 100 });
    stimulateAt(simulation, 0, 'cell', 'inhibitory', { cells: 'all', value: -60 });
    stimulateAt(simulation, 0, 'cell', 'current', { cells: 'all', value: 25, steps: Infinity });
    simulation.step(300);
    v.forEach(([value], step) => {
      const t = (step + 1) * 0.1;
      const synapses = exponentialPotential(t, 0.4, 20, 5) + exponentialPotential(t, -0.24, 20, 10);
      expect(value).toBeCloseTo(-65 + synapses + 2 * (1 - Math.exp(-t / 20)), 11);
    });
  });

  it('is silent for exactly its refractory time, and keeps what arrives in it', () => {
    const simulation = simulationOf(network({ cell: lifExponential.of(1) }, []));
    const trains = spikeSteps(simulation, 'cell');
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    const iE = valuesAfterSteps(simulation, 'cell', 'iE');
    stimulateAt(simulation, 0, 'cell', 'current', { cells: 'all', value: 1e6, steps: 1 });
    stimulateAt(simulation, 5, 'cell', 'excitatory', { cells: 'all', value: 50 });
    simulation.step(60);
    expect(trains).toEqual([[0]]);
    for (const [value] of v.slice(0, 21)) expect(value).toBe(-65);
    expect(iE[20]![0]).toBeCloseTo(50 * Math.exp(-1.6 / 5), 11);
    expect(v[21]![0]).toBeCloseTo(-65 + exponentialPotential(0.1, iE[20]![0]! / 250, 20, 5), 11);
  });
});
