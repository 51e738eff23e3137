/** What every local rule of the index must do, whatever it is: a new one is tested by being exported. */
import { describe, expect, it } from 'vitest';
import { allToAll, BatchNetwork, type LocalRule, local, network, uniform } from '../../engine/index.ts';
import * as exported from '../../models/index.ts';

const rules = Object.entries(exported).flatMap(([name, one]) =>
  typeof one === 'object' && 'localRule' in one ? [[name, one.localRule] as const] : [],
);

function changed(rule: LocalRule, rate: number, said: number): number[] {
  const net = network({ x: exported.inputUnit.of(3), y: exported.identityUnit.of(2) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: uniform(-1, 1) },
  ]);
  const learners = { rule: local({ projection: 'x->y:input#0', rule, rate }) };
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners });
  const before = Array.from(made.trained.read('x->y:input#0'));
  for (let update = 0; update < 3; update++) {
    made.run(() => made.input('x', 'input').values.set([said, -0.5 * said, 0.3 * said]));
    made.learn({ share: 0, epoch: 0, update, endsEpoch: false });
  }
  return Array.from(made.trained.read('x->y:input#0'), (weight, k) => weight - before[k]!);
}

it('finds the local rules of the index', () => {
  expect(rules.length).toBeGreaterThanOrEqual(5);
});

describe.each(rules)('%s', (exportedAs, rule) => {
  it('is called as it is exported, and cites a source', () => {
    expect(rule.name).toBe(exportedAs);
    expect(rule.source).toMatch(/\d{4}/);
  });

  it('changes weights by its rate: not at all by a rate of 0', () => {
    const changes = changed(rule, 0.1, 1);
    expect(changes.some((change) => change !== 0)).toBe(true);
    expect(changes.every(Number.isFinite)).toBe(true);
    expect(changed(rule, 0, 1).every((change) => change === 0)).toBe(true);
  });
});
