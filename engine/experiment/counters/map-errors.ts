/** How near a map's cells are to examples, and whether neighbours in the data are neighbours on the map. */
import { neighboursOf } from '../../lattice.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { MapErrorMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachRow } from './counter.ts';

interface Sums {
  examples: number;
  /** Of distances to the nearest cell. */
  distance: number;
  /** Whose two nearest cells are no neighbours. */
  apart: number;
}

export function mapErrorCounter({ reports, ...metric }: MapErrorMetric, network: BatchNetwork): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const neighbours = reports === 'topographic' ? neighboursOf(network.lattice(metric.population)) : null;
  return {
    nothing: () => ({ examples: 0, distance: 0, apart: 0 }),
    count: eachRow(network, answers, (begin, sums: Sums) => {
      const [first, second] = nearestTwo(answers.values, begin, size);
      sums.examples++;
      sums.distance += Math.sqrt(answers.values[begin + first]!);
      if (neighbours !== null && !neighbours[first]!.includes(second)) sums.apart++;
    }),
    join: (sums, more) => {
      sums.examples += more.examples;
      sums.distance += more.distance;
      sums.apart += more.apart;
    },
    value: ({ examples, distance, apart }) =>
      examples === 0 ? null : (reports === 'quantisation' ? distance : apart) / examples,
  };
}

/** Of equals the first. */
function nearestTwo(values: ArrayLike<number>, begin: number, size: number): [first: number, second: number] {
  let [first, second] = [0, -1];
  for (let cell = 1; cell < size; cell++) {
    const away = values[begin + cell]!;
    if (away < values[begin + first]!) [first, second] = [cell, first];
    else if (second < 0 || away < values[begin + second]!) second = cell;
  }
  return [first, second];
}
