/** Gradients that are carried forward equal those that go back through time. */
import { describe, expect, it } from 'vitest';
import { allToAll, type GradientTrainer, network, probability, steps } from '../../../engine/index.ts';
import { gruCell, lstmCell } from '../../../models/index.ts';
import { filled, hidden, input, inputs, output, outputs, trainerOf, unroll, weight } from './gradient-net.ts';

const full = allToAll();

const nets = {
  'a leaky population': network({ x: input.of(inputs), h: hidden.of(6), y: output.of(outputs) }, [
    { from: 'x', to: 'h', port: 'input', wiring: full, weight },
    { from: 'h', to: 'h', port: 'feedback', wiring: full, weight, delay: steps(1) },
    { from: 'h', to: 'y', port: 'input', wiring: full, weight },
  ]),
  'some connections alone': network({ x: input.of(inputs), h: hidden.of(6), y: output.of(outputs) }, [
    { from: 'x', to: 'h', port: 'input', wiring: probability(0.6), weight },
    { from: 'h', to: 'h', port: 'feedback', wiring: probability(0.5), weight, delay: steps(1) },
    { from: 'h', to: 'y', port: 'input', wiring: full, weight },
  ]),
  'cells of long short-term memory': network({ x: input.of(inputs), h: lstmCell.of(3), y: output.of(outputs) }, [
    ...(['inputGate', 'forgetGate', 'outputGate', 'candidate'] as const).flatMap((port) => [
      { from: 'x', to: 'h', port, wiring: full, weight } as const,
      { from: 'h', to: 'h', port, wiring: full, weight, delay: steps(1) } as const,
    ]),
    { from: 'h', to: 'y', port: 'input', wiring: full, weight },
  ]),
  'gated recurrent units': network({ x: input.of(inputs), h: gruCell.of(3), y: output.of(outputs) }, [
    ...(['reset', 'update', 'recurrent'] as const).map(
      (port) => ({ from: 'h', to: 'h', port, wiring: full, weight, delay: steps(1) }) as const,
    ),
    { from: 'x', to: 'h', port: 'candidate', wiring: full, weight },
    { from: 'h', to: 'y', port: 'input', wiring: full, weight },
  ]),
};

function gradients(net: GradientTrainer): Map<string, number[]> {
  return new Map(net.trained.names.map((name) => [name, Array.from(net.trained.gradient(name))]));
}

describe('real-time learning', () => {
  it.each(Object.entries(nets))('of %s has, summed over steps, the gradients through time', (_, described) => {
    const whole = trainerOf({}, described, { batch: 1 });
    whole.evaluate(filled(whole));
    whole.backward();
    const online = trainerOf({ unroll: 1, realTime: true }, described, { batch: 1 });
    const sums = new Map<string, number[]>();
    const [x, targets] = [whole.input('x', 'input'), whole.targets[0]!];
    for (let t = 0; t < unroll; t++) {
      online.begin(1, t > 0);
      online.clear();
      online.input('x', 'input').values.set(x.values.subarray(t * x.stride, (t + 1) * x.stride));
      online.targets[0]!.values.set(targets.values.subarray(t * targets.stride, (t + 1) * targets.stride));
      online.forward(t);
      online.backward();
      for (const [name, values] of gradients(online)) {
        const sum = sums.get(name) ?? values.map(() => 0);
        sums.set(
          name,
          sum.map((value, i) => value + values[i]!),
        );
      }
    }
    for (const [name, values] of gradients(whole)) {
      values.forEach((value, i) => expect(Math.abs(sums.get(name)![i]! - value), `${name}[${i}]`).toBeLessThan(1e-12));
    }
  });

  it('learns while it goes, an update for each step', () => {
    const net = trainerOf({ unroll: 1, realTime: true }, nets['a leaky population'], { batch: 1 });
    const losses: number[] = [];
    for (let k = 0; k < 4000; k++) {
      net.begin(1, k > 0);
      net.clear();
      // A pulse every four steps, to be said again two steps later: the cells have to remember it.
      net.input('x', 'input').values[0] = k % 4 === 0 ? 1 : 0;
      net.targets[0]!.values[0] = k % 4 === 2 ? 0.5 : 0;
      net.forward(k);
      losses.push(net.loss);
      net.backward();
      net.update(0.05);
    }
    expect(losses.slice(-20).reduce((a, b) => a + b) / 20).toBeLessThan(
      (0.01 * losses.slice(0, 20).reduce((a, b) => a + b)) / 20,
    );
  });

  it('says what it cannot do', () => {
    expect(() => trainerOf({ unroll: 2, realTime: true })).toThrow(/realTime with unroll/);
    const made = (net: Parameters<typeof trainerOf>[1]) => () => trainerOf({ unroll: 1, realTime: true }, net, { batch: 1 });
    expect(made(undefined)).toThrow(/2 populations are recurrent, expected one/);
    const large = network({ h: hidden.of(65), y: output.of(outputs) }, [
      { from: 'h', to: 'h', port: 'feedback', wiring: full, weight, delay: steps(1) },
      { from: 'h', to: 'y', port: 'input', wiring: full, weight },
    ]);
    expect(made(large)).toThrow(/65 recurrent cells, expected at most 64/);
    const late = network({ h: hidden.of(3), y: output.of(outputs) }, [
      { from: 'h', to: 'h', port: 'feedback', wiring: full, weight, delay: steps(2) },
      { from: 'h', to: 'y', port: 'input', wiring: full, weight },
    ]);
    expect(made(late)).toThrow(/has a delay of 2 steps/);
    expect(() => trainerOf({ unroll: 1, realTime: true }, nets['a leaky population'])).toThrow(/one example at a time/);
  });
});
