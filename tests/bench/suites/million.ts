/** One million neurons without connections, 1,000 steps: memory traffic and nothing else. */
import { network, uniform } from '../../../engine/index.ts';
import { lif } from '../../../models/index.ts';
import { interleave, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, nanoseconds, ready, type Suite, stepping } from '../suite.ts';

const CELLS = 1_000_000;
const STEPS = 1000;

export const millionSuite: Suite = {
  name: 'million',
  about: 'one million unconnected lif neurons, 1,000 steps',
  run: async ({ rounds, seed }) => {
    const cells = network({ cells: lif.of(CELLS, { v: uniform('-60 mV', '-50 mV') }) }, []);
    const all = (['float64', 'float32'] as const).map((precision) =>
      stepping(precision, ready(cells, 0.1, seed, precision), STEPS, CELLS * STEPS),
    );
    const result = await interleave(all, rounds);
    return findings(
      result,
      all.flatMap(({ name }) => [
        figure(
          name,
          's',
          runsOf(result, name).map(({ seconds }) => seconds),
        ),
        figure(`${name}, per neuron and step`, 'ns', runsOf(result, name).map(nanoseconds)),
      ]),
    );
  },
};
