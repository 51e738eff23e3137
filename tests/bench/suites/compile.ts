/** Compiling a large network: Brunel's, 12,500 neurons with 15.6 million synapses (Brunel 2000, J Comput Neurosci 8:183). */
import { compile, fixedInDegree, network } from '../../../engine/index.ts';
import { lifDelta } from '../../../models/index.ts';
import { interleave, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, nanoseconds, type Suite, timed } from '../suite.ts';

const onto = { to: ['E', 'I'], port: 'synapse', delay: '1.5 ms' } as const;

const brunel = network({ E: lifDelta.of(10_000), I: lifDelta.of(2500) }, [
  { ...onto, from: 'E', wiring: fixedInDegree(1000, { replacement: true }), weight: '0.1 mV' },
  { ...onto, from: 'I', wiring: fixedInDegree(250, { replacement: true }), weight: '-0.5 mV' },
]);

export const compileSuite: Suite = {
  name: 'compile',
  about: "Brunel's network, 12,500 neurons, fixed in-degree 1000 + 250 with replacement",
  run: async ({ rounds, seed }) => {
    let bytes = 0;
    const run = () => {
      let amount = 0;
      const seconds = timed(() => {
        const plan = compile(brunel, { dt: 0.1, seed, precision: 'float64', lanes: 1 });
        amount = plan.synapses;
        bytes = plan.map.bytes / amount;
      });
      return { seconds, amount };
    };
    const result = await interleave([{ name: 'brunel', run }], rounds);
    const runs = runsOf(result, 'brunel');
    return findings(result, [
      figure(
        'compile',
        's',
        runs.map(({ seconds }) => seconds),
        { atMost: 3 },
      ),
      figure('compile, per synapse', 'ns', runs.map(nanoseconds)),
      figure('memory, per synapse', 'bytes', [bytes], { atMost: 2.5 }),
    ]);
  },
};
