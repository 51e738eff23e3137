/** Simulated annealing: cells that want to be alike, or unlike, pair by pair at random. Cooled slowly they find the lowest energy; quenched, often not. */
import { Draws, difference, energy, lowestEnergy, scenario } from '../../engine/index.ts';
import { boltzmann } from '../../models/index.ts';

/** 1 or -1 for each pair of cells. */
function bonds(cells: number, glass: number): number[] {
  const draws = new Draws(glass, 'spin-glass', 'bonds');
  return Array.from({ length: (cells * (cells - 1)) / 2 }, (_, pair) => 2 * draws.below(2, 0, pair) - 1);
}

/** A sweep at a temperature at which states are as good as random; from then on each turn lowers the energy, if it changes it. */
const quench = { temperature: 1e9, cooling: 1e-18 };

export default scenario({
  id: 'annealing',
  title: 'Simulated annealing of a spin glass',
  source: 'Kirkpatrick, Gelatt & Vecchi 1983, Science 220:671; Sherrington & Kirkpatrick 1975, Phys Rev Lett 35:1792',
  controls: {
    cells: { default: 16, min: 2, max: 16, integer: true, doc: 'cells, of 1 or -1' },
    glass: { default: 4, min: 1, max: 1_000_000, integer: true, doc: 'which bonds' },
    temperature: { default: 4, min: 1e-9, max: 100, doc: 'at which it begins' },
    cooling: { default: 0.99, min: 0.01, max: 1, doc: 'by which each sweep multiplies the temperature' },
    quenched: { default: false, doc: 'greedy descent from a random state: all warmth is taken at once' },
  },
  precision: 'float64',
  duration: 500,
  network: ({ cells, glass, temperature, cooling, quenched }) =>
    boltzmann({ cells, weights: bonds(cells, glass), ...(quenched ? quench : { temperature, cooling }) }),
  metrics: { energy: energy('units'), lowest: lowestEnergy('units'), excess: difference('energy', 'lowest') },
  panels: [
    { panel: 'matrix', of: 'units', variable: 's' },
    { panel: 'curve', of: ['energy', 'lowest'] },
    { panel: 'trace', of: 'units', variable: 'T', cells: [0] },
    { panel: 'graph', layout: 'circular' },
  ],
  expect: ({ quenched }) => [
    {
      measure: 'excess',
      atMost: 0,
      why: `energy above the lowest of all states${quenched ? ', which greedy descent finds from some states only' : ''}`,
    },
  ],
});
