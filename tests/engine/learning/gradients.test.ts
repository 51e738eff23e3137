/** Gradients through layers, time and every kind of connection against central finite differences in float64. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  binaryCrossEntropy,
  crossEntropy,
  defineCell,
  defineNeuron,
  fixedInDegree,
  type GradientTrainer,
  hinge,
  network,
  oneToOne,
  pairs,
  perceptronLoss,
  probability,
  squaredError,
  steps,
  surrogate,
  type Wiring,
} from '../../../engine/index.ts';
import { softmaxUnit } from '../../../models/index.ts';
import {
  checkGradients,
  filled,
  hidden,
  input,
  inputs,
  output,
  outputs,
  recurrent,
  trainerOf,
  trains,
  unroll,
  weight,
} from './gradient-net.ts';

describe('gradients', () => {
  it.each(
    [squaredError, crossEntropy, binaryCrossEntropy, hinge, perceptronLoss].map((loss) => [loss('y', 't').kind, loss] as const),
  )('of %s by every weight and parameter', (_, loss) => {
    const net = trainerOf({ loss: loss('y', 'target') });
    expect(net.trained.names).toEqual(trains);
    checkGradients(net);
  });

  it('of several losses together, each with its weight', () => {
    checkGradients(trainerOf({ loss: [squaredError('y', 'a', 0.3), binaryCrossEntropy('y', 'b', 2), squaredError('h', 'c')] }));
  });

  it('through reductions along an axis, the largest of them too', () => {
    const shares = network({ x: input.of(inputs), y: softmaxUnit.of(outputs) }, [
      { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight },
    ]);
    checkGradients(trainerOf({ loss: squaredError('y', 'target'), trains: ['x->y:input#0', 'y.bias', 'y.gain'] }, shares));
  });

  const wirings: Readonly<Record<string, Wiring>> = {
    'one to one': oneToOne(),
    'some pairs': probability(0.4),
    'pairs drawn twice': fixedInDegree(3, { replacement: true }),
    'listed pairs in no order': pairs([3, 0, 3, 1, 2], [1, 1, 1, 3, 0]),
    'all but own': allToAll({ selfConnections: false }),
  };
  it.each(Object.entries(wirings))('through connections %s', (_, wiring) => {
    const net = network({ x: input.of(inputs), h: hidden.of(inputs), y: output.of(outputs) }, [
      { from: 'x', to: 'h', port: 'input', wiring: wiring.kind === 'all-to-all' ? allToAll() : wiring, weight },
      { from: 'h', to: 'h', port: 'feedback', wiring, weight, delay: steps(2) },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight },
    ]);
    checkGradients(trainerOf({}, net));
  });

  it.each([
    ['all', allToAll()],
    ['some', probability(0.6)],
  ] as const)('through squared distances between %s', (_, wiring) => {
    const net = network({ x: input.of(inputs), h: hidden.of(5), y: output.of(outputs) }, [
      { from: 'x', to: 'h', port: 'input', wiring, weight, map: 'distance' },
      { from: 'h', to: 'y', port: 'input', wiring, weight, map: 'distance', delay: steps(1) },
    ]);
    checkGradients(trainerOf({}, net));
  });

  it('through products of two activities: gates', () => {
    const gated = defineCell({
      name: 'gated',
      source: 'this test',
      state: { y: { unit: '1', initial: 0, doc: 'output' } },
      ports: { input: { unit: '1' }, gate: { unit: '1' } },
      equations: "y' = input * gate",
    });
    const net = network({ x: input.of(inputs), a: hidden.of(outputs), g: hidden.of(outputs), y: gated.of(outputs) }, [
      { from: 'x', to: ['a', 'g'], port: 'input', wiring: allToAll(), weight },
      { from: 'a', to: 'y', port: 'input', wiring: oneToOne(), weight: 1 },
      { from: 'g', to: 'y', port: 'gate', wiring: oneToOne(), weight: 1 },
    ]);
    checkGradients(trainerOf({}, net));
  });

  it('through random draws, which are the same when it goes back', () => {
    const noisy = defineCell({
      name: 'noisy',
      source: 'this test',
      parameters: { spread: { default: 0.5, doc: 'of the noise', trainable: true } },
      state: { y: { unit: '1', initial: 0, doc: 'output' } },
      ports: { input: { unit: '1' } },
      equations: "y' = where(bernoulli(0.7), input + spread * normal(), spread * uniform())",
    });
    const net = network({ x: input.of(inputs), h: noisy.of(5), y: output.of(outputs) }, [
      { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight },
    ]);
    checkGradients(trainerOf({}, net));
  });
});

describe('truncated gradients', () => {
  const gradientsOf = (net: GradientTrainer) => {
    net.evaluate(filled(net));
    net.backward();
    return trains.map((name) => Float64Array.from(net.trained.gradient(name)));
  };
  const distance = (a: Float64Array[], b: Float64Array[]) =>
    Math.max(...a.flatMap((x, k) => Array.from(x, (v, i) => Math.abs(v - b[k]![i]!))));

  it('are the whole ones where they go back to the beginning, in however many passes', () => {
    const whole = gradientsOf(trainerOf());
    for (const every of [1, 2, unroll]) {
      // Sums in another order: rounding of a few dozen terms.
      expect(distance(gradientsOf(trainerOf({ truncate: { every, back: unroll } })), whole)).toBeLessThan(1e-14);
    }
  });

  it('come nearer to the whole ones the further they go back', () => {
    const whole = gradientsOf(trainerOf());
    const far = [1, 2, 3, 4].map((back) => distance(gradientsOf(trainerOf({ truncate: { every: 1, back } })), whole));
    expect(far).toEqual([...far].sort((a, b) => b - a));
    expect(far[0]).toBeGreaterThan(1e-3);
  });
});

describe('spikes', () => {
  const soma = defineNeuron({
    name: 'soma',
    source: 'this test',
    parameters: { bias: { default: 0.1, doc: 'constant input', trainable: true } },
    state: { v: { unit: '1', initial: 0, doc: 'potential' } },
    ports: { input: { unit: '1' }, spikes: { unit: '1', on: 'v += weight' } },
    equations: "v' = 0.9 * v + input + bias",
    spike: { when: 'v >= 1', reset: 'v -= 1' },
  });
  const net = network({ x: input.of(inputs), s: soma.of(6), y: output.of(outputs) }, [
    { from: 'x', to: 's', port: 'input', wiring: allToAll(), weight },
    { from: 's', to: 's', port: 'spikes', wiring: allToAll(), weight },
    { from: 's.v', to: 'y', port: 'input', wiring: allToAll(), weight },
  ]);

  it('have the derivative of the surrogate, delayed as they are', () => {
    const trainer = trainerOf({ surrogate: surrogate('straight-through') }, net);
    trainer.evaluate(filled(trainer));
    trainer.backward();
    const found = Float64Array.from(trainer.trained.gradient('s->s:spikes#0'));
    // Sums in another order.
    byHand(trainer).forEach((value, k) => expect(found[k]).toBeCloseTo(value, 13));
    expect(found.some((value) => value !== 0)).toBe(true);
  });

  /** dL/dW[from][to] of the spikes' connections, straight through: the recursion written out. */
  function byHand(trainer: GradientTrainer): Float64Array {
    const n = 6;
    const gradient = new Float64Array(n * n);
    const { batch } = trainer;
    const [readout, recurrent] = ['s->y:input#0', 's->s:spikes#0'].map((name) => trainer.trained.read(name));
    const { values: targets, stride } = trainer.targets[0]!;
    const y = trainer.values('y', 'z');
    const spikes = trainer.spikes('s')!;
    for (let lane = 0; lane < batch; lane++) {
      let later = new Float64Array(n);
      let sentLater = new Float64Array(n);
      for (let t = unroll - 1; t >= 0; t--) {
        const adjoint = new Float64Array(n);
        for (let j = 0; j < n; j++) {
          // The potential after the reset: what is read, what leaks on.
          for (let k = 0; k < outputs; k++) {
            const at = (t * batch + lane) * stride + k;
            if (!Number.isNaN(targets[at]!)) adjoint[j]! += (readout![k * n + j]! * (y.values[at]! - targets[at]!)) / batch;
          }
          adjoint[j]! += 0.9 * later[j]!;
        }
        // A spike arrives in the next step: straight through, its condition is v - 1.
        const sent = new Float64Array(n);
        for (let j = 0; j < n; j++) {
          let bySpike = 0;
          for (let i = 0; i < n; i++) bySpike += recurrent![j * n + i]! * sentLater[i]!;
          sent[j] = adjoint[j]! + bySpike;
        }
        const arrivals = sent.map((value) => 0.9 * value);
        if (t > 0)
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              gradient[i * n + j]! += spikes.values[((t - 1) * batch + lane) * spikes.stride + i]! * arrivals[j]!;
        later = sent;
        sentLater = arrivals;
      }
    }
    return gradient;
  }
});

it('goes back alike, however often', () => {
  const net = trainerOf();
  net.evaluate(filled(net));
  net.backward();
  const once = Float64Array.from(net.trained.gradient('h->h:feedback#0'));
  net.backward();
  expect(net.trained.gradient('h->h:feedback#0')).toEqual(once);
});

it('of a recurrent net does not depend on what was trained before with another count', () => {
  const [net, fresh] = [trainerOf(), trainerOf()];
  net.evaluate(filled(net), 2);
  net.backward();
  for (const one of [net, fresh]) {
    one.evaluate(filled(one));
    one.backward();
  }
  for (const name of trains) expect(net.trained.gradient(name)).toEqual(fresh.trained.gradient(name));
  expect(recurrent().populations).toHaveLength(3);
});
