/** LSTM, both forms of GRU, and a feed-forward net that learns example by example, beside what NumPy and PyTorch computed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  type GradientDefinition,
  GradientTrainer,
  gradient,
  type Network,
  network,
  oneToOne,
  sgd,
  squaredError,
  steps,
  uniform,
} from '../../../engine/index.ts';
import {
  choGruCell,
  gruCell,
  gruResetGate,
  identityUnit,
  inputUnit,
  logisticUnit,
  lstmCell,
  tanhUnit,
} from '../../../models/index.ts';
import { checkGradients, filled, input, inputs, output, outputs, trainerOf, weight } from '../../engine/learning/gradient-net.ts';

type Rows = readonly (readonly number[])[];

function referenceOf<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../reference/values/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** As all these files say. */
const agreement = 1e-11;

function expectNear(values: ArrayLike<number>, expected: readonly number[], what: string): void {
  expected.forEach((value, k) => expect(Math.abs(values[k]! - value), `${what}[${k}]`).toBeLessThan(agreement));
}

const cells = 4;
const unroll = 8;
const block = <T>(rows: readonly T[], k: number) => rows.slice(cells * k, cells * (k + 1));

/** Trains nothing: says states and gradients of half the squared norm of the last output. */
function trainer(net: Network, definition: Partial<GradientDefinition> = {}): GradientTrainer {
  const learner = gradient({ loss: squaredError('h.h', 'target'), optimiser: sgd({ rate: 0 }), unroll, ...definition });
  return new GradientTrainer(net, { dt: 1, seed: 1, precision: 'float64', learner, batch: 1 });
}

/** The inputs of all times; only the last output is asked for, and should be 0. */
function fill(net: GradientTrainer, x: Rows): () => void {
  return () => {
    const given = net.input('x', 'input');
    x.forEach((row, t) => given.values.set(row, t * given.stride));
    const { values, stride } = net.targets[0]!;
    values.fill(0, (unroll - 1) * stride);
  };
}

function expectCourse(net: GradientTrainer, population: string, variable: string, expected: Rows): void {
  const { values, stride } = net.values(population, variable);
  expected.forEach((row, t) => expectNear(values.subarray(t * stride), row, `${variable} at ${t}`));
}

describe('beside PyTorch', () => {
  interface Lstm {
    readonly W_input: Rows;
    readonly W_hidden: Rows;
    readonly bias: readonly number[];
    readonly x: Rows;
    readonly h0: number[];
    readonly c0: number[];
    readonly h: Rows;
    readonly c: Rows;
    readonly gates_ifgo: Rows;
    readonly loss: number;
    readonly grad_W_input: Rows;
    readonly grad_W_hidden: Rows;
    readonly grad_bias: readonly number[];
    readonly grad_x: Rows;
  }

  it('an LSTM has the same states and gradients', () => {
    const reference = referenceOf<Lstm>('lstm');
    const ports = ['inputGate', 'forgetGate', 'candidate', 'outputGate'] as const;
    const biases = ['biasI', 'biasF', 'biasG', 'biasO'];
    const h = lstmCell.of(cells, { h: reference.h0, c: reference.c0 });
    // With a bias that is trained, so that gradients come down to the inputs.
    const net = trainer(
      network({ x: identityUnit.of(3), h }, [
        ...ports.map((port) => ({ from: 'x', to: 'h', port, wiring: allToAll(), weight: 0 }) as const),
        ...ports.map((port) => ({ from: 'h', to: 'h', port, wiring: allToAll(), weight: 0, delay: steps(1) }) as const),
      ]),
    );
    ports.forEach((port, k) => {
      net.trained.write(`x->h:${port}#0`, block(reference.W_input, k).flat());
      net.trained.write(`h->h:${port}#0`, block(reference.W_hidden, k).flat());
      net.trained.write(`h.${biases[k]}`, block(reference.bias, k));
    });
    expect(Math.abs(net.evaluate(fill(net, reference.x)) - reference.loss)).toBeLessThan(agreement);
    expectCourse(net, 'h', 'h', reference.h);
    expectCourse(net, 'h', 'c', reference.c);
    ['i', 'f', 'g', 'o'].forEach((gate, k) =>
      expectCourse(
        net,
        'h',
        gate,
        reference.gates_ifgo.map((row) => block(row, k)),
      ),
    );
    net.backward();
    ports.forEach((port, k) => {
      expectNear(net.gradient(`x->h:${port}#0`), block(reference.grad_W_input, k).flat(), `dW ${port}`);
      expectNear(net.gradient(`h->h:${port}#0`), block(reference.grad_W_hidden, k).flat(), `dU ${port}`);
      expectNear(net.gradient(`h.${biases[k]}`), block(reference.grad_bias, k), `db ${port}`);
    });
    const { values, stride } = net.delta('x', 'input')!;
    reference.grad_x.forEach((row, t) => expectNear(values.subarray(t * stride), row, `dx at ${t}`));
  });

  interface Gru {
    readonly W_input: Rows;
    readonly W_hidden: Rows;
    readonly bias_input: readonly number[];
    readonly bias_hidden: readonly number[];
    readonly x: Rows;
    readonly h0: number[];
    readonly h_reset_after: Rows;
    readonly h_reset_before: Rows;
    readonly loss: number;
    readonly grad_W_input: Rows;
    readonly grad_W_hidden: Rows;
    readonly grad_bias_input: readonly number[];
    readonly grad_bias_hidden: readonly number[];
  }
  const reference = referenceOf<Gru>('gru');
  const { bias_input: given, bias_hidden: own } = reference;
  const bothBiases = (k: number) => block(given, k).map((bias, i) => bias + block(own, k)[i]!);

  it('a GRU has the same states and gradients', () => {
    const h = gruCell.of(cells, { h: reference.h0 });
    const onto = ['reset', 'update', 'candidate'] as const;
    const back = ['reset', 'update', 'recurrent'] as const;
    const net = trainer(
      network({ x: inputUnit.of(3), h }, [
        ...onto.map((port) => ({ from: 'x', to: 'h', port, wiring: allToAll(), weight: 0 }) as const),
        ...back.map((port) => ({ from: 'h', to: 'h', port, wiring: allToAll(), weight: 0, delay: steps(1) }) as const),
      ]),
    );
    for (let k = 0; k < 3; k++) {
      net.trained.write(`x->h:${onto[k]}#0`, block(reference.W_input, k).flat());
      net.trained.write(`h->h:${back[k]}#0`, block(reference.W_hidden, k).flat());
    }
    net.trained.write('h.biasR', bothBiases(0));
    net.trained.write('h.biasZ', bothBiases(1));
    net.trained.write('h.biasN', block(given, 2));
    net.trained.write('h.biasH', block(own, 2));
    expect(Math.abs(net.evaluate(fill(net, reference.x)) - reference.loss)).toBeLessThan(agreement);
    expectCourse(net, 'h', 'h', reference.h_reset_after);
    net.backward();
    for (let k = 0; k < 3; k++) {
      expectNear(net.gradient(`x->h:${onto[k]}#0`), block(reference.grad_W_input, k).flat(), `dW ${onto[k]}`);
      expectNear(net.gradient(`h->h:${back[k]}#0`), block(reference.grad_W_hidden, k).flat(), `dU ${back[k]}`);
      const name = ['biasR', 'biasZ', 'biasN'][k]!;
      expectNear(net.gradient(`h.${name}`), block(reference.grad_bias_input, k), name);
    }
    expectNear(net.gradient('h.biasH'), block(reference.grad_bias_hidden, 2), 'biasH');
  });

  it("a GRU in Cho's form, of two populations, has the same states", () => {
    const h = choGruCell.of(cells, { h: reference.h0 });
    const delay = steps(1);
    const net = trainer(
      network({ x: inputUnit.of(3), reset: gruResetGate.of(cells), h }, [
        { from: 'x', to: 'reset', port: 'input', wiring: allToAll(), weight: 0 },
        { from: 'h', to: 'reset', port: 'input', wiring: allToAll(), weight: 0, delay },
        { from: 'h', to: 'reset', port: 'memory', wiring: oneToOne(), weight: 1, delay },
        { from: 'x', to: 'h', port: 'update', wiring: allToAll(), weight: 0 },
        { from: 'h', to: 'h', port: 'update', wiring: allToAll(), weight: 0, delay },
        { from: 'x', to: 'h', port: 'candidate', wiring: allToAll(), weight: 0 },
        { from: 'reset', to: 'h', port: 'candidate', wiring: allToAll(), weight: 0 },
      ]),
    );
    const onto = ['x->reset:input#0', 'x->h:update#0', 'x->h:candidate#0'];
    const back = ['h->reset:input#0', 'h->h:update#0', 'reset->h:candidate#0'];
    ['reset.bias', 'h.biasZ', 'h.biasN'].forEach((bias, k) => {
      net.trained.write(onto[k]!, block(reference.W_input, k).flat());
      net.trained.write(back[k]!, block(reference.W_hidden, k).flat());
      net.trained.write(bias, bothBiases(k));
    });
    net.evaluate(fill(net, reference.x));
    expectCourse(net, 'h', 'h', reference.h_reset_before);
  });
});

it("Cho's form has the gradients of central differences through both of its populations", () => {
  const delay = steps(1);
  const described = network(
    { x: input.of(inputs), reset: gruResetGate.of(3), h: choGruCell.of(3, { h: [0.1, -0.2, 0.3] }), y: output.of(outputs) },
    [
      { from: 'x', to: 'reset', port: 'input', wiring: allToAll(), weight },
      { from: 'h', to: 'reset', port: 'input', wiring: allToAll(), weight, delay },
      { from: 'h', to: 'reset', port: 'memory', wiring: oneToOne(), weight: uniform(0.9, 1.1), delay },
      { from: 'x', to: 'h', port: 'update', wiring: allToAll(), weight },
      { from: 'h', to: 'h', port: 'update', wiring: allToAll(), weight, delay },
      { from: 'reset', to: 'h', port: 'candidate', wiring: allToAll(), weight },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight },
    ],
  );
  const net = trainerOf({}, described);
  checkGradients(net, filled(net));
});

describe('a net of 2, 3 and 1 cells that learns after each example', () => {
  interface Update {
    readonly x: readonly number[];
    readonly target: number;
    readonly hidden: readonly number[];
    readonly output: number;
    readonly error: number;
    readonly delta_output: number;
    readonly delta_hidden: readonly number[];
    readonly grad_W1: Rows;
    readonly grad_W2: Rows;
    readonly W1: Rows;
    readonly b1: readonly number[];
    readonly W2: Rows;
    readonly b2: readonly number[];
  }
  const reference = referenceOf<Pick<Update, 'W1' | 'b1' | 'W2' | 'b2'> & { rate: number; trace: readonly Update[] }>(
    'backprop_2_3_1',
  );

  it('goes through the same errors, deltas, gradients and weights', () => {
    const described = network({ x: inputUnit.of(2), h: tanhUnit.of(3), y: logisticUnit.of(1) }, [
      { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight: 0 },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
    ]);
    const net = trainer(described, { loss: squaredError('y.y', 'target'), unroll: 1 });
    const [first, second] = ['x->h:input#0', 'h->y:input#0'];
    net.trained.write(first!, reference.W1.flat());
    net.trained.write(second!, reference.W2.flat());
    net.trained.write('h.bias', reference.b1);
    net.trained.write('y.bias', reference.b2);
    expect(reference.trace).toHaveLength(12);
    reference.trace.forEach((update, k) => {
      const near = (values: ArrayLike<number>, expected: readonly number[], what: string) =>
        expectNear(values, expected, `update ${k}, ${what}`);
      const error = net.evaluate(() => {
        net.input('x', 'input').values.set(update.x);
        net.targets[0]!.values[0] = update.target;
      });
      near([error], [update.error], 'error');
      near(net.values('h', 'y').values, update.hidden, 'hidden');
      near(net.values('y', 'y').values, [update.output], 'output');
      net.backward();
      near(net.delta('y', 'input')!.values, [update.delta_output], 'delta of the output');
      near(net.delta('h', 'input')!.values, update.delta_hidden, 'delta of the hidden cells');
      near(net.gradient(first!), update.grad_W1.flat(), 'gradient of W1');
      near(net.gradient(second!), update.grad_W2.flat(), 'gradient of W2');
      net.update(reference.rate);
      near(net.trained.read(first!), update.W1.flat(), 'W1');
      near(net.trained.read(second!), update.W2.flat(), 'W2');
      near(net.trained.read('h.bias'), update.b1, 'b1');
      near(net.trained.read('y.bias'), update.b2, 'b2');
    });
  });
});
