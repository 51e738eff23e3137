/**
 * A liquid that hears trains of spikes, whose two rates wander, multiplies the rates: a linear readout of its spikes follows their product from moment to
 * moment. Most of a product is a sum, which a linear readout of the trains themselves follows as well; so the part of it that is no such sum is asked
 * for, too.
 */
import { correlation, dataset, difference, ridge, scenario, test, train } from '../../engine/index.ts';
import { liquid } from '../../models/index.ts';

const length = 5000;
const shown = { present: `${length} ms`, reset: true } as const;
const trains = 4;

export default scenario({
  id: 'liquid-product',
  title: 'Liquid state machine: the product of two rates, at every moment',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, section 6',
  dt: '0.1 ms',
  controls: {
    columns: { default: 15, min: 3, max: 60, integer: true, doc: 'neurons along the liquid, which is three high and deep' },
    gain: { default: 1, min: 0, max: 10, doc: 'strength of the connections within the liquid; 0: none' },
    dynamic: { default: true, doc: 'synapses that depress and facilitate' },
    highest: { default: 80, min: 1, max: 500, doc: 'Hz: the highest rate of each of four trains' },
    turn: { default: 500, min: 10, max: 10_000, doc: 'ms after which a rate goes elsewhere' },
    filter: { default: '60 ms', min: '1 ms', max: '1 s', doc: 'time constant with which readouts forget spikes' },
    examples: {
      default: 20,
      min: 1,
      max: 1000,
      integer: true,
      doc: 'stretches of 5 s to train with; a fourth as many to test with',
    },
  },
  network: ({ columns, gain, dynamic }) => liquid({ shape: [columns, 3, 3], trains, answers: 1, gain, dynamic }),
  encode: [
    { population: 'input', port: 'excitatory', field: 'spikes' },
    { population: 'world', port: 'input', field: 'product' },
  ],
  data: ({ examples, highest, turn }) => {
    const rates = { length, trains, highest, turn };
    return dataset('wandering-rates', { ...rates, train: examples, test: Math.ceil(examples / 4) }).split('train');
  },
  learner: ({ filter }) => {
    const read = { filter, penalty: 1, every: '10 ms' } as const;
    return {
      product: ridge({ features: ['E', 'I'], field: 'product', says: 'y.input', ...read }),
      product_of_input: ridge({ features: ['input'], field: 'product', ...read }),
      interaction: ridge({ features: ['E', 'I'], field: 'interaction', ...read }),
      interaction_of_input: ridge({ features: ['input'], field: 'interaction', ...read }),
    };
  },
  protocol: [train(shown), test({ split: 'test', ...shown })],
  metrics: {
    product: correlation('product'),
    product_of_input: correlation('product_of_input'),
    interaction: correlation('interaction'),
    interaction_of_input: correlation('interaction_of_input'),
    multiplies: difference('interaction', 'interaction_of_input'),
  },
  panels: [
    { panel: 'trace', of: ['world', 'y'], variable: 'y', cells: [0] },
    { panel: 'raster', of: ['input', 'E', 'I'] },
    { panel: 'bars', of: ['product', 'product_of_input', 'interaction', 'interaction_of_input'] },
  ],
  expect: [
    {
      measure: 'product',
      atLeast: 0.7,
      why: 'correlation of what it says with the product of the rates, in stretches it never heard',
    },
    { measure: 'interaction', atLeast: 0.2, why: 'correlation with what of the product is no sum of functions of one rate' },
    {
      measure: 'multiplies',
      atLeast: 0.1,
      why: 'and so much more than that of a linear readout of the trains: but for chance, 0',
    },
  ],
});
