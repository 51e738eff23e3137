/** How probable a population of undirected connections finds what the world says, and how it completes that: exact, over all states left open. */
import { isingOf, temperatureOf, undirected } from '../../compile/index.ts';
import type { Dataset } from '../../data/index.ts';
import { ownMath } from '../../kernels/index.ts';
import { type BatchNetwork, gateOf, type HeldAlike, type WorldHeld, worldHeld } from '../../learning/index.ts';
import { boltzmannShares, type IsingEnergy, isingEnergies, partlyHeld } from '../../numerics/index.ts';
import type { CompletionMetric, KlDivergenceMetric } from '../../training/index.ts';
import { type Counter, checkNumbers } from './counter.ts';

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

type Alike = Map<number, HeldAlike>;

export function klDivergenceCounter(metric: KlDivergenceMetric, network: BatchNetwork): Counter<Alike> {
  const { held, cells, energy, temperature } = measured(metric, network);
  const join = (sums: Alike, more: Alike) => {
    for (const [key, one] of more) sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) });
  };
  return {
    nothing: () => new Map(),
    count: ({ length }, _, sums) => join(sums, held.alike(length)),
    join,
    value: (sums) => (sums.size === 0 ? null : divergence([...sums.values()], energy(), temperature(), cells)),
  };
}

function divergence(all: readonly HeldAlike[], energy: IsingEnergy, temperature: number, cells: number): number {
  const examples = all.reduce((sum, { count }) => sum + count, 0);
  const logOf = (states: ArrayLike<number>, free: readonly number[]) => {
    const { free: rest, held } = partlyHeld(energy, states, free);
    return boltzmannShares(isingEnergies(rest), temperature).logPartition - held / temperature;
  };
  const whole = logOf(new Float64Array(cells), [...Array(cells).keys()]);
  return all.reduce((sum, { states, free, count }) => {
    const share = count / examples;
    return sum + share * (ownMath.log(share) - (logOf(states, free) - whole));
  }, 0);
}

interface Completed {
  examples: number;
  right: number;
}

export function completionCounter(metric: CompletionMetric, network: BatchNetwork, data: Dataset): Counter<Completed> {
  const { held, cells, energy, temperature } = measured(metric, network);
  checkNumbers(data, metric, cells);
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
