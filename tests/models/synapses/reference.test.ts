/** Short-term plasticity against Brian2's event-driven runs, spike by spike (tests/reference/plasticity). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LearningRule } from '../../../engine/index.ts';
import { tsodyksMarkram, tsodyksMarkramDepressing, tsodyksMarkramInactive } from '../../../models/index.ts';
import { pairOf, runThrough } from '../rules/trains.ts';

interface Item {
  readonly id: string;
  readonly parameters: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
  readonly dt_ms: number;
  readonly pre_steps: readonly number[];
  readonly events_columns: readonly string[];
  readonly events: readonly (readonly number[])[];
}

const path = new URL('../../reference/plasticity/short_term.json', import.meta.url);
const { items } = JSON.parse(readFileSync(path, 'utf8')) as { items: readonly Item[] };

function ruleOf(id: string, item: Item): LearningRule | null {
  const p = Object.fromEntries(Object.entries(item.parameters).map(([name, { value }]) => [name, value]));
  const use = p['U']!;
  const tauRecovery = `${p['tau_rec']!} ms` as const;
  if (p['tau_fac'] === 0) {
    // u is 0 between spikes: every spike uses the share U. With an inactive state there is no such model here.
    return id.startsWith('tsodyks2') ? tsodyksMarkramDepressing.of({ use, tauRecovery }) : null;
  }
  const tauFacilitation = `${p['tau_fac']!} ms` as const;
  if (id.startsWith('tsodyks2')) return tsodyksMarkram.of({ use, tauRecovery, tauFacilitation });
  return tsodyksMarkramInactive.of({ use, tauRecovery, tauFacilitation, tauInactivation: `${p['tau_psc']!} ms` });
}

const cases = items.flatMap((item) => {
  const id = item.id.split('/')[1]!;
  const rule = ruleOf(id, item);
  return rule === null ? [] : [{ id, item, rule }];
});

describe.each(cases)('$id', ({ item, rule }) => {
  it('transmits the released share of the reference at each spike', () => {
    const release = item.events_columns.indexOf('release');
    const simulation = pairOf({ rule, weight: 250, pre: item.pre_steps, post: [], dt: item.dt_ms });
    const arrived: number[] = [];
    simulation
      .population('post')
      .values$('arrived')
      .subscribe(({ values }) => arrived.push(values[0]!));
    runThrough(simulation, item.events.at(-1)![0]! + 1);
    expect(item.events.length).toBeGreaterThan(20);
    for (const event of item.events) {
      const step = event[0]!;
      // Arrives in the step after; 1e-10 as the file says, and the rounding of a sum of some thousand.
      const transmitted = arrived[step + 1]! - arrived[step]!;
      const expected = 250 * event[release]!;
      expect(Math.abs(transmitted - expected), `step ${step}`).toBeLessThan(1e-10 * expected + 1e-11);
    }
  });
});
