/** A restricted Boltzmann machine learns how digits look: filters form, and what it sees is rebuilt from them ever better. */
import {
  contrastiveDivergence,
  dataset,
  freeEnergy,
  meanSquaredError,
  momentum,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { restrictedBoltzmann } from '../../models/index.ts';

export default scenario({
  id: 'restricted-boltzmann-digits',
  title: 'Restricted Boltzmann machine: handwritten digits',
  source:
    'Hinton 2002, Neural Comput 14:1771; Hinton 2012, LNCS 7700:599 (settings); digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    cells: { default: 256, min: 1, max: 2000, integer: true, doc: 'hidden cells' },
    epochs: { default: 15, min: 2, max: 1000, integer: true, doc: 'times that all digits are shown' },
    steps: { default: 1, min: 1, max: 100, integer: true, doc: 'of block Gibbs sampling per update: the k of CD-k' },
    persistent: { default: false, doc: 'chains go on from update to update, and do not begin anew at the digits' },
    rate: { default: 0.05, min: 0, max: 1, doc: 'learning rate' },
  },
  network: ({ cells }) => restrictedBoltzmann({ visible: 784, hidden: cells }),
  // Pixels of 0 and 1, drawn once.
  data: dataset('mnist', { drawn: true }).split(['train', 'validation']),
  encode: { population: 'v', port: 'world', steps: 1, gates: ['v.clamp'] },
  learner: ({ steps, persistent, rate }) => {
    const by = (share: number) =>
      contrastiveDivergence({ steps, persistent, expected: ['h.p'], optimiser: momentum({ rate, momentum: share }) });
    return { beginning: by(0.5), rest: by(0.9) };
  },
  protocol: ({ epochs }) => {
    const first = Math.min(5, epochs - 1);
    return [
      train({ epochs: first, batch: 100, learner: 'beginning' }),
      train({ epochs: epochs - first, batch: 100, learner: 'rest' }),
      test({ split: 'test' }),
    ];
  },
  metrics: {
    reconstruction: meanSquaredError('v.p', 'image', { during: 'train', over: 80, step: 1 }),
    reconstruction_of_new: meanSquaredError('v.p', 'image', { step: 1 }),
    energy: freeEnergy('v->h:input#0', { during: 'train', over: 80 }),
    energy_of_new: freeEnergy('v->h:input#0'),
  },
  panels: [
    { panel: 'image-grid', of: 'v', variable: 'p', shape: [28, 28] },
    { panel: 'image-grid', lanes: 'v', variable: 'y', shape: [28, 28], most: 25 },
    { panel: 'image-grid', weights: 'v->h:input#0', shape: [28, 28], targets: Array.from({ length: 36 }, (_, k) => k) },
    { panel: 'curve', of: ['reconstruction'] },
    { panel: 'curve', of: ['energy', 'energy_of_new'] },
  ],
  expect: ({ persistent }) =>
    persistent
      ? []
      : [
          {
            measure: 'reconstruction',
            atMost: 0.028,
            why: 'mean squared error per pixel of what it sees, over the last epoch, while it learns',
          },
        ],
});
