/** One million neurons without connections, 1,000 steps: memory traffic and nothing else; Brian2's C++ beside it. */
import { network, uniform } from '../../../engine/index.ts';
import { lif } from '../../../models/index.ts';
import { interleave, ratios } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, ready, type Suite, stepping } from '../suite.ts';
import { brian2Program } from '../yardsticks/brian2.ts';

const CELLS = 1_000_000;
const STEPS = 1000;

export const millionSuite: Suite = {
  name: 'million',
  about: 'one million unconnected lif neurons, 1,000 steps',
  run: async ({ rounds, seed }) => {
    const cells = network({ cells: lif.of(CELLS, { v: uniform('-60 mV', '-50 mV') }) }, []);
    const own = (['float64', 'float32'] as const).map((precision) =>
      stepping(precision, ready(cells, 0.1, seed, precision), STEPS, CELLS * STEPS),
    );
    const modelSeconds = STEPS / 10_000;
    const args = [CELLS, modelSeconds, seed];
    const brian2 = brian2Program({ script: 'million_brian2.py', args, neurons: CELLS, modelSeconds });
    const hasBrian2 = !('absent' in brian2);
    try {
      const result = await interleave(hasBrian2 ? [...own, brian2] : own, rounds);
      const figures = result.standings.flatMap(({ name, seconds }) => [
        figure(name, 's', seconds),
        figure(
          `${name}, per neuron and step`,
          'ns',
          seconds.map((each) => (each / CELLS / STEPS) * 1e9),
        ),
      ]);
      if (hasBrian2) {
        figures.push(figure('float64 faster than Brian2', 'x', ratios(result, brian2.name, 'float64'), { atLeast: 1.8 }));
      }
      return findings(result, figures, [hasBrian2 ? brian2.about : brian2.absent]);
    } finally {
      if (hasBrian2) brian2.dispose();
    }
  },
};
