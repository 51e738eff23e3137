/**
 * A restricted Boltzmann machine has learnt how digits look, and is left to itself: hundreds of chains, all begun with its hidden cells at rest,
 * come to digits of most kinds. A feed-forward network beside it, which learnt to read from labels, says which.
 */
import {
  adam,
  classAccuracy,
  classesAnswered,
  contrastiveDivergence,
  crossEntropy,
  dataset,
  difference,
  dream,
  freeEnergy,
  gradient,
  linear,
  logLikelihood,
  momentum,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { readerTrains, restrictedBoltzmann } from '../../models/index.ts';

export default scenario({
  id: 'restricted-boltzmann-dreams',
  title: 'Restricted Boltzmann machine: digits that it imagines',
  source:
    'Tieleman 2008, ICML (persistent chains); Hinton 2012, LNCS 7700:599 (settings); digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    cells: { default: 256, min: 1, max: 2000, integer: true, doc: 'hidden cells' },
    epochs: { default: 15, min: 1, max: 1000, integer: true, doc: 'times that all digits are shown' },
    persistent: { default: true, doc: 'chains go on from update to update, and do not begin anew at the digits' },
    rate: { default: 0.05, min: 0, max: 1, doc: 'learning rate at first; it falls to 0' },
    chains: { default: 100, min: 10, max: 1994, integer: true, doc: 'that it is left to itself in' },
    steps: { default: 1000, min: 2, max: 100_000, integer: true, doc: 'that it is left to itself' },
  },
  network: ({ cells }) => restrictedBoltzmann({ visible: 784, hidden: cells, reader: { classes: 10 } }),
  // Pixels of 0 and 1, drawn once.
  data: dataset('mnist', { drawn: true }).split('train'),
  encode: { population: 'v', port: 'world', steps: 1, gates: ['v.clamp'] },
  learner: ({ persistent, rate }) => ({
    machine: contrastiveDivergence({
      trains: ['v->h:input#0', 'v.bias', 'h.bias'],
      steps: 1,
      persistent,
      expected: ['h.p'],
      optimiser: momentum({ rate: linear(rate), momentum: 0.5 }),
      penalty: 1e-4,
    }),
    reader: gradient({
      loss: crossEntropy('y', 'label'),
      optimiser: adam({ rate: 1e-3 }),
      trains: readerTrains('v'),
      // A window of the machine: in its second step nothing is asked.
      unroll: 2,
    }),
  }),
  protocol: ({ epochs, chains, steps }) => [
    train({ epochs, batch: 100, learner: ['machine', 'reader'], validate: 'validation' }),
    test({ split: 'test' }),
    dream({ steps, split: 'test', examples: chains }),
  ],
  metrics: {
    read: classAccuracy('y', 'label', { step: 0 }),
    imagined: classesAnswered('y', 'label', { during: 'dream', step: 1, leastShare: 0.01 }),
    energy: freeEnergy('v->h:input#0', { during: 'train', over: 70 }),
    energy_of_new: freeEnergy('v->h:input#0', { during: 'validation' }),
    gap: difference('energy_of_new', 'energy'),
    likelihood: logLikelihood('v->h:input#0', { annealed: { chains: 20, temperatures: 500 } }),
  },
  panels: [
    { panel: 'image-grid', lanes: 'v', variable: 'p', shape: [28, 28], most: 64 },
    { panel: 'image-grid', weights: 'v->h:input#0', shape: [28, 28], targets: Array.from({ length: 36 }, (_, k) => k) },
    { panel: 'curve', of: ['energy', 'energy_of_new'] },
    { panel: 'matrix', confusion: 'read' },
    { panel: 'graph' },
  ],
  expect: ({ chains, steps, epochs }) => [
    { measure: 'read', atLeast: 0.9, why: 'share of 1,994 test images that the reader names right' },
    ...(chains >= 100 && steps >= 1000 && epochs >= 15
      ? ([{ measure: 'imagined', atLeast: 7, why: 'of 10 digits, each by 1 % of the chains at least' }] as const)
      : []),
  ],
});
