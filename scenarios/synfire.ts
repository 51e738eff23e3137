/**
 * A chain of pools of neurons, each pool connected to all of the next, under background noise that alone makes a neuron fire now and then.
 * A volley of spikes given to the first pool either gathers and travels to the end or is lost: what decides is how many spikes it has
 * and how far they spread in time.
 */
import {
  allToAll,
  network,
  normal,
  oneToOne,
  pairs,
  parseQuantity,
  scenario,
  values,
  volleySize,
  volleySpread,
} from '../engine/index.ts';
import { lifAlpha, ornsteinUhlenbeck, spikeList } from '../models/index.ts';

const poolSize = 100;
const chain = ['pool1', 'pool2', 'pool3', 'pool4', 'pool5', 'pool6', 'pool7', 'pool8', 'pool9', 'pool10'] as const;
const last = chain[chain.length - 1]!;

/** In pF and ms. */
const [capacitance, tauSynapse] = [250, 0.325];
/** In pA: makes postsynaptic potentials of 0.14 mV. */
const weight = 44.7;
/** What one spike brings, in pA ms: the area under its alpha function. */
const charge = weight * 2.718281828459045 * tauSynapse;
/** Spikes per ms that come to a neuron from outside the chain: 17,500 synapses excite at 2 Hz, 2,400 inhibit at 12.5 Hz; 100 are the chain's. */
const [excitation, inhibition] = [35, 30];
/** So many spikes are noise: their mean, and the deviation of white noise through the first of two filters that make an alpha function. */
const meanCurrent = `${(excitation - inhibition) * charge} pA` as const;
const deviation = `${charge * Math.sqrt((excitation + inhibition) / (2 * tauSynapse))} pA` as const;

const link = { wiring: allToAll(), weight: `${weight} pA`, delay: '5 ms' } as const;
const within = '5 ms';

/** The background cells of pool k. */
function share(k: number) {
  const cells = Array.from({ length: poolSize }, (_, cell) => cell);
  return pairs(
    cells.map((cell) => k * poolSize + cell),
    cells,
  );
}

export default scenario({
  id: 'synfire',
  title: 'Synfire chain: a volley of spikes travels, or is lost',
  source: 'Diesmann, Gewaltig & Aertsen 1999, Nature 402:529',
  dt: '0.1 ms',
  duration: '120 ms',
  controls: {
    size: { default: 90, min: 1, max: 1000, integer: true, doc: 'spikes of the volley that the first pool gets' },
    spread: { default: '2 ms', min: '0 ms', max: '10 ms', doc: 'standard deviation of their times' },
  },
  network: ({ size, spread }) => {
    const pool = lifAlpha.of(poolSize, {
      tau: '10 ms',
      capacitance: `${capacitance} pF`,
      vRest: '-70 mV',
      vThreshold: '-55 mV',
      vReset: '-70 mV',
      refractory: '1 ms',
      tauE: `${tauSynapse} ms`,
      // What the background leads to after a while.
      v: normal('-62.1 mV', '2.85 mV', { max: '-55 mV' }),
    });
    const filter = { tau: `${tauSynapse} ms` } as const;
    const neurons = chain.length * poolSize;
    return network(
      {
        start: spikeList.of(1),
        volley: spikeList.of(size),
        noise: ornsteinUhlenbeck.of(neurons, { ...filter, deviation }),
        background: ornsteinUhlenbeck.of(neurons, { ...filter, meanCurrent, deviation: '0 pA' }),
        ...{ pool1: pool, pool2: pool, pool3: pool, pool4: pool, pool5: pool },
        ...{ pool6: pool, pool7: pool, pool8: pool, pool9: pool, pool10: pool },
      },
      [
        // The volley: one spike of each cell, 30 ms after the start on average.
        {
          from: 'start',
          to: 'volley',
          port: 'events',
          wiring: allToAll(),
          weight: 1,
          delay: normal('30 ms', spread, { min: '0 ms' }),
        },
        { from: 'volley', to: 'pool1', port: 'excitatory', wiring: allToAll(), weight: `${weight} pA` },
        ...chain.slice(1).map((to, k) => ({ from: chain[k]!, to, port: 'excitatory', ...link }) as const),
        { from: 'noise', to: 'background', port: 'input', wiring: oneToOne(), weight: '1 pA' },
        ...chain.map((to, k) => ({ from: 'background', to, port: 'current', wiring: share(k), weight: '1 pA' }) as const),
      ],
    );
  },
  stimuli: [{ to: 'start', port: 'events', value: 1, at: [0], times: values('ms', [0]) }],
  panels: [
    { panel: 'raster', of: ['volley', ...chain] },
    { panel: 'trace', of: last, variable: 'v', cells: [0, 1, 2] },
  ],
  metrics: { arriving: volleySize(last, { within }), arriving_spread: volleySpread(last, { within }) },
  expect: ({ size, spread }) => {
    // In between chance decides.
    if (size <= 35)
      return [{ measure: 'arriving', atMost: 15, why: 'spikes: too small a volley is lost; only background is left' }];
    if (size < 90 || parseQuantity(spread, 'ms', 'spread') > 2) return [];
    return [
      { measure: 'arriving', between: [90, 110], why: 'spikes within 5 ms in the last pool: its 100 neurons, once each' },
      { measure: 'arriving_spread', atMost: 1, why: 'ms: the volley has gathered' },
    ];
  },
});
