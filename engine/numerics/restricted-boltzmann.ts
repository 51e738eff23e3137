/** What of restricted Boltzmann machines can be computed exactly. Units are 0 or 1; energies are those at temperature 1. */
import { NeurariumError } from '../errors.ts';
import { ownMath } from '../kernels/index.ts';

/** Energy - v' W h - b' v - c' h. */
export interface RestrictedEnergy {
  /** W: hidden x visible, row by row. */
  readonly weights: ArrayLike<number>;
  /** b */
  readonly visible: ArrayLike<number>;
  /** c */
  readonly hidden: ArrayLike<number>;
}

/** Units of the smaller side, whose states are gone through. */
const most = 20;

/** log(1 + e^x), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + ownMath.log1p(ownMath.exp(-Math.abs(x)));
}

/** F of visible units: p(v) is exp(-F(v)) / Z. */
export function freeEnergy({ weights, visible, hidden }: RestrictedEnergy, v: ArrayLike<number>): number {
  const n = visible.length;
  let energy = 0;
  for (let i = 0; i < n; i++) energy -= visible[i]! * v[i]!;
  for (let j = 0; j < hidden.length; j++) {
    let z = hidden[j]!;
    for (let i = 0; i < n; i++) z += weights[j * n + i]! * v[i]!;
    energy -= softplus(z);
  }
  return energy;
}

/** log Z, summed over all states of the smaller side. @throws NeurariumError 'usage' where both sides have more than 20 units */
export function logPartition({ weights, visible, hidden }: RestrictedEnergy): number {
  const [n, m] = [visible.length, hidden.length];
  if (Math.min(n, m) > most) {
    const message = `log Z of ${n} visible and ${m} hidden units, expected at most ${most} on one side`;
    throw new NeurariumError({
      code: 'usage',
      message,
      hint: 'Estimate it, with annealed: { chains: 100, temperatures: 1000 }; or measure freeEnergy() instead.',
    });
  }
  if (m <= n) return sumOverStates(hidden, visible, (j, i) => weights[j * n + i]!);
  return sumOverStates(visible, hidden, (i, j) => weights[j * n + i]!);
}

type Weight = (own: number, other: number) => number;

/** The inputs of the other side by half of a state: a row for each, and e to the power of them, either sign. */
interface Half {
  readonly own: Float64Array;
  readonly inputs: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
}

function halfOf(own: ArrayLike<number>, first: number, end: number, others: ArrayLike<number>, weight: Weight): Half {
  const [states, n] = [1 << (end - first), others.length];
  const [biases, inputs] = [new Float64Array(states), new Float64Array(states * n)];
  for (let i = 0; i < n; i++) inputs[i] = others[i]!;
  for (let state = 1; state < states; state++) {
    const added = 31 - Math.clz32(state);
    const rest = state ^ (1 << added);
    biases[state] = biases[rest]! + own[first + added]!;
    for (let i = 0; i < n; i++) inputs[state * n + i] = inputs[rest * n + i]! + weight(first + added, i);
  }
  return { own: biases, inputs, up: inputs.map(ownMath.exp), down: inputs.map((z) => ownMath.exp(-z)) };
}

/** Beyond, products of powers of e could overflow. */
const extreme = 300;

/** A power of a sum is the product of powers, so that few have to be computed: those of the halves of the states. */
function sumOverStates(own: ArrayLike<number>, others: ArrayLike<number>, weight: Weight): number {
  const [n, middle] = [others.length, own.length >> 1];
  const low = halfOf(own, 0, middle, others, weight);
  const high = halfOf(own, middle, own.length, new Float64Array(n), weight);
  const isPlain = [low, high].every(({ inputs }) => inputs.every((z) => Math.abs(z) < extreme));
  let [largest, sum] = [Number.NEGATIVE_INFINITY, 0];
  for (let a = 0; a < low.own.length; a++)
    for (let b = 0; b < high.own.length; b++) {
      let [term, product] = [low.own[a]! + high.own[b]!, 1];
      for (let i = 0; i < n; i++) {
        const [l, h] = [a * n + i, b * n + i];
        const z = low.inputs[l]! + high.inputs[h]!;
        const [up, down] = [low.up[l]! * high.up[h]!, low.down[l]! * high.down[h]!];
        product *= 1 + (isPlain ? (z > 0 ? down : up) : ownMath.exp(-Math.abs(z)));
        if (z > 0) term += z;
        if (product < 1e300) continue;
        term += ownMath.log(product);
        product = 1;
      }
      if (term > largest) sum = sum * ownMath.exp(largest - term) + product;
      else sum += product * ownMath.exp(term - largest);
      largest = Math.max(largest, term);
    }
  return largest + ownMath.log(sum);
}
