/** Stages that are gone through from several first weights, of which the best is kept. */
import { expect, it } from 'vitest';
import {
  adam,
  agreement,
  BatchNetwork,
  bestOf,
  binaryCrossEntropy,
  boltzmannLearning,
  dataset,
  describeScenario,
  Experiment,
  gradient,
  type Learner,
  type Metric,
  normal,
  scenario,
  sgd,
  storePatterns,
  train,
} from '../../../engine/index.ts';
import { boltzmann, feedForward, logisticUnit, tanhUnit } from '../../../models/index.ts';
import { datasets } from '../../../scenarios/data/index.ts';
import xor from '../../../scenarios/zoo/feed-forward.ts';
import { FakeHost } from '../simulation/small.ts';
import { finish } from './small.ts';

/** XOR with two hidden cells, which from some first weights is not learnt. */
async function run(starts: number) {
  const described = describeScenario(xor, { controls: { hidden: 2 } });
  const protocol = [train({ epochs: 100, batch: 4, order: 'given', restarts: bestOf(starts, 'loss') })];
  const description = { ...described, protocol, expect: [] };
  const experiment = new Experiment(description, { seed: 3, host: new FakeHost(), datasets });
  const losses: number[] = [];
  experiment.updates$.subscribe(({ loss }) => losses.push(loss!));
  const progress = await finish(experiment);
  return { experiment, losses, progress, weights: experiment.savedNetwork()! };
}

it('keeps the start whose metric is smallest in the end', async () => {
  const one = await run(1);
  const five = await run(5);
  expect(five.losses).toHaveLength(500);
  expect(five.losses.slice(0, 100)).toEqual(one.losses);
  const ends = [99, 199, 299, 399, 499].map((update) => five.losses[update]!);
  expect(new Set(ends).size).toBe(5);
  // With another number of starts the same ones come first; the best of all is kept.
  const best = ends.indexOf(Math.min(...ends)) + 1;
  const upTo = await run(best);
  expect(upTo.weights).toEqual(five.weights);
  expect(upTo.losses).toEqual(five.losses.slice(0, 100 * best));
  expect(five.experiment.result().learning?.updates).toBe(500);
  expect(five.progress.at(-1)).toMatchObject({ done: 500, total: 500 });
});

it('begins each start with the optimiser as it was at first', () => {
  const shown = (network: BatchNetwork, windows: number) => {
    for (let window = 0; window < windows; window++) {
      network.run(() => {
        network.input('x', 'input').values.set([1, 0]);
        for (const { values } of network.targets) values[0] = 1;
      });
      network.learn({ share: 0, epoch: 0, update: window, endsEpoch: false });
    }
    return network.saved();
  };
  const made = () => {
    const learner = gradient({ loss: binaryCrossEntropy('y', 'label'), optimiser: adam({ rate: 0.05 }) });
    const network = new BatchNetwork(feedForward({ sizes: [2, 3, 1], hidden: tanhUnit, output: logisticUnit }), {
      dt: 1,
      seed: 3,
      precision: 'float64',
      batch: 1,
      learners: { learner },
    });
    network.setTraining(true);
    return network;
  };
  const [late, early] = [made(), made()];
  const first = early.saved();
  shown(late, 7);
  for (const network of [late, early]) network.startAgain(1);
  expect(late.saved()).toEqual(early.saved());
  expect(late.saved()).not.toEqual(first);
  expect(shown(late, 3)).toEqual(shown(early, 3));
  expect([late.updates, early.updates]).toEqual([10, 3]);
});

it('is refused of learners that cannot forget their way, and of metrics that are not of training', () => {
  const projection = 'units->units:input#0';
  const made = (metric: Metric, learner: Learner) => () =>
    scenario({
      id: 'again',
      title: 'Again',
      source: 'none',
      network: () => boltzmann({ cells: 4, weights: normal(0, 1) }),
      data: dataset('random-patterns', { cells: 4 }).split('train'),
      encode: { population: 'units', port: 'world', field: 'world' },
      learner,
      protocol: [train({ updates: 1, batch: 1, restarts: bestOf(2, 'right') })],
      metrics: { right: metric },
    });
  const [training, testing] = (['train', 'test'] as const).map((during) => agreement('units', 'pattern', { during })) as [
    Metric,
    Metric,
  ];
  const learner = boltzmannLearning({ projection, means: 'exact', optimiser: sgd({ rate: 1 }) });
  expect(made(training, storePatterns({ projection, field: 'pattern', rule: 'hebb' }))).toThrow(
    "learner 'readout' of kind 'storage' cannot start again",
  );
  expect(made(testing, learner)).toThrow("metric 'right' is not measured during 'train'");
  expect(made(training, learner)).not.toThrow();
  expect(() => bestOf(0, 'right')).toThrow('starts is 0');
});
