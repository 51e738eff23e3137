/** The firing patterns, spike by spike, against the published program written down plainly. */
import { expect, it } from 'vitest';
import { simulate } from '../../engine/index.ts';
import patterns from '../../scenarios/patterns.ts';
import { type Pattern, plainSpikeSteps, readPatterns } from '../models/izhikevich-patterns.ts';
import { host, spikeSteps } from '../simulated.ts';

it('the twenty of 2004 are in the order of the reference, and spike in the same of their own steps', () => {
  const reference = readPatterns();
  const simulation = simulate(patterns, { seed: 1, host });
  const names = patterns.network({}, null).populations.map(({ name }) => name);
  const trains = names.map((name) => spikeSteps(simulation, name));
  simulation.step(8010);
  reference.forEach((pattern: Pattern, k) => {
    const every = Math.round(pattern.dt_ms / 0.05);
    const seen = trains[k]![0]!.map((step) => step / every).filter(
      (step) => step <= Math.round(pattern.duration_ms / pattern.dt_ms),
    );
    expect(seen, names[k]).toEqual(plainSpikeSteps(pattern));
    expect(seen.length, names[k]).toBe(pattern.spikes);
  });
  simulation.dispose();
});
