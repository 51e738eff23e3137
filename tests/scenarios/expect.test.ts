/** Every scenario shows what it says that must be seen. */
import { expect, it } from 'vitest';
import { describeScenario, type Scenario, type ScenarioChoices } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { rows } from '../acceptance/rows/index.ts';
import { failures, load, long, run } from './run.ts';

/** A third of the default's examples: what is expected holds with them too. */
const fewer: ScenarioChoices = { controls: { examples: 1000 } };

/** Default controls, and long enough that every window of an expectation ends within the run. */
function whole(scenario: Scenario): ScenarioChoices {
  if (scenario.duration === null) return 'examples' in scenario.controls ? fewer : {};
  const ends = describeScenario(scenario).expect.map(({ window }) => window?.[1] ?? 0);
  return { duration: `${Math.max(scenario.duration, ...ends)} ms` };
}

/** Those of the acceptance table are run by it, the quick ones by accepted.test.ts. */
const accepted = new Set(rows.map(({ scenario }) => scenario));

it.each(Object.keys(scenarios).filter((id) => !long.includes(id) && !accepted.has(id)))(
  '%s meets its expectations',
  async (id) => {
    const scenario = await load(id);
    const choices = whole(scenario);
    const result = await run(scenario, choices);
    expect(result.interrupted).toBe(false);
    expect(failures(result)).toEqual([]);
    expect(result.expect).toHaveLength(describeScenario(scenario, choices).expect.length);
  },
);

it('cuba fires at the published rate over 0.2 to 10 s: five seeds on average, and each', async () => {
  const scenario = await load('cuba');
  const rates: number[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const { expect: judged } = await run(scenario, { duration: '10 s' }, seed);
    rates.push(judged.find(({ measure }) => measure === 'rate')!.value!);
  }
  for (const rate of rates) expect(rate >= 4.8 && rate <= 6.3, `rates ${rates}`).toBe(true);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  expect(mean).toBeGreaterThan(5.2);
  expect(mean).toBeLessThan(5.9);
});
