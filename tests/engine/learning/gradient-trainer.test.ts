/** A trainer's other promises: both back ends, the same as its simulation, what it keeps, what it refuses. */
import { describe, expect, it } from 'vitest';
import { adam, allToAll, crossEntropy, network, poissonInput, sgd, squaredError } from '../../../engine/index.ts';
import { optimiserNames } from '../../../engine/learning/index.ts';
import type { Network } from '../../../engine/network.ts';
import { Simulation } from '../../../engine/simulation/index.ts';
import { scheduleOf } from '../../../engine/training/schedule.ts';
import { lif } from '../../../models/index.ts';
import { batch, filled, input, inputs, output, outputs, recurrent, trainerOf, trains, unroll } from './gradient-net.ts';

const host = { now: () => 0, yield: async () => undefined, loadData: async () => new Uint8Array() };

describe('a gradient trainer', () => {
  it.each(['float64', 'float32'] as const)('gives the same bits interpreted and compiled, in %s', (precision) => {
    const definition = { loss: crossEntropy('y', 'label'), optimiser: adam({ rate: 0.01 }), clipNorm: 0.5, penalty: 0.01 };
    const [one, other] = (['wasm', 'interpreter'] as const).map((backend) =>
      trainerOf(definition, recurrent(), { precision, backend }),
    );
    for (let k = 0; k < 3; k++) expect(one!.train(filled(one!), 0.01)).toBe(other!.train(filled(other!), 0.01));
    for (const name of trains) expect(one!.trained.read(name)).toEqual(other!.trained.read(name));
  });

  it.each(optimiserNames)('learns by %s', (name) => {
    const net = trainerOf({ optimiser: { name, rate: scheduleOf(0.02), parameters: {}, average: false } });
    const fill = filled(net);
    const before = net.evaluate(fill);
    for (let k = 0; k < 100; k++) net.train(fill, 0.02);
    expect(net.updates).toBe(100);
    expect(net.evaluate(fill)).toBeLessThan(0.7 * before);
  });

  it('limits the norm of all gradients together, or each value', () => {
    const before = new Map(trains.map((name) => [name, Float64Array.from(trainerOf().trained.read(name))]));
    const moved = (definition: { clipNorm?: number; clipValue?: number }) => {
      const net = trainerOf(definition);
      net.train(filled(net), 1);
      return trains.flatMap((name) => Array.from(net.trained.read(name), (value, i) => value - before.get(name)![i]!));
    };
    const norm = (values: readonly number[]) => Math.hypot(...values);
    const [whole, short, low] = [moved({}), moved({ clipNorm: 0.1 }), moved({ clipValue: 0.01 })];
    expect(norm(whole)).toBeGreaterThan(0.2);
    expect(norm(short)).toBeCloseTo(0.1, 12);
    // The direction stays.
    short.forEach((value, i) => expect(value).toBeCloseTo((whole[i]! * 0.1) / norm(whole), 12));
    low.forEach((value, i) => expect(value).toBeCloseTo(Math.min(0.01, Math.max(-0.01, whole[i]!)), 14));
  });

  it('draws weights, and no parameters, towards 0 by a penalty', () => {
    const [free, held] = [trainerOf(), trainerOf({ penalty: 0.1 })];
    for (const net of [free, held]) {
      net.evaluate(filled(net));
      net.backward();
      net.update(1);
    }
    for (const name of trains) {
      const isWeights = name.includes('->');
      const start = trainerOf().trained.read(name);
      held.trained.read(name).forEach((value, i) => {
        expect(value).toBeCloseTo(free.trained.read(name)[i]! - (isWeights ? 0.1 * start[i]! : 0), 14);
      });
    }
  });

  it('goes forward as the simulation of its plan does, bit for bit, and begins as it began', () => {
    const net = trainerOf({ optimiser: adam({ rate: 0.05 }) });
    const run = new Simulation(net.plan, { host });
    net.train(filled(net), 0.05);
    const loss = net.evaluate(filled(net));
    const { values, stride } = net.values('y', 'z');
    const expected = Array.from({ length: unroll }, (_, t) =>
      Array.from({ length: outputs }, (_, k) => values[t * batch * stride + k]),
    );
    const x = net.input('x', 'input');
    const given = Array.from({ length: unroll }, (_, t) =>
      Float64Array.from({ length: inputs }, (_, i) => x.values[t * batch * x.stride + i]!),
    );
    run.reset();
    const seen: number[][] = [];
    run
      .population('y')
      .values$('z')
      .subscribe((frame) => seen.push(Array.from(frame.values.subarray(0, outputs))));
    const cells = Uint32Array.from({ length: inputs }, (_, i) => i);
    given.forEach((value, t) => {
      run.schedule({ kind: 'stimulus', step: t, population: 'x', port: 'input', cells, value, steps: 1 });
      run.step();
    });
    expect(seen).toEqual(expected);
    // What the simulation did since is not where an example begins.
    expect(net.evaluate(filled(net))).toBe(loss);
  });

  it('keeps what it learnt, and what its optimiser keeps, when the simulation is reset', () => {
    const [net, undisturbed] = [trainerOf({ optimiser: adam({ rate: 0.05 }) }), trainerOf({ optimiser: adam({ rate: 0.05 }) })];
    for (const one of [net, undisturbed]) one.train(filled(one), 0.05);
    const run = new Simulation(net.plan, { host });
    run.reset();
    run.step();
    for (const one of [net, undisturbed]) one.train(filled(one), 0.05);
    for (const name of trains) expect(net.trained.read(name)).toEqual(undisturbed.trained.read(name));
  });

  it('goes on from where an example ended, if told to', () => {
    const [whole, parts] = [trainerOf({}), trainerOf({ unroll: 1 })];
    whole.evaluate(filled(whole));
    const x = whole.input('x', 'input');
    for (let t = 0; t < unroll; t++) {
      parts.begin(batch, t > 0);
      parts.clear();
      const length = batch * x.stride;
      parts.input('x', 'input').values.set(x.values.subarray(t * length, (t + 1) * length));
      parts.forward(t);
      // The second reads what was said three steps ago.
      for (const [population, variable] of [
        ['h', 'h'],
        ['y', 'z'],
      ] as const) {
        const { values, stride } = whole.values(population, variable);
        expect(parts.values(population, variable).values.slice(0, batch * stride)).toEqual(
          values.slice(t * batch * stride, (t + 1) * batch * stride),
        );
      }
    }
  });

  it('keeps the average of all that its numbers were, and exchanges it for them', () => {
    const net = trainerOf({ optimiser: sgd({ rate: 0.05, average: true }) });
    const seen: number[] = [];
    for (let k = 0; k < 20; k++) {
      net.train(filled(net), 0.05);
      seen.push(net.trained.read('h.bias')[2]!);
    }
    const last = seen.at(-1)!;
    net.setTraining(false);
    expect(net.trained.read('h.bias')[2]).toBeCloseTo(seen.reduce((a, b) => a + b) / seen.length, 14);
    net.setTraining(true);
    expect(net.trained.read('h.bias')[2]).toBe(last);
  });

  it('says what cannot be trained', () => {
    expect(() => trainerOf({ trains: ['h.gain'] })).toThrow(/'h.gain' cannot be trained/);
    expect(() => trainerOf({}, recurrent(), { batch: 0 })).toThrow(/batch is 0/);
    expect(() => trainerOf({ unroll: 1.5 })).toThrow(/unroll is 1.5/);
    expect(() => trainerOf({ clipNorm: Number.NaN })).toThrow(/clipNorm is NaN/);
    expect(() => trainerOf({ optimiser: { ...sgd({ rate: 1 }), name: 'adma' as never } })).toThrow(/optimiser 'adma' is unknown/);
    expect(() => trainerOf({ optimiser: adam({ rate: 1, beta3: 1 } as never) })).toThrow(/'beta3' is no parameter of adam/);
    expect(() => trainerOf({ loss: squaredError('z', 'target') })).toThrow(/population 'z' is unknown/);
    expect(() => trainerOf({ loss: squaredError('y.v', 'target') })).toThrow(/y has no state variable 'v'/);
    expect(() => trainerOf({ loss: crossEntropy('h', 'label') })).toThrow(
      /h \(model testHidden\) has no variable 'z', the logits/,
    );
    const net = trainerOf();
    expect(() => net.input('x', 'inputs')).toThrow(/'inputs' is no port of x/);
    expect(() => net.trained.read('h.biases')).toThrow(/'h.biases' is no name of what is trained/);
    expect(() => net.trained.write('h.bias', [1])).toThrow(/1 numbers for h.bias, expected 7/);
    expect(() => net.update(Number.NaN)).toThrow(/rate is NaN/);
  });

  it('refuses cells and drives that gradients do not go through yet', () => {
    const made = (net: Network) => () => trainerOf({ trains: [] }, net);
    expect(made(network({ x: lif.of(3), y: output.of(3) }, []))).toThrow(/model lif is refractory/);
    const driven = network({ h: lif.of(1), y: output.of(1) }, [
      { from: poissonInput({ rate: '5 Hz' }), to: 'h', port: 'excitatory', weight: '1 mV' },
    ]);
    expect(made(driven)).toThrow(/draws its spikes, and batches do not go through those yet/);
  });

  it('stops where a number is no longer finite, and names it', () => {
    const linear = network({ x: input.of(inputs), y: output.of(outputs) }, [
      { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 1 },
    ]);
    const net = trainerOf({}, linear);
    const fill = filled(net);
    expect(() => {
      for (let k = 0; k < 2000; k++) net.train(fill, 1e6);
    }).toThrow(
      expect.objectContaining({
        code: 'not-finite',
        where: expect.stringMatching(/^(population y, variable z, cell \d+, example \d+|x->y:input#0, number \d+)$/),
      }),
    );
  });
});
