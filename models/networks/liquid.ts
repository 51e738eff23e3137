/**
 * Liquid: a column of spiking neurons on a grid, a fifth of them inhibitory, connected the more likely the nearer they are, with synapses that
 * depress and facilitate. Trains of spikes come in at random; what reads the liquid is no part of it.
 */
import {
  expression,
  fixedOutDegree,
  type Network,
  network,
  type Population,
  type Positions,
  positions,
  probability,
  uniform,
  values,
} from '../../engine/index.ts';
import { inputUnit } from '../cells/index.ts';
import { lifExponential, mcCullochPitts } from '../neurons/index.ts';
import { tsodyksMarkram } from '../synapses/index.ts';
import type { Connection, Populations } from './connections.ts';

export interface LiquidOptions {
  /** Neurons along each side of the column. Default [15, 3, 3]. */
  readonly shape?: readonly [number, number, number];
  /** Makes so many neurons at these places, of any spiking model with ports `excitatory` and `inhibitory` in pA. Default: those of the paper. */
  readonly excitatory?: (size: number, position: Positions) => Population;
  readonly inhibitory?: (size: number, position: Positions) => Population;
  /** Trains of spikes that come in: cells of `input`, which fire where a stimulus says so. Default 1. */
  readonly trains?: number;
  /** Share of the neurons that a train reaches. Default 0.3. */
  readonly reach?: number;
  /** Strength of the connections within. Default 1; 0: none. */
  readonly gain?: number;
  /** Numbers that a readout may say: cells of `y`, which nothing in the liquid hears, and beside them of `world`, what they should be. Default 0: neither. */
  readonly answers?: number;
  /** Whether synapses depress and facilitate; else each spike transmits what the first would. Default true. */
  readonly dynamic?: boolean;
}

/**
 * Maass, Natschläger & Markram 2002, Neural Comput 14:2531, appendix B: probability C exp(-(distance / 2)^2), mean strength in nA, use and time
 * constants of recovery and facilitation in ms, delay in ms. By the types of the source and of the target.
 */
const synapses = [
  { from: 'E', to: 'E', chance: 0.3, strength: 30, use: 0.5, recovery: 1100, facilitation: 50, delay: '1.5 ms' },
  { from: 'E', to: 'I', chance: 0.2, strength: 60, use: 0.05, recovery: 125, facilitation: 1200, delay: '0.8 ms' },
  { from: 'I', to: 'E', chance: 0.4, strength: -19, use: 0.25, recovery: 700, facilitation: 20, delay: '0.8 ms' },
  { from: 'I', to: 'I', chance: 0.1, strength: -19, use: 0.32, recovery: 144, facilitation: 60, delay: '0.8 ms' },
] as const;

/** Membranes of 1 MOhm and 30 nF that rest 1.5 mV below threshold. */
const membrane = {
  vRest: '0 mV',
  vThreshold: '15 mV',
  vReset: '13.5 mV',
  v: uniform('13.5 mV', '15 mV'),
  tau: '30 ms',
  capacitance: '30 nF',
  bias: '13.5 nA',
  tauE: '3 ms',
  tauI: '6 ms',
} as const;

/** Populations input, E and I; with `answers`, y and world. */
export function liquid(options: LiquidOptions = {}): Network {
  const { shape = [15, 3, 3], trains = 1, reach = 0.3, gain = 1, dynamic = true, answers = 0 } = options;
  const {
    excitatory = (size, position) => lifExponential.of(size, { ...membrane, position, refractory: '3 ms' }),
    inhibitory = (size, position) => lifExponential.of(size, { ...membrane, position, refractory: '2 ms' }),
  } = options;
  const [E, I] = places(shape);
  const populations: Populations = {
    input: mcCullochPitts.of(trains),
    E: excitatory(E.length, at(E)),
    I: inhibitory(I.length, at(I)),
    ...(answers === 0 ? {} : { y: inputUnit.of(answers), world: inputUnit.of(answers) }),
  };
  const within = synapses.map(
    ({ from, to, chance, strength, use, recovery, facilitation, delay }): Connection => ({
      from,
      to,
      port: from === 'E' ? 'excitatory' : 'inhibitory',
      wiring: probability(expression(`${chance} * exp(-(distance / (2 um))^2)`)),
      // Exponentially distributed: a gamma distribution with the standard deviation of its mean.
      weight: expression(`${-gain * strength * (dynamic ? 1 : use)} nA * log(1 - uniform())`),
      delay,
      ...(dynamic
        ? { rule: tsodyksMarkram.of({ use, tauRecovery: `${recovery} ms`, tauFacilitation: `${facilitation} ms` }) }
        : {}),
    }),
  );
  const into = (
    [
      ['E', E.length, 18],
      ['I', I.length, 9],
    ] as const
  ).map(
    ([to, count, strength]): Connection => ({
      from: 'input',
      to,
      port: 'excitatory',
      wiring: fixedOutDegree(Math.round(reach * count)),
      weight: expression(`${-strength} nA * log(1 - uniform())`),
    }),
  );
  return network(populations, [...into, ...(gain === 0 ? [] : within)]);
}

/** Sites of the grid, 1 um apart: four fifths for excitatory neurons, and the others, spread among them, for inhibitory ones. */
function places([columns, rows, layers]: readonly [number, number, number]): [number[][], number[][]] {
  const count = columns * rows * layers;
  const sites = Array.from({ length: count }, (_, k) => [
    k % columns,
    Math.floor(k / columns) % rows,
    Math.floor(k / (columns * rows)),
  ]);
  // Steps of the golden section through the grid: even, and along no row.
  const isInhibitory = (k: number) => (k * 0.6180339887498949) % 1 < 0.2;
  return [sites.filter((_, k) => !isInhibitory(k)), sites.filter((_, k) => isInhibitory(k))];
}

function at(sites: readonly (readonly number[])[]): Positions {
  const [x, y, z] = [0, 1, 2].map((axis) =>
    values(
      'um',
      sites.map((site) => site[axis]!),
    ),
  );
  return positions({ x: x!, y: y!, z: z! });
}
