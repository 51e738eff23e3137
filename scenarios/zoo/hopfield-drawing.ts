/** A Hopfield network that knows ten digits completes one whose lower half is missing, and then what the reader draws or wipes away. */
import { agreement, centres, dataset, energy, scenario, storePatterns, test, train } from '../../engine/index.ts';
import { hopfield } from '../../models/index.ts';

export default scenario({
  id: 'hopfield-drawing',
  title: 'Hopfield network: half a digit completed',
  source:
    'Hopfield 1982, PNAS 79:2554; Kanter & Sompolinsky 1987, Phys Rev A 35:380; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    patterns: { default: 10, min: 1, max: 100, integer: true, doc: 'digits stored, classes in turn' },
    erased: { default: 0.5, min: 0, max: 1, doc: 'share of the image, from below, that the cue has not' },
    sweeps: { default: 500, min: 2, max: 5000, integer: true, doc: 'steps: in each, every cell moves once' },
  },
  precision: 'float64',
  // Two sweeps a second: a recall takes a few of them.
  pace: 0.002,
  network: ({ patterns }) => hopfield({ cells: 784, patterns }),
  data: ({ patterns, erased, sweeps }) =>
    dataset('digit-patterns', { patterns, flips: 0, erased, trials: 1, steps: sweeps }).split('train'),
  encode: [
    { population: 'units', port: 'world', field: 'world' },
    { population: 'units', port: 'clamp', field: 'told' },
  ],
  learner: {
    memory: storePatterns({ projection: 'units->units:input#0', field: 'pattern', rule: 'pseudo-inverse', rate: 1 / 784 }),
    overlaps: centres({ projection: 'units->overlaps:distance#0' }),
  },
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { right: agreement('units', 'pattern'), energy: energy('units') },
  panels: [
    {
      panel: 'image-grid',
      of: 'units',
      shape: [28, 28],
      variable: 's',
      draw: { port: 'world', gate: 'clamp', ink: 1, paper: -1 },
    },
    { panel: 'curve', of: ['energy'] },
    { panel: 'bars', of: 'overlaps', variable: 'm' },
    { panel: 'image-grid', weights: 'units->overlaps:distance#0', shape: [28, 28] },
  ],
  expect: ({ patterns, erased }) =>
    patterns === 10 && erased === 0.5
      ? [{ measure: 'right', atLeast: 0.98, why: 'share of pixels that are right in the end, where nobody draws' }]
      : [],
});
