/**
 * log Z of restricted Boltzmann machines of any size, by annealed importance sampling. The way begins at independent visible units, with a bias
 * each, and turns the machine's weights and biases up: at share s a state's energy is -(1 - s) base' v - s (v' W h + b' v + c' h).
 * Salakhutdinov & Murray 2008, ICML, 872.
 */
import { ownMath } from '../kernels/index.ts';
import { RandomStream } from '../random.ts';
import { type AnnealedEstimate, type AnnealingOptions, type AnnealingPath, annealedImportance } from './annealed-importance.ts';
import { type RestrictedEnergy, softplus } from './restricted-boltzmann.ts';
import { TabledLogistic } from './tabled-logistic.ts';

export interface AnnealedBoltzmannOptions extends AnnealingOptions {
  /** uint32. */
  readonly seed: number;
  /** Log odds of the visible units at the beginning: the nearer to those of the machine, the better. Default: its visible biases. */
  readonly base?: ArrayLike<number>;
}

/** Units of one side: which are 1, and what they all give to the other side. */
interface Side {
  readonly states: Uint8Array;
  readonly gives: Float64Array;
}

interface Chain {
  readonly visible: Side;
  readonly hidden: Side;
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
  readonly #tables = new TabledLogistic();
  readonly #draws: Readonly<Record<'visible' | 'hidden', UnitDraws>>;

  constructor(machine: RestrictedEnergy, base: ArrayLike<number>, seed: number) {
    const { weights, visible, hidden } = machine;
    const [n, m] = [visible.length, hidden.length];
    this.#machine = machine;
    this.#base = base;
    this.#ofHidden = Array.from({ length: m }, (_, j) => Float64Array.from({ length: n }, (_v, i) => weights[j * n + i]!));
    this.#ofVisible = Array.from({ length: n }, (_, i) => Float64Array.from({ length: m }, (_h, j) => weights[j * n + i]!));
    this.#draws = { visible: new UnitDraws(seed, 'visible', n), hidden: new UnitDraws(seed, 'hidden', m) };
    // Hidden units that nothing goes into are 0 or 1 alike.
    let log = m * ownMath.log(2);
    for (let i = 0; i < n; i++) log += softplus(base[i]!);
    this.logFirst = log;
  }

  begin(chain: number): Chain {
    const [n, m] = [this.#ofVisible.length, this.#ofHidden.length];
    const visible = { states: new Uint8Array(n), gives: new Float64Array(m) };
    const uniform = this.#draws.visible.of(chain, 0);
    for (let i = 0; i < n; i++) if (this.#tables.isOn(this.#base[i]!, uniform[i]!)) flip(visible, i, this.#ofVisible[i]!);
    return { visible, hidden: { states: new Uint8Array(m), gives: new Float64Array(n) } };
  }

  logRatio({ visible: { states, gives } }: Chain, from: number, to: number): number {
    const { visible, hidden } = this.#machine;
    let sum = 0;
    for (let i = 0; i < states.length; i++) if (states[i] === 1) sum += (to - from) * (visible[i]! - this.#base[i]!);
    for (let j = 0; j < gives.length; j++) {
      const z = hidden[j]! + gives[j]!;
      sum += this.#tables.softplus(to * z) - this.#tables.softplus(from * z);
    }
    return sum;
  }

  /** All hidden units, then all visible ones: block Gibbs sampling. */
  move({ visible, hidden }: Chain, share: number, chain: number, step: number): void {
    const { visible: b, hidden: c } = this.#machine;
    const base = this.#base;
    const forHidden = this.#draws.hidden.of(chain, step);
    for (let j = 0; j < c.length; j++) {
      const isOn = this.#tables.isOn(share * (c[j]! + visible.gives[j]!), forHidden[j]!);
      if (isOn !== (hidden.states[j] === 1)) flip(hidden, j, this.#ofHidden[j]!);
    }
    const forVisible = this.#draws.visible.of(chain, step);
    for (let i = 0; i < b.length; i++) {
      const isOn = this.#tables.isOn((1 - share) * base[i]! + share * (b[i]! + hidden.gives[i]!), forVisible[i]!);
      if (isOn !== (visible.states[i] === 1)) flip(visible, i, this.#ofVisible[i]!);
    }
  }
}

/** From step to step few units change: cheaper than the whole sum, and off by some 1e-16 a step. */
function flip({ states, gives }: Side, unit: number, weights: Float64Array): void {
  const sign = states[unit] === 1 ? -1 : 1;
  states[unit] = states[unit] === 1 ? 0 : 1;
  for (let k = 0; k < gives.length; k++) gives[k]! += sign * weights[k]!;
}

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
