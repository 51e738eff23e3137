/** Learning rules against Brian2's event-driven runs, event by event (tests/reference/plasticity). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LearningRule } from '../../../engine/index.ts';
import * as models from '../../../models/index.ts';
import { pairOf, runThrough, weightOf } from './trains.ts';

interface Item {
  readonly id: string;
  readonly parameters: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
  readonly dt_ms: number;
  readonly pre_steps: readonly number[];
  readonly post_steps: readonly number[];
  readonly events: readonly (readonly [step: number, side: 'pre' | 'post', weight: number])[];
}

const path = new URL('../../reference/plasticity/stdp.json', import.meta.url);
const { items } = JSON.parse(readFileSync(path, 'utf8')) as { items: readonly Item[] };

type Numbers = Readonly<Record<string, number>>;
const ms = (value: number): `${number} ms` => `${value} ms`;

const pair = ({ tau_plus, tau_minus, lam, alpha, wmax }: Numbers) => ({
  tauPlus: ms(tau_plus!),
  tauMinus: ms(tau_minus!),
  potentiation: lam!,
  depression: lam! * alpha!,
  weightMax: wmax!,
});
const triplet = (p: Numbers) => ({
  tauPlus: ms(p['tau_plus']!),
  tauX: ms(p['tau_x']!),
  tauMinus: ms(p['tau_minus']!),
  tauY: ms(p['tau_y']!),
  pairPotentiation: p['A2p']!,
  tripletPotentiation: p['A3p']!,
  pairDepression: p['A2m']!,
  tripletDepression: p['A3m']!,
  weightMax: p['wmax']!,
});

const rules: Readonly<Record<string, (parameters: Numbers) => LearningRule>> = {
  pair_all_additive: (p) => models.pairStdp.of(pair(p)),
  pair_all_tie: (p) => models.pairStdp.of(pair(p)),
  pair_all_multiplicative: (p) => models.multiplicativeStdp.of(pair(p)),
  pair_all_power: (p) => models.powerLawStdp.of({ ...pair(p), mu: p['mu']! }),
  pair_nn_symmetric: (p) => models.nearestStdp.of(pair(p)),
  pair_nn_pre_centered: (p) => models.preCenteredStdp.of(pair(p)),
  pair_nn_restricted: (p) => models.restrictedStdp.of(pair(p)),
  triplet_all: (p) => models.tripletStdp.of(triplet(p)),
  triplet_nearest: (p) => models.nearestTripletStdp.of(triplet(p)),
};

describe.each(items.map((item) => [item.id.split('/')[1]!, item] as const))('%s', (id, item) => {
  const parameters = Object.fromEntries(Object.entries(item.parameters).map(([name, { value }]) => [name, value]));
  it('gives the reference weight after each event', () => {
    const simulation = pairOf({
      rule: rules[id]!(parameters),
      weight: parameters['w0']!,
      pre: item.pre_steps,
      post: item.post_steps,
      dt: item.dt_ms,
    });
    // Of two events in one step only the weight after both can be seen here.
    const last = new Map(item.events.map(([step, , weight]) => [step, weight]));
    expect(last.size).toBeGreaterThan(3);
    for (const [step, weight] of last) {
      runThrough(simulation, step);
      // 1e-11: the reference decays over whole intervals, the engine step by step, and the file has 12 digits.
      expect(Math.abs(weightOf(simulation) - weight), `after step ${step}`).toBeLessThan(1e-11);
    }
  });
});
