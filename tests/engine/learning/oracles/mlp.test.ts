/** A multilayer perceptron beside PyTorch's: loss, gradients, their limits, and twenty steps of gradient descent. */
import { describe, expect, it } from 'vitest';
import { binaryCrossEntropy, crossEntropy, type GradientDefinition, sgd, squaredError } from '../../../../engine/index.ts';
import { feedForward, identityUnit, reluUnit, tanhUnit } from '../../../../models/index.ts';
import {
  exactMachines,
  expectGradients,
  expectNear,
  expectTrained,
  feed,
  type Machine,
  type Matrix,
  machines,
  readOracle,
  trainerOf,
  writeAll,
} from './oracle.ts';

interface Layers {
  readonly weights: readonly Matrix[];
  readonly biases: Matrix;
}

interface Case {
  readonly activation: keyof typeof hidden;
  readonly loss: keyof typeof losses;
  readonly value: number;
  readonly gradients: Layers;
  readonly trajectory: Layers & { readonly losses: readonly number[] };
}

interface Oracle extends Layers {
  readonly sizes: readonly number[];
  readonly inputs: Matrix;
  readonly targets: Readonly<Record<keyof typeof losses, Matrix>>;
  readonly rate: number;
  readonly batches: Matrix;
  readonly cases: readonly Case[];
  readonly limited: Readonly<Record<'norm' | 'slack' | 'value', Layers & { readonly limit: number; readonly norm?: number }>>;
}

const hidden = { relu: reluUnit, tanh: tanhUnit };
const losses = { squared: squaredError, 'binary-cross-entropy': binaryCrossEntropy, 'cross-entropy': crossEntropy };
const oracle = readOracle<Oracle>('mlp');
const everyone = oracle.inputs.map((_, example) => example);

/** Of the layers, by the names of what is trained. */
function named({ weights, biases }: Layers): Record<string, Matrix | readonly number[]> {
  const layers = ['x', 'h1', 'h2', 'y'];
  const pairs = weights.flatMap((weight, k) => [
    [`${layers[k]}->${layers[k + 1]}:input#0`, weight] as const,
    [`${layers[k + 1]}.bias`, biases[k]!] as const,
  ]);
  return Object.fromEntries(pairs);
}

function network({ activation, loss }: Pick<Case, 'activation' | 'loss'>, on: Machine, limits: Partial<GradientDefinition> = {}) {
  const described = feedForward({ sizes: oracle.sizes, hidden: hidden[activation], output: identityUnit });
  const definition = { loss: losses[loss]('y.y', 'target'), optimiser: sgd({ rate: oracle.rate }), ...limits };
  const trainer = trainerOf(described, definition, on, everyone.length);
  writeAll(trainer, named(oracle));
  const fill = (examples: readonly number[]) => () => {
    feed(trainer.input('x', 'input'), trainer.batch, [examples.map((example) => oracle.inputs[example]!)]);
    feed(trainer.targets[0]!, trainer.batch, [examples.map((example) => oracle.targets[loss][example]!)]);
  };
  return { trainer, fill };
}

describe.each(oracle.cases)('$activation cells, $loss', (one) => {
  it.each(machines)('loss, gradients, twenty steps of gradient descent: $precision $backend', (on) => {
    const { trainer, fill } = network(one, on);
    expectNear([trainer.evaluate(fill(everyone))], one.value, 'loss', on);
    trainer.backward();
    expectGradients(trainer, named(one.gradients), on);
    const seen = oracle.batches.map((examples) => {
      const loss = trainer.evaluate(fill(examples), examples.length);
      trainer.backward();
      trainer.update(oracle.rate);
      return loss;
    });
    expectNear(seen, one.trajectory.losses, 'losses', on);
    expectTrained(trainer, named(one.trajectory), on);
  });
});

describe('limits of gradients', () => {
  const { norm, slack, value } = oracle.limited;
  const expectLimited = (limits: Partial<GradientDefinition>, expected: Layers, factor = 1) => {
    const on = exactMachines[0]!;
    const { trainer, fill } = network({ activation: 'tanh', loss: 'squared' }, on, limits);
    trainer.evaluate(fill(everyone));
    trainer.backward();
    trainer.update(0);
    for (const [name, gradient] of Object.entries(named(expected))) {
      expectNear(
        trainer.trained.gradient(name).map((one) => factor * one),
        gradient,
        name,
        on,
      );
    }
  };

  it('of their norm: as clip_grad_norm_, which divides by the norm + 1e-6', () => {
    expectLimited({ clipNorm: norm.limit }, norm, norm.norm! / (norm.norm! + 1e-6));
  });

  it('of their norm, where it is smaller: nothing', () => {
    expect(slack.norm).toBeLessThan(slack.limit);
    expectLimited({ clipNorm: slack.limit }, slack);
  });

  it('of each value: as clip_grad_value_', () => expectLimited({ clipValue: value.limit }, value));
});
