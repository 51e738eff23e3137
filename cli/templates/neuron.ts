/** The file that `neurarium new neuron` writes: a model of the user's own, and a scenario that runs it. Knows no files. */

/** What the file imports: no neuron can have one of these names. */
export const importedByNeuron = ['defineNeuron', 'network', 'scenario'] as const;

/** `id`: kebab-case; `name`: the same in camelCase. */
export function neuronFile(id: string, name: string): string {
  return `/**
 * A neuron of your own, and a scenario that shows it. Run it:
 *   npx neurarium run ./${id}.ts
 *   npx neurarium run ./${id}.ts --current '400 pA'
 * To use the neuron elsewhere: import { ${name} } from './${id}.ts';
 */
import { ${importedByNeuron.join(', ')} } from 'neurarium';

/** Leaky integrate-and-fire neuron whose spikes start a current that slows the next ones down. */
export const ${name} = defineNeuron({
  name: '${name}',
  // Where the equations come from: author, year, journal.
  source: 'your own',
  // The same for all cells, unless .of(n, { ... }) gives one value per cell. 'above' and 'min' are limits.
  parameters: {
    capacitance: { default: '200 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '10 nS', doc: 'leak conductance', above: 0 },
    vRest: { default: '-70 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-60 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    tauSynapse: { default: '5 ms', doc: 'decay of the synaptic current', above: 0 },
    tauAdaptation: { default: '100 ms', doc: 'decay of adaptation', above: 0 },
    adaptationJump: { default: '30 pA', doc: 'what a spike adds to adaptation' },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  // What changes while it runs. 'initial' is a quantity, a number of the unit, or the name of a parameter.
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    synaptic: { unit: 'pA', initial: 0, doc: 'synaptic current' },
    adaptation: { unit: 'pA', initial: 0, doc: 'adaptation current' },
  },
  // Inputs. With 'on' a port takes spikes, and runs the statement for each; without, its value is a name in the equations.
  ports: {
    synapse: { unit: 'pA', on: 'synaptic += weight', doc: 'weights above 0 excite, below 0 inhibit' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  // These are linear, so they are integrated exactly. Nonlinear ones need a line such as: integrator: 'exponential-euler'.
  equations: \`
    dv/dt = (gLeak * (vRest - v) + synaptic - adaptation + current + bias) / capacitance   (unless refractory)
    dsynaptic/dt = -synaptic / tauSynapse
    dadaptation/dt = -adaptation / tauAdaptation
  \`,
  // Tested after each step. The statements of 'reset' run in order.
  spike: { when: 'v > vThreshold', reset: 'v = vReset; adaptation += adaptationJump', refractory: 'refractory' },
});

export default scenario({
  id: '${id}',
  title: 'One ${name} neuron under a constant current',
  source: 'your own',
  dt: '0.1 ms',
  duration: '500 ms',
  controls: { current: { default: '300 pA', min: '0 pA', max: '2000 pA', doc: 'current into the neuron' } },
  network: ({ current }) => network({ neuron: ${name}.of(1, { bias: current }) }, []),
  panels: [
    { panel: 'trace', of: 'neuron', variable: 'v', cells: [0] },
    { panel: 'trace', of: 'neuron', variable: 'adaptation', cells: [0] },
    { panel: 'raster', of: ['neuron'] },
  ],
  // What must be seen; a run that does not show it ends with exit code 1.
  expect: [{ of: 'neuron', measure: 'rate', between: [5, 100], why: 'Hz: it fires, and adapts' }],
});
`;
}
