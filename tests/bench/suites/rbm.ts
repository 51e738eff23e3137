/** Updates of a restricted Boltzmann machine by CD-1: the engine, NumPy with its BLAS in one thread, and a plain loop. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BatchNetwork, contrastiveDivergence, momentum } from '../../../engine/index.ts';
import { restrictedBoltzmann } from '../../../models/index.ts';
import { runChild } from '../child.ts';
import { type Contestant, disturbanceOfOthers, interleave, type Measured, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { type Suite, timed } from '../suite.ts';
import { learnPlain } from '../yardsticks/divergence-plain.ts';

const [visible, hidden, batch] = [784, 500, 100];
const updates = { engine: 60, numpy: 100, plain: 3 } as const;
const names = { engine: 'engine', numpy: 'numpy', plain: 'plain JavaScript' } as const;

/** Debian's, whose numpy takes the BLAS that Debian's alternatives name. */
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('../yardsticks/divergence_numpy.py', import.meta.url));
const argsOf = (count: number) => [
  'OPENBLAS_NUM_THREADS=1',
  'OMP_NUM_THREADS=1',
  python,
  script,
  ...[visible, hidden, batch, count].map(String),
];

/** A fifth of the pixels are ink. */
const isInk = (lane: number, pixel: number) => ((lane * 7919 + pixel * 104_729) % 1009) / 1009 < 0.2;

function engine(seed: number): (count: number) => void {
  const learner = contrastiveDivergence({ steps: 1, expected: ['h.p'], optimiser: momentum({ rate: 0.05 }) });
  const network = new BatchNetwork(restrictedBoltzmann({ visible, hidden }), {
    dt: 1,
    seed,
    precision: 'float32',
    batch,
    learners: { cd: learner },
  });
  network.setTraining(true);
  const [world, clamp] = [network.input('v', 'world'), network.input('v', 'clamp')];
  const data = new Float32Array(batch * world.stride);
  for (let lane = 0; lane < batch; lane++)
    for (let pixel = 0; pixel < visible; pixel++) data[lane * world.stride + pixel] = isInk(lane, pixel) ? 1 : 0;
  const moment = { share: 0, epoch: 0, update: 0, endsEpoch: false };
  let step = 0;
  return (count) => {
    for (let update = 0; update < count; update++) {
      network.begin(batch);
      network.clear();
      world.values.set(data);
      clamp.values.fill(1, 0, data.length);
      network.forward(step++);
      network.clear();
      network.forward(step++);
      network.learn(moment);
    }
  };
}

function plain(): (count: number) => void {
  const weights = Float32Array.from({ length: visible * hidden }, (_, k) => (((k * 7919) % 2003) / 1001 - 1) / 100);
  const machine = { visible, hidden, weights, b: new Float32Array(visible), c: new Float32Array(hidden) };
  const data = Float32Array.from({ length: batch * visible }, (_, k) => (isInk(Math.floor(k / visible), k % visible) ? 1 : 0));
  return (count) => learnPlain(machine, data, batch, count);
}

function contestants(seed: number, hasNumpy: boolean): Contestant[] {
  const [own, loop] = [engine(seed), plain()];
  own(20);
  loop(1);
  const numpy = async (): Promise<Measured> => {
    const { stdout, waited } = await runChild('env', argsOf(updates.numpy));
    return { seconds: (JSON.parse(stdout) as { seconds: number }).seconds, amount: updates.numpy, waited };
  };
  return [
    { name: names.engine, run: () => ({ seconds: timed(() => own(updates.engine)), amount: updates.engine }) },
    ...(hasNumpy ? [{ name: names.numpy, run: numpy }] : []),
    { name: names.plain, run: () => ({ seconds: timed(() => loop(updates.plain)), amount: updates.plain }) },
  ];
}

const milliseconds = (result: Result, name: string) =>
  runsOf(result, name).map(({ seconds, amount }) => (seconds / amount!) * 1e3);

export const rbmSuite: Suite = {
  name: 'rbm',
  about: `an update by CD-1, ${visible}-${hidden} units, batch ${batch}, float32, one thread`,
  run: async ({ rounds, seed }) => {
    const probe = spawnSync('env', argsOf(1), { encoding: 'utf8' });
    const hasNumpy = probe.status === 0;
    const all = contestants(seed, hasNumpy);
    const result = await interleave(all, rounds, disturbanceOfOthers);
    const base = milliseconds(result, names.engine);
    const asFast = (name: string) => milliseconds(result, name).map((time, round) => time / base[round]!);
    return {
      figures: [
        ...all.map(({ name }) => figure(name, 'ms per update', milliseconds(result, name))),
        ...(hasNumpy ? [figure('speed of the engine over that of numpy', 'x', asFast(names.numpy), { atLeast: 0.4 })] : []),
        figure('engine faster than plain JavaScript', 'x', asFast(names.plain), { atLeast: 5 }),
      ],
      quiet: result.quiet,
      dropped: result.dropped,
      notes: [
        hasNumpy
          ? (JSON.parse(probe.stdout) as { about: string }).about
          : `numpy is not installed for ${python}; on Debian: apt-get install python3-numpy libopenblas0-pthread`,
      ],
    };
  },
};
