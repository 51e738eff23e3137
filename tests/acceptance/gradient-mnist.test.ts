/** A feed-forward net 784-128-64-10 with rectified units on MNIST: ten epochs of Adam with a cosine rate, batches of 64. */
import { expect, it } from 'vitest';
import { nodeHost } from '../../cli/host.ts';
import { shuffled } from '../../engine/data.ts';
import { allToAll, type Dataset, defineCell, GradientTrainer, network, splitIndices, uniform } from '../../engine/index.ts';
import { RandomStream } from '../../engine/random.ts';
import { mnist } from '../../scenarios/data/index.ts';

const state = { y: { unit: '1', initial: 0, doc: 'output' } } as const;
const ports = { input: { unit: '1' } } as const;
const parameters = { bias: { default: 0, doc: 'added to the input' } } as const;
const source = 'this test';
const pixel = defineCell({ name: 'pixel', source, state, ports, equations: "y' = input" });
const rectified = defineCell({
  name: 'rectified',
  source,
  parameters,
  state,
  ports,
  equations: "z = input + bias\ny' = where(z <= 0, 0, z)",
});
const linear = defineCell({ name: 'linear', source, parameters, state, ports, equations: "y' = input + bias" });

const [pixels, classes, batch, epochs] = [784, 10, 64, 10];
/** He's variance 2 / n as a uniform distribution. */
const weight = (fanIn: number) => uniform(-Math.sqrt(6 / fanIn), Math.sqrt(6 / fanIn));
const full = allToAll();

function made(seed: number): GradientTrainer {
  const net = network({ x: pixel.of(pixels), a: rectified.of(128), b: rectified.of(64), y: linear.of(classes) }, [
    { from: 'x', to: 'a', port: 'input', wiring: full, weight: weight(pixels) },
    { from: 'a', to: 'b', port: 'input', wiring: full, weight: weight(128) },
    { from: 'b', to: 'y', port: 'input', wiring: full, weight: weight(64) },
  ]);
  return new GradientTrainer(net, {
    dt: 1,
    seed,
    precision: 'float32',
    trains: ['x->a:input#0', 'a->b:input#0', 'b->y:input#0', 'a.bias', 'b.bias', 'y.bias'],
    output: { population: 'y', variable: 'y' },
    loss: 'softmaxCrossEntropy',
    optimiser: { name: 'adam' },
    batch,
    unroll: 1,
  });
}

/** Writes the examples at `first` and after; lanes beyond the last one are asked nothing. */
function filler(trainer: GradientTrainer, data: Dataset): (order: ArrayLike<number>, first: number) => () => void {
  const { targets } = trainer;
  const x = trainer.input('x', 'input');
  return (order, first) => () => {
    for (let lane = 0; lane < batch; lane++) {
      const example = order[first + lane];
      targets.values.fill(example === undefined ? Number.NaN : 0, lane * targets.stride, (lane + 1) * targets.stride);
      if (example === undefined) continue;
      data.inputs(example).forEach((value, i) => {
        x.values[lane * x.stride + i] = value / 255;
      });
      targets.values[lane * targets.stride + data.label(example)] = 1;
    }
  };
}

function accuracy(trainer: GradientTrainer, data: Dataset, order: ArrayLike<number>): number {
  const fill = filler(trainer, data);
  let right = 0;
  for (let first = 0; first < order.length; first += batch) {
    trainer.evaluate(fill(order, first));
    const { values, stride } = trainer.outputs;
    for (let lane = 0; lane < Math.min(batch, order.length - first); lane++) {
      const answers = values.subarray(lane * stride, lane * stride + classes);
      if (answers.indexOf(Math.max(...answers)) === data.label(order[first + lane]!)) right++;
    }
  }
  return right / order.length;
}

it.each([0, 1, 2])('reads at least 94 of 100 test images, seed %i', async (seed) => {
  const data = mnist.parse(await nodeHost().loadData(mnist.file));
  const of = (part: 'train' | 'validation' | 'test') => splitIndices(data, mnist.partOf, part);
  const examples = [...of('train'), ...of('validation')];
  const trainer = made(seed);
  const fill = filler(trainer, data);
  const random = new RandomStream(seed, 'shuffle');
  const perEpoch = Math.floor(examples.length / batch);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(examples, random, epoch);
    for (let k = 0; k < perEpoch; k++) {
      const done = (epoch * perEpoch + k) / (epochs * perEpoch);
      trainer.train(fill(order, k * batch), 5e-4 * (1 + Math.cos(Math.PI * done)));
    }
  }
  expect(accuracy(trainer, data, of('test'))).toBeGreaterThanOrEqual(0.94);
});
