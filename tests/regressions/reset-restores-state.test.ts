/** `reset` once restored arrivals in flight alone: the mark from which it restores lay behind the state variables. */
import { expect, it } from 'vitest';
import { network, oneToOne } from '../../engine/index.ts';
import { lifDelta, spikeList } from '../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../simulated.ts';

it('a reset restores state variables, refractoriness and arrivals in flight, and keeps parameters', () => {
  const described = network({ input: spikeList.of(1), cell: lifDelta.of(1, { v: '-60 mV' }) }, [
    { from: 'input', to: 'cell', port: 'synapse', wiring: oneToOne(), weight: '100 mV', delay: '0.2 ms' },
  ]);
  const simulation = simulationOf(described);
  const all = { cells: 'all', value: 1 } as const;
  stimulateAt(simulation, 0, 'input', 'events', all);
  stimulateAt(simulation, 3, 'input', 'events', all);
  simulation.set('cell', 'tau', 10);
  // The first arrival has made the cell fire in step 3, the second is due in step 6.
  simulation.step(5);
  simulation.reset();
  const v = valuesAfterSteps(simulation, 'cell', 'v');
  simulation.step(3);
  v.forEach(([value], k) => expect(value).toBeCloseTo(-65 + 5 * Math.exp((-(k + 1) * 0.1) / 10), 12));
});
