/** A liquid of spiking neurons holds what came in: a linear readout of its echo tells which of two spike trains it was. */
import { accuracy, dataset, ridge, scenario, test, train } from '../../engine/index.ts';
import { liquid } from '../../models/index.ts';

const shown = { present: '500 ms', reset: true } as const;

export default scenario({
  id: 'liquid-state-machine',
  title: 'Liquid state machine: two spike trains told apart',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, section 4',
  dt: '0.1 ms',
  controls: {
    gain: { default: 1, min: 0, max: 10, doc: 'strength of the connections within the liquid; 0: none' },
    dynamic: { default: true, doc: 'synapses that depress and facilitate' },
    examples: { default: 200, min: 20, max: 10_000, integer: true, doc: 'to train with, and as many to test with' },
  },
  network: ({ gain, dynamic }) => liquid({ gain, dynamic }),
  encode: { population: 'input', port: 'excitatory' },
  data: ({ examples }) => dataset('spike-templates', { train: examples, test: examples }).split('train'),
  learner: { liquid: ridge({ features: ['E', 'I'], filter: '30 ms', penalty: 1 }) },
  protocol: [train(shown), test({ split: 'test', ...shown })],
  metrics: { accuracy: accuracy('liquid') },
  panels: [
    { panel: 'raster', of: ['input', 'E', 'I'] },
    { panel: 'graph', layout: 'spatial' },
    { panel: 'bars', of: ['accuracy'] },
  ],
  expect: [{ measure: 'accuracy', atLeast: 0.97, why: 'share of test trains told apart; half is chance' }],
});
