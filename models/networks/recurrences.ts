/**
 * Matrices of reservoirs: random, or of few numbers that nothing is random in; each of a given spectral radius. Jaeger 2001, GMD Report 148 (random);
 * White, Lee & Sompolinsky 2004, Phys Rev Lett 92:148102 (orthogonal); Rodan & Tino 2011, IEEE Trans Neural Netw 22:131 (delay line, cycle);
 * Rodan & Tino 2012, Neural Comput 24:1822 (cycle with jumps); Watts & Strogatz 1998, Nature 393:440 (small world).
 */
import {
  allToAll,
  cycle,
  cycleJumps,
  type Distribution,
  delayLine,
  type MatrixShape,
  normal,
  orthogonal,
  ownMath,
  probability,
  smallWorld,
  spectralRadius,
  uniform,
  type Wiring,
} from '../../engine/index.ts';

/** How the cells of a reservoir are connected to each other. */
export interface Recurrence {
  readonly wiring: Wiring;
  readonly weight: Distribution | number;
  readonly shape?: MatrixShape;
}

export const recurrenceKinds = ['random', 'orthogonal', 'cycle', 'jumps', 'small-world', 'delay-line'] as const;
export type RecurrenceKind = (typeof recurrenceKinds)[number];

/** Sparse, with random weights, scaled. */
export function randomRecurrence(cells: number, radius: number, degree = 10): Recurrence {
  return { wiring: probability(Math.min(1, degree / cells)), weight: uniform(-1, 1), shape: spectralRadius(radius) };
}

/** A rotation, `radius` times as long: all eigenvalues are of that magnitude. */
export function orthogonalRecurrence(radius: number): Recurrence {
  return { wiring: allToAll(), weight: normal(0, 1), shape: orthogonal(radius) };
}

/** Each cell hears the one before it: all eigenvalues are of magnitude `radius`. */
export function cycleRecurrence(radius: number): Recurrence {
  return { wiring: cycle(), weight: radius };
}

/** As a cycle, but the last cell is heard by none: its eigenvalues are 0, whatever its `weight`. */
export function delayLineRecurrence(weight: number): Recurrence {
  return { wiring: delayLine(), weight };
}

/**
 * A cycle whose every `length`-th cell is connected with the next such cell, both ways, with the weight `jump`. A vector that is the same in each
 * stretch of `length` cells shows that the radius rho, of a matrix without negative weights, solves rho^(length - 1) (rho - 2 jump) =
 * ring^length, where the number of cells is a multiple of `length`; else it is a little smaller. `jump` is less than half of `radius`.
 */
export function jumpRecurrence(radius: number, length = 10, jump = 0.25 * radius): readonly Recurrence[] {
  const ring = radius * ownMath.exp(ownMath.log(1 - (2 * jump) / radius) / length);
  return [
    { wiring: cycle(), weight: ring },
    { wiring: cycleJumps(length), weight: jump },
  ];
}

/** Each cell to its ten nearest, a tenth of these connections to cells anywhere instead; with random weights, scaled. */
export function smallWorldRecurrence(radius: number, neighbours = 10, rewired = 0.1): Recurrence {
  return { wiring: smallWorld(neighbours, rewired), weight: uniform(-1, 1), shape: spectralRadius(radius) };
}

/** As each is by default. */
export function recurrenceOf(kind: RecurrenceKind, cells: number, radius: number): readonly Recurrence[] {
  switch (kind) {
    case 'random':
      return [randomRecurrence(cells, radius)];
    case 'orthogonal':
      return [orthogonalRecurrence(radius)];
    case 'cycle':
      return [cycleRecurrence(radius)];
    case 'jumps':
      return jumpRecurrence(radius);
    case 'small-world':
      return [smallWorldRecurrence(radius)];
    case 'delay-line':
      return [delayLineRecurrence(radius)];
    default:
      return kind satisfies never;
  }
}
