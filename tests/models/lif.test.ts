import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { lif } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { exponentialPotential, regularTrain, stepsToThreshold } from './closed-form.ts';

describe('lif', () => {
  it('fires at the steps of the closed form, driven by its resting potential', () => {
    const rests = [-50.5, -49.9, -49, -45, -20];
    const start = { v: '-60 mV', vRest: values('mV', rests) } as const;
    const simulation = simulationOf(network({ cells: lif.of(rests.length, start) }, []));
    const trains = spikeSteps(simulation, 'cells');
    simulation.step(8000);
    rests.forEach((target, cell) => {
      const free = stepsToThreshold({ target, reset: -60, threshold: -50, tau: 20, dt: 0.1 });
      expect(trains[cell], `rest ${target}`).toEqual(regularTrain(free - 1, free + 50, 8000));
    });
  });

  it.each([
    ['excitatory', 5, 1.62, 20],
    ['inhibitory', 10, -9, 20],
    ['excitatory', 5, 1.62, 5],
  ] as const)('answers a spike on %s (decay %d ms, weight %d mV, tau %d ms) with the closed form', (port, decay, weight, tau) => {
    const simulation = simulationOf(network({ cell: lif.of(1, { vRest: '-60 mV', tau: `${tau} ms` }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    stimulateAt(simulation, 5, 'cell', port, { cells: 'all', value: weight });
    simulation.step(600);
    v.forEach(([value], step) => {
      const t = Math.max(0, (step + 1 - 5) * 0.1);
      expect(value).toBeCloseTo(-60 + exponentialPotential(t, weight / tau, tau, decay), 11);
    });
  });

  it('is silent for exactly its refractory time, while its drives go on', () => {
    const simulation = simulationOf(network({ cell: lif.of(1, { v: '-40 mV', refractory: '3 ms' }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    const gE = valuesAfterSteps(simulation, 'cell', 'gE');
    const trains = spikeSteps(simulation, 'cell');
    stimulateAt(simulation, 10, 'cell', 'excitatory', { cells: 'all', value: 1000 });
    simulation.step(60);
    // The spike of step 0 holds v in steps 1 to 30; step 31 starts with what is left of the drive that arrived in step 10.
    expect(v.slice(0, 31)).toEqual(Array.from({ length: 31 }, () => [-60]));
    gE.forEach(([value], step) => expect(value).toBeCloseTo(step < 10 ? 0 : 1000 * Math.exp(-((step + 1 - 10) * 0.1) / 5), 9));
    const drive = exponentialPotential(0.1, (1000 * Math.exp(-2.1 / 5)) / 20, 20, 5);
    expect(v[31]![0]).toBeCloseTo(-49 - 11 * Math.exp(-0.1 / 20) + drive, 11);
    expect(trains[0]![0]).toBe(0);
    expect(trains[0]![1]).toBeGreaterThan(31);
  });
});
