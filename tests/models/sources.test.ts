/** The sources that draw nothing: each spikes, or is on, in exactly the steps it was told. */
import { describe, expect, it } from 'vitest';
import { allToAll, network, oneToOne, values } from '../../engine/index.ts';
import { currentStep, lifDelta, regular, spikeList } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { regularTrain } from './closed-form.ts';

describe('regular', () => {
  it('spikes in step start / dt and every period / dt steps, without drift', () => {
    // In steps of 0.1 ms; 0.3, 0.7 and 1.1 ms have no exact binary form.
    const periods = [1, 3, 7, 11, 1000];
    const starts = [0, 3, 12, 7, 50];
    const bag = {
      period: values(
        'ms',
        periods.map((period) => period / 10),
      ),
      start: values(
        'ms',
        starts.map((start) => start / 10),
      ),
    };
    const simulation = simulationOf(network({ source: regular.of(periods.length, bag) }, []));
    const trains = spikeSteps(simulation, 'source');
    simulation.step(40_000);
    periods.forEach((period, cell) => expect(trains[cell]).toEqual(regularTrain(starts[cell]!, period, 40_000)));
  });

  it('rounds period and start to whole steps, a period to at least one', () => {
    const bag = { period: values('ms', [2.4, 2.6, 0.01]), start: values('ms', [1.4, 1.6, 0]) };
    const simulation = simulationOf(network({ source: regular.of(3, bag) }, []), { dt: 1 });
    const trains = spikeSteps(simulation, 'source');
    simulation.step(10);
    expect(trains).toEqual([
      [1, 3, 5, 7, 9],
      [2, 5, 8],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
  });
});

describe('spikeList', () => {
  it('spikes in the steps of its events, once however many there are, and in no other', () => {
    const simulation = simulationOf(network({ source: spikeList.of(4) }, []));
    const trains = spikeSteps(simulation, 'source');
    const events = [
      [0, 0],
      [0, 5],
      [1, 5],
      [0, 6],
      [3, 19],
      [1, 5],
    ] as const;
    for (const [cell, step] of events) stimulateAt(simulation, step, 'source', 'events', { cells: [cell], value: 1 });
    simulation.step(30);
    expect(trains).toEqual([[0, 5, 6], [5], [], [19]]);
  });

  it('passes on the spikes of others one step later', () => {
    const described = network({ source: regular.of(1, { period: '0.5 ms' }), relay: spikeList.of(2) }, [
      { from: 'source', to: 'relay', port: 'events', wiring: allToAll(), weight: 1 },
    ]);
    const simulation = simulationOf(described);
    const trains = spikeSteps(simulation, 'relay');
    simulation.step(20);
    expect(trains).toEqual([
      [1, 6, 11, 16],
      [1, 6, 11, 16],
    ]);
  });
});

describe('currentStep', () => {
  it('is on from start (included) to stop (not included), in whole steps', () => {
    const bag = { start: values('ms', [0, 0.3, 0.7, 1]), stop: values('ms', [0.1, 0.6, 0.7, 1000]), amplitude: '50 pA' } as const;
    const simulation = simulationOf(network({ source: currentStep.of(4, bag) }, []));
    const current = valuesAfterSteps(simulation, 'source', 'current');
    simulation.step(20);
    const on = Array.from({ length: 4 }, (_, cell) => current.flatMap((row, step) => (row[cell] === 50 ? [step] : [])));
    expect(on).toEqual([[0], [3, 4, 5], [], Array.from({ length: 10 }, (_, k) => 10 + k)]);
    for (const row of current) for (const value of row) expect([0, 50]).toContain(value);
  });

  it('drives a neuron in the same step', () => {
    const described = network({ cell: lifDelta.of(1), source: currentStep.of(1, { start: '0.5 ms', stop: '0.8 ms' }) }, [
      { from: 'source', to: 'cell', port: 'current', wiring: oneToOne(), weight: '1 pA' },
    ]);
    const simulation = simulationOf(described);
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    simulation.step(8);
    v.forEach(([value], step) => {
      const on = Math.max(0, step + 1 - 5) * 0.1;
      expect(value).toBeCloseTo(-65 + 8 * (1 - Math.exp(-on / 20)), 12);
    });
  });
});
