/** A deep belief network: two machines learn how digits look, one on top of the other, from images alone; then few labels are enough. */
import {
  adam,
  classAccuracy,
  contrastiveDivergence,
  crossEntropy,
  dataset,
  gradient,
  momentum,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { deepBelief, glorot, softmaxUnit } from '../../models/index.ts';

/** By how many labels: least accuracy of what begins with what it learnt from images, and of what begins at random most. */
const bars = { '300': [0.875, 0.86], '1000': [0.91, 0.895], all: [0.955, null] } as const;

export default scenario({
  id: 'deep-belief',
  title: 'Deep belief network: digits with few labels',
  source:
    'Hinton, Osindero & Teh 2006, Neural Comput 18:1527; Bengio et al. 2007, NIPS 19:153; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    labels: { default: '1000', choices: ['300', '1000', 'all'], doc: 'images of 8,006 whose labels it is told' },
    pretrained: { default: true, doc: 'learn from all images first; else begin with random weights' },
    epochs: { default: 15, min: 1, max: 1000, integer: true, doc: 'of each of the two machines' },
    rate: { default: 0.05, min: 0, max: 1, doc: 'learning rate of the machines' },
  },
  network: ({ pretrained }) =>
    deepBelief({
      visible: 784,
      hidden: [256, 256],
      outputs: 10,
      output: softmaxUnit,
      ...(pretrained ? {} : { weight: glorot }),
    }),
  data: dataset('mnist').split(['train', 'validation']),
  encode: { population: 'v1', port: 'world', steps: 1, gates: ['v1.clamp', 'v2.clamp'] },
  learner: ({ rate }) => {
    const machine = (k: number) =>
      contrastiveDivergence({
        trains: [`v${k}->h${k}:input#0`, `v${k}.bias`, `h${k}.bias`],
        steps: 1,
        expected: [`h${k}.p`],
        optimiser: momentum({ rate }),
      });
    return {
      lower: machine(1),
      upper: machine(2),
      labels: gradient({
        loss: crossEntropy('y', 'label'),
        optimiser: adam({ rate: 1e-3 }),
        trains: ['v1->h1:input#0', 'h1.bias', 'v2->h2:input#0', 'h2.bias', 'h2->y:input#0', 'y.bias'],
        // A window of the machines: in its second step nothing is asked.
        unroll: 2,
      }),
    };
  },
  protocol: ({ labels, pretrained, epochs }) => [
    ...(pretrained ? ['lower', 'upper'].map((learner) => train({ epochs, batch: 50, learner })) : []),
    train({ epochs: 30, batch: 50, learner: 'labels', ...(labels === 'all' ? {} : { examples: Number(labels) }) }),
    test({ split: 'test' }),
  ],
  metrics: {
    accuracy_so_far: classAccuracy('y', 'label', { during: 'train', over: 20, step: 0 }),
    accuracy: classAccuracy('y', 'label', { step: 0 }),
  },
  panels: [
    { panel: 'image-grid', of: 'v1', variable: 'p', shape: [28, 28] },
    { panel: 'image-grid', weights: 'v1->h1:input#0', shape: [28, 28], targets: Array.from({ length: 36 }, (_, k) => k) },
    { panel: 'curve', of: ['accuracy_so_far'] },
    { panel: 'matrix', confusion: 'accuracy' },
    { panel: 'graph' },
  ],
  expect: ({ labels, pretrained }) => {
    const [atLeast, atMost] = bars[labels];
    if (pretrained) return [{ measure: 'accuracy', atLeast, why: 'share of 1,994 test images read right' }];
    if (atMost === null) return [];
    return [
      { measure: 'accuracy', atMost, why: 'share of 1,994 test images read right: images without labels had more to tell' },
    ];
  },
});
