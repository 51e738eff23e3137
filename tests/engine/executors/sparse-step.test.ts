/** Arrivals taken cell by cell and arrivals taken by all cells are one and the same step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compile,
  defineNeuron,
  fixedInDegree,
  type Network,
  network,
  oneToOne,
  probability,
  uniform,
} from '../../../engine/index.ts';
import { lif, lifConductance, lifDelta, regular } from '../../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../../simulated.ts';

/** Few arrivals in some steps, more than an eighth of the cells' in others: both ways are taken, and lists overflow. */
function mixedNetwork(size: number, delay: number): Network {
  const start = { v: uniform('-60 mV', '-49 mV') };
  return network(
    {
      E: lif.of(size, start),
      I: lifConductance.of(20, { v: uniform('-60 mV', '-49.5 mV') }),
      clock: regular.of(3, { period: '4 ms' }),
    },
    [
      { from: 'E', to: 'E', port: 'excitatory', wiring: probability(0.06), weight: '3 mV', delay: `${delay} ms` },
      { from: 'clock', to: 'E', port: 'excitatory', wiring: probability(0.5), weight: '2 mV' },
      { from: 'I', to: 'E', port: 'inhibitory', wiring: fixedInDegree(3), weight: '-2 mV' },
      { from: 'E', to: 'I', port: 'excitatory', wiring: fixedInDegree(10), weight: '6 nS' },
    ],
  );
}

describe('a step with few arrivals', () => {
  it('is the same in kernels and interpreter, bit for bit, in both precisions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 90 }),
        fc.nat(4),
        fc.nat(1000),
        fc.constantFrom('float64', 'float32'),
        (size, delay, seed, precision) => {
          const described = mixedNetwork(size, delay / 10);
          const [kernels, reference] = (['wasm', 'interpreter'] as const).map((backend) => {
            const simulation = simulationOf(described, { seed, backend, precision });
            simulation.step(120);
            return simulation;
          });
          expect(kernels!.spikeHash).toBe(reference!.spikeHash);
          expect(kernels!.stateHash).toBe(reference!.stateHash);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('gives the numbers of a step in which all cells take their arrivals', () => {
    // A stimulus of 0 makes every cell look at its inputs.
    const described = mixedNetwork(60, 0.3);
    const [sparse, dense] = [simulationOf(described), simulationOf(described)];
    const populations = ['E', 'I'] as const;
    dense.schedule({ kind: 'stimulus', step: 0, population: 'E', port: 'excitatory', cells: 'all', value: 0, steps: 400 });
    dense.schedule({ kind: 'stimulus', step: 0, population: 'I', port: 'excitatory', cells: 'all', value: 0, steps: 400 });
    const seen = [sparse, dense].map((simulation) => {
      const values = populations.map((name) => valuesAfterSteps(simulation, name, 'v'));
      simulation.step(400);
      return values;
    });
    expect(sparse.spikeHash).toBe(dense.spikeHash);
    expect(seen[0]).toEqual(seen[1]);
  });

  it('drops arrivals that would change a variable held while refractory', () => {
    const described = network({ clock: regular.of(1, { period: '0.5 ms' }), cell: lifDelta.of(30, { refractory: '2 ms' }) }, [
      { from: 'clock', to: 'cell', port: 'synapse', wiring: probability(0.1), weight: '16 mV' },
    ]);
    const [kernels, reference] = (['wasm', 'interpreter'] as const).map((backend) => simulationOf(described, { backend }));
    const trains = spikeSteps(kernels!, 'cell');
    kernels!.step(100);
    reference!.step(100);
    expect(kernels!.stateHash).toBe(reference!.stateHash);
    // Arrivals in steps 1, 6, 11, ...; a spike in step 1 silences steps 2 to 21, so that the next comes in step 26.
    const driven = trains.filter((train) => train.length > 0);
    expect(driven.length).toBeGreaterThan(0);
    for (const train of driven) expect(train).toEqual([1, 26, 51, 76]);
  });

  it("needs all of a population's projections to share their weights: one list alone changes nothing", () => {
    const described = network({ clock: regular.of(4, { period: '1 ms' }), cells: lif.of(4) }, [
      { from: 'clock', to: 'cells', port: 'excitatory', wiring: oneToOne(), weight: '1 mV' },
      { from: 'clock', to: 'cells', port: 'inhibitory', wiring: oneToOne(), weight: uniform('-1 mV', '0 mV') },
    ]);
    const plan = compile(described, { dt: 0.1, seed: 1, precision: 'float64', lanes: 1 });
    expect(plan.projections.map((projection) => projection.kind === 'event' && projection.list !== null)).toEqual([true, false]);
    const [kernels, reference] = (['wasm', 'interpreter'] as const).map((backend) => simulationOf(described, { backend }));
    kernels!.step(50);
    reference!.step(50);
    expect(kernels!.stateHash).toBe(reference!.stateHash);
  });

  it('finds a state that becomes infinite through arrivals alone', () => {
    const runaway = defineNeuron({
      name: 'runaway',
      source: 'a test',
      state: { x: { unit: '1', initial: 1, doc: 'multiplied by each arrival' } },
      ports: { input: { unit: '1', on: 'x += weight * x' } },
      spike: { when: 'x < 0' },
    });
    const described = network({ clock: regular.of(1, { period: '0.1 ms' }), cells: runaway.of(40) }, [
      { from: 'clock', to: 'cells', port: 'input', wiring: probability(0.05), weight: 1e100 },
    ]);
    const simulation = simulationOf(described);
    expect(() => simulation.step(10)).toThrow(/became Infinity in step 4/);
  });
});
