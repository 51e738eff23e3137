/** A checkpoint once held the state alone: stimuli that had ended by the time of the restore were lost, and synaptic events counted on. */
import { expect, it } from 'vitest';
import { network, oneToOne } from '../../engine/index.ts';
import { lifDelta, spikeList } from '../../models/index.ts';
import { simulationOf, stimulateAt } from '../simulated.ts';

it('restoring brings back stimuli that act and those to come', () => {
  const simulation = simulationOf(
    network({ input: spikeList.of(1), n: lifDelta.of(1) }, [
      { from: 'input', to: 'n', port: 'synapse', wiring: oneToOne(), weight: '3 mV' },
    ]),
  );
  stimulateAt(simulation, 0, 'n', 'current', { cells: 'all', value: 100, steps: 20 });
  for (const step of [5, 12, 15]) stimulateAt(simulation, step, 'input', 'events', { cells: 'all', value: 1 });
  simulation.step(10);
  const checkpoint = simulation.checkpoint();
  simulation.step(30);
  const first = [simulation.stateHash, simulation.spikeHash, simulation.synapticEvents];
  simulation.restore(checkpoint);
  simulation.step(30);
  expect([simulation.stateHash, simulation.spikeHash, simulation.synapticEvents]).toEqual(first);
  expect(first[2]).toBe(3);
});
