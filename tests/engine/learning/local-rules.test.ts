/** Local rules on small networks against the same rules written here once more; the two back ends against each other. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  BatchNetwork,
  defineLocalRule,
  type LocalRule,
  local,
  means,
  network,
  probability,
  steps,
  uniform,
} from '../../../engine/index.ts';
import { RandomStream } from '../../../engine/random.ts';
import { antiOja, bcm, hebb, identityUnit, inputUnit, kohonen, leakyTanhUnit, oja, sanger } from '../../../models/index.ts';

const weights = 'x->y:input#0';
const [inputs, outputs, examples, rate] = [5, 3, 40, 0.05];
const random = new RandomStream(3, 'local rules');
const shown = Array.from({ length: examples }, (_, k) =>
  Array.from({ length: inputs }, (_, i) => random.uniform(k, i, 0, 0) - 0.5),
);

interface Choices {
  readonly backend?: 'wasm' | 'interpreter';
  readonly precision?: 'float64' | 'float32';
  readonly batch?: number;
}

function linear(rule: LocalRule, { backend = 'wasm', precision = 'float64', batch = 1 }: Choices = {}) {
  const net = network({ x: inputUnit.of(inputs), y: identityUnit.of(outputs) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: uniform(-0.5, 0.5) },
  ]);
  const learners = { rule: local({ projection: weights, rule, rate }) };
  return new BatchNetwork(net, { dt: 1, seed: 2, precision, batch, learners, backend });
}

function teach(made: BatchNetwork, rounds = 1): number[] {
  const { values, stride } = made.input('x', 'input');
  for (let update = 0; update < (examples / made.batch) * rounds; update++) {
    const moment = { share: 0, epoch: 0, update, endsEpoch: false };
    made.begin(made.batch, false, moment);
    made.clear();
    for (let lane = 0; lane < made.batch; lane++) values.set(shown[(update * made.batch + lane) % examples]!, lane * stride);
    made.forward(update);
    made.learn(moment);
  }
  return Array.from(made.trained.read(weights));
}

/** `change`: of the weights of cell i, in place, by what it said and what came in; called cell by cell. */
type Change = (w: Float64Array, y: readonly number[], x: readonly number[], i: number) => void;

function byHand(begin: ArrayLike<number>, change: Change, after: (y: readonly number[]) => void = () => undefined): number[] {
  const w = Float64Array.from(begin);
  for (const x of shown) {
    const y = Array.from({ length: outputs }, (_, i) => x.reduce((sum, value, k) => sum + w[i * inputs + k]! * value, 0));
    for (let i = 0; i < outputs; i++) change(w.subarray(i * inputs, (i + 1) * inputs), y, x, i);
    after(y);
  }
  return Array.from(w);
}

function compare(rule: LocalRule, change: Change, after?: (y: readonly number[]) => void): void {
  const made = linear(rule);
  const begin = Array.from(made.trained.read(weights));
  const [learnt, wanted] = [teach(made), byHand(begin, change, after)];
  expect(learnt).not.toEqual(begin);
  // The same sums, rounded in another order here and there: 40 updates.
  learnt.forEach((weight, k) => expect(weight).toBeCloseTo(wanted[k]!, 12));
}

describe('a local rule', () => {
  it('of Hebb adds what both ends said', () => {
    compare(hebb.of(), (w, y, x, i) => w.forEach((_, k) => void (w[k]! += rate * y[i]! * x[k]!)));
  });

  it('of Oja forgets as well', () => {
    compare(oja.of(), (w, y, x, i) => w.forEach((_, k) => void (w[k]! += rate * y[i]! * (x[k]! - y[i]! * w[k]!))));
  });

  it('of Oja backwards takes away what Oja adds', () => {
    compare(antiOja.of(), (w, y, x, i) => w.forEach((_, k) => void (w[k]! -= rate * y[i]! * (x[k]! - y[i]! * w[k]!))));
  });

  it('of Sanger hands on what the cells before have explained', () => {
    let explained: number[] = [];
    compare(sanger.of(), (w, y, x, i) => {
      if (i === 0) explained = x.map(() => 0);
      w.forEach((weight, k) => {
        explained[k]! += y[i]! * weight;
        w[k] = weight + rate * y[i]! * (x[k]! - explained[k]!);
      });
    });
  });

  it('of Bienenstock, Cooper and Munro keeps a threshold in each cell', () => {
    const threshold = [1, 1, 1];
    compare(
      bcm.of({ memory: 20 }),
      (w, y, x, i) => w.forEach((_, k) => void (w[k]! += rate * y[i]! * (y[i]! - threshold[i]!) * x[k]!)),
      (y) => y.forEach((said, i) => void (threshold[i]! += (said * said - threshold[i]!) / 20)),
    );
  });

  it.each(['float64', 'float32'] as const)('is the same to the bit in both back ends, %s', (precision) => {
    for (const rule of [hebb, oja, antiOja, sanger, bcm, kohonen]) {
      const [wasm, reference] = (['wasm', 'interpreter'] as const).map((backend) =>
        teach(linear(rule.of(), { backend, precision })),
      );
      expect(wasm).toEqual(reference);
    }
  });

  it('takes the examples of a batch one by one, as they were answered before', () => {
    const made = linear(hebb.of(), { batch: 2 });
    const begin = Array.from(made.trained.read(weights));
    const w = Float64Array.from(begin);
    for (let first = 0; first < examples; first += 2) {
      const before = w.slice();
      for (const x of shown.slice(first, first + 2))
        for (let i = 0; i < outputs; i++) {
          const y = x.reduce((sum, value, k) => sum + before[i * inputs + k]! * value, 0);
          for (let k = 0; k < inputs; k++) w[i * inputs + k]! += rate * y * x[k]!;
        }
    }
    teach(made).forEach((weight, k) => expect(weight).toBeCloseTo(w[k]!, 12));
  });

  it('leaves the weights of cells that say 0 to the bit, where it says so, and not else', () => {
    const decay = (onlyActive: boolean) =>
      defineLocalRule({
        name: 'decay',
        source: 'this test, 2026',
        onlyActive,
        equations: "weight' = weight * (1 - rate) + post",
      }).of();
    const silent = (rule: LocalRule) => {
      const net = network({ x: inputUnit.of(2), y: identityUnit.of(2) }, [
        { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0.5 },
      ]);
      const learners = { rule: local({ projection: weights, rule, rate: 0.5 }) };
      const made = new BatchNetwork(net, { dt: 1, seed: 2, precision: 'float64', batch: 1, learners });
      made.run(() => undefined);
      made.learn({ share: 0, epoch: 0, update: 0, endsEpoch: true });
      return Array.from(made.trained.read(weights));
    };
    expect(silent(decay(true))).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(silent(decay(false))).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('stops where weights grow beyond all bounds, and says by which rule', () => {
    // Each example makes them some 0.4 % longer, and float32 ends at 3e38.
    const made = linear(hebb.of(), { precision: 'float32' });
    expect(() => teach(made, 1000)).toThrow(/infinite/);
  });

  it.each([hebb, oja, bcm])('changes the recurrent weights of a reservoir', (rule) => {
    const recurrent = 'x->x:feedback#0';
    const reservoir = (backend: 'wasm' | 'interpreter') => {
      const net = network({ u: inputUnit.of(1), x: leakyTanhUnit.of(30) }, [
        { from: 'u', to: 'x', port: 'input', wiring: allToAll(), weight: uniform(-1, 1) },
        { from: 'x', to: 'x', port: 'feedback', wiring: probability(0.2), weight: uniform(-0.5, 0.5), delay: steps(1) },
      ]);
      const learners = { plasticity: local({ projection: recurrent, rule: rule.of(), rate: 0.01 }) };
      return new BatchNetwork(net, { dt: 1, seed: 4, precision: 'float64', batch: 1, learners, backend });
    };
    const grown = (made: BatchNetwork) => {
      const { values } = made.input('u', 'input');
      for (let t = 0; t < 50; t++) {
        made.begin(1, t > 0);
        made.clear();
        values[0] = shown[t % examples]![0]!;
        made.forward(t);
        made.learn({ share: 0, epoch: 0, update: t, endsEpoch: false });
      }
      return Array.from(made.trained.read(recurrent));
    };
    const before = Array.from(reservoir('wasm').trained.read(recurrent));
    const after = grown(reservoir('wasm'));
    expect(after.some((weight, k) => Math.abs(weight - before[k]!) > 1e-3)).toBe(true);
    expect(after).toEqual(grown(reservoir('interpreter')));
  });
});

it('means are those of what sources said, weighted by what cells said', () => {
  const net = network({ x: inputUnit.of(inputs), y: identityUnit.of(outputs) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: uniform(0.5, 1) },
  ]);
  const made = new BatchNetwork(net, {
    dt: 1,
    seed: 2,
    precision: 'float64',
    batch: 8,
    learners: { means: means({ projection: weights }) },
  });
  const w = Array.from(made.trained.read(weights));
  const positive = shown.map((x) => x.map((value) => value + 0.5));
  const { values, stride } = made.input('x', 'input');
  for (let first = 0; first < examples; first += 8) {
    made.begin(8);
    made.clear();
    for (let lane = 0; lane < 8; lane++) values.set(positive[first + lane]!, lane * stride);
    made.forward(0);
    made.learn({ share: 0, epoch: 0, update: 0, endsEpoch: first + 8 >= examples });
  }
  const after = made.trained.read(weights);
  for (let i = 0; i < outputs; i++) {
    const y = positive.map((x) => x.reduce((sum, value, k) => sum + w[i * inputs + k]! * value, 0));
    const all = y.reduce((sum, share) => sum + share, 0);
    for (let k = 0; k < inputs; k++)
      expect(after[i * inputs + k]).toBeCloseTo(positive.reduce((sum, x, n) => sum + y[n]! * x[k]!, 0) / all, 12);
  }
  expect(made.updates).toBe(1);
});
