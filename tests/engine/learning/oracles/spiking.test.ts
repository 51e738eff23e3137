/** A layer of leaky integrate-and-fire cells that excite each other, and a leaky readout, beside PyTorch with a custom surrogate gradient. */
import { expect, it } from 'vitest';
import { allToAll, defineCell, defineNeuron, network, sgd, squaredError, surrogate } from '../../../../engine/index.ts';
import { inputUnit } from '../../../../models/index.ts';
import {
  expectGradients,
  expectNear,
  feed,
  type Matrix,
  machines,
  readOracle,
  rowsOf,
  type Series,
  trainerOf,
  writeAll,
} from './oracle.ts';

interface Oracle {
  readonly decay: number;
  readonly slope: number;
  readonly inputs: Series;
  readonly targets: Series;
  readonly weights: Readonly<Record<'W' | 'U' | 'V', Matrix>>;
  /** By step and example, a digit for each cell. */
  readonly spikes: readonly (readonly string[])[];
  readonly outputs: Series;
  readonly loss: number;
  readonly gradients: Readonly<Record<'W' | 'U' | 'V', Matrix>>;
}

const oracle = readOracle<Oracle>('spiking');
const [unroll, batch] = [oracle.inputs.length, oracle.inputs[0]!.length];
const [inputs, hidden, outputs] = [oracle.weights.W[0]!.length, oracle.weights.W.length, oracle.weights.V.length];
const parameters = { decay: { default: oracle.decay, doc: 'of the potential in a step' } };

const soma = defineNeuron({
  name: 'testSoma',
  source: 'Neftci, Mostafa & Zenke 2019, IEEE Signal Process Mag 36:51',
  parameters,
  state: { v: { unit: '1', initial: 0, doc: 'potential' } },
  ports: { input: { unit: '1' }, spikes: { unit: '1', on: 'v += weight' } },
  equations: "v' = decay * v + input",
  spike: { when: 'v >= 1', reset: 'v -= 1' },
});
const readout = defineCell({
  name: 'testReadout',
  source: 'Neftci, Mostafa & Zenke 2019, IEEE Signal Process Mag 36:51',
  parameters,
  state: { v: { unit: '1', initial: 0, doc: 'potential' } },
  ports: { spikes: { unit: '1', on: 'v += weight' } },
  equations: "v' = decay * v",
});

/** Weights of spikes lie by source, as they are delivered. */
const transposed = (matrix: Matrix) => matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
const named = ({ W, U, V }: Oracle['weights']) => ({
  'x->s:input#0': W,
  's->s:spikes#0': transposed(U),
  's->y:spikes#0': transposed(V),
});

it.each(machines)('25 steps: the same spikes, outputs and gradients, $precision $backend', (on) => {
  const weight = 0;
  const net = network({ x: inputUnit.of(inputs), s: soma.of(hidden), y: readout.of(outputs) }, [
    { from: 'x', to: 's', port: 'input', wiring: allToAll(), weight },
    { from: 's', to: 's', port: 'spikes', wiring: allToAll(), weight },
    { from: 's', to: 'y', port: 'spikes', wiring: allToAll(), weight },
  ]);
  const definition = { loss: squaredError('y', 'target'), optimiser: sgd({ rate: 0 }), unroll };
  const trainer = trainerOf(net, { ...definition, surrogate: surrogate('fast-sigmoid', oracle.slope) }, on, batch);
  writeAll(trainer, named(oracle.weights));
  const loss = trainer.evaluate(() => {
    feed(trainer.input('x', 'input'), batch, oracle.inputs);
    feed(trainer.targets[0]!, batch, oracle.targets);
  });
  const spikes = rowsOf(trainer.spikes('s')!, trainer, batch, hidden);
  expect(spikes.map((step) => step.map((row) => row.join('')))).toEqual(oracle.spikes);
  expectNear([loss], oracle.loss, 'loss', on);
  expectNear(rowsOf(trainer.values('y', 'v'), trainer, batch, outputs).flat(2), oracle.outputs, 'outputs', on);
  trainer.backward();
  expectGradients(trainer, named(oracle.gradients), on);
});
