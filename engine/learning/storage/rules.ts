/** What the rules of storing add to the weights of pairs i > j, which lie at i (i - 1) / 2 + j. */
import type { Numbers } from '../../compile/plan.ts';
import type { StorageRule } from '../../training/index.ts';

/** What a rule works on. */
export interface Stored {
  readonly weights: Numbers;
  readonly cells: number;
  readonly rate: number;
  /** Of the pseudo-inverse: what would be the weight of each cell to itself. */
  readonly diagonal: Float64Array;
  /** For each cell the sum over the others of weight times value. */
  send(values: Numbers, sums: Numbers): void;
}

/** A pattern comes. */
type Store = (pattern: Numbers) => void;

export function storeBy(rule: StorageRule, stored: Stored): Store {
  switch (rule) {
    case 'hebb':
      return hebb(stored);
    case 'storkey':
      return storkey(stored);
    case 'pseudo-inverse':
      return pseudoInverse(stored);
    default:
      return rule satisfies never;
  }
}

function hebb({ weights, cells, rate }: Stored): Store {
  return (pattern) => addOuter(weights, cells, pattern, rate);
}

/** Adds factor times each product of two. */
function addOuter(weights: Numbers, cells: number, x: Numbers, factor: number): void {
  for (let i = 1, at = 0; i < cells; i++) {
    const own = factor * x[i]!;
    for (let j = 0; j < i; j++) weights[at++]! += own * x[j]!;
  }
}

/** Of what the others send, a pair's own share is taken out: h_ij is h_i without w_ij x_j. */
function storkey({ weights, cells, rate, send }: Stored): Store {
  const h = weights.slice(0, cells);
  return (x) => {
    send(x, h);
    for (let i = 1, at = 0; i < cells; i++) {
      const [xi, hi] = [x[i]!, h[i]!];
      for (let j = 0; j < i; j++, at++) {
        const [xj, w] = [x[j]!, weights[at]!];
        weights[at] = w + rate * (xi * xj - xi * (h[j]! - w * xi) - (hi - w * xj) * xj);
      }
    }
  };
}

/** Below this share of its square a pattern counts as made of those before it. */
const nothingNew = 1e-9;

/** Gram & Schmidt: the part of a pattern at right angles to all before it, found in two passes, since one leaves roundings. */
function pseudoInverse({ weights, cells, diagonal, send }: Stored): Store {
  const rest = weights.slice(0, cells);
  const sums = weights.slice(0, cells);
  return (pattern) => {
    rest.set(pattern);
    const whole = squares(rest);
    for (let pass = 0; pass < 2; pass++) {
      send(rest, sums);
      for (let i = 0; i < cells; i++) rest[i]! -= sums[i]! + diagonal[i]! * rest[i]!;
    }
    const left = squares(rest);
    if (left <= nothingNew * whole) return;
    addOuter(weights, cells, rest, 1 / left);
    for (let i = 0; i < cells; i++) diagonal[i]! += (rest[i]! * rest[i]!) / left;
  };
}

function squares(x: Numbers): number {
  let sum = 0;
  for (const value of x) sum += value * value;
  return sum;
}
