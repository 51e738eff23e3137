/**
 * What the yardsticks of training do: networks, data, first weights and the form of what they print. A step is forward, backward and
 * one update by Adam, always on the same batch, so that the loss must fall.
 */
import { waitedBy } from '../interleave.ts';

/** `mlp`: a classifier. `lstm`, `gru`: the adding problem, of Hochreiter & Schmidhuber 1997, read at the last step. */
export type TrainingTask = 'mlp' | 'lstm' | 'gru';

export const MLP = { batch: 64, sizes: [784, 256, 128, 10] } as const;
export const ADDING = { batch: 32, steps: 50, inputs: 2, hidden: 32, clipNorm: 1 } as const;
export const ADAM = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** One repetition: the median time of a step in it, and the losses before its first step and before its last. */
export interface TrainingLine {
  readonly name: string;
  readonly task: TrainingTask;
  readonly steps: number;
  readonly stepMs: number;
  /** Seconds of all its steps for which the main thread was ready but had no core; null where the system does not say. */
  readonly waited: number | null;
  readonly backend: string;
  readonly losses: readonly [first: number, last: number];
}

/** Rows of equal length, one after the other. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** mulberry32: small, good enough for a benchmark's data. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z = (z + Math.imul(z ^ (z >>> 7), z | 61)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Dense noise in [0, 1) with a class each: nothing to skip, and few enough to be learned by heart. */
export function imageBatch(): { images: Float64Array; labels: Int32Array } {
  const random = generator(1);
  return {
    images: Float64Array.from({ length: MLP.batch * MLP.sizes[0] }, random),
    labels: Int32Array.from({ length: MLP.batch }, (_, k) => k % MLP.sizes[3]),
  };
}

/** `inputs`: [step][example][value, marker]; two steps of each example are marked, and the target is the sum of their values. */
export function addingBatch(): { inputs: Float64Array; targets: Float64Array } {
  const { batch, steps } = ADDING;
  const random = generator(2);
  const inputs = new Float64Array(steps * batch * 2);
  const targets = new Float64Array(batch);
  for (let at = 0; at < inputs.length; at += 2) inputs[at] = random();
  for (let example = 0; example < batch; example++) {
    for (const half of [0, 1]) {
      const step = Math.floor(((half + random()) * steps) / 2);
      const at = (step * batch + example) * 2;
      inputs[at + 1] = 1;
      targets[example]! += inputs[at]!;
    }
  }
  return { inputs, targets };
}

function drawn(random: () => number, shape: readonly number[], bound: number): Weight {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float64Array.from({ length }, () => bound * (2 * random() - 1)) };
}

/** Weights [from][to] and bias, layer after layer. */
export function mlpWeights(): Weight[] {
  const random = generator(3);
  return MLP.sizes.slice(1).flatMap((to, layer) => {
    const from = MLP.sizes[layer]!;
    return [drawn(random, [from, to], Math.sqrt(6 / from)), { shape: [to], values: new Float64Array(to) }];
  });
}

/**
 * From the inputs, from the hidden units, their bias, to the output, its bias. Gates side by side: input, forget, cell, output of an
 * LSTM; reset, update, new of a GRU, whose reset multiplies the hidden part of `new` and a bias of that, the fourth part of the bias.
 * One bias for each sum: Adam would move the sum of two biases twice as far as one.
 */
export function recurrentWeights(task: 'lstm' | 'gru'): Weight[] {
  const random = generator(4);
  const { inputs, hidden } = ADDING;
  const wide = hidden * (task === 'lstm' ? 4 : 3);
  const bound = 1 / Math.sqrt(hidden);
  const shapes = [[inputs, wide], [hidden, wide], [4 * hidden], [hidden, 1], [1]];
  return shapes.map((shape) => drawn(random, shape, bound));
}

/** Steps before the first repetition; steps of a repetition. */
const WARM_UP = 20;

/** Runs repetitions and prints a line of JSON for each. `step` returns the loss before its update, and may give it up late. */
export async function printTraining(
  about: Pick<TrainingLine, 'name' | 'task' | 'backend'>,
  step: () => number | Promise<number>,
  { repetitions, steps, warmUp = WARM_UP }: { repetitions: number; steps: number; warmUp?: number },
): Promise<void> {
  for (let k = 0; k < warmUp; k++) await step();
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const times: number[] = [];
    const losses: number[] = [];
    const before = waitedBy('self');
    for (let k = 0; k < steps; k++) {
      const begin = performance.now();
      losses.push(await step());
      times.push(performance.now() - begin);
    }
    const waited = waitedBy('self') - before;
    times.sort((a, b) => a - b);
    const stepMs = times[times.length >> 1]!;
    const line: TrainingLine = { ...about, steps, stepMs, waited, losses: [losses[0]!, losses.at(-1)!] };
    console.log(JSON.stringify(line));
  }
}

/** What a child is told: task, variant (precision or backend), repetitions, steps of each. */
export function trainingArguments(): { task: TrainingTask; variant: string; repetitions: number; steps: number } {
  const [task, variant, repetitions, steps] = process.argv.slice(2);
  if (task !== 'mlp' && task !== 'lstm' && task !== 'gru') throw new Error(`${task}: expected mlp, lstm or gru`);
  return { task, variant: variant ?? '', repetitions: Number(repetitions ?? 3), steps: Number(steps ?? 20) };
}
