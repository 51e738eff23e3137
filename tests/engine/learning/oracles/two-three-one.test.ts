/**
 * The tutorial network 2-3-1 of sigmoids without biases, trained on hours of sleep and study: a thousand steps beside NumPy; and its trap.
 * The tutorial calls a pre-activation z2 in the forward half and the activation z2 in the backward half. Put together by their names, the
 * halves do not go downhill along the gradient: finite differences tell.
 */
import { describe, expect, it } from 'vitest';
import { type GradientTrainer, sgd, squaredError } from '../../../../engine/index.ts';
import { feedForward, logisticUnit } from '../../../../models/index.ts';
import {
  difference,
  exactMachines,
  expectGradients,
  expectNear,
  expectTrained,
  feed,
  type Machine,
  type Matrix,
  readOracle,
  trainerOf,
  writeAll,
} from './oracle.ts';

interface Weights {
  readonly W1: Matrix;
  readonly W2: Matrix;
}

interface Oracle extends Weights {
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly loss: number;
  readonly right: Weights;
  readonly literal: Weights;
  readonly trained: readonly (Weights & { readonly step: number; readonly loss: number; readonly meanSquaredError: number })[];
}

const oracle = readOracle<Oracle>('two-three-one');
const { X, Y, trained } = oracle;

/** The tutorial multiplies rows of inputs by the weights: ours are the other way round. */
const transposed = (matrix: Matrix) => matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
const named = ({ W1, W2 }: Weights) => ({ 'x->h1:input#0': transposed(W1), 'h1->y:input#0': transposed(W2) });

/** The loss is summed over examples: its mean times their number. */
function network(on: Machine): { trainer: GradientTrainer; fill: () => void } {
  const net = feedForward({ sizes: [2, 3, 1], hidden: logisticUnit, output: logisticUnit });
  const definition = {
    loss: squaredError('y', 'score', X.length),
    optimiser: sgd({ rate: 1 }),
    trains: Object.keys(named(oracle)),
  };
  const trainer = trainerOf(net, definition, on, X.length);
  writeAll(trainer, named(oracle));
  const fill = () => {
    feed(trainer.input('x', 'input'), X.length, [X]);
    feed(trainer.targets[0]!, X.length, [Y]);
  };
  return { trainer, fill };
}

/** Central differences, whose error is 1e-10 of curvature and 1e-11 of rounding. */
function finiteDifferences({ trainer, fill }: ReturnType<typeof network>): Record<string, number[]> {
  const of = (name: string) => {
    const values = Float64Array.from(trainer.trained.read(name));
    const lossAt = (i: number, by: number) => {
      trainer.trained.write(name, values.with(i, values[i]! + by));
      return trainer.evaluate(fill);
    };
    const found = Array.from(values, (_, i) => (lossAt(i, 1e-5) - lossAt(i, -1e-5)) / 2e-5);
    trainer.trained.write(name, values);
    return found;
  };
  return Object.fromEntries(trainer.trained.names.map((name) => [name, of(name)]));
}

describe.each(exactMachines)('$backend', (on) => {
  it('goes a thousand steps as the right code does, to an error below 1e-3', () => {
    const { trainer, fill } = network(on);
    expectNear([trainer.evaluate(fill)], oracle.loss, 'loss', on);
    trainer.backward();
    expectGradients(trainer, named(oracle.right), on);
    for (const { step, loss, ...weights } of trained) {
      while (trainer.updates < step) trainer.train(fill, 1);
      expectNear([trainer.evaluate(fill)], loss, `loss after ${step}`, on);
      expectTrained(trainer, named(weights), on);
    }
    expect(trained.at(-1)).toMatchObject({ step: 1000 });
    expect((2 * trainer.evaluate(fill)) / X.length).toBeLessThan(1e-3);
  });

  it('has the gradient that finite differences have; the literal combination of the halves has not', () => {
    const differences = finiteDifferences(network(on));
    for (const [name, gradient] of Object.entries(named(oracle.right))) {
      expect(difference(differences[name]!, gradient)).toBeLessThan(1e-8);
    }
    for (const [name, gradient] of Object.entries(named(oracle.literal))) {
      expect(difference(differences[name]!, gradient)).toBeGreaterThan(0.1);
    }
  });
});
