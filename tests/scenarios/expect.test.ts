/** Every scenario shows what it says that must be seen. */
import { describe, expect, it } from 'vitest';
import type { ExperimentResult, ScenarioChoices } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { load, run } from './run.ts';

/** What takes too long as it stands. */
const shorter: Readonly<Record<string, ScenarioChoices>> = { digits: { controls: { examples: 1500 } } };

function failures({ expect }: ExperimentResult): string[] {
  return expect.filter(({ pass }) => pass !== true).map(({ measure, value, between, why }) => `${measure} ${value} not in ${between}: ${why}`);
}

it.each(Object.keys(scenarios))('%s meets its expectations', async (id) => {
  const result = await run(await load(id), shorter[id]);
  expect(result.interrupted).toBe(false);
  expect(failures(result)).toEqual([]);
});

describe('digits', () => {
  it('are read by the liquid far above chance after a few examples too, and by nothing without training labels', async () => {
    const scenario = await load('digits');
    const { metrics } = await run(scenario, { controls: { examples: 300, neurons: 300 } });
    expect(metrics['accuracy']).toBeGreaterThan(0.5);
    expect(metrics['accuracy_raw_pixels']).toBeGreaterThan(0.5);
  });
});

describe('cuba', () => {
  it('fires at the published rate over 0.2 to 10 s: five seeds on average, and each', async () => {
    const scenario = await load('cuba');
    const rates: number[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const { expect: judged } = await run(scenario, { duration: '10 s' }, seed);
      rates.push(judged.find(({ measure }) => measure === 'rate')!.value!);
    }
    for (const rate of rates) expect(rate >= 4.8 && rate <= 6.3, `${rates}`).toBe(true);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    expect(mean).toBeGreaterThan(5.2);
    expect(mean).toBeLessThan(5.9);
  });
});
