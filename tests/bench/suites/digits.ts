/** Handwritten digits: examples presented, learnt and tested per second. */
import { describeScenario, Experiment } from '../../../engine/index.ts';
import digits from '../../../scenarios/digits.ts';
import { datasets } from '../../../scenarios/index.ts';
import { interleave, type Measured, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { completed, findings, host, type Suite } from '../suite.ts';

const EXAMPLES = 450;

async function present(seed: number): Promise<Measured> {
  const experiment = new Experiment(describeScenario(digits, { controls: { examples: EXAMPLES } }), { seed, datasets, host });
  const begin = performance.now();
  await completed(experiment.run$());
  const seconds = (performance.now() - begin) / 1000;
  experiment.dispose();
  return { seconds, amount: EXAMPLES };
}

export const digitsSuite: Suite = {
  name: 'digits',
  about: `${EXAMPLES} examples through the liquid, and one solution of the readouts`,
  run: async ({ rounds, seed }) => {
    const result = await interleave([{ name: 'digits', run: () => present(seed) }], rounds);
    const runs = runsOf(result, 'digits');
    return findings(result, [
      figure(
        'all examples',
        's',
        runs.map(({ seconds }) => seconds),
      ),
      figure(
        'digits',
        'examples per s',
        runs.map(({ seconds, amount }) => amount! / seconds),
      ),
    ]);
  },
};
