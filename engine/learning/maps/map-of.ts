/** Which map a projection is while it learns. */
import type { Region } from '../../compile/index.ts';
import { numberBytes, type ProjectionPlan } from '../../compile/plan.ts';
import { isFull } from '../../wiring.ts';
import { type LearningArrays, spikesAt, stateAt, stepsBack } from '../arrays.ts';
import type { Machine } from '../lane-pass.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';
import { denseBySource, denseByTarget, type Products, type Weights } from './dense.ts';
import { distances } from './distances.ts';
import { fromOneSource } from './one-source.ts';
import { pairs } from './pairs.ts';
import { sparse } from './sparse.ts';

export interface MapRequest {
  readonly source: LearningArrays;
  readonly target: LearningArrays;
  /** As large as the weights; null where they are not trained by gradients. */
  readonly gradient: Region | null;
  /** Scratch of matrix products. */
  readonly pack: Region;
}

export function mapOf(projection: ProjectionPlan, request: MapRequest, machine: Machine): ConnectionMap {
  const ends = endsOf(projection, request);
  const { precision } = request.source;
  const region = projection.kind === 'value' ? projection.weights : projection.table.blocks[0]!.weights!;
  const weights: Weights = { weights: region.address, gradient: request.gradient?.address ?? null, pack: request.pack.address };
  if (projection.kind === 'value' && projection.symmetric) return pairs(ends, weights, precision, machine);
  if (projection.kind === 'event') return denseBySource(ends, weights, productsOf(machine, precision));
  // Row by row of what is now the source.
  if (projection.transposed) return denseBySource(ends, weights, productsOf(machine, precision));
  if (projection.map === 'sum' && isFull(projection.wiring)) {
    const dense = denseByTarget(ends, weights, productsOf(machine, precision));
    return ends.from.size === 1 ? fromOneSource(ends, region.address, precision, machine, dense) : dense;
  }
  const rows = { rows: projection.rows.address, sources: projection.sources.address };
  if (projection.map === 'distance')
    return distances(ends, weights, rows, machine.kernels, numberBytes(precision), isFull(projection.wiring));
  return sparse(ends, weights, rows, machine.kernels, numberBytes(precision));
}

function productsOf({ kernels }: Machine, precision: LearningArrays['precision']): Products {
  return precision === 'float64'
    ? { product: kernels.matrixProduct64, productNT: kernels.matrixProductNT64, productTN: kernels.matrixProductTN64 }
    : { product: kernels.matrixProduct32, productNT: kernels.matrixProductNT32, productTN: kernels.matrixProductTN32 };
}

function endsOf(projection: ProjectionPlan, { source, target }: MapRequest): Ends {
  const since = 1 - stepsBack(projection);
  const variable = projection.kind === 'value' ? projection.variable : null;
  const said = variable === null ? spikesAt(source, since) : stateAt(source, variable, since);
  const adjoints = variable === null ? source.adjoints?.spikes : source.adjoints?.state[variable];
  const sent = target.adjoints?.ports[projection.port];
  const input = target.ports[projection.port]!;
  return {
    lanes: source.lanes,
    from: {
      size: source.size,
      stride: source.stride,
      values: (t) => said + t * source.slotBytes,
      adjoints: (t) => adjoints!.address + Math.max(0, t + since) * source.slotBytes,
    },
    to: {
      size: target.size,
      stride: target.stride,
      input: (t) => input.address + t * target.slotBytes,
      sent: (t) => sent!.address + t * target.slotBytes,
    },
  };
}
