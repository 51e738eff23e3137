/** A value projection from all cells to all cells while it learns: forward, transposed, and the gradient of its weights. */
import type { Region } from '../compile/index.ts';
import type { ValueProjectionPlan } from '../compile/plan.ts';
import type { LearningArrays } from './arrays.ts';
import type { Machine } from './lane-pass.ts';

export interface DenseMap {
  /** Adds to the target's port at time t what the source said `delay` steps before. */
  forward(t: number): void;
  /** Adds to the adjoints of the source's state. */
  backward(t: number): void;
  /** Adds the gradient of all times at once. */
  gradient(unroll: number): void;
}

/** `gradient`: target size x source size numbers; null where the weights are not trained. */
export function denseMap(
  { weights, delay, variable, port }: ValueProjectionPlan,
  [source, target]: readonly [LearningArrays, LearningArrays],
  gradient: Region | null,
  pack: Region,
  { kernels }: Machine,
): DenseMap {
  const { matrixProduct32, matrixProduct64, matrixProductNT32, matrixProductNT64, matrixProductTN32, matrixProductTN64 } =
    kernels;
  const [product, productNT, productTN] =
    source.precision === 'float64'
      ? [matrixProduct64, matrixProductNT64, matrixProductTN64]
      : [matrixProduct32, matrixProductNT32, matrixProductTN32];
  const [from, to] = [source.size, target.size];
  const [ldFrom, ldTo] = [source.stride, target.stride];
  /** What lies further back than the beginning is what the example began with. */
  const read = (region: Region, t: number) => region.address + Math.max(0, t + 1 - delay) * source.slotBytes;
  const now = (region: Region, t: number) => region.address + t * target.slotBytes;
  const values = source.state[variable]!;
  const adjoints = source.stateAdjoints[variable]!;
  const input = target.ports[port]!;
  const sent = target.portAdjoints[port]!;
  const add = (out: Region, t: number, times: number) =>
    productTN(now(sent, t), read(values, t), out.address, to, times * source.lanes, from, ldTo, ldFrom, from, pack.address);
  return {
    forward: (t) =>
      productNT(read(values, t), weights.address, now(input, t), source.lanes, from, to, ldFrom, from, ldTo, pack.address),
    backward: (t) =>
      product(now(sent, t), weights.address, read(adjoints, t), source.lanes, to, from, ldTo, from, ldFrom, pack.address),
    gradient: (unroll) => {
      if (gradient === null) return;
      // From this time on, what is read lies one time after the other.
      const first = Math.min(unroll, Math.max(0, delay - 1));
      for (let t = 0; t < first; t++) add(gradient, t, 1);
      if (first < unroll) add(gradient, first, unroll - first);
    },
  };
}
