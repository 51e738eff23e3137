/** What a page may ask of a Boltzmann machine: products of its cells in both phases, and energies beside its distribution. */
import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { type Answer, describeScenario, Experiment, type Question, type Scenario } from '../../../engine/index.ts';
import { RunAnswers } from '../../../engine/remote/run-answers.ts';
import { datasets } from '../../../scenarios/index.ts';
import boltzmann from '../../../scenarios/zoo/boltzmann.ts';
import encoder from '../../../scenarios/zoo/boltzmann-encoder.ts';
import { host } from '../../simulated.ts';

async function ran(one: Scenario, controls: Readonly<Record<string, number>>, steps: number) {
  const experiment = new Experiment(describeScenario(one, { controls }), { seed: 1, datasets, host });
  await lastValueFrom(experiment.run$(steps));
  const answers = new RunAnswers(experiment, () => 0);
  return { experiment, ask: (question: Question) => answers.answer(question) as Answer };
}

it('products are 1 of a cell with itself, the same both ways, and differ by phase as the gradient says', async () => {
  const { experiment, ask } = await ran(encoder, { updates: 20, starts: 1, copies: 3 }, 30);
  const [clamped, free] = (['clamped', 'free'] as const).map((phase) => {
    const answer = ask({ of: 'products', population: 0, phase });
    return answer.of === 'weights' ? answer.matrix : null;
  });
  expect(clamped).toMatchObject({ rows: 10, columns: 10 });
  const gradient = experiment.gradient('units->units:input#0')!;
  for (let i = 0; i < 10; i++) {
    expect([clamped!.means[11 * i], free!.means[11 * i]]).toEqual([1, 1]);
    for (let j = 0; j < i; j++) {
      expect(clamped!.means[10 * i + j]).toBe(clamped!.means[10 * j + i]);
      const difference = free!.means[10 * i + j]! - clamped!.means[10 * i + j]!;
      // Left and right are not connected, nor are hidden cells with each other: nothing is learnt there.
      const isConnected = i < 4 || (i < 8 ? j >= 4 : j < 8);
      expect(gradient[(i * (i - 1)) / 2 + j]).toBe(isConnected ? difference : 0);
    }
  }
});

it('energies are those of the states that were visited, beside the shares that the distribution has', async () => {
  const { experiment, ask } = await ran(boltzmann, { cells: 6 }, 20_000);
  const answer = ask({ of: 'energies', metric: 'distance', bins: 7 });
  const { low, high, visited, expected } = answer.of === 'energies' ? answer.energies : (null as never);
  expect(high).toBeGreaterThan(low);
  for (const shares of [visited, expected]) expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  // Bins are sums over states, so they differ by no more than those.
  const apart = visited.reduce((sum, share, bin) => sum + Math.abs(share - expected[bin]!), 0) / 2;
  expect(apart).toBeLessThanOrEqual(experiment.metrics()['distance']! + 1e-12);
  expect(Math.max(...expected)).toBeGreaterThan(0.2);
  expect(() => ask({ of: 'energies', metric: 'energy', bins: 7 })).toThrow("'energy' is no distance");
  expect(() => ask({ of: 'products', population: 0, phase: 'free' })).toThrow('units does not learn by products');
});
