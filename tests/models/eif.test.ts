import { describe, expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { eif } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { agreedRuns, bagOf, expectAgreement, readReference, replay, type SingleFile, titleOf } from './reference-runs.ts';

const file = readReference<SingleFile>('single/eif.json');
const names = {
  C_m: 'capacitance',
  g_L: 'gLeak',
  E_L: 'vRest',
  V_T: 'vThreshold',
  Delta_T: 'slopeFactor',
  V_cut: 'vPeak',
  V_r: 'vReset',
  tau_e: 'tauE',
  tau_i: 'tauI',
};
// t_ref is 1.7 ms, and ours is shorter by dt = 0.02 ms.
const cell = eif.of(1, bagOf(file, names, { refractory: '1.68 ms' }));
const ports = { e: 'excitatory', i: 'inhibitory' };
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);

/** Where leak and upstroke balance a slow current at best: gLeak (vThreshold - vRest - slopeFactor). */
const rheobase = 20 * (-59.9 + 65 - 3.48);

function under(current: number) {
  const simulation = simulationOf(network({ cell: eif.of(1, { bias: `${current} pA` }) }, []));
  const trains = spikeSteps(simulation, 'cell');
  const v = valuesAfterSteps(simulation, 'cell', 'v');
  simulation.step(15_000);
  return { train: trains[0]!, last: v.at(-1)![0]! };
}

describe('eif', () => {
  it('has six reference runs', () => expect(runs.length).toBe(6));

  it.each(runs)('fires and moves as Brian2 does: %s', (_, run) => {
    expect(run.dt_ms).toBe(0.02);
    expectAgreement(run, replay(file, run, cell, { ports }));
  });

  it('does the same interpreted', () =>
    expectAgreement(runs[2]![1], replay(file, runs[2]![1], cell, { ports, backend: 'interpreter' })));

  it('begins to fire at the current of the closed form', () => {
    expect(under(0.98 * rheobase).train).toEqual([]);
    expect(under(1.02 * rheobase).train.length).toBeGreaterThan(0);
  });

  it('settles below that current where all currents cancel', () => {
    const current = 0.8 * rheobase;
    const { last } = under(current);
    expect(20 * (-65 - last) + 20 * 3.48 * Math.exp((last + 59.9) / 3.48) + current).toBeCloseTo(0, 8);
    expect(last).toBeLessThan(-59.9);
  });
});
