import { describe, expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { adex } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { agreedRuns, bagOf, expectAgreement, readReference, replay, type SingleFile, titleOf } from './reference-runs.ts';

const file = readReference<SingleFile>('single/adex.json');
const names = {
  C_m: 'capacitance',
  g_L: 'gLeak',
  E_L: 'vRest',
  V_T: 'vThreshold',
  Delta_T: 'slopeFactor',
  V_cut: 'vPeak',
  V_r: 'vReset',
  a: 'adaptation',
  b: 'adaptationJump',
  tau_w: 'tauW',
  E_e: 'vE',
  E_i: 'vI',
  tau_e: 'tauE',
  tau_i: 'tauI',
};
const cell = adex.of(1, bagOf(file, names));
const ports = { e: 'excitatory', i: 'inhibitory' };
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);

describe('adex', () => {
  it('has nine reference runs', () => expect(runs.length).toBe(9));

  it.each(runs)('fires and moves as Brian2 does: %s', (_, run) => expectAgreement(run, replay(file, run, cell, { ports })));

  it('does the same interpreted', () =>
    expectAgreement(runs[0]![1], replay(file, runs[0]![1], cell, { ports, backend: 'interpreter' })));

  it('rests where leak, upstroke and adaptation cancel', () => {
    const simulation = simulationOf(network({ cell: adex.of(1, { bias: '300 pA' }) }, []), { dt: 0.5 });
    const [v, w] = ['v', 'w'].map((name) => valuesAfterSteps(simulation, 'cell', name));
    simulation.step(10_000);
    const [restV, restW] = [v!.at(-1)![0]!, w!.at(-1)![0]!];
    expect(restW).toBeCloseTo(4 * (restV + 70.6), 9);
    expect(30 * (-70.6 - restV) + 60 * Math.exp((restV + 50.4) / 2) - restW + 300).toBeCloseTo(0, 8);
  });

  it('without subthreshold adaptation begins to fire at the current gLeak (vThreshold - vRest - slopeFactor)', () => {
    const rheobase = 30 * (50.4 * -1 + 70.6 - 2);
    const fired = [0.99, 1.01].map((part) => {
      const simulation = simulationOf(network({ cell: adex.of(1, { adaptation: '0 nS', bias: `${part * rheobase} pA` }) }, []));
      const trains = spikeSteps(simulation, 'cell');
      simulation.step(10_000);
      return trains[0]!.length > 0;
    });
    expect(fired).toEqual([false, true]);
  });

  it('adapts: intervals grow under a constant current', () => {
    const simulation = simulationOf(network({ cell: adex.of(1, { bias: '900 pA' }) }, []));
    const trains = spikeSteps(simulation, 'cell');
    simulation.step(4000);
    const intervals = trains[0]!.slice(1).map((step, k) => step - trains[0]![k]!);
    expect(intervals.length).toBeGreaterThan(5);
    expect(intervals[3]).toBeGreaterThan(1.5 * intervals[0]!);
  });
});
