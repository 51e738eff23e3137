/**
 * Back-propagation is the chain rule: dL/dtheta_i = dL/df_K  df_K/df_(K-1) ... df_(i+1)/df_i  df_i/dtheta_i, with every factor a Jacobian
 * written out, multiplied from the left.
 */
import { expect, it } from 'vitest';
import { sgd, squaredError } from '../../../../engine/index.ts';
import { feedForward, identityUnit, tanhUnit } from '../../../../models/index.ts';
import { difference, exactMachines, feed, type Matrix, readOracle, trainerOf, writeAll } from './oracle.ts';

/** The weights of the perceptron beside, and its first example. */
const { sizes, weights, biases, inputs, targets } = readOracle<{
  sizes: number[];
  weights: Matrix[];
  biases: Matrix;
  inputs: Matrix;
  targets: { squared: Matrix };
}>('mlp');
const [input, target] = [inputs[0]!, targets.squared[0]!];

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const timesMatrix = (row: readonly number[], matrix: Matrix) =>
  matrix[0]!.map((_, column) =>
    dot(
      row,
      matrix.map((line) => line[column]!),
    ),
  );

/** A layer at work: what it was given and said, and its three Jacobians. */
interface Layer {
  readonly output: readonly number[];
  readonly byInput: Matrix;
  /** Weights by target, then source. */
  readonly byWeights: Matrix;
  readonly byBias: Matrix;
}

function layerAt(given: readonly number[], weight: Matrix, bias: readonly number[], isLast: boolean): Layer {
  const sums = weight.map((row, i) => dot(row, given) + bias[i]!);
  const output = isLast ? sums : sums.map(Math.tanh);
  const slopes = output.map((value) => (isLast ? 1 : 1 - value * value));
  return {
    output,
    byInput: weight.map((row, i) => row.map((value) => slopes[i]! * value)),
    byWeights: weight.map((_, i) => weight.flatMap((row, j) => row.map((_, k) => (i === j ? slopes[i]! * given[k]! : 0)))),
    byBias: weight.map((_, i) => weight.map((_, j) => (i === j ? slopes[i]! : 0))),
  };
}

/** By the names of what is trained. */
function products(): Record<string, number[]> {
  const layers: Layer[] = [];
  weights.forEach((weight, k) => {
    layers.push(layerAt(layers.at(-1)?.output ?? input, weight, biases[k]!, k === weights.length - 1));
  });
  const names = ['x', 'h1', 'h2', 'y'];
  const found: Record<string, number[]> = {};
  let product: readonly number[] = layers.at(-1)!.output.map((value, k) => value - target[k]!);
  layers.toReversed().forEach(({ byInput, byWeights, byBias }, fromLast) => {
    const k = layers.length - fromLast;
    found[`${names[k - 1]}->${names[k]}:input#0`] = timesMatrix(product, byWeights);
    found[`${names[k]}.bias`] = timesMatrix(product, byBias);
    product = timesMatrix(product, byInput);
  });
  return found;
}

it.each(exactMachines)('gradients are the products of the Jacobians, $backend', (on) => {
  const net = feedForward({ sizes, hidden: tanhUnit, output: identityUnit });
  const trainer = trainerOf(net, { loss: squaredError('y', 'target'), optimiser: sgd({ rate: 0 }) }, on, 1);
  const expected = products();
  expect(Object.keys(expected).sort()).toEqual([...trainer.trained.names].sort());
  writeAll(trainer, {
    'x->h1:input#0': weights[0]!,
    'h1->h2:input#0': weights[1]!,
    'h2->y:input#0': weights[2]!,
    'h1.bias': biases[0]!,
    'h2.bias': biases[1]!,
    'y.bias': biases[2]!,
  });
  trainer.evaluate(() => {
    feed(trainer.input('x', 'input'), 1, [[input]]);
    feed(trainer.targets[0]!, 1, [[target]]);
  });
  trainer.backward();
  for (const [name, gradient] of Object.entries(expected)) {
    expect(difference(trainer.trained.gradient(name), gradient), name).toBeLessThan(1e-12);
  }
});
