/**
 * What a liquid of spiking neurons still knows of the segments of a spike train that are over, and that it mixes them: whether the newest two
 * differ is no linear function of the train, but is one of the liquid.
 */
import { accuracy, dataset, ridge, scenario, test, train } from '../../engine/index.ts';
import { liquid } from '../../models/index.ts';

const shown = { present: '300 ms', reset: true } as const;
const filter = { filter: '30 ms', penalty: 1 } as const;
const echo = (field: string) => ridge({ features: ['E', 'I'], field, ...filter });

export default scenario({
  id: 'liquid-memory',
  title: 'Liquid state machine: fading memory, and mixing',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, section 5',
  dt: '0.1 ms',
  controls: {
    gain: { default: 1, min: 0, max: 10, doc: 'strength of the connections within the liquid; 0: none' },
    dynamic: { default: true, doc: 'synapses that depress and facilitate' },
    examples: { default: 500, min: 20, max: 10_000, integer: true, doc: 'to train with, and as many to test with' },
  },
  network: ({ gain, dynamic }) => liquid({ gain, dynamic }),
  encode: { population: 'input', port: 'excitatory' },
  data: ({ examples }) => {
    const segments = { segments: 6, segment: 50, spikes: 3, poisson: false, jitter: 1 };
    return dataset('spike-templates', { ...segments, train: examples, test: examples }).split('train');
  },
  learner: {
    newest: echo('newest'),
    second: echo('second'),
    third: echo('third'),
    fourth: echo('fourth'),
    xor: echo('xor'),
    input: ridge({ features: ['input'], field: 'xor', ...filter }),
  },
  protocol: [train(shown), test({ split: 'test', ...shown })],
  metrics: {
    newest: accuracy('newest'),
    second: accuracy('second'),
    third: accuracy('third'),
    fourth: accuracy('fourth'),
    xor: accuracy('xor'),
    xor_of_input: accuracy('input'),
  },
  panels: [
    { panel: 'raster', of: ['input', 'E', 'I'] },
    { panel: 'bars', of: ['newest', 'second', 'third', 'fourth', 'xor', 'xor_of_input'] },
  ],
  expect: [
    { measure: 'newest', atLeast: 0.97, why: 'the segment that just ended' },
    { measure: 'second', atLeast: 0.9, why: 'the one before it' },
    { measure: 'xor', atLeast: 0.85, why: 'whether the two differ, linearly read from the liquid' },
    { measure: 'xor_of_input', atMost: 0.6, why: 'linearly read from the filtered train itself: chance is a half' },
  ],
});
