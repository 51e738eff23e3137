/** Batch normalisation beside PyTorch's: three batches in training, the last one smaller, then one in use. */
import { expect, it } from 'vitest';
import { type GradientTrainer, network, oneToOne, sgd, squaredError } from '../../../../engine/index.ts';
import { batchNormUnit, identityUnit } from '../../../../models/index.ts';
import { expectNear, feed, type Machine, type Matrix, machines, readOracle, rowsOf, trainerOf } from './oracle.ts';

interface Batch {
  readonly inputs: Matrix;
  readonly targets: Matrix;
  readonly outputs: Matrix;
  readonly loss: number;
  readonly gradients: { readonly gain: readonly number[]; readonly bias: readonly number[]; readonly inputs: Matrix };
  readonly runningMean: readonly number[];
  readonly runningVariance: readonly number[];
}

interface Oracle {
  readonly gain: readonly number[];
  readonly bias: readonly number[];
  readonly training: readonly Batch[];
  readonly use: Batch;
}

const oracle = readOracle<Oracle>('batch-norm');
const cells = oracle.gain.length;
const most = Math.max(...oracle.training.map(({ inputs }) => inputs.length));

function expectBatch(trainer: GradientTrainer, one: Batch, on: Machine): void {
  const { length } = one.inputs;
  const loss = trainer.evaluate(() => {
    feed(trainer.input('x', 'input'), trainer.batch, [one.inputs]);
    feed(trainer.targets[0]!, trainer.batch, [one.targets]);
  }, length);
  trainer.backward();
  const seen = (variable: string, count: number) => rowsOf(trainer.values('y', variable), trainer, count, cells).flat(2);
  expectNear([loss], one.loss, 'loss', on);
  expectNear(seen('y', length), one.outputs, 'outputs', on);
  expectNear(seen('average', 1), one.runningMean, 'running mean', on);
  expectNear(seen('variance', 1), one.runningVariance, 'running variance', on);
  const { gain, bias, inputs } = one.gradients;
  expectNear(rowsOf(trainer.delta('x', 'input')!, trainer, length, cells).flat(2), inputs, 'inputs', on);
  // The batch's mean takes it away again; in use nothing does.
  const ofBias = inputs.reduce((a, b) => a.map((value, k) => value + b[k]!));
  const largest = Math.max(...trainer.gradient('x.bias').map((value, k) => Math.abs(value - ofBias[k]!)));
  expect(largest).toBeLessThan(on.precision === 'float64' ? 1e-12 : 1e-5);
  expectNear(trainer.gradient('y.gain'), gain, 'gain', on);
  expectNear(trainer.gradient('y.shift'), bias, 'shift', on);
}

it.each(machines)('outputs, gradients and running statistics, $precision $backend', (on) => {
  // The bias of x, which is 0, makes gradients go back to it.
  const net = network({ x: identityUnit.of(cells), y: batchNormUnit.of(cells, { gain: oracle.gain, shift: oracle.bias }) }, [
    { from: 'x', to: 'y', port: 'input', wiring: oneToOne(), weight: 1 },
  ]);
  const definition = { loss: squaredError('y', 'target'), optimiser: sgd({ rate: 0 }), trains: ['x.bias', 'y.gain', 'y.shift'] };
  const trainer = trainerOf(net, definition, on, most);
  trainer.setTraining(true);
  for (const batch of oracle.training) expectBatch(trainer, batch, on);
  trainer.setTraining(false);
  expectBatch(trainer, oracle.use, on);
});
