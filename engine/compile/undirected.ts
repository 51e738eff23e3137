/** What the memory of a plan says of a population with undirected connections. */
import { pairsAmong, placeOfPair } from '../symmetric.ts';
import { type Numbers, numbersAt, type Plan, type PopulationPlan, type ValueProjectionPlan } from './plan.ts';

/** The undirected connections of a population, of which there is one at least. */
export function undirected(plan: Plan, name: string): readonly ValueProjectionPlan[] {
  return plan.projections.filter(
    (one): one is ValueProjectionPlan => one.kind === 'value' && one.symmetric && one.target.name === name,
  );
}

/** The weights of all pairs i > j, at i (i - 1) / 2 + j, and the biases of all cells: copies. `bias`: name of a parameter; null: none. */
export function isingOf(
  plan: Plan,
  population: PopulationPlan,
  bias: string | null,
): { weights: Float64Array; biases: Float64Array } {
  const weights = new Float64Array(pairsAmong(population.size));
  for (const projection of undirected(plan, population.name))
    pairWeights(plan, projection).forEach((weight, pair) => {
      weights[pair]! += weight;
    });
  return { weights, biases: biasesOf(plan, population, bias) };
}

/** Of all pairs, those that are not connected too: 0. */
export function pairWeights({ map, precision }: Plan, { target, weights }: ValueProjectionPlan): Numbers {
  return numbersAt(map.memory.buffer, weights.address, pairsAmong(target.size), precision);
}

/** Places of the pairs that an undirected connection leaves out, ascending. */
export function pairsLeftOut({ target, wiring, wire }: ValueProjectionPlan): Uint32Array {
  if (wiring.kind === 'all-to-all' && wiring.where === null) return new Uint32Array(0);
  const places = Uint8Array.from({ length: pairsAmong(target.size) }, () => 1);
  wire((i, j) => {
    places[placeOfPair(Math.max(i, j), Math.min(i, j))] = 0;
  });
  return Uint32Array.from(places.keys()).filter((place) => places[place] === 1);
}

/** One for each cell: a copy. */
export function biasesOf({ map, precision }: Plan, { parameters, size }: PopulationPlan, bias: string | null): Float64Array {
  const biases = new Float64Array(size);
  if (bias === null) return biases;
  const { region, perCell } = parameters[bias]!;
  const given = numbersAt(map.memory.buffer, region.address, perCell ? size : 1, precision);
  return biases.map((_, cell) => given[perCell ? cell : 0]!);
}

/** A number, or what a state variable says of the first cell of the first lane. */
export function temperatureOf({ map, precision }: Plan, { state, size }: PopulationPlan, given: number | string): number {
  return typeof given === 'number' ? given : numbersAt(map.memory.buffer, state[given]!.address, size, precision)[0]!;
}
