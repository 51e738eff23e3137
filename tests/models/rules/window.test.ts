/** The change by a single pair of spikes is the exponential window, on either side. */
import { describe, expect, it } from 'vitest';
import { pairStdp, tripletStdp } from '../../../models/index.ts';
import { pairOf, runThrough, weightOf } from './trains.ts';

describe('the window of a single pair', () => {
  const rule = pairStdp.of({ tauPlus: '15 ms', tauMinus: '30 ms', potentiation: 0.02, depression: 0.01, weightMax: 2 });
  it.each([1, 10, 73, 250, 600])('gains A+ exp(-d / tauPlus) where post follows pre by %i steps', (d) => {
    const simulation = pairOf({ rule, weight: 1, pre: [5], post: [5 + d] });
    runThrough(simulation, 5 + d);
    // 1e-13: d multiplications round by half a unit each.
    expect(Math.abs(weightOf(simulation) - (1 + 2 * 0.02 * Math.exp((-d * 0.1) / 15)))).toBeLessThan(1e-13);
  });
  it.each([1, 10, 73, 250, 600])('loses A- exp(-d / tauMinus) where pre follows post by %i steps', (d) => {
    const simulation = pairOf({ rule, weight: 1, pre: [5 + d], post: [5] });
    runThrough(simulation, 5 + d);
    expect(Math.abs(weightOf(simulation) - (1 - 2 * 0.01 * Math.exp((-d * 0.1) / 30)))).toBeLessThan(1e-13);
  });
  it('takes pre first where both spike in one step, as Brian2 does', () => {
    const simulation = pairOf({ rule, weight: 1, pre: [5], post: [5] });
    runThrough(simulation, 5);
    expect(weightOf(simulation)).toBe(1 + 2 * 0.02);
  });
  it('keeps weights within 0 and the largest', () => {
    const strong = pairStdp.of({ potentiation: 3, depression: 3, weightMax: 2 });
    const up = pairOf({ rule: strong, weight: 1, pre: [5], post: [6] });
    runThrough(up, 6);
    expect(weightOf(up)).toBe(2);
    const down = pairOf({ rule: strong, weight: 1, pre: [6], post: [5] });
    runThrough(down, 6);
    expect(weightOf(down)).toBe(0);
  });
});

it('gains the triplet term for post-pre-post', () => {
  const p = { pairPotentiation: 0.01, tripletPotentiation: 0.02, pairDepression: 0, tripletDepression: 0, weightMax: 1 };
  const simulation = pairOf({ rule: tripletStdp.of(p), weight: 0.5, pre: [100], post: [50, 150] });
  runThrough(simulation, 150);
  // r1 decayed for 5 ms, o2 for 10 ms; the first post spike finds no r1.
  const expected = 0.5 + Math.exp(-5 / 16.8) * (0.01 + 0.02 * Math.exp(-10 / 125));
  expect(Math.abs(weightOf(simulation) - expected)).toBeLessThan(1e-13);
});
