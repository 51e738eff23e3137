import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { hodgkinHuxley } from '../../models/index.ts';
import { simulationOf, valuesAfterSteps } from '../simulated.ts';
import { agreedRuns, bagOf, expectAgreement, readReference, replay, type SingleFile, titleOf } from './reference-runs.ts';

const file = readReference<SingleFile>('single/hh_traub.json');
const names = {
  C_m: 'capacitance',
  g_L: 'gLeak',
  E_L: 'vLeak',
  g_Na: 'gNa',
  E_Na: 'vNa',
  g_K: 'gK',
  E_K: 'vK',
  V_T: 'vShift',
  V_spike: 'vSpike',
  E_e: 'vE',
  E_i: 'vI',
  tau_e: 'tauE',
  tau_i: 'tauI',
};
const ports = { e: 'excitatory', i: 'inhibitory' };
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);

/** t_ref is 3 ms, and ours is shorter by dt. */
function cellFor(dt: number) {
  return hodgkinHuxley.of(1, bagOf(file, names, { refractory: `${3 - dt} ms`, m: 0, n: 0, h: 1 }));
}

describe('hodgkinHuxley', () => {
  it('has nine reference runs', () => expect(runs.length).toBe(9));

  it.each(runs)('fires and moves as the reference does: %s', (_, run) => {
    expectAgreement(run, replay(file, run, cellFor(run.dt_ms), { ports }));
  });

  it('does the same interpreted', () => {
    const [, run] = runs[0]!;
    expectAgreement(run, replay(file, run, cellFor(run.dt_ms), { ports, backend: 'interpreter' }));
  });

  it('rests with every gate at alpha / (alpha + beta) and no net current', () => {
    const simulation = simulationOf(network({ cell: hodgkinHuxley.of(1, { bias: '-100 pA' }) }, []));
    const [v, m, n, h] = ['v', 'm', 'n', 'h'].map((name) => valuesAfterSteps(simulation, 'cell', name));
    simulation.step(10_000);
    const [restV, restM, restN, restH] = [v, m, n, h].map((rows) => rows!.at(-1)![0]!) as [number, number, number, number];
    const x = restV + 63;
    const ratio = (alpha: number, beta: number) => alpha / (alpha + beta);
    expect(restM).toBeCloseTo(
      ratio((0.32 * (13 - x)) / Math.expm1((13 - x) / 4), (0.28 * (x - 40)) / Math.expm1((x - 40) / 5)),
      9,
    );
    expect(restN).toBeCloseTo(ratio((0.032 * (15 - x)) / Math.expm1((15 - x) / 5), 0.5 * Math.exp((10 - x) / 40)), 9);
    expect(restH).toBeCloseTo(ratio(0.128 * Math.exp((17 - x) / 18), 4 / (1 + Math.exp((40 - x) / 5))), 9);
    const net = 10 * (-60 - restV) + 20_000 * restM ** 3 * restH * (50 - restV) + 6000 * restN ** 4 * (-90 - restV) - 100;
    expect(net).toBeCloseTo(0, 6);
  });

  it('passes the removable poles of its rates', () => {
    // 13, 40 and 15 mV above vShift, in binary exact, so that the quotients are 0 / 0.
    const start = { v: values('mV', [13, 40, 15, 13.001, 40.001, 15.001]), vShift: '0 mV' } as const;
    const simulation = simulationOf(network({ cells: hodgkinHuxley.of(6, start) }, []), { dt: 0.001 });
    const m = valuesAfterSteps(simulation, 'cells', 'm');
    simulation.step();
    for (const k of [0, 1, 2]) expect(Math.abs(m[0]![k]! - m[0]![k + 3]!)).toBeLessThan(1e-5);
  });
});
