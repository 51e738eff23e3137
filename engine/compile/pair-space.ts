/** Evaluates pair expressions with the interpreter: parameters and places of the cells, their distance. Knows no table and no dt. */
import { NeurariumError } from '../errors.ts';
import type { NetworkPopulation } from '../network.ts';
import type { PairExpression } from '../pair-expression.ts';
import { lowerPairExpression } from '../pair-names.ts';
import { coordinateNames } from '../position.ts';
import { StreamNames } from '../random.ts';
import { expressionValues } from './expression-values.ts';
import { Sampler } from './sampler.ts';

/** The value for synapse k from source i to target j; k is 0 where it is not a synapse yet. */
export type OfSynapse = (k: number, source: number, target: number) => number;

/** Coordinates of the cells of a population, in um, as a compiled network with this seed has them; null where it has no positions. */
export function positionsOf(population: NetworkPopulation, seed: number): Float64Array[] | null {
  return placesOf(population, new Sampler(seed, new StreamNames()));
}

function placesOf({ name, size, position }: NetworkPopulation, sampler: Sampler): Float64Array[] | null {
  if (position === null) return null;
  return position.coordinates.map((coordinate, axis) => {
    const place = sampler.values(coordinate, `${name}/position/${coordinateNames[axis]}`);
    return Float64Array.from({ length: size }, (_, cell) => place(cell, 0));
  });
}

interface Pair {
  readonly source: NetworkPopulation;
  readonly target: NetworkPopulation;
}

type Reader = (source: number, target: number) => number;

export class PairSpace {
  readonly #pair: Pair;
  readonly #projection: string;
  readonly #sampler: Sampler;
  readonly #readers = new Map<string, Reader>();

  constructor(pair: Pair, projection: string, sampler: Sampler) {
    this.#pair = pair;
    this.#projection = projection;
    this.#sampler = sampler;
  }

  /**
   * The number that an expression gives, NaN and infinity included. Draws come from the stream `<projection>/<use>` at
   * counter (synapse, source, target, draw).
   */
  number(expression: PairExpression, unit: string, use: string): OfSynapse {
    const program = lowerPairExpression(expression, this.#pair, unit, use);
    const stream = this.#sampler.stream(`${this.#projection}/${use}`);
    const value = expressionValues(program, stream, 0, `the ${use}`);
    const readers = this.#allReaders();
    let [source, target] = [0, 0];
    const read = (name: string) => readers.get(name)!(source, target);
    return (k, i, j) => {
      [source, target] = [i, j];
      return value([k, i, j], read);
    };
  }

  /** The same, where a number from `low` to `high` is needed. @throws NeurariumError naming the pair */
  checked(expression: PairExpression, unit: string, use: string, low = -Infinity, high = Infinity): OfSynapse {
    const number = this.number(expression, unit, use);
    return (k, i, j) => {
      const value = number(k, i, j);
      if (Number.isFinite(value) && value >= low && value <= high) return value;
      const limits = high === Infinity ? (low === -Infinity ? '' : ` of at least ${low}`) : ` from ${low} to ${high}`;
      throw new NeurariumError({
        code: 'description',
        message: `the ${use} from cell ${i} to cell ${j} is ${value}${unit === '1' ? '' : ` ${unit}`}, expected a finite number${limits}`,
        where: `projection ${this.#projection}`,
        hint: `It was computed by '${expression.text.trim()}'; where(condition, a, b) treats pairs apart.`,
      });
    };
  }

  condition(expression: PairExpression): (source: number, target: number) => boolean {
    const number = this.number(expression, 'condition', 'where');
    return (i, j) => number(0, i, j) === 1;
  }

  /** Values are drawn or looked up when first asked for, and once. */
  #allReaders(): ReadonlyMap<string, Reader> {
    if (this.#readers.size > 0) return this.#readers;
    const readers = this.#readers;
    readers.set('i', (source) => source);
    readers.set('j', (_, target) => target);
    const { source, target } = this.#pair;
    const from = placesOf(source, this.#sampler) ?? [];
    const to = placesOf(target, this.#sampler) ?? [];
    from.forEach((places, axis) => readers.set(`${coordinateNames[axis]}_pre`, (i) => places[i]!));
    to.forEach((places, axis) => readers.set(`${coordinateNames[axis]}_post`, (_, j) => places[j]!));
    for (const name of Object.keys(source.parameters)) {
      const value = this.#parameter(source, name);
      readers.set(`${name}_pre`, (i) => value(i, 0));
    }
    for (const name of Object.keys(target.parameters)) {
      const value = this.#parameter(target, name);
      readers.set(`${name}_post`, (_, j) => value(j, 0));
    }
    const period = source.position?.period ?? [];
    readers.set('distance', (i, j) => distance(from, to, period, i, j));
    return readers;
  }

  #parameter({ name, parameters }: NetworkPopulation, parameter: string): (cell: number, lane: number) => number {
    return this.#sampler.values(parameters[parameter]!, `${name}/parameter/${parameter}`);
  }
}

/** The shortest, where space repeats. */
function distance(
  from: readonly Float64Array[],
  to: readonly Float64Array[],
  period: readonly (number | null)[],
  i: number,
  j: number,
): number {
  let sum = 0;
  for (let axis = 0; axis < from.length; axis++) {
    const along = period[axis]!;
    let apart = Math.abs(from[axis]![i]! - to[axis]![j]!);
    if (along !== null) {
      apart %= along;
      apart = Math.min(apart, along - apart);
    }
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}
