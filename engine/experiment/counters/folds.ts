/** Whether a map lies in the plane of its weights as its lattice lies in its own. */
import { type Lattice, neighboursOf, way } from '../../lattice.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { FoldsMetric } from '../../training/index.ts';
import { type Counter, eachRow } from './counter.ts';

interface Sums {
  examples: number;
}

export function foldsCounter({ projection }: FoldsMetric, network: BatchNetwork): Counter<Sums> {
  const { source, target } = network.plan.projections.find(({ name }) => name === projection)!;
  const lattice = network.lattice(target.name);
  const isFlat = source.size === 2 && lattice.places.length === 2;
  const corners = isFlat ? cornersOf(lattice) : [];
  const weights = network.trained.read(projection);
  const turned = ([at, a, b]: Corner) => {
    const side = (cell: number, axis: number) => weights[2 * cell + axis]! - weights[2 * at + axis]!;
    return side(a, 0) * side(b, 1) - side(a, 1) * side(b, 0) < 0;
  };
  return {
    nothing: () => ({ examples: 0 }),
    count: eachRow(network, network.values(target.name, target.model.outputs[0]!), (_, sums: Sums) => void sums.examples++),
    join: (sums, more) => void (sums.examples += more.examples),
    value: ({ examples }) => {
      if (examples === 0 || !isFlat) return null;
      const against = corners.filter(turned).length;
      // The whole map may lie the other way round.
      return Math.min(against, corners.length - against);
    },
  };
}

type Corner = readonly [at: number, a: number, b: number];

/** A cell and two of its neighbours, up to a right angle apart, counterclockwise. */
function cornersOf(lattice: Lattice): Corner[] {
  return neighboursOf(lattice).flatMap((around, at) =>
    around.flatMap((a) =>
      around.flatMap((b): Corner[] => {
        const [x, y] = way(lattice, at, a) as [number, number];
        const [u, v] = way(lattice, at, b) as [number, number];
        const rounding = 1e-9 * (x * x + y * y);
        return x * v - y * u > rounding && x * u + y * v > -rounding ? [[at, a, b]] : [];
      }),
    ),
  );
}
