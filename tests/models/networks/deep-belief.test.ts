/**
 * A layer more does not make images less probable: the variational bound of a deep belief network, by enumeration, as its upper machine begins as
 * the lower one upside down, and as it learns. Hinton, Osindero & Teh 2006, Neural Comput 18:1527, section 4.
 */
import { expect, it } from 'vitest';
import { BatchNetwork, contrastiveDivergence, normal, sgd } from '../../../engine/index.ts';
import { freeEnergy, logPartition, softplus } from '../../../engine/numerics/index.ts';
import { deepBelief, softmaxUnit } from '../../../models/index.ts';

const [visible, hidden, steps] = [8, 6, 5];
/** Two halves, each of two bits that are written twice: 16 images. */
const images = Array.from({ length: 16 }, (_, code) => [0, 0, 1, 1, 2, 2, 3, 3].map((bit) => (code >> bit) & 1));
const machine = (k: number) =>
  contrastiveDivergence({
    trains: [`v${k}->h${k}:input#0`, `v${k}.bias`, `h${k}.bias`],
    steps,
    expected: [`h${k}.p`],
    optimiser: sgd({ rate: k === 1 ? 0.1 : 0.02 }),
  });
const size = { visible, hidden: [hidden, visible], outputs: 2, output: softmaxUnit, weight: () => normal(0, 0.1) };
const made = new BatchNetwork(deepBelief(size), {
  dt: 1,
  seed: 3,
  precision: 'float64',
  batch: 160,
  learners: { lower: machine(1), upper: machine(2) },
});

let step = 0;
function learn(learner: string, updates: number): void {
  const names = ['v1.world', 'v1.clamp', 'v2.clamp'].map((name) => name.split('.') as [string, string]);
  const [world, ...clamps] = names.map(([population, port]) => made.input(population, port));
  for (let update = 0; update < updates; update++) {
    made.begin(made.batch);
    for (let t = 0; t < made.unroll; t++) {
      made.clear();
      for (let lane = 0; t === 0 && lane < made.batch; lane++) {
        world!.values.set(images[lane % images.length]!, lane * world!.stride);
        for (const { values, stride } of clamps)
          values.fill(1, lane * stride, lane * stride + (stride === world!.stride ? visible : hidden));
      }
      made.forward(step++);
    }
    made.learn({ share: 0, epoch: 0, update, endsEpoch: false }, [learner]);
  }
}

function energiesOf(k: number) {
  const read = (name: string) => [...made.trained.read(name)];
  return { weights: read(`v${k}->h${k}:input#0`), visible: read(`v${k}.bias`), hidden: read(`h${k}.bias`) };
}

const likelihood = (k: number, rows: readonly number[][]) => {
  const energies = energiesOf(k);
  return -rows.reduce((sum, row) => sum + freeEnergy(energies, row), 0) / rows.length - logPartition(energies);
};

/** Mean over the images of the sum over h of q(h | v) (log p(h) + log p(v | h) - log q(h | v)), where p(h) is the upper machine's. */
function bound(): number {
  const [lower, upper] = [energiesOf(1), energiesOf(2)];
  const logZ = logPartition(upper);
  const states = Array.from({ length: 2 ** hidden }, (_, code) => Array.from({ length: hidden }, (_h, j) => (code >> j) & 1));
  const ofBits = (bits: readonly number[], logits: readonly number[]) =>
    bits.reduce((sum, bit, k) => sum - softplus(bit === 1 ? -logits[k]! : logits[k]!), 0);
  const down = states.map((h) =>
    lower.visible.map((b, i) => b + h.reduce((sum, bit, j) => sum + bit * lower.weights[j * visible + i]!, 0)),
  );
  const prior = states.map((h) => -freeEnergy(upper, h) - logZ);
  const each = images.map((v) => {
    const up = lower.hidden.map((c, j) => c + v.reduce((sum, bit, i) => sum + bit * lower.weights[j * visible + i]!, 0));
    return states.reduce((sum, h, k) => {
      const log = ofBits(h, up);
      return sum + Math.exp(log) * (prior[k]! + ofBits(v, down[k]!) - log);
    }, 0);
  });
  return each.reduce((sum, one) => sum + one, 0) / images.length;
}

it('a machine upside down on top of another bounds the likelihood from below by itself, and higher as it learns', () => {
  made.setTraining(true);
  const before = likelihood(1, images);
  learn('lower', 1500);
  const learnt = likelihood(1, images);
  expect(learnt).toBeGreaterThan(before + 1);
  const { weights, visible: b, hidden: c } = energiesOf(1);
  // weights: targets x sources, either way.
  made.trained.write(
    'v2->h2:input#0',
    Array.from({ length: visible * hidden }, (_, k) => weights[(k % hidden) * visible + Math.floor(k / hidden)]!),
  );
  made.trained.write('v2.bias', c);
  made.trained.write('h2.bias', b);
  const tied = bound();
  expect(tied).toBeCloseTo(learnt, 10);
  let highest = tied;
  for (let part = 0; part < 4; part++) {
    learn('upper', 250);
    // The gradient is estimated: it may go down by little from part to part, and never below where it began.
    expect(bound()).toBeGreaterThan(tied);
    highest = Math.max(highest, bound());
  }
  expect(highest).toBeGreaterThan(tied + 0.02);
});
