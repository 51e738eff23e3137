/** Which map a projection is while it learns. */
import type { Region } from '../../compile/index.ts';
import { numberBytes, type ProjectionPlan, type ValueProjectionPlan } from '../../compile/plan.ts';
import type { LearningArrays } from '../arrays.ts';
import type { Machine } from '../lane-pass.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';
import { denseBySource, denseByTarget, type Products, type Weights } from './dense.ts';
import { distances } from './distances.ts';
import { sparse } from './sparse.ts';

export interface MapRequest {
  readonly source: LearningArrays;
  readonly target: LearningArrays;
  /** As large as the weights; null where they are not trained. */
  readonly gradient: Region | null;
  /** Scratch of matrix products. */
  readonly pack: Region;
}

export function mapOf(projection: ProjectionPlan, request: MapRequest, machine: Machine): ConnectionMap {
  const ends = endsOf(projection, request);
  const { precision } = request.source;
  const region = projection.kind === 'value' ? projection.weights : projection.table.blocks[0]!.weights!;
  const weights: Weights = { weights: region.address, gradient: request.gradient?.address ?? null, pack: request.pack.address };
  if (projection.kind === 'event') return denseBySource(ends, weights, productsOf(machine, precision));
  if (projection.map === 'sum' && isDense(projection)) return denseByTarget(ends, weights, productsOf(machine, precision));
  const rows = { rows: projection.rows.address, sources: projection.sources.address };
  if (projection.map === 'distance') return distances(ends, weights, rows, machine.kernels, numberBytes(precision));
  return sparse(ends, weights, rows, machine.kernels, numberBytes(precision));
}

/** As many synapses as pairs may also be some pairs twice: the wiring says it. */
export function isDense({ wiring }: ValueProjectionPlan): boolean {
  return wiring.kind === 'all-to-all' && wiring.where === null && wiring.selfConnections;
}

function productsOf({ kernels }: Machine, precision: LearningArrays['precision']): Products {
  return precision === 'float64'
    ? { product: kernels.matrixProduct64, productNT: kernels.matrixProductNT64, productTN: kernels.matrixProductTN64 }
    : { product: kernels.matrixProduct32, productNT: kernels.matrixProductNT32, productTN: kernels.matrixProductTN32 };
}

/** A spike of a step arrives in the next one at the earliest; a value may be read in its own. */
function endsOf(projection: ProjectionPlan, { source, target }: MapRequest): Ends {
  const isValue = projection.kind === 'value';
  const back = isValue ? projection.delay : projection.table.longestDelay + 1;
  const [values, adjoints] = isValue
    ? [source.state[projection.variable]!, source.stateAdjoints[projection.variable]!]
    : [source.spikes!.values, source.spikes!.adjoints];
  const read = (region: Region) => (t: number) => region.address + Math.max(0, t + 1 - back) * source.slotBytes;
  const now = (region: Region) => (t: number) => region.address + t * target.slotBytes;
  return {
    lanes: source.lanes,
    from: { size: source.size, stride: source.stride, values: read(values), adjoints: read(adjoints) },
    to: {
      size: target.size,
      stride: target.stride,
      input: now(target.ports[projection.port]!),
      sent: now(target.portAdjoints[projection.port]!),
    },
    regular: Math.max(0, back - 1),
  };
}
