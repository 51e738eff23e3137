/** One online epoch of a self-organising map: the engine, a plain loop, and NumPy. */
import { fileURLToPath } from 'node:url';
import { BatchNetwork, geometric, grid, uniform } from '../../../engine/index.ts';
import { mapLearner, selfOrganisingMap } from '../../../models/index.ts';
import { runChild } from '../child.ts';
import { type Contestant, disturbanceOfOthers, interleave, type Measured, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { type Suite, timed } from '../suite.ts';
import { numpyAbout } from '../yardsticks/numpy.ts';
import { runPlainMap } from '../yardsticks/som-plain.ts';

const [side, examples, inputs] = [20, 10_000, 784];
const names = { engine: 'engine', plain: 'plain JavaScript', numpy: 'NumPy' } as const;
const script = fileURLToPath(new URL('../yardsticks/som_numpy.py', import.meta.url));
const python = ['OPENBLAS_NUM_THREADS=1', 'OMP_NUM_THREADS=1', '/usr/bin/python3', script];

function mapOf(seed: number): BatchNetwork {
  const net = selfOrganisingMap({ inputs, lattice: grid([side, side], '1 um'), cells: side * side, at: uniform(0, 1) });
  const learners = { map: mapLearner('online', { width: geometric(side / 2, 0.5), rate: geometric(0.5, 0.01) }) };
  return new BatchNetwork(net, { dt: 1, seed, precision: 'float32', batch: 1, learners });
}

function epoch(map: BatchNetwork, data: Float32Array, count: number): void {
  const { values } = map.input('x', 'input');
  for (let update = 0; update < count; update++) {
    const moment = { share: update / count, epoch: 0, update, endsEpoch: update + 1 === count };
    map.begin(1, false, moment);
    map.clear();
    values.set(data.subarray(update * inputs, (update + 1) * inputs));
    map.forward(update);
    map.learn(moment);
  }
}

const rates = (result: Result, name: string) => runsOf(result, name).map(({ seconds, amount }) => amount! / seconds);

/** How far the two are apart after some examples: the plain loop sums in float64, so that it need not be 0. */
function apart(data: Float32Array, seed: number): number {
  const map = mapOf(seed);
  const weights = Float32Array.from(map.trained.read('x->map:distance#0'));
  epoch(map, data, 200);
  runPlainMap({ side, inputs, weights, data: data.subarray(0, 200 * inputs) });
  return Array.from(map.trained.read('x->map:distance#0')).reduce(
    (most, weight, k) => Math.max(most, Math.abs(weight - weights[k]!)),
    0,
  );
}

export const somSuite: Suite = {
  name: 'som',
  about: `one online epoch of a self-organising map, ${side} x ${side} cells, ${examples} examples of ${inputs} numbers, float32, one thread`,
  run: async ({ rounds, seed }) => {
    const data = Float32Array.from({ length: examples * inputs }, (_, k) => (k * 0.6180339887) % 1);
    const map = mapOf(seed);
    const difference = apart(data, seed);
    const about = numpyAbout();
    const numpy = async (): Promise<Measured> => {
      const { stdout, waited } = await runChild('env', [...python, ...[side, examples, inputs].map(String)]);
      const { seconds } = JSON.parse(stdout) as { seconds: number };
      return { seconds, amount: examples, waited };
    };
    const plain = () => runPlainMap({ side, inputs, weights: new Float32Array(side * side * inputs).fill(0.5), data });
    const contestants: Contestant[] = [
      { name: names.engine, run: () => ({ seconds: timed(() => epoch(map, data, examples)), amount: examples }) },
      { name: names.plain, run: () => ({ seconds: timed(plain), amount: examples }) },
      ...('about' in about ? [{ name: names.numpy, run: numpy }] : []),
    ];
    const result = await interleave(contestants, rounds, disturbanceOfOthers);
    const base = rates(result, names.engine);
    const faster = (name: string) => rates(result, name).map((rate, round) => base[round]! / rate);
    return {
      figures: [
        figure('engine', 'examples per s', base),
        figure(names.plain, 'examples per s', rates(result, names.plain)),
        figure(`engine faster than ${names.plain}`, 'x', faster(names.plain)),
        ...('about' in about
          ? [
              figure(names.numpy, 'examples per s', rates(result, names.numpy)),
              figure(`engine faster than ${names.numpy}`, 'x', faster(names.numpy), { atLeast: 1 }),
            ]
          : []),
      ],
      quiet: result.quiet,
      dropped: result.dropped,
      notes: [
        'about' in about ? about.about : about.absent,
        ...(difference < 1e-3 ? [] : [`ERROR: the plain loop parts from the engine by ${difference}`]),
      ],
    };
  },
};
