/** Gradients through layers and time against central finite differences; both back ends; what cannot be trained is refused. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  defineCell,
  fixedInDegree,
  type GradientOptions,
  GradientTrainer,
  lossNames,
  network,
  oneToOne,
  optimiserNames,
  poissonInput,
  uniform,
} from '../../../engine/index.ts';
import type { Network } from '../../../engine/network.ts';
import { RandomStream } from '../../../engine/random.ts';
import { Simulation } from '../../../engine/simulation/index.ts';
import { lif, softmaxUnit } from '../../../models/index.ts';

const input = defineCell({
  name: 'testInput',
  source: 'this test',
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1' } },
  equations: "y' = input",
});
const hidden = defineCell({
  name: 'testHidden',
  source: 'this test',
  parameters: { bias: { default: 0, doc: 'added to the input' }, leak: { default: 0.7, doc: 'share of the new value' } },
  state: { h: { unit: '1', initial: 0.1, doc: 'output' } },
  ports: { input: { unit: '1' }, feedback: { unit: '1' } },
  equations: "h' = (1 - leak) * h + leak * tanh(input + feedback + bias)",
});
const output = defineCell({
  name: 'testOutput',
  source: 'this test',
  parameters: { bias: { default: 0, doc: 'added to the input' } },
  state: { z: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1' } },
  equations: "z' = input + bias",
});

const weight = uniform(-0.8, 0.8);
const [batch, unroll, inputs, outputs] = [3, 5, 4, 3];

/** A recurrent net with a shortcut two steps back; sizes that fill no vector. */
function recurrent(): Network {
  return network({ x: input.of(inputs), h: hidden.of(7), y: output.of(outputs) }, [
    { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight },
    { from: 'h', to: 'h', port: 'feedback', wiring: allToAll({ selfConnections: true }), weight, delay: '1 ms' },
    { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight },
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight, delay: '3 ms' },
  ]);
}

const trains = ['x->h:input#0', 'h->h:feedback#0', 'h->y:input#0', 'x->y:input#0', 'h.bias', 'h.leak', 'y.bias'];

function trainer(options: Partial<GradientOptions> = {}, net: Network = recurrent()): GradientTrainer {
  return new GradientTrainer(net, {
    dt: 1,
    seed: 3,
    precision: 'float64',
    trains,
    output: { population: 'y', variable: 'z' },
    loss: 'squared',
    optimiser: { name: 'sgd' },
    batch,
    unroll,
    ...options,
  });
}

/** The same random inputs and targets each time; the target of some times is not asked. */
function filled(net: GradientTrainer): () => void {
  const random = new RandomStream(1, 'examples');
  const x = net.input('x', 'input');
  const { values, stride } = net.targets;
  return () => {
    values.fill(Number.NaN);
    for (let t = 0; t < unroll; t++) {
      for (let lane = 0; lane < batch; lane++) {
        const row = (t * batch + lane) * x.stride;
        for (let i = 0; i < inputs; i++) x.values[row + i] = 2 * random.uniform(t, lane, i, 0) - 1;
        if (t === 1) continue;
        const label = Math.floor(random.uniform(t, lane, 0, 1) * outputs);
        for (let k = 0; k < outputs; k++) values[(t * batch + lane) * stride + k] = Number(k === label);
      }
    }
  };
}

/** Every gradient against central differences, whose error is 1e-10 of curvature and 1e-11 of rounding. */
function checkGradients(net: GradientTrainer, fill: () => void): void {
  net.evaluate(fill);
  net.backward();
  const found = net.trained.map((name) => [name, Float64Array.from(net.gradient(name))] as const);
  for (const [name, gradient] of found) {
    const values = Float64Array.from(net.read(name));
    const lossAt = (i: number, by: number) => {
      net.write(name, values.with(i, values[i]! + by));
      return net.evaluate(fill);
    };
    gradient.forEach((value, i) => {
      const difference = (lossAt(i, 1e-5) - lossAt(i, -1e-5)) / 2e-5;
      expect(Math.abs(value - difference), `${name}[${i}]`).toBeLessThan(1e-8 * Math.max(1, Math.abs(difference)));
    });
    net.write(name, values);
  }
}

const host = { now: () => 0, yield: async () => undefined, loadData: async () => new Uint8Array() };

describe('GradientTrainer', () => {
  it.each(lossNames)('has the gradient of %s by every weight and parameter', (loss) => {
    const net = trainer({ loss });
    checkGradients(net, filled(net));
  });

  it('has the gradient through reductions along an axis, the largest of them too', () => {
    const shares = network({ x: input.of(inputs), y: softmaxUnit.of(outputs) }, [
      { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight },
    ]);
    const net = trainer({ trains: ['x->y:input#0', 'y.bias', 'y.gain'], output: { population: 'y', variable: 'share' } }, shares);
    checkGradients(net, filled(net));
  });

  it('gives the same gradient however often it goes back', () => {
    const net = trainer();
    net.evaluate(filled(net));
    net.backward();
    const once = Float64Array.from(net.gradient('h->h:feedback#0'));
    net.backward();
    expect(net.gradient('h->h:feedback#0')).toEqual(once);
  });

  it.each(['float64', 'float32'] as const)('gives the same bits interpreted and compiled, in %s', (precision) => {
    const [one, other] = (['wasm', 'interpreter'] as const).map((backend) =>
      trainer({ precision, backend, loss: 'softmaxCrossEntropy', optimiser: { name: 'adam' }, clipNorm: 0.5 }),
    );
    for (let k = 0; k < 3; k++) expect(one!.train(filled(one!), 0.01)).toBe(other!.train(filled(other!), 0.01));
    for (const name of trains) expect(one!.read(name)).toEqual(other!.read(name));
  });

  it.each(optimiserNames)('learns by %s', (name) => {
    const net = trainer({ optimiser: { name } });
    const fill = filled(net);
    const before = net.evaluate(fill);
    for (let k = 0; k < 100; k++) net.train(fill, 0.02);
    expect(net.updates).toBe(100);
    expect(net.evaluate(fill)).toBeLessThan(0.7 * before);
  });

  it('limits the norm of all gradients together', () => {
    const [free, held] = [trainer(), trainer({ clipNorm: 0.1 })];
    const before = new Map(trains.map((name) => [name, Float64Array.from(free.read(name))]));
    const moved = (net: GradientTrainer) => {
      net.train(filled(net), 1);
      return trains.flatMap((name) => Array.from(net.read(name), (value, i) => value - before.get(name)![i]!));
    };
    const norm = (values: readonly number[]) => Math.hypot(...values);
    const [whole, short] = [moved(free), moved(held)];
    expect(norm(whole)).toBeGreaterThan(0.2);
    expect(norm(short)).toBeCloseTo(0.1, 12);
    // The direction stays.
    short.forEach((value, i) => expect(value).toBeCloseTo((whole[i]! * 0.1) / norm(whole), 12));
  });

  it('goes forward as the simulation of its plan does, bit for bit, and begins as it began', () => {
    const net = trainer({ optimiser: { name: 'adam' } });
    net.train(filled(net), 0.05);
    const loss = net.evaluate(filled(net));
    const run = new Simulation(net.plan, { host });
    const x = net.input('x', 'input');
    const seen: number[][] = [];
    run
      .population('y')
      .values$('z')
      .subscribe(({ values }) => seen.push(Array.from(values.subarray(0, outputs))));
    const cells = Uint32Array.from({ length: inputs }, (_, i) => i);
    for (let t = 0; t < unroll; t++) {
      const value = Float64Array.from(cells, (i) => x.values[t * batch * x.stride + i]!);
      run.schedule({ kind: 'stimulus', step: t, population: 'x', port: 'input', cells, value, steps: 1 });
      run.step();
    }
    const { values, stride } = net.outputs;
    const expected = seen.map((_, t) => Array.from({ length: outputs }, (_, k) => values[t * batch * stride + k]));
    expect(seen).toEqual(expected);
    // What the simulation did since is not where an example begins.
    expect(net.evaluate(filled(net))).toBe(loss);
  });

  it('keeps what it learnt, and what its optimiser keeps, when the simulation is reset', () => {
    const [net, undisturbed] = [trainer({ optimiser: { name: 'adam' } }), trainer({ optimiser: { name: 'adam' } })];
    for (const one of [net, undisturbed]) one.train(filled(one), 0.05);
    const run = new Simulation(net.plan, { host });
    run.reset();
    run.step();
    for (const one of [net, undisturbed]) one.train(filled(one), 0.05);
    for (const name of trains) expect(net.read(name)).toEqual(undisturbed.read(name));
  });

  it('says what cannot be trained', () => {
    expect(() => trainer({ trains: ['h.gain'] })).toThrow(/'h.gain' cannot be trained/);
    expect(() => trainer({ batch: 0 })).toThrow(/batch is 0/);
    expect(() => trainer({ unroll: 1.5 })).toThrow(/unroll is 1.5/);
    expect(() => trainer({ clipNorm: Number.NaN })).toThrow(/clipNorm is NaN/);
    expect(() => trainer({ loss: 'square' as never })).toThrow(/loss 'square' is unknown/);
    expect(() => trainer({ optimiser: { name: 'adma' as never } })).toThrow(/optimiser 'adma' is unknown/);
    expect(() => trainer({ optimiser: { name: 'adam', parameters: { beta3: 1 } } })).toThrow(/'beta3' is no parameter of adam/);
    expect(() => trainer({ output: { population: 'z', variable: 'z' } })).toThrow(/population 'z' is unknown/);
    expect(() => trainer({ output: { population: 'y', variable: 'v' } })).toThrow(/output y has no variable 'v'/);
    const net = trainer();
    expect(() => net.input('x', 'inputs')).toThrow(/'inputs' is no port of x/);
    expect(() => net.read('h.biases')).toThrow(/'h.biases' is no name of what is trained/);
    expect(() => net.write('h.bias', [1])).toThrow(/1 numbers for h.bias, expected 7/);
    expect(() => net.update(Number.NaN)).toThrow(/rate is NaN/);
  });

  it('refuses cells and connections that gradients do not go through yet', () => {
    const made = (net: Network) => () => trainer({ trains: [] }, net);
    const xy = { x: input.of(3), y: output.of(3) };
    // As many synapses as pairs, but not one for each.
    const drawn = fixedInDegree(3, { replacement: true });
    expect(made(network(xy, [{ from: 'x', to: 'y', port: 'input', wiring: drawn, weight: 1 }]))).toThrow(
      /all cells to all cells only/,
    );
    expect(made(network(xy, [{ from: 'x', to: 'y', port: 'input', wiring: oneToOne(), weight: 1 }]))).toThrow(
      /all cells to all cells only/,
    );
    const spikes = { x: lif.of(3), y: output.of(3) };
    expect(made(network(spikes, []))).toThrow(/model lif spikes/);
    const driven = network({ h: lif.of(1), y: output.of(1) }, [
      { from: poissonInput({ rate: '5 Hz' }), to: 'h', port: 'excitatory', weight: '1 mV' },
    ]);
    expect(made(driven)).toThrow(/sends spikes, and gradients do not go through those yet/);
  });

  it('stops where a number is no longer finite', () => {
    const net = trainer();
    const fill = filled(net);
    expect(() => {
      for (let k = 0; k < 2000; k++) net.train(fill, 1e6);
    }).toThrow(/became NaN or infinite/);
  });
});
