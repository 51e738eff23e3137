/** A training step of the engine, in the form of its yardsticks: `train-engine.ts mlp|lstm|gru float32|float64 repetitions steps`. */
import { allToAll, type GradientOptions, GradientTrainer, network, type Precision } from '../../../engine/index.ts';
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
const common = { dt: 1, seed: 1, precision, optimiser: { name: 'adam', parameters } } as const;
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
  const output = { population: 'y', variable: 'y' };
  const trainer = new GradientTrainer(net, {
    ...common,
    trains,
    output,
    loss: 'softmaxCrossEntropy',
    batch: MLP.batch,
    unroll: 1,
  });
  mlpWeights().forEach((weight, k) => {
    trainer.write(trains[k]!, weight.shape.length === 1 ? weight.values : columns(weight, 0, weight.shape[1]!));
  });
  const { images, labels } = imageBatch();
  const { targets } = trainer;
  const x = trainer.input('x', 'input');
  const fill = () => {
    for (let lane = 0; lane < MLP.batch; lane++) {
      x.values.set(images.subarray(lane * pixels, (lane + 1) * pixels), lane * x.stride);
      targets.values.fill(0, lane * targets.stride, (lane + 1) * targets.stride);
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
      ...ports.map(({ feedback }) => ({ from: 'h', to: 'h', port: feedback, delay: '1 ms', ...full })),
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
  const output = { population: 'y', variable: 'y' };
  // The engine's loss is half of the yardsticks', and so are its gradients: with half the limit and half the epsilon, Adam does the
  // same.
  const optimiser = { name: 'adam', parameters: { ...parameters, epsilon: parameters.epsilon / 2 } } as const;
  const halved = { optimiser, clipNorm: clipNorm / 2 };
  const options: GradientOptions = { ...common, ...halved, trains, output, loss: 'squared', batch, unroll };
  const trainer = new GradientTrainer(net, options);
  const [fromInput, fromHidden, bias, toOutput, outputBias] = recurrentWeights(kind) as [Weight, Weight, Weight, Weight, Weight];
  const partOfBias = (k: number) => bias.values.subarray(k * hidden, (k + 1) * hidden);
  ports.forEach((gate, k) => {
    trainer.write(`x->h:${gate.input}#0`, columns(fromInput, k * hidden, hidden));
    trainer.write(`h->h:${gate.feedback}#0`, columns(fromHidden, k * hidden, hidden));
    trainer.write(`h.${gate.bias}`, partOfBias(k));
  });
  if (kind === 'gru') trainer.write('h.biasH', partOfBias(3));
  trainer.write('h->y:input#0', toOutput.values);
  trainer.write('y.bias', outputBias.values);
  const { inputs: given, targets: wanted } = addingBatch();
  const { targets } = trainer;
  const x = trainer.input('x', 'input');
  const fill = () => {
    for (let row = 0; row < unroll * batch; row++) x.values.set(given.subarray(row * inputs, (row + 1) * inputs), row * x.stride);
    targets.values.fill(Number.NaN);
    for (let lane = 0; lane < batch; lane++) targets.values[((unroll - 1) * batch + lane) * targets.stride] = wanted[lane]!;
  };
  return () => 2 * trainer.train(fill, learningRate);
}

const step = task === 'mlp' ? mlp() : recurrent(task);
await printTraining({ name: 'engine', task, backend: variant }, step, { repetitions, steps });
