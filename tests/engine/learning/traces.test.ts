/** The traces of a rule, as a user reads them while they decay. */
import { expect, it } from 'vitest';
import { allToAll, network } from '../../../engine/index.ts';
import { lifDelta, pairStdp, spikeList } from '../../../models/index.ts';
import { simulationOf, stimulateAt } from '../../simulated.ts';

it('a trace is 1 after its spike and decays by its time constant, at any step', () => {
  const described = network({ source: spikeList.of(1), target: lifDelta.of(1) }, [
    {
      from: 'source',
      to: 'target',
      port: 'synapse',
      wiring: allToAll(),
      weight: '0.1 mV',
      rule: pairStdp.of({ weightMax: '1 mV', tauPlus: '20 ms' }),
    },
  ]);
  const simulation = simulationOf(described);
  stimulateAt(simulation, 10, 'source', 'events', { cells: [0], value: 1 });
  let spiked: number | null = null;
  simulation.population('source').spikes$.subscribe(({ step, count }) => {
    if (count > 0) spiked = step;
  });
  // Beyond the steps that a shared scale is kept for.
  for (let step = 0; step < 700; step++) {
    simulation.step(1);
    const expected = spiked === null ? 0 : Math.exp((-0.1 * (step - spiked)) / 20);
    // Powers of the decay are rounded, at most some hundred times in a row.
    expect(Math.abs(simulation.projection('source->target:synapse#0').variable('pre.x')[0]! - expected)).toBeLessThan(1e-13);
  }
  expect(spiked).not.toBeNull();
});
