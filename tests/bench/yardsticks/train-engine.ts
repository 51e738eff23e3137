/** A training step of the engine, in the form of its yardsticks: `train-engine.ts mlp|lstm|gru float32|float64 repetitions steps`. */
import {
  adam,
  allToAll,
  crossEntropy,
  GradientTrainer,
  gradient,
  steps as inSteps,
  network,
  type Precision,
  squaredError,
} from '../../../engine/index.ts';
import { gruCell, identityUnit, inputUnit, lstmCell, reluUnit } from '../../../models/index.ts';
import {
  ADAM,
  ADDING,
  addingBatch,
  imageBatch,
  MLP,
  mlpWeights,
  printTraining,
  recurrentWeights,
  trainingArguments,
  type Weight,
} from './train-tasks.ts';

const { task, variant, repetitions, steps } = trainingArguments();
if (variant !== 'float64' && variant !== 'float32') throw new Error(`${variant}: expected float64 or float32`);
const precision: Precision = variant;

const { learningRate, ...parameters } = ADAM;
const common = { dt: 1, seed: 1, precision } as const;
const optimiser = adam({ rate: learningRate, ...parameters });
const full = { wiring: allToAll(), weight: 0 } as const;

/** Columns [first, first + count) of a matrix [from][to], as the engine keeps it: by target, then source. */
function columns({ shape, values }: Weight, first: number, count: number): number[] {
  const [from, to] = shape as [number, number];
  return Array.from({ length: count * from }, (_, k) => values[(k % from) * to + first + Math.floor(k / from)]!);
}

function mlp(): () => number {
  const [pixels, first, second, classes] = MLP.sizes;
  const net = network({ x: inputUnit.of(pixels), a: reluUnit.of(first), b: reluUnit.of(second), y: identityUnit.of(classes) }, [
    { from: 'x', to: 'a', port: 'input', ...full },
    { from: 'a', to: 'b', port: 'input', ...full },
    { from: 'b', to: 'y', port: 'input', ...full },
  ]);
  const trains = ['x->a:input#0', 'a.bias', 'a->b:input#0', 'b.bias', 'b->y:input#0', 'y.bias'];
  const learner = gradient({ loss: crossEntropy('y.y', 'label'), optimiser, trains });
  const trainer = new GradientTrainer(net, { ...common, learner, batch: MLP.batch });
  mlpWeights().forEach((weight, k) => {
    trainer.trained.write(trains[k]!, weight.shape.length === 1 ? weight.values : columns(weight, 0, weight.shape[1]!));
  });
  const { images, labels } = imageBatch();
  const targets = trainer.targets[0]!;
  const x = trainer.input('x', 'input');
  const fill = () => {
    for (let lane = 0; lane < MLP.batch; lane++) {
      x.values.set(images.subarray(lane * pixels, (lane + 1) * pixels), lane * x.stride);
      targets.values.fill(0, lane * targets.stride, lane * targets.stride + targets.size);
      targets.values[lane * targets.stride + labels[lane]!] = 1;
    }
  };
  return () => trainer.train(fill, learningRate);
}

/** By gate: its ports, its bias, and its place in the yardsticks' weights. */
const gates = {
  lstm: [
    { input: 'inputGate', feedback: 'inputGate', bias: 'biasI' },
    { input: 'forgetGate', feedback: 'forgetGate', bias: 'biasF' },
    { input: 'candidate', feedback: 'candidate', bias: 'biasG' },
    { input: 'outputGate', feedback: 'outputGate', bias: 'biasO' },
  ],
  gru: [
    { input: 'reset', feedback: 'reset', bias: 'biasR' },
    { input: 'update', feedback: 'update', bias: 'biasZ' },
    { input: 'candidate', feedback: 'recurrent', bias: 'biasN' },
  ],
} as const;

function recurrent(kind: 'lstm' | 'gru'): () => number {
  const { batch, steps: unroll, inputs, hidden, clipNorm } = ADDING;
  const cells = { lstm: lstmCell.of(hidden), gru: gruCell.of(hidden) }[kind];
  const ports = gates[kind];
  const net = network(
    { x: inputUnit.of(inputs), h: cells, y: identityUnit.of(1) } as never,
    [
      ...ports.map(({ input }) => ({ from: 'x', to: 'h', port: input, ...full })),
      ...ports.map(({ feedback }) => ({ from: 'h', to: 'h', port: feedback, delay: inSteps(1), ...full })),
      { from: 'h', to: 'y', port: 'input', ...full },
    ] as never,
  );
  const own = ports.map(({ bias }) => `h.${bias}`);
  const trains = [
    ...ports.map(({ input }) => `x->h:${input}#0`),
    ...ports.map(({ feedback }) => `h->h:${feedback}#0`),
    ...own,
    ...(kind === 'gru' ? ['h.biasH'] : []),
    'h->y:input#0',
    'y.bias',
  ];
  // The whole squared error, as the yardsticks have it.
  const loss = squaredError('y', 'sum', 2);
  const learner = gradient({ loss, optimiser, trains, unroll, clipNorm });
  const trainer = new GradientTrainer(net, { ...common, learner, batch });
  const [fromInput, fromHidden, bias, toOutput, outputBias] = recurrentWeights(kind) as [Weight, Weight, Weight, Weight, Weight];
  const partOfBias = (k: number) => bias.values.subarray(k * hidden, (k + 1) * hidden);
  ports.forEach((gate, k) => {
    trainer.trained.write(`x->h:${gate.input}#0`, columns(fromInput, k * hidden, hidden));
    trainer.trained.write(`h->h:${gate.feedback}#0`, columns(fromHidden, k * hidden, hidden));
    trainer.trained.write(`h.${gate.bias}`, partOfBias(k));
  });
  if (kind === 'gru') trainer.trained.write('h.biasH', partOfBias(3));
  trainer.trained.write('h->y:input#0', toOutput.values);
  trainer.trained.write('y.bias', outputBias.values);
  const { inputs: given, targets: wanted } = addingBatch();
  const targets = trainer.targets[0]!;
  const x = trainer.input('x', 'input');
  const fill = () => {
    for (let row = 0; row < unroll * batch; row++) x.values.set(given.subarray(row * inputs, (row + 1) * inputs), row * x.stride);
    for (let lane = 0; lane < batch; lane++) targets.values[((unroll - 1) * batch + lane) * targets.stride] = wanted[lane]!;
  };
  return () => trainer.train(fill, learningRate);
}

const step = task === 'mlp' ? mlp() : recurrent(task);
await printTraining({ name: 'engine', task, backend: variant }, step, { repetitions, steps });
