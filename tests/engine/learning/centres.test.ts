/** Centres of a batch network against Lloyd's algorithm, written here once more. */
import { expect, it } from 'vitest';
import { allToAll, BatchNetwork, centres, defineCell, network } from '../../../engine/index.ts';
import { RandomStream } from '../../../engine/random.ts';
import { input } from './gradient-net.ts';

const radial = defineCell({
  name: 'testRadial',
  source: 'this test',
  parameters: { width: { default: 1, doc: 'of the bump' } },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1' } },
  equations: "y' = exp(-input / (2 * width * width))",
});
const [count, points, batch] = [5, 60, 8];
const random = new RandomStream(4, 'points');
const data = Array.from({ length: points }, (_, i) => [random.uniform(i, 0, 0, 0), random.uniform(i, 0, 0, 1)] as const);

function clustered(
  epochs: number,
  width?: Parameters<typeof centres>[0]['width'],
  shown = points,
  map: 'distance' | 'sum' = 'distance',
) {
  const net = network({ x: input.of(2), h: radial.of(count) }, [
    { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight: 0, map },
  ]);
  const learners = { centres: centres({ projection: 'x->h:input#0', width: width ?? null }) };
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch, learners });
  const x = made.input('x', 'input');
  let loss: number | null = null;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let first = 0; first < shown; first += batch) {
      const examples = data.slice(first, Math.min(shown, first + batch));
      made.begin(examples.length);
      made.clear();
      examples.forEach((point, lane) => x.values.set(point, lane * x.stride));
      made.forward(0);
      made.learn({ share: 0, epoch, update: 0, endsEpoch: first + batch >= shown });
    }
    loss = made.learners['centres']!.loss;
  }
  made.learners['centres']!.conclude?.();
  return { made, loss, weights: [...made.trained.read('x->h:input#0')] };
}

const squared = (a: readonly number[], b: readonly number[]) => (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2;

function lloyd(rounds: number) {
  let means: (readonly number[])[] = data.slice(0, count);
  let inertia = 0;
  for (let round = 0; round < rounds; round++) {
    const nearest = data.map((point) =>
      means.reduce((best, mean, k) => (squared(point, mean) < squared(point, means[best]!) ? k : best), 0),
    );
    inertia = data.reduce((sum, point, i) => sum + squared(point, means[nearest[i]!]!), 0) / points;
    means = means.map((mean, k) => {
      const own = data.filter((_, i) => nearest[i] === k);
      return own.length === 0 ? mean : [0, 1].map((axis) => own.reduce((sum, point) => sum + point[axis]!, 0) / own.length);
    });
  }
  return { means, inertia };
}

it('take the first examples, then the means of those next to them', () => {
  expect(clustered(1).weights).toEqual(data.slice(0, count).flat());
  for (const rounds of [1, 2, 8]) {
    const { weights, loss } = clustered(rounds + 1);
    const { means, inertia } = lloyd(rounds);
    // Sums in another order of a dozen numbers.
    means.flat().forEach((value, i) => expect(weights[i]).toBeCloseTo(value, 14));
    expect(loss).toBeCloseTo(inertia, 14);
  }
});

it('say how wide their cells are', () => {
  const centre = data.slice(0, count);
  const all = centre.flatMap((a, i) => centre.slice(0, i).map((b) => squared(a, b)));
  const nearest = centre.map((a) => Math.min(...centre.filter((b) => b !== a).map((b) => squared(a, b)))).sort((a, b) => a - b);
  const widths = (rule: 'spread' | 'nearest') => clustered(1, { parameter: 'h.width', rule }).made.trained.read('h.width');
  expect(widths('spread')[3]).toBeCloseTo(Math.sqrt(Math.max(...all)) / Math.sqrt(2 * count), 14);
  expect(widths('nearest')[0]).toBeCloseTo(Math.sqrt(nearest[2]!), 14);
});

it('are refused without enough examples, and, in a second epoch, without distances', () => {
  expect(() => clustered(1, undefined, 4)).toThrow(/4 examples were shown for the 5 centres of x->h:input#0/);
  expect(clustered(1, undefined, points, 'sum').weights).toEqual(data.slice(0, count).flat());
  expect(() => clustered(2, undefined, points, 'sum')).toThrow(/second epoch.*measures no distances/);
});
