/**
 * Reservoir with conceptors: of the states that a pattern has driven it through, each conceptor is the matrix that keeps them and lets go of all
 * others; inserted in the loop, it makes the reservoir go through those states alone. Jaeger 2014, arXiv:1403.3369.
 */
import {
  allToAll,
  expression,
  type Network,
  network,
  normal,
  oneToOne,
  pairs,
  probability,
  steps,
  uniform,
} from '../../engine/index.ts';
import { backfedInputUnit, identityUnit, inputUnit, leakyTanhUnit, productUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';

export interface ConceptorOptions {
  readonly cells: number;
  readonly patterns: number;
  /** Spectral radius of its weights, but for chance: they are normal numbers (circular law). Default 1.5. */
  readonly radius?: number;
  /** Largest weight of the input; default 1.5. */
  readonly input?: number;
  /** Largest bias; default 0.2. */
  readonly bias?: number;
}

/** Cells that each hears. */
const degree = 10;

/** The projection of conceptor k, by its name. */
export function conceptorOf(k: number): string {
  return `x->c${k}:input#0`;
}

/**
 * A conceptor C = R (R + a^-2 I)^-1 of the correlations R of `rows` states is what a ridge regression of the states on themselves finds: this is
 * its penalty, for the aperture a.
 */
export function conceptorPenalty(aperture: number, rows: number): number {
  return rows / (aperture * aperture);
}

/**
 * Populations u (input, or what y said last), x (reservoir), c0, c1, ... (a conceptor's answer to it, at first x itself), g0, g1, ... (as far as
 * `pick` chooses it), s (their sum, which x hears a step later) and y (output).
 */
export function conceptors({ cells, patterns, radius = 1.5, input = 1.5, bias = 0.2 }: ConceptorOptions): Network {
  const all = Array.from({ length: patterns }, (_, k) => k);
  const every = Array.from({ length: cells }, (_, cell) => cell);
  const populations: Populations = {
    u: backfedInputUnit.of(1),
    pick: inputUnit.of(patterns),
    x: leakyTanhUnit.of(cells, { leak: 1, bias: uniform(-bias, bias) }),
    ...Object.fromEntries(all.map((k) => [`c${k}`, identityUnit.of(cells)])),
    ...Object.fromEntries(all.map((k) => [`g${k}`, productUnit.of(cells)])),
    s: identityUnit.of(cells),
    y: identityUnit.of(1),
  };
  const wiring = allToAll();
  const ofPattern = (k: number): Connection[] => [
    { from: 'x', to: `c${k}`, port: 'input', wiring, weight: expression('where(i == j, 1, 0)') },
    { from: `c${k}`, to: `g${k}`, port: 'left', wiring: oneToOne(), weight: 1 },
    {
      from: 'pick',
      to: `g${k}`,
      port: 'right',
      wiring: pairs(
        every.map(() => k),
        every,
      ),
      weight: 1,
    },
    { from: `g${k}`, to: 's', port: 'input', wiring: oneToOne(), weight: 1 },
  ];
  return network(populations, [
    { from: 'u', to: 'x', port: 'input', wiring, weight: uniform(-input, input) },
    {
      from: 's',
      to: 'x',
      port: 'input',
      wiring: probability(Math.min(1, degree / cells)),
      weight: normal(0, radius / Math.sqrt(Math.min(cells, degree))),
      delay: steps(1),
    },
    ...all.flatMap(ofPattern),
    { from: 's', to: 'y', port: 'input', wiring, weight: 0 },
    { from: 'y', to: 'u', port: 'feedback', wiring: oneToOne(), weight: 1, delay: steps(1) },
  ]);
}
