/**
 * One population of stochastic units, read as spikes and as values, beside the mean-field equation that both follow.
 *   m(n + 1) = 1 / (1 + exp((threshold - coupling m(n)) / temperature))
 * Each unit hears the fraction of units that fired in the step before. Of N units that fire with probability m, that fraction deviates
 * from m by sqrt(m (1 - m) / N); nothing else separates the population from the equation.
 */
import { allToAll, defineCell, network, oneToOne, scenario } from '../engine/index.ts';
import { stochasticUnit } from '../models/index.ts';

const coupling = 2;
const threshold = 1.5;

/** Gives what it gets: the reading of a population. */
const reading = defineCell({
  name: 'reading',
  source: 'weighted sum',
  state: { fraction: { unit: '1', initial: 0, doc: 'active part of the population' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: "fraction' = input",
});

/** The population as one number. */
const meanField = defineCell({
  name: 'meanField',
  source: 'Little 1974, Math Biosci 19:101; Ginzburg & Sompolinsky 1994, Phys Rev E 50:3171',
  parameters: {
    threshold: { default: 0, doc: 'input at which half of the units fire' },
    temperature: { default: 1, doc: 'how much chance there is', above: 0 },
  },
  state: { fraction: { unit: '1', initial: 0, doc: 'active part of the population' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: "fraction' = 1 / (1 + exp((threshold - input) / temperature))",
});

export default scenario({
  id: 'meanfield',
  title: 'Stochastic units as spikes and as values, and their mean field',
  source: 'Little 1974, Math Biosci 19:101; Ginzburg & Sompolinsky 1994, Phys Rev E 50:3171',
  dt: '1 ms',
  duration: '1 s',
  controls: { size: { default: 1000, min: 1000, max: 1_000_000, integer: true, doc: 'number of units' } },
  network: ({ size }) => {
    const wiring = allToAll();
    return network(
      {
        units: stochasticUnit.of(size, { threshold }),
        asSpikes: reading.of(1),
        asValues: reading.of(1),
        theory: meanField.of(1, { threshold }),
      },
      [
        { from: 'units', to: 'asSpikes', port: 'input', wiring, weight: 1 / size },
        // A spike is heard in the next step; a value that is to be compared with it waits as long.
        { from: 'units.active', to: 'asValues', port: 'input', wiring, weight: 1 / size, delay: '1 ms' },
        { from: 'asSpikes.fraction', to: 'units', port: 'input', wiring, weight: coupling },
        { from: 'theory.fraction', to: 'theory', port: 'input', wiring: oneToOne(), weight: coupling, delay: '1 ms' },
      ],
    );
  },
  panels: [
    { panel: 'raster', of: ['units'] },
    { panel: 'trace', of: 'asSpikes', variable: 'fraction', cells: [0] },
    { panel: 'trace', of: 'theory', variable: 'fraction', cells: [0] },
  ],
  expect: [
    {
      of: 'units',
      measure: 'rate',
      between: [277.5, 285.5],
      window: ['100 ms', '1 s'],
      why: 'Hz: the equation rests at 0.2815 per step of 1 ms. An average over 900 steps of 1000 units deviates by 0.0142 / (1 - 0.405) / 30, 0.8 Hz (0.405: slope of the equation there); these are five times that',
    },
  ],
});
