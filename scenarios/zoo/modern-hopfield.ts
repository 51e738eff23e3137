/** A modern Hopfield network holds far more patterns than it has cells, and recalls each in one update: by attention. */
import { centres, dataset, largestError, meanSquaredError, scenario, test, train } from '../../engine/index.ts';
import { modernHopfield } from '../../models/index.ts';

export default scenario({
  id: 'modern-hopfield',
  title: 'Modern Hopfield network: more memories than cells',
  source: 'Ramsauer et al. 2021, ICLR, arXiv:2008.02217; Demircigil et al. 2017, J Stat Phys 168:288',
  controls: {
    of: { default: 'digits', choices: ['digits', 'coins'], doc: 'handwritten digits, or patterns of independent coins' },
    patterns: { default: 1000, min: 1, max: 5000, integer: true, doc: 'patterns stored' },
    beta: { default: 1, min: 0.001, max: 10, doc: 'how little of the less like patterns is recalled; small: a blend of many' },
    flips: { default: 0.1, min: 0, max: 0.5, doc: 'share of the pixels that a cue has wrong' },
    erased: { default: 0, min: 0, max: 1, doc: 'share of the image, from below, that a cue has not' },
    updates: { default: 1, min: 1, max: 100, integer: true, doc: 'of a recall' },
    trials: { default: 30, min: 1, max: 1000, integer: true, doc: 'cues' },
  },
  network: ({ patterns, beta }) => modernHopfield({ cells: 784, patterns, beta }),
  data: ({ of, patterns, flips, erased, trials, updates }) => {
    const options = { patterns, flips, erased, trials, steps: updates };
    return (of === 'digits' ? dataset('digit-patterns', options) : dataset('random-patterns', { ...options, cells: 784 })).split(
      'train',
    );
  },
  encode: [
    { population: 'u', port: 'world', field: 'world' },
    { population: 'u', port: 'clamp', field: 'told' },
  ],
  learner: centres({ projection: 'u->m:input#0' }),
  protocol: [train({ epochs: 1, batch: 50, order: 'given' }), test({ split: 'test' })],
  metrics: { error: meanSquaredError('y', 'pattern'), largest_error: largestError('y', 'pattern') },
  panels: [
    { panel: 'image-grid', lanes: 'u', variable: 'y', shape: [28, 28], most: 30 },
    { panel: 'image-grid', lanes: 'y', variable: 'y', shape: [28, 28], most: 30 },
    { panel: 'image-grid', weights: 'u->m:input#0', shape: [28, 28], targets: Array.from({ length: 40 }, (_, k) => k) },
    { panel: 'graph' },
  ],
  expect: ({ of, beta, flips, erased, updates }) => {
    if (beta !== 1 || flips > 0.1 || erased > 0 || updates > 1) return [];
    const why = 'of any cell after one update, from a cue with a tenth of the cells wrong';
    return of === 'coins'
      ? [{ measure: 'largest_error', atMost: 1e-6, why }]
      : [{ measure: 'error', atMost: 0.001, why: 'mean squared, after one update, from a cue with a tenth of the pixels wrong' }];
  },
});
