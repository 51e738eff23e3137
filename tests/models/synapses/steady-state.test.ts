/** Closed forms of short-term plasticity under a regular train. */
import { expect, it } from 'vitest';
import { tsodyksMarkramDepressing } from '../../../models/index.ts';
import { name, pairOf, runThrough } from '../rules/trains.ts';

it('depresses to the steady state of a regular train', () => {
  const use = 0.4;
  const pre = Array.from({ length: 200 }, (_, k) => k * 200);
  const simulation = pairOf({ rule: tsodyksMarkramDepressing.of({ use, tauRecovery: '300 ms' }), weight: 1, pre, post: [] });
  runThrough(simulation, pre.at(-1)!);
  // x before a spike obeys x = 1 - (1 - x (1 - U)) e, with e = exp(-20 ms / 300 ms): x = (1 - e) / (1 - (1 - U) e).
  const e = Math.exp(-20 / 300);
  const expected = (use * (1 - e)) / (1 - (1 - use) * e);
  // After 200 spikes the transient is (0.6 e)^200, far below rounding; 1e-11 for 40,000 steps of rounding.
  expect(Math.abs(simulation.projection(name).variable('pre.released')[0]! - expected)).toBeLessThan(1e-11);
});
