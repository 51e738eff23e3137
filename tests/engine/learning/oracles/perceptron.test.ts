/**
 * Rosenblatt's rule as a gradient: half the squared error of a threshold unit whose threshold has the derivative 1. Its weights are, bit for
 * bit, those of the Python class that lectures and tutorials show; its mistakes stay within the bound of Novikoff 1962.
 */
import { describe, expect, it } from 'vitest';
import { type GradientTrainer, sgd, squaredError, surrogate } from '../../../../engine/index.ts';
import { perceptron as perceptronOf } from '../../../../models/index.ts';
import { exactMachines, feed, type Machine, type Matrix, readOracle, trainerOf } from './oracle.ts';

const gates = ['AND', 'OR', 'NAND', 'XOR'] as const;

interface Run {
  readonly order: readonly number[];
  /** Bias, then weights, as places in `numbers`. */
  readonly trace: Matrix;
  readonly last: readonly number[];
  readonly epochsWithMistakes: number;
}

interface Oracle {
  readonly rate: number;
  readonly epochs: number;
  readonly inputs: Matrix;
  readonly labels: Readonly<Record<(typeof gates)[number], readonly number[]>>;
  readonly numbers: readonly number[];
  readonly gates: Readonly<Record<(typeof gates)[number], readonly Run[]>>;
}

const oracle = readOracle<Oracle>('perceptron');

class Perceptron {
  readonly #trainer: GradientTrainer;
  readonly #rate: number;

  constructor(inputs: number, rate: number, on: Machine) {
    const net = perceptronOf({ inputs });
    const loss = squaredError('y', 'label');
    this.#trainer = trainerOf(net, { loss, optimiser: sgd({ rate }), surrogate: surrogate('straight-through') }, on, 1);
    this.#rate = rate;
  }

  /** Bias first. */
  get weights(): number[] {
    const { trained } = this.#trainer;
    return [...trained.read('y.bias'), ...trained.read('x->y:input#0')];
  }

  forget(): void {
    for (const name of this.#trainer.trained.names) {
      this.#trainer.trained.write(
        name,
        this.#trainer.trained.read(name).map(() => 0),
      );
    }
  }

  /** Whether it was wrong. */
  learn(inputs: readonly number[], label: number): boolean {
    const trainer = this.#trainer;
    const loss = trainer.evaluate(() => {
      feed(trainer.input('x', 'input'), 1, [[inputs]]);
      feed(trainer.targets[0]!, 1, [[[label]]]);
    });
    if (loss === 0) return false;
    trainer.backward();
    trainer.update(this.#rate);
    return true;
  }
}

describe.each(exactMachines)('the Python class, bit for bit, $backend', (on) => {
  const perceptron = new Perceptron(2, oracle.rate, on);
  const numbersOf = (places: readonly number[]) => places.map((place) => oracle.numbers[place]);

  it.each(gates)('%s in all 24 orders of its examples', (gate) => {
    const labels = oracle.labels[gate];
    expect(oracle.gates[gate]).toHaveLength(24);
    for (const { order, trace, last, epochsWithMistakes } of oracle.gates[gate]) {
      perceptron.forget();
      const epoch = (): { wrong: boolean; seen: number[][] } => {
        let wrong = false;
        const seen = order.map((example) => {
          wrong = perceptron.learn(oracle.inputs[example]!, labels[example]!) || wrong;
          return perceptron.weights;
        });
        return { wrong, seen };
      };
      const traced = Array.from({ length: trace.length / order.length }, epoch);
      // toEqual tells 0 from -0: all bits.
      expect(traced.flatMap(({ seen }) => seen)).toEqual(trace.map(numbersOf));
      // Where nothing is wrong any more nothing changes any more; XOR goes on for ever.
      const rest = gate === 'XOR' ? Array.from({ length: oracle.epochs - traced.length }, epoch) : [];
      expect([...traced, ...rest].findLastIndex(({ wrong }) => wrong) + 1).toBe(epochsWithMistakes);
      expect(perceptron.weights).toEqual(numbersOf(last));
    }
  });
});

it('goes round and round on XOR: what it knows after an epoch comes again, and it is never right four times', () => {
  const perceptron = new Perceptron(2, oracle.rate, exactMachines[0]!);
  for (const { order } of oracle.gates.XOR) {
    perceptron.forget();
    const seen = new Map<string, number>();
    for (let epoch = 0; epoch < 1000; epoch++) {
      const wrong = order.map((example) => perceptron.learn(oracle.inputs[example]!, oracle.labels.XOR[example]!));
      expect(wrong).toContain(true);
      const known = perceptron.weights.join();
      // All the same from here on, as it was from there on: another epoch shows nothing new.
      if (seen.has(known)) break;
      seen.set(known, epoch);
    }
    expect(seen.size).toBeLessThan(1000);
  }
});

interface Margins {
  readonly sets: readonly {
    readonly points: Matrix;
    readonly sides: string;
    /** With a last coordinate 1, for the bias. */
    readonly radius: number;
    readonly margin: number;
  }[];
}

describe('the bound of its mistakes', () => {
  const { sets } = readOracle<Margins>('margins');
  const dimensions = [...new Set(sets.map(({ points }) => points[0]!.length))].sort();

  it.each(dimensions)('(radius / margin)^2, on separable sets in %i dimensions', (width) => {
    const perceptron = new Perceptron(width, 1, exactMachines[0]!);
    for (const { points, sides, radius, margin } of sets) {
      if (points[0]!.length !== width) continue;
      perceptron.forget();
      const most = (radius / margin) ** 2;
      let mistakes = 0;
      for (let before = -1; before < mistakes && mistakes <= most; ) {
        before = mistakes;
        points.forEach((point, k) => {
          if (perceptron.learn(point, sides[k] === '+' ? 1 : 0)) mistakes++;
        });
      }
      expect(mistakes).toBeGreaterThan(0);
      expect(mistakes).toBeLessThanOrEqual(most);
    }
  });

  it('holds for 100 sets', () => expect(sets).toHaveLength(100));
});
