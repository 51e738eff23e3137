/** A Hopfield network is shown random patterns, then a disturbed one at a time, which it clears up, as long as there are not too many. */
import { agreement, centres, dataset, energy, scenario, storePatterns, test, train } from '../../engine/index.ts';
import { hopfield } from '../../models/index.ts';

const patternsOf = (cells: number, storage: number) => Math.max(1, Math.round(storage * cells));

export default scenario({
  id: 'hopfield',
  title: 'Hopfield network: patterns recalled, until there are too many',
  source: 'Hopfield 1982, PNAS 79:2554; Amit, Gutfreund & Sompolinsky 1985, Phys Rev Lett 55:1530',
  controls: {
    cells: { default: 500, min: 10, max: 2000, integer: true, doc: 'cells of the network' },
    storage: { default: 0.1, min: 0.002, max: 1, doc: 'patterns per cell: beyond 0.138 they drown each other' },
    flips: { default: 0.1, min: 0, max: 0.5, doc: 'share of the cells that a cue has wrong' },
    rule: { default: 'hebb', choices: ['hebb', 'storkey', 'pseudo-inverse'], doc: 'by which patterns are stored' },
    updates: { default: 'in turn', choices: ['in turn', 'at once'], doc: 'how the cells move' },
    trials: { default: 20, min: 1, max: 1000, integer: true, doc: 'cues' },
    sweeps: { default: 30, min: 2, max: 1000, integer: true, doc: 'steps of a recall: in each, every cell moves once' },
  },
  precision: 'float64',
  network: ({ cells, updates, storage }) => hopfield({ cells, updates, patterns: patternsOf(cells, storage) }),
  data: ({ cells, storage, flips, trials, sweeps }) =>
    dataset('random-patterns', { cells, patterns: patternsOf(cells, storage), flips, trials, steps: sweeps }).split('train'),
  encode: [
    { population: 'units', port: 'world', field: 'world' },
    { population: 'units', port: 'clamp', field: 'told' },
  ],
  learner: ({ rule, cells }) => ({
    memory: storePatterns({
      projection: 'units->units:input#0',
      field: 'pattern',
      rule,
      rate: rule === 'hebb' ? 1 : 1 / cells,
    }),
    overlaps: centres({ projection: 'units->overlaps:distance#0' }),
  }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { right: agreement('units', 'pattern'), energy: energy('units') },
  panels: [
    { panel: 'matrix', of: 'units', variable: 's' },
    { panel: 'curve', of: ['energy'] },
    { panel: 'bars', of: 'overlaps', variable: 'm' },
    { panel: 'curve', of: ['right'] },
    { panel: 'graph' },
  ],
  expect: ({ cells, storage, flips, rule }) => {
    if (rule !== 'hebb' || flips !== 0.1) return [];
    const why = 'share of cells that are right in the end, from cues with a tenth of them wrong';
    if (storage <= 0.05) return [{ measure: 'right', atLeast: 0.999, why }];
    if (storage === 0.1) return [{ measure: 'right', atLeast: cells < 1000 ? 0.98 : 0.995, why }];
    if (storage === 0.138) return [{ measure: 'right', between: [0.93, 0.99], why: `${why}: the edge` }];
    if (storage >= 0.2) return [{ measure: 'right', atMost: 0.75, why: `${why}: they drown each other` }];
    if (storage >= 0.15) return [{ measure: 'right', atMost: 0.95, why: `${why}: beyond the edge` }];
    return [];
  },
});
