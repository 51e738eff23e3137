/**
 * Where nobody asked for reports, a subscriber that threw once kept the frames of that step from all subscribers and populations
 * after it; an operator that threw was not reported at all.
 */
import { config, map } from 'rxjs';
import { expect, it } from 'vitest';
import { compile, network, Simulation } from '../../engine/index.ts';
import { spikeList } from '../../models/index.ts';
import { host } from '../simulated.ts';

it('a throwing subscriber, or operator, is reported and costs the others nothing', async () => {
  const described = network({ A: spikeList.of(1), B: spikeList.of(1) }, []);
  const simulation = new Simulation(compile(described, { dt: 1, seed: 1, precision: 'float64', lanes: 1 }), { host });
  const fail = (): never => {
    throw new Error('oops');
  };
  const seen: string[] = [];
  const reported: string[] = [];
  config.onUnhandledError = ({ message, cause }) => reported.push(`${message}: ${String(cause)}`);
  try {
    simulation.population('A').spikes$.subscribe(fail);
    simulation.population('A').spikes$.pipe(map(fail)).subscribe();
    simulation.population('A').spikes$.subscribe(() => seen.push('A'));
    simulation.population('B').spikes$.subscribe(() => seen.push('B'));
    simulation.step(2);
    await new Promise((resolve) => setTimeout(resolve, 0));
  } finally {
    config.onUnhandledError = null;
  }
  expect(seen).toEqual(['A', 'B', 'A', 'B']);
  expect(reported).toEqual(Array(2).fill('a subscriber of A spikes$ threw and was detached: Error: oops'));
});
