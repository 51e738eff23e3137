import { describe, expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { fitzhughNagumo } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { agreedRuns, bagOf, expectAgreement, readReference, replay, type SingleFile, titleOf } from './reference-runs.ts';

const file = readReference<SingleFile>('single/fitzhugh_nagumo.json');
const names = { tau_v: 'tauV', tau_w: 'tauW', a: 'recoveryOffset', b: 'recoverySlope', theta: 'vThreshold' };
// The file arms its threshold again when v is back below it; here the refractory time outlasts the spike, with the same result.
const cell = fitzhughNagumo.of(1, bagOf(file, names, { v: -1.2, w: -0.62 }));
const ports = { v: 'synapse' };
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);

/** The root of v - v^3 / 3 - (v + 0.7) / 0.8 + I, which falls everywhere. */
function restingPotential(current: number): number {
  let [low, high] = [-3, 3];
  for (let k = 0; k < 60; k++) {
    const v = (low + high) / 2;
    if (v - v ** 3 / 3 - (v + 0.7) / 0.8 + current > 0) low = v;
    else high = v;
  }
  return low;
}

describe('fitzhughNagumo', () => {
  it('has six reference runs', () => expect(runs.length).toBe(6));

  it.each(runs)('fires and moves as Brian2 does: %s', (_, run) => expectAgreement(run, replay(file, run, cell, { ports })));

  it('does the same interpreted', () =>
    expectAgreement(runs[0]![1], replay(file, runs[0]![1], cell, { ports, backend: 'interpreter' })));

  it.each([0, 0.2, 1.6])('rests where its lines cross, with a constant current of %d', (bias) => {
    const simulation = simulationOf(network({ cell: fitzhughNagumo.of(1, { bias }) }, []));
    const [v, w] = ['v', 'w'].map((name) => valuesAfterSteps(simulation, 'cell', name));
    simulation.step(20_000);
    const rest = restingPotential(bias);
    expect(v!.at(-1)![0]).toBeCloseTo(rest, 9);
    expect(w!.at(-1)![0]).toBeCloseTo((rest + 0.7) / 0.8, 9);
  });

  it('fires where its resting point is unstable: 1 - v^2 > b tauV / tauW there', () => {
    const counts = [0.2, 0.3, 0.4, 0.5, 1].map((bias) => {
      const rest = restingPotential(bias);
      const simulation = simulationOf(
        network({ cell: fitzhughNagumo.of(1, { bias, v: rest + 0.01, w: (rest + 0.7) / 0.8 }) }, []),
      );
      const trains = spikeSteps(simulation, 'cell');
      simulation.step(5000);
      return { unstable: 1 - rest ** 2 > 0.8 / 12.5, fires: trains[0]!.length > 5 };
    });
    expect(counts.map(({ fires }) => fires)).toEqual(counts.map(({ unstable }) => unstable));
    expect(counts.map(({ fires }) => fires)).toEqual([false, false, true, true, true]);
  });
});
