/** A small recurrent network for tests of learning by gradients, its examples, and central differences. */
import { expect } from 'vitest';
import {
  allToAll,
  defineCell,
  type GradientDefinition,
  type GradientOptions,
  GradientTrainer,
  gradient,
  network,
  sgd,
  squaredError,
  steps,
  uniform,
} from '../../../engine/index.ts';
import type { Network } from '../../../engine/network.ts';
import { RandomStream } from '../../../engine/random.ts';

export const input = defineCell({
  name: 'testInput',
  source: 'this test',
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1' } },
  equations: "y' = input",
});
export const hidden = defineCell({
  name: 'testHidden',
  source: 'this test',
  parameters: {
    bias: { default: 0, doc: 'added to the input', trainable: true },
    leak: { default: 0.7, doc: 'share of the new value', trainable: true },
  },
  state: { h: { unit: '1', initial: 0.1, doc: 'output' } },
  ports: { input: { unit: '1' }, feedback: { unit: '1' } },
  equations: "h' = (1 - leak) * h + leak * tanh(input + feedback + bias)",
});
export const output = defineCell({
  name: 'testOutput',
  source: 'this test',
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { z: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1' } },
  equations: "z' = input + bias",
});

export const weight = uniform(-0.8, 0.8);
/** Sizes that fill no vector. */
export const [batch, unroll, inputs, outputs] = [3, 5, 4, 3];

/** With a shortcut two steps back. */
export function recurrent(): Network {
  return network({ x: input.of(inputs), h: hidden.of(7), y: output.of(outputs) }, [
    { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight },
    { from: 'h', to: 'h', port: 'feedback', wiring: allToAll(), weight, delay: steps(1) },
    { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight },
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight, delay: steps(3) },
  ]);
}

export const trains = ['x->h:input#0', 'h->h:feedback#0', 'h->y:input#0', 'x->y:input#0', 'h.bias', 'h.leak', 'y.bias'];

export function trainerOf(
  definition: Partial<GradientDefinition> = {},
  net: Network = recurrent(),
  options: Partial<GradientOptions> = {},
): GradientTrainer {
  const learner = gradient({ loss: squaredError('y', 'target'), optimiser: sgd({ rate: 0.02 }), unroll, ...definition });
  return new GradientTrainer(net, { dt: 1, seed: 3, precision: 'float64', learner, batch, ...options });
}

/** The same random inputs and targets each time; the target of some times is not asked. */
export function filled(net: GradientTrainer): () => void {
  const random = new RandomStream(1, 'examples');
  const x = net.input('x', 'input');
  const targets = net.targets;
  return () => {
    for (let t = 0; t < net.unroll; t++) {
      for (let lane = 0; lane < net.batch; lane++) {
        const row = (t * net.batch + lane) * x.stride;
        for (let i = 0; i < inputs; i++) x.values[row + i] = 2 * random.uniform(t, lane, i, 0) - 1;
        if (t === 1) continue;
        for (const { values, stride, size, loss } of targets) {
          const label = Math.floor(random.uniform(t, lane, 0, 1) * size);
          const others = loss.kind === 'hinge' || loss.kind === 'perceptron' ? -1 : 0;
          for (let k = 0; k < size; k++) values[(t * net.batch + lane) * stride + k] = k === label ? 1 : others;
        }
      }
    }
  };
}

/** Every gradient against central differences, whose error is some 1e-10 of curvature and 1e-11 of rounding, times the loss. */
export function checkGradients(net: GradientTrainer, fill: () => void = filled(net), tolerance = 1e-8): void {
  net.evaluate(fill);
  net.backward();
  const found = net.trained.names.map((name) => [name, Float64Array.from(net.trained.gradient(name))] as const);
  expect(found.some(([, gradient]) => gradient.some((value) => value !== 0))).toBe(true);
  for (const [name, gradient] of found) {
    const values = Float64Array.from(net.trained.read(name));
    const lossAt = (i: number, by: number) => {
      net.trained.write(name, values.with(i, values[i]! + by));
      return net.evaluate(fill);
    };
    gradient.forEach((value, i) => {
      const difference = (lossAt(i, 1e-5) - lossAt(i, -1e-5)) / 2e-5;
      expect(Math.abs(value - difference), `${name}[${i}]`).toBeLessThan(tolerance * Math.max(1, Math.abs(difference)));
    });
    net.trained.write(name, values);
  }
}
