/** Gradients through 30 steps of an Elman network beside PyTorch's: whole, and cut into windows whose state goes on, detached. */
import { describe, it } from 'vitest';
import {
  allToAll,
  type GradientDefinition,
  type GradientTrainer,
  network,
  sgd,
  squaredError,
  steps,
} from '../../../../engine/index.ts';
import { identityUnit, inputUnit, tanhUnit } from '../../../../models/index.ts';
import {
  expectGradients,
  expectNear,
  expectTrained,
  feed,
  type Machine,
  type Matrix,
  machines,
  readOracle,
  type Series,
  trainerOf,
  writeAll,
} from './oracle.ts';

type Parameters = Readonly<Record<'W' | 'U' | 'b' | 'V' | 'c', Matrix | readonly number[]>>;

interface Windows {
  readonly length: number;
  readonly losses: readonly number[];
}

interface Oracle {
  readonly inputs: Series;
  readonly targets: Series;
  readonly parameters: Parameters;
  readonly whole: Windows & { readonly gradients: Parameters };
  readonly windows: readonly (Windows & { readonly gradients: Parameters })[];
  readonly updated: Windows & { readonly rate: number; readonly after: Parameters };
}

const oracle = readOracle<Oracle>('bptt');
const { inputs, targets, whole, windows, updated } = oracle;
const [length, batch] = [inputs.length, inputs[0]!.length];
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b);

const named = ({ W, U, b, V, c }: Parameters) => ({
  'x->h:input#0': W,
  'h->h:feedback#0': U,
  'h.bias': b,
  'h->y:input#0': V,
  'y.bias': c,
});

function elman(definition: Partial<GradientDefinition>, on: Machine): GradientTrainer {
  const [width, hidden, outputs] = [inputs[0]![0]!.length, oracle.parameters.b.length, targets[0]![0]!.length];
  const weight = 0;
  const net = network({ x: inputUnit.of(width), h: tanhUnit.of(hidden), y: identityUnit.of(outputs) }, [
    { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight },
    { from: 'h', to: 'h', port: 'feedback', wiring: allToAll(), weight, delay: steps(1) },
    { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight },
  ]);
  const trainer = trainerOf(net, { loss: squaredError('y', 'target'), optimiser: sgd({ rate: 0 }), ...definition }, on, batch);
  writeAll(trainer, named(oracle.parameters));
  return trainer;
}

function runAll(trainer: GradientTrainer): void {
  trainer.evaluate(() => {
    feed(trainer.input('x', 'input'), batch, inputs);
    feed(trainer.targets[0]!, batch, targets);
  });
  trainer.backward();
}

/** Each window by itself, beginning where the one before ended; returns its loss. */
function runWindow(trainer: GradientTrainer, begin: number): number {
  trainer.begin(batch, begin > 0);
  for (let t = 0; t < trainer.unroll; t++) {
    trainer.clear();
    const at = <T extends { values: Float64Array | Float32Array; stride: number }>(to: T) => {
      return { ...to, values: to.values.subarray(t * batch * to.stride) };
    };
    feed(at(trainer.input('x', 'input')), batch, [inputs[begin + t]!]);
    feed(at(trainer.targets[0]!), batch, [targets[begin + t]!]);
    trainer.forward(begin + t);
  }
  trainer.backward();
  return trainer.loss;
}

describe.each(machines)('$precision $backend', (on) => {
  it('the whole gradient', () => {
    const trainer = elman({ unroll: length }, on);
    runAll(trainer);
    expectNear([trainer.loss], whole.losses, 'loss', on);
    expectGradients(trainer, named(whole.gradients), on);
  });

  it.each(windows)('cut every $length steps', ({ length: every, losses, gradients }) => {
    const trainer = elman({ unroll: length, truncate: { every, back: every } }, on);
    runAll(trainer);
    expectNear([trainer.loss], sum(losses), 'loss', on);
    expectGradients(trainer, named(gradients), on);
  });

  it('an update after each window, from which the state goes on', () => {
    const trainer = elman({ unroll: updated.length }, on);
    const losses = updated.losses.map((_, window) => {
      const loss = runWindow(trainer, window * updated.length);
      trainer.update(updated.rate);
      return loss;
    });
    expectNear(losses, updated.losses, 'losses', on);
    expectTrained(trainer, named(updated.after), on);
  });
});
