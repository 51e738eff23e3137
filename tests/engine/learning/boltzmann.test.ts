/** Boltzmann learning against sums over all states written here, against finite differences of the likelihood, and sampled beside exact. */
import { describe, expect, it } from 'vitest';
import { BatchNetwork, type BoltzmannDefinition, boltzmannLearning, normal, sgd, uniform } from '../../../engine/index.ts';
import type { BatchOptions } from '../../../engine/learning/index.ts';
import { boltzmann } from '../../../models/index.ts';

const [cells, visible] = [6, 4];
/** Cells 0 and 3 are not connected, nor the two hidden ones. */
const connected = 'where(i == 3, where(j == 0, 0, 1), where(i == 5, where(j == 4, 0, 1), 1)) > 0';
const isConnected = (i: number, j: number) => !(i === 3 && j === 0) && !(i === 5 && j === 4);
const [projection, moment] = ['units->units:input#0', { share: 0, epoch: 0, update: 0, endsEpoch: false }] as const;
const pairs = Array.from({ length: cells }, (_, i) => Array.from({ length: i }, (_, j) => [i, j] as const)).flat();

/** What the world says of the visible cells, three things over and over. */
const said = [
  [1, -1, 1, 1],
  [-1, -1, 1, -1],
  [1, 1, -1, -1],
];

function made(definition: Partial<BoltzmannDefinition> = {}, options: Partial<BatchOptions> = {}, temperature = 1): BatchNetwork {
  const machine = boltzmann({ cells, connected, temperature, weights: normal(0, 0.6), bias: uniform(-0.5, 0.5) });
  const learner = boltzmannLearning({
    projection,
    means: 'exact',
    temperature: 'T',
    optimiser: sgd({ rate: 0.1 }),
    ...definition,
  });
  const network = new BatchNetwork(machine, {
    dt: 1,
    seed: 4,
    precision: 'float64',
    batch: 3,
    learners: { boltzmann: learner },
    ...options,
  });
  network.setTraining(true);
  return network;
}

/** A window in whose first half the world holds the visible cells. */
function shown(network: BatchNetwork, firstStep = 0): void {
  const [world, clamp] = [network.input('units', 'world'), network.input('units', 'clamp')];
  network.begin(network.batch, false, moment);
  for (let t = 0; t < network.unroll; t++) {
    network.clear();
    if (t < network.unroll / 2)
      for (let lane = 0; lane < network.batch; lane++) {
        const begin = (t * network.batch + lane) * world.stride;
        world.values.set(said[lane % 3]!, begin);
        clamp.values.fill(1, begin, begin + visible);
      }
    network.forward(firstStep + t);
  }
}

interface Machine {
  readonly weights: readonly number[];
  readonly biases: readonly number[];
}

const machineOf = (network: BatchNetwork): Machine => ({
  weights: [...network.trained.read(projection)],
  biases: [...network.trained.read('units.bias')],
});

const states = Array.from({ length: 64 }, (_, code) => Array.from({ length: cells }, (_, i) => ((code >> i) & 1 ? 1 : -1)));

function weightOf(state: readonly number[], { weights, biases }: Machine, temperature: number): number {
  const sum = pairs.reduce((total, [i, j], k) => total + weights[k]! * state[i]! * state[j]!, 0);
  return Math.exp((sum + biases.reduce((total, b, i) => total + b * state[i]!, 0)) / temperature);
}

/** Products of all pairs, then cells, weighted over the states that agree with what is held. */
function meansOf(machine: Machine, temperature: number, held: readonly number[] = []): number[] {
  const open = states.filter((state) => held.every((value, i) => state[i] === value));
  const shares = open.map((state) => weightOf(state, machine, temperature));
  const whole = shares.reduce((a, b) => a + b);
  const features = (state: readonly number[]) => [...pairs.map(([i, j]) => state[i]! * state[j]!), ...state];
  return features(states[0]!).map((_, k) => open.reduce((sum, state, n) => sum + (features(state)[k]! * shares[n]!) / whole, 0));
}

/** Of what the world says, on average, in nats. */
function likelihood(machine: Machine, temperature: number): number {
  const sumOf = (held: readonly number[]) =>
    states
      .filter((state) => held.every((value, i) => state[i] === value))
      .reduce((sum, state) => sum + weightOf(state, machine, temperature), 0);
  return said.reduce((sum, held) => sum + Math.log(sumOf(held) / sumOf([])) / said.length, 0);
}

/** Free means less clamped ones, pairs that are not connected left out. */
function expectedGradient(network: BatchNetwork, temperature: number): number[] {
  const machine = machineOf(network);
  const free = meansOf(machine, temperature);
  const clamped = said.map((held) => meansOf(machine, temperature, held));
  return free.map((value, k) =>
    k < pairs.length && !isConnected(...pairs[k]!) ? 0 : value - clamped.reduce((sum, means) => sum + means[k]! / said.length, 0),
  );
}

const gradientOf = (network: BatchNetwork) => [projection, 'units.bias'].flatMap((name) => [...network.gradient(name)!]);

function learnt(network: BatchNetwork, windows = 1): BatchNetwork {
  for (let window = 0; window < windows; window++) {
    shown(network, window * network.unroll);
    network.learn(moment);
  }
  return network;
}

describe('Boltzmann learning', () => {
  it.each([1, 2.5])('goes up the difference of the means of both phases, at temperature %s', (temperature) => {
    const network = made({}, {}, temperature);
    const before = machineOf(network);
    const expected = expectedGradient(network, temperature);
    expect(Math.hypot(...expected)).toBeGreaterThan(0.5);
    learnt(network);
    // Sums of 64 terms below 1.
    gradientOf(network).forEach((value, k) => expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-13));
    const after = machineOf(network);
    [...after.weights, ...after.biases].forEach((value, k) => {
      expect(Math.abs(value - [...before.weights, ...before.biases][k]! + 0.1 * expected[k]!)).toBeLessThan(1e-13);
    });
  });

  it.each([1, 2.5])('has the gradient of the log likelihood, times the temperature %s', (temperature) => {
    const network = made({ optimiser: sgd({ rate: 0 }) }, {}, temperature);
    const found = gradientOf(learnt(network));
    const { weights, biases } = machineOf(network);
    const at = (k: number, change: number) => {
      const numbers = [...weights, ...biases].map((value, n) => (n === k ? value + change : value));
      return likelihood({ weights: numbers.slice(0, pairs.length), biases: numbers.slice(pairs.length) }, temperature);
    };
    found.forEach((value, k) => {
      if (k < pairs.length && !isConnected(...pairs[k]!)) return expect(value).toBe(0);
      const slope = (at(k, 1e-5) - at(k, -1e-5)) / 2e-5;
      // Central differences are off by a third derivative times 1e-10, and by roundings of 1e-16 / 1e-5.
      return expect(Math.abs(value + temperature * slope)).toBeLessThan(1e-9);
    });
  });

  it('samples nearly the same: a cosine of 0.98 with 10,000 samples', () => {
    // 300 lanes of 34 steps that count are 10,200 samples of either phase, neighbours of a lane alike.
    const network = made({ means: 'sampled', settle: 20, count: 34, optimiser: sgd({ rate: 0 }) }, { batch: 300 });
    const [found, exact] = [gradientOf(learnt(network)), expectedGradient(network, 1)];
    const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, k) => sum + value * y[k]!, 0);
    expect(dot(found, exact) / Math.sqrt(dot(found, found) * dot(exact, exact))).toBeGreaterThan(0.98);
    // A mean of 10,000 coins is off by 0.01, of neighbours alike by somewhat more.
    found.forEach((value, k) => expect(Math.abs(value - exact[k]!)).toBeLessThan(0.08));
  });

  it('tells cells the temperatures of annealing, phase by phase', () => {
    const network = made({ means: 'sampled', settle: 2, count: 2, annealing: [20, 10] });
    shown(network);
    const { values, stride } = network.values('units', 'T');
    const told = Array.from({ length: 8 }, (_, t) => [0, 1, 2].map((lane) => values[(t * 3 + lane) * stride + 5]));
    // After each step, that of the next turn: phases begin at 20.
    expect(told.map((lanes) => lanes[0])).toEqual([10, 10, 10, 20, 10, 10, 10, 10]);
    for (const lanes of told) expect(new Set(lanes).size).toBe(1);
  });

  it('learns what the world says, hidden cells and all', () => {
    const network = made({ optimiser: sgd({ rate: 0.2 }) });
    const before = likelihood(machineOf(network), 1);
    learnt(network, 300);
    const after = likelihood(machineOf(network), 1);
    // No distribution has more than -log 3.
    expect(before).toBeLessThan(-2);
    expect(after).toBeGreaterThan(-1.2);
    expect(after).toBeLessThanOrEqual(-Math.log(3));
    pairs.forEach(([i, j], k) => {
      if (!isConnected(i, j)) expect(machineOf(network).weights[k]).toBe(0);
    });
  });

  it.each([
    ['float64', 'exact'],
    ['float64', 'sampled'],
    ['float32', 'sampled'],
  ] as const)('gives the same bits by kernels and by the interpreter: %s, %s', (precision, means) => {
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((backend) => {
      const phases = means === 'exact' ? {} : { settle: 1, count: 2, annealing: [2] };
      return learnt(made({ means, ...phases }, { precision, backend }), 10).saved();
    });
    expect(compiled).toEqual(interpreted);
  });

  it('refuses what it cannot do', () => {
    const about = { projection, means: 'exact', optimiser: sgd({ rate: 1 }) } as const;
    expect(() => boltzmannLearning({ ...about, means: 'guessed' as 'exact' })).toThrow("means are 'guessed'");
    expect(() => boltzmannLearning({ ...about, count: 0 })).toThrow('count is 0');
    expect(() => boltzmannLearning({ ...about, temperature: 0 })).toThrow('temperature is 0');
    expect(() => boltzmannLearning({ ...about, annealing: [2] })).toThrow('temperature is a number');
    expect(() => boltzmannLearning({ ...about, temperature: 'T', annealing: [2, 1] })).toThrow('2 temperatures for phases of 1');
    expect(() => made({ temperature: 'heat' })).toThrow("'heat' is no state variable of units");
    const many = boltzmann({ cells: 21, weights: normal(0, 1) });
    const learners = { boltzmann: boltzmannLearning(about) };
    expect(() => new BatchNetwork(many, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners })).toThrow(
      'exact means of 21 cells',
    );
  });
});
