/** The file that `neurarium new scenario` writes: a network of the package's own models. Knows no files. */

/** `id`: kebab-case. */
export function scenarioFile(id: string): string {
  return `/**
 * A scenario of your own. Run it:
 *   npx neurarium run ./${id}.ts
 *   npx neurarium run ./${id}.ts --help
 *   npx neurarium run ./${id}.ts --size 2000 --seed 7 --record ${id}.mcap
 */
import { lif, network, poisson, probability, scenario, uniform } from 'neurarium';

export default scenario({
  id: '${id}',
  title: 'Excitation and inhibition, driven by Poisson spikes',
  // Where the experiment comes from: author, year, journal.
  source: 'your own',
  dt: '0.1 ms',
  duration: '500 ms',
  // Each control is a flag of the command, such as --size; the functions below get their values.
  controls: {
    size: { default: 1000, min: 10, max: 100_000, integer: true, doc: 'number of neurons' },
    drive: { default: '20 Hz', min: '0 Hz', max: '200 Hz', doc: 'rate of each Poisson source' },
  },
  network: ({ size, drive }) => {
    const excitatory = Math.round(0.8 * size);
    // One bag for parameters and initial state; what is left out has its default. uniform() draws one value per cell.
    const cell = { vRest: '-60 mV', v: uniform('-60 mV', '-50 mV') } as const;
    // 40 synapses onto each neuron, whatever the size.
    const wiring = probability(Math.min(1, 40 / size));
    return network(
      { input: poisson.of(200, { rate: drive }), E: lif.of(excitatory, cell), I: lif.of(size - excitatory, cell) },
      // 'to' may name several populations. A delay of 0 is the default: a spike then arrives at the start of the next step.
      [
        { from: 'input', to: ['E', 'I'], port: 'excitatory', wiring: probability(0.1), weight: '6 mV' },
        { from: 'E', to: ['E', 'I'], port: 'excitatory', wiring, weight: '1 mV', delay: '1.5 ms' },
        { from: 'I', to: ['E', 'I'], port: 'inhibitory', wiring, weight: '-6 mV', delay: '0.8 ms' },
      ],
    );
  },
  panels: [
    { panel: 'raster', of: ['input', 'E', 'I'] },
    { panel: 'rate', of: ['E', 'I'] },
    { panel: 'trace', of: 'E', variable: 'v', cells: [0, 1, 2] },
  ],
  // What must be seen; a run that does not show it ends with exit code 1. The window leaves the start out.
  expect: [
    { of: 'E', measure: 'rate', between: [1, 100], window: ['100 ms', '500 ms'], why: 'Hz: active, and far from saturated' },
  ],
});
`;
}
