/**
 * Sparsely connected excitatory and inhibitory neurons that differ in nothing but their sign. The strength of inhibition g and the
 * external rate eta (in units of what brings a neuron to threshold, 10 Hz per source) decide how they fire: synchronous and regular,
 * asynchronous, or synchronous as a population while each neuron fires irregularly.
 */
import { fixedInDegree, network, poissonInput, scenario, spectralPeak, uniform } from '../engine/index.ts';
import { lifDelta } from '../models/index.ts';

const [excitatory, inhibitory] = [10_000, 2_500];
const connected = 0.1;
/** Rate of one external source at eta = 1: 1000 sources of 10 Hz with jumps of 0.1 mV hold the potential at threshold. */
const thresholdRate = 10;

/** Rates in Hz, from 0.2 s on, of full-size networks in other simulators, over seeds; figures 7 and 8 of the paper. */
const regimes = [
  { g: 5, eta: 2, rate: [35.5, 39.5], peak: null, why: 'asynchronous irregular: 37.2 to 37.3' },
  { g: 6, eta: 4, rate: [55, 65], peak: [165, 195], why: 'fast oscillation: 59 to 60, at about 180 Hz' },
  { g: 4.5, eta: 0.9, rate: [4.5, 6.5], peak: null, why: 'slow oscillation: 5.0 to 5.4' },
  { g: 3, eta: 2, rate: [250, 500], peak: null, why: 'synchronous regular: 312, where only refractoriness holds neurons back' },
] as const;

export default scenario({
  id: 'brunel',
  title: 'Sparse random network and its four regimes of firing',
  source: 'Brunel 2000, J Comput Neurosci 8:183',
  dt: '0.1 ms',
  duration: '1.2 s',
  controls: {
    g: { default: 5, min: 0, max: 20, doc: 'strength of inhibition, in excitatory weights' },
    eta: { default: 2, min: 0, max: 20, doc: 'external rate, in units of what brings a neuron to threshold' },
  },
  network: ({ g, eta }) => {
    const cell = {
      tau: '20 ms',
      vRest: '0 mV',
      vReset: '10 mV',
      vThreshold: '20 mV',
      refractory: '2 ms',
      v: uniform('0 mV', '18 mV'),
    } as const;
    const from = (size: number) => fixedInDegree(connected * size, { replacement: true });
    const to = { to: ['E', 'I'], port: 'synapse', delay: '1.5 ms' } as const;
    const external = poissonInput({ rate: `${eta * thresholdRate} Hz`, sources: connected * excitatory });
    return network({ E: lifDelta.of(excitatory, cell), I: lifDelta.of(inhibitory, cell) }, [
      { from: 'E', ...to, wiring: from(excitatory), weight: '0.1 mV' },
      { from: 'I', ...to, wiring: from(inhibitory), weight: `${-0.1 * g} mV` },
      { from: external, to: ['E', 'I'], port: 'synapse', weight: '0.1 mV' },
    ]);
  },
  panels: [
    { panel: 'raster', of: ['E', 'I'] },
    { panel: 'rate', of: ['E', 'I'], bin: '1 ms' },
    { panel: 'trace', of: 'E', variable: 'v', cells: [0, 1, 2] },
  ],
  metrics: { spectral_peak: spectralPeak(['E', 'I'], { from: '200 ms', between: ['8 Hz', '400 Hz'] }) },
  expect: ({ g, eta }) => {
    const regime = regimes.find((known) => known.g === g && known.eta === eta);
    if (regime === undefined) return [];
    const { rate, peak, why } = regime;
    return [
      { measure: 'rate', between: rate, window: ['200 ms', '10 s'], why: `Hz, ${why}` },
      ...(peak === null ? [] : [{ measure: 'spectral_peak', between: peak, why: 'Hz, of the population rate' } as const]),
    ];
  },
});
