/** What every rule and synapse model of the index must do, whatever it is: a new one is tested by being exported. */
import { describe, expect, it } from 'vitest';
import type { RuleModel } from '../../engine/define-rule.ts';
import { type LearningRule, probability } from '../../engine/index.ts';
import * as exported from '../../models/index.ts';
import { name, plastic } from '../engine/learning/network.ts';
import { simulationOf } from '../simulated.ts';

type AnyRule = Pick<RuleModel<Record<never, never>>, 'rule'> & { of(bag: Readonly<Record<string, unknown>>): LearningRule };

const rules = Object.entries(exported).filter(([, one]) => typeof one === 'object' && 'rule' in one) as unknown as [
  string,
  AnyRule,
][];

it('finds the rules of the index', () => {
  expect(rules.length).toBeGreaterThanOrEqual(11);
});

describe.each(rules)('%s', (exportedAs, { rule, of }) => {
  const inWeight = Object.entries(rule.parameters).filter(([, { value }]) => value === null);
  const learning = of(Object.fromEntries(inWeight.map(([key]) => [key, '0.5 mV'])));

  it('is called as it is exported, cites a source and documents all', () => {
    expect(rule.name).toBe(exportedAs);
    expect(rule.source).toMatch(/\d{4}/);
    const documented = [rule.parameters, rule.state, rule.pre.state, rule.post.state].flatMap((one) => Object.values(one));
    for (const { doc } of documented) expect(doc.length).toBeGreaterThan(5);
  });

  it('gives the same state for the same seed, another for another, all of it finite', () => {
    const run = (seed: number) => {
      const simulation = simulationOf(plastic(learning, probability(0.5)), { seed });
      simulation.step(200);
      return simulation;
    };
    const first = run(1);
    expect(run(1).stateHash).toBe(first.stateHash);
    expect(run(2).stateHash).not.toBe(first.stateHash);
    const projection = first.projection(name);
    const cells = (['pre', 'post'] as const).flatMap((side) =>
      Object.keys(rule[side].state).map((variable) => `${side}.${variable}`),
    );
    for (const variable of [...cells, ...Object.keys(rule.state)]) {
      expect(
        projection.variable(variable).every((x) => Number.isFinite(x)),
        variable,
      ).toBe(true);
    }
  });

  it('names an unknown parameter and the nearest known one', () => {
    const known = Object.keys(rule.parameters)[0]!;
    expect(() => of({ [`${known}x`]: '1 ms' })).toThrow(expect.objectContaining({ hint: expect.stringContaining(known) }));
  });
});
