/** The balanced network of Hodgkin-Huxley neurons that simulators are compared with: bound by the exponentials of the gates. */
import { network, normal, probability, scenario } from '../engine/index.ts';
import { hodgkinHuxley } from '../models/index.ts';

export default scenario({
  id: 'cobahh',
  title: 'Balanced random network of Hodgkin-Huxley neurons',
  source: 'Brette et al. 2007, J Comput Neurosci 23:349, benchmark 3; start as in Brian2, examples/COBAHH.py',
  dt: '0.1 ms',
  duration: '1 s',
  controls: { size: { default: 4000, min: 100, max: 1_000_000, integer: true, doc: 'number of neurons' } },
  network: ({ size }) => {
    const excitatory = Math.round(0.8 * size);
    // As published: a few conductances begin below 0 (0.4 % of gE, 5 % of gI) and decay from there.
    const start = {
      v: normal('-65 mV', '5 mV'),
      m: 0,
      n: 0,
      h: 0,
      gE: normal('40 nS', '15 nS'),
      gI: normal('200 nS', '120 nS'),
    };
    // 80 synapses onto each neuron, whatever the size.
    const wiring = probability(80 / size);
    return network({ E: hodgkinHuxley.of(excitatory, start), I: hodgkinHuxley.of(size - excitatory, start) }, [
      { from: 'E', to: ['E', 'I'], port: 'excitatory', wiring, weight: '6 nS' },
      { from: 'I', to: ['E', 'I'], port: 'inhibitory', wiring, weight: '67 nS' },
    ]);
  },
  panels: [
    { panel: 'raster', of: ['E', 'I'] },
    { panel: 'rate', of: ['E', 'I'] },
    { panel: 'trace', of: 'E', variable: 'v', cells: [0, 1, 2] },
  ],
  expect: [
    {
      measure: 'rate',
      between: [29, 44],
      window: ['200 ms', '1 s'],
      why: 'Hz: 12 seeds of Brian2 with the same integrator, step and start give 36.6 on average, deviation 2.5; three deviations',
    },
  ],
});
