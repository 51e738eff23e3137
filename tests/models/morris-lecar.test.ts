import { describe, expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { morrisLecar } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { agreedRuns, bagOf, expectAgreement, readReference, replay, type SingleFile, titleOf } from './reference-runs.ts';

const file = readReference<SingleFile>('single/morris_lecar.json');
const names = {
  C_m: 'capacitance',
  g_L: 'gLeak',
  E_L: 'vLeak',
  g_Ca: 'gCa',
  E_Ca: 'vCa',
  g_K: 'gK',
  E_K: 'vK',
  V1: 'vM',
  V2: 'widthM',
  V3: 'vN',
  V4: 'widthN',
  phi: 'rate',
  theta: 'vSpike',
  tau_e: 'tauE',
  tau_i: 'tauI',
};
// The file arms its threshold again when v is back below it; here the refractory time outlasts the spike, with the same result.
const cell = morrisLecar.of(1, bagOf(file, names, { v: '-60.9 mV', n: 0.0149 }));
const ports = { e: 'excitatory', i: 'inhibitory' };
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);

describe('morrisLecar', () => {
  it('has six reference runs', () => expect(runs.length).toBe(6));

  it.each(runs)('fires and moves as Brian2 does: %s', (_, run) => expectAgreement(run, replay(file, run, cell, { ports })));

  it('does the same interpreted', () =>
    expectAgreement(runs[0]![1], replay(file, runs[0]![1], cell, { ports, backend: 'interpreter' })));

  it('rests with its potassium at its steady state and no net current', () => {
    const simulation = simulationOf(network({ cell: morrisLecar.of(1) }, []), { dt: 0.5 });
    const [v, n] = ['v', 'n'].map((name) => valuesAfterSteps(simulation, 'cell', name));
    simulation.step(6000);
    const [restV, restN] = [v!.at(-1)![0]!, n!.at(-1)![0]!];
    expect(restN).toBeCloseTo(0.5 * (1 + Math.tanh((restV - 2) / 30)), 10);
    const m = 0.5 * (1 + Math.tanh((restV + 1.2) / 18));
    expect(20 * (-60 - restV) - 44 * m * (restV - 120) - 80 * restN * (restV + 84)).toBeCloseTo(0, 7);
  });

  it('fires again and again under a current, and not without', () => {
    const counts = [0, 1000].map((bias) => {
      const simulation = simulationOf(network({ cell: morrisLecar.of(1, { bias: `${bias} pA` }) }, []));
      const trains = spikeSteps(simulation, 'cell');
      simulation.step(10_000);
      return trains[0]!.filter((step) => step > 2000).length;
    });
    expect(counts[0]).toBe(0);
    expect(counts[1]).toBeGreaterThan(5);
  });
});
