/** How much memory a network will take, told before any of it is taken and anything is drawn. */
import type { Network, NetworkProjection } from '../network.ts';
import { roundToSteps } from '../steps.ts';
import { delayShares, expectedRuns } from './delay-shares.ts';
import { Layout, refuseTooLarge } from './layout.ts';
import { numberBytes, type PopulationPlan, type Precision } from './plan.ts';
import { planPopulations } from './plan-populations.ts';
import { blockTargets } from './synapses.ts';
import { expectedSynapses } from './wiring.ts';

export interface MemoryEstimate {
  /** Linear memory, in bytes; within a few per cent of what the plan takes. */
  readonly bytes: number;
  readonly cells: number;
  readonly synapses: number;
}

/** `dt` in ms. Populations are counted exactly, projections by the expected number of their synapses. */
export function estimateMemory(network: Network, precision: Precision, lanes: number, dt: number): MemoryEstimate {
  const layout = new Layout();
  const { populations } = planPopulations(network, precision, lanes, layout);
  const byName = new Map(populations.map((population) => [population.name, population]));
  let synapses = 0;
  for (const projection of network.projections) {
    const source = byName.get(projection.from)!;
    const target = byName.get(projection.to)!;
    const count = expectedSynapses(projection.wiring, source, target);
    synapses += count;
    const request = { layout, projection, source, target, count, number: numberBytes(precision), lanes, dt };
    if (projection.variable === null) requestEvents(request);
    else requestValues(request);
  }
  const cells = populations.reduce((sum, { size }) => sum + size, 0);
  return { bytes: layout.bytes, cells, synapses: Math.round(synapses) };
}

interface Request {
  readonly layout: Layout;
  readonly projection: NetworkProjection;
  readonly source: PopulationPlan;
  readonly target: PopulationPlan;
  /** Synapses. */
  readonly count: number;
  /** Bytes of a number. */
  readonly number: number;
  readonly lanes: number;
  readonly dt: number;
}

/** The regions of `planEventProjection`, with synapses spread evenly over the blocks of targets. */
function requestEvents({ layout, projection, source, target, count, number, lanes, dt }: Request): void {
  const { weight, delay } = projection;
  const element = typeof weight === 'number' ? 4 : number;
  const shares = delayShares(delay, count, dt);
  for (let first = 0; first < target.size; first += blockTargets) {
    const synapses = Math.round((count * Math.min(target.size - first, blockTargets)) / target.size);
    layout.request('constants', (source.size + 1) * 4);
    layout.request('constants', synapses * 2);
    if (typeof weight !== 'number') layout.request('constants', synapses * number);
    if (shares.length === 1) continue;
    layout.request('constants', (source.size + 1) * 4);
    layout.request('constants', 8 * source.size * expectedRuns(shares, synapses / source.size));
  }
  const slots = typeof delay === 'number' ? roundToSteps(delay, dt) + 1 : shares.length;
  layout.request('state', slots * lanes * target.stride * element);
  const listed =
    typeof weight === 'number' && shares.length === 1 && target.size <= blockTargets && target.lowered.split !== null;
  if (listed) layout.request('state', slots * lanes * (target.size / 4 + 8));
}

/** The regions of `planValueProjection`. */
function requestValues({ layout, projection, source, target, count, number, lanes, dt }: Request): void {
  const delay = roundToSteps(projection.delay as number, dt);
  layout.request('constants', (target.size + 1) * 4);
  layout.request('constants', Math.round(count) * 4);
  layout.request('constants', Math.round(count) * number);
  layout.request('scratch', lanes * target.stride * number);
  if (delay > 0) layout.request('state', delay * lanes * source.stride * number);
}

/** An error before anything is allocated, if the network cannot fit. */
export function refuseIfTooLarge(network: Network, precision: Precision, lanes: number, dt: number): void {
  const { bytes, cells, synapses } = estimateMemory(network, precision, lanes, dt);
  refuseTooLarge(bytes, `a network of ${cells.toLocaleString('en')} cells and ${synapses.toLocaleString('en')} synapses`);
}
