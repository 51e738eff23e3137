/** A liquid at rest, that answers what touches it: a volley of spikes at first, and then what the reader does with the pointer. */
import { scenario, values, volleySize } from '../../engine/index.ts';
import { liquid } from '../../models/index.ts';

export default scenario({
  id: 'liquid-touch',
  title: 'Liquid: touched, it answers',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, appendix B',
  dt: '0.1 ms',
  duration: '3 s',
  controls: {
    columns: { default: 16, min: 3, max: 60, integer: true, doc: 'neurons along the liquid' },
    rows: { default: 6, min: 3, max: 60, integer: true, doc: 'neurons across it' },
    layers: { default: 3, min: 1, max: 12, integer: true, doc: 'neurons of its depth' },
    gain: { default: 1, min: 0, max: 10, doc: 'strength of the connections within the liquid; 0: none' },
    dynamic: { default: true, doc: 'synapses that depress and facilitate' },
  },
  network: ({ columns, rows, layers, gain, dynamic }) => liquid({ shape: [columns, rows, layers], gain, dynamic }),
  stimuli: [{ to: 'input', port: 'excitatory', at: [0, 0, 0], times: values('ms', [500, 505, 510]), value: 1 }],
  metrics: { answer: volleySize('E', { within: '50 ms' }) },
  panels: [
    {
      panel: 'graph',
      of: ['E', 'I'],
      layout: 'spatial',
      touch: { port: 'excitatory', value: '90 nA', reach: '1.5 um' },
    },
    { panel: 'raster', of: ['input', 'E', 'I'] },
    { panel: 'rate', of: ['E', 'I'], bin: '5 ms' },
  ],
  expect: [
    { of: 'E', measure: 'rate', window: ['0 s', '0.5 s'], between: [0, 0], why: 'Hz: untouched it is still' },
    { of: 'E', measure: 'rate', window: ['0.5 s', '0.6 s'], atLeast: 5, why: 'Hz: it answers' },
    { of: 'E', measure: 'rate', window: ['1 s', '3 s'], atMost: 0.1, why: 'Hz: and comes to rest, where nobody touches it' },
  ],
});
