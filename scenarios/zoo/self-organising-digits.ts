/** A map of handwritten digits: cells that lie side by side come to stand for digits that look alike. Nobody tells it what they are. */
import {
  dataset,
  geometric,
  grid,
  purity,
  quantisationError,
  scenario,
  test,
  topographicError,
  train,
  uniform,
} from '../../engine/index.ts';
import { mapLearner, selfOrganisingMap } from '../../models/index.ts';

const weights = 'x->map:distance#0';

export default scenario({
  id: 'self-organising-digits',
  title: 'Self-organising map of handwritten digits',
  source: 'Kohonen 1982, Biol Cybern 43:59; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    side: { default: 16, min: 2, max: 32, integer: true, doc: 'rows of cells, and cells of a row' },
    samples: {
      default: 14_000,
      min: 100,
      max: 500_000,
      integer: true,
      doc: 'digits that are shown; there are 7,008 to learn from',
    },
    from: { default: 6, min: 0.1, max: 32, doc: 'width of the neighbourhood at first, in cells' },
    to: { default: 0.7, min: 0.05, max: 32, doc: 'width of the neighbourhood at last' },
  },
  network: ({ side, from }, data) =>
    selfOrganisingMap({
      inputs: data?.inputs ?? 784,
      lattice: grid([side, side], '1 um'),
      cells: side * side,
      at: uniform(0, 0.2),
      width: from,
    }),
  data: dataset('mnist').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ from, to }) => mapLearner('online', { width: geometric(from, to), rate: geometric(0.5, 0.02) }),
  protocol: ({ samples }) => [train({ updates: samples, batch: 1 }), test({ split: 'train' })],
  metrics: {
    purity: purity('map.active', 'label'),
    topographic: topographicError('map.away'),
    quantisation: quantisationError('map.away'),
    distance: quantisationError('map.away', { during: 'train', over: 100 }),
  },
  panels: ({ side }, data) => [
    ...(data === null ? [{ panel: 'image-grid', weights, shape: [28, 28], columns: side } as const] : []),
    { panel: 'image-grid', apart: weights },
    { panel: 'image-grid', of: 'neighbourhood', shape: [side, side] },
    { panel: 'curve', of: ['distance'] },
  ],
  expect: ({ side, samples }) => {
    if (side < 16 || samples < 14_000) return [];
    return [
      { measure: 'purity', atLeast: 0.8, why: 'share of the digits that are of the class most frequent at their cell' },
      { measure: 'topographic', atMost: 0.15, why: 'share of the digits whose two nearest cells are no neighbours' },
    ];
  },
});
