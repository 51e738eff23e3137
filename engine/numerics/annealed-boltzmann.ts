/**
 * log Z of restricted Boltzmann machines of any size, by annealed importance sampling. The way begins at independent visible units, with a bias
 * each, and turns the machine's weights and biases up: at share s a state's energy is -(1 - s) base' v - s (v' W h + b' v + c' h).
 * Salakhutdinov & Murray 2008, ICML, 872.
 */
import { ownMath } from '../kernels/index.ts';
import { RandomStream } from '../random.ts';
import { type AnnealedEstimate, type AnnealingOptions, type AnnealingPath, annealedImportance } from './annealed-importance.ts';
import { type RestrictedEnergy, softplus } from './boltzmann.ts';
import { interpolated } from './interpolated.ts';

export interface AnnealedBoltzmannOptions extends AnnealingOptions {
  /** uint32. */
  readonly seed: number;
  /** Log odds of the visible units at the beginning: the nearer to those of the machine, the better. Default: its visible biases. */
  readonly base?: ArrayLike<number>;
}

/** Of a chain: which visible units are 1, and what goes into the hidden ones. */
interface Chain {
  readonly visible: Uint8Array;
  readonly inputs: Float64Array;
}

export function annealedLogPartition(
  machine: RestrictedEnergy,
  { seed, base = machine.visible, ...options }: AnnealedBoltzmannOptions,
): AnnealedEstimate {
  return annealedImportance(new BoltzmannPath(machine, base, seed), options);
}

class BoltzmannPath implements AnnealingPath<Chain> {
  readonly logFirst: number;
  readonly #machine: RestrictedEnergy;
  readonly #base: ArrayLike<number>;
  /** Weights unit by unit of either side: what one gives to all of the other. */
  readonly #ofHidden: readonly Float64Array[];
  readonly #ofVisible: readonly Float64Array[];
  /** Scratch: what goes into the visible units. */
  readonly #down: Float64Array;
  readonly #draws: Readonly<Record<'visible' | 'hidden', UnitDraws>>;

  constructor(machine: RestrictedEnergy, base: ArrayLike<number>, seed: number) {
    const { weights, visible, hidden } = machine;
    const [n, m] = [visible.length, hidden.length];
    this.#machine = machine;
    this.#base = base;
    this.#ofHidden = Array.from({ length: m }, (_, j) => Float64Array.from({ length: n }, (_v, i) => weights[j * n + i]!));
    this.#ofVisible = Array.from({ length: n }, (_, i) => Float64Array.from({ length: m }, (_h, j) => weights[j * n + i]!));
    this.#down = new Float64Array(n);
    this.#draws = { visible: new UnitDraws(seed, 'visible', n), hidden: new UnitDraws(seed, 'hidden', m) };
    // Hidden units that nothing goes into are 0 or 1 alike.
    let log = m * ownMath.log(2);
    for (let i = 0; i < n; i++) log += softplus(base[i]!);
    this.logFirst = log;
  }

  begin(chain: number): Chain {
    const { visible, hidden } = this.#machine;
    const state = { visible: new Uint8Array(visible.length), inputs: new Float64Array(hidden.length) };
    this.#drawVisible(state, this.#base, this.#draws.visible.of(chain, 0));
    return state;
  }

  logRatio({ visible, inputs }: Chain, from: number, to: number): number {
    const { visible: biases } = this.#machine;
    let sum = 0;
    for (let i = 0; i < visible.length; i++) if (visible[i] === 1) sum += (to - from) * (biases[i]! - this.#base[i]!);
    return sum + softplusSum(inputs, to) - softplusSum(inputs, from);
  }

  /** All hidden units, then all visible ones: block Gibbs sampling. */
  move(state: Chain, share: number, chain: number, step: number): void {
    const { visible: biases } = this.#machine;
    const { inputs } = state;
    const down = this.#down;
    for (let i = 0; i < down.length; i++) down[i] = (1 - share) * this.#base[i]! + share * biases[i]!;
    const uniform = this.#draws.hidden.of(chain, step);
    for (let j = 0; j < inputs.length; j++)
      if (isDrawn(share * inputs[j]!, uniform[j]!)) addTimes(share, this.#ofHidden[j]!, down);
    this.#drawVisible(state, down, this.#draws.visible.of(chain, step));
  }

  /** By their logits; what goes into the hidden units follows. */
  #drawVisible({ visible, inputs }: Chain, logits: ArrayLike<number>, uniform: Float64Array): void {
    const { hidden } = this.#machine;
    for (let j = 0; j < inputs.length; j++) inputs[j] = hidden[j]!;
    for (let i = 0; i < visible.length; i++) {
      visible[i] = isDrawn(logits[i]!, uniform[i]!) ? 1 : 0;
      if (visible[i] === 1) addTimes(1, this.#ofVisible[i]!, inputs);
    }
  }
}

function addTimes(factor: number, from: Float64Array, to: Float64Array): void {
  for (let k = 0; k < to.length; k++) to[k]! += factor * from[k]!;
}

/** Of log(1 + exp(share z)). */
function softplusSum(inputs: Float64Array, share: number): number {
  let sum = 0;
  for (const input of inputs) {
    const z = share * input;
    sum += Math.max(0, z) + softplusOfMinus(Math.abs(z));
  }
  return sum;
}

function isDrawn(logit: number, uniform: number): boolean {
  const rare = logisticOfMinus(Math.abs(logit));
  return uniform < (logit < 0 ? rare : 1 - rare);
}

/** Chains go through these a thousand million times. Of numbers from 0 on, within 1e-11; beyond 40 both are below 1e-17. */
const grid = { low: 0, high: 40, step: 1 / 64 };
const logistic = (x: number) => 1 / (1 + ownMath.exp(-x));
const softplusOfMinus = interpolated(
  (x) => softplus(-x),
  (x) => -logistic(-x),
  grid,
);
const logisticOfMinus = interpolated(
  (x) => logistic(-x),
  (x) => -logistic(x) * logistic(-x),
  grid,
);

/** Numbers in [0, 1) for the units of one side, four to a draw. */
class UnitDraws {
  readonly #stream: RandomStream;
  readonly #numbers: Float64Array;

  constructor(seed: number, name: string, units: number) {
    this.#stream = new RandomStream(seed, `annealed-importance/${name}`);
    this.#numbers = new Float64Array(4 * Math.ceil(units / 4));
  }

  /** Borrowed: valid until the next call. */
  of(chain: number, step: number): Float64Array {
    const numbers = this.#numbers;
    for (let unit = 0; unit < numbers.length; unit += 4) {
      const words = this.#stream.words(step, unit, chain, 0);
      for (let k = 0; k < 4; k++) numbers[unit + k] = words[k]! * 2 ** -32;
    }
    return numbers;
  }
}
