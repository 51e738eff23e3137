/** Handwritten digits, as Poisson spikes, through a recurrent liquid of spiking neurons, read by ridge regression. */
import { accuracy, dataset, fixedInDegree, network, ridge, scenario, test, train, uniform } from '../engine/index.ts';
import { lifExponential, poisson } from '../models/index.ts';

export default scenario({
  id: 'digits',
  title: 'Handwritten digits through a liquid of spiking neurons',
  source:
    'Maass, Natschläger & Markram 2002, Neural Comput 14:2531 (liquid state machine); digits: LeCun et al. 1998, Proc IEEE 86:2278',
  dt: '1 ms',
  controls: {
    examples: {
      default: 3000,
      min: 100,
      max: 9002,
      integer: true,
      named: { all: 9002 },
      doc: 'images: 7 of 9 train, 2 of 9 test',
    },
    neurons: { default: 1000, min: 50, max: 10_000, integer: true, doc: 'neurons of the liquid' },
    recurrence: { default: 1, min: 0, max: 10, doc: 'strength of the connections within the liquid' },
  },
  network: ({ neurons, recurrence }) => {
    const excitatory = Math.round(0.8 * neurons);
    const start = { v: uniform('-65 mV', '-50 mV') };
    return network(
      { pixels: poisson.of(784), E: lifExponential.of(excitatory, start), I: lifExponential.of(neurons - excitatory, start) },
      [
        { from: 'pixels', to: ['E', 'I'], port: 'excitatory', wiring: fixedInDegree(40), weight: uniform('-200 pA', '300 pA') },
        { from: 'E', to: ['E', 'I'], port: 'excitatory', wiring: fixedInDegree(10), weight: `${20 * recurrence} pA` },
        { from: 'I', to: ['E', 'I'], port: 'inhibitory', wiring: fixedInDegree(10), weight: `${-40 * recurrence} pA` },
      ],
    );
  },
  encode: { population: 'pixels', parameter: 'rate', scale: '100 Hz' },
  data: ({ examples }) => dataset('mnist').split('train', Math.round((examples * 7008) / 9002)),
  learner: {
    liquid: ridge({ features: ['E', 'I'], penalty: 100 }),
    pixels: ridge({ features: 'inputs', penalty: 10 }),
  },
  protocol: ({ examples }) => [
    train({ present: '60 ms', reset: true }),
    test({ split: 'test', examples: Math.round((examples * 1994) / 9002), present: '60 ms', reset: true }),
  ],
  metrics: { accuracy: accuracy('liquid'), accuracy_raw_pixels: accuracy('pixels') },
  panels: [
    { panel: 'image-grid', of: 'pixels', shape: [28, 28] },
    { panel: 'raster', of: ['pixels', 'E', 'I'] },
    { panel: 'bars', of: ['accuracy', 'accuracy_raw_pixels'] },
  ],
  expect: [{ measure: 'accuracy', atLeast: 0.8, why: 'share of test images read right; a tenth is chance' }],
});
