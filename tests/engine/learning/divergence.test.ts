/** Contrastive divergence against loops written here, against all states counted, and between the two back ends. */
import { describe, expect, it } from 'vitest';
import { BatchNetwork, contrastiveDivergence, type DivergenceDefinition, momentum, normal, sgd } from '../../../engine/index.ts';
import type { BatchOptions } from '../../../engine/learning/index.ts';
import { restrictedBoltzmann } from '../../../models/index.ts';

const [visible, hidden] = [5, 3];
const machine = restrictedBoltzmann({ visible, hidden, weight: normal(0, 1) });
const [weights, moment] = ['v->h:input#0', { share: 0, epoch: 0, update: 0, endsEpoch: false }] as const;

function made(definition: Partial<DivergenceDefinition> = {}, options: Partial<BatchOptions> = {}): BatchNetwork {
  const learner = contrastiveDivergence({ steps: 1, expected: ['h.p'], optimiser: sgd({ rate: 0.1 }), ...definition });
  const network = new BatchNetwork(machine, {
    dt: 1,
    seed: 5,
    precision: 'float64',
    batch: 4,
    learners: { cd: learner },
    ...options,
  });
  network.trained.write('v.bias', [0.5, -1, 0.3, 0, 0.8]);
  network.trained.write('h.bias', [-0.5, 0.2, 1]);
  network.setTraining(true);
  return network;
}

/** Three different pictures, over and over. */
const pictures = [
  [1, 0, 1, 0, 0],
  [0, 1, 1, 0, 1],
  [1, 1, 0, 0, 0],
];

/** A window: in its first step the world holds v. Steps of the run are counted on, since draws are by step. */
function shown(network: BatchNetwork, count = network.batch, firstStep = 0): void {
  const [world, clamp] = [network.input('v', 'world'), network.input('v', 'clamp')];
  network.begin(count);
  for (let t = 0; t < network.unroll; t++) {
    network.clear();
    for (let lane = 0; t === 0 && lane < count; lane++) {
      world.values.set(pictures[lane % 3]!, lane * world.stride);
      clamp.values.fill(1, lane * clamp.stride, lane * clamp.stride + visible);
    }
    network.forward(firstStep + t);
  }
}

const logistic = (z: number) => 1 / (1 + Math.exp(-z));

/** A variable of a lane after the step of a time. */
function said(network: BatchNetwork, population: 'v' | 'h', variable: string, time: number, lane: number): number[] {
  const { values, stride } = network.values(population, variable);
  const begin = (time * network.batch + lane) * stride;
  return [...values.subarray(begin, begin + (population === 'v' ? visible : hidden))];
}

function numbersOf(network: BatchNetwork) {
  const [w, b, c] = [weights, 'v.bias', 'h.bias'].map((name) => [...network.trained.read(name)]) as [
    number[],
    number[],
    number[],
  ];
  const up = (v: readonly number[]) =>
    c.map((bias, j) => logistic(bias + v.reduce((z, vi, i) => z + w[j * visible + i]! * vi, 0)));
  const down = (h: readonly number[]) =>
    b.map((bias, i) => logistic(bias + h.reduce((z, hj, j) => z + w[j * visible + i]! * hj, 0)));
  return { w, b, c, up, down };
}

/** Means over lanes of v h, v and h, in one list. */
function means(pairs: readonly (readonly [v: readonly number[], h: readonly number[]])[]): number[] {
  const products = Array.from({ length: hidden * visible }, (_, k) =>
    pairs.reduce((sum, [v, h]) => sum + h[Math.floor(k / visible)]! * v[k % visible]!, 0),
  );
  const [vs, hs] = [visible, hidden].map((size, side) =>
    Array.from({ length: size }, (_, i) => pairs.reduce((sum, pair) => sum + pair[side]![i]!, 0)),
  );
  return [...products, ...vs!, ...hs!].map((sum) => sum / pairs.length);
}

const gradientOf = (network: BatchNetwork) => [weights, 'v.bias', 'h.bias'].flatMap((name) => [...network.gradient(name)!]);

describe('contrastive divergence', () => {
  it.each([1, 3])('draws by the formulas, and goes down what loops say: CD-%i', (steps) => {
    // Three of four lanes: the last is not counted.
    const [network, count] = [made({ steps, optimiser: sgd({ rate: 0 }) }), 3];
    const { up, down } = numbersOf(network);
    shown(network, count);
    network.learn(moment);
    const lanes = Array.from({ length: count }, (_, lane) => lane);
    for (const lane of lanes) {
      expect(said(network, 'v', 'y', 0, lane)).toEqual(pictures[lane]);
      for (let t = 0; t <= steps; t++) {
        const drawn = said(network, 'h', 'y', t, lane);
        expect(drawn.every((value) => value === 0 || value === 1)).toBe(true);
        up(said(network, 'v', 'y', t, lane)).forEach((p, j) => expect(said(network, 'h', 'p', t, lane)[j]).toBeCloseTo(p, 13));
        if (t < steps) down(drawn).forEach((p, i) => expect(said(network, 'v', 'p', t + 1, lane)[i]).toBeCloseTo(p, 13));
      }
    }
    const at = (t: number) =>
      means(lanes.map((lane) => [said(network, 'v', 'y', t, lane), up(said(network, 'v', 'y', t, lane))] as const));
    const [first, last] = [at(0), at(steps)];
    gradientOf(network).forEach((value, k) => expect(value).toBeCloseTo(last[k]! - first[k]!, 13));
  });

  it('comes to the gradient of the likelihood as it is left to itself for longer', () => {
    const network = made({ steps: 500 }, { batch: 1500 });
    const { w, b, c, up } = numbersOf(network);
    const states = Array.from({ length: 2 ** (visible + hidden) }, (_, code) => {
      const bits = Array.from({ length: visible + hidden }, (_, k) => (code >> k) & 1);
      const [v, h] = [bits.slice(0, visible), bits.slice(visible)];
      const energy = -h.reduce(
        (sum, hj, j) => sum + hj * (c[j]! + v.reduce((z, vi, i) => z + w[j * visible + i]! * vi, 0)),
        v.reduce((sum, vi, i) => sum + vi * b[i]!, 0),
      );
      return { v, h, weight: Math.exp(-energy) };
    });
    const z = states.reduce((sum, { weight }) => sum + weight, 0);
    const model = states.reduce<number[]>((sum, { v, h, weight }) => {
      const one = means([[v, h]]);
      return one.map((value, k) => (sum[k] ?? 0) + (value * weight) / z);
    }, []);
    const data = means(pictures.map((v) => [v, up(v)] as const));
    const exact = model.map((value, k) => value - data[k]!);
    shown(network);
    network.learn(moment);
    const found = gradientOf(network);
    const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, k) => sum + value * y[k]!, 0);
    // 1500 chains leave an angle of about 1 / sqrt(1500) over the gradient's length.
    expect(dot(found, exact) / Math.sqrt(dot(found, found) * dot(exact, exact))).toBeGreaterThan(0.99);
  });

  it('lets chains go on from where they were, whatever is shown', () => {
    const network = made({ persistent: true, steps: 2, optimiser: sgd({ rate: 0 }) });
    const { down } = numbersOf(network);
    shown(network);
    const end = Array.from({ length: 4 }, (_, lane) => said(network, 'h', 'y', 2, lane));
    network.learn(moment);
    shown(network, 3, 3);
    network.learn(moment);
    for (let lane = 0; lane < 4; lane++)
      down(end[lane]!).forEach((p, i) => expect(said(network, 'v', 'p', 1, lane)[i]).toBeCloseTo(p, 13));
    // Three examples, four chains.
    const of = (t: number, lanes: number) =>
      means(
        Array.from({ length: lanes }, (_, lane) => [said(network, 'v', 'y', t, lane), said(network, 'h', 'p', t, lane)] as const),
      );
    const [first, last] = [of(0, 3), of(2, 4)];
    gradientOf(network).forEach((value, k) => expect(value).toBeCloseTo(last[k]! - first[k]!, 13));
    // What is asked, and not learnt from, begins at what is shown.
    network.setTraining(false);
    shown(network, 4, 6);
    down(said(network, 'h', 'y', 0, 0)).forEach((p, i) => expect(said(network, 'v', 'p', 1, 0)[i]).toBeCloseTo(p, 13));
  });

  it.each(['float64', 'float32'] as const)('gives the same bits by kernels and by the interpreter: %s', (precision) => {
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((backend) => {
      const network = made(
        { persistent: true, steps: 3, optimiser: momentum({ rate: 0.3 }), penalty: 1e-3 },
        { precision, backend },
      );
      for (let update = 0; update < 20; update++) {
        shown(network, update % 2 === 0 ? 4 : 3, update * 4);
        network.learn(moment);
      }
      return network.saved();
    });
    expect(compiled).toEqual(interpreted);
    expect(compiled![weights]).not.toEqual(made({}, { precision }).saved()[weights]);
  });

  it('refuses what it cannot compare', () => {
    expect(() => contrastiveDivergence({ steps: 0, optimiser: sgd({ rate: 1 }) })).toThrow(/steps is 0/);
    expect(() => contrastiveDivergence({ steps: 1, optimiser: sgd({ rate: 1 }), expected: ['h'] })).toThrow(
      /no 'population.variable'/,
    );
    expect(() => made({ persistent: true, expected: [] })).toThrow(/chains persist in h.y, which is also what is counted/);
    expect(() => made({ expected: ['h.q'] })).toThrow(/'q' is no variable of h/);
    expect(() => made({ trains: ['h.temperature'] })).toThrow(/only biases have a part of their own in the energy/);
  });
});
