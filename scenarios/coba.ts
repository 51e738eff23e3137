/** The balanced random network that conductance-based simulators are compared with. */
import { network, normal, probability, scenario } from '../engine/index.ts';
import { lifConductance } from '../models/index.ts';

export default scenario({
  id: 'coba',
  title: 'Balanced random network, conductance-based synapses',
  source: 'Vogels & Abbott 2005, J Neurosci 25:10786; Brette et al. 2007, J Comput Neurosci 23:349, benchmark 1',
  dt: '0.1 ms',
  duration: '1 s',
  controls: { size: { default: 4000, min: 100, max: 1_000_000, integer: true, doc: 'number of neurons' } },
  network: ({ size }) => {
    const excitatory = Math.round(0.8 * size);
    const start = { v: normal('-65 mV', '5 mV'), gE: normal('40 nS', '15 nS'), gI: normal('200 nS', '120 nS') };
    // 80 synapses onto each neuron, whatever the size.
    const wiring = probability(80 / size);
    return network({ E: lifConductance.of(excitatory, start), I: lifConductance.of(size - excitatory, start) }, [
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
      between: [14, 26],
      window: ['200 ms', '10 s'],
      why: 'Hz: other simulators give 18 to 21 by seed; the rate of this network varies',
    },
    { measure: 'cv', between: [1.4, 2], why: 'bursting: 1.7 to 1.9 over 10 s in other simulators, a little less over 1 s' },
  ],
});
