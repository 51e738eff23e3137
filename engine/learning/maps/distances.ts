/** Squared distances of what sources say from the weights: rows of synapses by target, example after example. */
import type { FixedKernels } from '../../kernels/index.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';
import type { Weights } from './dense.ts';
import type { Rows } from './sparse.ts';

/** `dense`: whether they are from all sources, ascending. */
export function distances(
  { lanes, from, to }: Ends,
  { weights, gradient }: Weights,
  { rows, sources }: Rows,
  kernels: FixedKernels,
  bytes: 4 | 8,
  dense: boolean,
): ConnectionMap {
  const { denseDistances32, denseDistances64, gatherDistances32, gatherDistances64, returnDistances32, returnDistances64 } =
    kernels;
  const [gather, back] = bytes === 8 ? [gatherDistances64, returnDistances64] : [gatherDistances32, returnDistances32];
  const whole = bytes === 8 ? denseDistances64 : denseDistances32;
  const [fromLane, toLane] = [from.stride * bytes, to.stride * bytes];
  /** To the sources' adjoints, or (0) to the gradient alone. */
  const send = (t: number, adjoints: number, onto: number) => {
    for (let lane = 0; lane < lanes; lane++) {
      const out = adjoints === 0 ? 0 : adjoints + lane * fromLane;
      back(rows, sources, weights, from.values(t) + lane * fromLane, to.sent(t) + lane * toLane, out, onto, to.size);
    }
  };
  return {
    forward: (t) => {
      for (let lane = 0; lane < lanes; lane++) {
        const [values, input] = [from.values(t) + lane * fromLane, to.input(t) + lane * toLane];
        if (dense) whole(weights, values, input, to.size, from.size);
        else gather(rows, sources, weights, values, input, to.size);
      }
    },
    backward: (t) => send(t, from.adjoints(t), 0),
    gradient: (first, end) => {
      if (gradient === null) return;
      for (let t = first; t < end; t++) send(t, 0, gradient);
    },
  };
}
