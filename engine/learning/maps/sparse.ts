/** Between some pairs of cells: rows of synapses by target, example after example. */
import type { FixedKernels } from '../../kernels/index.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';
import type { Weights } from './dense.ts';

/** Addresses: row starts and sources, uint32. */
export interface Rows {
  readonly rows: number;
  readonly sources: number;
}

export function sparse(
  { lanes, from, to }: Ends,
  { weights, gradient }: Weights,
  { rows, sources }: Rows,
  kernels: FixedKernels,
  bytes: 4 | 8,
): ConnectionMap {
  const { gatherValues32, gatherValues64, scatterValues32, scatterValues64, addOuterSparse32, addOuterSparse64 } = kernels;
  const [gather, scatter, addOuter] =
    bytes === 8 ? [gatherValues64, scatterValues64, addOuterSparse64] : [gatherValues32, scatterValues32, addOuterSparse32];
  const [fromLane, toLane] = [from.stride * bytes, to.stride * bytes];
  const each = (run: (lane: number) => void) => {
    for (let lane = 0; lane < lanes; lane++) run(lane);
  };
  return {
    forward: (t) =>
      each((lane) => gather(rows, sources, weights, from.values(t) + lane * fromLane, to.input(t) + lane * toLane, to.size)),
    backward: (t) =>
      each((lane) => scatter(rows, sources, weights, to.sent(t) + lane * toLane, from.adjoints(t) + lane * fromLane, to.size)),
    gradient: (first, end) => {
      if (gradient === null) return;
      for (let t = first; t < end; t++)
        each((lane) => addOuter(rows, sources, gradient, to.sent(t) + lane * toLane, from.values(t) + lane * fromLane, to.size));
    },
  };
}
