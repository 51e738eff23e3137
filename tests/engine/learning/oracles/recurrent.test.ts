/** Elman's, long short-term memory and gated recurrent cells beside PyTorch's: outputs, last states, gradients through 12 steps. */
import { describe, it } from 'vitest';
import {
  allToAll,
  type GradientTrainer,
  type Network,
  network,
  type Population,
  sgd,
  squaredError,
  steps,
} from '../../../../engine/index.ts';
import { gruCell, identityUnit, lstmCell, tanhUnit } from '../../../../models/index.ts';
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

type Numbers = Matrix | readonly number[];
/** As PyTorch names them: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, and so on for l1. */
type Parameters = Readonly<Record<string, Numbers>>;

interface Case {
  readonly parameters: Parameters;
  /** By state (h, then c of the LSTM), layer, cell. */
  readonly start: Series;
  /** Of the last layer. */
  readonly outputs: Series;
  /** By state, layer, example, cell. */
  readonly last: readonly Series[];
  readonly loss: number;
  readonly gradients: Parameters;
  readonly inputGradient: Series;
}

interface Oracle {
  readonly inputs: Series;
  readonly targets: Series;
  readonly memory: Matrix;
  readonly rnn: Case;
  readonly lstm: Case;
  readonly gru: Case;
}

/** How PyTorch's numbers are named here; `both`: what becomes of its two biases where a cell has one. */
type Naming = (numbers: Parameters, both: (ih: readonly number[], hh: readonly number[]) => readonly number[]) => Parameters;

interface Subject {
  readonly one: Case;
  readonly net: Network;
  /** The states that PyTorch has. */
  readonly states: readonly string[];
  readonly named: Naming;
}

const { inputs, targets, memory, rnn, lstm, gru } = readOracle<Oracle>('recurrent');
const [unroll, batch, width, hidden] = [inputs.length, inputs[0]!.length, inputs[0]![0]!.length, targets[0]![0]!.length];

const sum = (a: readonly number[], b: readonly number[]) => a.map((value, k) => value + b[k]!);
const first = (a: readonly number[]) => a;
const bias = (numbers: Parameters, name: string) => numbers[name] as readonly number[];
/** Gradients go back to x only since it has a bias to train. */
const x = identityUnit.of(width);
const weight = 0;

function elman(): Subject {
  const cells = (layer: number) => tanhUnit.of(hidden, { y: rnn.start[0]![layer]! });
  const net = network({ x, a: cells(0), b: cells(1) }, [
    { from: 'x', to: 'a', port: 'input', wiring: allToAll(), weight },
    { from: 'a', to: 'a', port: 'feedback', wiring: allToAll(), weight, delay: steps(1) },
    { from: 'a', to: 'b', port: 'input', wiring: allToAll(), weight },
    { from: 'b', to: 'b', port: 'feedback', wiring: allToAll(), weight, delay: steps(1) },
  ]);
  const named: Naming = (numbers, both) => ({
    'x->a:input#0': numbers['weight_ih_l0']!,
    'a->a:feedback#0': numbers['weight_hh_l0']!,
    'a->b:input#0': numbers['weight_ih_l1']!,
    'b->b:feedback#0': numbers['weight_hh_l1']!,
    'a.bias': both(bias(numbers, 'bias_ih_l0'), bias(numbers, 'bias_hh_l0')),
    'b.bias': both(bias(numbers, 'bias_ih_l1'), bias(numbers, 'bias_hh_l1')),
  });
  return { one: rnn, net, states: ['b.y'], named };
}

/** Where inputs and earlier outputs go, and the bias, or the bias of each. */
interface Gate {
  readonly input: string;
  readonly recurrent: string;
  readonly biases: readonly [string] | readonly [string, string];
}

/** Gates in PyTorch's order, in which it stacks their rows. */
function gated(one: Case, b: Population, states: readonly string[], gates: readonly Gate[]): Subject {
  const net = network(
    { x, b },
    gates.flatMap(({ input, recurrent }) => [
      { from: 'x', to: 'b', port: input, wiring: allToAll(), weight },
      { from: 'b', to: 'b', port: recurrent, wiring: allToAll(), weight, delay: steps(1) },
    ]),
  );
  const named: Naming = (numbers, both) =>
    Object.assign(
      {},
      ...gates.map(({ input, recurrent, biases: [ih, hh] }, gate) => {
        const rows = (name: string) => numbers[name]!.slice(gate * hidden, (gate + 1) * hidden) as Numbers;
        const [ofInput, ofOutput] = [rows('bias_ih_l0') as readonly number[], rows('bias_hh_l0') as readonly number[]];
        return {
          [`x->b:${input}#0`]: rows('weight_ih_l0'),
          [`b->b:${recurrent}#0`]: rows('weight_hh_l0'),
          ...(hh === undefined ? { [`b.${ih}`]: both(ofInput, ofOutput) } : { [`b.${ih}`]: ofInput, [`b.${hh}`]: ofOutput }),
        };
      }),
    );
  return { one, net, states, named };
}

const same = (port: string, bias: string): Gate => ({ input: port, recurrent: port, biases: [bias] });
const subjects = {
  'nn.RNN of two layers': elman(),
  'nn.LSTM': gated(
    lstm,
    lstmCell.of(hidden, { h: lstm.start[0]![0]!, c: lstm.start[1]![0]! }),
    ['b.h', 'b.c'],
    [same('inputGate', 'biasI'), same('forgetGate', 'biasF'), same('candidate', 'biasG'), same('outputGate', 'biasO')],
  ),
  'nn.GRU': gated(
    gru,
    gruCell.of(hidden, { h: gru.start[0]![0]! }),
    ['b.h'],
    [same('reset', 'biasR'), same('update', 'biasZ'), { input: 'candidate', recurrent: 'recurrent', biases: ['biasN', 'biasH'] }],
  ),
};

/** Targets of all times, and of the LSTM's memory at the last one. */
function fill(trainer: GradientTrainer): () => void {
  return () => {
    feed(trainer.input('x', 'input'), batch, inputs);
    const [output, kept] = trainer.targets;
    feed(output!, batch, targets);
    if (kept === undefined) return;
    feed({ ...kept, values: kept.values.subarray((unroll - 1) * batch * kept.stride) }, batch, [memory]);
  };
}

describe.each(Object.entries(subjects))('%s', (_, { one, net, states, named }) => {
  it.each(machines)('outputs, states and gradients, $precision $backend', (on) => {
    const loss = states.map((state, k) => squaredError(state, k === 0 ? 'target' : 'memory'));
    const trainer = trainerOf(net, { loss, optimiser: sgd({ rate: 0 }), unroll }, on, batch);
    writeAll(trainer, named(one.parameters, sum));
    expectNear([trainer.evaluate(fill(trainer))], one.loss, 'loss', on);
    states.forEach((state, k) => {
      const [population, variable] = state.split('.') as [string, string];
      const seen = rowsOf(trainer.values(population, variable), trainer, batch, hidden);
      if (k === 0) expectNear(seen.flat(2), one.outputs, 'outputs', on);
      expectNear(seen.at(-1)!.flat(), one.last[k]!.at(-1)!, state, on);
    });
    trainer.backward();
    const ofInputs = one.inputGradient.flat().reduce(sum);
    expectGradients(trainer, { ...named(one.gradients, first), 'x.bias': ofInputs }, on);
    expectNear(rowsOf(trainer.delta('x', 'input')!, trainer, batch, width).flat(2), one.inputGradient, 'inputs', on);
  });
});
