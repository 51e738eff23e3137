/**
 * What brain.js has instead of a training step, as a process of its own: `train-brain.ts mlp|lstm|gru - repetitions steps`. A step here is
 * as many of its own updates, one for each example, as the others' batch has examples. It differs in more:
 * - mlp: Adam, but sigmoids, the output's too, under a squared error: with ReLU, which it would give the output too, all outputs
 *   fall to zero for good and nothing is learnt.
 * - lstm, gru: RMSProp, each gradient clipped by itself at 5; the output is the next input, two numbers, judged at every step, and
 *   the sum follows as one step more. The losses are brain.js's own and compare with nothing.
 */
import { createRequire } from 'node:module';
import { ADAM, ADDING, addingBatch, imageBatch, MLP, printTraining, trainingArguments } from './train-tasks.ts';

/** The parts of brain.js that are used. */
interface NeuralNetwork {
  updateTrainingOptions(options: object): void;
  sizes: readonly number[];
  outputLayer: number;
  initialize(): void;
  trainPattern(example: { input: Float32Array; output: Float32Array }, isErrorWanted: true): number;
}
interface TimeStep {
  train(data: readonly number[][][], options: object): { error: number };
}
interface Brain {
  readonly NeuralNetwork: new (options: object) => NeuralNetwork;
  readonly recurrent: Record<'LSTMTimeStep' | 'GRUTimeStep', new (options: object) => TimeStep>;
}

const { task, repetitions, steps } = trainingArguments();
const peers = createRequire(new URL('../peers/package.json', import.meta.url));
const brain = peers('brain.js') as Brain;

function mlp(): () => number {
  const { images, labels } = imageBatch();
  const [inputs, ...others] = MLP.sizes;
  const examples = Array.from(labels, (label, k) => ({
    input: Float32Array.from(images.subarray(k * inputs, (k + 1) * inputs)),
    output: Float32Array.from({ length: MLP.sizes[3] }, (_, each) => (each === label ? 1 : 0)),
  }));
  const network = new brain.NeuralNetwork({ activation: 'sigmoid', hiddenLayers: others.slice(0, -1) });
  network.updateTrainingOptions({ praxis: 'adam', ...ADAM, activation: 'sigmoid' });
  network.sizes = MLP.sizes;
  network.outputLayer = others.length;
  network.initialize();
  return () => examples.reduce((sum, example) => sum + network.trainPattern(example, true), 0) / examples.length;
}

function recurrent(kind: 'LSTMTimeStep' | 'GRUTimeStep'): () => number {
  const { batch, steps: length, inputs: wide, hidden } = ADDING;
  const { inputs, targets } = addingBatch();
  const sequences = Array.from(targets, (target, example) => {
    const steps = Array.from({ length }, (_, step) => {
      const at = (step * batch + example) * wide;
      return [inputs[at]!, inputs[at + 1]!];
    });
    return [...steps, [target, 0]];
  });
  const network = new brain.recurrent[kind]({ inputSize: wide, hiddenLayers: [hidden], outputSize: wide });
  const once = { iterations: 1, errorThresh: 0, learningRate: ADAM.learningRate };
  return () => network.train(sequences, once).error;
}

const step = task === 'mlp' ? mlp() : recurrent(task === 'lstm' ? 'LSTMTimeStep' : 'GRUTimeStep');
const backend = 'JavaScript, float32, an update for each example';
// Its steps are slow, and each is many updates: steady at once.
await printTraining({ name: 'brain.js', task, backend }, step, { repetitions, steps, warmUp: task === 'mlp' ? 1 : 5 });
