/** A map of cells unfolds over its data: a square, a ring, two moons, all colours, irises. */
import {
  dataset,
  folds,
  geometric,
  grid,
  hexagonal,
  line,
  type Positions,
  quantisationError,
  scenario,
  test,
  topographicError,
  train,
  uniform,
} from '../../engine/index.ts';
import { mapLearner, selfOrganisingMap } from '../../models/index.ts';

const weights = 'x->map:distance#0';
const unit = [-0.05, 1.05] as const;
/** Measures are told in 8 cm. */
const petals = {
  axes: [2, 3],
  between: [
    [0.05, 0.95],
    [-0.02, 0.36],
  ],
} as const;
const inputsOf: Readonly<Record<string, number>> = { colours: 3, iris: 4 };

function latticeOf(lattice: string, side: number): Positions {
  if (lattice === 'line') return line(side * side, '1 um');
  return lattice === 'hexagonal' ? hexagonal([side, side], '1 um') : grid([side, side], '1 um');
}

export default scenario({
  id: 'self-organising-map',
  title: 'Self-organising map',
  source: 'Kohonen 1982, Biol Cybern 43:59; batch: Kohonen 2001, Self-Organizing Maps, 3rd edition, Springer, section 3.6',
  controls: {
    shape: { default: 'square', choices: ['square', 'ring', 'moons', 'colours', 'iris'], doc: 'what the map unfolds over' },
    lattice: { default: 'rectangular', choices: ['rectangular', 'hexagonal', 'line'], doc: 'how cells are neighbours' },
    side: { default: 10, min: 2, max: 40, integer: true, doc: 'rows of cells, and cells of a row; a line has them all in one' },
    mode: {
      default: 'online',
      choices: ['online', 'batch'],
      doc: 'whether weights move after each example, or to means after each pass',
    },
    samples: { default: 20_000, min: 100, max: 1_000_000, integer: true, doc: 'examples that are shown' },
    from: { default: 5, min: 0.1, max: 40, doc: 'width of the neighbourhood at first, in cells' },
    to: { default: 0.5, min: 0.05, max: 40, doc: 'width of the neighbourhood at last' },
  },
  network: ({ shape, lattice, side, from }, data) =>
    selfOrganisingMap({
      inputs: data?.inputs ?? inputsOf[shape] ?? 2,
      lattice: latticeOf(lattice, side),
      cells: side * side,
      at: uniform(0.45, 0.55),
      width: from,
    }),
  data: ({ shape }) =>
    shape === 'iris' ? dataset('iris').split(['train', 'validation']) : dataset('points', { shape }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ mode, from, to }) => mapLearner(mode, { width: geometric(from, to), rate: geometric(0.5, 0.01) }),
  protocol: ({ mode, samples, shape }) => {
    const examples = shape === 'iris' ? 120 : 20_000;
    return [
      mode === 'online'
        ? train({ updates: samples, batch: 1 })
        : train({ epochs: Math.max(10, Math.round((10 * samples) / examples)), batch: 100 }),
      test({ split: 'test' }),
    ];
  },
  metrics: {
    quantisation: quantisationError('map.away'),
    topographic: topographicError('map.away'),
    folds: folds(weights),
    distance: quantisationError('map.away', { during: 'train', over: 100 }),
  },
  panels: ({ shape, lattice, side }, data) => [
    {
      panel: 'plane',
      map: weights,
      active: 'neighbourhood',
      ...(shape === 'iris' ? petals : { between: [unit, unit] }),
      ...(data === null ? { points: shape === 'iris' ? 'species' : 'point' } : {}),
    },
    { panel: 'image-grid', apart: weights },
    ...(lattice === 'line' ? [] : [{ panel: 'image-grid', of: 'neighbourhood', shape: [side, side] } as const]),
    { panel: 'curve', of: ['distance'] },
  ],
  expect: ({ shape, lattice, side, mode, samples }) => {
    if (shape !== 'square' || lattice !== 'rectangular' || side !== 10 || mode !== 'online' || samples < 20_000) return [];
    return [
      { measure: 'folds', atMost: 0, why: 'corners of the lattice that lie turned over' },
      { measure: 'topographic', atMost: 0.01, why: 'share of 5,000 points whose two nearest cells are no neighbours' },
      { measure: 'quantisation', atMost: 0.045, why: 'mean distance to the nearest cell; 100 even squares would give 0.0383' },
    ];
  },
});
