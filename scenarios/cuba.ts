/** The balanced random network that current-based simulators are compared with. */
import { network, probability, scenario, uniform } from '../engine/index.ts';
import { lif } from '../models/index.ts';

export default scenario({
  id: 'cuba',
  title: 'Balanced random network, current-based synapses',
  source: 'Vogels & Abbott 2005, J Neurosci 25:10786; Brette et al. 2007, J Comput Neurosci 23:349, benchmark 2',
  dt: '0.1 ms',
  duration: '1 s',
  controls: { size: { default: 4000, min: 100, max: 1_000_000, integer: true, doc: 'number of neurons' } },
  network: ({ size }) => {
    const excitatory = Math.round(0.8 * size);
    const start = { v: uniform('-60 mV', '-50 mV') };
    // 80 synapses onto each neuron, whatever the size.
    const wiring = probability(80 / size);
    return network({ E: lif.of(excitatory, start), I: lif.of(size - excitatory, start) }, [
      { from: 'E', to: ['E', 'I'], port: 'excitatory', wiring, weight: '1.62 mV' },
      { from: 'I', to: ['E', 'I'], port: 'inhibitory', wiring, weight: '-9 mV' },
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
      between: [4.8, 6.3],
      window: ['200 ms', '10 s'],
      why: 'Hz: 5.2 to 5.9 on average over seeds in other simulators; each seed lies near it',
    },
  ],
});
