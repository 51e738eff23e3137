import { describe, expect, it } from 'vitest';
import { allToAll, network, values } from '../../../engine/index.ts';
import { lifDelta, regular } from '../../../models/index.ts';
import { simulationOf, valuesAfterSteps } from '../../simulated.ts';

const projection = 'source->cell:synapse#0';

/** A source that fires in every step, and a cell that sums what arrives: 1 mV per step, with so slow a leak that it cannot be seen. */
const summing = network(
  { source: regular.of(1, { period: '1 ms' }), cell: lifDelta.of(1, { tau: '1e9 s', vThreshold: '1e6 mV' }) },
  [{ from: 'source', to: 'cell', port: 'synapse', wiring: allToAll(), weight: '1 mV' }],
);

describe.each(['wasm', 'interpreter', 'streams'] as const)('projections that change while it runs (%s)', (backend) => {
  const made = () => {
    const simulation = simulationOf(summing, { dt: 1, backend });
    const levels = valuesAfterSteps(simulation, 'cell', 'v');
    return {
      simulation,
      gains: () => levels.map(([v], step) => Math.round(v! - (step === 0 ? -65 : levels[step - 1]![0]!)) + 0),
    };
  };

  it('send nothing while muted; what is on its way arrives', () => {
    const { simulation, gains } = made();
    simulation.schedule({ kind: 'mute', step: 3, projection, muted: true });
    simulation.schedule({ kind: 'mute', step: 5, projection, muted: false });
    simulation.step(9);
    // A spike of step n arrives in step n + 1.
    expect(gains()).toEqual([0, 1, 1, 1, 0, 0, 1, 1, 1]);
    expect(simulation.synapticEvents).toBe(7);
  });

  it('take a new weight for all that arrives from then on', () => {
    const { simulation, gains } = made();
    simulation.schedule({ kind: 'weight', step: 3, projection, value: 5 });
    simulation.step(6);
    expect(gains()).toEqual([0, 1, 1, 5, 5, 5]);
  });
});

describe('projections that change', () => {
  it('are as they were at the checkpoint after it is restored', () => {
    const simulation = simulationOf(summing, { dt: 1 });
    simulation.schedule({ kind: 'weight', step: 1, projection, value: 2 });
    simulation.step(3);
    const checkpoint = simulation.checkpoint();
    simulation.step(5);
    const { stateHash } = simulation;
    simulation.schedule({ kind: 'mute', step: 8, projection, muted: true });
    simulation.schedule({ kind: 'weight', step: 8, projection, value: 9 });
    simulation.step(4);
    simulation.restore(checkpoint);
    simulation.step(5);
    expect(simulation.stateHash).toBe(stateHash);
  });

  it('are refused by name where there is none, or where each synapse has its own weight', () => {
    const simulation = simulationOf(summing, { dt: 1 });
    const each = network({ source: regular.of(1), cell: lifDelta.of(2) }, [
      { from: 'source', to: 'cell', port: 'synapse', wiring: allToAll(), weight: values('mV', [1, 2]) },
    ]);
    expect(() => simulation.schedule({ kind: 'mute', step: 0, projection: 'a->b', muted: true })).toThrow(/no projection 'a->b'/);
    expect(() => simulation.schedule({ kind: 'weight', step: 0, projection, value: Number.NaN })).toThrow(/finite/);
    expect(() => simulationOf(each, { dt: 1 }).schedule({ kind: 'weight', step: 0, projection, value: 1 })).toThrow(
      /weights of their own/,
    );
  });
});
