/** How probable a population of undirected connections finds what the world says, and how it completes that: exact, over all states left open. */
import { isingOf, temperatureOf, undirected } from '../../compile/index.ts';
import type { Dataset } from '../../data/index.ts';
import { type BatchNetwork, gateOf, type WorldHeld, worldHeld } from '../../learning/index.ts';
import { boltzmannShares, type IsingEnergy, isingEnergies, partlyHeld } from '../../numerics/index.ts';
import type { CompletionMetric, KlDivergenceMetric } from '../../training/index.ts';
import type { Counter } from './counter.ts';

type Machine = Pick<CompletionMetric, 'population' | 'bias' | 'temperature'>;

interface Measured {
  readonly held: WorldHeld;
  readonly cells: number;
  /** As they stand. */
  energy(): IsingEnergy;
  temperature(): number;
}

function measured({ population: name, bias, temperature }: Machine, network: BatchNetwork): Measured {
  const { plan } = network;
  const { target, variable } = undirected(plan, name)[0]!;
  const held = worldHeld(network.input(name, gateOf(target.model)), network.values(name, variable), target.size);
  return {
    held,
    cells: target.size,
    energy: () => isingOf(plan, target, bias),
    temperature: () => temperatureOf(plan, target, temperature),
  };
}

/** Examples in which the world says the same. */
interface Alike {
  readonly states: Float64Array;
  readonly free: readonly number[];
  count: number;
}

export function klDivergenceCounter(metric: KlDivergenceMetric, network: BatchNetwork): Counter<Map<number, Alike>> {
  const { held, cells, energy, temperature } = measured(metric, network);
  const add = (sums: Map<number, Alike>, key: number, one: Alike) => {
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { ...one });
    else known.count += one.count;
  };
  return {
    nothing: () => new Map(),
    count: ({ length }, _, sums) => {
      for (let lane = 0; lane < length; lane++) {
        const [free, states] = [held.free(lane), held.states(lane)];
        add(sums, keyOf(free, states), { free, states: Float64Array.from(states), count: 1 });
      }
    },
    join: (sums, more) => {
      for (const [key, one] of more) add(sums, key, one);
    },
    value: (sums) => (sums.size === 0 ? null : divergence([...sums.values()], energy(), temperature(), cells)),
  };
}

/** A digit of 0, 1 or 2 for each cell: not held, -1, 1. */
function keyOf(free: readonly number[], states: ArrayLike<number>): number {
  let [key, next] = [0, 0];
  for (let cell = 0; cell < states.length; cell++) {
    const isFree = free[next] === cell;
    if (isFree) next++;
    key = 3 * key + (isFree ? 0 : states[cell]! > 0 ? 2 : 1);
  }
  return key;
}

function divergence(all: readonly Alike[], energy: IsingEnergy, temperature: number, cells: number): number {
  const examples = all.reduce((sum, { count }) => sum + count, 0);
  const log = (states: ArrayLike<number>, free: readonly number[]) => {
    const { free: rest, held } = partlyHeld(energy, states, free);
    return boltzmannShares(isingEnergies(rest), temperature).logPartition - held / temperature;
  };
  const whole = log(new Float64Array(cells), [...Array(cells).keys()]);
  return all.reduce((sum, { states, free, count }) => {
    const share = count / examples;
    return sum + share * (Math.log(share) - (log(states, free) - whole));
  }, 0);
}

interface Completed {
  examples: number;
  right: number;
}

export function completionCounter(metric: CompletionMetric, network: BatchNetwork, data: Dataset): Counter<Completed> {
  const { held, energy, temperature } = measured(metric, network);
  const isCompleted = (lane: number, wanted: ArrayLike<number>): boolean => {
    const free = held.free(lane);
    const asked = free.flatMap((cell, bit) => (Number.isNaN(wanted[cell]!) ? [] : { bit, isUp: wanted[cell]! > 0 }));
    const { shares } = boltzmannShares(isingEnergies(partlyHeld(energy(), held.states(lane), free).free), temperature());
    const completions = new Float64Array(1 << asked.length);
    shares.forEach((share, state) => {
      completions[asked.reduce((code, { bit }, k) => code + (((state >> bit) & 1) << k), 0)]! += share;
    });
    const right = completions[asked.reduce((code, { isUp }, k) => code + (Number(isUp) << k), 0)]!;
    return right >= metric.atLeast && completions.every((share) => share <= right);
  };
  return {
    nothing: () => ({ examples: 0, right: 0 }),
    count: (examples, _, sums) => {
      examples.forEach((example, lane) => {
        sums.right += Number(isCompleted(lane, data.values(metric.field, example)));
      });
      sums.examples += examples.length;
    },
    join: (sums, more) => {
      sums.examples += more.examples;
      sums.right += more.right;
    },
    value: ({ examples, right }) => (examples === 0 ? null : right / examples),
  };
}
