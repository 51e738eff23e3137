import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { lifConductance } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { regularTrain, stepsToThreshold } from './closed-form.ts';

/** Conductances that do not decay within a test. */
const lasting = { tauE: '1e15 ms', tauI: '1e15 ms', vThreshold: '1000 mV' } as const;

describe('lifConductance', () => {
  it('settles where its currents cancel, along one exponential while conductances stay', () => {
    const given = [
      { gE: 0, gI: 0, current: 40 },
      { gE: 6, gI: 0, current: 0 },
      { gE: 0, gI: 67, current: 0 },
      { gE: 12, gI: 30, current: -25 },
    ];
    const start = {
      gE: values(
        'nS',
        given.map(({ gE }) => gE),
      ),
      gI: values(
        'nS',
        given.map(({ gI }) => gI),
      ),
      bias: values(
        'pA',
        given.map(({ current }) => current),
      ),
    };
    const simulation = simulationOf(network({ cells: lifConductance.of(given.length, { ...lasting, ...start }) }, []));
    const v = valuesAfterSteps(simulation, 'cells', 'v');
    simulation.step(5000);
    given.forEach(({ gE, gI, current }, cell) => {
      const total = 10 + gE + gI;
      const settled = (10 * -60 + gE * 0 + gI * -80 + current) / total;
      for (const step of [0, 9, 99, 999, 4999]) {
        const expected = settled + (-60 - settled) * Math.exp((-(step + 1) * 0.1 * total) / 200);
        expect(v[step]![cell], `cell ${cell}, step ${step}`).toBeCloseTo(expected, 9);
      }
    });
  });

  it('fires at the steps of the closed form without conductances', () => {
    const simulation = simulationOf(network({ cell: lifConductance.of(1, { bias: '150 pA' }) }, []));
    const trains = spikeSteps(simulation, 'cell');
    simulation.step(3000);
    const free = stepsToThreshold({ target: -45, reset: -60, threshold: -50, tau: 20, dt: 0.1 });
    expect(trains[0]).toEqual(regularTrain(free - 1, free + 50, 3000));
  });

  it('lets conductances decay exactly, refractory or not, each with its own time constant', () => {
    const simulation = simulationOf(network({ cell: lifConductance.of(1) }, []));
    const gE = valuesAfterSteps(simulation, 'cell', 'gE');
    const gI = valuesAfterSteps(simulation, 'cell', 'gI');
    const trains = spikeSteps(simulation, 'cell');
    stimulateAt(simulation, 2, 'cell', 'excitatory', { cells: 'all', value: 300 });
    stimulateAt(simulation, 9, 'cell', 'inhibitory', { cells: 'all', value: 67 });
    simulation.step(300);
    expect(trains[0]!.length).toBeGreaterThan(0);
    for (let step = 10; step < 300; step++) {
      expect(gE[step]![0]).toBeCloseTo(300 * Math.exp(-((step - 1) * 0.1) / 5), 10);
      expect(gI[step]![0]).toBeCloseTo(67 * Math.exp(-((step - 8) * 0.1) / 10), 10);
    }
  });

  it('is a pure integrator of its current where nothing leaks', () => {
    const simulation = simulationOf(network({ cell: lifConductance.of(1, { ...lasting, gLeak: '0 nS', bias: '20 pA' }) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    simulation.step(100);
    v.forEach(([value], step) => expect(value).toBeCloseTo(-60 + (20 / 200) * (step + 1) * 0.1, 11));
  });

  it('is silent for exactly its refractory time', () => {
    const simulation = simulationOf(network({ cell: lifConductance.of(1, { refractory: '1.3 ms' }) }, []));
    const trains = spikeSteps(simulation, 'cell');
    stimulateAt(simulation, 0, 'cell', 'current', { cells: 'all', value: 1e6, steps: Infinity });
    simulation.step(200);
    expect(trains[0]).toEqual(regularTrain(0, 14, 200));
  });
});
