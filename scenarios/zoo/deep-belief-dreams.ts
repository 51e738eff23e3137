/**
 * A deep belief network is told which digit to think of, and dreams it: the top machine, which has learnt images and labels side by side, goes on
 * alone with the label held, and each state of it is passed down to an image. A feed-forward network beside it says what it reads there.
 */
import {
  adam,
  classAccuracy,
  contrastiveDivergence,
  crossEntropy,
  dataset,
  dream,
  gradient,
  linear,
  momentum,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { associativeBelief, associativeBeliefTrains, readerTrains } from '../../models/index.ts';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export default scenario({
  id: 'deep-belief-dreams',
  title: 'Deep belief network: it dreams the digit that it is told',
  source: 'Hinton, Osindero & Teh 2006, Neural Comput 18:1527; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    label: { default: 'all', choices: ['all', ...digits], doc: 'that is held while it dreams; all: each in as many chains' },
    top: { default: 500, min: 1, max: 2000, integer: true, doc: 'hidden cells of the top machine' },
    epochs: { default: 20, min: 1, max: 1000, integer: true, doc: 'of each of the two machines' },
    rate: { default: 0.02, min: 0, max: 1, doc: 'learning rate of the top machine while its chains persist; it falls to 0' },
    chains: { default: 100, min: 10, max: 170, integer: true, doc: 'that it dreams in' },
    steps: { default: 400, min: 2, max: 100_000, integer: true, doc: 'that it dreams' },
  },
  network: ({ top }) => associativeBelief({ visible: 784, hidden: 256, top, classes: 10, reader: {} }),
  data: dataset('mnist').split(['train', 'validation']),
  encode: [
    { population: 'v1', port: 'world', steps: 1, gates: ['v1.clamp', 'v2.clamp'] },
    { population: 'label', port: 'world', field: 'label', steps: 1, gates: ['label.clamp'], during: ['train'] },
    { population: 'label', port: 'world', field: 'label', gates: ['label.clamp', 'down.free'], during: ['dream'] },
  ],
  learner: ({ rate }) => {
    const falling = (first: number) => momentum({ rate: linear(first), momentum: 0.5 });
    const machine = (trains: readonly string[], expected: string, first: number) =>
      contrastiveDivergence({ trains, steps: 1, expected: [expected], optimiser: falling(first) });
    return {
      lower: machine(associativeBeliefTrains.lower, 'h1.p', 0.05),
      top: machine(associativeBeliefTrains.top, 'h2.p', 0.05),
      chains: contrastiveDivergence({
        trains: associativeBeliefTrains.top,
        steps: 1,
        persistent: true,
        expected: ['h2.p'],
        optimiser: falling(rate),
        penalty: 1e-4,
      }),
      reader: gradient({
        loss: crossEntropy('y', 'label'),
        optimiser: adam({ rate: 1e-3 }),
        trains: readerTrains('v1'),
        // A window of the machines: in its second step nothing is asked.
        unroll: 2,
      }),
    };
  },
  protocol: ({ epochs, chains, steps, label }) => [
    train({ epochs, batch: 100, learner: ['lower', 'reader'] }),
    // What is near the images first; then chains that go far find what else the machine thinks probable.
    train({ epochs: Math.ceil(epochs / 2), batch: 100, learner: 'top' }),
    train({ epochs: Math.ceil(epochs / 2), batch: 100, learner: 'chains' }),
    test({ split: 'test' }),
    dream({ steps, split: 'test', examples: chains, ...(label === 'all' ? {} : { classes: [label] }) }),
  ],
  metrics: {
    read: classAccuracy('y', 'label', { step: 0 }),
    as_told: classAccuracy('y', 'label', { during: 'dream', step: 1 }),
  },
  panels: [
    { panel: 'image-grid', lanes: 'v1', variable: 'p', shape: [28, 28], most: 64 },
    { panel: 'image-grid', weights: 'v1->h1:input#0', shape: [28, 28], targets: Array.from({ length: 36 }, (_, k) => k) },
    { panel: 'matrix', confusion: 'as_told' },
    { panel: 'bars', of: 'label', variable: 'y', labels: digits },
    { panel: 'graph' },
  ],
  expect: ({ label, top, steps, epochs }) => [
    { measure: 'read', atLeast: 0.9, why: 'share of 1,994 test images that the reader names right' },
    ...(label === 'all' && top >= 500 && steps >= 400 && epochs >= 20
      ? ([
          { measure: 'as_told', atLeast: 0.6, why: 'share of the chains in which the reader sees the digit that it was told' },
        ] as const)
      : []),
  ],
});
