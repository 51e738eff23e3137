/**
 * A recurrent language model beside the textbook form of truncated backpropagation through time, which lectures and tutorials teach: for each
 * word t the error goes through its own step and at most `truncate` steps before it. That is `truncate: { every: 1, back: truncate + 1 }`
 * here: every step's losses go back by themselves, and `back` counts the step that they are of.
 */
import { expect, it } from 'vitest';
import { allToAll, crossEntropy, network, sgd, steps } from '../../../../engine/index.ts';
import { identityUnit, inputUnit, tanhUnit } from '../../../../models/index.ts';
import {
  exactMachines,
  expectGradients,
  expectNear,
  feed,
  type Machine,
  type Matrix,
  readOracle,
  trainerOf,
  writeAll,
} from './oracle.ts';

type Weights = Readonly<Record<'U' | 'V' | 'W', Matrix>>;

interface Oracle extends Weights {
  readonly words: readonly number[];
  readonly next: readonly number[];
  readonly loss: number;
  readonly cases: readonly { readonly truncate: number; readonly gradients: Weights }[];
}

const oracle = readOracle<Oracle>('language');
const [vocabulary, hidden] = [oracle.V.length, oracle.W.length];

const named = ({ U, V, W }: Weights) => ({ 'x->s:input#0': U, 's->s:feedback#0': W, 's->o:input#0': V });
const oneHot = (word: number) => Array.from({ length: vocabulary }, (_, k) => (k === word ? 1 : 0));

function trained(truncate: number | null, on: Machine) {
  const weight = 0;
  const net = network({ x: inputUnit.of(vocabulary), s: tanhUnit.of(hidden), o: identityUnit.of(vocabulary) }, [
    { from: 'x', to: 's', port: 'input', wiring: allToAll(), weight },
    { from: 's', to: 's', port: 'feedback', wiring: allToAll(), weight, delay: steps(1) },
    { from: 's', to: 'o', port: 'input', wiring: allToAll(), weight },
  ]);
  const trainer = trainerOf(
    net,
    {
      loss: crossEntropy('o.y', 'next'),
      optimiser: sgd({ rate: 0 }),
      trains: Object.keys(named(oracle)),
      unroll: oracle.words.length,
      ...(truncate !== null && { truncate: { every: 1, back: truncate + 1 } }),
    },
    on,
    1,
  );
  writeAll(trainer, named(oracle));
  const loss = trainer.evaluate(() => {
    feed(
      trainer.input('x', 'input'),
      1,
      oracle.words.map((word) => [oneHot(word)]),
    );
    feed(
      trainer.targets[0]!,
      1,
      oracle.next.map((word) => [oneHot(word)]),
    );
  });
  trainer.backward();
  return { trainer, loss };
}

it.each(oracle.cases)('the error of each word back through $truncate earlier steps', ({ truncate, gradients }) => {
  for (const on of exactMachines) {
    const { trainer, loss } = trained(truncate, on);
    expectNear([loss], oracle.loss, 'loss', on);
    expectGradients(trainer, named(gradients), on);
  }
});

it('as many steps as there are: the gradient without a limit', () => {
  const last = oracle.cases.at(-1)!;
  expect(last.truncate).toBe(oracle.words.length);
  for (const on of exactMachines) expectGradients(trained(null, on).trainer, named(last.gradients), on);
});
