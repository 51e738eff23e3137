import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { qif } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { agreedRuns, bagOf, expectAgreement, readReference, replay, type SingleFile, titleOf } from './reference-runs.ts';

const file = readReference<SingleFile>('single/qif.json');
const names = {
  tau_m: 'tau',
  a0: 'curvature',
  V_rest: 'vRest',
  V_c: 'vThreshold',
  R: 'resistance',
  V_peak: 'vPeak',
  V_r: 'vReset',
};
const cell = qif.of(1, bagOf(file, names));
const ports = { v: 'synapse' };
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);

/**
 * With m = (vRest + vThreshold) / 2 and s^2 = R I / a - ((vThreshold - vRest) / 2)^2 the equation is dv/dt = a / tau ((v - m)^2 + s^2),
 * so from v0 to v1 it takes tau / (a s) (atan((v1 - m) / s) - atan((v0 - m) / s)).
 */
function period(current: number): number {
  const m = -57.5;
  const s = Math.sqrt((0.1 * current) / 0.07 - 7.5 ** 2);
  return (10 / (0.07 * s)) * (Math.atan((0 - m) / s) - Math.atan((-60 - m) / s));
}

describe('qif', () => {
  it('has six reference runs', () => expect(runs.length).toBe(6));

  it.each(runs)('fires and moves as Brian2 does: %s', (_, run) => expectAgreement(run, replay(file, run, cell, { ports })));

  it('does the same interpreted', () =>
    expectAgreement(runs[2]![1], replay(file, runs[2]![1], cell, { ports, backend: 'interpreter' })));

  it('fires with the period of the closed form, up to one step', () => {
    const currents = [42, 60, 100, 400];
    const dt = 0.01;
    const simulation = simulationOf(network({ cells: qif.of(4, { bias: values('pA', currents) }) }, []), { dt });
    const trains = spikeSteps(simulation, 'cells');
    simulation.step(80_000);
    currents.forEach((current, k) => {
      const intervals = trains[k]!.slice(1).map((step, n) => (step - trains[k]![n]!) * dt);
      expect(intervals.length).toBeGreaterThan(2);
      // The spike is found at the end of the step in which v passes the peak.
      for (const interval of intervals) expect(Math.abs(interval - period(current) - dt / 2)).toBeLessThan(dt);
    });
  });

  it('does not fire below a curvature ((vThreshold - vRest) / 2)^2 / resistance, but rests on the lower root', () => {
    const simulation = simulationOf(network({ cells: qif.of(1, { bias: '39 pA' }) }, []));
    const trains = spikeSteps(simulation, 'cells');
    const v = valuesAfterSteps(simulation, 'cells', 'v');
    simulation.step(30_000);
    expect(trains).toEqual([[]]);
    expect(v.at(-1)![0]).toBeCloseTo(-57.5 - Math.sqrt(7.5 ** 2 - 3.9 / 0.07), 9);
  });
});
