/** A Boltzmann machine of ten cells visits its 1,024 states as often as their energies say. */
import { boltzmannDistance, energy, normal, scenario } from '../../engine/index.ts';
import { boltzmann } from '../../models/index.ts';

export default scenario({
  id: 'boltzmann',
  title: 'Boltzmann machine: states by their energies',
  source: 'Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147',
  controls: {
    cells: { default: 10, min: 2, max: 16, integer: true, doc: 'cells, of 1 or -1' },
    temperature: { default: 1, min: 1e-9, max: 100, doc: 'next to 0 it is a Hopfield network' },
    coupling: { default: 0.5, min: 0, max: 10, doc: 'standard deviation of the weights' },
  },
  precision: 'float64',
  duration: 1_000_000,
  network: ({ cells, temperature, coupling }) =>
    boltzmann({ cells, temperature, weights: normal(0, coupling), bias: normal(0, 0.3) }),
  metrics: {
    distance: boltzmannDistance('units', { bias: 'bias', temperature: 'T' }),
    energy: energy('units', { bias: 'bias' }),
  },
  panels: [
    { panel: 'matrix', of: 'units', variable: 's' },
    { panel: 'curve', of: ['energy'] },
    { panel: 'histogram', distance: 'distance', measure: 'energy' },
    { panel: 'matrix', from: 'units', to: 'units' },
    { panel: 'graph', layout: 'circular' },
  ],
  expect: ({ cells, temperature, coupling }) =>
    cells === 10 && temperature === 1 && coupling === 0.5
      ? [{ measure: 'distance', atMost: 0.02, why: 'total variation of visited states from the exact distribution' }]
      : [],
});
