import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { lifDelta } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { regularTrain, stepsToThreshold } from './closed-form.ts';

const quiet = { vThreshold: '1000 mV' } as const;

describe('lifDelta', () => {
  it('fires at the steps of the closed form, for each current and dt', () => {
    // Targets above rest = current * tau / capacitance; the first stays below the threshold of 15.
    const targets = [14.9, 15.2, 16.3, 20, 37, 120];
    const currents = values(
      'pA',
      targets.map((target) => (target * 250) / 20),
    );
    for (const dt of [0.1, 0.25, 1]) {
      const simulation = simulationOf(network({ cells: lifDelta.of(targets.length, { bias: currents }) }, []), { dt });
      const trains = spikeSteps(simulation, 'cells');
      const end = Math.round(500 / dt);
      simulation.step(end);
      targets.forEach((target, cell) => {
        const free = stepsToThreshold({ target, reset: 0, threshold: 15, tau: 20, dt });
        expect(trains[cell], `target ${target}, dt ${dt}`).toEqual(regularTrain(free - 1, free + Math.round(2 / dt), end));
      });
    }
  });

  it('jumps by the weight at the start of the step, then decays', () => {
    const simulation = simulationOf(network({ cell: lifDelta.of(1, quiet) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    stimulateAt(simulation, 3, 'cell', 'synapse', { cells: 'all', value: 4 });
    stimulateAt(simulation, 10, 'cell', 'synapse', { cells: 'all', value: -7 });
    simulation.step(40);
    const jump = (step: number, at: number, weight: number) => (step < at ? 0 : weight * Math.exp(-((step + 1 - at) * 0.1) / 20));
    v.forEach(([value], step) => expect(value).toBeCloseTo(-65 + jump(step, 3, 4) + jump(step, 10, -7), 11));
  });

  it('charges towards rest + current * tau / capacitance', () => {
    const simulation = simulationOf(network({ cell: lifDelta.of(1, quiet) }, []));
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    stimulateAt(simulation, 0, 'cell', 'current', { cells: 'all', value: 300, steps: Infinity });
    simulation.step(500);
    v.forEach(([value], step) => expect(value).toBeCloseTo(-65 + 24 * (1 - Math.exp(-((step + 1) * 0.1) / 20)), 10));
  });

  it.each([0, 1, 2, 20])('is silent in exactly %d steps after a spike, whatever arrives', (silent) => {
    const refractory = `${silent * 0.1} ms` as const;
    const simulation = simulationOf(network({ cell: lifDelta.of(1, { refractory }) }, []));
    const trains = spikeSteps(simulation, 'cell');
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    stimulateAt(simulation, 4, 'cell', 'synapse', { cells: 'all', value: 100, steps: Infinity });
    simulation.step(200);
    expect(trains[0]).toEqual(regularTrain(4, silent + 1, 200));
    // Silent steps hold the reset potential, and a spike leaves it.
    for (const [value] of v.slice(4)) expect(value).toBe(-65);
  });

  it('discards an arrival in steps n+1 to n+R, and takes one in step n+R+1', () => {
    const afterArrivalIn = (step: number): number => {
      const simulation = simulationOf(network({ cell: lifDelta.of(1, { refractory: '0.5 ms' }) }, []));
      const v = valuesAfterSteps(simulation, 'cell', 'v');
      stimulateAt(simulation, 10, 'cell', 'synapse', { cells: 'all', value: 100 });
      stimulateAt(simulation, step, 'cell', 'synapse', { cells: 'all', value: 3 });
      simulation.step(20);
      return v[19]![0]!;
    };
    for (let step = 11; step <= 15; step++) expect(afterArrivalIn(step), `step ${step}`).toBe(-65);
    expect(afterArrivalIn(16)).toBeCloseTo(-65 + 3 * Math.exp(-0.4 / 20), 11);
  });

  it('fires above the threshold, not on it', () => {
    const simulation = simulationOf(network({ cell: lifDelta.of(2, { v: values('mV', [-50, -49.999]), tau: '1e15 ms' }) }, []));
    const trains = spikeSteps(simulation, 'cell');
    simulation.step(3);
    expect(trains).toEqual([[], [0]]);
  });
});
