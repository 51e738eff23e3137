/** Kohonen's map against his four steps written here once more, and what is known of it in closed form. */
import { describe, expect, it } from 'vitest';
import {
  BatchNetwork,
  geometric,
  grid,
  hexagonal,
  line,
  neighboursOf,
  ownMath,
  type Positions,
  uniform,
} from '../../../engine/index.ts';
import { RandomStream } from '../../../engine/random.ts';
import { mapLearner, selfOrganisingMap } from '../../../models/index.ts';

const weights = 'x->map:distance#0';

interface Choices {
  readonly inputs: number;
  readonly lattice: Positions;
  readonly width: Parameters<typeof mapLearner>[1]['width'];
  readonly rate: Parameters<typeof mapLearner>[1]['rate'];
  readonly precision?: 'float64' | 'float32';
  readonly backend?: 'wasm' | 'interpreter';
}

function mapOf({ inputs, lattice, width, rate, precision = 'float64', backend = 'wasm' }: Choices): BatchNetwork {
  const net = selfOrganisingMap({ inputs, lattice, cells: lattice.cells!, at: uniform(0.45, 0.55) });
  const learners = { map: mapLearner('online', { width, rate }) };
  return new BatchNetwork(net, { dt: 1, seed: 1, precision, batch: 1, learners, backend });
}

/** `of`: example number k. */
function teach(
  made: BatchNetwork,
  samples: number,
  of: (k: number) => readonly number[],
  after: (k: number) => void = () => undefined,
): void {
  const { values } = made.input('x', 'input');
  for (let update = 0; update < samples; update++) {
    const moment = { share: update / samples, epoch: 0, update, endsEpoch: false };
    made.begin(1, false, moment);
    made.clear();
    values.set(of(update));
    made.forward(update);
    made.learn(moment);
    after(update);
  }
}

const random = new RandomStream(5, 'map');
const point = (k: number) => [random.uniform(k, 0, 0, 0), random.uniform(k, 1, 0, 0)];

describe('a self-organising map', () => {
  it('initialises, competes, cooperates and adapts as Kohonen wrote', () => {
    const [rows, columns, samples] = [4, 5, 300];
    const made = mapOf({
      inputs: 2,
      lattice: grid([rows, columns], '1 um'),
      width: geometric(2, 0.5),
      rate: geometric(0.5, 0.01),
    });
    const w = Array.from({ length: rows * columns }, (_, cell) =>
      Array.from(made.trained.read(weights).slice(2 * cell, 2 * cell + 2)),
    );
    expect(w.flat().every((weight) => weight >= 0.45 && weight < 0.55)).toBe(true);
    teach(made, samples, point);
    for (let n = 0; n < samples; n++) {
      const x = point(n);
      const [sigma, lambda] = [2 * 0.25 ** (n / samples), 0.5 * 0.02 ** (n / samples)];
      let winner = 0;
      const away = w.map((own) => own.reduce((sum, weight, k) => sum + (x[k]! - weight) ** 2, 0));
      for (let cell = 1; cell < w.length; cell++) if (away[cell]! < away[winner]!) winner = cell;
      w.forEach((own, cell) => {
        const across = (cell % columns) - (winner % columns);
        const down = Math.floor(cell / columns) - Math.floor(winner / columns);
        const h = ownMath.exp(-(across * across + down * down) / (2 * sigma * sigma));
        own.forEach((weight, k) => void (own[k] = weight + lambda * h * (x[k]! - weight)));
      });
    }
    // Powers are rounded in another way: an error of 1e-16 in each of 300 updates, and no winner that hangs on it.
    made.trained.read(weights).forEach((weight, k) => expect(weight).toBeCloseTo(w[k >> 1]![k & 1]!, 12));
  });

  it('lets the first of equally near cells win', () => {
    const made = mapOf({ inputs: 1, lattice: line(4, '1 um'), width: 0.1, rate: 0.5 });
    made.trained.write(weights, [0, 1, 1, 2]);
    teach(made, 1, () => [1]);
    expect(Array.from(made.values('map', 'active').values.slice(0, 4))).toEqual([0, 1, 0, 0]);
  });

  it('has the neighbours of its lattice: four on a grid, six on a hexagonal one, two on a line', () => {
    const inner = (lattice: Positions, cell: number) =>
      neighboursOf(mapOf({ inputs: 2, lattice, width: 1, rate: 0.1 }).lattice('map'))[cell];
    expect(inner(grid([5, 5], '1 um'), 12)).toEqual([7, 11, 13, 17]);
    expect(inner(hexagonal([5, 5], '1 um'), 12)).toEqual([6, 7, 11, 13, 16, 17]);
    expect(inner(line(5, '1 um'), 2)).toEqual([1, 3]);
  });

  it('is the same to the bit in both back ends', () => {
    for (const precision of ['float32', 'float64'] as const) {
      const [wasm, reference] = (['wasm', 'interpreter'] as const).map((backend) => {
        const choices = { inputs: 2, lattice: hexagonal([3, 3], '1 um'), width: geometric(2, 0.5), rate: 0.1 };
        const made = mapOf({ ...choices, precision, backend });
        teach(made, 40, point);
        return Array.from(made.trained.read(weights));
      });
      expect(wasm).toEqual(reference);
    }
  });

  // Kohonen 1982: cells of a line over one number, once sorted, stay so.
  it('stays sorted on a line, once it is', () => {
    const made = mapOf({ inputs: 1, lattice: line(10, '1 um'), width: 1.5, rate: 0.1 });
    let sortedAt = -1;
    const isSorted = () => {
      const own = made.trained.read(weights);
      const steps = Array.from(own.slice(1), (weight, k) => Math.sign(weight - own[k]!));
      return steps.every((step) => step === steps[0]);
    };
    teach(
      made,
      8000,
      (k) => [point(k)[0]!],
      (k) => {
        if (sortedAt < 0 && isSorted()) sortedAt = k;
        if (sortedAt >= 0 && !isSorted()) throw new Error(`sorted in update ${sortedAt}, no longer in ${k}`);
      },
    );
    expect(sortedAt).toBeGreaterThan(0);
  });

  // Without neighbours a cell that moves by 1/n of the way to its n-th example is at their mean.
  it('is k-means of one example after another where the neighbourhood is the winner alone', () => {
    const made = mapOf({ inputs: 2, lattice: line(1, '1 um'), width: 0.01, rate: 1 });
    const samples = 50;
    const { values } = made.input('x', 'input');
    for (let n = 0; n < samples; n++) {
      const moment = { share: 0, epoch: 0, update: n, endsEpoch: false };
      made.learners['map']!.setRate?.({ kind: 'constant', rate: 1 / (n + 1) });
      made.begin(1, false, moment);
      made.clear();
      values.set(point(n));
      made.forward(n);
      made.learn(moment);
    }
    const mean = [0, 1].map(
      (axis) => Array.from({ length: samples }, (_, n) => point(n)[axis]!).reduce((a, b) => a + b) / samples,
    );
    made.trained.read(weights).forEach((weight, axis) => expect(weight).toBeCloseTo(mean[axis]!, 13));
  });

  /**
   * Over numbers of density 2 x a line of cells has a density that goes by its power of 2/3, where neighbourhoods are wide beside the distance of
   * cells and narrow beside the line (Ritter & Schulten 1986, Biol Cybern 54:99; Ritter 1991, IEEE Trans Neural Netw 2:173).
   */
  it('has more cells where there are more examples, by a power of 2/3', { timeout: 120_000 }, () => {
    const cells = 100;
    const made = mapOf({ inputs: 1, lattice: line(cells, '1 um'), width: geometric(30, 4), rate: geometric(0.5, 0.002) });
    teach(made, 60_000, (k) => [Math.sqrt(random.uniform(k, 2, 0, 0))]);
    const own = Array.from(made.trained.read(weights)).sort((a, b) => a - b);
    // Without the ends, where neighbourhoods are cut off.
    const inner = own.slice(15, cells - 15);
    const pairs = inner.slice(1, -1).map((weight, k) => [Math.log(2 * weight), -Math.log(inner[k + 2]! - inner[k]!)] as const);
    const mean = (of: (pair: readonly [number, number]) => number) =>
      pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
    const [x, y] = [mean(([density]) => density), mean(([, density]) => density)];
    const slope = mean(([a, b]) => (a - x) * (b - y)) / mean(([a]) => (a - x) ** 2);
    expect(slope).toBeGreaterThan(2 / 3 - 0.1);
    expect(slope).toBeLessThan(2 / 3 + 0.1);
  });
});
