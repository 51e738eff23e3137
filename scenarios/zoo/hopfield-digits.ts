/** Handwritten digits in a Hopfield network, cleared of noise or completed: the pseudo-inverse holds them, Hebb's rule, for which they are too alike, does not. */
import { agreement, centres, dataset, energy, scenario, storePatterns, test, train } from '../../engine/index.ts';
import { hopfield } from '../../models/index.ts';

export default scenario({
  id: 'hopfield-digits',
  title: 'Hopfield network: digits cleared of noise',
  source:
    'Hopfield 1982, PNAS 79:2554; Kanter & Sompolinsky 1987, Phys Rev A 35:380; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    patterns: { default: 25, min: 1, max: 100, integer: true, doc: 'digits stored, classes in turn' },
    rule: { default: 'pseudo-inverse', choices: ['hebb', 'storkey', 'pseudo-inverse'], doc: 'by which they are stored' },
    flips: { default: 0.2, min: 0, max: 0.5, doc: 'share of the pixels that a cue has wrong' },
    erased: { default: 0, min: 0, max: 1, doc: 'share of the image, from below, that a cue has not' },
    updates: { default: 'in turn', choices: ['in turn', 'at once'], doc: 'how the cells move' },
    trials: { default: 25, min: 1, max: 1000, integer: true, doc: 'cues' },
    sweeps: { default: 12, min: 2, max: 1000, integer: true, doc: 'steps of a recall: in each, every cell moves once' },
  },
  precision: 'float64',
  network: ({ updates, patterns }) => hopfield({ cells: 784, updates, patterns }),
  data: ({ patterns, flips, erased, trials, sweeps }) =>
    dataset('digit-patterns', { patterns, flips, erased, trials, steps: sweeps }).split('train'),
  encode: [
    { population: 'units', port: 'world', field: 'world' },
    { population: 'units', port: 'clamp', field: 'told' },
  ],
  learner: ({ rule }) => ({
    memory: storePatterns({
      projection: 'units->units:input#0',
      field: 'pattern',
      rule,
      rate: rule === 'hebb' ? 1 : 1 / 784,
    }),
    overlaps: centres({ projection: 'units->overlaps:distance#0' }),
  }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { right: agreement('units', 'pattern'), energy: energy('units') },
  panels: [
    { panel: 'image-grid', of: 'units', shape: [28, 28], variable: 's' },
    { panel: 'curve', of: ['energy'] },
    { panel: 'bars', of: 'overlaps', variable: 'm' },
    { panel: 'image-grid', weights: 'units->overlaps:distance#0', shape: [28, 28] },
    { panel: 'curve', of: ['right'] },
  ],
  expect: ({ rule, patterns, flips, erased }) => {
    if (flips !== 0.2 || erased !== 0 || patterns > 25) return [];
    const why = 'share of pixels that are right in the end, from cues with a fifth of them wrong';
    if (rule === 'pseudo-inverse') return [{ measure: 'right', atLeast: 0.99, why }];
    if (rule === 'hebb' && patterns === 25) return [{ measure: 'right', atMost: 0.9, why: `${why}: digits are too alike` }];
    return [];
  },
});
