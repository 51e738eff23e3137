/** A step of learning by gradients, forward, backward and an update: the engine beside TensorFlow.js, brain.js and a plain loop. */
import { type Contestant, disturbanceOfOthers, interleave, type Result, runsOf } from '../interleave.ts';
import { isParted, PARTING_MOST, parting } from '../losses.ts';
import { type Figure, figure, type Goal } from '../report.ts';
import type { Findings, Suite } from '../suite.ts';
import type { TrainingTask } from '../yardsticks/train-tasks.ts';
import { peerAbout, tfjsFor, training } from '../yardsticks/training.ts';

const tasks: readonly TrainingTask[] = ['mlp', 'lstm', 'gru'];

/** In a round, of all whose losses are compared. */
const STEPS = 20;
/** In a round, of brain.js, some of whose steps take seconds. */
const FEW_STEPS = { mlp: 2, lstm: 10, gru: 10 } as const;

const names = { engine: 'engine', plain: 'plain JavaScript', tfjs: 'TensorFlow.js' } as const;

/** What trains the task as the engine does, and how much faster the engine should be. */
const yardsticks: readonly { name: string; goal: Goal | null }[] = [
  { name: names.tfjs, goal: { atLeast: 1 } },
  { name: names.plain, goal: null },
];

/** brain.js has recurrent networks only for what comes next in a sequence: the time of that is shown, and compared with nothing. */
const brainNames = {
  mlp: 'brain.js, an update per example',
  lstm: 'brain.js, another task, an update per example',
  gru: 'brain.js, another task, an update per example',
} as const;

interface Peers {
  readonly hasTfjs: boolean;
  readonly hasBrain: boolean;
  readonly notes: readonly string[];
}

function peersHere(): Peers {
  const tfjs = [peerAbout('@tensorflow/tfjs'), peerAbout('@tensorflow/tfjs-backend-wasm')];
  const brain = peerAbout('brain.js');
  return {
    hasTfjs: tfjs.every((peer) => !('absent' in peer)),
    hasBrain: !('absent' in brain),
    notes: [...tfjs, brain].map((peer) => ('absent' in peer ? peer.absent : peer.about)),
  };
}

async function contestants(task: TrainingTask, { hasTfjs, hasBrain }: Peers): Promise<{ all: Contestant[]; notes: string[] }> {
  const all = [
    training(names.engine, { program: 'engine', variant: 'float32' }, task, STEPS),
    training(names.plain, { program: 'plain', variant: 'float32' }, task, STEPS),
  ];
  const notes: string[] = [];
  if (hasTfjs) {
    const { trainee, why } = await tfjsFor(task);
    all.push(training(names.tfjs, trainee, task, STEPS));
    notes.push(`${task}: TensorFlow.js by its backend ${trainee.variant}${why === undefined ? '' : `, as wasm fails: ${why}`}`);
  }
  if (hasBrain) all.push(training(brainNames[task], { program: 'brain', variant: '-' }, task, FEW_STEPS[task]));
  return { all, notes };
}

const milliseconds = (result: Result, name: string) =>
  runsOf(result, name).map(({ seconds, amount }) => (seconds / amount!) * 1e3);

/** By step: brain.js makes fewer in a run. */
function engineFaster(task: TrainingTask, result: Result, name: string, goal: Goal | null): Figure {
  const base = milliseconds(result, names.engine);
  const ratios = milliseconds(result, name).map((time, round) => time / base[round]!);
  return figure(`${task}: engine faster than ${name}`, 'x', ratios, goal);
}

/** How far its losses part from the engine's; how much slower it is, unless they part too far. */
function comparison(task: TrainingTask, result: Result, { name, goal }: (typeof yardsticks)[number]) {
  const apart = parting(result, name, names.engine);
  const losses = figure(`${task}: ${name}, loss apart from the engine's`, '%', apart, { atMost: PARTING_MOST });
  if (isParted(apart))
    return { figures: [losses], notes: [`ERROR: ${task}: ${name} does not compute what the engine does: no yardstick`] };
  return { figures: [engineFaster(task, result, name, goal), losses], notes: [] };
}

async function measure(task: TrainingTask, peers: Peers, rounds: number): Promise<Findings> {
  const { all, notes } = await contestants(task, peers);
  const result = await interleave(all, rounds, disturbanceOfOthers);
  const there = yardsticks.filter(({ name }) => all.some((contestant) => contestant.name === name));
  const compared = there.map((yardstick) => comparison(task, result, yardstick));
  return {
    figures: [
      ...all.map(({ name }) => figure(`${task}: ${name}`, 'ms per step', milliseconds(result, name))),
      ...compared.flatMap(({ figures }) => figures),
      ...(task === 'mlp' && peers.hasBrain ? [engineFaster(task, result, brainNames.mlp, null)] : []),
    ],
    quiet: result.quiet,
    dropped: result.dropped,
    notes: [...notes, ...compared.flatMap(({ notes }) => notes)],
  };
}

export const trainingSuite: Suite = {
  name: 'training',
  about: 'a step of Adam on a batch, float32, one thread',
  run: async ({ rounds }) => {
    const peers = peersHere();
    const found: Findings[] = [];
    for (const task of tasks) found.push(await measure(task, peers, rounds));
    return {
      figures: found.flatMap(({ figures }) => figures),
      quiet: found.every(({ quiet }) => quiet),
      dropped: found.reduce((sum, { dropped }) => sum + dropped, 0),
      notes: [
        'mlp: 784-256-128-10 units, 64 examples; lstm, gru: 32 units, 50 steps of the adding problem, 32 examples',
        ...peers.notes,
        ...found.flatMap(({ notes }) => notes),
        ...(peers.hasBrain ? ['brain.js: a step is as many updates as the batch has examples; its losses are its own'] : []),
      ],
    };
  },
};
