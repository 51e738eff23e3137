/**
 * A training step in TensorFlow.js, as a process of its own: `train-tfjs.ts mlp|lstm|gru wasm|cpu repetitions steps`. Float32, as all
 * of TensorFlow.js. Written with its operations rather than its layers, which do the same and more in each step.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Weight } from './train-tasks.ts';
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
} from './train-tasks.ts';

/** The parts of TensorFlow.js that are used; its own types are there only where the peers are installed. */
interface Tensor {
  add(other: Tensor): Tensor;
  sub(other: Tensor): Tensor;
  mul(other: Tensor): Tensor;
  matMul(other: Tensor): Tensor;
  sigmoid(): Tensor;
  tanh(): Tensor;
  square(): Tensor;
  sqrt(): Tensor;
  sum(): Tensor;
  mean(): Tensor;
  split(parts: number, axis: number): Tensor[];
  unstack(): Tensor[];
  data(): Promise<Float32Array>;
  dispose(): void;
}
interface Variable extends Tensor {
  readonly name: string;
}
type Gradients = Record<string, Tensor>;
interface Tf {
  enableProdMode(): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  tensor(values: Float32Array, shape: readonly number[]): Tensor;
  tensor1d(values: Int32Array, type: 'int32'): Tensor;
  scalar(value: number): Tensor;
  zeros(shape: readonly number[]): Tensor;
  oneHot(indices: Tensor, depth: number): Tensor;
  variable(initial: Tensor): Variable;
  tidy<T>(body: () => T): T;
  concat(tensors: readonly Tensor[], axis: number): Tensor;
  addN(tensors: readonly Tensor[]): Tensor;
  div(a: Tensor, b: Tensor): Tensor;
  minimum(a: Tensor, b: Tensor): Tensor;
  readonly fused: { matMul(given: { a: Tensor; b: Tensor; bias: Tensor; activation: 'relu' | 'linear' }): Tensor };
  readonly losses: { softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor };
  readonly train: { adam(rate: number, beta1: number, beta2: number, epsilon: number): Optimizer };
  variableGrads(loss: () => Tensor, variables: Variable[]): { value: Tensor; grads: Gradients };
}
interface Optimizer {
  applyGradients(gradients: Gradients): void;
}

const { task, variant, repetitions, steps } = trainingArguments();
const peers = createRequire(new URL('../peers/package.json', import.meta.url));
const load = (name: string): unknown => peers(name);
const tf = load('@tensorflow/tfjs') as Tf;

if (variant === 'wasm') {
  const wasm = load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
  wasm.setWasmPaths(join(dirname(peers.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
}
tf.enableProdMode();
await tf.setBackend(variant);
await tf.ready();
if (tf.getBackend() !== variant) throw new Error(`TensorFlow.js took the backend ${tf.getBackend()}, not ${variant}`);

const variables = (weights: readonly Weight[]) =>
  weights.map(({ shape, values }) => tf.variable(tf.tensor(Float32Array.from(values), shape)));

function mlp(): { weights: Variable[]; loss: () => Tensor } {
  const { images, labels } = imageBatch();
  const x = tf.tensor(Float32Array.from(images), [MLP.batch, MLP.sizes[0]]);
  const y = tf.oneHot(tf.tensor1d(labels, 'int32'), MLP.sizes[3]);
  const weights = mlpWeightsOf();
  const [w1, b1, w2, b2, w3, b3] = weights as [Variable, Variable, Variable, Variable, Variable, Variable];
  const loss = () => {
    const first = tf.fused.matMul({ a: x, b: w1, bias: b1, activation: 'relu' });
    const second = tf.fused.matMul({ a: first, b: w2, bias: b2, activation: 'relu' });
    return tf.losses.softmaxCrossEntropy(y, tf.fused.matMul({ a: second, b: w3, bias: b3, activation: 'linear' }));
  };
  return { weights, loss };
}

function mlpWeightsOf(): Variable[] {
  return variables(mlpWeights());
}

/** Output and memory after a step, from them before it and the sums of the gates. */
function lstmStep([input, forget, fresh, output]: Tensor[], [, c]: Tensor[]): Tensor[] {
  const cell = forget!.sigmoid().mul(c!).add(input!.sigmoid().mul(fresh!.tanh()));
  return [output!.sigmoid().mul(cell.tanh()), cell];
}

function gruStep([reset, update, fromInput, fromHidden]: Tensor[], [h]: Tensor[]): Tensor[] {
  const fresh = fromInput!.add(reset!.sigmoid().mul(fromHidden!)).tanh();
  return [fresh.add(update!.sigmoid().mul(h!.sub(fresh)))];
}

/** Below each other, so that a step is one product. The two parts of a GRU's `new` side by side, zeros where they have no weight. */
function kernelOf(kind: 'lstm' | 'gru', fromInput: Tensor, fromHidden: Tensor): Tensor {
  if (kind === 'lstm') return tf.concat([fromInput, fromHidden], 0);
  const { inputs, hidden } = ADDING;
  const [reset, update, fresh] = fromHidden.split(3, 1);
  const above = tf.concat([fromInput, tf.zeros([inputs, hidden])], 1);
  return tf.concat([above, tf.concat([reset!, update!, tf.zeros([hidden, hidden]), fresh!], 1)], 0);
}

function recurrent(kind: 'lstm' | 'gru'): { weights: Variable[]; loss: () => Tensor } {
  const { batch, hidden, inputs: wide } = ADDING;
  const { inputs, targets } = addingBatch();
  // The inputs beside the hidden units: with the products of all steps' inputs made at once, the backend would copy them all anew for
  // the slice of each step, and take twice as long.
  const xs = tf.tensor(Float32Array.from(inputs), [ADDING.steps, batch, wide]).unstack();
  const y = tf.tensor(Float32Array.from(targets), [batch, 1]);
  const weights = variables(recurrentWeights(kind));
  const [fromInput, fromHidden, bias, out, outBias] = weights as [Variable, Variable, Variable, Variable, Variable];
  const step = kind === 'lstm' ? lstmStep : gruStep;
  const start = tf.zeros([batch, hidden]);
  const loss = () => {
    const kernel = kernelOf(kind, fromInput, fromHidden);
    let state = [start, start];
    for (const x of xs) {
      const sums = tf.fused.matMul({ a: tf.concat([x, state[0]!], 1), b: kernel, bias, activation: 'linear' });
      state = step(sums.split(4, 1), state);
    }
    return tf.fused.matMul({ a: state[0]!, b: out, bias: outBias, activation: 'linear' }).sub(y).square().mean();
  };
  return { weights, loss };
}

const one = tf.scalar(1);
const most = tf.scalar(ADDING.clipNorm);

function clipped(gradients: Gradients): Gradients {
  const norm = tf.addN(Object.values(gradients).map((each) => each.square().sum())).sqrt();
  const scale = tf.minimum(one, tf.div(most, norm));
  return Object.fromEntries(Object.entries(gradients).map(([name, each]) => [name, each.mul(scale)]));
}

const { weights, loss } = task === 'mlp' ? mlp() : recurrent(task);
const adam = tf.train.adam(ADAM.learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);

async function step(): Promise<number> {
  const value = tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss, weights);
    adam.applyGradients(task === 'mlp' ? grads : clipped(grads));
    return value;
  });
  const [number] = await value.data();
  value.dispose();
  return number!;
}

await printTraining({ name: 'TensorFlow.js', task, backend: `${variant}, float32` }, step, { repetitions, steps });
